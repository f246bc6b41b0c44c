"""Is the event file sound?  SQLite's own check, every log as it was written, the read model as the log folds."""

import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from kiosk.core.hash_chain import BrokenLine, Tampering
from kiosk.errors import KioskError
from kiosk.store import event_file, log, schema
from kiosk.store.connections import connect, errors
from kiosk.store.event_file import EventFile
from kiosk.store.read_model import ReadModel

_STEPS_BETWEEN_LOOKS = 20_000
"""Of SQLite's machine, between two looks at the clock: some ten thousand rows."""


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found: SQLite's complaints, lines of the logs that are not as they were written, tables that differ
    from the folded log.
    """

    operations: int
    logs: int
    damage: tuple[str, ...]
    broken: tuple[BrokenLine, ...]
    differing: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.damage or self.broken or self.differing)


def examine(file: EventFile) -> Examination:
    """Examine an open event file.  The folding is done on a copy in memory, so nothing is changed."""
    db = file.connection
    damage = tuple(row[0] for row in db.execute("PRAGMA quick_check") if row[0] != "ok")
    operations, logs = db.execute("SELECT COUNT(*), COUNT(DISTINCT log_id) FROM op").fetchone()
    broken = () if damage else tuple(log.broken(db))
    # A log that was tampered with need not fold at all.
    return Examination(operations, logs, damage, broken, () if damage or broken else _differing(file))


def damage_within(file: EventFile, seconds: float) -> tuple[str, ...]:
    """SQLite's complaints about the pages that can be looked through in ``seconds``."""
    db, end = file.connection, time.monotonic() + seconds
    db.set_progress_handler(lambda: time.monotonic() > end, _STEPS_BETWEEN_LOOKS)
    try:
        return tuple(row[0] for row in db.execute("PRAGMA quick_check") if row[0] != "ok")
    except errors("OperationalError") as trouble:
        if trouble.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
            raise
        return ()
    finally:
        db.set_progress_handler(None, 0)


def broken_within(file: EventFile, seconds: float) -> tuple[BrokenLine, ...]:
    """Lines that are not as they were written, of the logs that can be followed in ``seconds``, the newest first."""
    db, end = file.connection, time.monotonic() + seconds
    found: list[BrokenLine] = []
    for log_id in sorted(log.lengths(db), reverse=True):  # the names of logs begin with the time
        found += log.broken(db, log_id)
        if time.monotonic() > end:
            break
    return tuple(found)


def is_whole_copy(path: Path, original: EventFile, operations: int) -> bool:
    """Whether a copy just made is what was to be written: read again, an event, undamaged, with at least so many
    operations, all of them as in the original, which may have grown meanwhile.
    """
    event_file.forget_cached(path)
    try:
        with closing(event_file.open_for_reading(path)) as copy:
            db = copy.connection
            is_undamaged = db.execute("PRAGMA quick_check").fetchall() == [("ok",)]
            is_long_enough = is_undamaged and log.count(db) >= operations
            return is_long_enough and not differences(original, copy) and not any(log.broken(db))
    except (KioskError, *errors("DatabaseError")):
        return False


def differences(file: EventFile, copy: EventFile) -> tuple[BrokenLine, ...]:
    """The lines of a copy that the file lacks or has otherwise; of each log only the last one that differs.

    Every line carries the chain of all before it, so the last line of each log speaks for the whole log.
    """
    found = []
    for log_id, seq in sorted(log.lengths(copy.connection).items()):
        here, there = (log.chain_at(one.connection, log_id, seq) for one in (file, copy))
        if here != there:
            found.append(BrokenLine(log_id, seq, Tampering.REMOVED if here is None else Tampering.CHANGED))
    return tuple(found)


def is_same_content(file: EventFile, other: EventFile) -> bool:
    """Whether two event files hold the same rows in the same tables."""
    tables = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY name"
    if (names := file.connection.execute(tables).fetchall()) != other.connection.execute(tables).fetchall():
        return False
    for name, made in names:
        if made.startswith("CREATE TABLE"):
            rows = zip_longest(*(one.connection.execute(f'SELECT * FROM "{name}"') for one in (file, other)))
            if any(row != twin for row, twin in rows):
                return False
    return True


def _differing(file: EventFile) -> tuple[str, ...]:
    # The copy is keyed too: SQLCipher copies nothing encrypted into what is not.
    db, copy = file.connection, connect(":memory:", file.code)
    try:
        db.backup(copy)
        ReadModel(copy).rebuild()
        return tuple(table for table in schema.READ_MODEL if _rows(db, table) != _rows(copy, table))
    finally:
        copy.close()


def _rows(db: sqlite3.Connection, table: str) -> list[tuple]:
    return sorted(db.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
