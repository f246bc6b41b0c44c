"""What this laptop brings to an event, as the guide and the checklist look at it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path

from kiosk.actions.papers.print_out import status_of
from kiosk.actions.papers.printer_setup import load_setup
from kiosk.core.printer_setup import PrintSetup
from kiosk.settings import Settings
from printing.spooled import Status

AskPrinters = Callable[[Iterable[str]], list[Status]]
"""Asks printers how they are; the only thing here that a test may answer in their stead."""


@dataclass(frozen=True, slots=True)
class Laptop:
    """Its id in the log, the folder for copies, its printers, its time zone; the name of the desk, the room it stands
    in and the session it keeps to, empty for none.
    """

    desk_id: str
    copies: Path | None
    setup: PrintSetup
    ask_printers: AskPrinters = status_of
    zone: tzinfo | None = field(default_factory=lambda: datetime.now().astimezone().tzinfo)
    desk: str = ""
    room: str = ""
    pinned: str = ""


def this_laptop(settings: Settings) -> Laptop:
    """This laptop, as its settings say."""
    copies = Path(settings.copies_folder) if settings.copies_folder else None
    return Laptop(
        settings.desk_id, copies, load_setup(), desk=settings.desk, room=settings.room, pinned=settings.pinned
    )
