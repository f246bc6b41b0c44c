"""The embedded fonts: what they cover, how wide text is, and which font draws which part of it.

Every weight has a chain of faces: a character is drawn by the first face of the chain that has it.  Widths are in em
(multiples of the font size): without kerning a text's width is linear in its size, so one measurement serves them all.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFError, TTFont

from printing.errors import PrintingError

MISSING_WIDTH = 0.8  # em; the box drawn in place of a character that no font has
_OPENTYPE_SIGNATURE = b"OTTO"


class Weight(StrEnum):
    """The weights a layout can ask for."""

    REGULAR = "regular"
    BOLD = "bold"
    EXTRABOLD = "extrabold"


_SHIPPED = {
    Weight.REGULAR: "PretendardGOV-Regular.ttf",
    Weight.BOLD: "PretendardGOV-Bold.ttf",
    Weight.EXTRABOLD: "PretendardGOV-ExtraBold.ttf",
}


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One font file.  The name is the one the PDF refers to while it is written; a fallback serves every weight."""

    name: str
    ttf: TTFont
    is_fallback: bool = False

    def has(self, character: str) -> bool:
        """Whether this font can draw ``character``."""
        return ord(character) in self.ttf.face.charToGlyph

    def width(self, character: str) -> float:
        """Advance width of ``character`` in em."""
        face = self.ttf.face
        width: float = face.charWidths.get(ord(character), face.defaultWidth)
        return width / 1000


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text drawn by one face; ``face`` is None for characters that no font has."""

    face: Face | None
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Fonts:
    """The chains of faces by weight.  Looked-up characters are remembered; use one object for many documents."""

    chains: Mapping[Weight, tuple[Face, ...]]
    _known: dict[tuple[Weight, str], tuple[Face | None, float]] = field(default_factory=dict)

    def width(self, text: str, weight: Weight) -> float:
        """Width of ``text`` in em, spaces included."""
        return sum(self._look_up(weight, character)[1] for character in text)

    def runs(self, text: str, weight: Weight) -> Iterator[Run]:
        """``text`` cut where the drawing face changes."""
        for face, characters in groupby(text, lambda character: self._look_up(weight, character)[0]):
            yield Run(face, "".join(characters))

    def missing(self, text: str, weight: Weight = Weight.REGULAR) -> tuple[str, ...]:
        """The characters of ``text`` that no font of the chain has, each once, in order of appearance."""
        lacking = (character for character in normal(text) if self._look_up(weight, character)[0] is None)
        return tuple(dict.fromkeys(lacking))

    def _look_up(self, weight: Weight, character: str) -> tuple[Face | None, float]:
        found = self._known.get((weight, character))
        if found is None:
            face = next((face for face in self.chains[weight] if face.has(character)), None)
            found = (face, face.width(character) if face else MISSING_WIDTH)
            self._known[weight, character] = found
        return found


@lru_cache(maxsize=4096)  # affiliations and titles come back
def normal(text: str) -> str:
    """``text`` as it is drawn: NFC, every kind of line break or tab a space, invisible characters left out.

    Decomposed Hangul would print as loose jamo although the text taken out of the PDF looks right.  Checks for
    missing characters come after this step, because NFC also replaces compatibility Hanja by unified ones.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(filter(None, map(_drawable, unicodedata.normalize("NFC", text))))


def _drawable(character: str) -> str:
    if character in "\t\n\v\f\r\x85\u2028\u2029":
        return " "
    invisible = unicodedata.category(character) in ("Cc", "Cf") or "\ufe00" <= character <= "\ufe0f"
    return "" if invisible else character


def load(chains: Mapping[Weight, Sequence[Path]]) -> Fonts:
    """Fonts from TrueType files, first choice first.  Raises ``printing.font_unreadable`` with the file."""
    faces: dict[Path, Face] = {}
    first = {chain[0] for chain in chains.values()}
    for path in (path for chain in chains.values() for path in chain):
        if path not in faces:
            faces[path] = _open_face(path, f"font{len(faces)}", is_fallback=path not in first)
    return Fonts({weight: tuple(faces[path] for path in chain) for weight, chain in chains.items()})


def load_folder(folder: Path) -> Fonts:
    """The shipped fonts of ``folder``; every other ``.ttf`` there is a fallback of all weights, in order of name."""
    shipped = set(_SHIPPED.values())
    fallbacks = sorted(path for path in folder.glob("*.ttf") if path.name not in shipped)
    return load({weight: (folder / name, *fallbacks) for weight, name in _SHIPPED.items()})


def _open_face(path: Path, name: str, *, is_fallback: bool) -> Face:
    try:
        with path.open("rb") as file:
            signature = file.read(4)
        if signature == _OPENTYPE_SIGNATURE:
            raise PrintingError("printing.font_not_truetype", file=str(path))
        return Face(name, TTFont(name, str(path)), is_fallback)
    except (OSError, TTFError) as error:
        raise PrintingError("printing.font_unreadable", file=str(path)) from error
