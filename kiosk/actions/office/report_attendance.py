"""Attendance of everybody at every session, folded from the log."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice

from kiosk.actions.access import require
from kiosk.actions.handles import takes_event
from kiosk.core import attendance
from kiosk.core.access import Permission
from kiosk.core.attendance import Attendance, Attended
from kiosk.core.roster import Attendee
from kiosk.store.records import Records

_AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class PersonAttendance:
    """One person and their attendance at each session, in programme order.

    Somebody whose ticket was genuine but whose record has not arrived has their ticket number for id and no name.
    """

    attendee: Attendee
    attendances: tuple[Attendance, ...]


@takes_event
def attendance_of_all(records: Records) -> Iterator[PersonAttendance]:
    """Everybody on the roster in its order, then people scanned whose record has not arrived yet; some at a time, so
    that memory does not grow with what they scanned.
    """
    require(records, Permission.FIND_PEOPLE)
    programme = records.programme.sessions()
    nowhere = tuple(attendance.attendance(session, ()) for session in programme.values())
    everybody = _everybody(records)
    while some := list(islice(everybody, _AT_A_TIME)):
        moved = records.scans.movements_of([person.id for person in some])
        for person in some:
            own = attendance.stays(moved.get(person.id, ()), programme)
            each = tuple(attendance.attendance(session, own) for session in programme.values()) if own else nowhere
            yield PersonAttendance(person, each)


@takes_event
def attended_by_all(records: Records) -> Iterator[tuple[Attendee, Mapping[str, Attended]]]:
    """The same people in the same order, with what they amount to at the sessions they entered, by session: as the
    store keeps it, so that nothing is folded.
    """
    require(records, Permission.FIND_PEOPLE)
    everybody = _everybody(records)
    while some := list(islice(everybody, _AT_A_TIME)):
        attended = records.scans.attended([person.id for person in some])
        for person in some:
            yield person, attended.get(person.id, {})


def _everybody(records: Records) -> Iterator[Attendee]:
    return chain(records.people.each(), (Attendee(id=number, name="") for number in records.scans.unlisted()))
