"""Clocks of the laptops: what has to be added to the times of a log, as measured against the hub's clock.

A process reads the wall clock once and then only counts on, so one number corrects a whole log.  Of several
measurements the one with the shortest round trip holds; a log that was never measured is taken as its rows say.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from kiosk.core.operation import Kind, Operation
from kiosk.store import log


class Clocks:
    """The measured offsets by log, kept in memory: there are as many as starts of programs."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._offsets: dict[str, int] | None = None

    def offset(self, operation: Operation) -> int:
        """What has to be added to the moment of an operation."""
        return self.offsets().get(operation.log_id, operation.offset_us)

    def at(self, operation: Operation) -> int:
        """The corrected moment of an operation, microseconds since 1970 UTC."""
        return operation.wall_us + self.offset(operation)

    def corrected(self, operation: Operation) -> Operation:
        """The operation with what is known by now of its laptop's clock."""
        offset = self.offset(operation)
        return operation if offset == operation.offset_us else replace(operation, offset_us=offset)

    def offsets(self) -> dict[str, int]:
        """The measured offsets, by log."""
        if self._offsets is None:
            self._offsets = dict(self._db.execute("SELECT log_id, offset_us FROM clock").fetchall())
        return self._offsets

    def forget(self) -> None:
        """Read the offsets again when next asked."""
        self._offsets = None

    def fold(self, operations: Sequence[Operation]) -> set[str]:
        """Take in measurements; the logs whose offset is another one now."""
        changed = set()
        for log_id in {op.subject for op in operations}:
            measured = log.of_subject(self._db, Kind.CLOCK, log_id)
            best = min(measured, key=lambda op: (op.payload["round_trip_us"], op.hlc, op.op_id))
            offsets = self.offsets()
            if offsets.get(log_id) != best.payload["offset_us"]:
                offset = best.payload["offset_us"]
                self._db.execute("INSERT OR REPLACE INTO clock VALUES (?, ?)", (log_id, offset))
                offsets[log_id] = offset
                changed.add(log_id)
        return changed
