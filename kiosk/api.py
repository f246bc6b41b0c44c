"""The program for scripts and plug-ins of others: a small door whose names and meanings stay (``docs/api.md``).

Everything else in this package may change with any version.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from kiosk import clock, settings
from kiosk.actions import access
from kiosk.actions import event as events
from kiosk.actions.door import check_in as door
from kiosk.actions.office.export_records import export_records
from kiosk.actions.office.figures import read_census
from kiosk.actions.office.report_attendance import PersonAttendance, attendance_of_all
from kiosk.actions.papers import added_items, issue_certificates, print_documents
from kiosk.actions.papers.issue_certificates import Issue
from kiosk.actions.papers.print_documents import Batch
from kiosk.actions.people import import_roster, manage_roster
from kiosk.actions.people.import_roster import Imported
from kiosk.core.door_question import DoorQuestion
from kiosk.core.figures import Census
from kiosk.core.open_event import OpenEvent
from kiosk.core.roster import Attendee
from kiosk.core.scan import Answer, Asked, Scan, Verdict
from kiosk.errors import KioskError
from kiosk.words import catalogue, error_messages, terms

__all__ = [
    "Answer", "Attendee", "Batch", "Census", "DoorQuestion", "Event", "Imported", "Issue", "KioskError",
    "PersonAttendance", "Verdict", "open_event", "sentence",
]  # fmt: skip


class Event:
    """An open event.  Made by ``open_event``; every method raises ``KioskError`` for what a person can mend."""

    def __init__(self, records: OpenEvent, desk: str) -> None:
        self._records, self._desk = records, desk

    def import_people(
        self, file: Path, *, columns: Mapping[str, str] | None = None, leave_out_rejected: bool = False
    ) -> Imported:
        """Bring in people from a file, all or nothing; ``columns`` says of fields in which column they are.

        Rows about which something is asked are left as they are and counted in ``questions``.
        """
        table = import_roster.open_roster(file)
        found = import_roster.guess(self._records, table, columns)
        planned = import_roster.plan_roster(self._records, table, found)
        return import_roster.import_roster(self._records, planned, leave_out_rejected=leave_out_rejected)

    def people(self) -> list[Attendee]:
        """Everybody on the roster."""
        return manage_roster.all_attendees(self._records)

    def check_in(
        self, code: str, *, session: str | None = None, room: str | None = None, direction: str | None = None,
        at: datetime | None = None, scan_id: str = "",
    ) -> Answer:  # fmt: skip
        """Answer one scan and store it: when this returns, the answer is on the disk.

        ``at`` is aware (now, if left out); ``direction`` is ``in``, ``out`` or ``toggle``.  A ``scan_id`` seen before
        gets its first answer.
        """
        asked = Asked(direction) if direction else None
        scan_id = scan_id or door.new_scan_id()
        return door.check_in(
            self._records, Scan(scan_id, code, at or clock.now(), self._desk, session=session, room=room, asked=asked)
        )

    def attendance(self) -> Iterator[PersonAttendance]:
        """Each person with their attendance at each session, in the order of the roster and the programme."""
        return attendance_of_all(self._records)

    def figures(self, at: datetime | None = None) -> Census:
        """Every number there is, as of ``at`` (aware; now)."""
        return read_census(self._records, at)

    def export(self, out: Path) -> Path:
        """The records as a file, by its ending."""
        return export_records(self._records, out, terms.export_word, language=catalogue.language())

    def badges(self, out: Path, *, layout: str = "badge", sheet: str = "single", only: str = "all") -> Batch:
        """Badges as one PDF; noted as made, so that ``only="unprinted"`` leaves these people out next time."""
        people = print_documents.choose_attendees(self._records, (only,))
        batch = print_documents.print_badges(self._records, people, out, layout_name=layout, sheet_name=sheet)
        print_documents.note_badges(self._records, batch)
        return batch

    def certificates(self, out: Path) -> Issue:
        """Certificates for all who earned one, issued and rendered; a person keeps the number once given."""
        return issue_certificates.issue_certificates(self._records, out, desk=self._desk)


@contextmanager
def open_event(path: Path, *, desk: str = "script", operator: str = "", pin: str = "") -> Iterator[Event]:
    """An event file, open for writing in this block; ``operator`` is kept beside every change, and shows a ``pin``
    where the event has operators.

    Raises ``KioskError`` when there is none, it is damaged, another program has it open, or the PIN is wrong.
    """
    added_items.register_items()
    with events.opened(events.open_event(path, desk_id=settings.load().desk_id)) as records:
        events.look_through(records)
        if operator and access.has_operators(records):
            operator = access.sign_in(records, operator, pin).operator
        yield Event(access.in_the_name_of(records, operator), desk)


def sentence(trouble: KioskError) -> str:
    """What to tell a person of a trouble, in the language in use: what is wrong and what to do."""
    return error_messages.explain(trouble.code, trouble.details)
