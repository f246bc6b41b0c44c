"""What a reading of a roster file says of the file: the one value that window, words and JSON are made from."""

from collections.abc import Iterator, Sequence

from kiosk.core.lists.cells import Fault, Row, is_blank
from kiosk.core.lists.reading import Asked, LooksLike, OtherSheet, ReadColumn, ReadingSummary, UnusedColumn, samples_of
from kiosk.core.lists.roster_columns import Columns, looks_like
from kiosk.core.lists.roster_file import Reading


def summary_of(
    rows: Sequence[Row],
    columns: Columns,
    reading: Reading,
    *,
    file: str = "",
    sheet: str = "",
    encoding: str = "",
    others: Sequence[OtherSheet] = (),
) -> ReadingSummary:
    """What ``reading`` made of ``rows`` by ``columns``; the other arguments say where the rows come from."""
    below = rows[columns.header + 1 :]
    above = tuple(_above(rows, columns))
    return ReadingSummary(
        file=file,
        sheet=sheet,
        encoding=encoding,
        header_rows=columns.header_rows,
        columns=tuple(_columns(below, columns)),
        unused=tuple(_unused(below, columns)),
        skipped=(*above, *reading.skipped),
        questions=reading.questions,
        other_sheets=tuple(others),
        rows=len(below) * len(columns.parts) + len(above),
    )


def _above(rows: Sequence[Row], columns: Columns) -> Iterator[Fault]:
    """Titles above the header: left aside, and told, for one of them might be a person."""
    for number, row in enumerate(rows[: columns.header + 1], start=1):
        if number not in columns.header_rows:
            yield Fault(number, "roster.aside_blank" if is_blank(row) else "roster.aside_above")


def _columns(below: Sequence[Row], columns: Columns) -> Iterator[ReadColumn]:
    meanings = [
        *columns.fields.items(),
        *(("name", column) for column in columns.behind_name),
        *(("name_latin", column) for column in columns.behind_latin),
        *(pair for person in columns.people for pair in person.items()),
        *(("status", column) for column in columns.more_states),
        *(("consent", column) for column in columns.taken_back),
        *((f"session:{code}", column) for code, column in columns.sessions.items()),
    ]
    for meaning, column in sorted(meanings, key=lambda pair: pair[1]):
        yield ReadColumn(column, _header(columns, column), meaning, samples_of(below, column))


def _unused(below: Sequence[Row], columns: Columns) -> Iterator[UnusedColumn]:
    width = max(len(columns.labels), *(len(row) for row in below[:100]), 0)
    used = columns.used
    asked = {question.file for question in columns.questions if question.kind == Asked.STATUS_COLUMN}
    for column in range(width):
        samples = samples_of(below, column)
        header = _header(columns, column)
        if column not in used and (header or samples):
            seems = LooksLike.STATUS if header in asked else looks_like(header, samples)
            yield UnusedColumn(column, header, samples, seems)


def _header(columns: Columns, column: int) -> str:
    return columns.labels[column] if column < len(columns.labels) else ""
