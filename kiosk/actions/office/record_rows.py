"""Scans and attendance as data: the rows that exports and the command line print."""

from collections.abc import Iterator, Mapping
from typing import Any

from kiosk.actions.office.report_attendance import PersonAttendance
from kiosk.core.attendance import Attendance
from kiosk.core.operation import as_text
from kiosk.store.records import Records
from kiosk.store.timestamps import moment


def attendance_json(person: PersonAttendance, attended: Attendance) -> dict[str, object]:
    """One attendee × session as ``kiosk attendance --json`` prints it."""
    return {
        "attendee_id": person.attendee.id,
        "name": person.attendee.name,
        "session": attended.session,
        "status": attended.status,
        "first_in": attended.first_in and as_text(attended.first_in),
        "last_out": attended.last_out and as_text(attended.last_out),
        "minutes": attended.minutes,
        "session_minutes": attended.session_minutes,
        "stays": [[as_text(start), as_text(end)] for start, end in attended.stays],
        "open_exit": attended.open_exit,
    }


def scan_rows(records: Records) -> Iterator[dict[str, Any]]:
    """Every scan ever answered, in the order of arrival, with what was taken back and why; ``subject`` is the id of
    whoever it is of (joined people: see the joins), or the number of a ticket nobody here has.

    ``text`` is what was scanned; in place of a code that is somebody's ticket stands a mark, the same for the same
    text: records are handed on, and nobody enters with them.
    """
    voided, key = records.scans.voided(), records.event.ticket_key()
    for operation in records.scans.all():
        fields = operation.payload
        yield {
            "scan_id": operation.op_id,
            "at": as_text(moment(operation.at_us)),
            "session": operation.session,
            "direction": operation.direction,
            "verdict": fields["verdict"],
            "accepted": fields["accepted"],
            "subject": operation.subject,
            "attendee": fields["attendee"],
            "desk": fields["desk"],
            "operator": fields["operator"],
            "overridden": fields["override"] if fields["overridden"] else "",
            "voided": str(voided[operation.op_id].payload.get("reason", "")) if operation.op_id in voided else "",
            "taken_back": operation.op_id in voided,
            "text": fields["text"] if _is_no_ticket(records, fields) else key.mark_of_text(fields["text"]),
        }


def _is_no_ticket(records: Records, said: Mapping[str, Any]) -> bool:
    """Whether a scan was of nothing that anybody is admitted by, also not since."""
    return not said["code"] and not records.tickets.holds_a_code(said["text"])
