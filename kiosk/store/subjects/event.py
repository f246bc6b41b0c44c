"""What the event says of itself."""

import sqlite3

from kiosk.store import log


class EventRecords:
    """The fields of the event, kept in memory until they change."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._fields: dict | None = None

    def fields(self) -> dict:
        """The event's fields: name, timezone, tag, secret, certificate rule and so on."""
        if self._fields is None:
            rows = self._db.execute("SELECT field, value FROM event")
            self._fields = {field: log.from_json(value) for field, value in rows}
        return self._fields

    def forget(self) -> None:
        """Read the fields again when next asked."""
        self._fields = None
