"""Practising on a copy of the event: made, set up for the arrivals, looked at, and thrown away.

The event itself is only read.  The copy keeps the event's own sessions, people and rules; what the arrivals need (a
list at the door, somebody who is inside already) is written into the copy alone.
"""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice, takewhile
from pathlib import Path

from kiosk import clock
from kiosk.actions.door.check_in import check_in, new_scan_id
from kiosk.actions.event import open_records
from kiosk.actions.handles import takes_event
from kiosk.actions.people.manage_roster import add_attendee
from kiosk.actions.preparing.invented_people import invented_rows
from kiosk.core.agenda import opens_at
from kiosk.core.answer_shape import answer_of
from kiosk.core.attendance import REGISTRATION, Direction
from kiosk.core.operation import Kind, Operation
from kiosk.core.practice import (
    ARRIVALS,
    MISHAPS,
    Arrival,
    Deed,
    Mishap,
    begins_at,
    mixed,
    script,
    session_elsewhere,
    session_to_play,
)
from kiosk.core.print_job import badge_digest
from kiosk.core.programme import Admission, Session
from kiosk.core.roster import Attendee, may_enter, party_size
from kiosk.core.scan import Asked, Scan
from kiosk.errors import KioskError
from kiosk.store import event_file
from kiosk.store.records import Records
from kiosk.store.sessions import session_fields
from kiosk.whole_files import scratch
from printing import qr

_PURPOSE, _NAME = "practice", "practice.kiosk"
_CAME_BEFORE, _JUST_CAME = timedelta(minutes=5), timedelta(minutes=1)
_OTHER_DESK = "2"
_NEWEST = 60
_INSIDE_ALREADY = (Mishap.DUPLICATE, Mishap.JAM)


@dataclass(frozen=True, slots=True)
class Guest:
    """Who arrives: their ticket as ``code`` and as the ``modules`` of its picture.  ``badges`` were made for them
    before.
    """

    arrival: Arrival
    code: str
    modules: Sequence[Sequence[bool]]
    name: str
    affiliation: str
    badges: int


@dataclass(frozen=True, slots=True)
class Practice:
    """A copy that is ready: ``session`` is open at ``at``, when the guests begin to come."""

    path: Path
    session: Session
    at: datetime
    guests: tuple[Guest, ...]


@contextmanager
def place_to_practise() -> Iterator[Path]:
    """Where a copy may lie until the end of the block.  Copies that a crash left are removed first: they hold names."""
    for left in Path(tempfile.gettempdir()).glob(f"kiosk-{_PURPOSE}-*"):
        if not event_file.is_held(left / _NAME):
            with suppress(OSError):
                shutil.rmtree(left)
    with scratch(_PURPOSE) as folder:
        yield folder / _NAME


@takes_event
def prepare_practice(records: Records, target: Path, *, room: str, desk_id: str, seed: int) -> Practice:
    """Copy the event to ``target`` and set the copy up for a desk in ``room``; the event itself is only read.

    Raises ``practice.no_programme`` where there is no session to practise at, and as a copy does.
    """
    programme = records.programme.sessions()
    here = session_to_play(programme, room)
    if here is None:
        raise KioskError("practice.no_programme")
    event_file.copy_to(records.file, target)
    with closing(open_records(target, desk_id=desk_id)) as copy:
        return _set_up(copy.by(records.caller), here, session_elsewhere(programme, here), seed)


def _set_up(copy: Records, here: Session, there: Session | None, seed: int) -> Practice:
    at = begins_at(here)
    listed = _give_lists(copy, here, there)
    mishaps = [mishap for mishap in MISHAPS if mishap is not Mishap.WRONG_ROOM or (listed and there is not None)]
    people = _cast(copy, None if listed else here, seed)
    guests = []
    for arrival in script(seed, [person.id for person in people], mishaps):
        person = next(person for person in people if person.id == arrival.person)
        if listed:
            right = there if there is not None and arrival.mishap is Mishap.WRONG_ROOM else here
            with copy.transaction():
                copy.append(Kind.ATTENDEE, person.id, {"sessions": [right.code]}, at=clock.now())
        if arrival.mishap in _INSIDE_ALREADY:
            _let_in_before(copy, here, person, at, arrival.mishap)
        elif arrival.mishap is Mishap.WRONG_ROOM:
            _register_before(copy, person, at)
        guests.append(_guest(copy, arrival, person))
    return Practice(copy.path, copy.programme.sessions()[here.code], at, tuple(guests))


