"""The live board: an event as it stands now, read in a moment beside desks that scan."""

from collections.abc import Collection, Iterable
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kiosk.actions.event import event_zone
from kiosk.actions.handles import takes_event
from kiosk.core.board import Board, Refused, RoomLine, cumulative, day_of, rooms_now, sessions_of
from kiosk.core.board_count import BoardCount
from kiosk.core.census import head_counts
from kiosk.core.figures import Headcount, is_running
from kiosk.core.operation import as_text
from kiosk.core.scan import understood
from kiosk.store.records import Records
from kiosk.store.timestamps import moment

_MINUTE_US = 60_000_000


@takes_event
def read_board(records: Records, at: datetime, count: BoardCount | None = None) -> Board:
    """The board at the moment ``at`` (aware): people as the census of that moment counts them.

    Who looks again and again gives the ``count`` of the look before: then only what was done since is counted.  After
    an erasure the board holds nothing but ``kept_since``: the figures that were kept know no arrivals.
    """
    count = BoardCount() if count is None else count
    with records.board.one_moment():
        programme, zone = records.programme.sessions(), event_zone(records)
        day = day_of(programme, at, zone)
        kept = records.figures.purge()
        if kept is not None:
            return Board(at, day, kept_since=moment(kept.at_us))
        sessions = sessions_of(programme, day, zone)
        running = {code: session for code, session in programme.items() if is_running(session, at)}
        _bring_up_to_date(records, count, sessions, running, _bounds(day or at.astimezone(zone).date(), zone))
    people = list(count.people())
    counts = head_counts(people, sessions, at, zone)
    inside = head_counts(people, running, at, zone)
    return Board(
        at=at,
        day=day,
        whole=replace(counts.whole, inside=inside.whole.inside),
        arrivals=cumulative((moment(minute * _MINUTE_US), came) for minute, came in count.arrivals()),
        begins=min((session.starts_at for session in sessions.values()), default=None),
        ends=max((session.ends_at for session in sessions.values()), default=None),
        rooms=rooms_now(sessions, counts, at),
        categories=counts.categories,
        desks=tuple(count.desks()),
        refused=_refused(count.refused().items()),
    )


def _bring_up_to_date(
    records: Records, count: BoardCount, day: Collection[str], running: Collection[str],
    bounds: tuple[datetime, datetime],
) -> None:  # fmt: skip
    """Count what was done since the last look; everything where that is too much, or other sessions are looked at."""
    sessions, until = frozenset((*day, *running)), records.journal.length()
    scope = sessions, frozenset(day), bounds
    news = records.board.news(count.until, until) if count.scope == scope else None
    count.scope = None  # until all is counted: what is cut off is no count
    if news is None:
        count.begin(records.board.stands(sessions, day))
        count.begin_desks(records.board.at_desks(*bounds))
    else:
        if news.people:
            count.replace(news.people, records.board.stands(sessions, day, news.people))
        if news.desks_anew:
            count.begin_desks(records.board.at_desks(*bounds))
        else:
            count.add_to_desks(records.board.more_at_desks(count.until, until, *bounds))
    count.scope, count.until = scope, until


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
