"""Devices that deliver codes, in the words that scanners, window and settings share."""

from dataclasses import dataclass
from enum import StrEnum

_NAMES = "NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI"
_NAMES += " DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US"
_SHOWN = {place: f"‹{name}›" for place, name in enumerate(_NAMES.split())} | {0x7F: "‹DEL›"}


class Source(StrEnum):
    """The kinds of scanner."""

    KEYBOARD = "keyboard"
    SERIAL = "serial"
    CAMERA = "camera"


class Health(StrEnum):
    """How a scanner is: ``MISSING`` is unplugged or not found, ``REFUSED`` is there but another program has it or the
    system forbids it.
    """

    OFF = "off"
    READY = "ready"
    MISSING = "missing"
    REFUSED = "refused"

    @property
    def is_trouble(self) -> bool:
        """Whether somebody waits for codes that cannot come."""
        return self in (Health.MISSING, Health.REFUSED)


@dataclass(frozen=True, slots=True)
class Found:
    """A device that this computer has now: ``key`` is how the settings remember it, ``name`` is for people."""

    key: str
    name: str


def with_controls_shown(text: str) -> str:
    """``text`` with every control character as its name in angle quotes: ``123‹CR›``."""
    return text.translate(_SHOWN)
