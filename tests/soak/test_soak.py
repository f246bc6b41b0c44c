"""Twelve desks, a real PostgreSQL, and a bad day: desks and server are killed, links cut and stalled, while all scan.

Afterwards every answer that a desk gave is at every desk, once, and all desks have one result.
"""

import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from kiosk.actions.event import opened, read_event
from kiosk.store import hub_link, hub_server, schema
from kiosk.store.examination import examine
from kiosk.store.hub_access import Access
from kiosk.store.hub_server import HubServer
from tests.sharing import Hub, laptop, organiser, rows, running_server, sync
from tests.soak.bad_network import Relay

DESKS = 12
SECONDS, LONGEST = 60, 10
PROCESS = Path(__file__).with_name("desk_process.py")


@pytest.fixture
def server() -> Iterator[HubServer]:
    """A server of this test's own: it is killed now and then."""
    with running_server() as made:
        yield made


class SoakDesk:
    """One desk: its file, its way to the hub, its process, and what it answered."""

    def __init__(self, number: int, event: Path, access: Path, relay: Relay, environment: dict[str, str]) -> None:
        self.number, self.event, self.access, self.relay = number, event, access, relay
        self.name = f"laptop-{number}"
        self.answers: dict[str, str] = {}
        self._environment, self._process, self._reader = environment, None, None

    def start(self, seed: int) -> None:
        """Start the process; its answers are read as they come."""
        self._process = self._run(str(seed), stdout=subprocess.PIPE)
        self._reader = threading.Thread(target=self._read, args=(self._process,))
        self._reader.start()

    def kill(self) -> None:
        """End it as a power button does; what it printed whole was answered."""
        self._process.kill()
        self._process.wait()
        self._reader.join()
        self._process.stdout.close()

    def settle(self) -> None:
        """Exchange until nothing waits; raises when that fails."""
        process = self._run("--settle", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        _, told = process.communicate(timeout=300)
        assert process.returncode == 0, told

    def _run(self, how: str, **pipes) -> subprocess.Popen:
        words = [sys.executable, str(PROCESS), str(self.event), self.name, str(self.access), how]
        return subprocess.Popen(words, text=True, env=self._environment, **pipes)

    def _read(self, process: subprocess.Popen) -> None:
        for line in process.stdout:
            if line.endswith("\n"):
                answer = json.loads(line)
                self.answers[answer["scan_id"]] = answer["verdict"]


@pytest.fixture
def soak_desks(
    server: HubServer, tmp_path: Path, environment_of_a_user: dict[str, str]
) -> Iterator[tuple[list[SoakDesk], Hub]]:
    """The organiser's event at the hub, and the desks that have just joined it."""
    first = organiser(tmp_path, people=40)
    hub = Hub(server, first)
    sync(first, hub.link("organiser", forwards=True))
    first.close()
    environment = environment_of_a_user | {"PYTHONPATH": str(Path(__file__).parents[2]), "KIOSK_LANGUAGE": "en"}
    desks = []
    for number in range(DESKS):
        relay = Relay(server.port)
        access = replace(hub.access(f"desk {number}"), port=relay.port)
        file = tmp_path / f"access-{number}.json"
        file.write_text(json.dumps(asdict(access)), encoding="utf-8")
        desks.append(SoakDesk(number, joined(tmp_path, f"laptop-{number}", access), file, relay, environment))
    yield desks, hub
    for desk in desks:
        desk.relay.close()
    hub.close()


def joined(folder: Path, name: str, access: Access) -> Path:
    """The file of a laptop that has just joined."""
    records = laptop(folder, name)
    link = hub_link.connect(access, name, name)
    sync(records, link)
    link.close()
    records.close()
    return records.path


def misbehave(desks: list[SoakDesk], server: HubServer, luck: random.Random, seconds: float) -> dict[str, int]:
    """Something goes wrong every half second or so; how often what."""
    counts = dict.fromkeys(("desk killed", "link cut", "link stalled", "server killed"), 0)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        time.sleep(luck.uniform(0.1, 0.5))
        desk = luck.choice(desks)
        what = luck.choices(tuple(counts), weights=(6, 7, 5, 1))[0]
        counts[what] += 1
        if what == "desk killed":
            desk.kill()
            desk.start(luck.randrange(2**32))
        elif what == "link cut":
            desk.relay.cut()
        elif what == "link stalled":
            desk.relay.stall(True)
            threading.Timer(luck.uniform(0.5, 4), desk.relay.stall, (False,)).start()
        else:
            hub_server.stop(server, at_once=True)
            hub_server.start(server)
    return counts


@pytest.mark.long
def test_nothing_that_was_answered_is_lost_on_a_bad_day(
    soak_desks: tuple[list[SoakDesk], Hub], server: HubServer, size: int, capsys: pytest.CaptureFixture[str]
):
    desks, _hub = soak_desks
    seed = int(os.environ.get("KIOSK_SOAK_SEED", random.randrange(2**32)))
    luck = random.Random(seed)
    for desk in desks:
        desk.start(luck.randrange(2**32))
    counts = misbehave(desks, server, luck, SECONDS * min(size, LONGEST))
    for desk in desks:
        desk.kill()
        desk.relay.stall(False)
    for _ in range(2):
        for desk in desks:
            desk.settle()
    answers = {scan: verdict for desk in desks for scan, verdict in desk.answers.items()}
    with capsys.disabled():
        print(f"\nsoak, seed {seed}: {len(answers):,} scans answered by {DESKS} desks; {counts}")  # noqa: T201
    assert len(answers) > 20 * DESKS
    everything_is_everywhere(desks, answers)


def everything_is_everywhere(desks: list[SoakDesk], answers: dict[str, str]) -> None:
    """Each desk has every answered scan, once and as it was answered, and folds to the result of the first."""
    results = []
    for desk in desks:
        with opened(read_event(desk.event)) as records:
            scans = [(operation.op_id, operation.payload["verdict"]) for operation in records.scans.all()]
            assert len(scans) == len(dict(scans)), "a scan is there twice"
            there = dict(scans)
            assert [scan for scan, verdict in answers.items() if there.get(scan) != verdict] == []
            db = records.file.connection
            tables = {table: sorted(map(repr, db.execute(f"SELECT * FROM {table}"))) for table in schema.READ_MODEL}
            results.append((sorted(rows(records)), tables))
            assert examine(records.file).sound
    assert all(result == results[0] for result in results)
