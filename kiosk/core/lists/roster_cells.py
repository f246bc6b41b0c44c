"""The cells of one row of a roster before they are read as values: what repeats the row above, says nothing, or holds
two things."""

import re
from collections.abc import Iterator, Sequence

from kiosk.core.lists import contact
from kiosk.core.lists.cells import Cell, Fault, Row, squash, text
from kiosk.core.lists.roster_columns import Columns
from kiosk.core.lists.roster_words import NAME_FIELDS

# What stands for no address and no number; Microsoft's forms write "anonymous".
_SHORT = 12
_NOBODY = frozenset({"", "anonymous", "none", "na", "null", "익명", "없음", "해당없음", "미기재"})
SAYS_NOTHING = frozenset({
    "-", "--", "–", "—", "ㅡ", ".", "N/A", "n/a", "NA", "N.A.", "n.a.", "NULL", "Null", "null", "None", "none", "NONE",
    "nil", "Nil", "\\N", "NaN", "nan", "undefined", "없음", "해당없음", "해당 없음", "미기재", "なし",
    "無し", "无", "無", "Info Requested", "Not provided", "not provided",
})  # fmt: skip
"""What systems and people write where there is nothing."""
_MARKS = frozenset({*NAME_FIELDS, "status", "consent", "sessions", "mark", "needs", "party"})
_MASKED = re.compile(r"[*＊•]{2,}|\d[- ]?[xX]{3,}[- ]?\d")
_SHORTENED = re.compile(r"\d(?:[.,]\d+)?e\+?\d+", re.IGNORECASE)
_ERRORS = frozenset({
    "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA", "#FIELD!",
    "#FORMULA!", "#BLOCKED!", "#UNKNOWN!", "#CONNECT!", "#BUSY!", "#ERROR!", "Err:502", "Err:504", "Err:508", "Err:511",
    "Err:522",
})  # fmt: skip
_DITTO = frozenset({
    "〃", "″", "”", '"', "''", "´´", ",,", "„", "상동", "동상", "위와같음", "위와 같음", "위와 동일", "위와동일",
    "同上", "々",     "ditto", "Ditto", "dito", "Dito", "idem", "Idem", "same as above", "Same as above", "do.",
})  # fmt: skip
_ADDRESS = re.compile(r"[^\s,;/|<>()\[\]]+@[^\s,;/|<>()\[\]]+\.[^\s,;/|<>()\[\].]+")
_SOMEBODY = frozenset(
    {"Yes", "yes", "YES", "Y", "예", "네", "있음", "동반", "유", "ja", "Ja", "oui", "Oui", "sí", "Sí", "はい", "是"}
)
_BETWEEN = " ,;/|()[]<>·"


class ErrorInNameError(Exception):
    """The name of a row is an error of the spreadsheet; ``fault`` says which."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


class Dittos:
    """Cells that repeat the one above them (〃, 상동, ditto), each read as what it repeats."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._named = {columns.fields[name] for name in NAME_FIELDS if name in columns.fields}
        self._own = [c for c in columns.used if c not in self._named]
        self._above: dict[int, Cell] = {}

    def filled(self, number: int, row: Row) -> tuple[Row, tuple[Fault, ...]]:
        """Row ``number`` with what its signs repeat, and what is told of that."""
        above, faults = self._above, []
        if not _DITTO.isdisjoint(row):
            cells = list(row)
            for column in self._own:
                if column < len(cells) and cells[column] in _DITTO and column in above:
                    faults.append(self._fault(number, column, cells[column], above[column]))
                    cells[column] = above[column]
            row = cells
        for column in self._own:
            if column < len(row) and row[column]:
                above[column] = row[column]
        return row, tuple(faults)

    def _fault(self, number: int, column: int, sign: Cell, meant: Cell) -> Fault:
        labels = self._columns.labels
        label = (labels[column] if column < len(labels) else "") or str(column + 1)
        return Fault(number, "roster.ditto", {"value": sign, "column": label, "meant": text(meant)})


def tidied(number: int, cells: dict[str, Cell], columns: Columns) -> Iterator[Fault]:
    """Take out of ``cells`` what says nothing, so that it never empties what is known: errors, uncomputed formulas,
    addresses and numbers that a system has masked; and put an address beside a phone where it belongs.

    What was taken out is told.  Raises ``ErrorInNameError``.
    """
    for name, cell in list(cells.items()):
        if not isinstance(cell, str):
            continue
        if cell.startswith(("#", "Err:")) and cell.strip() in _ERRORS:
            column = columns.fields[name]
            label = columns.labels[column] if column < len(columns.labels) else ""
            fault = Fault(number, "roster.error_cell", {"value": cell, "column": label or str(column + 1)})
            if name in NAME_FIELDS:
                raise ErrorInNameError(fault)
            del cells[name]
            yield fault
        elif cell in SAYS_NOTHING and name not in _MARKS:
            cells[name] = None
        elif name == "phone" and len(cell) > _SHORT and (found := contact.several_phones(text(cell))):
            cells[name] = next((one for one in found if contact.is_mobile(contact.phone(one))), found[0])
            told = {"value": text(cell), "taken": contact.phone(cells[name])}
            yield Fault(number, "roster.several_phones", told)
        elif name in ("email", "phone"):
            yield from _tidy_contact(number, name, cell, cells)


def _tidy_contact(number: int, name: str, cell: str, cells: dict[str, Cell]) -> Iterator[Fault]:
    if len(cell) < _SHORT and squash(cell) in _NOBODY:
        cells[name] = None
    elif name == "phone" and _SHORTENED.fullmatch(cell.strip()):
        del cells[name]
        yield Fault(number, "roster.lost_digits", {"value": cell})
    elif _MASKED.search(cell):
        del cells[name]
        yield Fault(number, "roster.masked", {"value": cell})
    elif "@" in cell and (found := _ADDRESS.search(cell)):
        rest = (cell[: found.start()] + cell[found.end() :]).strip(_BETWEEN)
        if any(map(str.isdigit, rest)) and contact.is_phone(rest):
            cells["phone"] = rest if name == "phone" or not cells.get("phone") else cells["phone"]
            cells["email"] = found[0] if name == "email" or not cells.get("email") else cells["email"]
        elif name == "phone" and not rest and not cells.get("email"):
            cells["email"], cells["phone"] = found[0], None


def people_counted(row: Sequence[Cell], column: int, *, with_the_named: bool) -> int:
    """How many more people a count in a row speaks of: beside the one named, or beside them already left out."""
    cell = row[column] if column < len(row) else None
    written = text(cell).rstrip("명인名人 ")
    if written in _SOMEBODY and not with_the_named:
        return 1
    if not written.isascii() or not written.isdigit() or len(written) > 3:
        return 0
    return max(int(written) - (1 if with_the_named else 0), 0)
