"""The roster."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from kiosk.core.operation import Operation
from kiosk.core.roster import KEPT, Attendee, Status
from kiosk.store import log
from kiosk.store.read_model import ReadModel
from kiosk.store.subjects.event import EventRecords

COLUMNS = ", ".join(f"a.{column}" for column in ("id", "ticket_number", "ticket_code", *KEPT))
"""What of the table of attendees, named ``a`` in a query, makes a person."""


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

    def count(self) -> int:
        """How many people are on the roster."""
        return int(self._db.execute("SELECT COUNT(*) FROM attendee").fetchone()[0])

    def changes_of(self, person: str) -> list[Operation]:
        """What was done about one person other than scanning, in the order in which it was done."""
        return [self._model.clocks.corrected(op) for op in self._model.changes_of(person)]

    def from_row(self, row: Sequence[str]) -> Attendee:
        """The person that a row of the table of attendees is, its columns being ``COLUMNS``."""
        attendee_id, number, code, *values = row
        fields: dict[str, Any] = dict(zip(KEPT, values, strict=True))
        fields["sessions"] = tuple(log.from_json(fields["sessions"]))
        fields["status"] = Status(fields["status"])
        return Attendee(id=attendee_id, ticket_code=code or self._event.ticket_key().issue(number), **fields)
