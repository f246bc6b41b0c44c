"""The roster."""

import sqlite3

from kiosk.core.operation import Operation
from kiosk.core.roster import Attendee, Status
from kiosk.store import log
from kiosk.store.read_model import ReadModel
from kiosk.store.subjects.event import EventRecords


class PeopleRecords:
    """The people of the event, each with the code of the ticket in force."""

    def __init__(self, connection: sqlite3.Connection, model: ReadModel, event: EventRecords) -> None:
        self._db = connection
        self._model = model
        self._event = event

    def get(self, attendee_id: str) -> Attendee | None:
        """One person of the roster."""
        row = self._db.execute("SELECT * FROM attendee WHERE id = ?", (attendee_id,)).fetchone()
        return self.from_row(row) if row else None

    def all(self) -> list[Attendee]:
        """The whole roster, in the order in which people were added."""
        return [self.from_row(row) for row in self._db.execute("SELECT * FROM attendee ORDER BY rowid")]

    def count(self) -> int:
        """How many people are on the roster."""
        return self._db.execute("SELECT COUNT(*) FROM attendee").fetchone()[0]

    def changes_of(self, person: str) -> list[Operation]:
        """What was done about one person other than scanning, in the order in which it was done."""
        return [self._model.clocks.corrected(op) for op in self._model.changes_of(person)]

    def from_row(self, row: tuple) -> Attendee:
        """The person that a row of the table of attendees is."""
        (attendee_id, name, name_latin, affiliation, title, category, email, phone, notes, language, sessions, status,
         reason, external_id, mark, needs, consent, number, code) = row  # fmt: skip
        return Attendee(
            attendee_id, name, name_latin, affiliation, title, category, email, phone, notes, language,
            tuple(log.from_json(sessions)), Status(status), reason, external_id,
            code or self._event.ticket_key().issue(number), mark, needs, consent,
        )  # fmt: skip
