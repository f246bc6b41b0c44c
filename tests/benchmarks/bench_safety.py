"""What safety costs: scans while copies are made without a pause, a verified copy, the check of the hash chains."""

import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kiosk.actions.event import open_event, opened, read_event
from kiosk.actions.keeping.auto_backup import choose_folder, make_backup
from kiosk.actions.keeping.purge import purge
from kiosk.store import log
from kiosk.store.records import Records
from tests.benchmarks import Figure
from tests.benchmarks.bench_scan import _scanner
from tests.benchmarks.events import give_history, make_event

TITLE = "Safe keeping"
PEOPLE, _HISTORY, _SCANS, _ROUNDS = 10_000, 10, 200, 5


def measure() -> Iterator[Figure]:
    """On an event of ten thousand people with ten scans each; the rounds with copies and without by turns."""
    with tempfile.TemporaryDirectory() as folder:
        records = make_event(Path(folder) / "event.kiosk", PEOPLE)
        give_history(records, _HISTORY)
        records.close()  # what was written in bulk leaves the write-ahead log
        records = open_event(Path(folder) / "event.kiosk")
        stick = Path(folder) / "stick"
        stick.mkdir()
        choose_folder(stick)
        yield from _scans_beside_copies(records, stick)
        yield from _copy_and_check(records, stick)
        yield _erasing(records, stick)
        records.close()


def _scans_beside_copies(records: Records, stick: Path) -> Iterator[Figure]:
    scan, alone, beside = _scanner(records), [], []
    for _warm_up in range(_SCANS):
        scan()
    for _round in range(_ROUNDS):
        alone += [_timed(scan) for _ in range(_SCANS)]
        with _copying(records.path, stick):
            beside += [_timed(scan) for _ in range(_SCANS)]
    for name, figure in (("median", statistics.median), ("99th percentile", _p99)):
        yield Figure(
            f"scan while copies are made without a pause, {name}", f"{figure(beside) * 1000:.2f} ms",
            f"scan alone {figure(alone) * 1000:.2f} ms", f"{figure(beside) / figure(alone):.1f}",
        )  # fmt: skip


def _copy_and_check(records: Records, stick: Path) -> Iterator[Figure]:
    db, operations = records.file.connection, records.journal.length()
    size = records.path.stat().st_size
    plain = min(_timed(lambda: (stick / "plain").write_bytes(records.path.read_bytes())) for _ in range(3))
    copied = min(_timed(lambda: make_backup(records, stick, desk_id="1", now=datetime.now(UTC))) for _ in range(3))
    yield Figure(
        f"copy of {operations:,} operations, {size / 1e6:.0f} MB, written, read again and checked", f"{copied:.2f} s",
        f"the bytes written alone {plain:.2f} s", f"{copied / plain:.0f}",
    )  # fmt: skip
    checked = min(_timed(lambda: list(log.broken(db))) for _ in range(3))
    read = min(_timed(lambda: list(log.in_order(db))) for _ in range(3))
    yield Figure(
        f"hash chains of {operations:,} operations checked", f"{checked:.2f} s",
        f"the same operations read {read:.2f} s", f"{checked / read:.1f}",
    )  # fmt: skip


def _erasing(records: Records, stick: Path) -> Figure:
    over = max(session.ends_at for session in records.programme.sessions().values()) + timedelta(hours=1)
    name = records.event.details().names["ko"]
    taken = _timed(lambda: purge(records, name, now=max(over, datetime.now(UTC)), folder=stick, desk_id="1"))
    return Figure(f"{PEOPLE:,} people erased, copies and all", f"{taken:.1f} s")


@contextmanager
def _copying(path: Path, stick: Path) -> Iterator[None]:
    """Copies one after the other in a thread, as the window makes one every five minutes."""
    stop = threading.Event()

    def work() -> None:
        while not stop.is_set():
            with opened(read_event(path)) as reading:
                make_backup(reading, stick, desk_id="1", now=datetime.now(UTC))

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _timed(call) -> float:
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


def _p99(times: list[float]) -> float:
    return statistics.quantiles(times, n=100)[98]
