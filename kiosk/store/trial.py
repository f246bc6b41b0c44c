"""Every row of another desk is tried before it counts: its line, its shape, its clock, what it makes of the tables.

What fails is kept beside the log with its reason, a word, and counts as received; everything else goes on.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from kiosk import clock
from kiosk.core.hash_chain import FIRST, fault_of_line
from kiosk.core.operation import Kind, Operation
from kiosk.core.operation_shape import fault_of
from kiosk.errors import KioskError
from kiosk.store import log
from kiosk.store.connections import may_be_of_values, primary, value_errors
from kiosk.store.log import COLUMNS, Row
from kiosk.store.timestamps import microseconds

WITHOUT_CONTENT = "content"
"""Why a line that was emptied is set aside: it says nothing any more, and only keeps its place in the chain."""

AHEAD = "clock_ahead"
"""Why a line is set aside whose logical clock is further ahead than any clock may be: it would have the last word."""

NOT_OVER = "event_not_over"
"""Why a word that people are erased is set aside: the event still runs, by the clock of whoever hears it."""

FURTHEST_AHEAD = timedelta(days=1)
"""So far a logical clock may be ahead of the time here, which is that of the hub."""

HAPPENED = (Kind.SCAN, Kind.VOID, Kind.BADGE, Kind.CLOCK, Kind.SIGN_IN, Kind.CALL, Kind.LAPTOP, Kind.SEAL)
"""What a laptop whose clock is ahead may say all the same: what happened at it.  Its moments are corrected by what was
measured of its clock, and it has no last word about anybody; what was answered there counts everywhere.
"""

_PAYLOAD, _CHAIN = COLUMNS.index("payload"), COLUMNS.index("chain")
_TEXTS = ("log_id", "op_id", "desk_id", "kind", "subject", "payload", "operator")
_NUMBERS = ("seq", "v", "wall_us", "offset_us", "hlc")
_OF_TYPE: dict[str, tuple[type, ...]] = {
    **dict.fromkeys(_TEXTS, (str,)), **dict.fromkeys(_NUMBERS, (int,)), "digest": (bytes,), "chain": (bytes,),
    **dict.fromkeys(("session", "direction"), (str, type(None))), "nonce": (bytes, type(None)),
}  # fmt: skip
_TYPES = tuple(_OF_TYPE[name] for name in COLUMNS)


class UnfoldableError(Exception):
    """Operations of another desk broke the fold, or what reads it, in spite of their shape; the text is the kind of
    the fault.
    """


def is_row(row: object) -> bool:
    """Whether this is a line of a log at all, whatever it says: only such a one can be kept."""
    return (
        isinstance(row, tuple) and len(row) == len(_TYPES)
        and all(isinstance(value, kinds) and type(value) is not bool for value, kinds in zip(row, _TYPES, strict=True))
        and all(-(2**63) <= value < 2**63 for value in row if isinstance(value, int))
        and row[0] != "" and row[1] > 0
    )  # fmt: skip


def sorted_out(
    connection: sqlite3.Connection, rows: Sequence[Row]
) -> tuple[list[tuple[Row, Operation]], list[tuple[Row, str]]]:
    """Rows that follow on what is here: those that are sound, each with its operation, and the others with a reason."""
    sound, faulty = [], []
    chains: dict[str, bytes | None] = {}
    furthest = furthest_clock()
    for row in rows:
        previous = chains[row[0]] if row[0] in chains else _chain_before(connection, row)
        chains[row[0]] = row[_CHAIN]
        try:
            operation = log.operation_from(row, json.loads)
            fault = _fault(operation, row[_PAYLOAD], previous, furthest)
        except (ValueError, TypeError, RecursionError):
            fault = "payload"
        if fault:
            faulty.append((row, fault))
        else:
            sound.append((row, operation))
    return sound, faulty


def _fault(operation: Operation, payload: str, previous: bytes | None, furthest: int) -> str:
    if operation.nonce is None:
        return WITHOUT_CONTENT
    fault = fault_of(operation) or fault_of_line(operation, payload, previous)
    return fault or (AHEAD if operation.hlc > furthest and operation.kind not in HAPPENED else "")


def furthest_clock() -> int:
    """The logical clock that no honest laptop is ahead of now."""
    return microseconds(clock.now() + FURTHEST_AHEAD) // 1000 << 16


def _chain_before(connection: sqlite3.Connection, row: Row) -> bytes | None:
    """The chain of the line that a row follows, wherever it is kept; None when nobody knows."""
    if row[1] == 1:
        return FIRST
    found = connection.execute(
        "SELECT chain FROM op WHERE log_id = ?1 AND seq = ?2"
        " UNION ALL SELECT chain FROM set_aside WHERE log_id = ?1 AND seq = ?2 AND taken = 1",
        (row[0], row[1] - 1),
    ).fetchone()
    return found[0] if found else None


@contextmanager
def savepoint(connection: sqlite3.Connection) -> Iterator[None]:
    """A part of a transaction that is undone when it raises; the rest of the transaction goes on."""
    connection.execute("SAVEPOINT trial")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK TO trial")
            connection.execute("RELEASE trial")
        raise
    connection.execute("RELEASE trial")


@contextmanager
def folding() -> Iterator[None]:
    """What goes wrong with the values of foreign operations in the block is raised as ``UnfoldableError``."""
    try:
        yield
    except KioskError as told:
        raise UnfoldableError(told.code) from told
    except value_errors() as broken:
        if not may_be_of_values(broken):
            raise
        raise UnfoldableError(type(broken).__name__) from broken
    except sqlite3.DatabaseError as broken:
        if broken.args[:1] != ("stored JSON is malformed",) or primary(broken) != sqlite3.SQLITE_CORRUPT:
            raise
        raise UnfoldableError("json") from broken


def is_early(operation: Operation, ends: datetime | None) -> bool:
    """Whether people are to be erased of an event that still runs, by the clock here and not only by the teller's."""
    return operation.kind == Kind.PURGE and ends is not None and clock.now() <= ends
