"""Time of one scan, decided and durable on the disk, beside a bare INSERT and COMMIT of SQLite on the same disk."""

import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing
from datetime import timedelta
from pathlib import Path

from kiosk.actions.door.check_in import check_in, new_scan_id
from kiosk.core.scan import Scan
from kiosk.store.records import Records
from tests.benchmarks import Figure
from tests.benchmarks.events import give_history, make_event

TITLE = "One scan: decide and commit"
SIZES = (84, 10_000, 100_000)
_SCANS, _ROUND, _WARM_UP, _HISTORY = 3000, 50, 200, 10


def measure() -> Iterator[Figure]:
    """Median and 99th percentile at each size of event; all sizes and the bare commits are made in turn."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as closed_at_the_end:
        events = [closed_at_the_end.enter_context(_event(Path(folder), people)) for people in SIZES]
        bare, *ours = _in_turn(_bare_insert(Path(folder) / "bare.db"), *map(_scanner, events))
    yardstick, smallest = statistics.median(bare), statistics.median(ours[0])
    for people, times in zip(SIZES, ours, strict=True):
        median = statistics.median(times)
        yield Figure(
            f"scan, median, {people:,} people × {_HISTORY} scans", _ms(median), f"bare commit {_ms(yardstick)}",
            f"{median / yardstick:.2f}", "≤ 2",
        )  # fmt: skip
        yield Figure(
            f"scan, 99th percentile, {people:,} people", _ms(_p99(times)), f"bare commit {_ms(_p99(bare))}",
            f"{_p99(times) / _p99(bare):.2f}",
        )  # fmt: skip
        if people != SIZES[0]:
            yield Figure(f"growth from {SIZES[0]} to {people:,} people", f"{median / smallest:.2f} ×", aim="< 1.5 ×")


def _event(folder: Path, people: int) -> AbstractContextManager[Records]:
    records = make_event(folder / f"{people}.kiosk", people)
    give_history(records, _HISTORY)
    return closing(records)


def _scanner(records: Records) -> Callable[[], None]:
    """One entry of a random person to the third session, so that every scan decides and writes; the first ones of a
    person change presence, the later ones are refused as made already.
    """
    people, session = records.people.all(), records.programme.sessions()["S3"]
    chance = random.Random(7)
    moment = session.starts_at

    def scan() -> None:
        nonlocal moment
        moment += timedelta(milliseconds=500)
        person = chance.choice(people)
        check_in(records, Scan(new_scan_id(), person.ticket_code, moment, "1", session=session.code))

    return scan


def _bare_insert(path: Path) -> Callable[[], None]:
    """What SQLite costs by itself with the same promise: one row of a scan's size, WAL, synchronous=FULL."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE scan (id INTEGER PRIMARY KEY, payload TEXT NOT NULL)")
    payload = "x" * 600

    def insert() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO scan (payload) VALUES (?)", (payload,))
        connection.execute("COMMIT")

    return insert


def _in_turn(*calls: Callable[[], None]) -> list[list[float]]:
    """Seconds of each call; in short rounds by turns, because the disk's mood changes within a minute."""
    for _ in range(_WARM_UP):
        for call in calls:
            call()
    times: list[list[float]] = [[] for _ in calls]
    for _ in range(_SCANS // _ROUND):
        for call, taken in zip(calls, times, strict=True):
            for _ in range(_ROUND):
                begun = time.perf_counter()
                call()
                taken.append(time.perf_counter() - begun)
    return times


def _p99(times: list[float]) -> float:
    return statistics.quantiles(times, n=100)[98]


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.2f} ms"
