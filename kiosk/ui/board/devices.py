"""What the board says of this laptop's printers and safe copies."""

from kiosk.ui.printing.print_texts import news
from kiosk.ui.services.backups import Backups
from kiosk.ui.services.print_desk import PrintDesk
from kiosk.words.board import Part
from kiosk.words.catalogue import _
from kiosk.words.error_messages import explain


def devices_part(prints: PrintDesk, keeping: Backups | None) -> Part:
    """Each printer that has papers here, what is to be known of the queue, and the last safe copy."""
    printers = dict.fromkeys(prints.setup.assigned().values())
    told = news(prints)
    rows = [(_("Printing"), one.sentence) for one in told]
    if not told:
        rows += [(name, _("ready, {count} waiting").format(count=len(prints.queue.waiting))) for name in printers]
    if not rows:
        rows.append((_("Printing"), _("no printer is chosen")))
    rows.append((_("Backups"), _copies_text(keeping)))
    return Part(_("This laptop"), _("Status of its printers and backups."), (_("Device"), _("Status")), tuple(rows))


def _copies_text(keeping: Backups | None) -> str:
    if keeping is None or not keeping.folder:
        return _("none: no folder chosen")
    if keeping.trouble is not None:
        return explain(keeping.trouble.code, keeping.trouble.details)
    if keeping.copied_at is None:
        return _("The first backup is being made.")
    return _("last backup at {time}").format(time=f"{keeping.copied_at.astimezone(keeping.desk.zone):%H:%M}")
