"""The code on a certificate: what it says in short, signed, so that a telephone can check it without any network.

``KC1`` and base32 (capital letters and digits, which QR symbols pack tightly and scanners type unharmed) of: the id of
the event's key, the first half of the paper's hash, four lines of facts, and an Ed25519 signature over all of it.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

BEGIN = "KC1"
SIGNATURE_BYTES = 64
KEY_ID_BYTES = 8
MARK_BYTES = 16
_CONTEXT = b"kiosk certificate 1\0"
_LONGEST_NAME = 60  # bytes: a longer one makes the symbol too fine for its place
_CODE = re.compile(rf"{BEGIN}[A-Z2-7]{{150,}}")
_PARTED = re.compile(r"[\s­​-]+")


@dataclass(frozen=True, slots=True)
class CertificateCode:
    """What a code says: the key it names, the first half of the paper's hash (hexadecimal), number, day of issue
    (ISO 8601, in the event's zone), name, which may be cut off at its end, and whole minutes; and its signature.
    """

    key_id: bytes
    mark: str
    serial: str
    issued_on: str
    name: str
    minutes: int
    signature: bytes = b""

    @property
    def signed(self) -> bytes:
        """The bytes that the signature is over."""
        return _CONTEXT + self._body()

    @property
    def text(self) -> str:
        """The code as it stands on paper."""
        return BEGIN + base64.b32encode(self._body() + self.signature).decode("ascii").rstrip("=")

    def with_signature(self, signature: bytes) -> "CertificateCode":
        """The code as it is once signed."""
        return replace(self, signature=signature)

    def _body(self) -> bytes:
        facts = "\n".join((self.serial, self.issued_on, self.name, str(self.minutes)))
        return self.key_id + bytes.fromhex(self.mark) + facts.encode()


def key_id_of(public_key: bytes) -> bytes:
    """What tells an event's key from others, of its 32 bytes."""
    return hashlib.sha256(public_key).digest()[:KEY_ID_BYTES]


def half(mark: str) -> str:
    """The part of a paper's hash that its code holds."""
    return mark[: 2 * MARK_BYTES]


def short_name(name: str) -> str:
    """A name as a code holds it."""
    if len(name.encode()) <= _LONGEST_NAME:
        return name
    return name.encode()[: _LONGEST_NAME - 3].decode("utf-8", "ignore") + "…"


def codes_in(text: str) -> Iterator[str]:
    """The codes that stand in a text, whatever spaces and line ends part them and whatever case they are in."""
    return (found[0] for found in _CODE.finditer(_PARTED.sub("", text).upper()))


def codes_as_they_are(text: str) -> Iterator[str]:
    """The codes that stand in a text unparted, as in a file."""
    return (found[0] for found in _CODE.finditer(text))


def read(text: str) -> CertificateCode | None:
    """The code in a text, its signature not yet checked; None where there is none, or where it is broken."""
    for code in codes_in(text):
        if (found := _read(code)) is not None:
            return found
    return None


def _read(code: str) -> CertificateCode | None:
    packed = code.removeprefix(BEGIN)
    try:
        content = base64.b32decode(packed + "=" * (-len(packed) % 8))
        body, signature = content[:-SIGNATURE_BYTES], content[-SIGNATURE_BYTES:]
        start = KEY_ID_BYTES + MARK_BYTES
        serial, issued_on, name, minutes = body[start:].decode().split("\n")
        found = CertificateCode(
            body[:KEY_ID_BYTES], body[KEY_ID_BYTES:start].hex(), serial, issued_on, name, int(minutes), signature
        )
    except (binascii.Error, ValueError):
        return None
    return found if found.text == code else None
