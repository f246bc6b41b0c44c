"""A rehearsal of the hub: light desks share through a real one while links are cut and desks are killed.

A light desk is to the hub what a laptop is: a role, an encrypted connection, logs of its own, and a disk.  It has no
event file and no window, so one computer plays hundreds of them.  What it answered stands on its disk; a killed desk
loses everything else and begins a new log, as the program does.
"""

import random
import secrets
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Event, Thread

from kiosk import clock
from kiosk.actions.desks.sync import BATCH, next_pause
from kiosk.core.operation import Kind
from kiosk.errors import KioskError
from kiosk.store import hub_link, hub_schema, hub_server
from kiosk.store.hub_access import Access
from kiosk.store.hub_link import HubLink
from kiosk.store.hub_server import LEAST_CONNECTIONS, HubServer, ServerOptions
from kiosk.store.log import COLUMNS, Row, Writer, row_of

SCAN_EVERY_S = 10.0
"""Between two scans at one desk, on average: a steady stream at a door."""

TROUBLES_A_MINUTE = 0.5
"""For each desk: so often its link is cut, or it is killed."""

_LOOK_S = 3.0
_LONGEST_SETTLING_S = 120.0
_SCAN: dict[str, object] = {"text": "1" * 34, "code": "1" * 34, "desk": "desk", "verdict": "admitted"}
_LOG, _SEQ, _DESK, _WALL = (COLUMNS.index(name) for name in ("log_id", "seq", "desk_id", "wall_us"))

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class HubRehearsal:
    """What came of it.

    ``lost`` scans were answered and are not at the hub, ``twice`` are there more than once, ``invented`` nobody
    answered; ``behind`` desks do not have all of them.  ``median_s`` and ``slowest_s`` (99th percentile) are seconds
    from a scan to its arrival at another desk, None where none arrived.
    """

    desks: int
    seconds: int
    answered: int
    stored: int
    lost: int
    twice: int
    invented: int
    behind: int
    cuts: int
    kills: int
    median_s: float | None
    slowest_s: float | None

    @property
    def is_well(self) -> bool:
        """Whether nothing was lost, nothing is there twice, and everybody has all."""
        return not (self.lost or self.twice or self.invented or self.behind)


def rehearse_hub(desks: int, seconds: int, progress: Progress | None = None) -> HubRehearsal:
    """Let so many light desks share for so long, and hold what they answered against what the hub has.

    Raises ``KioskError`` when no server can be started here.
    """
    with _served(desks) as (server, event):
        lights = [_LightDesk(access, number) for number, access in enumerate(_invited(server, event, desks))]
        troubles = _Troubles(lights)
        ends = time.monotonic() + seconds
        _all_at_once([partial(light.live, ends) for light in lights], troubles, seconds, progress)
        _all_at_once([light.bring for light in lights])
        _all_at_once([light.fetch for light in lights])
        with hub_link.administered(server.connection()) as admin:
            heads = hub_schema.heads(admin, event)
            schema = hub_schema.schema_name(event)
            stored = [op_id for (op_id,) in admin.execute(f"SELECT op_id FROM {schema}.op").fetchall()]
        for light in lights:
            light.hang_up()
    answered = {op_id for light in lights for op_id in light.answered}
    delays = sorted(delay for light in lights for delay in light.delays)
    return HubRehearsal(
        desks, seconds, len(answered), len(stored), len(answered - set(stored)), len(stored) - len(set(stored)),
        len(set(stored) - answered), sum(light.known != heads for light in lights), troubles.cuts, troubles.kills,
        statistics.median(delays) if delays else None, delays[int(len(delays) * 0.99)] if delays else None,
    )  # fmt: skip


