"""A programme drawn as a grid: the days, the rooms side by side, and where on the day each session stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from kiosk.core.attendance import REGISTRATION, overlap
from kiosk.core.programme import Session

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Block:
    """One session on one day: its room's column, and minutes since midnight of the event's time zone.

    Sessions that meet in one room at one time share its column: this one takes lane ``lane`` of ``lanes``.
    """

    session: Session
    column: int
    begin: int
    end: int
    lane: int = 0
    lanes: int = 1


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the programme: the rooms in use, the blocks, and the minutes from which to which it is drawn."""

    date: date
    rooms: tuple[str, ...]
    blocks: tuple[Block, ...]
    begin: int
    end: int


def days_of(sessions: Iterable[Session], zone: tzinfo) -> list[date]:
    """The days on which something takes place, in the event's time zone; a session past midnight has two."""
    days = set()
    for session in sessions:
        day, last = (moment.astimezone(zone).date() for moment in (session.starts_at, session.ends_at - _MINUTE))
        while day <= last:
            days.add(day)
            day += timedelta(days=1)
    return sorted(days)


def day_of(day: date, sessions: Sequence[Session], zone: tzinfo, rooms: Sequence[str] = ()) -> Day:
    """How one day is drawn; ``rooms`` are columns that stand there even when nothing takes place in them.

    The rooms of the whole programme keep their order on each day: by their first session.
    """
    here = [session for session in sessions if day in days_of([session], zone)]
    columns = list(dict.fromkeys([*(session.room for session in here), *rooms]))
    blocks: list[Block] = []
    for column, room in enumerate(columns):
        placed = [(session, *_minutes(session, day, zone)) for session in here if session.room == room]
        blocks += _in_lanes(column, sorted(placed, key=lambda item: item[1:]))
    begin = min((block.begin for block in blocks), default=9 * 60)
    end = max((block.end for block in blocks), default=18 * 60)
    return Day(day, tuple(columns), tuple(blocks), begin // 60 * 60, -(-end // 60) * 60)


def double_bookings(sessions: Iterable[Session]) -> list[tuple[Session, Session]]:
    """Pairs of sessions that want one room at one time; a registration desk stands in a room without taking it."""
    held = [session for session in sessions if session.kind != REGISTRATION and session.room]
    return [
        (one, other)
        for place, one in enumerate(held)
        for other in held[place + 1 :]
        if one.room == other.room and overlap(one, other)
    ]


def _minutes(session: Session, day: date, zone: tzinfo) -> tuple[int, int]:
    """From when to when on this day, in minutes since midnight; never less than a quarter of an hour is drawn."""
    midnight = datetime.combine(day, time())
    start, end = (moment.astimezone(zone).replace(tzinfo=None) for moment in (session.starts_at, session.ends_at))
    begin = max(0, int((start - midnight) / _MINUTE))
    return begin, max(begin + 15, min(24 * 60, int((end - midnight) / _MINUTE)))


def _in_lanes(column: int, placed: Sequence[tuple[Session, int, int]]) -> list[Block]:
    """Blocks of one room; those that overlap stand beside each other."""
    blocks: list[Block] = []
    group: list[Block] = []
    for session, begin, end in placed:
        if group and begin >= max(block.end for block in group):
            blocks += _widened(group)
            group = []
        taken = {block.lane for block in group if block.end > begin}
        lane = next(number for number in range(len(group) + 1) if number not in taken)
        group.append(Block(session, column, begin, end, lane))
    return blocks + _widened(group)


def _widened(group: Sequence[Block]) -> list[Block]:
    lanes = max((block.lane for block in group), default=0) + 1
    return [Block(block.session, block.column, block.begin, block.end, block.lane, lanes) for block in group]
