"""The log itself, line by line."""

import sqlite3
from collections.abc import Iterator

from kiosk.core.operation import Kind, Operation
from kiosk.store import erasure, log
from kiosk.store.read_model import ReadModel


class JournalRecords:
    """Everything that was ever done, whichever desk did it."""

    def __init__(self, connection: sqlite3.Connection, model: ReadModel) -> None:
        self._db = connection
        self._model = model

    def operation(self, op_id: str) -> Operation | None:
        """An operation by its id, its moment corrected."""
        found = log.by_id(self._db, op_id)
        return found and self._model.clocks.corrected(found)

    def is_known(self, op_id: str) -> bool:
        """Whether an operation of this id is in the log."""
        return self._db.execute("SELECT 1 FROM op WHERE op_id = ?", (op_id,)).fetchone() is not None

    def in_order(self) -> Iterator[Operation]:
        """The whole log in the order in which things were done, whichever desk did them."""
        return log.in_order(self._db)

    def clock_offsets(self) -> list[tuple[str, int]]:
        """What has to be added to the times of each log whose clock was measured, in microseconds."""
        return sorted(self._model.clocks.offsets().items())

    def desk_names(self) -> dict[str, str]:
        """What each laptop that scanned is called, by its id."""
        return log.desk_names(self._db)

    def length(self) -> int:
        """How many operations have arrived in this file."""
        return int(self._db.execute("SELECT COALESCE(MAX(arrival), 0) FROM op").fetchone()[0])

    def count(self) -> int:
        """How many operations are in this file."""
        return log.count(self._db)

    def of_kind(self, kind: Kind) -> Iterator[Operation]:
        """All operations of a kind that were not erased, in the order they arrived here, their moments corrected."""
        return map(self._model.clocks.corrected, log.of_kind(self._db, kind))

    def chain_heads(self) -> dict[str, tuple[int, bytes]]:
        """Number and chain of the last line of each log, by the log's name."""
        return log.chain_heads(self._db)

    def lengths(self) -> dict[str, int]:
        """The last number of each log in the file, by the log's name."""
        return log.lengths(self._db)

    def last_hlc(self) -> int:
        """The highest logical clock seen in this file."""
        return log.last_hlc(self._db)

    def lines_of_people(self) -> int:
        """How many lines say something of people."""
        return erasure.to_be_erased(self._db)
