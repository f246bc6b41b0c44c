"""Mails to people: what was begun, and what servers answered."""

import sqlite3
from collections.abc import Iterable

from kiosk.core.mail import Sending, sendings
from kiosk.core.operation import Kind, Operation
from kiosk.store import log
from kiosk.store.read_model import ReadModel


class MailRecords:
    """Told from the log: mails are few beside scans, and nobody at a door asks for them."""

    def __init__(self, connection: sqlite3.Connection, model: ReadModel) -> None:
        self._db = connection
        self._model = model

    def all(self) -> dict[str, list[Sending]]:
        """The mails to everybody, by attendee, the oldest first; of people who were joined by who stands for them."""
        return self._by_person(log.of_kind(self._db, Kind.MAIL))

    def of(self, attendee_id: str) -> list[Sending]:
        """The mails to one person, the oldest first."""
        members = self._model.members(attendee_id)
        operations = (op for one in members for op in log.of_subject(self._db, Kind.MAIL, one))
        return self._by_person(operations).get(attendee_id, [])

    def reached(self) -> set[str]:
        """Everybody to whom a server took over a mail."""
        rows = self._db.execute(
            "SELECT DISTINCT subject FROM op WHERE kind = 'mail' AND kind <> 'scan' AND nonce IS NOT NULL"
            " AND payload ->> 'state' = 'sent'"
        )
        return {self._model.stands_for(row[0]) for row in rows}

    def _by_person(self, operations: Iterable[Operation]) -> dict[str, list[Sending]]:
        told: dict[str, list[Operation]] = {}
        for op in sorted(operations, key=lambda op: (op.hlc, op.op_id)):
            told.setdefault(self._model.stands_for(op.subject), []).append(self._model.clocks.corrected(op))
        return {person: sendings(own) for person, own in told.items()}
