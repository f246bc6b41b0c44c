"""Timetables and partnering plans drawn as a grid: times down one side, rooms, tables or days along the other."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from kiosk.core.lists.cells import Cell, Fault, Row, is_blank, squash, text
from kiosk.core.programmes.date_times import from_serial
from kiosk.core.programmes.programme_columns import NOTES, field_of
from kiosk.core.programmes.timed_table import (
    SEARCH_ROWS,
    Columns,
    Entries,
    header_score,
    only_text,
    section_day,
    squash_row,
)
from kiosk.core.programmes.written_time import Clock, When, WrittenDay, read_day, read_when, years_inside

_PLACE = re.compile(
    r"홀|실|강당|[0-9]호|관|룸|층|장$|장소|스튜디오|극장|트랙|무대|라운지|로비|hall|room|track|stage|auditori|theat|saal|raum|salle|"
    r"sala|zaal|lobby|lounge|studio|floor|foyer|plenary|main|ballroom|^[a-z]$|^[a-z]?\d+$|ホール|会場|室|厅",
    re.IGNORECASE,
)
Range = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last cell of a merged area, row and column from 0."""


SCORE, _SCORED_ROWS = 3.0, 60
"""A grid is as good as so many header words, and a sheet of that score is likely one that is meant; so many rows tell
whether a table is a grid."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A filled cell: where it stands (``row`` from 1), what is above it in ``labels``, when, and the day if one is
    written.  ``also`` are the labels of further columns over which it is merged."""

    row: int
    column: int
    written: str
    labels: tuple[str, ...]
    when: When
    end: When | None = None
    day: WrittenDay | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a grid in the order of its rows, and the rows that are none."""

    cells: tuple[GridCell, ...]
    aside: Entries
    labels: tuple[str, ...] = ()


def table_score(rows: Sequence[Row], columns_of: Columns) -> float:
    """How much a table looks like what is wanted, to choose among sheets: the header words it has, or a grid."""
    words = header_score(rows, columns_of)
    return words if words >= SCORE or read_grid(rows[:_SCORED_ROWS]) is None else SCORE


def read_grid(rows: Sequence[Row], merged: Collection[Range] = ()) -> Grid | None:
    """The grid that a table is, times down or across; None where it is none."""
    upright = _read(rows, merged)
    if upright is not None:
        return upright
    lead = next((index for index, row in enumerate(rows) if len(set(squash_row(row))) > 1), 0)
    body = rows[lead:]
    width = max(map(len, body), default=0)
    turned = [tuple(row[column] if column < len(row) else None for row in body) for column in range(width)]
    ranges = [((left, top - lead), (right, bottom - lead)) for (top, left), (bottom, right) in merged]
    lying = _read(turned, ranges)
    return None if lying is None else _put_back(lying, rows[:lead])


def _put_back(lying: Grid, above: Sequence[Row]) -> Grid:
    """A grid that was read on its side, with its cells where they stand in the file, and the titles above them."""
    aside = Entries()
    day = _above(above, aside)
    aside.skipped += lying.aside.skipped
    cells = [replace(cell, row=cell.column + 1 + len(above), day=cell.day or day) for cell in lying.cells]
    return Grid(tuple(cells), aside, lying.labels)


def names_places(drawn: Grid) -> bool:
    """Whether what stands above the columns are rooms or days: a list with unknown words must not pass for a grid."""
    labels = {cell.column: cell.labels for cell in drawn.cells}
    named = [not above or any(_PLACE.search(label) for label in above) for above in labels.values()]
    return sum(named) * 2 >= len(named)


def _read(rows: Sequence[Row], merged: Collection[Range]) -> Grid | None:
    for top, row in enumerate(rows[:SEARCH_ROWS]):
        times = _time_column(rows, top)
        if times is None:
            continue
        columns = _label_columns(row, times)
        if len(columns) < 2:
            continue
        return _cells(rows, top, times, columns, merged)
    return None


def _time_column(rows: Sequence[Row], top: int) -> int | None:
    """The first column in which the rows below ``top`` say when, and the row itself does not."""
    for column in range(min(3, len(rows[top]))):
        said = [_when(row[column]) for row in rows[top + 1 :] if column < len(row) and text(row[column])]
        below = [when for when in said if when is None or when.start is not None or when.day is None]
        timed = sum(when is not None and when.start is not None for when in below)
        head = rows[top][column]
        if timed and timed * 2 > len(below) and (_when(head) is None) and (not text(head) or _is_time_word(head)):
            return column
    return None


def _is_time_word(head: Cell) -> bool:
    known = field_of(head)
    return known is None or known[0] in ("time", "starts_at", "day", "kind", "room")


def _label_columns(row: Row, times: int) -> list[int]:
    """The columns beside the times that have a room, a table or a day above them; a column of a list is none."""
    columns = []
    for index in range(times + 1, len(row)):
        known, word = field_of(row[index]), squash(row[index])
        if word in NOTES or (
            known is not None and known[0] in ("ends_at", "day", "end_day", "time", "duration", "note")
        ):
            continue
        if known is not None:
            return []
        if text(row[index]):
            columns.append(index)
    return columns


@dataclass(slots=True)
class _Sides:
    """What stands above the columns and beside the rows, as it is met from above to below."""

    top: int
    times: int
    labels: dict[int, list[str]]
    days: dict[int, WrittenDay]
    day: WrittenDay | None
    wide: dict[tuple[int, int], int]


def _cells(rows: Sequence[Row], top: int, times: int, columns: Sequence[int], merged: Collection[Range]) -> Grid:
    aside = Entries(header=(top,))
    own = {index: day for index in columns if (day := _day(rows[top][index])) is not None}
    labels = {index: [] if index in own else [text(rows[top][index])] for index in columns}
    wide = {(first[0], first[1]): last[1] for first, last in merged if last[1] > first[1]}
    sides = _Sides(
        top, times, labels, _days_over(rows, top, columns) | own, _above(rows[:top], aside), wide
    )  # fmt: skip
    found: list[GridCell] = []
    for index in range(top + 1, len(rows)):
        row = rows[index]
        if is_blank(row):
            continue
        when, end = _row_times(row, times, rows[top])
        if when is None or when.start is None:
            _row_aside(rows, index, sides, aside, first=not found)
            continue
        beside = next((day for cell in row[:times] if (day := _day(cell)) is not None), None)
        sides.day = beside or when.day or sides.day
        found += _row_cells(row, index, sides, when, end)
    return Grid(tuple(_joined(found)), aside, tuple(text(cell) for cell in rows[top]))


def _row_cells(row: Row, index: int, sides: _Sides, when: When, end: When | None) -> list[GridCell]:
    cells = []
    for column, labels in sides.labels.items():
        if column < len(row) and (written := _written(row[column])):
            last = sides.wide.get((index, column), column)
            also = tuple(sides.labels[more][0] for more in sides.labels if column < more <= last and sides.labels[more])
            day = sides.days.get(column) or sides.day
            cells.append(GridCell(index + 1, column, written, tuple(labels), when, end, day, also))
    return cells


def _row_aside(rows: Sequence[Row], index: int, sides: _Sides, aside: Entries, *, first: bool) -> None:
    """A row without a time: a day for those below, a second row of headers, or something to be told."""
    row, alone = rows[index], only_text(rows[index])
    if alone is not None and (section := section_day(alone)) is not None:
        sides.day = section
        aside.skipped.append(Fault(index + 1, "programme.day_row", {"value": alone}))
    elif squash_row(row) == squash_row(rows[sides.top]):
        aside.header += (index,)
    elif first and not (sides.times < len(row) and text(row[sides.times])):
        aside.header += (index,)
        for column, labels in sides.labels.items():
            labels.append(text(row[column]) if column < len(row) else "")
    elif alone is not None:
        aside.skipped.append(Fault(index + 1, "programme.note_row", {"value": alone}))
    else:
        written = " · ".join(filter(None, map(text, row)))
        aside.skipped.append(Fault(index + 1, "programme.no_slot", {"value": written}))


def _above(rows: Sequence[Row], aside: Entries) -> WrittenDay | None:
    day = None
    for index, row in enumerate(rows):
        if not is_blank(row):
            written = " ".join(dict.fromkeys(filter(None, map(text, row))))
            aside.years |= years_inside(written)
            day = section_day(written) or day
            aside.skipped.append(Fault(index + 1, "programme.title_row", {"value": written}))
    return day


def _days_over(rows: Sequence[Row], top: int, columns: Sequence[int]) -> dict[int, WrittenDay]:
    """The days in the row above the rooms, each over the columns up to the next."""
    if not top:
        return {}
    over: dict[int, WrittenDay] = {}
    current: WrittenDay | None = None
    found = 0
    for column in range(columns[-1] + 1):
        here = _day(rows[top - 1][column]) if column < len(rows[top - 1]) else None
        found += here is not None
        current = here or current
        if current is not None and column in columns:
            over[column] = current
    return over if found > 1 else {}


def _row_times(row: Row, times: int, head: Row) -> tuple[When | None, When | None]:
    when = _when(row[times]) if times < len(row) else None
    known = field_of(head[times + 1]) if times + 1 < len(head) else None
    if known is not None and known[0] == "ends_at" and times + 1 < len(row):
        return when, _when(row[times + 1])
    return when, None


def _when(cell: Cell) -> When | None:
    return read_when(from_serial(cell))


def _day(cell: Cell) -> WrittenDay | None:
    return read_day(from_serial(cell))


def _written(cell: Cell) -> str:
    """The text of a cell with its lines kept; a dash says that nothing is there."""
    lines = [text(line) for line in cell.splitlines()] if isinstance(cell, str) else [text(cell)]
    written = "\n".join(filter(None, lines))
    return "" if written in ("-", "–", "—", "ㅡ", "x", "X") else written


def _joined(cells: Sequence[GridCell]) -> list[GridCell]:
    """Cells one below the other with the same text and no time between them are one, as a merged cell was."""
    joined: list[GridCell] = []
    newest: dict[int, int] = {}
    for cell in cells:
        before = newest.get(cell.column)
        if before is None or not _goes_on(joined[before], cell):
            newest[cell.column] = len(joined)
            joined.append(cell)
        else:
            one = joined[before]
            joined[before] = replace(one, when=replace(one.when, end=_end(cell), end_day=cell.when.end_day), end=None)
    return joined


def _goes_on(one: GridCell, cell: GridCell) -> bool:
    end = _end(one)
    same = one.written == cell.written and one.day == cell.day
    return same and end is not None and cell.when.start is not None and end.seconds == cell.when.start.seconds


def _end(cell: GridCell) -> Clock | None:
    return cell.end.start if cell.end is not None else cell.when.end
