"""A small world of desks and a hub in one process: laptops with wrong clocks, a network that loses requests and
replies, crashes, restored backups, a hub that is emptied or comes back from an old copy.

The desks are the real ones: each has its event file in SQLite and runs the program's own functions.  Only the hub is a
model, a dictionary of rows that keeps the promises of the real one (``tests/actions/test_sync.py`` holds those against
PostgreSQL), and the network between them.
"""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from kiosk import clock
from kiosk.actions.desks import sync as desk_sync
from kiosk.actions.door.check_in import check_in
from kiosk.actions.event import Records, open_event
from kiosk.core.scan import Answer, Scan
from kiosk.errors import KioskError
from kiosk.store import event_file, log
from tests.making import moment

START = moment("10:25")
BATCH = 7
"""Rows in one push or pull here: so few that a history needs many."""


class World:
    """The true time, which no laptop shows, and whose clock is being read."""

    def __init__(self) -> None:
        self.now = START
        self.clock_error = timedelta()

    def time_ns(self) -> int:
        """In place of ``time`` in the log: the clock of the laptop at work."""
        since_1970 = self.now + self.clock_error - datetime.fromtimestamp(0, self.now.tzinfo)
        return since_1970 // timedelta(microseconds=1) * 1000

    @contextmanager
    def at_work(self, laptop: "Laptop") -> Iterator[None]:
        """The clock of ``laptop`` is the one that is read in the block."""
        self.clock_error = laptop.error
        clock.correct(laptop.correction)
        try:
            yield
        finally:
            self.clock_error, laptop.correction = timedelta(), clock.correction()
            clock.correct(timedelta())


@dataclass
class ModelHub:
    """Rows by log, in their order.  ``late`` rows are stored by a transaction that nobody sees yet."""

    rows: dict[tuple[str, int], log.Row] = field(default_factory=dict)
    late: dict[tuple[str, int], log.Row] = field(default_factory=dict)
    arrivals: dict[tuple[str, int], int] = field(default_factory=dict)
    refill: bool = False

    def heads(self) -> dict[str, int]:
        reached: dict[str, int] = {}
        for log_id, seq in self.rows:
            reached[log_id] = max(seq, reached.get(log_id, 0))
        return reached

    def store(self, rows: Sequence[log.Row], *, late: bool = False) -> None:
        """Store what is new; a hole, or a log whose last rows are not committed yet, is refused."""
        fresh = [row for row in rows if (row[0], row[1]) not in self.rows]
        if any((row[0], row[1]) in self.late for row in fresh):
            raise KioskError("hub.unreachable", why="waits for another transaction")
        reached = self.heads()
        for row in fresh:
            if row[1] != reached.get(row[0], 0) + 1:
                raise KioskError("hub.changed")
            reached[row[0]] = row[1]
        for row in fresh:
            name = row[0], row[1]
            self.arrivals[name] = len(self.arrivals)
            (self.late if late else self.rows)[name] = row

    def commit_late(self) -> None:
        """Transactions whose desk was cut off come to their end."""
        self.rows |= self.late
        self.late = {}

    def copy(self) -> "ModelHub":
        return ModelHub(dict(self.rows), {}, dict(self.arrivals), self.refill)


@dataclass
class Network:
    """The way of one desk to the hub.

    ``trouble``: after ``calls_until`` calls the ``request`` or the ``reply`` is lost; with ``late``, what is pushed is
    seen only when the cut-off transaction ends.
    """

    hub: ModelHub
    organiser: bool
    desk: int
    trouble: str = ""
    calls_until: int = 0

    @property
    def forwards(self) -> bool:
        return self.organiser or self.hub.refill

    def heads(self) -> dict[str, int]:
        return self._call(self.hub.heads)

    def push(self, rows: Sequence[log.Row]) -> None:
        late = self.trouble == "late"
        self._call(lambda: self.hub.store(rows, late=late))

    def pull(self, known: Mapping[str, int], limit: int) -> list[log.Row]:
        return self._call(lambda: rows_beyond(self.hub, known, limit))

    def _call(self, request):
        self.calls_until -= 1
        cut = bool(self.trouble) and self.calls_until < 0
        if cut and self.trouble == "request":
            raise KioskError("hub.unreachable", why="lost")
        reply = request()
        if cut:
            raise KioskError("hub.unreachable", why="lost")
        return reply


def rows_beyond(hub: ModelHub, known: Mapping[str, int], limit: int) -> list[log.Row]:
    """What a desk that knows each log so far lacks."""
    names = sorted(name for name in hub.rows if name[1] > known.get(name[0], 0))
    return [hub.rows[name] for name in names[:limit]]


@dataclass
class Laptop:
    """A laptop at a door.  ``error``: how far its clock is ahead of the true time, from its next start on."""

    number: int
    records: Records
    world: World
    error: timedelta = timedelta()
    next_error: timedelta = timedelta()
    correction: timedelta = timedelta()
    """What this start of the program adds to its clock, as measured at the hub."""

    @property
    def name(self) -> str:
        return f"desk {self.number}"

    @property
    def log_id(self) -> str:
        """The log that this start of the program writes."""
        return self.records.log_id

    def shown(self) -> datetime:
        """The time as this laptop shows it."""
        return self.world.now + self.error + self.correction

    def answer(self, beam: Scan) -> Answer:
        with self.world.at_work(self):
            return check_in(self.records, beam)

    def sync(self, network: Network) -> None:
        """Exchange with the hub, as far as the network goes; the clock is measured first."""
        with self.world.at_work(self):
            network.heads()
            desk_sync.note_clock(self.records, -self.error // timedelta(microseconds=1), round_trip_us=8000)
            desk_sync.sync_all(network, lambda work: work(self.records))

    def restart(self) -> None:
        """The program ends at once and is started again; the wall clock is read anew then."""
        path, desk_id = self.records.path, self.records.desk_id
        self.records.close()
        self.start(path, desk_id)

    def start(self, path: Path, desk_id: str) -> None:
        self.error, self.correction = self.next_error, timedelta()
        with self.world.at_work(self):
            self.records = open_event(path, desk_id=desk_id)

    def replace_by(self, copy: Path) -> None:
        """The disk broke: the file is now what a backup held."""
        path, desk_id = self.records.path, self.records.desk_id
        self.records.close()
        for old in path.parent.glob(f"{path.name}*"):
            old.unlink()
        shutil.copy(copy, path)
        self.start(path, desk_id)

    def names(self) -> set[tuple[str, int]]:
        """The operations in this file."""
        return set(self.records.file.connection.execute("SELECT log_id, seq FROM op").fetchall())


def empty_laptop(folder: Path, number: int, world: World) -> Laptop:
    """A laptop that has just joined and knows nothing yet."""
    records = Records(event_file.create(folder / f"laptop-{number}.kiosk"), f"laptop-{number + 1}")
    return Laptop(number, records, world)
