"""The roster."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kiosk.core.operation import Operation
from kiosk.core.own_field import OwnField
from kiosk.core.roster import KEPT, Attendee, Status
from kiosk.core.ticket import TicketKey
from kiosk.store import log
from kiosk.store.read_model import ReadModel
from kiosk.store.subjects.event import EventRecords

COLUMNS = ", ".join(f"a.{column}" for column in ("id", "ticket_number", "ticket_code", "own", *KEPT))
"""What of the table of attendees, named ``a`` in a query, makes a person."""

_STANDS = (str(Status.REGISTERED),)


class PeopleRecords:
    """The people of the event, each with the code of the ticket in force."""

    def __init__(self, connection: sqlite3.Connection, model: ReadModel, event: EventRecords) -> None:
        self._db = connection
        self._model = model
        self._event = event

    def get(self, attendee_id: str) -> Attendee | None:
        """One person of the roster."""
        row = self._db.execute(f"SELECT {COLUMNS} FROM attendee a WHERE id = ?", (attendee_id,)).fetchone()
        return self.from_row(row) if row else None

    def all(self) -> list[Attendee]:
        """The whole roster, in the order in which people were added."""
        return list(self.each())

    def each(self) -> Iterator[Attendee]:
        """The whole roster in the same order, one person at a time."""
        return map(self.from_row, self._db.execute(f"SELECT {COLUMNS} FROM attendee a ORDER BY rowid"))

    def own_fields(self) -> dict[str, OwnField]:
        """The event's own fields of its people, by code."""
        return self._model.own_fields()

    def key(self) -> TicketKey:
        """What their tickets are signed with."""
        return self._event.ticket_key()

    def count(self) -> int:
        """How many people are on the roster."""
        return int(self._db.execute("SELECT COUNT(*) FROM attendee").fetchone()[0])

    def first(self) -> str:
        """The id of whoever was entered first; nothing where there is nobody."""
        row = self._db.execute("SELECT id FROM attendee ORDER BY rowid LIMIT 1").fetchone()
        return str(row[0]) if row else ""

    def consenting(self) -> int:
        """How many people agreed to what is kept of them."""
        return int(self._db.execute("SELECT COUNT(*) FROM attendee WHERE consent <> ''").fetchone()[0])

    def values_of(self, field: str) -> list[str]:
        """The different values of a field of the roster, among people whose registration stands; none is left out."""
        if field not in KEPT:
            raise ValueError(field)
        rows = self._db.execute(f"SELECT DISTINCT {field} FROM attendee WHERE status = ? AND {field} <> ''", _STANDS)
        return [value for (value,) in rows]

    def affiliated(self, affiliations: Iterable[str]) -> Iterator[Attendee]:
        """People of these affiliations whose registration stands, in the order of the roster."""
        given = (*_STANDS, json.dumps([*affiliations]))
        rows = self._db.execute(
            f"SELECT {COLUMNS} FROM attendee a WHERE status = ? AND affiliation IN (SELECT value FROM json_each(?))"
            " ORDER BY rowid",
            given,
        )
        return map(self.from_row, rows)

    def addresses(self) -> Iterator[tuple[str, str]]:
        """Id and e-mail address of everybody whose registration stands and who has one."""
        return iter(self._db.execute("SELECT id, email FROM attendee WHERE status = ? AND email <> ''", _STANDS))

    def longest(self) -> Attendee | None:
        """Of those whose registration stands whoever has the longest name, affiliation and title, the name first."""
        row = self._db.execute(
            f"SELECT {COLUMNS} FROM attendee a WHERE status = ?"
            " ORDER BY length(name) * 3 + length(affiliation) + length(title) DESC, rowid LIMIT 1",
            _STANDS,
        ).fetchone()
        return self.from_row(row) if row else None

    def changes_of(self, person: str) -> list[Operation]:
        """What was done about one person other than scanning, in the order in which it was done."""
        return [self._model.clocks.corrected(op) for op in self._model.changes_of(person)]

    def from_row(self, row: Sequence[str]) -> Attendee:
        """The person that a row of the table of attendees is, its columns being ``COLUMNS``."""
        attendee_id, number, code, own, *values = row
        fields: dict[str, Any] = dict(zip(KEPT, values, strict=True))
        fields["sessions"] = tuple(log.from_json(fields["sessions"]))
        fields["status"] = Status(fields["status"])
        fields["party"] = fields["party"] or ""
        if own:
            fields["own"] = log.from_json(own)
        return Attendee(id=attendee_id, ticket_code=code or self._event.ticket_key().issue(number), **fields)
