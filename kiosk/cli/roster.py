"""``kiosk import``, ``kiosk imports`` and ``kiosk attendees``."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import tzinfo
from pathlib import Path

import click

from kiosk.actions.event import event_zone
from kiosk.actions.office.figures import refuse_nobody_left
from kiosk.actions.people import import_roster, take_back_import
from kiosk.actions.people.answer_import import answer, read_answers
from kiosk.actions.people.import_roster import RosterImport
from kiosk.actions.people.manage_roster import all_attendees, find_attendees
from kiosk.cli.shared import EVENT, JSON, PATH, IfDamaged, attendee_json, print_json, progress_bar, reading, writing
from kiosk.cli.summary import faults_json, report_faults, summary_json
from kiosk.core.lists.answers import Answer
from kiosk.core.lists.imported_list import ImportedList
from kiosk.errors import KioskError
from kiosk.words import error_messages
from kiosk.words import imports as import_words
from kiosk.words.catalogue import _


@click.command("import", epilog="Example: kiosk import workshop.kiosk roster.xlsx --map name=C --dry-run")
@EVENT
@click.argument("file", type=PATH)
@click.option(
    "--sheet",
    "sheets",
    multiple=True,
    help="A sheet of the workbook; default: the one that looks like a roster.  Repeat it to read several together.",
)
@click.option("--all-sheets", is_flag=True, help="Read all sheets with people together.")
@click.option(
    "--map",
    "mapping",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="The column for a field, by header, letter or number; session:CODE for the marks of a session; "
    "name=A+B for a name in two columns, unused=C to leave a column out, status:WORD=waiting for a word of the file.",
)
@click.option(
    "--header",
    type=click.IntRange(min=0),
    metavar="ROW",
    help="The row with the headers, counted from 1; 0 for none.  Default: the one that looks like it.",
)
@click.option(
    "--answers",
    type=PATH,
    metavar="FILE",
    help="Answers to the questions: the output of --json with an ‘answer’ added to each.",
)
@click.option("--cancel-missing", is_flag=True, help="Cancel people who came from this list and are no longer on it.")
@click.option("--dry-run", is_flag=True, help="Show what would change without storing anything.")
@click.option("--leave-out-rejected", is_flag=True, help="Import the other rows even if some are rejected.")
@JSON
def import_command(
    event: Path, file: Path, sheets: tuple[str, ...], all_sheets: bool, mapping: tuple[str, ...],
    header: int | None, answers: Path | None, cancel_missing: bool, dry_run: bool, leave_out_rejected: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Import people from CSV or XLSX: all of them, or none if a row is rejected.

    A row with an open question waits for the answer; the others are stored.
    """
    meanings = _mapping(mapping)
    given = read_answers(answers) if answers else []
    with reading(event) if dry_run else writing(event) as records:
        first, *more = import_roster.open_sheets(file, sheets, every=all_sheets)
        columns = import_roster.guess(records, first, meanings, header=header)
        others = [(table, import_roster.guess(records, table, meanings, header=header)) for table in more]
        planned, unasked = answer(records, import_roster.plan_roster(records, first, columns, others=others), given)
        report_faults(planned.rejected)
        report_faults(planned.doubts)
        _report_unasked(unasked)
        asked = planned.asks_of_columns
        stored = not dry_run and not asked and (not planned.rejected or leave_out_rejected)
        if stored:
            reason = _("no longer on the list") if cancel_missing else None
            with progress_bar(_("Importing")) as progress:
                import_roster.import_roster(
                    records, planned, leave_out_rejected=leave_out_rejected, cancel_missing=reason, progress=progress
                )
    if as_json:
        print_json(roster_json(planned) | {"stored": stored})
    else:
        say_roster(planned, cancelled=cancel_missing and stored)
    if asked:
        raise KioskError("roster.columns_asked")
    if planned.rejected and not leave_out_rejected:
        raise KioskError("roster.rows_rejected", count=len(planned.rejected))


def roster_json(planned: RosterImport) -> dict[str, object]:
    """What was read of a list and what becomes of it."""
    missing = planned.plan.missing
    return {
        **summary_json(planned.summary, planned.tally, planned.plan.questions),
        "rejected": faults_json(planned.rejected),
        "same": [
            {"row": fault.row, "other_row": fault.details["other"], "reason": error_messages.fault(fault)}
            for fault in planned.plan.same
        ],
        "missing": [person.id for person in missing],
        "warnings": faults_json((*planned.plan.notes, *planned.reading.warnings)),
    }


def say_roster(planned: RosterImport, *, cancelled: bool = False) -> None:
    """The reading of a list, its questions and its counts, a sentence a line."""
    for line in import_words.reading_lines(planned):
        click.echo(line)
    for question in planned.questions:
        click.echo(import_words.question(question))
    missing = planned.plan.missing
    if missing:
        click.echo(import_words.missing(missing, cancelled=cancelled))
        if not cancelled:
            click.echo(_("--cancel-missing cancels them."))
    if planned.tally.questions:
        click.echo(_("Rows with open questions were not imported. Answer them in the window, or with --answers FILE."))


def _report_unasked(unasked: Sequence[Answer]) -> None:
    for one in unasked:
        row = error_messages.row_word(one.row)
        click.echo(error_messages.explain("answers.nobody_asked", {"row": row, "answer": one.answer}), err=True)


@click.command("imports", epilog="Example: kiosk imports workshop.kiosk --take-back last")
@EVENT
@click.option("--take-back", metavar="ID|last", help="Undo everything an import added and changed.")
@JSON
def imports_command(event: Path, take_back: str | None, as_json: bool) -> None:
    """List the imports of people, or undo one."""
    if take_back is None:
        with reading(event) as records:
            zone = event_zone(records)
            for one in take_back_import.imports(records):
                click.echo(_import_line(one, zone)) if not as_json else print_json(take_back_import.import_json(one))
        return
    with writing(event) as records:
        done = take_back_import.take_back_import(records, "" if take_back == "last" else take_back)
    if as_json:
        print_json(asdict(done))
    else:
        click.echo(import_words.taken_back(**asdict(done)))


def _import_line(one: ImportedList, zone: tzinfo) -> str:
    state = _("undone") if one.taken_back else ""
    return "\t".join(
        (one.id, f"{one.at.astimezone(zone):%Y-%m-%d %H:%M}", one.file, str(one.new), str(one.changed), state)
    )


@click.command("attendees", epilog="Example: kiosk attendees workshop.kiosk --search 김ㅁ --json")
@EVENT
@click.option(
    "--search", metavar="TEXT", help="Part of a name, initial consonants, affiliation or digits of a phone number."
)
@JSON
def attendees_command(event: Path, search: str | None, as_json: bool) -> None:
    """List everyone, or those a search finds."""
    with reading(event, IfDamaged.TELL) as records:
        people = all_attendees(records) if search is None else find_attendees(records, search)
        refuse_nobody_left(records, people)
        for person in people:
            if as_json:
                print_json(attendee_json(person))
            else:
                click.echo("\t".join((person.id, person.name, person.affiliation, person.title, person.category)))


def _mapping(given: tuple[str, ...]) -> dict[str, str]:
    pairs = [entry.partition("=") for entry in given]
    for field, _sign, column in pairs:
        if not field or not column:
            raise click.UsageError(_("--map needs FIELD=COLUMN, not {field}.").format(field=field))
    return {field.strip(): column.strip() for field, _sign, column in pairs}
