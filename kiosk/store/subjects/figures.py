"""What the census counts: people with what their stays amount to, scans, and the figures kept of people erased."""

import json
import sqlite3
from collections.abc import Collection, Iterator
from functools import cache

from kiosk.core.figures import Counted, ScanFigures
from kiosk.core.operation import Operation
from kiosk.core.roster import Attendee, Status
from kiosk.store import log
from kiosk.store.read_model import EXTERNAL, ReadModel

_PEOPLE = "SELECT id, name, affiliation, category, sessions, status FROM attendee ORDER BY id"
_KINDS = "SELECT category, sessions, status, COUNT(*) FROM attendee GROUP BY category, sessions, status"
_SCANS = """SELECT SUM(accepted AND NOT voided), SUM(accepted AND overridden AND NOT voided),
    SUM(NOT accepted AND NOT voided), SUM(voided) FROM scan"""
_STATUSES = {str(status): status for status in Status}

_INSIDE = """
    SELECT p.session, p.person, a.name, a.name_latin, a.affiliation, a.title, a.category, a.phone, a.needs
    FROM presence p LEFT JOIN attendee a ON a.id = p.person
    WHERE p.inside = 1 AND p.session IN (SELECT value FROM json_each(?))"""


class FigureRecords:
    """Reads for the census; nothing here grows with the event but by the person it hands out."""

    def __init__(self, connection: sqlite3.Connection, model: ReadModel) -> None:
        self._db, self._model = connection, model

    def people(self) -> Iterator[Counted]:
        """Everybody, one at a time in the order of their ids: the roster, with what the census asks of a person, and
        whoever was admitted before their record came.
        """
        codes = cache(lambda text: tuple(log.from_json(text)))  # few lists of sessions for many people
        seen = self._model.presences.all()
        person, own = next(seen, ("", []))
        for attendee_id, name, affiliation, category, sessions, status in self._db.execute(_PEOPLE):
            while person and person < attendee_id:
                yield Counted(Attendee(person, ""), own, listed=False)
                person, own = next(seen, ("", []))
            attendee = Attendee(
                attendee_id, name, affiliation=affiliation, category=category,
                sessions=codes(sessions), status=_STATUSES[status],
            )  # fmt: skip
            if person == attendee_id:
                yield Counted(attendee, own)
                person, own = next(seen, ("", []))
            else:
                yield Counted(attendee, ())
        while person:
            yield Counted(Attendee(person, ""), own, listed=False)
            person, own = next(seen, ("", []))

    def kinds(self) -> Iterator[tuple[Attendee, int]]:
        """The roster by what a session asks of a person: one for all alike, without name, and how many they are."""
        for category, sessions, status, people in self._db.execute(_KINDS):
            codes = tuple(log.from_json(sessions))
            yield Attendee("", "", category=category, sessions=codes, status=_STATUSES[status]), people

    def at_sessions(self) -> dict[str, list[int]]:
        """By session: [people who came, people with a stay that nothing has ended yet], as the file says now."""
        return self._model.presences.counted()

    def scans(self) -> ScanFigures:
        """All scans, each accepted, refused or taken back."""
        return ScanFigures(*(number or 0 for number in self._db.execute(_SCANS).fetchone()))

    def joins(self) -> list[tuple[str, str]]:
        """People given up as entered twice, and who stands for them."""
        return self._db.execute("SELECT attendee_id, into_id FROM merged ORDER BY attendee_id").fetchall()

    def came(self, sessions: Collection[str]) -> set[str]:
        """Ids of those who came to any of these sessions."""
        rows = self._db.execute(
            "SELECT DISTINCT person FROM presence WHERE status <> 'absent'"
            " AND session IN (SELECT value FROM json_each(?))",
            (json.dumps([*sessions]),),
        )
        return {person for (person,) in rows}

    def with_open_stays(self, sessions: Collection[str]) -> list[tuple[str, Attendee]]:
        """Whoever has a stay that nothing has ended yet in one of these sessions, with the session; of somebody whose
        record has not come the name is empty.
        """
        return [
            (session, Attendee(
                person, name or "", name_latin=latin or "", affiliation=affiliation or "", title=title or "",
                category=category or "", phone=phone or "", needs=needs or "",
            ))
            for session, person, name, latin, affiliation, title, category, phone, needs in self._db.execute(
                _INSIDE, (json.dumps([*sessions]),)
            )
        ]  # fmt: skip

    def owners(self) -> list[tuple[str, str]]:
        """Own ticket numbers that are not their holder's id, and whose they are; no codes of other systems."""
        return self._db.execute(
            "SELECT key, attendee_id FROM ticket WHERE key <> attendee_id AND instr(key, ?) <> 1 ORDER BY key",
            (EXTERNAL,),
        ).fetchall()

    def with_open_stay(self, session: str) -> set[str]:
        """Ids of those with a stay in a session that nothing has ended yet."""
        return self._model.presences.with_open_stay(session)

    def entered(self, session: str) -> int:
        """How many people ever entered a session."""
        return self._model.presences.entered(session)

    def purge(self) -> Operation | None:
        """The word that erased the people of this event, with the figures that were kept; None while they are here."""
        return self._model.purge()
