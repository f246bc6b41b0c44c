"""Workbooks (XLSX, ODS, and XLS of old): which sheet is meant, and its cells as plain values."""

import io
import math
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from kiosk.errors import KioskError
from kiosk.tables.cell_notes import CellNotes, shown
from kiosk.tables.old_workbook import notes_of
from kiosk.tables.package import checked_copy
from kiosk.tables.table import MOST_COLUMNS, MOST_ROWS, Area, Cell, Rows, Score, Sheet, Table

# Sheets looked at when none is named; a roster is not on the fortieth.
_MOST_SHEETS_TRIED = 20
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What the container of the old formats begins with."""
_Given = Cell | timedelta  # the library tells some times of day as lengths
_DAY = timedelta(days=1)
_MIDNIGHT = datetime(1, 1, 1)  # noqa: DTZ001 - of any day: only the time is taken from it


def read(content: bytes, sheet: str | None, score: Score) -> Table:
    """The table on the sheet named ``sheet``, or on the visible sheet that ``score`` rates highest.

    Raises ``KioskError`` for a workbook that cannot be read, is too large, or has no such sheet.
    """
    if content.startswith(OLE):
        return _read(io.BytesIO(content), notes_of(content), "xls", sheet, score)
    checked = checked_copy(content)
    return _read(checked.copy, checked.notes, checked.kind, sheet, score)


def _read(file: io.BytesIO, notes: Mapping[str, CellNotes], kind: str, sheet: str | None, score: Score) -> Table:
    try:
        with CalamineWorkbook.from_filelike(file) as book:
            return replace(_table(book, notes, sheet, score), format=kind)
    except KioskError:
        raise
    except (CalamineError, ValueError, OverflowError, OSError) as error:
        raise KioskError("tables.broken_workbook") from error
    except BaseException as error:
        # A panic inside the library is a BaseException of its own, which has no name to import.
        if type(error).__name__ != "PanicException":
            raise
        raise KioskError("tables.broken_workbook") from error


def _table(book: CalamineWorkbook, notes: Mapping[str, CellNotes], wanted: str | None, score: Score) -> Table:
    worksheets = [entry for entry in book.sheets_metadata if entry.typ == SheetTypeEnum.WorkSheet]
    visible = [entry.name for entry in worksheets if entry.visible == SheetVisibleEnum.Visible]
    names = tuple(visible or [entry.name for entry in worksheets])
    chosen = _named(wanted, [entry.name for entry in worksheets]) if wanted is not None else None
    read = _Best(chosen)
    for name in dict.fromkeys([*filter(None, [chosen]), *names[:_MOST_SHEETS_TRIED]]):
        sheet = book.get_sheet_by_name(name)
        noted = notes.get(name)
        read.look_at(name, _rows(sheet, noted), score, sheet.merged_cell_ranges or (), noted)
    if not read.rows and chosen is None:
        raise KioskError("tables.empty")
    others = tuple(sheet for sheet in read.sheets if sheet.name != read.name)
    return Table(
        read.rows, "xlsx", read.name, names, others=others, merged=read.merged,
        struck=frozenset(read.notes.struck), hidden=frozenset(read.notes.hidden),
        comments=read.notes.comments,
    )  # fmt: skip


class _Best:
    """The sheet that was named, or the likeliest of those looked at; the cells of the others are let go of."""

    def __init__(self, chosen: str | None) -> None:
        self.chosen = chosen
        self.name = chosen or ""
        self.rows: Rows = ()
        self.merged: tuple[Area, ...] = ()
        self.notes = CellNotes()
        self.sheets: list[Sheet] = []
        self._score = -math.inf

    def look_at(self, name: str, rows: Rows, score: Score, merged: Iterable[Area], notes: CellNotes | None) -> None:
        """Take ``rows`` of the sheet ``name`` if they are better than those before."""
        rating = score(rows) if rows else -math.inf
        self.sheets.append(Sheet(name, rating, sum(map(any, rows))))
        if name == self.chosen or (self.chosen is None and rating > self._score):
            self.name, self.rows, self._score, self.merged = name, rows, rating, tuple(merged)
            self.notes = notes or CellNotes()


def _named(wanted: str, names: Sequence[str]) -> str:
    """The sheet of this name; NFC and NFD, upper and lower case are the same to people, and must be to us."""
    for name in names:
        if _folded(name) == _folded(wanted):
            return name
    raise KioskError("tables.no_sheet", sheet=wanted, sheets=", ".join(names))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold().strip()


def _rows(sheet: CalamineSheet, notes: CellNotes | None) -> list[tuple[Cell, ...]]:
    rows: list[list[_Given]] = [[*row] for row in sheet.to_python(skip_empty_area=False)]
    if rows and len(rows[0]) > MOST_COLUMNS:
        raise KioskError("tables.too_wide", columns=len(rows[0]), most=MOST_COLUMNS)
    if notes is not None:
        _put_notes(rows, notes)
    _fill_merged(rows, sheet.merged_cell_ranges or ())
    return [tuple([_plain(cell) for cell in row]) for row in rows]


def _put_notes(rows: list[list[_Given]], notes: CellNotes) -> None:
    """Errors and uncomputed formulas stand where the library has nothing; numbers look as a format of zeros says."""
    for (row, column), word in notes.errors.items():
        while row >= len(rows):
            rows.append([])
        rows[row] += [None] * (column + 1 - len(rows[row]))
        rows[row][column] = word
    for (row, column), zeros in notes.formats.items():
        if row < len(rows) and column < len(rows[row]):
            number = rows[row][column]
            if isinstance(number, int | float) and not isinstance(number, bool):
                rows[row][column] = shown(number, zeros) or number


def _fill_merged(rows: list[list[_Given]], ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Offices merge the affiliation of people who share it: each of them gets it.  Cells merged sideways are titles."""
    filled = 0
    for (top, column), (bottom, _) in ranges:
        if top >= len(rows) or column >= len(rows[top]):
            continue
        for row in range(top + 1, min(bottom + 1, len(rows))):
            filled += 1
            if filled > MOST_ROWS:
                return
            rows[row][column] = rows[top][column]


def _plain(cell: _Given) -> Cell:
    if cell == "":
        return None
    if isinstance(cell, timedelta):
        # A time of day under an "elapsed hours" format; what is longer than a day is no time of day.
        return (_MIDNIGHT + cell).time() if timedelta(0) <= cell < _DAY else str(cell)
    return cell
