"""What a terminal would take for an order is shown and not obeyed: names come from files and from other desks."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

_OF_PROGRESS = r"\x1b\[(?:\?25[lh]|K)|\A\r"
"""What the progress bar itself writes: the cursor hidden and shown, the line cleared, back to its beginning."""

_ORDER = re.compile(rf"({_OF_PROGRESS})|\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SHOWN = "�"


def shown(text: str) -> str:
    """``text`` without control characters, but for ends of lines, tabs, and what moves a progress bar."""
    return text if text.isascii() and text.isprintable() else _ORDER.sub(lambda found: found[1] or _SHOWN, text)


class _Terminal:
    """A stream whose texts pass through ``shown``; all else is that of the stream."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write what is shown of a text."""
        return self._stream.write(shown(text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def guarded() -> Iterator[None]:
    """Have everything that is written in the block pass through ``shown``."""
    before = sys.stdout, sys.stderr
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is not None:
            setattr(sys, name, _Terminal(getattr(sys, name)))
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before
