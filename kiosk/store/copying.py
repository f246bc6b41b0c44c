"""Writing a whole, consistent copy of an open event under another name."""

import errno
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from kiosk import file_names
from kiosk.core.recovery_code import RecoveryCode
from kiosk.errors import KioskError
from kiosk.store.connections import connect, errors, primary
from kiosk.store.replacing import write_names_through
from kiosk.whole_files import written_beside


def write_copy(
    connection: sqlite3.Connection,
    code: RecoveryCode | None,
    target: Path,
    check: Callable[[Path], None] = lambda _unfinished: None,
) -> None:
    """Write what ``connection`` reads to ``target``, encrypted with the same code; never a plain file copy, which loses
    the part in the write-ahead log.

    The copy appears under its name only when it is complete and ``check``, which gets its path until then, raises
    nothing.  Raises ``KioskError`` when the place cannot be written, or an event in use has that name.
    """
    file_names.check_new(target)
    # SQLite would play the write-ahead log of the file that was there into the copy.
    for ending in ("-wal", "-journal"):
        if (beside := target.with_name(target.name + ending)).exists():
            code_told = "event.in_use" if target.exists() else "event.left_behind"
            raise KioskError(code_told, file=target.name, left=beside.name)
    try:
        with written_beside(target, private=True) as unfinished, closing(connect(unfinished, code)) as copy:
            connection.backup(copy)
            # A single file to carry away: without the WAL mode no second file belongs to it.
            copy.execute("PRAGMA journal_mode=DELETE")
            check(unfinished)
        write_names_through(target.parent)
    except errors("OperationalError", OSError) as trouble:
        is_full = getattr(trouble, "errno", 0) == errno.ENOSPC or primary(trouble) == sqlite3.SQLITE_FULL
        told = "event.copy_no_room" if is_full else "event.cannot_write"
        raise KioskError(told, file=str(target), why=str(trouble)) from trouble
