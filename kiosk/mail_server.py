"""Handing mails to a server by SMTP, so that it is always known whether it took one, did not, or nobody can tell.

Until the line with the single dot is written a server cannot have taken a mail (RFC 5321, section 4.1.1.4): what breaks
before may be tried again.  What breaks between that line and the answer is unsure.  The server's own words are kept;
names and addresses are never logged.
"""

import re
import selectors
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kiosk.core.mail_account import Account, Security
from kiosk.errors import KioskError

SECONDS = 30.0
"""How long a server may take for one answer before the connection counts as lost."""
SECONDS_FOR_A_MAIL = 300.0
"""How long it may take to say that it took a mail: some look for viruses first (RFC 5321 has ten minutes)."""

_LINE_OF_DOT = re.compile(rb"^\.", re.MULTILINE)
_LONGEST_ANSWER = 300
_LATER = range(400, 500)
_CLOSING = 421


class RefusedError(Exception):
    """A server answered that it does not take this mail: for good, or for ``now`` only.  ``words`` are its own.

    ``of_sender``: it is not about the receiver but about who sends, and the next mail would fare alike.
    """

    def __init__(self, code: int, words: str, *, of_sender: bool = False) -> None:
        super().__init__(words)
        self.words, self.of_sender = f"{code} {words}".strip(), of_sender
        self.now, self.closing = code in _LATER, code == _CLOSING


class LostError(Exception):
    """The connection ended before the mail was handed over: the server certainly does not have it."""


class UnsureError(Exception):
    """The connection ended after the mail was handed over and before the answer."""


class MailServer:
    """One connection to a server, made by ``connected``."""

    def __init__(self, smtp: smtplib.SMTP) -> None:
        self._smtp = smtp

    def send(self, sender: str, to: str, content: bytes) -> str:
        """Hand over one mail (``content`` with CRLF) and return what the server said.

        Raises ``RefusedError``, ``LostError``, ``UnsureError``.
        """
        try:
            self._answer(self._smtp.mail(sender), (250,), of_sender=True)
            self._answer(self._smtp.rcpt(to), (250, 251, 252))
            self._answer(self._smtp.docmd("DATA"), (354,))
            self._smtp.send(_with_dots(content))
            self._refuse_early_answer()
        except (LostError, RefusedError) as trouble:
            if isinstance(trouble, RefusedError):
                self._start_over()
            raise
        except (OSError, smtplib.SMTPException, ValueError) as trouble:
            raise LostError from trouble
        return self._hand_over()

    def is_there(self) -> bool:
        """Whether the server still answers: one that had nothing to do for a while may have gone."""
        try:
            return bool(self._smtp.noop()[0] == 250)
        except (OSError, smtplib.SMTPException):
            return False

    def close(self) -> None:
        """Take leave of the server, without waiting for it."""
        with suppress(OSError, smtplib.SMTPException):
            self._wait_at_most(1)
            self._smtp.docmd("QUIT")
        self._smtp.close()

    def _hand_over(self) -> str:
        """From here on the server may have the mail, whatever happens."""
        try:
            self._wait_at_most(SECONDS_FOR_A_MAIL)
            self._smtp.send(b".\r\n")
            code, answer = self._smtp.getreply()
            self._wait_at_most(SECONDS)
        except (OSError, smtplib.SMTPException) as trouble:
            raise UnsureError from trouble
        return self._answer((code, answer), (250,))

    def _answer(self, reply: tuple[int, bytes], welcome: tuple[int, ...], *, of_sender: bool = False) -> str:
        code, words = reply[0], _words(reply[1])
        if code in welcome:
            return f"{code} {words}".strip()
        if code <= 0:
            raise LostError
        raise RefusedError(code, words, of_sender=of_sender)

    def _refuse_early_answer(self) -> None:
        """A server that speaks before the dot has refused or gone: then the dot is not written."""
        sock, said = self._smtp.sock, self._smtp.file
        if sock is None or said is None:
            raise LostError
        if not getattr(sock, "pending", int)() and not _can_read(sock):
            return
        sock.settimeout(0)
        try:
            is_over = not said.peek(1)
        except ssl.SSLWantReadError:  # of TLS itself, and nothing the server says
            return
        finally:
            sock.settimeout(SECONDS)
        if is_over:
            raise LostError
        self._answer(self._smtp.getreply(), ())

    def _wait_at_most(self, seconds: float) -> None:
        if self._smtp.sock is not None:
            self._smtp.sock.settimeout(seconds)

    def _start_over(self) -> None:
        with suppress(OSError, smtplib.SMTPException):
            self._smtp.rset()


