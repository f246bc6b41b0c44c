"""Opening, making, locking and copying an event file.

One process writes one event file through one connection.  SQLite before 3.51.3 can corrupt a WAL file when two
connections write or checkpoint at once, and two programs would disagree about who is inside: so a second writer is
refused with a sentence.  Readers open the file read-only and are never refused.
"""

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path

import filelock

from kiosk import file_names
from kiosk.core.recovery_code import RecoveryCode, mark_in
from kiosk.errors import KioskError
from kiosk.paths import EVENT_SUFFIX
from kiosk.store import copying, erasure, key_ring, migrations, rollback_journal, schema, upgrade
from kiosk.store.connections import connect, convert, troubles
from kiosk.store.replacing import beside, clear_leftovers, is_other_name, refuse_what_was_left, write_names_through
from kiosk.whole_files import first_bytes, new_private_file, put, take_away

_MOST_NAMES, _MOST_LETTERS = 5, 60
_NO_WRITE_AHEAD_LOG = b"\1\1"
"""In a header: the file of a closed copy, which is whole by whatever name it is read."""


class EventFile:
    """An open event file: its connection, and whether this process may write.

    Commits are durable when they return: write-ahead log with ``synchronous=FULL`` (and ``fullfsync`` where the
    system has it).  Use it in the thread that opened it.
    """

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        lock: filelock.BaseFileLock | None,
        code: RecoveryCode | None,
        differing: tuple[str, ...] = (),
    ) -> None:
        self.path = path
        self.differing = differing  # of a file of an earlier program: tables that were not as its log folds
        self.connection = connection
        self.code = code  # of an encrypted event
        self._lock = lock
        self._identity = _identity(path)

    @property
    def writable(self) -> bool:
        """Whether this process holds the file for writing."""
        return self._lock is not None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One transaction, committed to the disk when the block ends, undone when it raises.

        Raises ``KioskError`` when the disk is full, failing or read-only: nothing of the block is stored then.
        Likewise when the file was deleted, moved or replaced under us: the system would go on writing to a file that
        nobody can reach.
        """
        if not self.writable:
            raise KioskError("event.read_only", file=self.path.name)
        try:
            with self.troubles():
                self.connection.execute("BEGIN IMMEDIATE")
                yield
                self.connection.execute("COMMIT")
            if _identity(self.path) != self._identity:
                raise KioskError("event.gone", file=self.path.name)
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise

    def compact(self) -> None:
        """Write the file anew so that nothing erased is left in it or in its write-ahead log."""
        with self.troubles():
            erasure.compact(self.connection)

    def has_tables(self) -> bool:
        """Whether the tables were ever made."""
        return self.connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'op'").fetchone() is not None

    def shown(self) -> tuple[int, int]:
        """How many people and admissions the file shows, counted without an index."""
        people = "SELECT COUNT(*) FROM attendee NOT INDEXED"
        scans = "SELECT COUNT(*) FROM scan NOT INDEXED WHERE accepted = 1 AND voided = 0"
        return self.connection.execute(people).fetchone()[0], self.connection.execute(scans).fetchone()[0]

    def troubles(self) -> AbstractContextManager[None]:
        """What is wrong with the file or its disk is raised as ``KioskError`` in the block."""
        return troubles(self.path)

    def close(self) -> None:
        """Close the connection and let the next writer in."""
        self.connection.close()
        if self._lock is not None:
            self._lock.release()


def create(path: Path, code: RecoveryCode | None = None) -> EventFile:
    """Make an empty event file, encrypted when there is a code.

    Raises ``KioskError`` when something is there already or the place cannot be written.
    """
    path = free_place(path)
    lock = _locked(path, wait_seconds=0)
    if path.exists():  # made by somebody else since
        lock.release()
        raise KioskError("event.exists", file=path.name)
    try:
        new_private_file(path)
    except OSError as trouble:
        lock.release()
        raise KioskError("event.cannot_write", file=str(path), why=str(trouble)) from trouble
    try:
        with troubles(path):
            _mark(path, code)
            return EventFile(path, _connected(path, code), lock, code)
    except BaseException:
        lock.release()
        remove(path)
        raise


def free_place(path: Path) -> Path:
    """Where an event of this name would be made.

    Raises ``KioskError`` when something is there, the folder is not, or no file should have that name.
    """
    path = with_suffix(path)
    file_names.check_new(path)
    if path.exists():
        raise KioskError("event.exists", file=path.name)
    if not path.parent.is_dir():
        raise KioskError("event.no_folder", folder=str(path.parent))
    refuse_what_was_left(path)
    return path


def put_in_place(finished: Path, path: Path) -> None:
    """Give an event that was made under another name its own; it is closed and in one file."""
    take_away(_lock_file(finished))
    put(finished, free_place(path))


def open_for_writing(path: Path, wait_seconds: float = 5.0) -> EventFile:
    """Open an event file for reading and writing, waiting a moment for another writer to finish.

    Raises ``KioskError`` when the file is missing, write-protected, no event file, of a newer program, damaged, or
    stays in use.
    """
    path = with_suffix(path)
    code = _checked_event(path, writing=True)
    # SQLite opens a write-protected file all the same: better refused now than at the first scan.
    if not os.access(path, os.W_OK):
        raise KioskError("event.read_only", file=path.name)
    lock = _locked(path, wait_seconds)
    try:
        if code is not None:
            clear_leftovers(path)
        with troubles(path):
            return EventFile(path, _connected(path, code), lock, code)
    except BaseException:
        lock.release()
        raise


def open_for_reading(path: Path) -> EventFile:
    """Open an event file that is only read; works while another process writes to it.

    Raises ``KioskError`` when the file is missing, is no event file, is of a newer program or is damaged.
    """
    path = with_suffix(path)
    code = _checked_event(path)
    with troubles(path):
        connection = connect(f"{path.resolve().as_uri()}?{_reading_mode(path)}", code, uri=True)
        try:
            _refuse_strange(path, migrations.acting_objects(connection))
            connection, differing = upgrade.brought_up_to_date(connection, code)
            if migrations.version_of(connection):
                _refuse_strange(path, migrations.strange_objects(connection))
        except BaseException:
            connection.close()
            raise
    return EventFile(path, connection, None, code, differing)


def copy_to(file: EventFile, target: Path, check: Callable[[Path], None] = lambda _unfinished: None) -> None:
    """Write a whole, consistent copy of the event to ``target`` (never a plain file copy, which loses the WAL part);
    that of an encrypted event is encrypted with the same key.

    The copy appears under its name only when it is complete and ``check``, which gets its path until then, raises
    nothing.  Raises ``KioskError`` when the place cannot be written, or an event in use has that name.
    """
    copying.write_copy(file.connection, file.code, target, check)


def convert_to(file: EventFile, target: Path, code: RecoveryCode | None) -> None:
    """Write the event into a new file that is encrypted with another code, or with none."""
    new_private_file(target)
    try:
        with file.troubles():
            convert(file.path, file.code, target, code)
        with target.open("r+b") as written:
            os.fsync(written.fileno())
    except BaseException:
        take_away(target)
        raise


def write_fresh(path: Path, fresh: Path) -> tuple[int, int]:
    """Copy an event to ``fresh`` and make its indices and all that is folded anew there; what ``path`` itself shows
    (``EventFile.shown``).
    """
    with closing(open_for_reading(path)) as file, file.troubles():
        copy_to(file, fresh)
        with closing(connect(fresh, file.code)) as copy:
            upgrade.fold_anew(copy)
        return file.shown()


def gather(path: Path) -> None:
    """Bring what the write-ahead log holds into the file itself and end the log; raises ``event.in_use`` while anybody
    has the event open, also only for reading.  For a file that is ``held``.
    """
    with troubles(path), closing(connect(path, _checked_event(path))) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Keep every other program from writing the event while it is closed; raises ``event.in_use`` when one does."""
    lock = _locked(path, wait_seconds=0)
    try:
        yield
    finally:
        lock.release()


