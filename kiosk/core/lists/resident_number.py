"""Resident registration numbers (주민등록번호) in a table.

The Personal Information Protection Act, article 24-2, forbids to keep them without a ground in law; a check-in desk has
none, so a file that holds them is refused as a whole before anything of it is stored.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from kiosk.core.lists.cells import Cell, Row, squash, text

# Birth date, then a digit for century, sex and citizenship.  The check digit no longer tells anything: numbers given
# since October 2020 have none.
_NUMBER = r"\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])%s[1-8]\d{6}"
_PARTED = re.compile(r"(?<!\d)" + _NUMBER % r"(?:[^\S\n]?[-‐-―−－.·ㆍ][^\S\n]?|[^\S\n])" + r"(?!\d)")
_FULL_WIDTH = re.compile("[０-９]")
_PLAIN = re.compile(_NUMBER % "")
_HEADERS = ("주민등록번호", "주민번호", "외국인등록번호", "residentregistration", "alienregistration", "rrn")
_DIGITS = 13


def find_resident_numbers(rows: Sequence[Row], header: int) -> tuple[int, int] | None:
    """Row (from 1) and column (from 0) of the first sign of such numbers; ``header`` is the index of the header row."""
    for column, label in enumerate(rows[header] if header >= 0 else ()):
        if squash(label).startswith(_HEADERS) and any(_written(row, column) for row in rows[header + 1 :]):
            return header + 1, column
    plain: Counter[int] = Counter()
    for number, row in enumerate(rows, start=1):
        # One search over the joined row costs a fifth of one per cell.
        if _is_parted("\n".join([cell for cell in row if cell.__class__ is str])):
            return number, next(i for i, cell in enumerate(row) if isinstance(cell, str) and _is_parted(cell))
        plain.update(column for column, cell in enumerate(row) if cell and _is_plain(cell))
    for column, count in sorted(plain.items()):
        # Thirteen digits may be a bar code that happens to look like a date: only most of a column is proof.
        if count * 2 > sum(1 for row in rows[header + 1 :] if _written(row, column)):
            return max(header + 1, 1), column
    return None


def _is_parted(written: str) -> bool:
    """Whether a number stands in a text with something between its halves, in digits of either width."""
    if _FULL_WIDTH.search(written):
        written = unicodedata.normalize("NFKC", written)
    return _PARTED.search(written) is not None


def _is_plain(cell: Cell) -> bool:
    if cell.__class__ is str:
        return len(cell) == _DIGITS and _PLAIN.fullmatch(unicodedata.normalize("NFKC", cell)) is not None
    # A spreadsheet drops the zeros at the front of those born from 2000 on.
    return isinstance(cell, int | float) and cell >= 10**9 and _PLAIN.fullmatch(text(cell).zfill(_DIGITS)) is not None


def _written(row: Row, column: int) -> str:
    return text(row[column]) if column < len(row) else ""
