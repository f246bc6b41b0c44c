"""How much area the values of a sheet span, followed element by element; called for each of millions of them.

Only cells with a value count, as in the library: formatting alone reaches to the last row of many a sheet.
"""

import re
from collections.abc import Iterator
from xml.parsers import expat

from kiosk.errors import KioskError
from kiosk.tables.cell_notes import CellNotes, SheetReader, column_of
from kiosk.tables.table import MOST_ROWS

# Cells a dense block may have, used or not: 32 bytes each.
MOST_CELLS = 10_000_000
_MOST_ALIKE = 100
_ZEROS_BEFORE = re.compile(r"0\d[\d\- ()/.]*")


class Measure:
    """The area of one sheet of an XLSX file; what the library does not tell of its cells goes to ``sheet``.

    Ends of elements are heard only while a formula or an error is followed, which few cells have.
    """

    def __init__(self, sheet: SheetReader, parser: expat.XMLParserType) -> None:
        self.row = self.column = self.last_row = self.last_column = self.values = self.rows = 0
        self.own_row = 0
        self.columns: dict[str, int] = {}
        self._row_written = "0"
        self._has_looks = sheet.has_looks
        self._sheet = sheet
        self._parser = parser

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of one element; raises ``tables.too_many_cells`` as soon as the limit is passed."""
        kind = name.rpartition(":")[2] if ":" in name else name
        if kind == "c":
            self._cell(attributes.get("r"))
            if (attributes.get("t") == "e" or self._has_looks) and len(attributes) > 1:
                self._note(attributes)
        elif kind in ("v", "is", "si"):
            self._value()
            if kind == "v" and self._sheet.wants_text:
                self._parser.CharacterDataHandler = self._sheet.text
        elif kind == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
            self._row_written = str(self.row)
            self.rows += 1
            if attributes.get("hidden") in ("1", "true"):
                self._sheet.hide(self.row)
            if self.rows > MOST_ROWS:
                raise KioskError("tables.too_many_cells")
        elif kind == "f":
            self._sheet.formula(self.own_row, self.column)
            self._parser.EndElementHandler = self._end

    def _note(self, attributes: dict[str, str]) -> None:
        if self._sheet.cell(self.own_row, self.column, attributes):
            self._parser.EndElementHandler = self._end

    def _end(self, name: str) -> None:
        kind = name.rpartition(":")[2]
        if kind == "v":
            self._parser.CharacterDataHandler = None
        elif kind == "c":
            self._sheet.end()
            self._parser.EndElementHandler = None

    def _cell(self, reference: str | None) -> None:
        if reference is None:
            self.column += 1
            self.own_row = self.row
            return
        if reference.endswith(self._row_written):  # as nearly all are
            column = self.columns.get(reference[: -len(self._row_written)])
            if column is not None:
                self.column, self.own_row = column, self.row
                return
        letters = reference.rstrip("0123456789")
        self.column = self.columns.get(letters) or self.columns.setdefault(letters, column_of(letters))
        # A cell names its row itself, and the library believes the cell.
        self.own_row = int(reference[len(letters) :] or self.row)

    def _value(self) -> None:
        self.values += 1
        self._sheet.waits_for_value = None
        if self.own_row > self.last_row or self.column > self.last_column:
            self.last_row = max(self.last_row, self.own_row)
            self.last_column = max(self.last_column, self.column)
            if self.last_row * self.last_column > MOST_CELLS:
                raise KioskError("tables.too_many_cells")
        if self.values > MOST_CELLS:
            raise KioskError("tables.too_many_cells")


class MeasureOfOds:
    """The area of the sheets of an ODS file, where one element may stand for a thousand rows or columns.

    ``notes`` are those of each sheet by its name: errors, numbers that a format shows with zeros before them, what is
    crossed out, and hidden rows.
    """

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.notes: dict[str, CellNotes] = {}
        self._sheet = CellNotes()
        self._parser = parser
        self._shown: list[str] = []
        self._is_error = self._is_number = False
        self._rows = self._columns = 0
        self._rows_repeated = 1
        self._repeated = 1
        self._last_row = self._last_column = 0
        self._values = self._elements = 0
        self._style = ""
        self._struck_styles: set[str] = set()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of one element; raises ``tables.too_many_cells`` as soon as the limit is passed."""
        kind = name.rpartition(":")[2]
        if kind in ("style", "text-properties", "span"):
            self._look(kind, attributes)
        elif kind == "table":
            self._sheet = self.notes.setdefault(_attribute(attributes, "name"), CellNotes())
            self._rows = self._last_row = self._last_column = 0
            self._rows_repeated = 0
        elif kind == "table-row":
            self._rows += self._rows_repeated
            self._elements += 1
            if self._elements > MOST_ROWS:
                raise KioskError("tables.too_many_cells")
            self._rows_repeated = _number(attributes, "number-rows-repeated")
            self._columns = self._repeated = 0
            if _attribute(attributes, "visibility") in ("collapse", "filter"):
                self._sheet.hidden.update(range(self._rows, self._rows + min(self._rows_repeated, _MOST_ALIKE)))
        elif kind in ("table-cell", "covered-table-cell"):
            self._columns += self._repeated
            self._repeated = _number(attributes, "number-columns-repeated")
            kinds = {value for key, value in attributes.items() if key.rpartition(":")[2] == "value-type"}
            self._is_error, self._is_number = "error" in kinds, "float" in kinds
            if kinds:
                self._value()
                self._cross_out(attributes)
        elif kind == "p":
            self._value()
            if self._is_number or self._is_error:
                self._shown = []
                self._parser.CharacterDataHandler = self._shown.append

    def _look(self, kind: str, attributes: dict[str, str]) -> None:
        """Take the style of a cell or of letters, which stand before the sheets, or letters of such a style."""
        if kind == "style":
            self._style = _attribute(attributes, "name")
        elif kind == "span":
            self._cross_out(attributes)
        elif _attribute(attributes, "text-line-through-style") not in ("", "none"):
            self._struck_styles.add(self._style)

    def _cross_out(self, attributes: dict[str, str]) -> None:
        if self._struck_styles and _attribute(attributes, "style-name") in self._struck_styles:
            self._sheet.struck.update(self._alike())

    def _alike(self) -> Iterator[tuple[int, int]]:
        """The places of the cell, which may stand for several rows and columns."""
        for row in range(min(self._rows_repeated, _MOST_ALIKE)):
            for column in range(min(self._repeated, _MOST_ALIKE)):
                yield self._rows + row, self._columns + column

    def end(self, name: str) -> None:
        """Take the end of one element."""
        if self._parser.CharacterDataHandler is None or name.rpartition(":")[2] != "p":
            return
        self._parser.CharacterDataHandler = None
        shown = "".join(self._shown).strip()
        if self._is_error or _ZEROS_BEFORE.fullmatch(shown):
            self._sheet.errors.update(dict.fromkeys(self._alike(), shown))
        self._is_error = self._is_number = False

    def _value(self) -> None:
        self._last_row = max(self._last_row, self._rows + self._rows_repeated)
        self._last_column = max(self._last_column, self._columns + self._repeated)
        self._values += self._rows_repeated * self._repeated
        if self._last_row * self._last_column > MOST_CELLS or self._values > 2 * MOST_CELLS:
            raise KioskError("tables.too_many_cells")


def _number(attributes: dict[str, str], wanted: str) -> int:
    return int(_attribute(attributes, wanted) or "1")


def _attribute(attributes: dict[str, str], wanted: str) -> str:
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == wanted), "")
