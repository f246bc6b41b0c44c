"""``kiosk tickets``, ``badges``, ``signin`` and ``helper``."""

from pathlib import Path
from typing import Any

import click

from kiosk.actions.papers import print_documents
from kiosk.actions.papers.choose_badges import choose_badges
from kiosk.actions.papers.helper_sheet import write_helper_sheet
from kiosk.actions.papers.print_documents import PDFS, PICTURES, Batch
from kiosk.actions.papers.print_sign_in_sheet import print_sign_in_sheet
from kiosk.actions.preparing.guide import chosen_layout
from kiosk.cli.choosing import choosing
from kiosk.cli.shared import EVENT, JSON, PATH, print_json, progress_bar, reading, writing
from kiosk.cli.typed_sheet import tell_taken_back, tell_typed_in
from kiosk.words import catalogue, error_messages
from kiosk.words.catalogue import _


@click.command("tickets", epilog="Example: kiosk tickets workshop.kiosk --out tickets/")
@EVENT
@click.option("--out", type=PATH, required=True, help="A folder for one file each, or NAME.pdf for all in one.")
@click.option(
    "--each", type=click.Choice([PICTURES, PDFS]), default=PICTURES, show_default=True,
    help="Kind of files in the folder.",
)  # fmt: skip
@click.option("--list", "as_list", is_flag=True, help="The list for people who come without their phone: NAME.pdf.")
@click.option("--sheet", help="How tickets share a sheet of paper.  [default: single]")
@JSON
def tickets_command(event: Path, out: Path, each: str, as_list: bool, sheet: str | None, as_json: bool) -> None:
    """Make QR tickets as files to send, as one PDF, or as a list for the desk."""
    if as_list and sheet is not None:
        raise click.UsageError(_("--sheet is for tickets and cannot be used with --list."))
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
@click.option("--out", type=PATH, required=True, help="The PDF to save.")
@click.option("--layout", help="Name of a layout, or a layout file; default: the event's own.")
@click.option(
    "--sheet", default="single", show_default=True, help="How badges are arranged on a sheet: a4, formtec-3114 …"
)
@click.option("--start", default=1, show_default=True, help="First free label of the sheet.")
@choosing(default="all")
@JSON
def badges_command(
    event: Path, out: Path, layout: str | None, sheet: str, start: int, as_json: bool, **choice: Any
) -> None:
    """Make name badges as a PDF."""
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


@click.command("signin", epilog="Example: kiosk signin workshop.kiosk --session S3 --out signin.pdf")
@EVENT
@click.option("--session", required=True, metavar="CODE", help="Code of the session in the programme.")
@click.option("--out", type=PATH, help="The PDF to save.")
@click.option("--typed-in", type=PATH, help="A signed sheet typed in (CSV, XLSX), with entry and exit times.")
@click.option("--sheet", help="A sheet of the workbook; default: the one that looks right.")
@click.option("--dry-run", is_flag=True, help="With --typed-in: only show what would be stored.")
@click.option("--conflicts", type=click.Choice(["ask", "scans", "paper"]), default="ask", show_default=True,
              help="If the desks scanned something else: stop, keep the scans, or use the paper.")  # fmt: skip
@click.option("--take-back", is_flag=True, help="Undo everything typed in for this session; needs --reason.")
@click.option("--reason", default="", help="Reason for undoing it.")
@JSON
def signin_command(
    event: Path, session: str, out: Path | None, typed_in: Path | None, take_back: bool, reason: str, as_json: bool,
    sheet: str | None, dry_run: bool, conflicts: str,
) -> None:  # fmt: skip
    """Make the sign-in sheet of a session, or type in a signed one with its times.

    What is typed in is stored as marked corrections that can be undone in one step.
    """
    if (out is not None) + (typed_in is not None) + take_back != 1:
        raise click.UsageError(_("Use one of --out, --typed-in and --take-back."))
    if take_back:
        tell_taken_back(event, session, reason, as_json)
    elif typed_in is not None:
        tell_typed_in(event, session, typed_in, sheet, dry_run=dry_run, conflicts=conflicts, as_json=as_json)
    elif out is not None:
        _print_sheet(event, session, out, as_json)


def _print_sheet(event: Path, session: str, out: Path, as_json: bool) -> None:
    with reading(event) as records:
        made = print_sign_in_sheet(records, session, out, language=catalogue.language())
    for finding in made.findings.all:
        click.echo(error_messages.finding(finding), err=True)
    if as_json:
        print_json({"count": made.people, "files": [str(path) for path in made.files]})
    else:
        click.echo(_("Sign-in sheet for {count} {count:person|people}: {file}").format(count=made.people, file=out))


@click.command("helper", epilog='Example: kiosk helper workshop.kiosk --out helper.pdf --call "Ada, extension 100"')
@EVENT
@click.option("--out", type=PATH, required=True, help="The PDF to save.")
@click.option("--call", default="", metavar="TEXT", help="Whom helpers call; default: a line to write on.")
@JSON
def helper_command(event: Path, out: Path, call: str, as_json: bool) -> None:
    """Make the sheet for helpers at the desk: colours, keys, what to do, whom to call."""
    with reading(event) as records:
        findings = write_helper_sheet(records, out, language=catalogue.language(), contact=call)
    for finding in findings.all:
        click.echo(error_messages.finding(finding), err=True)
    if as_json:
        print_json({"files": [str(out)]})
    else:
        click.echo(_("Saved: {file}").format(file=out))


def _tell(batch: Batch, out: Path, as_json: bool) -> None:
    for finding in batch.findings.all:
        click.echo(error_messages.finding(finding), err=True)
    if as_json:
        print_json({"count": len(batch.attendees), "files": [str(path) for path in batch.files]})
    else:
        click.echo(_("{count} made: {file}").format(count=len(batch.attendees), file=out))