def is_held(path: Path) -> bool:
    """Whether a program has the event open for writing; false where that cannot be found out."""
    try:
        with held(path):
            return False
    except KioskError as trouble:
        return trouble.code == "event.in_use"


def looks_like_event(path: Path) -> bool:
    """Whether the first bytes of a file say that it is an event, whatever it is called and however damaged."""
    try:
        header = first_bytes(path, 100)
    except OSError:
        return False
    return mark_in(header) is not None or _is_marked(header)


def put_aside(path: Path, aside: Path) -> None:
    """Give a damaged event another name, with the write-ahead log that belongs to it; nothing is deleted."""
    for part in ("-wal", "-shm", ""):
        belonging = path.with_name(path.name + part)
        if belonging.exists():
            put(belonging, aside.with_name(aside.name + part))
    write_names_through(path.parent)


def forget_cached(path: Path) -> None:
    """Have the file read from its drive next, not from memory, where the system lets a program ask for that."""
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError), path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def remove(path: Path) -> None:
    """Delete an event file that is not open, with what belongs to it; for an event that never came to be."""
    for belonging in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm"), _lock_file(path)):
        take_away(belonging)


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file on which disk a path leads to now; None when it leads to none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _reading_mode(path: Path) -> str:
    """How a file is opened that is only read.

    A write-ahead log left by a killed program can only be read where its index file may be written.  In a protected
    folder the file is taken as it stands; with a log beside it that would silently leave out the last scans.
    """
    if os.access(path.parent, os.W_OK):
        # What a killed program began in the file itself has to be put back before anybody can read it.
        return "mode=ro" if beside(path, "-journal") is None else "mode=rw"
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise KioskError("event.log_beside", file=path.name, log=log.name)
    return "immutable=1"


