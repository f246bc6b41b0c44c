"""The exchange of operations between desks, seen from one event file: what it has, what it lacks, what it takes in.

Rows travel as they stand in the log, column by column.  ``set_aside`` holds rows that cannot be folded, whole and with
the reason: they count as received, are passed on, and disturb nothing.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence

from kiosk.core.exchange import SetAside
from kiosk.core.operation import Kind, clean
from kiosk.store import erasure, trial
from kiosk.store.log import COLUMNS, Row

_NAMES = ", ".join(COLUMNS)
_LOG, _SEQ, _OP_ID, _KIND, _WALL = (COLUMNS.index(name) for name in ("log_id", "seq", "op_id", "kind", "wall_us"))
_CHAIN = COLUMNS.index("chain")
_SUBJECT, _PAYLOAD, _OPERATOR, _NONCE = (COLUMNS.index(name) for name in ("subject", "payload", "operator", "nonce"))


def heads(connection: sqlite3.Connection) -> dict[str, int]:
    """How far each log reaches here, rows set aside included; only the last of every log is looked at."""
    found = dict(
        connection.execute(
            """WITH RECURSIVE logs (id) AS (
                 SELECT MIN(log_id) FROM op
                 UNION ALL SELECT (SELECT MIN(log_id) FROM op WHERE log_id > id) FROM logs WHERE id IS NOT NULL)
               SELECT id, (SELECT MAX(seq) FROM op WHERE log_id = id) FROM logs WHERE id IS NOT NULL"""
        ).fetchall()
    )
    for log_id, seq in connection.execute("SELECT log_id, MAX(seq) FROM set_aside WHERE taken = 1 GROUP BY log_id"):
        found[log_id] = max(seq, found.get(log_id, 0))
    return found


def head_of(connection: sqlite3.Connection, log_id: str) -> int:
    """How far one log reaches here, rows set aside included."""
    found = connection.execute(
        "SELECT MAX(COALESCE((SELECT MAX(seq) FROM op WHERE log_id = ?1), 0),"
        " COALESCE((SELECT MAX(seq) FROM set_aside WHERE log_id = ?1 AND taken = 1), 0))",
        (log_id,),
    )
    return int(found.fetchone()[0])


def rows_after(connection: sqlite3.Connection, log_id: str, seq: int, limit: int) -> list[Row]:
    """The rows of one log after number ``seq``, in their order."""
    return connection.execute(
        f"SELECT {_NAMES} FROM op WHERE log_id = ?1 AND seq > ?2 UNION ALL SELECT {_NAMES} FROM set_aside"
        " WHERE taken = 1 AND log_id = ?1 AND seq > ?2 ORDER BY 2 LIMIT ?3",
        (log_id, seq, limit),
    ).fetchall()


def chain_at(connection: sqlite3.Connection, log_id: str, seq: int) -> bytes | None:
    """The chain of one line, set aside or not; None when it is not here."""
    rows = rows_after(connection, log_id, seq - 1, 1)
    return rows[0][_CHAIN] if rows and rows[0][_SEQ] == seq else None


def desk_of(connection: sqlite3.Connection, log_id: str) -> str:
    """The laptop that wrote a log."""
    row = connection.execute(
        "SELECT desk_id FROM op WHERE log_id = ?1 UNION ALL SELECT desk_id FROM set_aside WHERE log_id = ?1 LIMIT 1",
        (log_id,),
    ).fetchone()
    return row[0] if row else ""


def last_scan_of(connection: sqlite3.Connection, laptop: str) -> int | None:
    """When the last scan of a laptop was made, in microseconds, corrected; its logs are looked at from the latest."""
    for log_id in sorted(heads(connection), reverse=True):
        if desk_of(connection, log_id) == laptop:
            row = connection.execute(
                "SELECT wall_us + COALESCE((SELECT offset_us FROM clock WHERE clock.log_id = op.log_id), offset_us)"
                " FROM op WHERE log_id = ? AND kind = 'scan' ORDER BY seq DESC LIMIT 1",
                (log_id,),
            ).fetchone()
            if row:
                return int(row[0])
    return None


def laptops(connection: sqlite3.Connection) -> set[str]:
    """The laptops whose operations are here."""
    return {desk_of(connection, log_id) for log_id in heads(connection)}


def new_rows(rows: Sequence[Row], known: Mapping[str, int]) -> list[Row]:
    """Those of ``rows`` that follow without a hole on what is ``known``; what came before or twice is left out."""
    reached = dict(known)
    fresh = []
    for row in rows:
        if row[_SEQ] == reached.get(row[_LOG], 0) + 1:
            reached[row[_LOG]] = row[_SEQ]
            fresh.append(row)
    return fresh


def set_aside(connection: sqlite3.Connection, row: Row, reason: str, *, taken: bool = True) -> None:
    """Keep a row beside the log.  ``taken``: it is not in the log; else it is, and only the hub could not store it."""
    marks = ",".join("?" * (len(COLUMNS) + 2))
    connection.execute(f"INSERT OR IGNORE INTO set_aside ({_NAMES}, reason, taken) VALUES ({marks})",
                       (*row, reason, int(taken)))  # fmt: skip


def all_set_aside(connection: sqlite3.Connection) -> Iterator[SetAside]:
    """Everything that was set aside here, but for the lines of people who were erased: these are nobody's trouble."""
    rows = connection.execute(
        "SELECT log_id, seq, desk_id, kind, reason FROM set_aside"
        f" WHERE reason <> ? OR {erasure.younger('set_aside')} ORDER BY log_id, seq",
        (trial.WITHOUT_CONTENT,),
    )
    return (SetAside(*row) for row in rows)


def stand_in(row: Row) -> Row:
    """What the hub gets for a row it cannot store: the same line of the log with its content erased.

    The chain of the log holds over it all the same (``kiosk.core.hash_chain``), unless its name had to be mended too.
    """
    changed = [clean(value) for value in row]
    changed[_SUBJECT], changed[_PAYLOAD], changed[_OPERATOR], changed[_NONCE] = "", "{}", "", None
    return tuple(changed)


def has_grant(rows: Sequence[Row]) -> bool:
    """Whether a key is made an organiser's by one of these rows."""
    return any(row[_KIND] == Kind.GRANT for row in rows)


def name_of(row: Row) -> tuple[str, int]:
    """What a row is called everywhere: its log, and its number there."""
    return str(row[_LOG]), int(row[_SEQ])


def log_of(row: Row) -> str:
    """The log a row belongs to."""
    return str(row[_LOG])


def wall_of(row: Row) -> int:
    """The moment a row is about, as its desk's clock showed it."""
    return int(row[_WALL])


def size_of(row: Row) -> int:
    """About how many bytes a row takes on the way."""
    return 300 + len(row[_PAYLOAD]) + len(row[_SUBJECT]) + len(row[_OP_ID])
