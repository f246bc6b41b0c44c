"""A reading of a file in words: where it was read, which column was taken for what, what was left aside and why."""

from collections import Counter
from collections.abc import Callable, Iterator

from kiosk.core.lists.cells import place_in_file
from kiosk.core.lists.reading import LooksLike, ReadColumn, ReadingSummary, UnusedColumn
from kiosk.core.roster import OWN
from kiosk.words.catalogue import N_, _
from kiosk.words.error_messages import explain
from kiosk.words.terms import PERSON_FIELDS

_LOOKS_LIKE = {
    LooksLike.STATUS: N_("Not used, although it looks like a status: {column} ({samples})"),
    LooksLike.NAME: N_("Not used, although it looks like a name: {column} ({samples})"),
    LooksLike.EMAIL: N_("Not used, although it looks like an e-mail address: {column} ({samples})"),
    LooksLike.PHONE: N_("Not used, although it looks like a phone number: {column} ({samples})"),
    LooksLike.AFFILIATION: N_("Not used, although it looks like an affiliation: {column} ({samples})"),
    LooksLike.CONSENT: N_("Not used, although it looks like a consent: {column} ({samples})"),
    LooksLike.TICKET_CODE: N_("Not used, although it looks like a ticket code: {column} ({samples})"),
}


def summary_lines(summary: ReadingSummary) -> Iterator[str]:
    """The reading, a sentence a line; of several sheets read together each with its headings."""
    yield from map(source, summary.sheets or (summary,))
    yield from columns(summary, meaning)
    yield from aside(summary)
    for sheet in summary.other_sheets:
        yield _("The sheet “{sheet}” also contains people ({rows} rows) and was not read: choose it too.").format(
            sheet=sheet.name, rows=sheet.rows
        )


def columns(summary: ReadingSummary, word: Callable[[str], str]) -> Iterator[str]:
    """What each column was taken for, by the ``word`` of its field, and those that are not used."""
    for column in summary.columns:
        yield _("{field}: from {column} ({samples})").format(
            field=word(column.field), column=_heading(column), samples=", ".join(column.samples)
        )
    yield from map(unused, summary.unused)


def source(summary: ReadingSummary) -> str:
    """Where the rows come from: sheet or encoding, and the rows of the headings."""
    headings = ", ".join(map(str, summary.header_rows)) or _("none")
    if summary.sheet:
        return _("{file}, sheet “{sheet}”; headers in row {rows}").format(
            file=summary.file, sheet=summary.sheet, rows=headings
        )
    return _("{file}, encoding {encoding}; headers in row {rows}").format(
        file=summary.file, encoding=summary.encoding, rows=headings
    )


def meaning(field: str) -> str:
    """What a column is taken for, as people call it."""
    code = field.removeprefix("session:")
    if code != field:
        return _("Marks for “{session}”").format(session=code)
    return _(PERSON_FIELDS[field]) if field in PERSON_FIELDS else field.removeprefix(OWN)


def unused(column: UnusedColumn) -> str:
    """A column that is not used, with a warning where that may be a mistake."""
    sentence = _LOOKS_LIKE[column.looks_like] if column.looks_like else N_("Not used: {column} ({samples})")
    return _(sentence).format(column=_heading(column), samples=", ".join(column.samples))


def aside(summary: ReadingSummary) -> Iterator[str]:
    """The rows left aside, by their reason."""
    for code in Counter(fault.code for fault in summary.skipped):
        rows = sorted({place_in_file(fault.row).row for fault in summary.skipped if fault.code == code})
        yield _("Skipped, {reason}: rows {rows}").format(reason=explain(code, {}), rows=ranges(rows))


def ranges(rows: list[int]) -> str:
    """Row numbers, runs of them shortened: ``3, 7–9``."""
    parts: list[str] = []
    start = before = None
    for row in [*sorted(rows), None]:
        if before is not None and row != before + 1:
            parts.append(str(before) if start == before else f"{start}–{before}")
            start = row
        elif before is None:
            start = row
        before = row
    return ", ".join(parts)


def _heading(column: ReadColumn | UnusedColumn) -> str:
    letters, number = "", column.index + 1
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters} “{column.header}”" if column.header else letters
