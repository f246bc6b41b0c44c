"""The sign-in sheet of a session (참석자 서명부): its people by name, with a field to sign in and rows for walk-ins."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.actions.access import require
from kiosk.actions.event import event_zone
from kiosk.actions.handles import takes_event
from kiosk.actions.office.access_log import Access, note_access
from kiosk.actions.office.figures import refuse_erased
from kiosk.actions.papers.document_fields import event_fields, session_hours
from kiosk.actions.papers.print_documents import Cancelled, Progress, write
from kiosk.actions.papers.shipped_layouts import load_layout, printing_troubles
from kiosk.actions.papers.targets import check_target
from kiosk.core import texts
from kiosk.core.access import Permission
from kiosk.core.roster import Attendee, is_expected
from kiosk.errors import KioskError
from kiosk.store.records import Records
from printing.documents import Findings

ROWS_A_PAGE = 20
_FOR_WALK_INS = 5
"""Rows kept empty at least."""


@dataclass(frozen=True, slots=True)
class SignInSheet:
    """What was made: the files, for how many people, and what a person should look at."""

    files: tuple[Path, ...]
    people: int
    findings: Findings


@takes_event
def print_sign_in_sheet(
    records: Records,
    session_code: str,
    out: Path,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> SignInSheet:
    """Write the sign-in sheet of a session to one PDF.

    Raises ``KioskError`` for a session the programme does not have, and as printing does.
    """
    require(records, Permission.PRINT)
    check_target(out, (".pdf",))
    refuse_erased(records)
    session = records.programme.sessions().get(session_code)
    if session is None:
        raise KioskError("scan.unknown_session", session=session_code)
    people = sorted(
        (person for person in records.people.all() if is_expected(person, session)),
        key=lambda person: (person.name, person.affiliation, person.id),
    )
    pages = -(-(len(people) + _FOR_WALK_INS) // ROWS_A_PAGE)
    with printing_troubles():
        chosen = load_layout("signin")
        shared = event_fields(records, chosen.language) | {
            "session_title": texts.in_language(session.titles, chosen.language),
            "session_time": session_hours(session, event_zone(records), chosen.language),
            "session_room": session.room,
        }
        rows = (
            shared | {"people_text": "\n".join(_rows_of(people, page)), "page_of": f"{page + 1} / {pages}"}
            for page in range(pages)
        )
        printed = write(records, chosen, rows, out, pages, progress=progress, cancelled=cancelled)
    note_access(records, Access.PRINT, len(people))
    return SignInSheet(printed.files, len(people), printed.findings)


def _rows_of(people: list[Attendee], page: int) -> Iterator[str]:
    """The rows of a page, counted through; those beyond the last person are empty but for their number."""
    for place in range(page * ROWS_A_PAGE, (page + 1) * ROWS_A_PAGE):
        person = people[place] if place < len(people) else None
        cells = (person.affiliation, person.title, person.name) if person else ("", "", "")
        yield "\t".join((str(place + 1), *cells, ""))