def _lock_file(path: Path) -> Path:
    return path.with_name(f".{path.name}.lock")


def with_suffix(path: Path) -> Path:
    """``workshop`` means ``workshop.kiosk``, unless there is a file of just that name.

    Links are followed: the lock and the write-ahead log belong to the file, by whatever name it is opened.
    """
    file_names.refuse_device(path)
    file_names.refuse_too_long(path)
    return (path if path.suffix or path.exists() else path.with_suffix(EVENT_SUFFIX)).resolve()


def _mark(path: Path, code: RecoveryCode | None) -> None:
    """Write into a new file's first page that it is an event.

    Before there is a write-ahead log: as long as the page is only there, the file looks like no event to everybody who
    reads its header, and after a crash to ourselves.
    """
    with closing(connect(path, code)) as connection:
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute(f"PRAGMA application_id={schema.APPLICATION_ID}")


def _connected(path: Path, code: RecoveryCode | None) -> sqlite3.Connection:
    """A connection that writes, to a file whose tables are those of this program."""
    connection = connect(path, code)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        if sys.platform == "darwin":
            connection.execute("PRAGMA fullfsync=1")
            connection.execute("PRAGMA checkpoint_fullfsync=1")
        connection.execute("PRAGMA cache_size=-32768")
        _refuse_strange(path, migrations.acting_objects(connection))
        upgrade.bring_up_to_date(path, connection, code)
        _refuse_strange(path, migrations.strange_objects(connection))
    except BaseException:
        connection.close()
        raise
    return connection


def _refuse_strange(path: Path, strange: tuple[str, ...]) -> None:
    """A trigger would answer and not store; a table that is another would be believed."""
    if strange:
        raise KioskError(
            "event.strange", file=path.name, objects=", ".join(name[:_MOST_LETTERS] for name in strange[:_MOST_NAMES])
        )


def _locked(path: Path, wait_seconds: float) -> filelock.BaseFileLock:
    lock = filelock.FileLock(_lock_file(path))
    try:
        lock.acquire(timeout=wait_seconds)
    except filelock.Timeout as trouble:
        raise KioskError("event.in_use", file=path.name) from trouble
    except OSError as trouble:
        raise KioskError("event.cannot_write", file=path.name, why=str(trouble)) from trouble
    return lock


def _checked_event(path: Path, *, writing: bool = False) -> RecoveryCode | None:
    """Look at the first 100 bytes (SQLite's header) before SQLite itself does: it takes an empty file for a
    database.  The code of an encrypted event, whose header says that it is one.
    """
    file_names.refuse_device(path)
    try:
        header, names = first_bytes(path, 100), path.stat().st_nlink
    except FileNotFoundError as trouble:
        refuse_what_was_left(path)
        raise KioskError("event.missing", file=str(path)) from trouble
    except OSError as trouble:
        raise KioskError("event.cannot_read", file=str(path), why=trouble.strerror) from trouble
    # By its other name a file has another lock and another write-ahead log: two writers would undo one another.
    if names > 1 and (writing or header[18:20] != _NO_WRITE_AHEAD_LOG) and not is_other_name(path):
        raise KioskError("event.two_names", file=path.name)
    if header[18:20] == _NO_WRITE_AHEAD_LOG and (log := beside(path, "-wal")) is not None:
        raise KioskError("event.log_of_another", file=path.name, log=log.name)
    if (journal := beside(path, "-journal")) is not None and not _may_belong(journal, header):
        raise KioskError("event.log_of_another", file=path.name, log=journal.name)
    if mark_in(header) is not None:
        return key_ring.code_of(path)
    if not _is_marked(header):
        raise KioskError("event.not_an_event", file=path.name)
    return None


def _may_belong(journal: Path, header: bytes) -> bool:
    """Whether a rollback journal beside an event is of that event: SQLite would play any journal into it.

    An event with a write-ahead log gets a journal only while that is begun or ended, of its first page alone.
    """
    try:
        found = rollback_journal.read(journal)
    except OSError as trouble:
        raise KioskError("event.cannot_read", file=str(journal), why=trouble.strerror) from trouble
    if found is None:
        return True
    is_of_an_event = mark_in(found.first_page) is not None or _is_marked(found.first_page)
    return is_of_an_event and (found.records == 1 or header[18:20] == _NO_WRITE_AHEAD_LOG)


def _is_marked(header: bytes) -> bool:
    """Whether a plain file's first 100 bytes are those of an event."""
    return header[:15] == b"SQLite format 3" and int.from_bytes(header[68:72], "big") == schema.APPLICATION_ID
