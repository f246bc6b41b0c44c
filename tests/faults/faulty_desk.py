"""A desk of the command line that is made to fail; run as a program with io_faults.so preloaded.

    faulty_desk.py scan EVENT SEED              answers the lines of standard input as ``kiosk scan`` does
    faulty_desk.py fail EVENT LINES STICKY      answers LINES once for each call to the disk, with that call failing

``SEED`` names a mistake put into the program on purpose, to show that the tests would find it.
"""

import ctypes
import errno
import json
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.cli.main import main
from kiosk.core.recovery_code import RecoveryCode
from kiosk.store import event_file

KINDS = {"open": "o", "write": "w", "sync": "s"}
ERRORS = {"open": (errno.EIO, errno.ENOSPC), "write": (errno.EIO, errno.ENOSPC), "sync": (errno.EIO, errno.ENOSPC)}


# -- mistakes put in on purpose ----------------------------------------------------------------------------------------


def acknowledge_before_commit() -> None:
    """Let each transaction be committed only when the next one begins: an answer comes before its commit."""
    honest = event_file.EventFile.transaction

    @contextmanager
    def late(self: event_file.EventFile) -> Iterator[None]:
        if self.connection.in_transaction:
            self.connection.execute("COMMIT")
        self.connection.execute("BEGIN IMMEDIATE")
        yield

    event_file.EventFile.transaction = late
    assert honest is not late


def synchronous_normal() -> None:
    """Let SQLite leave out the sync of each commit."""
    honest = event_file._connected

    def quicker(path: Path, code: RecoveryCode | None) -> sqlite3.Connection:
        connection = honest(path, code)
        connection.execute("PRAGMA synchronous=NORMAL")
        return connection

    event_file._connected = quicker


SEEDS: dict[str, Callable[[], None]] = {
    "none": lambda: None,
    "acknowledge_before_commit": acknowledge_before_commit,
    "synchronous_normal": synchronous_normal,
}


# -- one call to the disk fails ----------------------------------------------------------------------------------------


class Disk:
    """The preloaded library, as this process tells it what has to fail."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(os.environ["LD_PRELOAD"])
        self._library.faults_calls.restype = ctypes.c_long

    def arm(self, kind: str, nth: int, error: int, sticky: bool) -> None:
        """Let the ``nth`` call of a kind fail from now on; 0 for none."""
        self._library.faults_arm(ord(KINDS[kind]), nth, error, int(sticky))

    def calls(self, kind: str) -> int:
        """How many calls of a kind there were since ``arm``."""
        return self._library.faults_calls(ord(KINDS[kind]))


def scan_with_fault(disk: Disk, event: Path, lines: Path, fault: tuple[str, int, int, bool] | None) -> dict:
    """Answer ``lines`` on a copy of ``event`` in a child process; what it printed and how it ended."""
    folder = Path(tempfile.mkdtemp(dir=event.parent))
    copy = Path(shutil.copy(event, folder / event.name))
    said, counted = folder / "said", folder / "counted"
    child = os.fork()
    if child == 0:
        _become_desk(disk, copy, lines, said, counted, fault)
    _, status = os.waitpid(child, 0)
    return {
        "fault": fault,
        "event": str(copy),
        "code": os.waitstatus_to_exitcode(status),
        "said": said.read_text("utf-8"),
        "told": said.with_suffix(".err").read_text("utf-8"),
        "calls": json.loads(counted.read_text("utf-8")) if counted.exists() else {},
    }


def _become_desk(disk: Disk, event: Path, lines: Path, said: Path, counted: Path, fault: tuple | None) -> None:
    """In the child: standard streams are files, the fault is armed, the command runs; does not return."""
    modes = (
        (lines, os.O_RDONLY),
        (said, os.O_WRONLY | os.O_CREAT),
        (said.with_suffix(".err"), os.O_WRONLY | os.O_CREAT),
    )
    for number, (path, mode) in enumerate(modes):
        os.dup2(os.open(path, mode, 0o600), number)
    sys.argv = ["kiosk", "scan", str(event), "--jsonl", "--session", "F"]
    for kind in KINDS:
        disk.arm(kind, 0, 0, False)
    if fault is not None:
        disk.arm(*fault)
    code = main()
    sys.stdout.flush()
    counts = {kind: disk.calls(kind) for kind in KINDS}
    for kind in KINDS:
        disk.arm(kind, 0, 0, False)
    counted.write_text(json.dumps(counts), encoding="utf-8")
    os._exit(code)


def fail_everywhere(event: Path, lines: Path, *, sticky: bool) -> None:
    """One JSON line for each call of the faultless run, with that call failing."""
    disk = Disk()
    honest = scan_with_fault(disk, event, lines, None)
    print(json.dumps(honest), flush=True)  # noqa: T201 - read by the test
    for kind, calls in honest["calls"].items():
        for nth in range(1, calls + 1):
            for error in ERRORS[kind]:
                print(json.dumps(scan_with_fault(disk, event, lines, (kind, nth, error, sticky))), flush=True)  # noqa: T201


if __name__ == "__main__":
    if sys.argv[1] == "scan":
        SEEDS[sys.argv[3]]()
        sys.argv = ["kiosk", "scan", sys.argv[2], "--jsonl", "--session", "F"]
        sys.exit(main())
    fail_everywhere(Path(sys.argv[2]), Path(sys.argv[3]), sticky=sys.argv[4] == "sticky")
