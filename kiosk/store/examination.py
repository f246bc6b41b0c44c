"""Is the event file sound?  SQLite's own check, every log as it was written, the read model as the log folds."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import zip_longest
from pathlib import Path
from typing import Any

from kiosk.core.examination import Examination
from kiosk.core.hash_chain import BrokenLine, Tampering
from kiosk.errors import KioskError
from kiosk.store import event_file, log, migrations, schema
from kiosk.store.connections import connect, errors, primary, values_as_damage
from kiosk.store.event_file import EventFile
from kiosk.store.read_model import ReadModel

_STEPS_BETWEEN_LOOKS = 20_000
"""Of SQLite's machine, between two looks at the clock: some ten thousand rows."""


def examine(file: EventFile) -> Examination:
    """Examine an open event file as it is at one moment, also while a desk writes to it.  The folding is done on a copy
    in memory, so nothing is changed.
    """
    with _one_moment(file.connection):
        return _examined(file)


@contextmanager
def _one_moment(db: sqlite3.Connection) -> Iterator[None]:
    """Whatever is read in the block is as it was at its beginning."""
    if db.in_transaction:
        yield
        return
    db.execute("BEGIN")
    try:
        yield
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


def _examined(file: EventFile) -> Examination:
    db = file.connection
    damage = (*_complaints(db), *migrations.strange_objects(db))
    if damage:
        return Examination(0, 0, damage, (), ())
    operations, logs = db.execute("SELECT COUNT(*), COUNT(DISTINCT log_id) FROM op").fetchone()
    try:
        with values_as_damage():
            broken = tuple(log.broken(db))
            # A log that was tampered with need not fold at all.
            return Examination(operations, logs, (), broken, () if broken else file.differing or _differing(file))
    except errors("DatabaseError") as trouble:
        if primary(trouble) != sqlite3.SQLITE_CORRUPT:
            raise
        return Examination(operations, logs, (f"op: {trouble}",), (), ())


def _complaints(db: sqlite3.Connection, table: str = "") -> list[str]:
    """SQLite's complaints about a file or one table of it, its indices included, as long as it can go on looking."""
    found = []
    try:
        for (complaint,) in db.execute(f"PRAGMA integrity_check({table})" if table else "PRAGMA integrity_check"):
            if complaint != "ok":
                found.append(str(complaint))
    except errors("DatabaseError") as trouble:
        if primary(trouble) not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise
        found.append(str(trouble))
    return found


def damage_within(file: EventFile, seconds: float) -> tuple[str, ...]:
    """SQLite's complaints about the tables that can be looked through in ``seconds``, the small ones first."""
    db, end = file.connection, time.monotonic() + seconds
    db.set_progress_handler(lambda: time.monotonic() > end, _STEPS_BETWEEN_LOOKS)
    try:
        for table in (*schema.READ_MODEL, "set_aside", "print_job", "op"):
            if found := _complaints(db, table):
                return tuple(found)
    except errors("OperationalError") as trouble:
        if primary(trouble) != sqlite3.SQLITE_INTERRUPT:
            raise
    finally:
        db.set_progress_handler(None, 0)
    return ()


def broken_within(file: EventFile, seconds: float) -> tuple[BrokenLine, ...]:
    """Lines that are not as they were written, of the logs that can be followed in ``seconds``, the newest first."""
    db, end = file.connection, time.monotonic() + seconds
    found: list[BrokenLine] = []
    with values_as_damage():
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
            is_undamaged = not _complaints(db)
            is_long_enough = is_undamaged and log.count(db) >= operations
            with values_as_damage():
                return is_long_enough and not differences(original, copy) and not any(log.broken(db))
    except errors("DatabaseError", KioskError):
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
        copy.execute("REINDEX")  # the fold goes by indices that are known to be right
        ReadModel(copy).rebuild()
        return tuple(table for table in schema.READ_MODEL if _rows(db, table) != _rows(copy, table))
    finally:
        copy.close()


def _rows(db: sqlite3.Connection, table: str) -> list[tuple[Any, ...]]:
    return sorted(db.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
