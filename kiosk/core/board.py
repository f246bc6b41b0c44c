"""The live board of an event: how many came and when, who is where, the desks, what was refused.

People are counted by ``kiosk.core.figures`` alone; here is only which of its figures stand on the board of a day.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from itertools import accumulate

from kiosk.core.agenda import opens_at
from kiosk.core.attendance import has_minutes
from kiosk.core.figures import Headcount, HeadCounts
from kiosk.core.programme import Session, Tracking

_MINUTE = timedelta(minutes=1)


class Phase(StrEnum):
    """How a session stands at a moment."""

    OPEN = "open"
    NEXT = "next"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Step:
    """At the end of the minute that ends at ``at`` so many people had come."""

    at: datetime
    people: int


@dataclass(frozen=True, slots=True)
class RoomLine:
    """A session as its room shows it; ``people`` are inside now, or came where nobody is inside (``counts_inside``)."""

    session: Session
    phase: Phase
    people: int
    expected: int
    counts_inside: bool


@dataclass(frozen=True, slots=True)
class DeskLine:
    """A desk heard of: its scans on the day of the board, and the last one ever."""

    name: str
    scans: int
    last: datetime


@dataclass(frozen=True, slots=True)
class Refused:
    """How often something was refused on the day of the board."""

    verdict: str
    count: int


@dataclass(frozen=True, slots=True)
class Board:
    """An event at the moment ``at``, on the ``day`` of its programme that is on, was last, or comes first.

    ``whole`` are the people of that day, but for those inside, who are counted over the whole event; ``arrivals``
    counts everybody who came that day at their first entry: its last step is ``whole.came``.
    """

    at: datetime
    day: date | None
    whole: Headcount = field(default_factory=Headcount)
    arrivals: tuple[Step, ...] = ()
    begins: datetime | None = None
    ends: datetime | None = None
    rooms: tuple[RoomLine, ...] = ()
    categories: Mapping[str, Headcount] = field(default_factory=dict)
    desks: tuple[DeskLine, ...] = ()
    refused: tuple[Refused, ...] = ()
    kept_since: datetime | None = None


def day_of(programme: Mapping[str, Session], at: datetime, zone: tzinfo) -> date | None:
    """The day a board shows at ``at``: one whose sessions are on, else today, else the last before, else the first.

    A session that goes on over midnight belongs to the day it began on.
    """
    for session in sorted(programme.values(), key=lambda one: one.starts_at):
        if session.starts_at <= at < session.ends_at:
            return _day(session, zone)
    days = sorted({_day(session, zone) for session in programme.values()})
    today = at.astimezone(zone).date()
    past = [day for day in days if day <= today]
    return past[-1] if past else next(iter(days), None)


def sessions_of(programme: Mapping[str, Session], day: date | None, zone: tzinfo) -> dict[str, Session]:
    """The sessions that begin on a day."""
    return {code: session for code, session in programme.items() if _day(session, zone) == day}


def cumulative(minutes: Iterable[tuple[datetime, int]]) -> tuple[Step, ...]:
    """From people who came within each minute (its beginning, how many; in order) how many had come by its end."""
    found = list(minutes)
    sums = accumulate(count for _minute, count in found)
    return tuple(Step(at + _MINUTE, people) for (at, _count), people in zip(found, sums, strict=True))


def phase_of(session: Session, at: datetime) -> Phase:
    """Whether a session takes entries, will take them, or is over."""
    if at >= session.ends_at:
        return Phase.OVER
    return Phase.OPEN if at >= opens_at(session) else Phase.NEXT


def rooms_now(sessions: Mapping[str, Session], counts: HeadCounts, at: datetime) -> tuple[RoomLine, ...]:
    """For each room what is open there now; where nothing is, what comes next, else what was last."""
    rooms: dict[str, list[Session]] = {}
    for session in sorted(sessions.values(), key=lambda one: (one.starts_at, one.code)):
        rooms.setdefault(session.room, []).append(session)
    return tuple(
        _line(session, counts.sessions.get(session.code, Headcount()), at)
        for room in sorted(rooms)
        for session in _shown_sessions(rooms[room], at)
    )


def ticks(top: int, most: int = 5) -> list[int]:
    """Round numbers from 0 to ``top`` or just beyond, at most ``most`` steps: what stands beside a scale."""
    unit = 1
    while True:
        for step in (unit, 2 * unit, 5 * unit):
            if step * most >= top:
                return list(range(0, -(-max(top, 1) // step) * step + 1, step))
        unit *= 10


def hours(first: datetime, last: datetime, most: int = 8) -> list[datetime]:
    """Whole hours, or their halves, quarters or multiples, between two moments: what stands below a scale of time."""
    for minutes in (15, 30, 60, 120, 180, 240, 360, 720, 1440):
        step = timedelta(minutes=minutes)
        if (last - first) <= most * step:
            break
    midnight = first.replace(hour=0, minute=0, second=0, microsecond=0)
    begin = midnight + -(-(first - midnight) // step) * step
    return [begin + place * step for place in range((last - begin) // step + 1)]


def _day(session: Session, zone: tzinfo) -> date:
    return session.starts_at.astimezone(zone).date()


def _shown_sessions(sessions: Sequence[Session], at: datetime) -> list[Session]:
    """Sessions of one room in the order of their start."""
    open_now = [session for session in sessions if phase_of(session, at) is Phase.OPEN]
    coming = [session for session in sessions if phase_of(session, at) is Phase.NEXT]
    return open_now or coming[:1] or list(sessions[-1:])


def _line(session: Session, count: Headcount, at: datetime) -> RoomLine:
    phase = phase_of(session, at)
    inside = phase is Phase.OPEN and has_minutes(session) and session.tracking is Tracking.ENTRY_EXIT
    return RoomLine(session, phase, count.inside if inside else count.came, count.expected, inside)
