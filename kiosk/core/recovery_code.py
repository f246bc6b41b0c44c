"""The recovery code of an encrypted event: what is printed on paper, typed by a person, and opens the file.

It is 150 random bits, written in six groups of five characters and a check character, in Crockford's base 32, which has
no letters that are taken for digits.  Key and mark are derived from it; nothing leads back from the mark.
"""

import hmac
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

RANDOM_BYTES = 19
"""So many are needed for a new code; two of their bits are left over."""

HEADER = b"KIOSKENC"
"""The first bytes of an encrypted event, before its mark."""

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOK_ALIKE = str.maketrans("OIL", "011")
_GROUPS, _DIGITS = 6, 5
_BITS = _GROUPS * _DIGITS * 5


class MistypedError(ValueError):
    """A text is no recovery code; ``groups`` counts those that are mistyped from one, or is empty when whole groups are
    missing or too many.
    """

    def __init__(self, groups: tuple[int, ...]) -> None:
        super().__init__("mistyped")
        self.groups = groups


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """A recovery code; ``bits`` is all that is secret, and is in no ``repr``."""

    bits: int = field(repr=False)

    @property
    def text(self) -> str:
        """As it is printed: ``7K2QX4-…``."""
        digits = [self.bits >> 5 * place & 31 for place in reversed(range(_GROUPS * _DIGITS))]
        groups = [digits[start : start + _DIGITS] for start in range(0, len(digits), _DIGITS)]
        checked = [[*group, _check(number, group)] for number, group in enumerate(groups, 1)]
        return "-".join("".join(_ALPHABET[digit] for digit in group) for group in checked)

    @property
    def key(self) -> bytes:
        """The 32 bytes with which the file is encrypted."""
        return self.derived(b"checkin-kiosk: key of the event file")

    @property
    def mark(self) -> bytes:
        """The eight bytes by which a file says which code opens it."""
        return self.derived(b"checkin-kiosk: mark of the event file")[:8]

    def derived(self, purpose: bytes) -> bytes:
        """32 bytes for one purpose, which say nothing of the code or of one another."""
        return hmac.digest(self.bits.to_bytes(RANDOM_BYTES, "big"), purpose, "sha256")


def new_code(random: bytes) -> RecoveryCode:
    """A code from ``RANDOM_BYTES`` random bytes."""
    return RecoveryCode(int.from_bytes(random, "big") & ((1 << _BITS) - 1))


def read_code(typed: str) -> RecoveryCode:
    """The code that somebody typed, in letters of either case and width, with or without hyphens.

    Raises ``MistypedError``.
    """
    text = unicodedata.normalize("NFKC", typed).upper().translate(_LOOK_ALIKE)
    groups = re.findall(r"[^\s\-–—]+", text)
    if len(groups) != _GROUPS:
        text = "".join(groups)
        size = _DIGITS + 1
        if len(text) != _GROUPS * size:
            raise MistypedError(())
        groups = [text[start : start + size] for start in range(0, len(text), size)]
    if wrong := tuple(_mistyped(groups)):
        raise MistypedError(wrong)
    bits = 0
    for group in groups:
        for character in group[:_DIGITS]:
            bits = bits << 5 | _ALPHABET.index(character)
    return RecoveryCode(bits)


def mark_in(header: bytes) -> bytes | None:
    """The mark in the first sixteen bytes of a file; None when it is no encrypted event."""
    return header[8:16] if header[:8] == HEADER and len(header) >= 16 else None


def _mistyped(groups: list[str]) -> Iterator[int]:
    for number, group in enumerate(groups, 1):
        digits = [_ALPHABET.find(character) for character in group]
        if len(digits) != _DIGITS + 1 or -1 in digits or digits[-1] != _check(number, digits[:-1]):
            yield number


def _check(number: int, digits: list[int]) -> int:
    """The check digit of a group, a sum in the field of 32 elements, in which every place and the group's number weigh
    differently: one wrong character, two exchanged ones and two exchanged groups are always noticed.
    """
    total = number
    for digit in digits:
        total = _doubled(total) ^ digit
    return _doubled(total)


def _doubled(value: int) -> int:
    return value << 1 ^ (0b100101 if value & 16 else 0)
