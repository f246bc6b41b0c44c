"""A table as a file holds it, and how large one may be."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

Cell = str | int | float | bool | datetime | date | time | None
Rows = Sequence[Sequence[Cell]]
Likeness = Callable[[Rows], float]

MOST_ROWS = 1_048_576
MOST_COLUMNS = 256


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of one sheet; row n of the spreadsheet is ``rows[n - 1]``, blank rows are kept.

    ``format`` is ``csv``, ``xlsx`` or ``ics``.  ``sheet`` is the sheet read and ``sheets`` are those a person can
    choose from; ``encoding`` and ``delimiter`` are those found in a text file.
    """

    rows: Rows
    format: str
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""


def filled_cells(rows: Rows) -> int:
    """How many cells of the first rows hold something: the plainest measure of which sheet is meant."""
    return sum(cell not in (None, "") for row in rows[:100] for cell in row)
