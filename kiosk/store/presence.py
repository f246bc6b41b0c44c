"""What everybody's stays amount to, by session: folded at every scan, so that figures need not follow people anew."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from kiosk.core.attendance import AttendanceStatus, Attended, Stay, attendance
from kiosk.core.figures import Presence
from kiosk.core.programme import Session
from kiosk.store.timestamps import microseconds, moment


class Row(NamedTuple):
    """A person at a session they entered: ``inside`` is 1 while the last stay there is open; times in microseconds."""

    session: str
    inside: int
    status: str
    minutes: int
    first_in_us: int
    last_out_us: int | None
    open_exit: int


_COLUMNS = ", ".join(Row._fields)
_WRITE = f"INSERT OR REPLACE INTO presence (person, {_COLUMNS}) VALUES (?{', ?' * len(Row._fields)})"
_ATTENDED = "SELECT person, session, status, minutes, first_in_us, last_out_us, open_exit FROM presence"
_STATUSES = {str(status): status for status in AttendanceStatus}


class Presences:
    """The table of one connection, with the counts of people kept in memory: counting by query would grow with the
    event.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._counts: dict[str, list[int]] | None = None

    def forget(self) -> None:
        """Count from the table again when next asked."""
        self._counts = None

    def counts(self) -> dict[str, list[int]]:
        """By session: [people who came, people with a stay that nothing has ended yet]."""
        if self._counts is None:
            self._counts = self.counted()
        return self._counts

    def counted(self) -> dict[str, list[int]]:
        """The same counts from the table as it is now, whichever program wrote it."""
        rows = self._db.execute("SELECT session, SUM(status <> 'absent'), SUM(inside) FROM presence GROUP BY session")
        return {session: [came, inside] for session, came, inside in rows}

    def all(self) -> Iterator[tuple[str, list[Presence]]]:
        """Everybody who entered anything, one person at a time in the order of their ids."""
        rows = self._db.execute(
            "SELECT person, session, status, minutes, inside, first_in_us / 1000000, last_out_us / 1000000"
            " FROM presence ORDER BY person"
        )
        for person, own in groupby(rows, key=itemgetter(0)):
            yield person, [Presence(row[1], _STATUSES[row[2]], row[3], bool(row[4]), row[5], row[6]) for row in own]

    def of(self, people: Sequence[str]) -> dict[str, dict[str, Attended]]:
        """What these people's stays amount to, by person and session; who entered nothing is left out."""
        found: dict[str, dict[str, Attended]] = {}
        marks = ",".join("?" * len(people))
        for person, session, *fields in self._db.execute(f"{_ATTENDED} WHERE person IN ({marks})", people):
            found.setdefault(person, {})[session] = _attended(*fields)
        return found

    def at(self, session: str) -> dict[str, Attended]:
        """What the stays at one session amount to, by person."""
        rows = self._db.execute(f"{_ATTENDED} WHERE session = ?", (session,))
        return {person: _attended(*fields) for person, _session, *fields in rows}

    def with_open_stay(self, session: str) -> set[str]:
        """Ids of those with a stay in a session that nothing has ended yet."""
        rows = self._db.execute("SELECT person FROM presence WHERE session = ? AND inside = 1", (session,))
        return {person for (person,) in rows}

    def entered(self, session: str) -> int:
        """How many people ever entered a session."""
        return int(self._db.execute("SELECT COUNT(*) FROM presence WHERE session = ?", (session,)).fetchone()[0])

    def are_missing(self) -> bool:
        """Whether nothing was folded of a file that has admissions: its table was just made anew by a migration."""
        admitted = "SELECT 1 FROM scan WHERE accepted = 1 AND voided = 0 AND session IN (SELECT code FROM session)"
        row = self._db.execute(f"SELECT NOT EXISTS (SELECT 1 FROM presence) AND EXISTS ({admitted})").fetchone()
        return bool(row[0])

    def write(self, person: str, stays: Sequence[Stay], programme: Mapping[str, Session]) -> None:
        """Put down what the stays of one person amount to; touches only what changed: most scans change one row."""
        now = _rows_of(stays, programme)
        rows = self._db.execute(f"SELECT {_COLUMNS} FROM presence WHERE person = ?", (person,))
        before = {row[0]: Row(*row) for row in rows}
        if before == now:
            return
        for session in before.keys() - now.keys():
            self._db.execute("DELETE FROM presence WHERE person = ? AND session = ?", (person, session))
        for session, row in now.items():
            if before.get(session) != row:
                self._db.execute(_WRITE, (person, *row))
        self._recount(before, -1)
        self._recount(now, 1)

    def _recount(self, rows: Mapping[str, Row], sign: int) -> None:
        if self._counts is None:
            return
        for session, row in rows.items():
            count = self._counts.setdefault(session, [0, 0])
            count[0] += sign * (row.status != AttendanceStatus.ABSENT)
            count[1] += sign * row.inside


def _attended(status: str, minutes: int, first_in_us: int, last_out_us: int | None, open_exit: int) -> Attended:
    first_in = moment(first_in_us) if first_in_us else None
    last_out = None if last_out_us is None else moment(last_out_us)
    return Attended(_STATUSES[status], minutes, first_in, last_out, bool(open_exit))


def _rows_of(stays: Sequence[Stay], programme: Mapping[str, Session]) -> dict[str, Row]:
    found = {}
    for code, last in {stay.session: stay for stay in stays}.items():
        one = attendance(programme[code], stays)
        found[code] = Row(
            session=code,
            inside=int(last.exit is None),
            status=str(one.status),
            minutes=one.minutes,
            first_in_us=microseconds(one.first_in) if one.first_in else 0,
            last_out_us=microseconds(one.last_out) if one.last_out else None,
            open_exit=int(one.open_exit),
        )
    return found
