"""Where mails are handed over: the server of the sender's provider, and how the way there is kept private."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.core.mail import reachable_address
from kiosk.core.mail_message import Mailbox

SLOWEST, USUAL_PACE, FASTEST = 1, 30, 6000
"""Mails a minute: most providers take some dozens from one account before they put off or block it."""


class Security(StrEnum):
    """How the connection is encrypted; the server's certificate is checked with both ways of TLS."""

    STARTTLS = "starttls"  # begins plain and turns to TLS before anything is said
    TLS = "tls"
    NONE = "none"


PORTS = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}
"""The usual ones (RFC 8314, RFC 6409)."""


@dataclass(frozen=True, slots=True)
class Account:
    """Of whom mails are sent, and through which server; the password is kept elsewhere.

    ``user`` is empty where the server wants no sign-in.  ``certificate`` is the path of a PEM file that is trusted
    beside those the system trusts; ``pace`` is in mails a minute.
    """

    host: str = ""
    port: int = PORTS[Security.STARTTLS]
    security: Security = Security.STARTTLS
    user: str = ""
    sender: str = ""
    sender_name: str = ""
    reply_to: str = ""
    pace: int = USUAL_PACE
    certificate: str = ""

    @property
    def mailbox(self) -> Mailbox | None:
        """Of whom mails are; None while there is no address."""
        address = reachable_address(self.sender)
        return Mailbox(address, self.sender_name) if address else None


def fault_of(account: Account) -> str:
    """What of an account is missing or wrong, as the code of a trouble; empty when it can be tried."""
    if not account.host.strip() or not account.host.isprintable() or " " in account.host.strip():
        return "mail.no_server"
    if not 0 < account.port < 65_536:
        return "mail.no_port"
    if account.mailbox is None:
        return "mail.no_sender"
    if account.reply_to and not reachable_address(account.reply_to):
        return "mail.bad_reply_to"
    if account.security is Security.NONE and account.user:
        return "mail.password_in_clear"
    return "" if SLOWEST <= account.pace <= FASTEST else "mail.bad_pace"
