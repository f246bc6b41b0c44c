"""Desks as processes for the measurements of the hub: whole ones with files, and light ones that only speak to it."""

import multiprocessing
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import psycopg

from kiosk import clock
from kiosk.actions.desks import sync
from kiosk.actions.door.check_in import check_in, new_scan_id
from kiosk.actions.event import open_event
from kiosk.core.scan import Scan
from kiosk.errors import KioskError
from kiosk.store import hub_link
from kiosk.store.hub_access import Access
from kiosk.store.hub_link import HubLink
from kiosk.store.log import COLUMNS, Row, Writer, row_of

_WALL, _DESK = COLUMNS.index("wall_us"), COLUMNS.index("desk_id")
_ANSWER = {"text": "1" * 34, "code": "1" * 34, "desk": "desk", "verdict": "admitted", "padding": "가" * 120}
WARM_UP_S = 3.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How long the desks work, and how often each scans; ``begins`` is the same moment for all (``time.time``)."""

    begins: float
    seconds: float
    every: float

    @property
    def ends(self) -> float:
        return self.begins + self.seconds


def latencies_of_whole_desks(accesses: list[Access], files: list[Path], plan: Plan) -> list[float]:
    """Seconds from the scan at one desk to its answer stored at another, of all pairs."""
    with multiprocessing.get_context("spawn").Pool(len(files)) as pool:
        jobs = [(access, file, number, plan) for number, (access, file) in enumerate(zip(accesses, files, strict=True))]
        return [latency for found in pool.starmap(_whole_desk, jobs) for latency in found]


def latencies_of_light_desks(accesses: list[Access], processes: int, plan: Plan) -> list[float]:
    """The same for desks without files: what the hub and the network take."""
    parts = [accesses[start::processes] for start in range(processes)]
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        found = pool.starmap(_light_desks, [(part, number, plan) for number, part in enumerate(parts)])
        return [latency for part in found for latency in part]


def _whole_desk(access: Access, file: Path, number: int, plan: Plan) -> list[float]:
    records = open_event(file, desk_id=f"laptop-{number}")
    link = hub_link.connect(access, f"laptop-{number}", f"desk {number}")
    sync.sync_all(link, lambda work: work(records))
    chance, people = random.Random(number), records.people.all()
    session, latencies = records.programme.sessions()["REG1"].code, []
    arrived = records.journal.length()
    due = plan.begins + chance.uniform(0, plan.every)
    while (now := time.time()) < plan.ends:
        if now >= due:
            due += plan.every
            person = chance.choice(people)
            check_in(records, Scan(new_scan_id(), person.ticket_code, clock.now(), f"desk {number}", session=session))
        sync.sync_all(link, lambda work: work(records))
        stored_us = clock.now().timestamp() * 1e6
        rows = records.file.connection.execute(
            "SELECT wall_us FROM op WHERE arrival > ? AND kind = 'scan' AND desk_id <> ?", (arrived, f"laptop-{number}")
        )
        latencies += [(stored_us - wall) / 1e6 for (wall,) in rows]
        arrived = records.journal.length()
        link.wait(max(0.0, min(due, plan.ends) - time.time()))
    link.close()
    records.close()
    return latencies


def _light_desks(accesses: list[Access], part: int, plan: Plan) -> list[float]:
    found: list[list[float]] = [[] for _ in accesses]
    threads = [
        threading.Thread(target=_light_desk, args=(access, f"light-{part}-{number}", plan, found[number]))
        for number, access in enumerate(accesses)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [latency for own in found for latency in own]


def _light_desk(access: Access, laptop: str, plan: Plan, latencies: list[float]) -> None:
    link = _connected(access, laptop)
    known = link.heads()
    writer, chance = Writer(laptop), random.Random(laptop)
    time.sleep(max(0.0, plan.begins - time.time()))
    due = plan.begins + chance.uniform(0, plan.every)
    rested = 0.0
    while (now := time.time()) < plan.ends:
        if now >= due:
            due += plan.every
            wall_us = round(time.time() * 1e6)
            operation = writer.operation("scan", "0" * 13, _ANSWER, wall_us=wall_us, direction="in")
            link.push([row_of(operation)])
            known[writer.log_id] = writer.seq
        _pull(link, known, laptop, latencies)
        rested = max(0.1, rested - 0.1) if rested else 0.1  # as the desk: hints that come together are one round
        time.sleep(rested)
        link.wait(max(0.0, min(due, plan.ends, time.time() + 3) - time.time()))
    link.close()


def rate_of_desks(accesses: list[Access], batch: int, plan: Plan) -> float:
    """Scans a second that desks store at the hub together, all pushing without a pause, ``batch`` at a time."""
    return _rate(_push_on, accesses, batch, plan)


def rate_of_copies(organiser: str, bare: str, writers: int, batch: int, plan: Plan) -> float:
    """The same rows in as many commits by COPY into the table ``bare`` that nobody guards, as the server's owner."""
    return _rate(_copy_on, [(organiser, bare)] * writers, batch, plan)


def _rate(writer: Callable[..., int], ways: list, batch: int, plan: Plan) -> float:
    with multiprocessing.get_context("spawn").Pool(len(ways)) as pool:
        return sum(pool.starmap(writer, [(way, number, batch, plan) for number, way in enumerate(ways)])) / plan.seconds


def _push_on(access: Access, number: int, batch: int, plan: Plan) -> int:
    link = _connected(access, f"writer-{number}")
    count = _store_on(f"writer-{number}", batch, plan, link.push)
    link.close()
    return count


def _copy_on(way: tuple[str, str], number: int, batch: int, plan: Plan) -> int:
    organiser, bare = way
    with psycopg.connect(organiser, autocommit=True) as connection, connection.cursor() as cursor:

        def store(rows: list[Row]) -> None:
            with cursor.copy(f"COPY {bare} ({', '.join(COLUMNS)}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)

        return _store_on(f"writer-{number}", batch, plan, store)


def _store_on(laptop: str, batch: int, plan: Plan, store: Callable[[list[Row]], None]) -> int:
    writer, count = Writer(laptop), 0
    time.sleep(max(0.0, plan.begins - time.time()))
    while time.time() < plan.ends:
        wall_us = round(time.time() * 1e6)
        made = (writer.operation("scan", "0" * 13, _ANSWER, wall_us=wall_us, direction="in") for _ in range(batch))
        store([row_of(operation) for operation in made])
        count += batch
    return count


def _connected(access: Access, laptop: str) -> HubLink:
    """As the desk does it: with pauses drawn anew, until the hub has time for one connection more."""
    for failures in range(1, 100):
        try:
            return hub_link.connect(access, laptop, laptop)
        except KioskError:
            time.sleep(sync.next_pause(min(failures, 5)))
    raise TimeoutError


def _pull(link: HubLink, known: dict[str, int], laptop: str, latencies: list[float]) -> None:
    link.heads()
    while rows := link.pull(known, sync.BATCH):
        now_us = time.time() * 1e6
        for row in rows:
            known[row[0]] = row[1]
            if row[_DESK] != laptop:
                latencies.append((now_us - row[_WALL]) / 1e6)


def begins_soon(count: int) -> float:
    """A moment by which so many desks have connected."""
    return time.time() + WARM_UP_S + timedelta(seconds=count / 5).total_seconds()
