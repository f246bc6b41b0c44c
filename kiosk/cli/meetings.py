"""``kiosk meetings``."""

from pathlib import Path

import click

from kiosk.actions.event import event_zone
from kiosk.actions.programme.hold_meetings import mark_meeting, meeting_json, meetings_of, remove_meeting
from kiosk.actions.programme.import_meetings import MeetingsImport, import_meetings, plan_meetings
from kiosk.cli.programme import mapping_of
from kiosk.cli.shared import EVENT, JSON, PATH, print_json, reading, writing
from kiosk.cli.summary import aside_json, faults_json, report_faults
from kiosk.core.programmes.partnering import Result, count_results
from kiosk.errors import KioskError
from kiosk.words import terms
from kiosk.words.catalogue import _
from kiosk.words.names import name_of
from kiosk.words.programme import meetings_summary

_RESULTS = [str(result) for result in Result]


@click.group("meetings", epilog="Example: kiosk meetings workshop.kiosk import partnering.xlsx --dry-run")
@EVENT
@click.pass_context
def meetings_command(context: click.Context, event: Path) -> None:
    """One-to-one meetings of a partnering session: import them, list them, record results."""
    context.obj = event


@meetings_command.command("import", epilog="Example: kiosk meetings workshop.kiosk import partnering.xlsx")
@click.argument("file", type=PATH)
@click.option("--session", metavar="CODE", help="Session of the meetings; default: the partnering session.")
@click.option("--sheet", help="A sheet of the workbook.")
@click.option(
    "--map",
    "mapping",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="The column of the plan for a field, by header, letter or number; FIELD=- for none.",
)
@click.option("--dry-run", is_flag=True, help="Show what would change without storing anything.")
@JSON
@click.pass_obj
def import_command(
    event: Path, file: Path, session: str | None, sheet: str | None, mapping: tuple[str, ...], dry_run: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Import meetings from CSV or XLSX, all of them or none.  Meetings that are not in the file stay.

    A company at two tables at once, or one with nobody on the roster, is reported and imported anyway.
    """
    with reading(event) if dry_run else writing(event) as records:
        planned = plan_meetings(records, file, session=session, sheet=sheet, mapping=mapping_of(mapping))
        if not dry_run and not planned.rejected:
            import_meetings(records, planned)
    counts = {
        "new": len(planned.new), "changed": len(planned.changed), "unchanged": len(planned.unchanged),
        "kept": len(planned.kept), "rejected": len(planned.rejected),
    }  # fmt: skip
    if as_json:
        print_json({**counts, **_summary(planned), "stored": not dry_run and not planned.rejected})
    else:
        report_faults(planned.warnings)
        for line in meetings_summary(planned):
            click.echo(line)
    if planned.rejected:
        raise KioskError("meetings.rows_rejected", count=len(planned.rejected), faults=planned.rejected)


@meetings_command.command("list", epilog="Example: kiosk meetings workshop.kiosk list --json")
@JSON
@click.pass_obj
def list_command(event: Path, as_json: bool) -> None:
    """List all meetings with their results, by start time."""
    with reading(event) as records:
        meetings, zone = meetings_of(records), event_zone(records)
    for meeting in meetings:
        if as_json:
            print_json(meeting_json(meeting))
        else:
            at = f"{meeting.starts_at.astimezone(zone):%m-%d %H:%M}"
            result = _(terms.MEETING_RESULTS[meeting.result])
            click.echo("\t".join((meeting.id, at, meeting.table, *map(name_of, meeting.companies), result)))
    if not as_json:
        click.echo(_("{matched} of {total} {total:meeting|meetings} matched.").format(
            matched=count_results(meetings)[Result.MATCHED], total=len(meetings)))  # fmt: skip


@meetings_command.command("result", epilog="Example: kiosk meetings workshop.kiosk result S5-1 matched")
@click.argument("meeting", metavar="ID")
@click.argument("result", type=click.Choice(_RESULTS))
@JSON
@click.pass_obj
def result_command(event: Path, meeting: str, result: str, as_json: bool) -> None:
    """Record the result of a meeting; ‘planned’ clears it."""
    with writing(event) as records:
        marked = mark_meeting(records, meeting, Result(result))
    if as_json:
        print_json(meeting_json(marked))
    else:
        word = _(terms.MEETING_RESULTS[marked.result])
        click.echo(_("Meeting {meeting}: {result}.").format(meeting=marked.id, result=word))


@meetings_command.command("remove", epilog="Example: kiosk meetings workshop.kiosk remove S5-9")
@click.argument("meeting", metavar="ID")
@click.pass_obj
def remove_command(event: Path, meeting: str) -> None:
    """Remove a meeting; its records stay in the log."""
    with writing(event) as records:
        remove_meeting(records, meeting)
    click.echo(_("Meeting {meeting} was removed.").format(meeting=meeting))


def _summary(planned: MeetingsImport) -> dict[str, object]:
    """Rows that cannot be taken, and doubts about rows that are."""
    summary = planned.summary
    return {
        "file": summary.file,
        "sheet": summary.sheet,
        "encoding": summary.encoding,
        "header_rows": list(summary.header_rows),
        "columns": [
            {"header": column.header, "field": column.field, "samples": list(column.samples)}
            for column in summary.columns
        ],
        "unused": [{"header": column.header, "samples": list(column.samples)} for column in summary.unused],
        "other_sheets": [{"sheet": sheet.name, "rows": sheet.rows} for sheet in summary.other_sheets],
        "skipped": [aside_json(fault) for fault in summary.skipped],
        "session": planned.session,
        "rejections": faults_json(planned.rejected),
        "warnings": faults_json(planned.warnings),
    }
