"""Settling what several desks did without knowing of one another: double admissions, people entered twice."""

from kiosk import clock
from kiosk.actions.access import require
from kiosk.actions.door.check_in import undo
from kiosk.actions.handles import takes_event
from kiosk.actions.people.manage_roster import attendee
from kiosk.core.access import Permission
from kiosk.core.exchange import Conflict
from kiosk.core.lists.duplicates import suggestions
from kiosk.core.operation import Kind, clean
from kiosk.core.roster import EDITABLE, OWN, Attendee
from kiosk.errors import KioskError
from kiosk.store.records import Records


@takes_event
def conflicts_of(records: Records) -> list[Conflict]:
    """Everybody admitted at two desks while these were cut off, those that nobody looked at first."""
    return sorted(records.scans.conflicts(), key=lambda found: found.accepted)


@takes_event
def accept_conflict(records: Records, scan_id: str, reason: str = "") -> None:
    """Leave a double admission as it is: counted once, from the earlier entry, and no longer asked about.

    Raises ``KioskError`` when ``scan_id`` is the later scan of no conflict.
    """
    require(records, Permission.SHARE)
    found = _conflict(records, scan_id)
    if not found.accepted:
        with records.transaction():
            records.append(Kind.ACCEPT, found.later.scan_id, {"reason": reason.strip()}, at=clock.now())


@takes_event
def void_admission(records: Records, scan_id: str, reason: str) -> None:
    """Take back one of the two admissions of a conflict; the other one stands."""
    require(records, Permission.SHARE)
    _conflict(records, scan_id)
    undo(records, scan_id, reason)


@takes_event
def entered_twice(records: Records) -> list[tuple[Attendee, Attendee]]:
    """Pairs of attendees who may be one person, the one entered earlier first."""
    apart = {
        frozenset((op.subject, op.payload["into"]))
        for op in records.journal.of_kind(Kind.MERGE)
        if not op.payload["same"]
    }
    return list(suggestions(records.people.each(), apart))


@takes_event
def join_people(records: Records, keep: str, give_up: str) -> Attendee:
    """Two entries are one person: scans, tickets, badges and certificates of both are theirs, and both codes work.

    What the kept entry lacks is taken from the other.  Raises ``KioskError`` when one of them is unknown.
    """
    require(records, Permission.SHARE)
    kept, other = attendee(records, keep), attendee(records, give_up)
    if kept.id == other.id:
        raise KioskError("merge.same")
    lacking = {
        name: getattr(other, name)
        for name in EDITABLE
        if name != "sessions" and not getattr(kept, name) and getattr(other, name)
    }
    lacking |= {f"{OWN}{code}": value for code, value in other.own.items() if not kept.own.get(code)}
    sessions = sorted({*kept.sessions, *other.sessions})
    if sessions != sorted(kept.sessions):
        lacking["sessions"] = sessions
    with records.transaction():
        records.append(Kind.MERGE, other.id, {"into": kept.id, "same": True}, at=clock.now())
        if lacking:
            records.append(Kind.ATTENDEE, kept.id, lacking, at=clock.now())
    return attendee(records, kept.id)


@takes_event
def keep_apart(records: Records, one: str, other: str) -> None:
    """Two entries are two people: they are not suggested again, and are two again if they had been joined."""
    require(records, Permission.SHARE)
    one, other = str(clean(one)), str(clean(other))
    with records.transaction():
        records.append(Kind.MERGE, other, {"into": one, "same": False}, at=clock.now())


def _conflict(records: Records, scan_id: str) -> Conflict:
    for found in conflicts_of(records):
        if scan_id in (found.earlier.scan_id, found.later.scan_id):
            return found
    raise KioskError("conflict.unknown", scan=scan_id)
