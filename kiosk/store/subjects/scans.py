"""Scans: what was answered, what was taken back, and what follows for who is inside."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter

from kiosk.core import attendance
from kiosk.core.attendance import Attended, Direction, Movement
from kiosk.core.checkin import DOUBLE_BEEP
from kiosk.core.exchange import Conflict
from kiosk.core.operation import Kind, Operation
from kiosk.core.programme import Session
from kiosk.core.scan import Asked, PastScan, Verdict, understood
from kiosk.store import conflicts, log
from kiosk.store.lookups import History
from kiosk.store.read_model import ReadModel
from kiosk.store.scan_table import COLUMNS, Row, movement
from kiosk.store.timestamps import microseconds, moment

_FIRST_OF_CODE = f"""SELECT {COLUMNS} FROM scan
    WHERE person = ? AND code = ? AND desk = ? AND voided = 0 AND at_us <= ? AND verdict <> 'repeat'
    ORDER BY at_us DESC, hlc DESC LIMIT 1"""
_BEEP_US = DOUBLE_BEEP // timedelta(microseconds=1)


class ScanRecords:
    """Every scan, its moments corrected."""

    def __init__(self, connection: sqlite3.Connection, model: ReadModel) -> None:
        self._db = connection
        self._model = model

    def history(self, person: str, code: str, desk: str, until: datetime, doors: Mapping[str, Session]) -> History:
        """What one person's scans up to ``until`` mean for a scan of ``code`` at ``desk`` at one of ``doors``.

        ``person`` is an attendee's id, or the ticket number of somebody not listed yet.
        """
        until_us = microseconds(until)
        # Only a scan of the last seconds can be the first beep of a double one; most people have none.
        seen = self._model.scans.seen_of(person, until_us - _BEEP_US)
        moved = [movement for movement in self._model.scans.movements(person) if movement.at <= until]
        beeps = [one for one in seen if one.code == code and one.desk == desk and one.at_us <= until_us]
        last = first = max(beeps, key=lambda one: (one.at_us, one.hlc), default=None)
        if last and last.verdict == Verdict.REPEAT:
            row = self._db.execute(_FIRST_OF_CODE, (person, code, desk, until_us)).fetchone()
            first = row and Row(*row)
        stays = attendance.stays(moved, doors)
        return History(stays, moved, last and _past_scan(last), first and _past_scan(first))

    def counts(self) -> dict[str, list[int]]:
        """By session: [people who came, people with a stay that nothing has ended yet]; kept up with every scan."""
        return self._model.presences.counts()

    def newest(self, limit: int) -> list[Operation]:
        """The scans that arrived last, newest first."""
        return [self._model.clocks.corrected(scan) for scan in log.newest(self._db, Kind.SCAN, limit)]

    def all(self) -> Iterator[Operation]:
        """Every scan, in the order of arrival."""
        return map(self._model.clocks.corrected, log.of_kind(self._db, Kind.SCAN))

    def of(self, person: str) -> list[Operation]:
        """Every scan of one person, in the order in which they were made."""
        rows = self._db.execute("SELECT scan_id FROM scan WHERE person = ? ORDER BY at_us, hlc", (person,)).fetchall()
        return [scan for (scan_id,) in rows if (scan := log.by_id(self._db, scan_id)) is not None]

    def void_of(self, scan_id: str) -> Operation | None:
        """The operation that took a scan back, if one did; of several the first."""
        voids = log.of_subject(self._db, Kind.VOID, scan_id)
        return min(voids, key=lambda op: (op.hlc, op.op_id), default=None)

    def is_voided(self, scan_id: str) -> bool:
        """Whether a scan was taken back."""
        return bool(log.of_subject(self._db, Kind.VOID, scan_id))

    def voided(self) -> dict[str, Operation]:
        """Scans taken back: the operation that did it, by scan id."""
        return {op.subject: op for op in log.of_kind(self._db, Kind.VOID)}

    def decided(self) -> Iterator[tuple[Operation, Operation | None]]:
        """Scans that a person let through, and scans that were taken back with the operation that did it, in order."""
        ids = self._db.execute(
            "SELECT scan_id FROM scan WHERE voided = 1 OR (accepted = 1 AND overridden = 1) ORDER BY at_us, hlc"
        )
        for (scan_id,) in ids.fetchall():
            scan = log.by_id(self._db, scan_id)
            if scan is not None:
                yield self._model.clocks.corrected(scan), self.void_of(scan_id)

    def movements_of(self, people: Sequence[str]) -> dict[str, list[Movement]]:
        """Accepted scans of these people that nobody took back, by person; who has none is left out."""
        marks = ",".join("?" * len(people))
        rows = self._db.execute(
            "SELECT person, at_us, hlc, scan_id, session, direction, desk, verdict FROM scan"
            f" WHERE person IN ({marks}) AND accepted = 1 AND voided = 0 AND session IS NOT NULL",
            people,
        )
        found: dict[str, list[Movement]] = {}
        for person, *fields in rows:
            found.setdefault(person, []).append(movement(*fields))
        return found

    def attended(self, people: Sequence[str]) -> dict[str, dict[str, Attended]]:
        """What these people's stays amount to, by person and session; who entered nothing is left out."""
        return self._model.presences.of(people)

    def attended_at(self, session: str) -> dict[str, Attended]:
        """What the stays at one session amount to, by person."""
        return self._model.presences.at(session)

    def let_in(self) -> frozenset[str]:
        """The ids of everybody who was let in by a scan that nobody took back."""
        rows = self._db.execute("SELECT DISTINCT person FROM scan WHERE accepted = 1 AND voided = 0")
        return frozenset(person for (person,) in rows)

    def unlisted(self) -> list[str]:
        """Ticket numbers of people who were admitted and whose record has not arrived."""
        rows = self._db.execute(
            "SELECT DISTINCT person FROM presence WHERE person NOT IN (SELECT id FROM attendee) ORDER BY person"
        )
        return [person for (person,) in rows]

    def movements_by_person(self) -> Iterator[tuple[str, list[Movement]]]:
        """Accepted scans of everybody who has any that nobody took back, one person at a time."""
        rows = self._db.execute(
            "SELECT person, at_us, hlc, scan_id, session, direction, desk, verdict FROM scan"
            " WHERE accepted = 1 AND voided = 0 AND session IS NOT NULL ORDER BY person"
        )
        for person, own in groupby(rows, key=itemgetter(0)):
            yield person, [movement(*fields) for _person, *fields in own]

    def conflicts(self) -> Iterator[Conflict]:
        """People whom two desks admitted while cut off from one another, in the order of the later entry."""
        return conflicts.read(self._db)


def _past_scan(seen: Row) -> PastScan:
    way = Direction(seen.direction)
    verdict = understood(seen.verdict, accepted=bool(seen.accepted), goes_out=way is Direction.OUT)
    return PastScan(
        moment(seen.at_us), seen.desk, seen.session, verdict, seen.code,
        Asked(seen.asked) if seen.asked in set(Asked) else None, bool(seen.overridden), way,
    )  # fmt: skip
