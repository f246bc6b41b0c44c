"""Tables with a row of headers and columns of times, as programmes and partnering plans have them."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from kiosk.core.cells import Cell, Row
from kiosk.core.moments import from_serial

Columns = Callable[[Row], Mapping[str, int]]
"""Which column holds which field, by the words of a row that may be the headers."""

_SEARCH_ROWS = 50
"""Titles and notes stand above the headers; nobody writes more of them."""
_TIMES = ("day", "starts_at", "ends_at")


def likeness(rows: Sequence[Row], columns_of: Columns) -> float:
    """How much a table looks like what is wanted, to choose among sheets: the header words it has."""
    return float(max(map(len, map(columns_of, rows[:_SEARCH_ROWS])), default=0))


def header_row(rows: Sequence[Row], columns_of: Columns) -> int | None:
    """Which row holds the headers: the one with the most of them, at least two."""
    counts = [len(columns_of(row)) for row in rows[:_SEARCH_ROWS]]
    best = max(counts, default=0)
    return counts.index(best) if best >= 2 else None


def fields(row: Row, columns: Mapping[str, int]) -> Iterator[tuple[str, Cell]]:
    """The cells of a row by field; a number in a column of times is the time a spreadsheet means by it."""
    for name, index in columns.items():
        if index < len(row):
            yield name, from_serial(row[index]) if name in _TIMES else row[index]
