"""Texts chosen, cleaned and fitted into their boxes, and what a person should know of them before printing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from printing import fitting
from printing.field_formats import Format, shown
from printing.fitting import Fit, Room
from printing.fonts import Fonts, Weight, normal
from printing.items import POINTS, Frame, Style

REMEMBERED = 5000
"""Settings kept: affiliations come back, names rarely do."""


class Trouble(StrEnum):
    """What may be wrong with a printed record."""

    MISSING_CHARACTER = "missing_character"
    ABBREVIATED = "abbreviated"
    SHRUNK = "shrunk"
    EMPTY_FIELD = "empty_field"
    ROWS_LEFT_OUT = "rows_left_out"
    DENSE_CODE = "dense_code"
    NARROW_BARS = "narrow_bars"
    UNENCODABLE = "unencodable"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at before printing.

    ``document`` counts the records from 1; 0 is the layout itself.  ``field`` names the fields of the item, joined by a
    comma; ``text`` is what is concerned; ``detail`` the missing characters, or the size in points it came down to.
    """

    trouble: Trouble
    document: int
    field: str
    text: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A text in its box."""

    frame: Frame
    style: Style
    text: str
    field: str


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """A block as it will stand, with what is to be known of it as (trouble, detail).  Compared by identity."""

    block: Block
    fit: Fit
    troubles: tuple[tuple[Trouble, str], ...]

    def findings(self, document: int) -> Iterator[Finding]:
        """What is to be known of it, as of one document."""
        block = self.block
        return (Finding(trouble, document, block.field, block.text, detail) for trouble, detail in self.troubles)


class Setter:
    """Sets texts in the fonts of one layout; remembers what it has set, so that repeated texts cost nothing.

    ``formats`` are the forms of the fields that are not shown as they are.
    """

    def __init__(self, fonts: Fonts, formats: Mapping[str, Format]) -> None:
        self._fonts = fonts
        self._formats = formats
        self._settings: dict[Block, Setting] = {}

    def set(self, block: Block) -> Setting:
        """The setting of a block whose text is clean."""
        setting = self._settings.get(block)
        if setting is None:
            if len(self._settings) >= REMEMBERED:
                self._settings.clear()
            setting = self._settings[block] = _set(block, self._fonts)
        return setting

    def in_form(self, record: Mapping[str, str], names: tuple[str, ...]) -> Mapping[str, str]:
        """The record with the fields ``names`` as the layout shows them."""
        if not self._formats:
            return record
        forms = {name: shown(record[name], self._formats[name]) for name in names if name in self._formats}
        return {**record, **forms} if forms else record

    def heading(self, frame: Frame, style: Style, text: str) -> Setting:
        """The setting of a text that belongs to the sheet and not to a record."""
        return self.set(Block(frame, style, normal(text).strip(), ""))


class _Measured(dict[str, float]):
    """Widths in em of the texts of one block: fitting asks for the same ones several times."""

    def __init__(self, fonts: Fonts, weight: Weight) -> None:
        super().__init__()
        self._fonts, self._weight = fonts, weight

    def __missing__(self, text: str) -> float:
        self[text] = width = self._fonts.width(text, self._weight)
        return width


def _set(block: Block, fonts: Fonts) -> Setting:
    style, frame = block.style, block.frame
    room = Room(
        width=frame.width * POINTS,
        height=frame.height * POINTS,
        size=style.size,
        comfort=style.comfort,
        smallest=style.smallest,
        lines=style.lines,
        leading=style.leading,
        spacing=style.spacing,
    )
    fit = fitting.fit(block.text, room, _Measured(fonts, style.weight).__getitem__)
    missing = fonts.missing(block.text.replace("\n", " "), style.weight)
    troubles = [(Trouble.MISSING_CHARACTER, "".join(missing))] if missing else []
    if fit.shrunk or fit.abbreviated:
        troubles.append((Trouble.ABBREVIATED if fit.abbreviated else Trouble.SHRUNK, f"{fit.size:g}"))
    return Setting(block, fit, tuple(troubles))
