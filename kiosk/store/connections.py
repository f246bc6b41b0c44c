"""Connections to event files, plain by ``sqlite3`` or encrypted by ``sqlcipher3``, and the errors of both."""

import logging
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType

from kiosk.core.recovery_code import HEADER, RecoveryCode
from kiosk.errors import KioskError
from kiosk.log_file import report_of

_log = logging.getLogger(__name__)
_STORED = (type(None), bool, int, float, str, bytes, list, dict)
_SIGNS_OF_VALUES = ("JSON", "binding parameter")
_TROUBLES = {
    sqlite3.SQLITE_FULL: "event.disk_full",
    sqlite3.SQLITE_READONLY: "event.read_only",
    sqlite3.SQLITE_CORRUPT: "event.damaged",
    sqlite3.SQLITE_NOTADB: "event.damaged",
    sqlite3.SQLITE_BUSY: "event.in_use",
    sqlite3.SQLITE_LOCKED: "event.in_use",
    sqlite3.SQLITE_IOERR: "event.disk_trouble",
    sqlite3.SQLITE_CANTOPEN: "event.disk_trouble",
    sqlite3.SQLITE_PERM: "event.disk_trouble",
    sqlite3.SQLITE_NOLFS: "event.disk_trouble",
}


def connect(database: Path | str, code: RecoveryCode | None, *, uri: bool = False) -> sqlite3.Connection:
    """A connection to a file, encrypted when there is a code; without transactions of its own."""
    if code is None:
        connection = sqlite3.connect(database, isolation_level=None, uri=uri)
    else:
        connection = _sqlcipher().connect(database, isolation_level=None, uri=uri)
    try:
        if code is not None:
            _be_silent(connection)
            # The key is ours and no password, so that no time is spent on stretching it.
            connection.execute(f'PRAGMA key="{_key_text(code)}"')
        return _wary(connection)
    except BaseException:
        connection.close()
        raise


def convert(path: Path, code: RecoveryCode | None, target: Path, target_code: RecoveryCode | None) -> None:
    """Write the content of an event file into a new file that is encrypted otherwise, or not at all."""
    connection = connect(path, code) if code else _sqlcipher().connect(path, isolation_level=None)
    try:
        _wary(connection)
        _be_silent(connection)
        key = _key_text(target_code) if target_code else ""
        connection.execute("ATTACH DATABASE ? AS target KEY ?", (str(target), key))
        connection.execute("SELECT sqlcipher_export('target')").fetchone()
        for number in ("application_id", "user_version"):
            value = connection.execute(f"PRAGMA main.{number}").fetchone()[0]
            connection.execute(f"PRAGMA target.{number}={value}")
    finally:
        connection.close()


def check_can_encrypt() -> None:
    """Raises ``KioskError`` where what encrypts is not installed."""
    _sqlcipher()


def errors(name: str, *others: type[Exception]) -> tuple[type[Exception], ...]:
    """The exception classes of a name, such as ``DatabaseError``: those of ``sqlcipher3`` are no classes of
    ``sqlite3``, and only there once an encrypted event was opened.  With ``others`` for one ``except``.
    """
    modules = (sqlite3, sys.modules.get("sqlcipher3.dbapi2"))
    return (*others, *(getattr(module, name) for module in modules if module is not None))


@contextmanager
def troubles(path: Path) -> Iterator[None]:
    """SQLite's complaints about the file or its disk become ``KioskError``; a wrong statement of ours stays a bug."""
    try:
        yield
    except UnicodeDecodeError:  # also of SQLite's own message, which quotes what it could not read
        raise KioskError("event.damaged", file=path.name) from None
    except errors("DatabaseError") as trouble:
        if str(trouble).startswith("Could not decode"):
            # The message quotes the stored text, which is somebody's name as likely as not.
            raise KioskError("event.damaged", file=path.name) from None
        code = _TROUBLES.get(primary(trouble))
        if code is None:
            raise
        raise KioskError(code, file=path.name, why=str(trouble)) from trouble


def value_errors() -> tuple[type[Exception], ...]:
    """What reading values may raise that are not of the kind that was written; ``may_be_of_values`` looks closer."""
    names = ("IntegrityError", "InterfaceError", "OperationalError", "ProgrammingError")
    wrong = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError)
    return (*wrong, *(error for name in names for error in errors(name)))


def may_be_of_values(trouble: Exception) -> bool:
    """Whether one of the ``value_errors`` can come of a stored value, and is not for sure a fault of this program.

    A stored value is JSON or a cell: no module of ours, and no statement.
    """
    if isinstance(trouble, AttributeError):
        return isinstance(trouble.obj, _STORED)
    if isinstance(trouble, errors("OperationalError", *errors("ProgrammingError"), *errors("InterfaceError"))):
        return any(sign in str(trouble) for sign in _SIGNS_OF_VALUES)
    return primary(trouble) not in _TROUBLES  # a full disk is no damage


@contextmanager
def values_as_damage() -> Iterator[None]:
    """What goes wrong in the block with values that the file holds is raised as damage of the file.

    It is logged where that was: a fault of this program may look the same.
    """
    try:
        yield
    except value_errors() as trouble:
        if not may_be_of_values(trouble):
            raise
        _log.warning("a stored value cannot be read\n%s", report_of(trouble))
        raise damage(type(trouble).__name__) from trouble


def damage(what: str) -> Exception:
    """The error that SQLite raises for a damaged file, for damage that it does not see."""
    found = sqlite3.DatabaseError(what)
    found.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return found


def primary(trouble: Exception) -> int:
    """SQLite's primary code of an error; that of any error for what is none of SQLite's."""
    return int(getattr(trouble, "sqlite_errorcode", sqlite3.SQLITE_ERROR)) & 0xFF


def _wary(connection: sqlite3.Connection) -> sqlite3.Connection:
    """``connection``, that takes nothing on trust: a file may come from anybody (https://sqlite.org/security.html)."""
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    if sys.version_info >= (3, 12) and hasattr(connection, "setconfig"):  # the library of encrypted events has none
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, False)
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, False)
    return connection


def forget_schema(connection: sqlite3.Connection, kept: Mapping[str, str]) -> None:
    """Leave of a damaged file's schema the tables of ``kept`` alone, described by those statements: for a copy that is
    read and thrown away.
    """
    if sys.version_info >= (3, 12) and hasattr(connection, "setconfig"):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, False)
    connection.execute("PRAGMA writable_schema=ON")
    with suppress(*errors("DatabaseError")):  # it fails once, and then takes what could be made out
        connection.execute("SELECT 1 FROM sqlite_master")
    marks = ", ".join("?" * len(kept))
    connection.execute(f"DELETE FROM sqlite_master WHERE type <> 'table' OR name NOT IN ({marks})", tuple(kept))
    for name, statement in kept.items():
        connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (statement, name))


def _key_text(code: RecoveryCode) -> str:
    """Key and salt as SQLCipher takes them raw.  It writes the salt where SQLite has its name: ours says what the file
    is; the key is random and needs none (docs/decisions/encryption.md).
    """
    return f"x'{code.key.hex()}{(HEADER + code.mark).hex()}'"


def _be_silent(connection: sqlite3.Connection) -> None:
    """Errors come as exceptions; SQLCipher would write each on the standard error too."""
    connection.execute("PRAGMA cipher_log_level=NONE")


def _sqlcipher() -> ModuleType:
    try:
        from sqlcipher3 import dbapi2  # imported late: only encrypted events need it, and it may not be installed
    except ImportError as trouble:
        raise KioskError("encryption.not_installed") from trouble
    found: ModuleType = dbapi2
    return found
