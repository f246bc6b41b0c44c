"""The census of a large event, beside merely reading the rows that it counts."""

import sqlite3
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

from kiosk import clock
from kiosk.actions.office.figures import read_census, session_counts
from kiosk.core.programme import Session
from kiosk.store.records import Records
from kiosk.store.timestamps import microseconds
from tests import making
from tests.benchmarks import Figure
from tests.benchmarks.events import make_event

TITLE = "The census"
PEOPLE, SESSIONS = 100_000, 10
_ROUNDS = 3


def measure() -> Iterator[Figure]:
    """Seconds and memory of the whole census, and of the counts that the programme screen shows."""
    with tempfile.TemporaryDirectory() as folder, closing(make_event(Path(folder) / "event.kiosk", PEOPLE)) as records:
        give_presences(records)
        reading = _best(lambda: sum(1 for _ in records.figures.people()))
        whole = _best(lambda: read_census(records))
        yield Figure(
            f"census of {PEOPLE:,} people at {SESSIONS} sessions", f"{whole:.1f} s",
            f"its rows read alone {reading:.1f} s", f"{whole / reading:.1f}", "≤ 3 s",
        )  # fmt: skip
        yield Figure("memory that it takes at most", f"{_peak(lambda: read_census(records)) / 1e6:.1f} MB")
        counts = _best(lambda: session_counts(records, clock.now()))
        yield Figure("expected, came, inside now of each session, for the programme screen", f"{counts * 1000:.0f} ms")


def give_presences(records: Records) -> None:
    """Everybody at most of ten sessions for a while of their own, in bulk: as many scans would take half an hour."""
    programme = list(records.programme.sessions().values())
    more = [
        replace(programme[1], code=f"M{number}", starts_at=programme[1].starts_at + timedelta(days=1, hours=number),
                ends_at=programme[1].ends_at + timedelta(days=1, hours=number))
        for number in range(SESSIONS - len(programme))
    ]  # fmt: skip
    making.add_sessions(records, more)
    with closing(sqlite3.connect(records.path)) as connection, connection:
        people = [person.id for person in records.people.all()]
        connection.executemany(
            "INSERT INTO presence VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _rows(people, [*programme, *more])
        )


def _rows(people: Sequence[str], programme: Sequence[Session]) -> Iterator[tuple[object, ...]]:
    chance = Random(7)
    for person in people:
        for session in programme:
            spent = chance.randrange(-12, 120)  # nobody comes to everything
            if spent >= 0:
                status = "present" if spent >= 40 else "partial" if spent else "absent"
                first_in = microseconds(session.starts_at) + chance.randrange(3600) * 1_000_000
                yield person, session.code, 0, status, spent, first_in, first_in + spent * 60_000_000, 0


def _best(call: Callable[[], object]) -> float:
    times = []
    for _ in range(_ROUNDS):
        begun = time.process_time()
        call()
        times.append(time.process_time() - begun)
    return min(times)


def _peak(call: Callable[[], object]) -> int:
    tracemalloc.start()
    try:
        call()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
