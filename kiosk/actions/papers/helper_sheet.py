"""The sheet for helpers at the desk (접수 도우미 안내문): colours, keys, what to do, and whom to call."""

from pathlib import Path

from kiosk.actions.access import require
from kiosk.actions.handles import takes_event
from kiosk.actions.papers.document_fields import event_fields
from kiosk.actions.papers.output_paths import check_target
from kiosk.actions.papers.print_documents import to_be_kept, write
from kiosk.actions.papers.shipped_layouts import load_form, printing_troubles
from kiosk.core.access import Permission
from kiosk.store.records import Records
from printing.documents import Findings


@takes_event
def write_helper_sheet(records: Records, out: Path, *, language: str = "ko", contact: str = "") -> Findings:
    """Write the sheet in ``language``, or English where there is no form in it; returns what a person should look at.

    It names the event and its rooms, and ``contact``, whom to call; without one a line is left to write on.
    Raises ``KioskError`` as printing does.
    """
    require(records, Permission.PRINT)
    check_target(out, (".pdf",))
    sessions = records.programme.sessions().values()
    rooms = dict.fromkeys(session.room for session in sessions if session.room)
    with printing_troubles():
        chosen = load_form("helper", language)
        called = [records.event.translations().called(room, chosen.language) for room in rooms]
        fields = event_fields(records, chosen.language) | {"rooms": " · ".join(called), "contact": contact}
        return write(records, chosen, [fields], out, 1, finish=to_be_kept(chosen)).findings
