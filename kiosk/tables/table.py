"""A table as a file holds it, and how large one may be."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from kiosk.errors import KioskError

Cell = str | int | float | bool | datetime | date | time | None
Rows = Sequence[Sequence[Cell]]
Area = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last cell of cells merged into one: row and column, from 0."""
Score = Callable[[Rows], float]

MOST_ROWS = 1_048_576
MOST_COLUMNS = 256
LONGEST_CELL = 32_767
"""Characters that a spreadsheet holds in one cell."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that was looked at: how much it is like what was wanted, and how many of its rows hold something."""

    name: str
    score: float
    rows: int


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of one sheet; row n of the spreadsheet is ``rows[n - 1]``, blank rows are kept.

    ``format`` is ``csv``, ``xlsx`` or ``ics``.  ``sheet`` is the sheet read and ``sheets`` are those a person can
    choose from; ``others`` are the visible sheets that were looked at and not read; ``encoding`` and ``delimiter`` are
    those found in a text file, ``file`` its name, ``merged`` the areas of cells merged into one, ``struck`` the cells
    that are crossed out, ``hidden`` the rows that are not shown, ``comments`` those of cells (all from 0).
    """

    rows: Rows
    format: str
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    file: str = ""
    others: tuple[Sheet, ...] = ()
    merged: tuple[Area, ...] = ()
    struck: frozenset[tuple[int, int]] = frozenset()
    hidden: frozenset[int] = frozenset()
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)


def refuse_long_cells(rows: Rows) -> None:
    """Raise ``tables.cell_too_long`` with the row of a cell that no spreadsheet could hold."""
    for number, row in enumerate(rows, start=1):
        for cell in row:
            if cell.__class__ is str and len(cell) > LONGEST_CELL:
                raise KioskError("tables.cell_too_long", line=number, most=LONGEST_CELL)


def filled_cells(rows: Rows) -> int:
    """How many cells of the first rows hold something: the plainest measure of which sheet is meant."""
    return sum(cell not in (None, "") for row in rows[:100] for cell in row)
