"""``kiosk tickets``, ``badges``, ``certificates`` and ``signin``."""

from pathlib import Path
from typing import Any

import click

from kiosk.actions.papers import issue_certificates as certificates
from kiosk.actions.papers import print_documents
from kiosk.actions.papers.choose_badges import choose_badges
from kiosk.actions.papers.keep_seal import keep_seal
from kiosk.actions.papers.print_documents import PDFS, PICTURES, Batch
from kiosk.actions.papers.print_sign_in_sheet import print_sign_in_sheet
from kiosk.actions.preparing.guide import chosen_layout
from kiosk.cli.choosing import choosing
from kiosk.cli.shared import EVENT, JSON, PATH, desk_name, print_json, progress_bar, reading, writing
from kiosk.words import wording
from kiosk.words.wording import _


@click.command("tickets", epilog="Example: kiosk tickets workshop.kiosk --out tickets/")
@EVENT
@click.option("--out", type=PATH, required=True, help="A folder for one file each, or a file NAME.pdf for all.")
@click.option(
    "--each", type=click.Choice([PICTURES, PDFS]), default=PICTURES, show_default=True,
    help="What a folder is filled with.",
)  # fmt: skip
@click.option("--list", "as_list", is_flag=True, help="The list for the desk of those without their phone: NAME.pdf.")
@click.option("--sheet", help="How tickets share a sheet of paper.  [default: single]")
@JSON
def tickets_command(event: Path, out: Path, each: str, as_list: bool, sheet: str | None, as_json: bool) -> None:
    """QR tickets as files to mail out, as one PDF, or as a list for the desk."""
    if as_list and sheet is not None:
        raise click.UsageError("--sheet is for tickets; the list has a page of its own")
    sheet = sheet or "single"
    with reading(event) as records, progress_bar(_("Tickets")) as progress:
        people = print_documents.choose_attendees(records)
        if as_list:
            batch = print_documents.print_ticket_list(records, people, out, progress=progress)
        else:
            batch = print_documents.print_tickets(records, people, out, form=each, sheet_name=sheet, progress=progress)
    _tell(batch, out, as_json)


@click.command("badges", epilog="Example: kiosk badges workshop.kiosk --out badges.pdf --sheet a4 --only unprinted")
@EVENT
@click.option("--out", type=PATH, required=True, help="The PDF to write.")
@click.option("--layout", help="A layout by its name, or a layout file; default: the one the event has chosen.")
@click.option(
    "--sheet", default="single", show_default=True, help="How badges share a sheet of paper: a4, formtec-3114 …"
)
@click.option("--start", default=1, show_default=True, help="The first label to print on; those before it are used.")
@choosing(default="all")
@JSON
def badges_command(
    event: Path, out: Path, layout: str | None, sheet: str, start: int, as_json: bool, **choice: Any
) -> None:
    """Name badges as a PDF."""
    with writing(event) as records, progress_bar(_("Badges")) as progress:
        people = choose_badges(records, **choice)
        batch = print_documents.print_badges(
            records,
            people,
            out,
            layout_name=layout or chosen_layout(records),
            sheet_name=sheet,
            start=start,
            progress=progress,
        )
        print_documents.note_badges(records, batch)
    _tell(batch, out, as_json)


@click.command("certificates", epilog="Example: kiosk certificates workshop.kiosk --out certificates/")
@EVENT
@click.option("--out", type=PATH, required=True, help="A folder for one PDF each, or a file NAME.pdf.")
@click.option("--layout", default="", help="A layout by its name, or a layout file; else each person's language's.")
@click.option("--seal", type=PATH, help="A picture of the seal (직인), kept in the event and stamped on certificates.")
@click.option("--desk", metavar="NAME", help="Begins the serial numbers of new certificates.")
@JSON
def certificates_command(
    event: Path, out: Path, layout: str, seal: Path | None, desk: str | None, as_json: bool
) -> None:
    """Certificates for all who earned one; lists who did not and why."""
    with writing(event) as records, progress_bar(_("Certificates")) as progress:
        if seal is not None:
            keep_seal(records, seal)
        issue = certificates.issue_certificates(
            records, out, desk=desk_name(desk), layout_name=layout, progress=progress
        )
    # What is missing of the event is found in every file anew.
    for finding in dict.fromkeys(finding for findings in issue.findings for finding in findings.all):
        click.echo(wording.finding(finding), err=True)
    if as_json:
        print_json(_issue_json(issue))
        return
    click.echo(_("{count} {count:certificate|certificates}.").format(count=len(issue.issued)))
    for refused in issue.refused:
        reasons = " ".join(wording.shortfall(code, ", ".join(refused.missed)) for code in refused.shortfalls)
        click.echo(f"{refused.attendee.name}\t{refused.attendee.affiliation}\t{reasons}")


@click.command("signin", epilog="Example: kiosk signin workshop.kiosk --session S3 --out signin.pdf")
@EVENT
@click.option("--session", required=True, metavar="CODE", help="The session's code in the programme.")
@click.option("--out", type=PATH, required=True, help="The PDF to write.")
@JSON
def signin_command(event: Path, session: str, out: Path, as_json: bool) -> None:
    """The sign-in sheet (참석자 서명부) of a session."""
    with reading(event) as records:
        made = print_sign_in_sheet(records, session, out)
    for finding in made.findings.all:
        click.echo(wording.finding(finding), err=True)
    if as_json:
        print_json({"count": made.people, "files": [str(path) for path in made.files]})
    else:
        click.echo(_("Sign-in sheet for {count} {count:person|people}: {file}").format(count=made.people, file=out))


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