def _give_lists(copy: Records, here: Session, there: Session | None) -> bool:
    """Let nobody into ``here`` who is not on its list, and have ``there`` at the same hours; whether that could be
    written: at a laptop that joined, an event's programme needs an organiser.
    """
    changed = [replace(here, admission=Admission.REGISTERED, capacity=None)]
    if there is not None:
        changed.append(replace(there, starts_at=here.starts_at, ends_at=here.ends_at, opens_before=here.opens_before))
    try:
        with copy.transaction():
            for session in changed:
                copy.append(Kind.SESSION, session.code, session_fields(session), at=clock.now())
    except KioskError:
        return False
    return True


def _cast(copy: Records, door: Session | None, seed: int) -> list[Attendee]:
    """Who arrives: people of the event who have not been there yet and may enter ``door``, and invented ones where
    these are too few.
    """
    been = copy.scans.let_in()
    fit = (
        person.id
        for person in copy.people.each()
        if person.is_registered and person.id not in been and party_size(person) == 1
        and (door is None or may_enter(person, door))
    )  # fmt: skip
    chosen = [person for one in mixed(seed, fit)[:ARRIVALS] if (person := copy.people.get(one)) is not None]
    if door is None:
        missing = islice(invented_rows(ARRIVALS, [], seed), ARRIVALS - len(chosen))
        chosen += [add_attendee(copy, {"name": name, "affiliation": from_}) for name, from_, *_rest in missing]
    return chosen


def _let_in_before(copy: Records, here: Session, person: Attendee, at: datetime, mishap: Mishap) -> None:
    """Somebody came before: at another desk, or here a moment ago with a badge that was then printed."""
    when, desk = (at - _CAME_BEFORE, _OTHER_DESK) if mishap is Mishap.DUPLICATE else (at - _JUST_CAME, "")
    check_in(copy, Scan(new_scan_id(), person.ticket_code, when, desk, session=here.code, asked=Asked.IN))
    if mishap is Mishap.JAM:
        printed: dict[str, object] = {
            "files": [],
            "fingerprint": badge_digest(person, copy.event.ticket_key().secret),
            "reason": "",
        }
        with copy.transaction():
            copy.append(Kind.BADGE, person.id, printed, at=when)


def _register_before(copy: Records, person: Attendee, at: datetime) -> None:
    """Who stands at the wrong room was registered already: else a desk says first where registration is."""
    when = at - _CAME_BEFORE
    for session in copy.programme.sessions().values():
        if session.kind == REGISTRATION and opens_at(session) <= when < session.ends_at:
            scan = Scan(new_scan_id(), person.ticket_code, when, _OTHER_DESK, session=session.code, asked=Asked.IN)
            check_in(copy, scan)


def _guest(copy: Records, arrival: Arrival, person: Attendee) -> Guest:
    return Guest(
        arrival, person.ticket_code, qr.matrix(person.ticket_code), person.name, person.affiliation,
        len(_badges(copy, person.id)),
    )  # fmt: skip


@takes_event
def newest_scan(records: Records) -> str:
    """The id of the scan that arrived last; what arrives after it belongs to whoever comes next."""
    return next((scan.op_id for scan in records.scans.newest(1)), "")


@takes_event
def deeds_since(records: Records, guest: Guest, session: str, since: str) -> frozenset[Deed]:
    """What the log holds of a guest at the door of ``session``, of the scans that arrived after the one ``since``."""
    fresh = takewhile(lambda scan: scan.op_id != since, records.scans.newest(_NEWEST))
    deeds = {deed for scan in fresh if (deed := _deed(records, scan, guest, session)) is not None}
    if Deed.OVERRULED in deeds:
        deeds.add(Deed.ENTERED)
    if any(badge.payload.get("reason") for badge in _badges(records, guest.arrival.person)[guest.badges :]):
        deeds.add(Deed.BADGE_AGAIN)
    return frozenset(deeds)


def _deed(records: Records, scan: Operation, guest: Guest, session: str) -> Deed | None:
    """What one scan says; one that was taken back says nothing."""
    answer = answer_of(scan)
    if records.scans.is_voided(scan.op_id):
        return None
    if scan.subject != guest.arrival.person:
        return Deed.ANOTHER if answer.accepted else None
    if not answer.accepted:
        return Deed.REFUSED
    if answer.session != session or answer.direction is Direction.OUT:
        return None
    return Deed.OVERRULED if answer.overridden else Deed.ENTERED


def _badges(records: Records, person: str) -> list[Operation]:
    return [change for change in records.people.changes_of(person) if change.kind == Kind.BADGE]