@contextmanager
def connected(account: Account, password: str) -> Iterator[MailServer]:
    """A connection to the account's server, signed in, closed at the end of the block.

    Raises ``KioskError`` when it cannot be reached, does not offer the encryption wanted, shows a certificate that
    nobody vouches for, or does not let this account in.
    """
    server = connect(account, password)
    try:
        yield server
    finally:
        server.close()


def connect(account: Account, password: str) -> MailServer:
    """As ``connected``; whoever calls closes it."""
    context = _trust(account.certificate)
    where = {"host": account.host, "port": account.port}
    try:
        smtp = _reached(account, context)
    except ssl.SSLCertVerificationError as trouble:
        raise KioskError("mail.certificate", why=trouble.verify_message, **where) from trouble
    except ssl.SSLError as trouble:
        raise KioskError("mail.no_tls", why=trouble.reason or "TLS", **where) from trouble
    except smtplib.SMTPNotSupportedError as trouble:
        raise KioskError("mail.no_tls", why="STARTTLS", **where) from trouble
    except (OSError, smtplib.SMTPException, UnicodeError) as trouble:
        raise KioskError("mail.unreachable", why=_why(trouble), **where) from trouble
    try:
        _sign_in(smtp, account, password)
    except BaseException:
        smtp.close()
        raise
    return MailServer(smtp)


def _reached(account: Account, context: ssl.SSLContext) -> smtplib.SMTP:
    if account.security is Security.TLS:
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(account.host.strip(), account.port, timeout=SECONDS, context=context)
    else:
        smtp = smtplib.SMTP(account.host.strip(), account.port, timeout=SECONDS)
    try:
        smtp.ehlo_or_helo_if_needed()
        if account.security is Security.STARTTLS:
            smtp.starttls(context=context)
            smtp.ehlo_or_helo_if_needed()
    except BaseException:
        smtp.close()
        raise
    return smtp


def _sign_in(smtp: smtplib.SMTP, account: Account, password: str) -> None:
    if not account.user:
        return
    try:
        smtp.login(account.user, password)
    except smtplib.SMTPNotSupportedError:
        raise KioskError("mail.no_sign_in", host=account.host) from None
    except smtplib.SMTPAuthenticationError as trouble:
        why = f"{trouble.smtp_code} {_words(trouble.smtp_error)}"
        raise KioskError("mail.sign_in_refused", user=account.user, host=account.host, why=why) from None
    except UnicodeError:
        raise KioskError("mail.sign_in_refused", user=account.user, host=account.host, why="ASCII") from None
    except (OSError, smtplib.SMTPException) as trouble:
        raise KioskError("mail.unreachable", why=_why(trouble), host=account.host, port=account.port) from trouble


def _trust(certificate: str) -> ssl.SSLContext:
    """What is trusted: the authorities of the system, and the certificate in a file of the account's own."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if certificate:
        try:
            context.load_verify_locations(cafile=certificate)
        except (OSError, ssl.SSLError) as trouble:
            raise KioskError("mail.bad_certificate_file", file=Path(certificate).name) from trouble
    return context


def _with_dots(content: bytes) -> bytes:
    """A mail as it is sent: lines that begin with a dot get another, and the last line is ended."""
    return _LINE_OF_DOT.sub(b"..", content if content.endswith(b"\r\n") else content + b"\r\n")


def _can_read(sock: socket.socket) -> bool:
    """Whether something has come.  A selector, as ``select`` knows no file descriptor beyond 1,023."""
    with selectors.DefaultSelector() as selector:
        selector.register(sock, selectors.EVENT_READ)
        return bool(selector.select(0))


def _words(answer: bytes | str) -> str:
    """What a server said, on one line, without the number that stands in it again."""
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return plain[:_LONGEST_ANSWER]


def _why(trouble: Exception) -> str:
    if isinstance(trouble, socket.gaierror):
        return "DNS"
    if isinstance(trouble, TimeoutError):
        return "timeout"
    if isinstance(trouble, smtplib.SMTPResponseException):
        return f"{trouble.smtp_code} {_words(trouble.smtp_error)}"
    if isinstance(trouble, OSError) and trouble.strerror:
        return trouble.strerror
    return _words(str(trouble)) or type(trouble).__name__
