"""``kiosk programme``: sessions from the files that offices and conference systems have."""

import functools
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path

import click

from kiosk.actions.event import programme_of
from kiosk.actions.programme.import_programme import ProgrammeImport, import_programme, plan_programme
from kiosk.cli.shared import EVENT, JSON, PATH, print_json, reading, utc_text, writing
from kiosk.cli.summary import question_json, summary_json
from kiosk.core.lists.cells import Fault, squash
from kiosk.core.programme import Session
from kiosk.core.programmes.programme_effects import Effect
from kiosk.core.programmes.programme_file import Asked
from kiosk.core.programmes.programme_times import Answers
from kiosk.errors import KioskError
from kiosk.words import error_messages
from kiosk.words import programme as programme_words
from kiosk.words.catalogue import _, title_of

_ORDERS = {"month-first": "mdy", "day-first": "dmy", "year-first": "ymd"}


def _day(_context: click.Context, _option: click.Parameter, text: str | None) -> date | None:
    try:
        return datetime.fromisoformat(text).date() if text else None
    except ValueError as trouble:
        raise click.BadParameter(_("{text} is not a date such as 2026-12-01.").format(text=text)) from trouble


def answering(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say how a programme file is meant, as its keyword argument ``asked``."""
    options = (
        click.option("--map", "mapping", multiple=True, metavar="FIELD=COLUMN",
                     help="The column of the programme for a field, by header, letter or number; FIELD=- for none."),
        click.option("--date", "first_day", metavar="DATE", callback=_day,
                     help="The first day, for a file without dates or without a year."),
        click.option("--date-order", type=click.Choice(list(_ORDERS)), help="How to read 12/01/2026."),
        click.option("--length", type=click.IntRange(1, 24 * 60), metavar="MINUTES",
                     help="Length of sessions without an end time."),
        click.option("--until-next", is_flag=True,
                     help="Sessions without an end time last until the next one of the day begins."),
        click.option("--grid", is_flag=True, help="The table is a grid with rooms as headings."),
        click.option("--whole-days", is_flag=True, help="Treat all-day entries as sessions, too."),
        click.option("--leave-out", multiple=True, metavar="TITLE|ROW", help="Leave this one out; may be repeated."),
    )  # fmt: skip

    @functools.wraps(command)
    def with_asked(
        *words: object, mapping: tuple[str, ...], first_day: date | None, date_order: str | None, length: int | None,
        until_next: bool, grid: bool, whole_days: bool, leave_out: tuple[str, ...], **more: object,
    ) -> None:  # fmt: skip
        answers = Answers(_ORDERS.get(date_order or "", ""), first_day, length, until_next, whole_days)
        asked = Asked(mapping_of(mapping), answers, grid, frozenset(squash(named) for named in leave_out))
        command(*words, asked=asked, **more)

    answered: Callable[..., None] = with_asked
    for option in reversed(options):
        answered = option(answered)
    return answered


@click.command("programme", epilog="Example: kiosk programme workshop.kiosk timetable.xlsx --map title_ko=C --dry-run")
@EVENT
@click.argument("file", type=PATH)
@click.option("--sheet", help="A sheet of the workbook; default: the one that looks like a programme.")
@answering
@click.option(
    "--leave-out-rejected", is_flag=True, help="Import the others even if some are rejected or need an answer."
)
@click.option(
    "--even-scanned", is_flag=True, help="Change sessions even if people have already been scanned into them."
)
@click.option("--dry-run", is_flag=True, help="Show what would change without storing anything.")
@JSON
def programme_command(
    event: Path, file: Path, sheet: str | None, asked: Asked, leave_out_rejected: bool, even_scanned: bool,
    dry_run: bool, as_json: bool,
) -> None:  # fmt: skip
    """Import sessions from CSV, a workbook, iCalendar, or the XML or JSON of a schedule.

    Sessions that are not in the file stay.
    """
    with reading(event) if dry_run else writing(event) as records:
        planned = plan_programme(records, file, sheet=sheet, asked=asked)
        open_ = bool(planned.rejected or planned.questions) and not leave_out_rejected
        unmeant = bool(planned.effects) and not even_scanned
        stored = not (dry_run or open_ or unmeant)
        if stored:
            import_programme(records, planned, even_scanned=even_scanned, leave_out_rejected=leave_out_rejected)
        known = programme_of(records)
    if as_json:
        print_json(programme_json(planned, known, stored=stored))
    else:
        say_programme(planned)
    if open_ or (unmeant and not dry_run):
        raise _trouble(planned)


def _trouble(planned: ProgrammeImport) -> KioskError:
    """Why nothing was stored; what it is about is told before it."""
    if planned.rejected:
        return KioskError("programme.rows_rejected", count=len(planned.rejected), faults=planned.rejected)
    if planned.questions:
        return KioskError("programme.questions_open", count=len(planned.questions))
    return KioskError("programme.changes_scanned", count=len(planned.effects))


def say_programme(planned: ProgrammeImport) -> None:
    """The reading of a programme, its counts, questions and effects, a sentence a line."""
    for line in programme_words.summary_lines(planned):
        click.echo(line)
    for line in map(programme_words.question, planned.questions):
        click.echo(line, err=True)
    if planned.questions:
        answers = "--date, --date-order, --length, --until-next, --whole-days, --leave-out"
        click.echo(_("Options to answer with: {options}").format(options=answers), err=True)
    for line in programme_words.effect_lines(planned):
        click.echo(line, err=True)
    if planned.effects:
        click.echo(_("To confirm, add {option}").format(option="--even-scanned"), err=True)


def programme_json(planned: ProgrammeImport, known: Mapping[str, Session], *, stored: bool) -> dict[str, object]:
    """What was read of a programme and what becomes of it; ``known`` are the sessions of the event by code."""
    summary = summary_json(planned.summary, planned.tally)
    del summary["same_person"]
    return summary | {
        "rejected": [_fault_json(fault) for fault in planned.rejected],
        "skipped": [_fault_json(fault) for fault in planned.summary.skipped],
        "questions": [
            question_json(question) | {"question": programme_words.question(question)} for question in planned.questions
        ],
        "doubts": [_fault_json(fault) for fault in planned.doubts],
        "missing": [title_of(known[code]) for code in planned.kept],
        "kept": len(planned.kept),
        "cancelled": [{"code": session.code, "title": title_of(session)} for session in planned.cancelled],
        "assumed": dict(planned.assumed),
        "effects": [_effect_json(effect) for effect in planned.effects],
        "sessions": [
            _session_json(session, becomes, planned.rows or {})
            for becomes in ("new", "changed", "unchanged")
            for session in getattr(planned, becomes)
        ],
        "stored": stored,
    }


def _fault_json(fault: Fault) -> dict[str, object]:
    title = fault.details.get("named") or fault.details.get("title") or fault.details.get("value") or ""
    return {"row": fault.row, "title": str(title), "code": fault.code, "reason": error_messages.fault(fault)}


def _effect_json(effect: Effect) -> dict[str, object]:
    return {
        "code": effect.after.code, "title": title_of(effect.after), "moved": effect.moved, "renamed": effect.renamed,
        "admitted": effect.admitted, "people": list(effect.came), "minutes": list(effect.minutes),
        "certificates_gained": effect.gain, "certificates_lost": effect.lose, "certificates_issued": effect.issued,
    }  # fmt: skip


def _session_json(session: Session, becomes: str, rows: Mapping[str, int]) -> dict[str, object]:
    return {
        "row": rows.get(session.code, 0), "code": session.code, "title": title_of(session), "becomes": becomes,
        "kind": session.kind, "room": session.room, "starts_at": utc_text(session.starts_at),
        "ends_at": utc_text(session.ends_at), "speakers": list(session.speakers),
    }  # fmt: skip


def mapping_of(given: tuple[str, ...]) -> dict[str, str]:
    """The columns named by ``--map``, by field."""
    pairs = [entry.partition("=") for entry in given]
    for field, _sign, column in pairs:
        if not field or not column:
            raise click.UsageError(_("--map needs FIELD=COLUMN, not {field}.").format(field=field))
    return {field.strip(): column.strip() for field, _sign, column in pairs}
