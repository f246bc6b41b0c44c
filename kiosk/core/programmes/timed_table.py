"""Tables with columns of times, as programmes and partnering plans have them: headers, days between the rows, rows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kiosk.core.lists.cells import Cell, Fault, Row, is_blank, squash, text
from kiosk.core.programmes.date_times import from_serial
from kiosk.core.programmes.written_time import When, WrittenDay, day_inside, read_day, read_when, years_inside

Columns = Callable[[Row], Mapping[str, tuple[int, ...]]]
"""Which columns hold which field, by the words of a row that may be the headers."""

SEARCH_ROWS = 50
"""Titles and notes stand above the headers; nobody writes more of them."""
_TIMES = ("day", "end_day", "time", "starts_at", "ends_at")
_NOTE_SIGNS = ("※", "*", "＊", "주)", "주:", "참고", "note", "notes", "n.b.", "☞", "•")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a list or one cell of a grid, by field; ``row`` counts from 1, ``day`` is the last one written above,
    ``when`` what the side of a grid says."""

    row: int
    cells: Mapping[str, Cell]
    day: WrittenDay | None = None
    when: When | None = None


@dataclass(slots=True)
class Entries:
    """The entries of a table, which rows were headers (from 0) or aside, and the years that titles name."""

    found: list[Entry] = field(default_factory=list)
    header: tuple[int, ...] = ()
    skipped: list[Fault] = field(default_factory=list)
    years: set[int] = field(default_factory=set)


def header_score(rows: Sequence[Row], columns_of: Columns) -> float:
    """How much a table looks like what is wanted, to choose among sheets: the header words it has."""
    return float(max(map(len, map(columns_of, rows[:SEARCH_ROWS])), default=0))


def header_row(rows: Sequence[Row], columns_of: Columns) -> int | None:
    """Which row holds the headers: the one with the most of them, at least two."""
    counts = [len(columns_of(row)) for row in rows[:SEARCH_ROWS]]
    best = max(counts, default=0)
    return counts.index(best) if best >= 2 else None


def header_rows(rows: Sequence[Row], columns_of: Columns, first: int) -> tuple[int, ...]:
    """The header row and, where 시간 stands above 시작 and 종료, the one below that holds nothing but header words."""
    below = rows[first + 1] if first + 1 < len(rows) else ()
    filled = [index for index, cell in enumerate(below) if cell is not None and text(cell)]
    known = {index for columns in columns_of(below).values() for index in columns}
    return (first, first + 1) if filled and len(filled) >= 2 and set(filled) <= known else (first,)


def joined_header(rows: Sequence[Row], header: Sequence[int]) -> tuple[Cell, ...]:
    """The words above each column: of two rows the lower, more exact one where it says something."""
    width = max((len(rows[index]) for index in header), default=0)
    joined: list[Cell] = [None] * width
    for index in header:
        for column, cell in enumerate(rows[index]):
            if cell is not None and text(cell):
                joined[column] = cell
    return tuple(joined)


def fields(row: Row, columns: Mapping[str, Sequence[int]]) -> Iterator[tuple[str, Cell]]:
    """The cells of a row by field; a number in a column of times is the time a spreadsheet means by it.  Of several
    columns for one field the texts are listed."""
    for name, indexes in columns.items():
        cells = [row[index] for index in indexes if index < len(row)]
        if len(indexes) == 1:
            if cells:
                yield name, from_serial(cells[0]) if name in _TIMES else cells[0]
        else:
            yield name, "\n".join(filter(None, map(text, cells)))


def list_entries(rows: Sequence[Row], columns: Mapping[str, Sequence[int]], header: Sequence[int]) -> Entries:
    """The rows below ``header`` as entries; a header that comes again and days between the rows are understood."""
    entries = Entries(header=tuple(header))
    day = _titles(rows[: header[0]] if header else (), entries)
    again = {squash_row(rows[index]) for index in header}
    previous: Cell = None
    for index in range(header[-1] + 1 if header else 0, len(rows)):
        row = rows[index]
        if is_blank(row):
            continue
        if squash_row(row) in again:
            entries.header += (index,)
            continue
        alone = only_text(row)
        if alone is not None and (found := section_day(alone)) is not None:
            day, previous = found, None
            entries.skipped.append(Fault(index + 1, "programme.day_row", {"value": alone}))
            entries.years |= years_inside(alone)
            continue
        cells = dict(fields(row, columns))
        if alone is not None and is_note(alone, in_title=_is_title(row, columns)):
            entries.skipped.append(Fault(index + 1, "programme.note_row", {"value": alone}))
            continue
        if "day" in cells:
            previous = cells["day"] = cells["day"] if text(cells["day"]) else previous
        entries.found.append(Entry(index + 1, cells, day))
    return entries


def _titles(rows: Sequence[Row], entries: Entries) -> WrittenDay | None:
    """What stands above the headers: rows aside, with the years and the day they name."""
    day = None
    for index, row in enumerate(rows):
        if is_blank(row):
            continue
        written = " ".join(dict.fromkeys(filter(None, map(text, row))))
        entries.years |= years_inside(written)
        day = section_day(written) or day
        entries.skipped.append(Fault(index + 1, "programme.title_row", {"value": written}))
    return day


def section_day(written: str) -> WrittenDay | None:
    """The day a row names for those below it."""
    cell = from_serial(written)
    when = read_when(cell)
    if when is not None and when.start is not None:
        return None
    return read_day(cell) or day_inside(written)


def only_text(row: Row) -> str | None:
    """The one text of a row in which nothing else stands, as a cell merged over all columns has it."""
    texts = {written for cell in row if cell is not None and (written := text(cell))}
    return next(iter(texts)) if len(texts) == 1 else None


def is_note(written: str, *, in_title: bool) -> bool:
    """Whether a text that stands alone in its row is a remark: it begins like one, or stands where no title does."""
    return written.lower().startswith(_NOTE_SIGNS) or not in_title


def squash_row(row: Row) -> tuple[str, ...]:
    """A row as headers are compared."""
    return tuple(filter(None, map(squash, row)))


def _is_title(row: Row, columns: Mapping[str, Sequence[int]]) -> bool:
    named = [index for name, where in columns.items() if name == "code" or name.startswith("title_") for index in where]
    return any(index < len(row) and text(row[index]) for index in named)
