"""What a workbook of the old format (XLS) says of its cells and calamine does not tell: errors, formats of zeros,
crossed out cells, hidden rows."""

import io
import struct
from collections.abc import Mapping

import xlrd

from kiosk.errors import KioskError
from kiosk.tables.cell_notes import CellNotes, zeros_of

_DAMAGE = (
    xlrd.XLRDError, xlrd.compdoc.CompDocError, struct.error, AssertionError, AttributeError, LookupError, TypeError,
    ValueError, OverflowError, NotImplementedError, RecursionError,
)  # fmt: skip


def notes_of(content: bytes) -> Mapping[str, CellNotes]:
    """The notes of each sheet by its name.  Raises ``tables.broken_workbook``."""
    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=io.StringIO())
        zeros = [zeros_of(book.format_map[form.format_key].format_str) for form in book.xf_list]
        struck = [bool(book.font_list[form.font_index].struck_out) for form in book.xf_list]
        return {sheet.name: _notes(sheet, zeros, struck) for sheet in book.sheets()}
    except _DAMAGE as error:
        raise KioskError("tables.broken_workbook") from error


def _notes(sheet: xlrd.sheet.Sheet, zeros: list[str], struck: list[bool]) -> CellNotes:
    notes = CellNotes()
    notes.hidden.update(row for row, form in sheet.rowinfo_map.items() if form.hidden)
    for row in range(sheet.nrows):
        for column, (kind, form) in enumerate(zip(sheet.row_types(row), _forms(sheet, row), strict=True)):
            if struck[form]:
                notes.struck.add((row, column))
            if kind == xlrd.XL_CELL_ERROR:
                notes.errors[row, column] = xlrd.error_text_from_code.get(sheet.cell_value(row, column), "#N/A")
            elif kind == xlrd.XL_CELL_NUMBER and zeros[form]:
                notes.formats[row, column] = zeros[form]
    return notes


def _forms(sheet: xlrd.sheet.Sheet, row: int) -> list[int]:
    return [sheet.cell_xf_index(row, column) for column in range(sheet.row_len(row))]
