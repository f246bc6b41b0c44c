"""A programme file or partnering plan in words: what was read and assumed, is asked, and what changes would do."""

from collections.abc import Iterator

from kiosk.actions.programme.import_meetings import MeetingsImport
from kiosk.actions.programme.import_programme import ProgrammeImport
from kiosk.core.lists.cells import Fault
from kiosk.core.lists.reading import Question, ReadingSummary, Tally
from kiosk.core.programmes.programme_effects import Effect
from kiosk.words import reading as reading_words
from kiosk.words.catalogue import N_, _, title_of
from kiosk.words.error_messages import explain, fault, fault_in_row
from kiosk.words.terms import MEETING_COLUMNS, PROGRAMME_COLUMNS

_ASSUMED = {
    ("date_order", "mdy"): N_("Dates were read with the month first. Change this if the day comes first."),
    ("date_order", "dmy"): N_("Dates were read with the day first. Change this if the month comes first."),
    ("date_order", "ymd"): N_("Dates were read with the year first. Change this if it comes last."),
}


def summary_lines(planned: ProgrammeImport) -> Iterator[str]:
    """The reading, a sentence a line, and what becomes of its sessions."""
    summary, tally = planned.summary, planned.tally
    yield source(summary)
    yield from reading_words.columns(summary, _field)
    yield from map(_by_title_or_row, summary.skipped)
    yield from map(_by_title_or_row, planned.doubts)
    yield from notes(planned)
    yield _(
        "Sessions: {new} new, {changed} changed, {unchanged} unchanged, {rejected} rejected, {skipped} skipped, "
        "{questions} to answer; {kept} not in the file are kept."
    ).format(**_counts(tally), questions=tally.questions, kept=len(planned.kept))


def meetings_summary(planned: MeetingsImport) -> Iterator[str]:
    """The reading of a partnering plan, a sentence a line, and what becomes of its meetings."""
    summary = planned.summary
    yield reading_words.source(summary)
    yield from reading_words.columns(summary, _field)
    yield from map(fault_in_row, summary.skipped)
    for sheet in summary.other_sheets:
        yield _(
            "The sheet “{sheet}” also looks like a partnering plan ({rows} {rows:row|rows}) and was not read."
        ).format(sheet=sheet.name, rows=sheet.rows)
    yield _(
        "Meetings: {new} new, {changed} changed, {unchanged} unchanged, {rejected} rejected, {skipped} skipped; "
        "{kept} not in the file are kept."
    ).format(**_counts(planned.tally), kept=len(planned.kept))


def _field(name: str) -> str:
    """A column of a programme or a plan, as people call it."""
    return _((PROGRAMME_COLUMNS | MEETING_COLUMNS).get(name, name))


def _counts(tally: Tally) -> dict[str, int]:
    return {name: getattr(tally, name) for name in ("new", "changed", "unchanged", "rejected", "skipped")}


def notes(planned: ProgrammeImport) -> Iterator[str]:
    """What to know of the file as a whole: other sheets, what was assumed, what it says is cancelled."""
    for sheet in planned.summary.other_sheets:
        yield _("The sheet “{sheet}” also looks like a programme ({rows} {rows:row|rows}) and was not read.").format(
            sheet=sheet.name, rows=sheet.rows
        )
    yield from assumptions(planned)
    for session in planned.cancelled:
        yield _("“{title}” of the event is cancelled in the file; it is kept until you remove it.").format(
            title=title_of(session)
        )


def _by_title_or_row(found: Fault) -> str:
    """A sentence that has the title in it needs no row of a calendar."""
    return fault(found) if "named" in found.details else fault_in_row(found)


def source(summary: ReadingSummary) -> str:
    """Where the sessions come from; a calendar has no rows to speak of."""
    return reading_words.source(summary) if summary.columns or summary.header_rows else summary.file


def assumptions(planned: ProgrammeImport) -> Iterator[str]:
    """What the file left open and something else decided."""
    for name, value in planned.assumed:
        if name == "year":
            yield _("The dates have no year; they were read as {year}.").format(year=value)
        elif (name, value) in _ASSUMED:
            yield _(_ASSUMED[name, value])


def question(asked: Question) -> str:
    """What is asked of one session."""
    return explain(f"programme.{asked.kind}", {"who": asked.who, "file": asked.file, "value": asked.file})


def effect(found: Effect) -> str:
    """What the change of one session would do to what was scanned in it."""
    return _(
        "“{title}”: {admitted} {admitted:person was|people were} admitted. Who counts: {came} → {came_then} "
        "{came_then:person|people}; minutes: {minutes} → {minutes_then}."
    ).format(
        title=title_of(found.before), admitted=found.admitted, came=found.came[0], came_then=found.came[1],
        minutes=found.minutes[0], minutes_then=found.minutes[1],
    )  # fmt: skip


def certificates(found: Effect) -> str:
    """What all the changes together would do to certificates."""
    return _(
        "Certificates: {gain} {gain:person|people} more would earn one, {lose} no longer. Issued already: {issued}."
    ).format(gain=found.gain, lose=found.lose, issued=found.issued)


def effect_lines(planned: ProgrammeImport) -> Iterator[str]:
    """What the changes would do, a sentence a line."""
    yield from map(effect, planned.effects)
    if planned.effects:
        yield certificates(planned.effects[0])
