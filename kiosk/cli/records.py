"""``kiosk attendance``, ``kiosk export`` and ``kiosk report``."""

from pathlib import Path

import click

from kiosk.actions.office.event_report import report_event
from kiosk.actions.office.export_records import export_records
from kiosk.actions.office.figures import figures_json, refuse_erased
from kiosk.actions.office.record_rows import attendance_json
from kiosk.actions.office.report_attendance import attendance_of_all
from kiosk.cli.shared import EVENT, JSON, PATH, print_json, progress_bar, reading, seconds_shown, utc_text
from kiosk.core.attendance import AttendanceStatus
from kiosk.core.programmes.partnering import Result
from kiosk.words import catalogue, terms
from kiosk.words.catalogue import _
from kiosk.words.report import report_lacks, report_word


@click.command("attendance", epilog="Example: kiosk attendance workshop.kiosk --json")
@EVENT
@JSON
def attendance_command(event: Path, as_json: bool) -> None:
    """Show everyone's attendance at every session."""
    with reading(event) as records:
        refuse_erased(records)
        for person in attendance_of_all(records):
            for attended in person.attendances:
                if as_json:
                    print_json(attendance_json(person, attended))
                elif attended.status is not AttendanceStatus.ABSENT:
                    status = _(terms.ATTENDANCE[attended.status])
                    click.echo(f"{person.attendee.name}\t{attended.session}\t{status}\t{attended.minutes}")


@click.command("export", epilog="Example: kiosk export workshop.kiosk --out attendance.xlsx")
@EVENT
@click.option(
    "--out", type=PATH, required=True, help="A file ending in .xlsx, .csv or .json, or .ics for the programme."
)
@JSON
def export_command(event: Path, out: Path, as_json: bool) -> None:
    """Export attendance records."""
    with reading(event) as records, progress_bar(_("Export")) as progress:
        export_records(records, out, terms.export_word, language=catalogue.language(), progress=progress)
    if as_json:
        print_json({"file": str(out), "bytes": out.stat().st_size})
    else:
        click.echo(_("Saved: {file}").format(file=out))


@click.command("report", epilog="Example: kiosk report workshop.kiosk --out report.pdf")
@EVENT
@click.option("--out", type=PATH, required=True, help="A file ending in .pdf, .docx for further editing, or .xlsx.")
@JSON
def report_command(event: Path, out: Path, as_json: bool) -> None:
    """Make the report after the event: attendance, minutes, certificates and meetings in figures and charts."""
    with reading(event) as records, seconds_shown():
        report = report_event(records, out, report_word, catalogue.language())
    for sentence in report_lacks(report.unsaid, report.untranslated):
        click.echo(sentence, err=True)
    counted = report.counted
    if as_json:
        whole, papers = counted.whole, counted.certificates
        print_json({
            "file": str(out), "registered": whole.registered, "expected": whole.expected, "came": whole.came,
            "of_expected": whole.of_expected, "beside": whole.beside, "absent": whole.absent, "share": whole.share,
            "certificates": papers.holders, "certificates_lapsed": papers.lapsed,
            "meetings": counted.meetings_in_all, "matched": counted.meetings.get(Result.MATCHED, 0),
            "sessions": [figures_json(one.session, None, one.whole) for one in counted.sessions],
            "unsaid": list(report.unsaid), "untranslated": list(report.untranslated),
            "kept_since": counted.kept_since and utc_text(counted.kept_since),
        })  # fmt: skip
    else:
        click.echo(_("Saved: {file}").format(file=out))
