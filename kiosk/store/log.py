"""The operation log in SQLite: appending and reading operations."""

import json
import os
import re
import sqlite3
import time
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from kiosk.core.operation import Kind, Operation, clean, tick

_COLUMNS = "log_id, seq, op_id, desk_id, v, kind, subject, session, direction, wall_us, offset_us, hlc, payload"
_INSERT = f"INSERT INTO op ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)"
_SELECT = f"SELECT {_COLUMNS} FROM op"
_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
_SURROGATE = re.compile("[\ud800-\udfff]")


def new_uuid7() -> str:
    """A UUID of version 7: milliseconds since 1970, then random bits (RFC 9562, section 5.7)."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    time_part, variant = f"{milliseconds:012x}", 0x8000 | (random >> 48 & 0x3FFF)
    return f"{time_part[:8]}-{time_part[8:]}-7{random >> 68:03x}-{variant:04x}-{random & 0xFFFFFFFFFFFF:012x}"


@dataclass(slots=True)
class Writer:
    """This process's own log: an id never used before, and the number of its last operation.

    The id is made at every start of the program; a restored or copied file can therefore never number anything twice.
    """

    desk_id: str
    last_hlc: int = 0
    log_id: str = field(default_factory=new_uuid7)
    seq: int = 0

    def operation(
        self,
        kind: Kind,
        subject: str,
        payload: dict[str, object],
        *,
        wall_us: int,
        op_id: str = "",
        session: str | None = None,
        direction: str | None = None,
    ) -> Operation:
        """The next operation of this log; ``wall_us`` is the moment it is about."""
        self.seq += 1
        self.last_hlc = tick(self.last_hlc, time.time_ns() // 1_000_000)
        return Operation(
            self.log_id, self.seq, op_id or f"{self.log_id}:{self.seq}", self.desk_id, kind, subject, session,
            direction, wall_us, 0, self.last_hlc, payload if _is_clean(payload) else clean(payload),
        )  # fmt: skip


def from_json(text: str) -> Any:
    """The value of a JSON text that we stored; one that is none means a damaged file, and is raised as such."""
    try:
        return json.loads(text)
    except ValueError:
        damage = sqlite3.DatabaseError("stored JSON is malformed")
        damage.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise damage from None


def append(connection: sqlite3.Connection, operations: Iterable[Operation]) -> None:
    """Write operations to the log; the caller's transaction makes them durable."""
    connection.executemany(_INSERT, map(_row, operations))


def of_subject(connection: sqlite3.Connection, kind: Kind, subject: str) -> list[Operation]:
    """All operations of a kind about one subject; scans are not looked up this way and have no index for it."""
    rows = connection.execute(f"{_SELECT} WHERE kind = ? AND subject = ? AND kind <> 'scan'", (kind, subject))
    return [_operation(row) for row in rows]


def of_kind(connection: sqlite3.Connection, kind: Kind) -> Iterator[Operation]:
    """All operations of a kind, in the order they arrived here."""
    return map(_operation, connection.execute(f"{_SELECT} WHERE kind = ? ORDER BY arrival", (kind,)))


def newest(connection: sqlite3.Connection, kind: Kind, limit: int) -> list[Operation]:
    """The last ``limit`` operations of a kind that arrived here, newest first."""
    rows = connection.execute(f"{_SELECT} WHERE +kind = ? ORDER BY arrival DESC LIMIT ?", (kind, limit))
    return [_operation(row) for row in rows]


def by_id(connection: sqlite3.Connection, op_id: str) -> Operation | None:
    """The operation with this id, if it is in the log."""
    row = connection.execute(f"{_SELECT} WHERE op_id = ?", (op_id,)).fetchone()
    return _operation(row) if row else None


def lengths(connection: sqlite3.Connection) -> dict[str, int]:
    """The last number of each log in the file, by the log's name."""
    return dict(connection.execute("SELECT log_id, MAX(seq) FROM op GROUP BY log_id").fetchall())


def last_hlc(connection: sqlite3.Connection) -> int:
    """The highest logical clock seen in this file.

    It grows within each log, so only the last operation of every log is looked at, however long the logs are.
    """
    return connection.execute(
        """WITH RECURSIVE logs (id) AS (
             SELECT MIN(log_id) FROM op
             UNION ALL SELECT (SELECT MIN(log_id) FROM op WHERE log_id > id) FROM logs WHERE id IS NOT NULL)
           SELECT COALESCE(MAX((SELECT hlc FROM op WHERE log_id = id ORDER BY seq DESC LIMIT 1)), 0) FROM logs"""
    ).fetchone()[0]


def _is_clean(payload: dict[str, object]) -> bool:
    """Whether ``clean`` would change nothing; the look at the whole as one text is much quicker than a walk."""
    try:
        text = _to_json(payload)
    except ValueError:  # a number that is none
        return False
    if "\\u0000" in text:
        return False
    return text.isascii() or (unicodedata.is_normalized("NFC", text) and not _SURROGATE.search(text))


def _row(op: Operation) -> tuple[object, ...]:
    return (
        op.log_id, op.seq, op.op_id, op.desk_id, op.v, op.kind, op.subject, op.session, op.direction, op.wall_us,
        op.offset_us, op.hlc, _to_json(op.payload),
    )  # fmt: skip


def _operation(row: tuple) -> Operation:
    log_id, seq, op_id, desk_id, v, kind, subject, session, direction, wall_us, offset_us, hlc, payload = row
    return Operation(
        log_id, seq, op_id, desk_id, kind, subject, session, direction, wall_us, offset_us, hlc, from_json(payload), v
    )
