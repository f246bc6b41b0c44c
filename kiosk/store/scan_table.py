"""The table of scans: what was read of the person at the door is not read a second time to fold their scan."""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from kiosk.core.attendance import Direction, Movement
from kiosk.store.timestamps import moment


class Row(NamedTuple):
    """One line of the table; moments in microseconds since 1970 UTC."""

    person: str
    at_us: int
    scan_id: str
    hlc: int
    session: str | None
    direction: str
    verdict: str
    accepted: int
    overridden: int
    voided: int
    desk: str
    code: str
    asked: str | None


COLUMNS = ", ".join(Row._fields)
_WRITE = f"INSERT OR REPLACE INTO scan ({COLUMNS}) VALUES ({', '.join('?' * len(Row._fields))})"
_MOVED = f"SELECT {COLUMNS} FROM scan WHERE person = ? AND accepted = 1 AND voided = 0 AND session IS NOT NULL"
_SEEN = f"SELECT {COLUMNS} FROM scan WHERE person = ? AND voided = 0 AND (accepted = 1 OR at_us >= ?)"


class ScanTable:
    """The table of one connection; of one person the movements read last are kept until anything is written but a scan
    of theirs.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._known: tuple[str, list[Movement]] | None = None

    def forget(self) -> None:
        """Read the movements again when next asked."""
        self._known = None

    def seen_of(self, person: str, since_us: int) -> list[Row]:
        """The scans of one person that nobody took back: the accepted ones, and all of them since a moment."""
        rows = [Row(*row) for row in self._db.execute(_SEEN, (person, since_us))]
        self._known = person, _movements_in(rows)
        return rows

    def movements(self, person: str) -> list[Movement]:
        """The accepted scans of one person that nobody took back."""
        if self._known is not None and self._known[0] == person:
            return self._known[1]
        return _movements_in([Row(*row) for row in self._db.execute(_MOVED, (person,))])

    def write(self, rows: Sequence[Row]) -> None:
        """Put down scans, in the place of what was known of them."""
        self._db.executemany(_WRITE, rows)
        if self._known is None or len(rows) != 1 or rows[0].person != self._known[0]:
            self._known = None
        else:
            others = [one for one in self._known[1] if one.scan_id != rows[0].scan_id]
            self._known = self._known[0], [*others, *_movements_in(rows)]


def movement(at_us: int, hlc: int, scan_id: str, session: str, direction: str, desk: str, verdict: str) -> Movement:
    """An accepted scan as a movement."""
    return Movement(moment(at_us), hlc, scan_id, session, Direction(direction), desk, verdict)


def _movements_in(rows: Sequence[Row]) -> list[Movement]:
    return [
        movement(row.at_us, row.hlc, row.scan_id, row.session, row.direction, row.desk, row.verdict)
        for row in rows
        if row.accepted and not row.voided and row.session is not None
    ]
