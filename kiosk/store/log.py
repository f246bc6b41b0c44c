"""The operation log in SQLite: appending and reading operations."""

import json
import os
import sqlite3
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from kiosk.core.authority import statement
from kiosk.core.hash_chain import (
    FIRST,
    NONCE_BYTES,
    BrokenLine,
    Tampering,
    broken_lines,
    chain_after,
    digest_of,
    to_json,
)
from kiosk.core.operation import SIGNED, VERSION, Kind, Operation, clean, clean_payload, tick
from kiosk.store import erasure
from kiosk.store.connections import damage

COLUMNS = (
    "log_id", "seq", "op_id", "desk_id", "v", "kind", "subject", "session", "direction", "wall_us", "offset_us", "hlc",
    "payload", "operator", "nonce", "digest", "chain",
)  # fmt: skip
Row = tuple[Any, ...]
"""An operation as it stands in the log, its columns in the order of ``COLUMNS``."""

Sign = Callable[[bytes], dict[str, str]]
"""Signs the bytes of a statement: the fields of the signature."""

_INSERT = f"INSERT INTO op ({', '.join(COLUMNS)}) VALUES ({','.join('?' * len(COLUMNS))})"
_SELECT = f"SELECT {', '.join(COLUMNS)} FROM op"


def new_uuid7() -> str:
    """A UUID of version 7: milliseconds since 1970, then random bits (RFC 9562, section 5.7)."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    time_part, variant = f"{milliseconds:012x}", 0x8000 | (random >> 48 & 0x3FFF)
    return f"{time_part[:8]}-{time_part[8:]}-7{random >> 68:03x}-{variant:04x}-{random & 0xFFFFFFFFFFFF:012x}"


@dataclass(slots=True)
class Writer:
    """This process's own log: an id never used before, the number of its last operation and the chain up to it.

    The id is made at every start of the program; a restored or copied file can therefore never number anything twice.
    """

    desk_id: str
    last_hlc: int = 0
    log_id: str = field(default_factory=new_uuid7)
    seq: int = 0
    chain: bytes = FIRST
    begins: str = ""
    """Put before the ids of its logs."""

    def begin_anew(self) -> None:
        """Begin a new log, which holds nothing yet."""
        self.log_id, self.seq, self.chain = self.begins + new_uuid7(), 0, FIRST

    def operation(
        self,
        kind: Kind,
        subject: str,
        payload: dict[str, object],
        *,
        wall_us: int,
        operator: str = "",
        op_id: str = "",
        session: str | None = None,
        direction: str | None = None,
        offset_us: int = 0,
        sign: Sign | None = None,
    ) -> Operation:
        """The next operation of this log; ``wall_us`` is the moment it is about, uncorrected.

        ``sign`` gives the fields of an organiser's signature over the bytes of its statement.
        """
        self.seq += 1
        self.last_hlc = tick(self.last_hlc, time.time_ns() // 1_000_000)
        subject, operator = str(clean(subject)), str(clean(operator))
        op_id = op_id or f"{self.log_id}:{self.seq}"
        fixed = (
            self.log_id, self.seq, op_id, self.desk_id, VERSION, kind, session, direction, wall_us, offset_us,
            self.last_hlc,
        )  # fmt: skip
        kept, text = _kept(payload)
        if sign is not None:
            kept, text = _kept({**kept, SIGNED: sign(statement(fixed, subject, kept))})
        nonce = os.urandom(NONCE_BYTES)
        digest = digest_of(nonce, subject, operator, text)
        self.chain = chain_after(self.chain, fixed, digest)
        return Operation(
            self.log_id, self.seq, op_id, self.desk_id, kind, subject, session, direction, wall_us, offset_us,
            self.last_hlc, kept, VERSION, operator, nonce, digest, self.chain, text,
        )  # fmt: skip


def from_json(text: str) -> Any:
    """The value of a JSON text that we stored; one that is none means a damaged file, and is raised as such."""
    try:
        return json.loads(text)
    except (ValueError, TypeError, RecursionError):
        raise damage("stored JSON is malformed") from None


def append(connection: sqlite3.Connection, operations: Iterable[Operation]) -> None:
    """Write operations to the log; the caller's transaction makes them durable."""
    append_rows(connection, map(row_of, operations))


