"""Ticket codes: 34 decimal digits that carry no personal data and prove where they came from.

::

    1 | event tag 4 | number 13 | signature 14 | check digits 2

Digits pass every keyboard layout and input mode unharmed, and 34 of them fit the smallest QR symbol (version 1-M).
The signature is HMAC-SHA-256 (RFC 2104, FIPS 180-4) over the digits before it, reduced to 14 digits: a desk that has no
record of a number can still tell a genuine code from an invented one.  The check digits are MOD 97-10 of ISO/IEC 7064,
which catch every single wrong digit and every swap of neighbours: a misread is told from a forgery.
"""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

FORMAT = "1"
LENGTH = 34
TAG_DIGITS = 4
NUMBER_DIGITS = 13
SIGNATURE_DIGITS = 14

# Scanners can be set to send a symbology identifier (ISO/IEC 15424) and an ECI mark before the text; both hold digits.
_SCANNER_MARKS = re.compile(r"\][A-Za-z][0-9A-Za-z]|\\[0-9]{6}")
_SEPARATORS = re.compile(r"[\s\-‐-―−./_·,:;|\u200b-\u200f\u2060\ufeff]|[\x00-\x1f\x7f]")
# A longer run is more than one scan: which part of it is meant would be a guess.
_DIGIT_RUN = re.compile(r"(?<![0-9])[0-9]{34,48}(?![0-9])")


class Origin(StrEnum):
    """What a well-formed code says of itself."""

    GENUINE = "genuine"
    FORGED = "forged"
    OTHER_EVENT = "other_event"


@dataclass(frozen=True, slots=True)
class Ticket:
    """A code read: its canonical 34 digits, the 13 digits of its number, and its origin as seen by one event."""

    code: str
    number: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class TicketKey:
    """What one event signs its tickets with, and by which it knows them; the secret is in no ``repr``."""

    tag: str
    secret: bytes = field(repr=False)

    def issue(self, number: str) -> str:
        """The 34-digit code of a ticket ``number`` (13 digits)."""
        return issue(number, self.tag, self.secret)

    def read(self, text: str) -> Ticket | None:
        """This software's code in what a scanner delivered, or None."""
        return read(text, self.tag, self.secret)

    def mark(self, purpose: str) -> str:
        """64 hexadecimal digits that tell this event from others for one ``purpose``, and give nothing away."""
        return hashlib.sha256((purpose + self.secret.hex()).encode()).hexdigest()

    def mark_of_text(self, text: str) -> str:
        """What stands for a scanned text in what leaves the house: the same for the same text, and nothing that opens
        a door or could be found out by trying.
        """
        return hmac.digest(self.derived("scanned texts"), text.encode("utf-8", "replace"), "sha256").hex()[:16]

    def derived(self, purpose: str) -> bytes:
        """64 bytes for another key of the event, which say nothing of the secret or of one another; never shown."""
        return hmac.digest(self.secret, purpose.encode(), "sha512")


def key_from(fields: Mapping[str, object]) -> TicketKey | None:
    """The key among the fields of an event as the log keeps them; None where it is missing or none."""
    tag, secret = fields.get("tag"), fields.get("secret")
    try:
        return TicketKey(tag, bytes.fromhex(secret)) if isinstance(tag, str) and isinstance(secret, str) else None
    except ValueError:
        return None


def issue(number: str, tag: str, secret: bytes) -> str:
    """The 34-digit code of a ticket ``number`` (13 digits) in the event with this ``tag`` (4 digits) and ``secret``."""
    if not (len(number) == NUMBER_DIGITS and len(tag) == TAG_DIGITS and (number + tag).isdecimal()):
        raise ValueError("a ticket number has 13 digits and an event tag 4")
    signed = FORMAT + tag + number
    body = signed + _signature(signed, secret)
    return body + _check_digits(body)


def read(text: str, tag: str, secret: bytes) -> Ticket | None:
    """Find this software's code in what a scanner delivered, or None.

    Spaces, separators, control characters, full-width digits and a scanner's prefix or suffix do no harm.  Where more
    than one stretch of digits could be a code (a prefix of digits), the most trustworthy reading is taken.
    """
    rank = [Origin.GENUINE, Origin.FORGED, Origin.OTHER_EVENT]
    tickets = [_inspect(code, tag, secret) for code in _well_formed(text)]
    return min(tickets, key=lambda ticket: rank.index(ticket.origin), default=None)


def is_well_formed(text: str) -> bool:
    """Whether ``text`` holds a code of this software, of whatever event; cheap enough for every burst of keys."""
    return next(_well_formed(text), None) is not None


def code_in(text: str) -> str | None:
    """The one code of this software that ``text`` holds; ``text`` itself where it could hold several; None without."""
    codes = set(_well_formed(text))
    return text if len(codes) > 1 else next(iter(codes), None)


def grouped(code: str) -> str:
    """``code`` in groups of four, as people are shown it."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def _well_formed(text: str) -> Iterator[str]:
    is_bare = len(text) == LENGTH and text.isascii() and text.isdecimal()  # as most scanners deliver it
    for run in [text] if is_bare else _DIGIT_RUN.findall(_without_marks(text)):
        for start in range(len(run) - LENGTH + 1):
            code = run[start : start + LENGTH]
            if code[0] == FORMAT and int(code) % 97 == 1:
                yield code


def _without_marks(text: str) -> str:
    return _SEPARATORS.sub("", _SCANNER_MARKS.sub("", _ascii_digits(text)))


def _ascii_digits(text: str) -> str:
    return (
        text
        if text.isascii()
        else "".join(
            str(unicodedata.decimal(char)) if unicodedata.decimal(char, None) is not None else char for char in text
        )
    )


def _inspect(code: str, tag: str, secret: bytes) -> Ticket:
    signed, signature = code[: 1 + TAG_DIGITS + NUMBER_DIGITS], code[-SIGNATURE_DIGITS - 2 : -2]
    if code[1 : 1 + TAG_DIGITS] != tag:
        origin = Origin.OTHER_EVENT
    elif hmac.compare_digest(signature, _signature(signed, secret)):
        origin = Origin.GENUINE
    else:
        origin = Origin.FORGED
    return Ticket(code, code[1 + TAG_DIGITS : 1 + TAG_DIGITS + NUMBER_DIGITS], origin)


@lru_cache(maxsize=16)  # a scan reads a code and shows the same code again
def _signature(signed: str, secret: bytes) -> str:
    digest = hmac.digest(secret, signed.encode("ascii"), hashlib.sha256)
    return f"{int.from_bytes(digest, 'big') % 10**SIGNATURE_DIGITS:0{SIGNATURE_DIGITS}d}"


def _check_digits(body: str) -> str:
    return f"{98 - int(body + '00') % 97:02d}"
