"""A real mail server for the tests, which refuses, hesitates and goes away as it is told."""

import asyncio
import logging
import ssl
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import IPv4Address
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from kiosk.core.mail_account import Account, Security

USER, PASSWORD = "office", "right-1"
# A client that walks away is what some tests are about, and no error of ours.
logging.getLogger("mail.log").setLevel(logging.CRITICAL)


@dataclass
class Inbox:
    """What the server got, and how it behaves: by address, each time or the next so many times."""

    mails: list[tuple[str, EmailMessage]] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)  # address → answer to RCPT
    refused_content: dict[str, str] = field(default_factory=dict)  # address → answer to the mail itself
    later: dict[str, int] = field(default_factory=dict)  # address → how often it is put off
    cut_in_data: dict[str, int] = field(default_factory=dict)  # address → how often the line is cut in the mail
    cut_after: set[str] = field(default_factory=set)  # taken over, and the line is cut before the answer
    sender_refused: str = ""
    slow: float = 0.0  # seconds before each answer to a mail
    sessions: int = 0

    def to(self, address: str) -> list[EmailMessage]:
        """The mails to one address."""
        return [mail for to, mail in self.mails if to == address]

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.sessions += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.sender_refused:
            return self.sender_refused
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        if self.later.get(address, 0):
            self.later[address] -= 1
            return "451 4.7.1 Greylisted, please come back"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        address = envelope.rcpt_tos[0]
        await asyncio.sleep(self.slow)
        if address in self.refused_content:
            return self.refused_content[address]
        self.mails.append((address, message_from_bytes(bytes(envelope.content), policy=policy.default)))
        if address in self.cut_after:
            self.cut_after.remove(address)
            server.transport.abort()
        return f"250 2.0.0 Taken as {len(self.mails)}"


class _Server(SMTP):
    """Cuts the line in the middle of a mail where it is told so."""

    async def smtp_DATA(self, arg: str) -> None:
        inbox, address = self.event_handler, (self.envelope.rcpt_tos or [""])[0]
        if not inbox.cut_in_data.get(address, 0):
            await super().smtp_DATA(arg)
            return
        inbox.cut_in_data[address] -= 1
        await self.push("354 Go on")
        await self._reader.read(500)
        self.transport.abort()


class MailServer:
    """A server at a port of its own; ``security`` is how it wants to be spoken to."""

    def __init__(self, folder: Path, security: Security = Security.STARTTLS, *, password: str = PASSWORD) -> None:
        self.inbox, self.security, self._password = Inbox(), security, password
        self.certificate, self._key = folder / "server.pem", folder / "server.key"
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._listening: asyncio.Server | None = None
        self.port = 0

    def account(self, **more: object) -> Account:
        """The account that may use it, its certificate trusted."""
        given = {
            "host": "127.0.0.1", "port": self.port, "security": self.security, "sender": "office@example.org",
            "sender_name": "사무국", "pace": 6000,
        }  # fmt: skip
        if self.security is not Security.NONE:
            given |= {"user": USER, "certificate": str(self.certificate)}
        return Account(**{**given, **more})

    def __enter__(self) -> "MailServer":
        self._thread.start()
        self.listen()
        return self

    def __exit__(self, *_trouble: object) -> None:
        self.close()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()

    def listen(self) -> None:
        """Be there, at the same port after having been away."""
        if self.security is not Security.NONE and not self.certificate.exists():
            _make_certificate(self.certificate, self._key)
        asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result()

    def close(self) -> None:
        """Be away, every line cut."""
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()

    async def _listen(self) -> None:
        context = self._context()
        implicit = context if self.security is Security.TLS else None
        server = await self._loop.create_server(lambda: self._protocol(context), "127.0.0.1", self.port, ssl=implicit)
        self._listening, self.port = server, server.sockets[0].getsockname()[1]

    async def _close(self) -> None:
        if self._listening is not None:
            self._listening.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def _context(self) -> ssl.SSLContext | None:
        if self.security is Security.NONE:
            return None
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, self._key)
        return context

    def _protocol(self, context: ssl.SSLContext | None) -> SMTP:
        more: dict[str, object] = {}
        if self.security is not Security.NONE:
            more = {"authenticator": self._let_in}
        if self.security is Security.STARTTLS:
            more |= {"tls_context": context, "require_starttls": True, "auth_required": True}
        if self.security is Security.TLS:
            more |= {"auth_require_tls": False}
        return _Server(self.inbox, hostname="mail.example.org", loop=self._loop, **more)

    def _let_in(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
        right = isinstance(data, LoginPassword) and data.password.decode() == self._password
        return AuthResult(success=right and data.login.decode() == USER, handled=False)


def _make_certificate(certificate: Path, key: Path) -> None:
    """A certificate for 127.0.0.1 that signs itself."""
    secret = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail server of the tests")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(subject_name=name, issuer_name=name)
        .public_key(secret.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False)
        .sign(secret, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    key.write_bytes(secret.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