def append_rows(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Write rows to the log as they are."""
    connection.executemany(_INSERT, rows)


def of_subject(connection: sqlite3.Connection, kind: Kind, subject: str) -> list[Operation]:
    """All operations of a kind about one subject; scans are not looked up this way and have no index for it."""
    rows = connection.execute(
        f"{_SELECT} WHERE kind = ? AND subject = ? AND kind <> 'scan' AND nonce IS NOT NULL", (kind, subject)
    )
    return [operation_from(row) for row in rows]


def of_log(connection: sqlite3.Connection, log_id: str) -> list[Operation]:
    """All operations of one log that were not erased, in their order."""
    rows = connection.execute(f"{_SELECT} WHERE log_id = ? AND nonce IS NOT NULL ORDER BY seq", (log_id,))
    return [operation_from(row) for row in rows]


def between(connection: sqlite3.Connection, log_id: str, after: int, until: int) -> list[Operation]:
    """The operations of one log numbered ``after + 1`` to ``until`` that were not erased, in their order."""
    rows = connection.execute(
        f"{_SELECT} WHERE log_id = ? AND seq > ? AND seq <= ? AND nonce IS NOT NULL ORDER BY seq",
        (log_id, after, until),
    )
    return [operation_from(row) for row in rows]


def listed(connection: sqlite3.Connection) -> Iterator[tuple[str, dict[str, Any]]]:
    """Of everything lists said of people: whom, and what was stored with it, in the order in which it was done."""
    rows = connection.execute(
        "SELECT subject, payload FROM op WHERE kind = 'attendee' AND kind <> 'scan' AND nonce IS NOT NULL"
        " AND instr(payload, '\"listed\"') ORDER BY hlc, op_id"
    )
    return ((subject, from_json(payload)) for subject, payload in rows)


def of_kind(connection: sqlite3.Connection, kind: str) -> Iterator[Operation]:
    """All operations of a kind that were not erased, in the order they arrived here."""
    only = "" if kind == Kind.SCAN else " AND kind <> 'scan'"  # which is what the index of the other kinds is for
    rows = connection.execute(f"{_SELECT} WHERE kind = ?{only} AND nonce IS NOT NULL ORDER BY arrival", (kind,))
    return map(operation_from, rows)


def in_order(connection: sqlite3.Connection) -> Iterator[Operation]:
    """All operations in the order of their logical clocks, which is that of what was done."""
    return map(operation_from, connection.execute(f"{_SELECT} ORDER BY hlc, op_id"))


def desk_names(connection: sqlite3.Connection) -> dict[str, str]:
    """What each laptop was called when it scanned last, by its id; laptops that never scanned have no name."""
    rows = connection.execute(
        "SELECT desk_id, payload ->> 'desk', MAX(hlc) FROM op WHERE kind = 'scan' AND payload <> '{}' GROUP BY desk_id"
    )
    return {desk_id: name for desk_id, name, _newest in rows if name}


def newest(connection: sqlite3.Connection, kind: Kind, limit: int) -> list[Operation]:
    """The last ``limit`` operations of a kind that arrived here, newest first."""
    rows = connection.execute(
        f"{_SELECT} WHERE +kind = ? AND nonce IS NOT NULL ORDER BY arrival DESC LIMIT ?", (kind, limit)
    )
    return [operation_from(row) for row in rows]


def by_id(connection: sqlite3.Connection, op_id: str) -> Operation | None:
    """The operation with this id, if it is in the log."""
    found = all_by_id(connection, op_id)
    return found[0] if found else None


def all_by_id(connection: sqlite3.Connection, op_id: str) -> list[Operation]:
    """The operations with this id, in one order everywhere: desks cut off may each have answered one scan id."""
    rows = connection.execute(f"{_SELECT} WHERE op_id = ? ORDER BY hlc, log_id, seq", (op_id,))
    return [operation_from(row) for row in rows]


def from_arrival(connection: sqlite3.Connection, after: int) -> Iterator[tuple[int, Operation]]:
    """The operations that arrived later, each with its arrival, read without an index: that may be damaged."""
    columns = ", ".join(COLUMNS)
    rows = connection.execute(
        f"SELECT arrival, {columns} FROM op NOT INDEXED WHERE arrival > ? ORDER BY arrival", (after,)
    )
    for arrival, *row in rows:
        yield arrival, _as_it_stands(tuple(row))


def taken_aside(connection: sqlite3.Connection) -> Iterator[Operation]:
    """The operations that count as received and cannot be folded."""
    rows = connection.execute(f"SELECT {', '.join(COLUMNS)} FROM set_aside WHERE taken = 1")
    return map(_as_it_stands, rows)


def chain_heads(connection: sqlite3.Connection) -> dict[str, tuple[int, bytes]]:
    """Number and chain of the last line of each log, by the log's name."""
    # Of the rows of a group SQLite takes the chain from the one with the greatest number.
    rows = connection.execute(
        "SELECT log_id, MAX(seq), chain FROM (SELECT log_id, seq, chain FROM op"
        " UNION ALL SELECT log_id, seq, chain FROM set_aside WHERE taken = 1) GROUP BY log_id"
    )
    return {log_id: (seq, chain) for log_id, seq, chain in rows}


def count(connection: sqlite3.Connection) -> int:
    """How many operations are in the file."""
    return int(connection.execute("SELECT COUNT(*) FROM op").fetchone()[0])


def lengths(connection: sqlite3.Connection) -> dict[str, int]:
    """The last number of each log in the file, by the log's name."""
    return dict(connection.execute("SELECT log_id, MAX(seq) FROM op GROUP BY log_id").fetchall())


def broken(connection: sqlite3.Connection, log_id: str = "") -> Iterator[BrokenLine]:
    """The lines of every log, or of one, that are not as they were written: changed, removed or inserted.

    A line whose content is gone was changed, unless a later operation says that people were erased.  One that came as
    it is, of a desk or a hub that lies, was set aside for it, and nothing here was changed.
    """
    came_so = set(
        connection.execute("SELECT log_id, seq FROM set_aside WHERE taken = 1 AND reason IN ('chain', 'changed')")
    )
    wanted, given = (" AND log_id = ?", (log_id, log_id)) if log_id else ("", ())
    rows = connection.execute(
        f"{_SELECT} WHERE TRUE{wanted}"
        f" UNION ALL SELECT {', '.join(COLUMNS)} FROM set_aside WHERE taken = 1{wanted} ORDER BY log_id, seq",
        given,
    )
    for _, lines in groupby(map(_as_it_stands, rows), key=lambda op: op.log_id):
        yield from (line for line in broken_lines(lines) if (line.log_id, line.seq) not in came_so)
    yield from _emptied_by_hand(connection, log_id)


def _emptied_by_hand(connection: sqlite3.Connection, log_id: str) -> Iterator[BrokenLine]:
    wanted, given = (" AND log_id = ?", (log_id,)) if log_id else ("", ())
    rows = connection.execute(
        f"SELECT log_id, seq FROM op WHERE nonce IS NULL AND subject || operator || payload = '{{}}'{wanted}"
        f" AND {erasure.younger('op')} ORDER BY log_id, seq",
        given,
    )
    yield from (BrokenLine(name, seq, Tampering.CHANGED) for name, seq in rows)


def chain_at(connection: sqlite3.Connection, log_id: str, seq: int) -> bytes | None:
    """The chain of one line, or None when it is not in the file."""
    row = connection.execute("SELECT chain FROM op WHERE log_id = ? AND seq = ?", (log_id, seq)).fetchone()
    return row[0] if row else None


def last_hlc(connection: sqlite3.Connection, furthest: int = 2**63 - 1, desk_id: str = "") -> int:
    """The highest logical clock seen in this file, but those beyond ``furthest`` of other laptops than ``desk_id``.

    It grows within each log, so only the last operation of every log is looked at, however long the logs are.
    """
    highest = connection.execute(
        """WITH RECURSIVE logs (id) AS (
             SELECT MIN(log_id) FROM op
             UNION ALL SELECT (SELECT MIN(log_id) FROM op WHERE log_id > id) FROM logs WHERE id IS NOT NULL)
           SELECT COALESCE(MAX((SELECT hlc FROM op WHERE log_id = id AND (hlc <= ?1 OR desk_id = ?2)
                                ORDER BY seq DESC LIMIT 1)), 0) FROM logs""",
        (furthest, desk_id),
    )
    hlc = highest.fetchone()[0]
    if not isinstance(hlc, int):
        raise damage("a logical clock is no number")
    return hlc


def _kept(payload: dict[str, object]) -> tuple[Mapping[str, object], str]:
    """The payload as it may stand in the log, and its JSON text.

    Most need no cleaning; a look at the whole as one text is much quicker than a walk.
    """
    try:
        text = to_json(payload)
        text.encode()
        if "\\u0000" not in text and unicodedata.is_normalized("NFC", text):
            return payload, text
    except ValueError:  # a number that is none, or a lone surrogate
        pass
    kept = clean_payload(payload)
    return kept, to_json(kept)


def row_of(op: Operation) -> Row:
    """The row of the log that an operation is."""
    return (
        op.log_id, op.seq, op.op_id, op.desk_id, op.v, op.kind, op.subject, op.session, op.direction, op.wall_us,
        op.offset_us, op.hlc, op.text or to_json(op.payload), op.operator, op.nonce, op.digest, op.chain,
    )  # fmt: skip


def operation_from(row: Row, value_of: Callable[[str], Any] = from_json) -> Operation:
    """The operation that a row of the log is."""
    log_id, seq, op_id, desk_id, v, kind, subject, session, direction, wall_us, offset_us, hlc, payload, *rest = row
    return Operation(
        log_id, seq, op_id, desk_id, kind, subject, session, direction, wall_us, offset_us, hlc, value_of(payload), v,
        *rest,
    )  # fmt: skip


def _as_it_stands(row: Row) -> Operation:
    """The operation of a row that may have been tampered with: a payload that is no JSON is taken as plain text."""

    def value_of(text: str) -> object:
        try:
            return json.loads(text)
        except (ValueError, TypeError, RecursionError):
            return text

    return operation_from(row, value_of)
