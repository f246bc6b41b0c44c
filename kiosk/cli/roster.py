"""``kiosk import`` and ``kiosk attendees``."""

from dataclasses import asdict
from pathlib import Path

import click

from kiosk.actions import import_roster
from kiosk.actions.manage_roster import all_attendees, find_attendees
from kiosk.cli.event import faults_json, report_faults
from kiosk.cli.shared import EVENT, JSON, PATH, attendee_json, print_json, progress_bar, reading, writing
from kiosk.cli.told import say_told, told_json
from kiosk.errors import KioskError
from kiosk.wording import _


@click.command("import", epilog="Example: kiosk import workshop.kiosk roster.xlsx --map name=C --dry-run")
@EVENT
@click.argument("file", type=PATH)
@click.option("--sheet", help="The sheet of a workbook; default: the one that looks like a roster.")
@click.option(
    "--map",
    "mapping",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="A column for a field, by header, letter or number; session:CODE for the marks of a session.",
)
@click.option("--dry-run", is_flag=True, help="Say what would change; store nothing.")
@click.option("--leave-out-rejected", is_flag=True, help="Import the other rows although some are rejected.")
@JSON
def import_command(
    event: Path, file: Path, sheet: str | None, mapping: tuple[str, ...], dry_run: bool, leave_out_rejected: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Bring in people from CSV or XLSX: all of them, or nothing when a row is rejected."""
    meanings = _mapping(mapping)
    with reading(event) if dry_run else writing(event) as records:
        table = import_roster.open_roster(file, sheet=sheet)
        columns = import_roster.guess(records, table, meanings)
        planned = import_roster.plan_roster(records, table, columns)
        report_faults(planned.rejected)
        report_faults(planned.reading.warnings)
        stored = not dry_run and (not planned.rejected or leave_out_rejected)
        if stored:
            with progress_bar(_("Importing")) as progress:
                import_roster.import_roster(records, planned, leave_out_rejected=leave_out_rejected, progress=progress)
    tally = planned.tally
    if as_json:
        rejected = faults_json(planned.rejected)
        print_json({**told_json(planned.told, tally), "rejected": rejected, "stored": stored})
    else:
        say_told(planned.told)
        click.echo(
            _(
                "{rows} rows: {new} new, {changed} changed, {unchanged} unchanged, {same_person} given twice, "
                "{rejected} rejected, {skipped} left aside, {questions} to be answered."
            ).format(rows=tally.rows, **asdict(tally))
        )
    if planned.rejected and not leave_out_rejected:
        raise KioskError("roster.rows_rejected", count=len(planned.rejected))


@click.command("attendees", epilog="Example: kiosk attendees workshop.kiosk --search 김ㅁ --json")
@EVENT
@click.option("--search", metavar="TEXT", help="Part of a name, initial consonants, affiliation, digits of a phone.")
@JSON
def attendees_command(event: Path, search: str | None, as_json: bool) -> None:
    """List people, all or those a search finds."""
    with reading(event) as records:
        people = all_attendees(records) if search is None else find_attendees(records, search)
        for person in people:
            if as_json:
                print_json(attendee_json(person))
            else:
                click.echo("\t".join((person.id, person.name, person.affiliation, person.title, person.category)))


def _mapping(given: tuple[str, ...]) -> dict[str, str]:
    pairs = [entry.partition("=") for entry in given]
    for field, _sign, column in pairs:
        if not field or not column:
            raise click.UsageError(f"--map takes FIELD=COLUMN, not {field}")
    return {field.strip(): column.strip() for field, _sign, column in pairs}
