"""Reading what can still be read of a damaged event file.  The file itself is never touched."""

import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from itertools import groupby
from pathlib import Path

from kiosk.core.hash_chain import FIRST, chain_after, fixed_columns, says_what_it_said
from kiosk.core.operation import Operation
from kiosk.core.recovery_code import RecoveryCode
from kiosk.store import key_ring, log, migrations
from kiosk.store.connections import connect, errors, forget_schema
from kiosk.whole_files import scratch

_MOST_SKIPS = 40
"""Unreadable rows are leapt over in steps that double, so forty reach over any file."""


def sound_operations(damaged: Path, known: Mapping[str, tuple[int, bytes]]) -> list[Operation]:
    """What a damaged file holds beyond what is known, line by line as long as each log's hash chain goes on.

    ``known`` gives for a log the number and the chain of the last line that is had already.
    """
    with scratch("salvage") as folder:
        copy = folder / damaged.name
        for part in ("", "-wal"):
            with suppress(FileNotFoundError):
                shutil.copyfile(damaged.with_name(damaged.name + part), copy.with_name(copy.name + part))
        by_log = sorted(_readable(copy), key=lambda op: (op.log_id, op.seq))
    found: list[Operation] = []
    for log_id, operations in groupby(by_log, key=lambda op: op.log_id):
        found += _continuing(operations, *known.get(log_id, (0, FIRST)))
    return sorted(found, key=lambda op: (op.hlc, op.op_id))


def _continuing(operations: Iterator[Operation], last: int, chain: bytes) -> Iterator[Operation]:
    for op in operations:
        if op.seq <= last:
            continue
        if op.seq != last + 1 or not _follows(op, chain):
            return
        last, chain = op.seq, op.chain
        yield op


def _follows(op: Operation, chain: bytes) -> bool:
    """Whether a line goes on from ``chain`` and says what it said."""
    try:
        return chain_after(chain, fixed_columns(op), op.digest) == op.chain and says_what_it_said(op)
    except (TypeError, ValueError, RecursionError):
        return False


def _readable(path: Path) -> Iterator[Operation]:
    """Every row of the log that SQLite still finds, also of those set aside; damaged pages are leapt over."""
    code, arrival, step = key_ring.code_of(path), 0, 1
    _describe_anew(path, code)
    for _attempt in range(_MOST_SKIPS):
        try:
            # Opened anew each time: after one bad page an encrypted connection reads no other.
            with closing(connect(path, code)) as connection:
                if arrival == 0:
                    yield from filter(_is_whole, _set_aside(connection))
                if not _is_table(connection, "op"):
                    return
                for reached, op in log.from_arrival(connection, arrival):
                    arrival, step = reached, 1
                    if _is_whole(op):
                        yield op
            return
        except errors("DatabaseError", UnicodeDecodeError):  # the second of SQLite's own message
            arrival, step = arrival + step, step * 2
        except OSError:
            return


def _describe_anew(copy: Path, code: RecoveryCode | None) -> None:
    """Where SQLite cannot make out what a file consists of, tell it of the tables of lines alone, in our words.

    One damaged description, of an index as well, and nothing of the file could be read.
    """
    with suppress(*errors("DatabaseError"), UnicodeDecodeError), closing(connect(copy, code)) as connection:
        try:
            connection.execute("SELECT 1 FROM sqlite_master")
        except errors("DatabaseError"):
            forget_schema(connection, migrations.log_tables())


def _set_aside(connection: sqlite3.Connection) -> Iterator[Operation]:
    with suppress(*errors("DatabaseError"), UnicodeDecodeError):
        if _is_table(connection, "set_aside"):
            yield from log.taken_aside(connection)


def _is_table(connection: sqlite3.Connection, name: str) -> bool:
    """Whether a name of ours is a table: a view of that name may say anything, for ever."""
    # Compared there: a damaged page may hold a type that is no text.
    return (
        connection.execute("SELECT 1 FROM sqlite_master WHERE name = ? AND type = 'table'", (name,)).fetchone()
        is not None
    )


def _is_whole(op: Operation) -> bool:
    """Whether a row of a damaged page has at least values of the right kind."""
    texts, numbers = (op.log_id, op.op_id, op.subject, op.operator), (op.seq, op.hlc, op.wall_us)
    return (
        all(isinstance(value, str) for value in texts)
        and all(isinstance(value, int) for value in numbers)
        and all(isinstance(value, bytes) for value in (op.digest, op.chain, op.nonce or b""))
    )