@contextmanager
def _served(desks: int) -> Iterator[tuple[HubServer, str]]:
    """A hub for a block that nothing else knows of, and the short name of its event."""
    folder = Path(tempfile.mkdtemp(prefix="kiosk-hub-"))
    folder.chmod(0o711)  # where this program runs as root, the server's user goes through it
    server, event = HubServer(folder / "hub"), secrets.token_hex(6)
    try:
        hub_server.make(server, clock.now())
        hub_server.choose(server, ServerOptions(("127.0.0.1",), max(LEAST_CONNECTIONS, 2 * desks + 20)))
        hub_server.start(server)
        try:
            hub_link.make_database(server.connection(), hub_server.DATABASE)
            yield server, event
        finally:
            hub_server.stop(server, at_once=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _invited(server: HubServer, event: str, desks: int) -> list[Access]:
    with hub_link.administered(server.connection()) as admin:
        hub_schema.make(admin, event)
        made = [hub_schema.invite(admin, event, f"light {number}") for number in range(desks)]
    return [
        Access(
            event, ("127.0.0.1",), server.port, hub_server.DATABASE, hub_schema.role_name(event, number), password,
            server.certificate, number,
        )
        for number, password in made
    ]  # fmt: skip


class _KilledError(Exception):
    """The program of a light desk ended at once."""


@dataclass
class _LightDesk:
    """One of them; ``logs``, ``known`` and ``answered`` are its disk."""

    access: Access
    number: int
    logs: dict[str, list[Row]] = field(default_factory=dict)
    known: dict[str, int] = field(default_factory=dict)
    answered: list[str] = field(default_factory=list)
    delays: list[float] = field(default_factory=list)
    link: HubLink | None = None
    killed: Event = field(default_factory=Event)

    @property
    def laptop(self) -> str:
        return f"light-{self.number}"

    def live(self, ends: float) -> None:
        """Scan and share until then (``time.monotonic``), whatever happens to the link and to this desk."""
        chance, failures = random.Random(self.number), 0
        while time.monotonic() < ends:
            try:
                self._run(chance, ends)
                failures = 0
            except _KilledError:
                self.hang_up()
            except KioskError:
                self.hang_up()
                failures += 1
                time.sleep(min(next_pause(failures), max(0.0, ends - time.monotonic())))

    def _run(self, chance: random.Random, ends: float) -> None:
        """One start of the program, or one connection of it."""
        writer = Writer(self.laptop)
        due = time.monotonic() + chance.uniform(0, SCAN_EVERY_S)
        while (now := time.monotonic()) < ends:
            if self.killed.is_set():
                self.killed.clear()
                raise _KilledError
            if now >= due:
                due += chance.uniform(0, 2 * SCAN_EVERY_S)
                self._answer(writer)
            link = self._exchange()
            link.wait(max(0.0, min(due - time.monotonic(), ends - time.monotonic(), _LOOK_S)))

    def _answer(self, writer: Writer) -> None:
        """A scan: on the disk first, as at a desk; whether the hub has it is another matter."""
        told = writer.operation(Kind.SCAN, "0" * 13, _SCAN, wall_us=round(time.time() * 1e6), direction="in")
        self.logs.setdefault(told.log_id, []).append(row_of(told))
        self.known[told.log_id] = told.seq
        self.answered.append(told.op_id)

    def _exchange(self) -> HubLink:
        if self.link is None:
            self.link = hub_link.connect(self.access, self.laptop, self.laptop)
        self._push(self.link, self.link.heads())
        while rows := self.link.pull(self.known, BATCH):
            self._take_in(rows)
        return self.link

    def _push(self, link: HubLink, heads: Mapping[str, int]) -> None:
        for log_id, rows in self.logs.items():
            for start in range(heads.get(log_id, 0), len(rows), BATCH):
                link.push(rows[start : start + BATCH])

    def _take_in(self, rows: Sequence[Row]) -> None:
        now_us = time.time() * 1e6
        for row in rows:
            if row[_SEQ] != self.known.get(row[_LOG], 0) + 1:
                raise KioskError("hub.nonsense")
            self.known[row[_LOG]] = row[_SEQ]
            if row[_DESK] != self.laptop:
                self.delays.append((now_us - row[_WALL]) / 1e6)

    def bring(self) -> None:
        """Undisturbed: whatever the hub lacks of this desk."""
        self._patiently(lambda link: self._push(link, link.heads()))

    def fetch(self) -> None:
        """Undisturbed: whatever this desk lacks of the hub."""
        self._patiently(lambda _link: self._exchange())

    def _patiently(self, work: Callable[[HubLink], object]) -> None:
        given_up = time.monotonic() + _LONGEST_SETTLING_S
        failures = 0
        while time.monotonic() < given_up:
            try:
                work(self.link or self._exchange())
                return
            except KioskError:
                self.hang_up()
                failures += 1
                time.sleep(next_pause(failures))

    def hang_up(self) -> None:
        """Close the connection, if there is one."""
        if self.link is not None:
            self.link.close()
            self.link = None


@dataclass
class _Troubles:
    """What happens to the desks meanwhile."""

    desks: Sequence[_LightDesk]
    cuts: int = 0
    kills: int = 0
    chance: random.Random = field(default_factory=lambda: random.Random(len("hub")))

    def one(self) -> None:
        """Cut the link of one desk, in the middle of whatever it says, or kill the desk."""
        desk = self.chance.choice(self.desks)
        link = desk.link
        if link is None:
            return
        if self.chance.random() < 0.5:
            self.kills += 1
            desk.killed.set()
        else:
            self.cuts += 1
        link.cut()


def _all_at_once(
    works: Sequence[Callable[[], None]], troubles: _Troubles | None = None, seconds: int = 0,
    progress: Progress | None = None,
) -> None:  # fmt: skip
    """Each piece of work on a thread, with ``troubles`` for so long."""
    threads = [Thread(target=work, daemon=True) for work in works]
    for thread in threads:
        thread.start()
    begun = time.monotonic()
    while troubles is not None and (passed := time.monotonic() - begun) < seconds:
        if progress is not None:
            progress(int(passed), seconds)
        time.sleep(min(60.0 / TROUBLES_A_MINUTE / len(works), seconds - passed))
        troubles.one()
    for thread in threads:
        thread.join()
