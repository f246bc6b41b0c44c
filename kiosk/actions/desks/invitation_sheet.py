"""Invitations of many desks on paper: one each with its name, its code and its end, to be cut apart and handed out."""

from collections.abc import Sequence
from pathlib import Path

from kiosk.actions.access import require
from kiosk.actions.desks.hub import INVITATION_HOURS, Invited, invite_many
from kiosk.actions.event import event_zone
from kiosk.actions.handles import takes_event
from kiosk.actions.papers.document_fields import event_fields
from kiosk.actions.papers.output_paths import check_target
from kiosk.actions.papers.print_documents import write
from kiosk.actions.papers.shipped_layouts import load_form, printing_troubles
from kiosk.core.access import Permission
from kiosk.dates import written_day
from kiosk.errors import KioskError
from kiosk.store.records import Records

_ON_PAPER = "a4"
MOST = 1000
"""Invitations on one sheet of paper after another: more at once is a slip of the finger."""


def numbered(name: str, count: int) -> list[str]:
    """So many names for desks: “Hall 2 1”, “Hall 2 2”; a single one is called as it is."""
    return [name] if count == 1 else [f"{name} {number}" for number in range(1, count + 1)]


@takes_event
def write_invitations(
    records: Records, names: Sequence[str], out: Path, *, hours: float = INVITATION_HOURS, language: str = "ko"
) -> list[Invited]:
    """Invite a desk for each name and write the invitations to a PDF, four on a sheet of A4 with lines to cut along.

    The form is in ``language``, or in English where there is none in it.  Raises ``KioskError`` as inviting and
    printing do, and for no name or more than ``MOST``: then nobody is invited.
    """
    require(records, Permission.SHARE)
    if not 1 <= len(names) <= MOST:
        raise KioskError("hub.how_many", count=len(names), most=MOST)
    check_target(out, (".pdf",))
    invited = invite_many(records, names, hours)
    with printing_troubles():
        form = load_form("invitation", language)
        shared = event_fields(records, form.language)
        zone = event_zone(records)
        rows = []
        for one in invited:
            until = one.until.astimezone(zone)
            end = f"{written_day(until.date(), form.language)} {until:%H:%M}"
            rows.append(shared | {"desk": one.name, "code": one.text, "until": end})
        write(records, form, rows, out, len(rows), sheet_name=_ON_PAPER)
    if out.stat().st_mode & 0o077:
        out.chmod(0o600)  # it lets whoever reads it in
    return invited
