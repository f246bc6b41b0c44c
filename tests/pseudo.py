"""A language that nobody speaks, made from the English of the program: accented, longer and in brackets.

Words outside the brackets were not translated; two brackets with nothing but a space between them were joined from
pieces; a text whose end is out of sight is clipped.  Holes (``{name}``) stay as they are.
"""

import io
import re
from functools import cache
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CODE = "qps"
_OPEN, _CLOSE = "⟦", "⟧"
_KOREAN = Path(__file__).parents[1] / "resources" / "translations" / "ko" / "LC_MESSAGES" / "kiosk.po"
_ACCENTED = str.maketrans("aeiouyAEIOUYcnszCNSZ", "àéîõüÿÀÉÎÕÜÝçñšžÇÑŠŽ")
_HOLE = re.compile(r"(\{[^{}]*\})")
_LONGER = 0.3


def pseudo(text: str) -> str:
    """``text`` as the language says it."""
    said = "".join(_in_hole(part) if _HOLE.fullmatch(part) else part.translate(_ACCENTED) for part in _HOLE.split(text))
    return f"{_OPEN}{said}{'~' * round(len(text) * _LONGER)}{_CLOSE}"


def _in_hole(hole: str) -> str:
    """A hole; its words, where a number chooses one, are said too."""
    name, colon, words = hole.partition(":")
    return name + colon + (words.translate(_ACCENTED) if "|" in words else words)


def make(folder: Path) -> None:
    """Write the catalogue of the language into ``folder``."""
    target = folder / CODE / "LC_MESSAGES" / "kiosk.mo"
    target.parent.mkdir(parents=True)
    target.write_bytes(_catalogue())


@cache
def _catalogue() -> bytes:
    with _KOREAN.open("rb") as file:
        english = [message.id for message in read_po(file) if message.id]
    made = Catalog(locale="en")
    for text in english:
        made.add(text, pseudo(text) if isinstance(text, str) else tuple(map(pseudo, text)))
    target = io.BytesIO()
    write_mo(target, made)
    return target.getvalue()


def outside(text: str) -> list[str]:
    """What stands before, between and behind the translated parts of a text."""
    depth, parts = 0, [""]
    for char in text:
        if char == _OPEN:
            depth += 1
            if depth == 1:
                parts.append("")
        elif char == _CLOSE:
            depth -= 1
        elif depth == 0:
            parts[-1] += char
    return parts


def faults(shown: str, data: set[str]) -> list[str]:
    """What is wrong with a shown text, cell by cell; ``data`` are texts that people entered."""
    return [fault for cell in re.split(r"[\t\n]", shown) for fault in _faults_of(cell, data)]


def _faults_of(text: str, data: set[str]) -> list[str]:
    before, *rest = outside(text)
    untranslated = " ".join((before, *rest))
    for known in sorted(data, key=len, reverse=True):
        untranslated = untranslated.replace(known, "")
    found = [f"not translated: {text}"] if any(char.isalpha() for char in untranslated) else []
    if any(not part.strip() for part in rest[:-1]):
        found.append(f"joined from pieces: {text}")
    return found


_WORD = re.compile(r"(?<![^\W\d_])[A-Za-z]{3,}(?![^\W\d_])")
_FILES = re.compile(r"[\w./-]+\.[a-z]\w+|\b[0-9a-f]{16}\b")
_DAYS = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|KST|UTC)[a-z]*")


def untranslated(text: str, data: set[str]) -> list[str]:
    """The words of a paper that the language would have written otherwise; the brackets are not in every font."""
    text = _FILES.sub("", text)
    for known in sorted((one for one in data if len(one) > 1), key=len, reverse=True):
        text = text.replace(known, "")
    found = (word for word in _WORD.findall(text) if word.translate(_ACCENTED) != word and not _DAYS.fullmatch(word))
    return [f"not translated: {word}" for word in found]
