"""Who was where, and how long: presence and attendance as folds over the accepted scans of one person.

The rules are section 5 of the contract.  A stay runs from an accepted entry to the next of: exit, entry elsewhere at an
overlapping time, end of the session.  Nothing here depends on the order in which scans arrived, only on when they were
made; ties are broken by the logical clock and the scan's id, so that every desk folds to the same result.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from kiosk.core.programme import Session, Tracking

REGISTRATION = "registration"
"""The kind of a session that holds nobody: entering it ends no stay, and it is not a stay itself."""

HANDOUT = "handout"
"""The kind of the door at which something is handed out (``kiosk.core.handout``); it holds nobody either."""

_MINUTE = timedelta(minutes=1)
_HOLD_NOBODY = frozenset({REGISTRATION, HANDOUT})

KNOWN_INSIDE = frozenset({"already_in", "already_given", "companion"})
"""The verdicts of an entry that was let through although the desk knew of an earlier one: by a person, or for the next
of those who come on one ticket.
"""


class Direction(StrEnum):
    """Which way a person went through the door."""

    IN = "in"
    OUT = "out"


class Closed(StrEnum):
    """What ended a stay before the session did."""

    EXIT = "exit"
    MOVED = "moved"


class Movement(NamedTuple):
    """An accepted scan of one person: the moment (aware, UTC), the logical clock, where, and the verdict it was
    given.
    """

    at: datetime
    hlc: int
    scan_id: str
    session: str
    direction: Direction
    desk: str = ""
    verdict: str = ""


class Stay(NamedTuple):
    """One person's time in one session, as scanned: not yet clipped to the session's hours.

    ``exit`` is the movement that ended it, an exit or an entry elsewhere; None while only the session's end will.
    """

    session: str
    entry: Movement
    exit: Movement | None = None
    closed: Closed | None = None

    @property
    def left_at(self) -> datetime | None:
        """When the person left, if a scan says so."""
        return self.exit.at if self.exit else None


class AttendanceStatus(StrEnum):
    """Attendance of one person at one session."""

    PRESENT = "present"
    PARTIAL = "partial"
    ABSENT = "absent"


class Attendance(NamedTuple):
    """One person at one session.  ``minutes`` are whole minutes inside the session's hours, rounded down: every sum of
    time is a sum of these.  Who has stays but no whole minute where minutes count is absent; ``first_in`` tells still.

    ``open_exit`` marks a stay that only the session's end closed although exits are tracked.
    """

    session: str
    status: AttendanceStatus
    first_in: datetime | None
    last_out: datetime | None
    seconds: float
    session_minutes: int
    stays: tuple[tuple[datetime, datetime], ...]
    open_exit: bool

    @property
    def minutes(self) -> int:
        """Whole minutes present."""
        return int(self.seconds // 60)


class Attended(NamedTuple):
    """What ``Attendance`` tells of one person at a session they entered, as the store keeps it beside the log."""

    status: AttendanceStatus
    minutes: int
    first_in: datetime | None
    last_out: datetime | None
    open_exit: bool


NEVER = Attended(AttendanceStatus.ABSENT, 0, None, None, False)
"""Of a session that somebody never entered."""


@dataclass(frozen=True, slots=True)
class Double:
    """Two entries of one person that two desks accepted because neither knew of the other; the later one counts for
    nothing.
    """

    earlier: Movement
    later: Movement


def stays(movements: Iterable[Movement], programme: Mapping[str, Session]) -> list[Stay]:
    """All stays of one person, in the order of entry; movements of sessions the programme lacks are left out."""
    return followed(movements, programme)[0]


def followed(movements: Iterable[Movement], programme: Mapping[str, Session]) -> tuple[list[Stay], list[Double]]:
    """All stays of one person in the order of entry, and the entries that no desk would have accepted had it known.

    An entry while already inside changes nothing, an exit of somebody not inside neither.  Sessions that scan entries
    only do not track exits: an exit scanned there is kept in the log and does not shorten the stay.
    """
    done: list[Stay] = []
    doubles: list[Double] = []
    inside: dict[str, Stay] = {}
    for movement in sorted(movements, key=lambda m: (m.at, m.hlc, m.scan_id)):
        session = programme.get(movement.session)
        if session is None:
            continue
        if movement.direction is Direction.OUT:
            if session.code in inside and session.tracking is Tracking.ENTRY_EXIT:
                done.append(inside.pop(session.code)._replace(exit=movement, closed=Closed.EXIT))
        elif session.code not in inside:
            for other in left_behind(session, movement.at, inside, programme):
                done.append(inside.pop(other)._replace(exit=movement, closed=Closed.MOVED))
            inside[session.code] = Stay(session.code, movement)
        elif movement.verdict not in KNOWN_INSIDE:
            doubles.append(Double(inside[session.code].entry, movement))
    return sorted([*done, *inside.values()], key=lambda s: (s.entry.at, s.entry.hlc, s.entry.scan_id)), doubles


def attendance(session: Session, person_stays: Iterable[Stay]) -> Attendance:
    """What the ``person_stays`` (any sessions; those of others are left out) amount to in ``session``."""
    own = [stay for stay in person_stays if stay.session == session.code]
    length = session.ends_at - session.starts_at
    spans = _merged(_clipped(own, session)) if has_minutes(session) else []
    present = sum((end - start for start, end in spans), timedelta())
    return Attendance(
        session=session.code,
        status=_status(session, own, present, length),
        first_in=own[0].entry.at if own else None,
        last_out=_last_out(own, spans),
        seconds=present.total_seconds(),
        session_minutes=int(length.total_seconds() // 60),
        stays=tuple(spans),
        open_exit=session.tracking is Tracking.ENTRY_EXIT and bool(spans) and own[-1].left_at is None,
    )


def has_minutes(session: Session) -> bool:
    """Whether time is counted in a session; a registration holds nobody."""
    return session.kind not in _HOLD_NOBODY


def clock_minutes(sessions: Iterable[Session]) -> int:
    """Whole minutes of the clock that these sessions take, hours in which they overlap counted once."""
    spans = _merged([(session.starts_at, session.ends_at) for session in sessions])
    return sum((end - start for start, end in spans), timedelta()) // _MINUTE


def overlap(one: Session, other: Session) -> bool:
    """Whether two sessions' hours overlap; touching ends do not."""
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def left_behind(
    entered: Session, at: datetime, inside: Mapping[str, Stay], programme: Mapping[str, Session]
) -> list[str]:
    """Codes of the sessions a person leaves by entering another; an entry after that other's end leaves nothing."""
    if not has_minutes(entered) or at >= entered.ends_at:
        return []
    others = (programme[code] for code in inside)
    return [other.code for other in others if has_minutes(other) and overlap(entered, other) and at < other.ends_at]


def _clipped(own: list[Stay], session: Session) -> list[tuple[datetime, datetime]]:
    spans = []
    for stay in own:
        start = max(stay.entry.at, session.starts_at)
        end = min(stay.left_at or session.ends_at, session.ends_at)
        if start < end:
            spans.append((start, end))
    return spans


def _merged(spans: list[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    merged: list[tuple[datetime, datetime]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _status(session: Session, own: list[Stay], present: timedelta, length: timedelta) -> AttendanceStatus:
    if not own or (has_minutes(session) and present < _MINUTE):
        return AttendanceStatus.ABSENT
    if has_minutes(session) and present < length * session.minimum_share:
        return AttendanceStatus.PARTIAL
    return AttendanceStatus.PRESENT


def _last_out(own: list[Stay], spans: list[tuple[datetime, datetime]]) -> datetime | None:
    if not own:
        return None
    return own[-1].left_at or (spans[-1][1] if spans else None)
