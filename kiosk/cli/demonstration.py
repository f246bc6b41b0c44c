"""``kiosk demo``: the demonstration, made and opened.

Apart from ``kiosk open``, so that a desk that is started does not wait for libraries of lists and pages.
"""

from pathlib import Path

import click

from kiosk import clock, paths, settings
from kiosk.actions.event import close_event
from kiosk.actions.papers.print_documents import choose_attendees, print_tickets
from kiosk.actions.preparing.demonstration import make_demonstration
from kiosk.cli.shared import PATH
from kiosk.cli.window import check_display, show
from kiosk.errors import KioskError
from kiosk.words.catalogue import _


@click.command("demo", epilog="Example: kiosk demo ~/demo")
@click.argument("folder", type=PATH, required=False)
@click.option("--as-planned", is_flag=True, help="Keep the dates of February 2024 instead of starting now.")
@click.option("--no-window", is_flag=True, help="Only create the event and its tickets.")
@click.pass_context
def demo_command(context: click.Context, folder: Path | None, as_planned: bool, no_window: bool) -> None:
    """Create the demonstration workshop, with tickets to scan, and open it."""
    if not no_window:
        check_display()
    folder = folder or paths.documents_folder() / f"kiosk-demo-{clock.now():%Y%m%d-%H%M%S}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        raise KioskError("event.cannot_write", file=str(folder), why=trouble.strerror) from trouble
    event = folder / "workshop.kiosk"
    records = make_demonstration(event, desk_id=settings.load().desk_id, as_planned=as_planned)
    try:
        print_tickets(records, choose_attendees(records), folder / "tickets.pdf", sheet_name="a4")
    finally:
        close_event(records)
    click.echo(_("The demo event is in {folder}; tickets.pdf has codes to scan.").format(folder=folder))
    if not no_window:
        context.exit(show(event))
