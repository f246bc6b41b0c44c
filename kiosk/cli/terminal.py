"""What a terminal would take for an order is shown and not obeyed: names come from files and from other desks."""

import io
import re
import sys

_OF_PROGRESS = r"\x1b\[(?:\?25[lh]|K)|\A\r"
"""What the progress bar itself writes: the cursor hidden and shown, the line cleared, back to its beginning."""

_ORDER = re.compile(rf"({_OF_PROGRESS})|\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SHOWN = "�"


def shown(text: str) -> str:
    """``text`` without control characters, but for ends of lines, tabs, and what moves a progress bar."""
    return text if text.isascii() and text.isprintable() else _ORDER.sub(lambda found: found[1] or _SHOWN, text)


class _Terminal(io.TextIOWrapper):
    def write(self, text: str) -> int:
        """Write what is shown of a text."""
        super().write(shown(text))
        return len(text)


def guard_streams() -> None:
    """Have everything that is written pass through ``shown``, as UTF-8: pipes carry it on every system, whatever the
    code page of a Korean Windows.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if isinstance(stream, io.TextIOWrapper):
            buffered = stream.line_buffering
            guarded = _Terminal(stream.detach(), "utf-8", "replace", line_buffering=buffered, write_through=False)
            setattr(sys, name, guarded)
