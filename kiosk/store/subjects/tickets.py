"""Whose a code is."""

import json
import sqlite3
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from kiosk.core.codes.carried_codes import carried
from kiosk.core.codes.keyboard import as_typed, same_key
from kiosk.core.roster import Attendee, Entrant, Status
from kiosk.store import log
from kiosk.store.lookups import AtTheDoor, Holder
from kiosk.store.read_model import EXTERNAL
from kiosk.store.subjects.people import COLUMNS, PeopleRecords

# A number without a ticket of its own is the first ticket of the attendee with this id.
_HOLDER_OF_NUMBER = f"""SELECT COALESCE(t.current, 1), {COLUMNS} FROM (SELECT ? AS number)
    LEFT JOIN ticket t ON t.key = number JOIN attendee a ON a.id = COALESCE(t.attendee_id, number)"""

_AT_THE_DOOR = """SELECT COALESCE(t.current, 1), EXISTS (SELECT 1 FROM badge WHERE attendee_id = a.id),
    a.id, a.name, a.affiliation, a.category, a.status, a.status_reason, a.sessions, a.party FROM (SELECT ? AS number)
    LEFT JOIN ticket t ON t.key = number JOIN attendee a ON a.id = COALESCE(t.attendee_id, number)"""
_EXTERNAL = EXTERNAL, EXTERNAL[:-1] + chr(ord(EXTERNAL[-1]) + 1)
_STATUS = {str(status): status for status in Status}


class TicketRecords:
    """Ticket numbers of this event and codes of other systems, in force and withdrawn."""

    def __init__(self, connection: sqlite3.Connection, people: PeopleRecords) -> None:
        self._db = connection
        self._people = people
        self._has_external: bool | None = None

    def holder_of_number(self, number: str) -> Holder | None:
        """Whose ticket the number of one of this event's own codes is."""
        row = self._db.execute(_HOLDER_OF_NUMBER, (number,)).fetchone()
        return Holder(self._people.from_row(row[1:]), number, bool(row[0])) if row else None

    def at_the_door(self, number: str) -> AtTheDoor | None:
        """Whose ticket the number of one of this event's own codes is: what a scan asks, in one statement."""
        row = self._db.execute(_AT_THE_DOOR, (number,)).fetchone()
        if row is None:
            return None
        current, has_badge, attendee_id, name, affiliation, category, status, reason, sessions, party = row
        person = Entrant(
            attendee_id, name, affiliation, category, _STATUS[status], reason, _codes(sessions), party or ""
        )
        return AtTheDoor(person, bool(current), bool(has_badge))

    def taken_numbers(self, numbers: Iterable[str]) -> set[str]:
        """Those of ``numbers`` that an attendee or a ticket has."""
        rows = self._db.execute(
            "SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM attendee WHERE id = value)"
            " OR EXISTS (SELECT 1 FROM ticket WHERE key = value)",
            (json.dumps([*numbers]),),
        )
        return {row[0] for row in rows}

    def holder_of_text(self, text: str) -> Holder | None:
        """Whose code of another system ``text`` is or carries (in a link, in JSON, behind a scanner's mark), as scanned
        or as a keyboard in another mode typed it.

        A code that two people share but for its case or keyboard mode is found only when it was scanned to the letter;
        a text that carries the codes of two people is nobody's.
        """
        found = self._holder_of_whole(text)
        if found is not None:
            return found
        inside = [self._holder_of_whole(part) for reading in as_typed(text) for part in carried(reading)]
        holders = {holder.key: holder for holder in inside if holder is not None}
        return next(iter(holders.values())) if len(holders) == 1 else None

    def holds_a_code(self, text: str) -> bool:
        """Whether a code of another system that anybody here has, or had, is or stands in ``text``."""
        if not self.has_external():
            return False
        parts = chain.from_iterable((reading, *carried(reading)) for reading in as_typed(text))
        return any(
            self._holders("key", EXTERNAL + part) or (part.strip() and self._holders("folded", same_key(part)))
            for part in parts
        )

    def holders_of_code(self, code: str) -> list[Attendee]:
        """Who ever had a code, to the letter: one of this event's own, or of another system."""
        own = self._people.key().read(code)
        mine = self.holder_of_number(own.number) if own is not None else None
        return [holder.attendee for holder in (mine, *self._holders("key", EXTERNAL + code)) if holder is not None]

    def _holder_of_whole(self, text: str) -> Holder | None:
        for candidate in as_typed(text):
            found = self._holders("key", EXTERNAL + candidate)
            if found:
                return found[0]
        found = self._holders("folded", same_key(text)) if text.strip() else []
        return found[0] if len({holder.key for holder in found}) == 1 else None

    def has_external(self) -> bool:
        """Whether codes of another system were brought along."""
        if self._has_external is None:
            # By the beginning of the key, which has an index.
            row = self._db.execute("SELECT 1 FROM ticket WHERE key >= ? AND key < ? LIMIT 1", _EXTERNAL).fetchone()
            self._has_external = row is not None
        return self._has_external

    def external(self) -> list[str]:
        """All codes of other systems, in force or not."""
        return [row[0] for row in self._db.execute("SELECT code FROM ticket WHERE code <> ''")]

    def is_external(self, code: str) -> bool:
        """Whether ``code`` is one that another system issued."""
        return self._db.execute("SELECT 1 FROM ticket WHERE key = ?", (EXTERNAL + code,)).fetchone() is not None

    def keys_of(self, attendee_id: str) -> list[str]:
        """Keys of the tickets of one person that are in force."""
        rows = self._db.execute("SELECT key, current FROM ticket WHERE attendee_id = ?", (attendee_id,)).fetchall()
        keys = [key for key, current in rows if current]
        return keys if any(key == attendee_id for key, _ in rows) else [attendee_id, *keys]

    def forget(self) -> None:
        """Look again whether there are codes of other systems when next asked."""
        self._has_external = None

    def _holders(self, column: str, value: str) -> list[Holder]:
        rows = self._db.execute(
            f"SELECT key, attendee_id, current FROM ticket WHERE {column} = ? ORDER BY current DESC, attendee_id",
            (value,),
        ).fetchall()
        holders = [(self._people.get(attendee_id), key, bool(current)) for key, attendee_id, current in rows]
        return [Holder(attendee, key, current) for attendee, key, current in holders if attendee is not None]


@lru_cache(maxsize=256)  # people are on few different lists of sessions
def _codes(sessions: str) -> tuple[str, ...]:
    return tuple(log.from_json(sessions))
