"""What scanners put around a code, by their own settings or ours, and the code without it."""

import re
from collections.abc import Iterator

# A symbology identifier (ISO/IEC 15424, sent first) and marks of the character set (ECI, six digits after a backslash).
_SYMBOLOGY = re.compile(r"^\][A-Za-z][0-9A-Za-z]")
_CHARACTER_SET = re.compile(r"\\[0-9]{6}")


def bare(text: str, prefix: str = "", suffix: str = "") -> Iterator[str]:
    """``text`` itself, then without what the scanner was told to add, then without what scanners add of themselves.

    ``prefix`` and ``suffix`` are those of this laptop's settings, in any case (Caps Lock turns letters around).  Each
    reading comes once; the caller takes the first whose content it knows, so a code that begins like a mark is safe.
    """
    seen = set()
    for reading in (text, *_without_ours(text, prefix, suffix)):
        for candidate in (reading, _CHARACTER_SET.sub("", _SYMBOLOGY.sub("", reading))):
            if candidate and candidate not in seen:
                seen.add(candidate)
                yield candidate


def _without_ours(text: str, prefix: str, suffix: str) -> Iterator[str]:
    """The prefix may stand before the symbology identifier or behind it."""
    for start in (text, _SYMBOLOGY.sub("", text)):
        folded = start.casefold()
        if prefix and folded.startswith(prefix.casefold()):
            start = start[len(prefix) :]
        if suffix and folded.endswith(suffix.casefold()):
            start = start[: len(start) - len(suffix)]
        yield start
