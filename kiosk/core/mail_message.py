"""A mail as it goes over the wire: text and HTML with the picture of the ticket, the PDF and the calendar beside it."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from html import escape

PICTURE, PDF, CALENDAR = "ticket.png", "ticket.pdf", "sessions.ics"
"""What the parts of a mail are called: in letters that every mail program keeps."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
_SPECIAL = re.compile(r'[()<>\[\]:;@\\,."=?]+')
_LONGEST_NAME = 60
_LONGEST_HEADER = 300
_PICTURE_WIDTH = 288  # CSS pixels of the 72 mm of the ticket for telephones


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A name, which may be empty, and an address (``kiosk.core.mail.reachable_address``)."""

    address: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Mail:
    """All that one mail holds.  ``at`` is aware; ``mark`` is of this mail alone, in ASCII letters and digits;
    ``calendar`` is empty for somebody without sessions.
    """

    sender: Mailbox | None
    to: Mailbox
    subject: str
    text: str
    language: str
    picture: bytes
    pdf: bytes
    calendar: bytes
    at: datetime
    mark: str
    reply_to: str = ""
    draft: bool = False


def wire(mail: Mail) -> bytes:
    """The bytes of a mail, its lines ended by CRLF, all of them ASCII."""
    message = EmailMessage(policy=SMTP)
    _write_head(message, mail)
    message.set_content(mail.text, cte="base64")
    message.add_alternative(_html(mail), subtype="html", cte="base64")
    shown = list(message.iter_parts())[1]
    shown.add_related(mail.picture, "image", "png", cid=f"<{PICTURE}>", filename=PICTURE, disposition="inline")
    message.add_attachment(mail.pdf, "application", "pdf", filename=PDF)
    if mail.calendar:
        text = mail.calendar.decode("utf-8")
        message.add_attachment(text, "calendar", cte="base64", filename=CALENDAR, params={"method": "PUBLISH"})
    message["Content-Language"] = mail.language  # last: the library gives such a header to the first part
    _write_boundaries(message, mail.mark)
    return message.as_bytes()


def plain(text: str, longest: int = _LONGEST_HEADER) -> str:
    """``text`` on one line, as a header may say it."""
    return " ".join(_CONTROL.sub(" ", text).split())[:longest].rstrip()


def display_name(name: str) -> str:
    """A name as it may stand before an address.

    Without the signs that part addresses, and without what looks like an encoded word: the library forgets to quote
    them again where it folds a long line, and a name could become a further recipient.
    """
    return " ".join(_SPECIAL.sub(" ", plain(name)).split())[:_LONGEST_NAME].rstrip()


def _write_head(message: EmailMessage, mail: Mail) -> None:
    if mail.sender is not None:
        message["From"] = _address(mail.sender)
    if mail.reply_to:
        message["Reply-To"] = _address(Mailbox(mail.reply_to))
    message["To"] = _address(mail.to)
    message["Subject"] = plain(mail.subject)
    message["Date"] = mail.at
    host = mail.sender.address.rpartition("@")[2] if mail.sender else "localhost"
    message["Message-ID"] = f"<{mail.mark}@{host}>"
    if mail.draft:
        message["X-Unsent"] = "1"  # mail programs open it to be sent
    else:
        message["Auto-Submitted"] = "auto-generated"  # nobody's absence note is to answer


def _write_boundaries(message: EmailMessage, mark: str) -> None:
    """Boundaries of our own, with what base64 cannot hold: the library would make random ones."""
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"=_{mark}_{number}")


def _address(box: Mailbox) -> Address:
    return Address(display_name(box.name), addr_spec=box.address)


def _html(mail: Mail) -> str:
    """The text again, paragraph by paragraph, with the picture at the end of it: no script, nothing to be loaded."""
    paragraphs = (part.strip("\n") for part in re.split(r"\n{2,}", mail.text.replace("\r\n", "\n")))
    body = "\n".join(f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in paragraphs if part.strip())
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(mail.language)}">\n<head><meta charset="utf-8"></head>\n'
        '<body style="font-family: sans-serif; font-size: 16px; line-height: 1.6; color: #0f172a">\n'
        f'{body}\n<p><img src="cid:{PICTURE}" width="{_PICTURE_WIDTH}" alt="QR"></p>\n</body>\n</html>\n'
    )
