"""Bringing an event file of an earlier program up to date: in one step, with a copy beside it until it is well."""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from kiosk.core.earlier_shapes import in_todays_shape
from kiosk.core.operation import Kind
from kiosk.core.recovery_code import RecoveryCode
from kiosk.errors import KioskError
from kiosk.store import copying, migrations, schema
from kiosk.store.connections import connect, damage, errors, values_as_damage
from kiosk.store.read_model import ReadModel
from kiosk.whole_files import take_away

_KEPT = ("op", "set_aside", "print_job")
"""Tables that no fold brings back: they have as many rows afterwards as before."""


def bring_up_to_date(path: Path, connection: sqlite3.Connection, code: RecoveryCode | None) -> None:
    """Give a file that is open for writing the tables of this program; a new file gets them all.

    Raises ``KioskError`` when a newer program made it, when there is no room for the copy beside it, or when its log
    cannot be folded: then it is as it was.
    """
    version, before = migrations.version_of(connection), copy_before(path)
    if 0 < version < migrations.VERSION:
        _check_is_sound(connection)
        copying.write_copy(connection, code, before)
        try:
            _change(connection, version)
        except BaseException:
            take_away(before)  # the file is as it was
            raise
    elif not version:
        _change(connection, version)
    if before.exists() and _is_well(connection, before, code):
        take_away(before)


def brought_up_to_date(
    connection: sqlite3.Connection, code: RecoveryCode | None
) -> tuple[sqlite3.Connection, tuple[str, ...]]:
    """``connection``, or for a file of an earlier program one that reads a copy of it in memory; and which of its
    tables were not as its log folds: the copy's are made anew, and show nothing of that.

    Raises ``KioskError`` as ``bring_up_to_date`` does.
    """
    version = migrations.version_of(connection)
    if version in (0, migrations.VERSION):  # 0: its making was cut off
        return connection, ()
    _check_is_sound(connection)
    memory = connect(":memory:", code)
    try:
        connection.backup(memory)
        _change(memory, version)
        with values_as_damage():
            differing = tuple(table for table in schema.READ_MODEL if _is_otherwise(connection, memory, table))
    except BaseException:
        memory.close()
        raise
    connection.close()
    return memory, differing


def copy_before(path: Path) -> Path:
    """Where the copy of an event lies from before it was brought up to date."""
    return path.with_name(f"{path.stem}.before-upgrade{path.suffix}")


def fold_anew(connection: sqlite3.Connection) -> None:
    """Fold the whole log anew, in one transaction."""
    _change(connection, migrations.VERSION)


def _is_otherwise(earlier: sqlite3.Connection, today: sqlite3.Connection, table: str) -> bool:
    """Whether a folded table held other rows before it was made anew, by the columns that it had and has."""
    had, has = ([str(row[1]) for row in one.execute(f"PRAGMA table_info({table})")] for one in (earlier, today))
    columns = ", ".join(name for name in had if name in has)
    if not columns:
        return False
    then, now = (_said(table, one.execute(f"SELECT {columns} FROM {table}")) for one in (earlier, today))
    return then != now


def _said(table: str, found: Iterable[tuple[object, ...]]) -> list[str]:
    """Rows of a table by what they say: JSON was written in other spellings and shapes once."""
    rows = [[_value(value) for value in row] for row in found]
    if table == "event":
        rows = [
            list(field) for field in in_todays_shape(Kind.EVENT, {str(name): value for name, value in rows}).items()
        ]
    if table == "session":
        rows = [[code, in_todays_shape(Kind.SESSION, fields)] for code, fields in rows if isinstance(fields, dict)]
    return sorted(json.dumps(row, sort_keys=True, default=repr) for row in rows)


def _value(value: object) -> Any:
    """A cell, or what the JSON in it says; the text of a cell that is none."""
    try:
        return json.loads(value) if isinstance(value, str) and value[:1] in ("{", "[", '"') else value
    except (ValueError, RecursionError):
        return value


def _check_is_sound(connection: sqlite3.Connection) -> None:
    """Raise damage of a file of an earlier program before its indices and folded tables are made anew: nothing would
    show afterwards that it was damaged.
    """
    found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise damage(str(found))


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
