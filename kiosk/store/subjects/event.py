"""What the event says of itself."""

import sqlite3
from collections.abc import Mapping
from typing import Any

from kiosk.core.earlier_shapes import in_todays_shape
from kiosk.core.event import EventDetails, details_from
from kiosk.core.operation import Kind, Operation, fold_edit, latest_fields
from kiosk.core.ticket import TicketKey, key_from
from kiosk.core.translations import Translations
from kiosk.errors import KioskError
from kiosk.store import log

_OF_KEY = ("tag", "secret")
_NEEDED = {"names", "timezone", "places", "organisers", "certificate_rule"}


class EventRecords:
    """The fields of the event, kept in memory until they change."""

    def __init__(self, connection: sqlite3.Connection, file_name: str) -> None:
        self._db = connection
        self._name = file_name
        self._fields: dict[str, Any] | None = None
        self._key: TicketKey | None = None
        self._translations: Translations | None = None

    def details(self) -> EventDetails:
        """What is said of the event on screens and paper."""
        return details_from(self._read())

    def text(self, name: str) -> str:
        """A field that holds a text, or nothing; what tickets are signed with is told by ``ticket_key`` alone."""
        value = None if name in _OF_KEY else self._read().get(name)
        return value if isinstance(value, str) else ""

    def values(self, name: str) -> Mapping[str, Any]:
        """A field that holds values by name; none where it was never said."""
        value = self._read().get(name)
        return value if isinstance(value, Mapping) else {}

    def translations(self) -> Translations:
        """What names of affiliations, rooms and categories are called in other languages."""
        if self._translations is None:
            said: dict[str, dict[str, Any]] = {}
            for op in sorted(log.of_kind(self._db, Kind.TRANSLATION), key=lambda op: (op.hlc, op.op_id)):
                fold_edit(said.setdefault(op.subject, {}), op.payload)
            self._translations = Translations({name: fields.get("names", {}) for name, fields in said.items() if name})
        return self._translations

    def called_before(self, translation: Operation) -> Mapping[str, str]:
        """What a name was called before a translation of it was stored, by language."""
        at = (translation.hlc, translation.op_id)
        edits = log.of_subject(self._db, Kind.TRANSLATION, translation.subject)
        names = latest_fields(op for op in edits if (op.hlc, op.op_id) < at).get("names")
        return names if isinstance(names, Mapping) else {}

    def has_key(self) -> bool:
        """Whether what tickets are signed with is known: of an event that is put together anew it may be missing."""
        return self._read_key() is not None

    def ticket_key(self) -> TicketKey:
        """What the event's tickets are signed and read with; raises ``KioskError`` where that is missing."""
        if (key := self._read_key()) is None:
            raise KioskError("event.unfinished", file=self._name)
        return key

    def is_whole(self) -> bool:
        """Whether all is here that an event says of itself: while it is fetched, a part may come before the rest."""
        return self.has_key() and self._read().keys() >= _NEEDED

    def is_empty(self) -> bool:
        """Whether the file says nothing of an event: its making was cut off."""
        return not self._read()

    def forget(self) -> None:
        """Read the fields again when next asked."""
        self._fields = self._key = self._translations = None

    def _read_key(self) -> TicketKey | None:
        if self._key is None:
            self._key = key_from(self._read())
        return self._key

    def _read(self) -> dict[str, Any]:
        if self._fields is None:
            rows = self._db.execute("SELECT field, value FROM event")
            fields = {field: log.from_json(value) for field, value in rows}
            self._fields = dict(in_todays_shape(Kind.EVENT, fields))
        return self._fields
