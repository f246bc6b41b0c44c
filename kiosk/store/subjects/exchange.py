"""What other desks have and lack of this event's log, and the lines that could not be folded."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from kiosk.core.exchange import SetAside
from kiosk.store import log, sync_rows
from kiosk.store.log import Row
from kiosk.store.timestamps import moment


class ExchangeRecords:
    """The log as it travels between desks, row by row."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def heads(self) -> dict[str, int]:
        """How far each log reaches here, rows set aside included."""
        return sync_rows.heads(self._db)

    def rows_after(self, log_id: str, seq: int, limit: int) -> list[Row]:
        """The rows of one log after number ``seq``, in their order."""
        return sync_rows.rows_after(self._db, log_id, seq, limit)

    def chain_at(self, log_id: str, seq: int) -> bytes | None:
        """The chain of one line, set aside or not; None when it is not here."""
        return sync_rows.chain_at(self._db, log_id, seq)

    def is_log_broken(self, log_id: str) -> bool:
        """Whether any line of a log is not as it was written."""
        return any(True for _ in log.broken(self._db, log_id))

    def last_scan_of(self, laptop: str) -> datetime | None:
        """When the last scan of a laptop was made (aware, UTC), corrected as far as its clock was measured."""
        at_us = sync_rows.last_scan_of(self._db, laptop)
        return None if at_us is None else moment(at_us)

    def desk_of(self, log_id: str) -> str:
        """The laptop that wrote a log."""
        return sync_rows.desk_of(self._db, log_id)

    def laptops(self) -> set[str]:
        """The laptops whose operations are here."""
        return sync_rows.laptops(self._db)

    def set_aside(self, row: Row, reason: str, *, taken: bool = True) -> None:
        """Keep a row beside the log, inside a transaction.

        ``taken``: it is not in the log; else it is, and only the hub could not store it.
        """
        sync_rows.set_aside(self._db, row, reason, taken=taken)

    def all_set_aside(self) -> Iterator[SetAside]:
        """Everything that was set aside here, but for the lines of people who were erased."""
        names = log.desk_names(self._db)
        return (replace(found, desk=names.get(found.desk_id, "")) for found in sync_rows.all_set_aside(self._db))
