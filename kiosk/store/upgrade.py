"""Bringing an event file of an earlier program up to date: in one step, with a copy beside it until it is well."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from kiosk.core.recovery_code import RecoveryCode
from kiosk.errors import KioskError
from kiosk.store import copying, migrations
from kiosk.store.connections import connect, errors, values_as_damage
from kiosk.store.read_model import ReadModel

_KEPT = ("op", "set_aside", "print_job")
"""Tables that no fold brings back: they have as many rows afterwards as before."""


def bring_up_to_date(path: Path, connection: sqlite3.Connection, code: RecoveryCode | None) -> None:
    """Give a file that is open for writing the tables of this program; a new file gets them all.

    Raises ``KioskError`` when a newer program made it, when there is no room for the copy beside it, or when its log
    cannot be folded: then it is as it was.
    """
    version, before = migrations.version_of(connection), copy_before(path)
    if 0 < version < migrations.VERSION:
        copying.write_copy(connection, code, before)
        try:
            _change(connection, version)
        except BaseException:
            before.unlink(missing_ok=True)  # the file is as it was
            raise
    elif not version:
        _change(connection, version)
    if before.exists() and _is_well(connection, before, code):
        before.unlink()


def brought_up_to_date(connection: sqlite3.Connection, code: RecoveryCode | None) -> sqlite3.Connection:
    """``connection``, or for a file of an earlier program one that reads a copy of it in memory.

    Raises ``KioskError`` as ``bring_up_to_date`` does.
    """
    version = migrations.version_of(connection)
    if version in (0, migrations.VERSION):  # 0: its making was cut off
        return connection
    memory = connect(":memory:", code)
    try:
        connection.backup(memory)
        _change(memory, version)
    except BaseException:
        memory.close()
        raise
    connection.close()
    return memory


def copy_before(path: Path) -> Path:
    """Where the copy of an event lies from before it was brought up to date."""
    return path.with_name(f"{path.stem}.before-upgrade{path.suffix}")


def fold_anew(connection: sqlite3.Connection) -> None:
    """Fold the whole log anew, in one transaction."""
    _change(connection, migrations.VERSION)


def _change(connection: sqlite3.Connection, version: int) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        with values_as_damage():
            migrations.apply(connection, version)
            if version:
                connection.execute("REINDEX")  # the fold goes by them
                ReadModel(connection).rebuild()
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _is_well(connection: sqlite3.Connection, before: Path, code: RecoveryCode | None) -> bool:
    """Whether nothing of the copy is missing in the file, which is sound and has the tables of this program."""
    with suppress(KioskError, OSError, *errors("DatabaseError")), closing(connect(before, code)) as copy:
        return (
            connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            and not migrations.strange_objects(connection)
            and all(now >= then for now, then in zip(_counts(connection), _counts(copy), strict=True))
        )
    return False


def _counts(connection: sqlite3.Connection) -> list[int]:
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    count = "SELECT COUNT(*) FROM {} NOT INDEXED"
    return [connection.execute(count.format(name)).fetchone()[0] if name in names else 0 for name in _KEPT]
