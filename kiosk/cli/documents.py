"""``kiosk tickets``, ``badges`` and ``certificates``."""

from pathlib import Path

import click

from kiosk import wording
from kiosk.actions import issue_certificates as certificates
from kiosk.actions import print_documents
from kiosk.actions.print_documents import Batch
from kiosk.cli.shared import EVENT, JSON, PATH, desk_name, print_json, progress_bar, reading, writing
from kiosk.wording import _


@click.command("tickets", epilog="Example: kiosk tickets workshop.kiosk --out tickets/")
@EVENT
@click.option("--out", type=PATH, required=True, help="A folder for one picture each, or a file NAME.pdf.")
@click.option("--sheet", default="single", show_default=True, help="How tickets share a sheet of paper.")
@JSON
def tickets_command(event: Path, out: Path, sheet: str, as_json: bool) -> None:
    """QR tickets as pictures to mail out, or as one PDF."""
    with reading(event) as records, progress_bar(_("Tickets")) as progress:
        people = print_documents.choose_attendees(records)
        batch = print_documents.print_tickets(records, people, out, sheet_name=sheet, progress=progress)
    _tell(batch, out, as_json)


@click.command("badges", epilog="Example: kiosk badges workshop.kiosk --out badges.pdf --sheet a4 --only unprinted")
@EVENT
@click.option("--out", type=PATH, required=True, help="The PDF to write.")
@click.option("--layout", default="badge", show_default=True, help="A shipped layout, or a layout file.")
@click.option("--sheet", default="single", show_default=True, help="How badges share a sheet of paper.")
@click.option(
    "--only", multiple=True, default=("all",), metavar="all|unprinted|CODE", help="For whom; may be repeated."
)
@JSON
def badges_command(event: Path, out: Path, layout: str, sheet: str, only: tuple[str, ...], as_json: bool) -> None:
    """Name badges as a PDF."""
    with writing(event) as records, progress_bar(_("Badges")) as progress:
        people = print_documents.choose_attendees(records, only)
        batch = print_documents.print_badges(
            records, people, out, layout_name=layout, sheet_name=sheet, progress=progress
        )
        print_documents.note_badges(records, batch)
    _tell(batch, out, as_json)


@click.command("certificates", epilog="Example: kiosk certificates workshop.kiosk --out certificates/")
@EVENT
@click.option("--out", type=PATH, required=True, help="A folder for one PDF each, or a file NAME.pdf.")
@click.option("--desk", metavar="NAME", help="Begins the serial numbers of new certificates.")
@JSON
def certificates_command(event: Path, out: Path, desk: str | None, as_json: bool) -> None:
    """Certificates for all who earned one; lists who did not and why."""
    with writing(event) as records, progress_bar(_("Certificates")) as progress:
        issue = certificates.issue_certificates(records, out, desk=desk_name(desk), progress=progress)
    # What is missing of the event is found in every file anew.
    for finding in dict.fromkeys(finding for findings in issue.findings for finding in findings.all):
        click.echo(wording.finding(finding), err=True)
    if as_json:
        print_json(_issue_json(issue))
        return
    click.echo(_("{count} certificates.").format(count=len(issue.issued)))
    for refused in issue.refused:
        reasons = " ".join(wording.shortfall(code, ", ".join(refused.missed)) for code in refused.shortfalls)
        click.echo(f"{refused.attendee.name}\t{refused.attendee.affiliation}\t{reasons}")


def _issue_json(issue: certificates.Issue) -> dict[str, object]:
    return {
        "issued": [
            {"serial": certificate.serial, "attendee_id": person.id, "name": person.name, **certificate.basis}
            for person, certificate in issue.issued
        ],
        "refused": [
            {
                "attendee_id": refused.attendee.id,
                "name": refused.attendee.name,
                "codes": list(refused.shortfalls),
                "reasons": [wording.shortfall(code, ", ".join(refused.missed)) for code in refused.shortfalls],
            }
            for refused in issue.refused
        ],
        "files": [str(path) for path in issue.files],
    }


def _tell(batch: Batch, out: Path, as_json: bool) -> None:
    for finding in batch.findings.all:
        click.echo(wording.finding(finding), err=True)
    if as_json:
        print_json({"count": len(batch.attendees), "files": [str(path) for path in batch.files]})
    else:
        click.echo(_("{count} made: {file}").format(count=len(batch.attendees), file=out))
