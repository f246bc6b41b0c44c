"""The live board: an event as it stands now, read in a moment beside desks that scan."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kiosk.actions.event import event_zone
from kiosk.actions.handles import takes_event
from kiosk.core.board import Board, DeskLine, Refused, RoomLine, cumulative, day_of, rooms_now, sessions_of
from kiosk.core.census import head_counts
from kiosk.core.figures import Headcount, is_running
from kiosk.core.operation import as_text
from kiosk.core.scan import understood
from kiosk.store.moments import moment
from kiosk.store.records import Records


@takes_event
def read_board(records: Records, at: datetime) -> Board:
    """The board at the moment ``at`` (aware): people as the census of that moment counts them.

    After an erasure it holds nothing but ``kept_since``: the figures that were kept know no arrivals.
    """
    programme, zone = records.programme.sessions(), event_zone(records)
    day = day_of(programme, at, zone)
    kept = records.figures.purge()
    if kept is not None:
        return Board(at, day, kept_since=moment(kept.at_us))
    sessions = sessions_of(programme, day, zone)
    running = {code: session for code, session in programme.items() if is_running(session, at)}
    people = list(records.figures.alike({*sessions, *running}))
    counts = head_counts(people, sessions, at, zone)
    inside = head_counts(people, running, at, zone)
    since, until = _bounds(day or at.astimezone(zone).date(), zone)
    scanned = list(records.figures.at_desks(since, until))
    return Board(
        at=at,
        day=day,
        whole=replace(counts.whole, inside=inside.whole.inside),
        arrivals=cumulative(records.figures.arrived(sessions)),
        begins=min((session.starts_at for session in sessions.values()), default=None),
        ends=max((session.ends_at for session in sessions.values()), default=None),
        rooms=rooms_now(sessions, counts, at),
        categories=counts.categories,
        desks=_desks(line for line, _refused in scanned),
        refused=_refused((verdict, line.scans) for line, verdict in scanned if verdict and line.scans),
    )


def board_json(board: Board) -> dict[str, object]:
    """The board as ``kiosk figures --json`` prints it."""
    return {
        "at": as_text(board.at), "day": board.day and board.day.isoformat(),
        "kept_since": board.kept_since and as_text(board.kept_since), **_count_json(board.whole),
        "arrivals": [{"at": as_text(step.at), "came": step.people} for step in board.arrivals],
        "rooms": [_room_json(line) for line in board.rooms],
        "categories": [{"category": name, **_count_json(count)} for name, count in board.categories.items()],
        "desks": [{"desk": desk.name, "scans": desk.scans, "last_scan": as_text(desk.last)} for desk in board.desks],
        "refused": [asdict(one) for one in board.refused],
    }  # fmt: skip


def _count_json(count: Headcount) -> dict[str, int]:
    names = ("registered", "expected", "came", "of_expected", "beside", "absent", "share", "inside")
    return {name: getattr(count, name) for name in names}


def _room_json(line: RoomLine) -> dict[str, object]:
    counted = "inside" if line.counts_inside else "came"
    return {
        "room": line.session.room, "session": line.session.code, "phase": line.phase, "counts": counted,
        "people": line.people, "expected": line.expected, "capacity": line.session.capacity,
    }  # fmt: skip


def _desks(lines: Iterable[DeskLine]) -> tuple[DeskLine, ...]:
    """One line a desk, by name."""
    desks: dict[str, DeskLine] = {}
    for line in lines:
        known = desks.get(line.name, DeskLine(line.name, 0, line.last))
        desks[line.name] = DeskLine(line.name, known.scans + line.scans, max(known.last, line.last))
    return tuple(desks.values())


def _refused(found: Iterable[tuple[str, int]]) -> tuple[Refused, ...]:
    """By verdict as this program knows them; those of a newer one stand under the nearest."""
    counts: dict[str, int] = {}
    for word, count in found:
        verdict = str(understood(word, accepted=False, goes_out=False))
        counts[verdict] = counts.get(verdict, 0) + count
    return tuple(Refused(verdict, count) for verdict, count in sorted(counts.items(), key=lambda one: (-one[1], one)))


def _bounds(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """A day of the event's own clock, from midnight to midnight."""
    first, after = (datetime.combine(one, time(), zone) for one in (day, day + timedelta(days=1)))
    return first.astimezone(UTC), after.astimezone(UTC)
