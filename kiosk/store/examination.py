"""Is the event file sound?  SQLite's own check, the log without holes, the read model as the log folds."""

import sqlite3
from dataclasses import dataclass

from kiosk.store import schema
from kiosk.store.event_file import EventFile
from kiosk.store.read_model import ReadModel


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found: SQLite's complaints, logs with missing numbers, tables that differ from the folded log."""

    operations: int
    logs: int
    damage: tuple[str, ...]
    holes: tuple[str, ...]
    differing: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.damage or self.holes or self.differing)


def examine(file: EventFile) -> Examination:
    """Examine an open event file.  The folding is done on a copy in memory, so nothing is changed."""
    db = file.connection
    damage = tuple(row[0] for row in db.execute("PRAGMA quick_check") if row[0] != "ok")
    operations, logs = db.execute("SELECT COUNT(*), COUNT(DISTINCT log_id) FROM op").fetchone()
    holes = db.execute(
        "SELECT log_id FROM op GROUP BY log_id HAVING MIN(seq) <> 1 OR MAX(seq) <> COUNT(*) ORDER BY log_id"
    ).fetchall()
    return Examination(operations, logs, damage, tuple(row[0] for row in holes), () if damage else _differing(db))


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
