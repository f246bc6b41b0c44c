"""Codes cut out of the bytes that a scanner sends one after the other."""

import re

# Carriage return, line feed, tab, ETX, EOT and NUL each end a code; scanners send one of them or two in a row.
_ENDS = re.compile(rb"[\r\n\t\x03\x04\x00]+")
_STARTS = b"\x02\x01"  # STX, SOH: sent before a code by some
LONGEST = 4096  # bytes; what goes on longer is noise of a wrong speed, and must not fill the memory


class ByteStream:
    """``feed`` gives the codes that ended; ``flush`` what a scanner without an end sign sent before it fell silent."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> list[str]:
        """Take what arrived; returns the codes that are complete now."""
        *whole, rest = _ENDS.split(self._rest + data)
        self._rest = rest[-LONGEST:]
        return [text for part in whole if (text := _text(part))]

    def flush(self) -> list[str]:
        """The scanner is silent: what came is a whole code."""
        rest, self._rest = _text(self._rest), b""
        return [rest] if rest else []


def _text(part: bytes) -> str:
    """The text of a code; a byte that is no UTF-8 is shown as U+FFFD, so that the code is refused and not guessed."""
    return part.lstrip(_STARTS).decode("utf-8", "replace").strip()
