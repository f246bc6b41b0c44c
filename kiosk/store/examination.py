"""Is the event file sound?  SQLite's own check, every log as it was written, the read model as the log folds."""

import sqlite3
from dataclasses import dataclass

from kiosk.core.hash_chain import BrokenLine
from kiosk.store import log, schema
from kiosk.store.event_file import EventFile
from kiosk.store.read_model import ReadModel


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
    return Examination(operations, logs, damage, broken, () if damage or broken else _differing(db))


def _differing(db: sqlite3.Connection) -> tuple[str, ...]:
    copy = sqlite3.connect(":memory:", isolation_level=None)
    try:
        db.backup(copy)
        ReadModel(copy).rebuild()
        return tuple(table for table in schema.READ_MODEL if _rows(db, table) != _rows(copy, table))
    finally:
        copy.close()


def _rows(db: sqlite3.Connection, table: str) -> list[tuple]:
    return sorted(db.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
