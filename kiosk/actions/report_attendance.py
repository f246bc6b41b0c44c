"""Attendance of everybody at every session, folded from the log."""

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.actions.access import require
from kiosk.core import attendance
from kiosk.core.access import Permission
from kiosk.core.attendance import Attendance
from kiosk.core.roster import Attendee
from kiosk.store.records import Records


@dataclass(frozen=True, slots=True)
class PersonAttendance:
    """One person and their attendance at each session, in programme order.

    Somebody whose ticket was genuine but whose record has not arrived has their ticket number for id and no name.
    """

    attendee: Attendee
    attendances: tuple[Attendance, ...]


def attendance_of_all(records: Records) -> Iterator[PersonAttendance]:
    """Everybody on the roster in its order, then people scanned whose record has not arrived yet."""
    require(records, Permission.FIND_PEOPLE)
    programme = records.programme.sessions()
    stays = {
        person: attendance.stays(movements, programme) for person, movements in records.scans.movements_by_person()
    }
    roster = records.people.all()
    unlisted = stays.keys() - {attendee.id for attendee in roster}
    for attendee in [*roster, *(Attendee(id=number, name="") for number in sorted(unlisted))]:
        own = stays.get(attendee.id, [])
        yield PersonAttendance(attendee, tuple(attendance.attendance(s, own) for s in programme.values()))
