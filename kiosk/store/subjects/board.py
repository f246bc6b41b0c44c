"""What the live board asks: everybody once, then whoever something was done about since the last look."""

import json
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import NamedTuple

from kiosk.core.attendance import AttendanceStatus
from kiosk.core.board_count import Alike, DeskScans, Stand
from kiosk.core.figures import Presence
from kiosk.core.operation import Kind
from kiosk.core.roster import Status
from kiosk.store import log
from kiosk.store.timestamps import microseconds, moment

_MOST_ANEW = 5_000
"""Lines of the log to be looked at one by one; after more than that everybody is read in one go."""
_ABOUT_ALL = (Kind.EVENT, Kind.SESSION, Kind.MERGE, Kind.CLOCK, Kind.PURGE)
_ABOUT_ONE = (Kind.SCAN, Kind.VOID, Kind.ATTENDEE, Kind.TICKET)

# The database puts together what belongs to one person, without holding up the threads of this process.
_BEEN = """
    SELECT person, json_group_array(json_array(session, status, inside)) AS presences, MIN(
            CASE WHEN status <> 'absent' AND session IN (SELECT value FROM json_each(:day)) THEN first_in_us END
        ) / 60000000 AS arrived
    FROM presence WHERE session IN (SELECT value FROM json_each(:sessions)) {wanted} GROUP BY person"""
_STANDS = """
    WITH been AS MATERIALIZED ({been})
    SELECT a.id, 1, a.category, a.sessions, a.status, been.presences, been.arrived
    FROM attendee a LEFT JOIN been ON been.person = a.id {wanted}
    UNION ALL
    SELECT person, 0, '', '[]', 'registered', presences, arrived FROM been
    WHERE person NOT IN (SELECT id FROM attendee)"""
_THESE = "IN (SELECT value FROM json_each(:people))"
_ALL_STANDS = _STANDS.format(been=_BEEN.format(wanted=""), wanted="")
_SOME_STANDS = _STANDS.format(been=_BEEN.format(wanted=f"AND person {_THESE}"), wanted=f"WHERE a.id {_THESE}")

_AT_DESKS = """
    SELECT desk, CASE WHEN accepted OR voided THEN '' ELSE verdict END AS refused, SUM(at_us >= ? AND at_us < ?),
        MAX(at_us) FROM scan GROUP BY desk, refused"""
_MORE_AT_DESKS = """
    SELECT payload ->> 'desk', CASE WHEN payload ->> 'accepted' THEN '' ELSE payload ->> 'verdict' END,
        wall_us + COALESCE(clock.offset_us, op.offset_us)
    FROM op LEFT JOIN clock ON clock.log_id = op.log_id WHERE arrival > ? AND arrival <= ? AND kind = 'scan'"""
_NEWS = """
    SELECT kind, subject, payload ->> 'key', op_id FROM op
    WHERE arrival > ? AND arrival <= ? AND kind IN (SELECT value FROM json_each(?))"""


class News(NamedTuple):
    """What was done since a look: about whom; and whether only counting all desks anew tells of their scans."""

    people: frozenset[str]
    desks_anew: bool


class BoardRecords:
    """Reads for the board; after the first look only what was done since costs anything."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._codes = cache(lambda text: tuple(log.from_json(text)))  # few lists of sessions for many people
        self._presences = cache(_presences_from)

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """What is asked in the block is answered as of one moment, however much is written beside it."""
        if self._db.in_transaction:
            yield
            return
        self._db.execute("BEGIN")
        try:
            yield
        finally:
            self._db.execute("ROLLBACK")  # nothing was written

    def news(self, after: int, until: int) -> News | None:
        """What the lines of the log after one up to another mean for a board; None where all have to be counted."""
        if until - after > _MOST_ANEW:
            return None
        wanted = json.dumps([*_ABOUT_ALL, *_ABOUT_ONE])
        people: set[str] = set()
        desks_anew = False
        for kind, subject, key, op_id in self._db.execute(_NEWS, (after, until, wanted)).fetchall():
            if kind in _ABOUT_ALL:
                return None
            scans = log.all_by_id(self._db, subject if kind == Kind.VOID else op_id) if kind != Kind.ATTENDEE else ()
            if kind == Kind.VOID:
                people.update(scan.subject for scan in scans)
                desks_anew |= any(not scan.payload.get("accepted") for scan in scans)
            else:
                people.update((subject, key or subject))
                desks_anew |= kind == Kind.SCAN and len(scans) > 1
        return News(frozenset(map(self._owner, people)) | people, desks_anew)

    def stands(
        self, sessions: Collection[str], day: Collection[str], people: Collection[str] | None = None
    ) -> Iterator[Stand]:
        """How everybody stands, or some, as regards ``sessions``; they arrive at those of the ``day``."""
        given = {"sessions": json.dumps([*sessions]), "day": json.dumps([*day])}
        if people is None:
            rows = self._db.execute(_ALL_STANDS, given)
        else:
            rows = self._db.execute(_SOME_STANDS, {**given, "people": json.dumps([*people])})
        for person, listed, category, own, status, presences, arrived in rows:
            alike = Alike(bool(listed), category, self._codes(own), Status(status), self._presences(presences or "[]"))
            yield Stand(person, alike, arrived)

    def at_desks(self, since: datetime, until: datetime) -> Iterator[DeskScans]:
        """Every desk a scan is known of: how many scans from ``since`` to ``until``, and the last one ever."""
        for desk, refused, scans, last in self._db.execute(_AT_DESKS, (microseconds(since), microseconds(until))):
            yield DeskScans(desk, refused, scans, moment(last))

    def more_at_desks(self, after: int, until_line: int, since: datetime, until: datetime) -> Iterator[DeskScans]:
        """The scans that arrived in lines after one up to another, each by itself."""
        for desk, refused, at_us in self._db.execute(_MORE_AT_DESKS, (after, until_line)):
            at = moment(at_us)
            yield DeskScans(desk, refused, int(since <= at < until), at)

    def _owner(self, subject: str) -> str:
        owner = self._db.execute("SELECT attendee_id FROM ticket WHERE key = ?", (subject,)).fetchone()
        return str(owner[0]) if owner else subject


def _presences_from(text: str) -> tuple[Presence, ...]:
    return tuple(
        Presence(session, AttendanceStatus(word), 0, bool(inside)) for session, word, inside in json.loads(text)
    )
