"""What one record says in each item: its texts chosen, cleaned and fitted, and what a person should know of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from printing import fitting, qr
from printing.field_formats import Format, shown
from printing.fitting import Fit, Room
from printing.fonts import Fonts, normal
from printing.items import POINTS, Column, Frame, Qr, Rows, Style, Text
from printing.layout import Layout
from printing.templates import filled, holes

_REMEMBERED = 5000  # settings kept: affiliations come back, names rarely do
_GUTTER = 1.5  # millimetres kept free at both sides of a table cell
_AIR = 0.12  # share of a row's height kept free above and below its text


class Trouble(StrEnum):
    """What may be wrong with a printed record."""

    MISSING_CHARACTER = "missing_character"
    ABBREVIATED = "abbreviated"
    SHRUNK = "shrunk"
    EMPTY_FIELD = "empty_field"
    ROWS_LEFT_OUT = "rows_left_out"
    DENSE_CODE = "dense_code"


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


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a table, the heights of its rules (millimetres from the page's top) and the rows left out."""

    settings: tuple[Setting, ...]
    rules: tuple[float, ...]
    left_out: int


class Composer:
    """Sets the texts of one layout in its fonts; remembers what it has set, so that repeated texts cost nothing."""

    def __init__(self, layout: Layout, fonts: Fonts) -> None:
        self._fonts = fonts
        self._tables = {item.field for item in layout.items if isinstance(item, Rows)}
        self._fields = layout.fields
        self._formats = {
            name: field.format for name, field in layout.fields.items() if field.format is not Format.PLAIN
        }
        self._templates = {
            id(item): tuple((template, holes(template)) for template in item.templates)
            for item in layout.items
            if isinstance(item, Text)
        }
        # By item and text, which is quicker to look up than a whole block; the layout keeps its items alive.
        self._texts: dict[tuple[int, str], Setting] = {}
        self._settings: dict[Block, Setting] = {}

    def clean(self, record: Mapping[str, str]) -> dict[str, str]:
        """The layout's fields of ``record`` as they are drawn; tables keep their tabs and line ends."""
        found = {name: record.get(name, "") for name in self._fields}
        return {name: value if name in self._tables else normal(value).strip() for name, value in found.items()}

    def empty_fields(self, record: Mapping[str, str]) -> Iterator[str]:
        """The required fields a cleaned record lacks."""
        return (name for name, field in self._fields.items() if field.required and not record[name])

    def text(self, item: Text, record: Mapping[str, str]) -> Setting | None:
        """The setting of a text item; None if every template lacks a value."""
        for template, names in self._templates[id(item)]:
            if all(map(record.__getitem__, names)):
                text = filled(template, self._in_form(record, names)) if names else template
                return self._texts.get((id(item), text)) or self._set_text(item, text, names)
        return None

    def _set_text(self, item: Text, text: str, names: Iterable[str]) -> Setting:
        setting = self._set(Block(item.frame, item.style, text, ",".join(names)))
        if len(self._texts) >= _REMEMBERED:
            self._texts.clear()
        self._texts[id(item), text] = setting
        return setting

    def heading(self, frame: Frame, style: Style, text: str) -> Setting:
        """The setting of a text that belongs to the sheet and not to a record."""
        return self._set(Block(frame, style, normal(text).strip(), ""))

    def _in_form(self, record: Mapping[str, str], names: Iterable[str]) -> Mapping[str, str]:
        if not self._formats:
            return record
        forms = {name: shown(record[name], self._formats[name]) for name in names if name in self._formats}
        return {**record, **forms} if forms else record

    def table(self, item: Rows, record: Mapping[str, str]) -> Table:
        """The cells of a table, its rows as close together as their number asks."""
        rows = [line.split("\t") for line in record[item.field].splitlines() if line.strip()]
        has_heading = any(column.heading for column in item.columns)
        total = filled(item.total, record)
        room = item.frame.height - item.row_height * (has_heading + bool(total))
        height = max(item.smallest_row_height, min(item.row_height, room / max(1, len(rows))))
        most = int(room / height + 1e-6)
        left_out = len(rows) - most + 1 if len(rows) > most else 0
        if left_out:
            rows = [*rows[: most - 1], [item.more.replace("{count}", str(left_out))]]
        top = item.frame.y
        settings, rules = [], [top]
        if has_heading:
            headings = ((column, column.heading, column.heading_style) for column in item.columns)
            settings += self._row(item, headings, top, item.row_height)
            top += item.row_height
            rules.append(top)
        for number, cells in enumerate(rows):
            filled_in = ((column, cell, column.style) for column, cell in zip(item.columns, cells, strict=False))
            settings += self._row(item, filled_in, top + number * height, height)
            rules.append(top + (number + 1) * height)
        if total:
            frame = Frame(item.frame.x + _GUTTER, rules[-1], item.frame.width - 2 * _GUTTER, item.row_height)
            settings.append(self._set(Block(frame, item.total_style, total, item.field)))
        return Table(tuple(settings), tuple(rules), left_out)

    def _row(
        self, item: Rows, cells: Iterable[tuple[Column, str, Style]], top: float, height: float
    ) -> Iterator[Setting]:
        left = item.frame.x
        for column, cell, style in cells:
            frame = Frame(left + _GUTTER, top + _AIR * height, column.width - 2 * _GUTTER, (1 - 2 * _AIR) * height)
            left += column.width
            yield self._set(Block(frame, style, normal(cell).strip(), item.field))

    def _set(self, block: Block) -> Setting:
        setting = self._settings.get(block)
        if setting is None:
            if len(self._settings) >= _REMEMBERED:
                self._settings.clear()
            setting = self._settings[block] = _set(block, self._fonts)
        return setting


def code_trouble(item: Qr, modules: int) -> str:
    """The size of a module in millimetres if it is too small to be read for certain, else an empty text."""
    size = qr.module_size(modules, item.frame.width)
    return f"{size:.2f}" if size < qr.LEAST_MODULE else ""


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
    fit = fitting.fit(block.text, room, lambda text: fonts.width(text, style.weight))
    missing = fonts.missing(block.text.replace("\n", " "), style.weight)
    troubles = [(Trouble.MISSING_CHARACTER, "".join(missing))] if missing else []
    if fit.shrunk or fit.abbreviated:
        troubles.append((Trouble.ABBREVIATED if fit.abbreviated else Trouble.SHRUNK, f"{fit.size:g}"))
    return Setting(block, fit, tuple(troubles))
