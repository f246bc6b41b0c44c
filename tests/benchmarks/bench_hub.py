"""The hub under work: a backlog, a new desk, an empty hub, and how soon one desk's scan is at another; all on a real
server with TLS, row security and durable commits.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from kiosk.actions.desks import sync
from kiosk.store import event_file, hub_link, hub_schema, hub_server, sync_rows
from kiosk.store.hub_server import HubServer
from kiosk.store.records import Records
from tests.benchmarks import Figure
from tests.benchmarks.events import give_history, make_event
from tests.benchmarks.hub_desks import (
    Plan,
    begins_soon,
    latencies_of_light_desks,
    latencies_of_whole_desks,
    rate_of_copies,
    rate_of_desks,
)
from tests.sharing import Hub, laptop, rows

TITLE = "Several desks through a hub"
_PEOPLE, _HISTORY = 10_000, 9
"""100,000 operations and a little."""
_SECONDS = 20.0
_WRITERS = 8


def measure() -> Iterator[Figure]:
    """One server for all; each part has an event of its own."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        place.chmod(0o711)
        server = HubServer(place / "hub")
        hub_server.make(server, datetime.now(UTC))
        hub_server.start(server)
        try:
            hub_link.make_database(server.connection(), hub_server.DATABASE)
            (place / "large").mkdir()
            yield from _large_event(server, place / "large")
            for batch in (1, 50):
                (place / f"writers-{batch}").mkdir()
                yield _writers(server, place / f"writers-{batch}", batch)
            for count in (2, 10):
                (place / f"whole-{count}").mkdir()
                yield _whole_desks(server, place / f"whole-{count}", count)
            for count, every in ((50, 5.0), (200, 10.0)):
                (place / f"light-{count}").mkdir()
                yield _light_desks(server, place / f"light-{count}", count, every)
        finally:
            hub_server.stop(server, at_once=True)


def _large_event(server: HubServer, folder: Path) -> Iterator[Figure]:
    records = make_event(folder / "event.kiosk", _PEOPLE)
    give_history(records, _HISTORY)
    hub, count = Hub(server, records), sum(sync_rows.heads(records.file.connection).values())
    bare = _seconds(lambda: _copy_in(hub, records))
    link = hub.link("laptop-1", forwards=True)
    ours = _seconds(lambda: sync.sync_all(link, lambda work: work(records)))
    yield Figure(
        f"an empty hub filled with {count:,} operations", f"{ours:.1f} s, {count / ours:,.0f}/s",
        f"the same rows by COPY without rules {bare:.1f} s", f"{ours / bare:.1f}",
    )  # fmt: skip
    other = laptop(folder, "laptop-2")
    link = hub.link("laptop-2")
    fetching = _seconds(lambda: _pull_all(link))
    taking = _seconds(lambda: sync.sync_all(link, lambda work: work(other)))
    yield Figure(
        f"a new desk catches up with {count:,} operations, fetched, folded and stored", f"{taking:.1f} s",
        f"fetched alone {fetching:.1f} s", f"{taking / fetching:.1f}",
    )  # fmt: skip
    hub.close()
    other.close()
    records.close()


def _writers(server: HubServer, folder: Path, batch: int) -> Figure:
    records = make_event(folder / "event.kiosk", 20)
    hub = Hub(server, records)
    records.close()
    accesses = [hub.access(f"desk {number}") for number in range(_WRITERS)]
    ours = rate_of_desks(accesses, batch, Plan(begins_soon(_WRITERS * 4), _SECONDS / 2, 0))
    bare = f"{hub_schema.schema_name(hub.event)}.bare"
    with hub.admin() as admin:
        admin.execute(f"CREATE TABLE {bare} (LIKE {hub_schema.schema_name(hub.event)}.op INCLUDING DEFAULTS)")
    plan = Plan(begins_soon(_WRITERS * 4), _SECONDS / 2, 0)
    alone = rate_of_copies(server.connection(), bare, _WRITERS, batch, plan)
    return Figure(
        f"scans through the hub, {_WRITERS} desks without a pause, {batch} a commit", f"{ours:,.0f}/s",
        f"the same by COPY without rules {alone:,.0f}/s", f"{ours / alone:.2f}",
    )  # fmt: skip


def _copy_in(hub: Hub, records: Records) -> None:
    """What PostgreSQL needs at the least for the same rows."""
    with hub.admin() as admin:
        admin.execute(f"SET search_path = {hub_schema.schema_name(hub.event)}")
        admin.execute("CREATE TABLE bare (LIKE op INCLUDING DEFAULTS)")
        with admin.cursor().copy(f"COPY bare ({', '.join(sync.sharing.COLUMNS)}) FROM STDIN") as copy:
            for row in rows(records).values():
                copy.write_row(row)
        admin.execute("DROP TABLE bare")


def _pull_all(link: hub_link.HubLink) -> None:
    known: dict[str, int] = {}
    while found := link.pull(known, sync.BATCH):
        known |= {row[0]: row[1] for row in found}


def _whole_desks(server: HubServer, folder: Path, count: int) -> Figure:
    records = make_event(folder / "event.kiosk", 500)
    hub = Hub(server, records)
    sync.sync_all(hub.link("organiser", forwards=True), lambda work: work(records))
    files = []
    for number in range(count):
        files.append(folder / f"desk-{number}.kiosk")
        event_file.copy_to(records.file, files[-1])
    records.close()
    accesses = [hub.access(f"desk {number}") for number in range(count)]
    found = latencies_of_whole_desks(accesses, files, Plan(begins_soon(count * 4), _SECONDS, 1.0))
    hub.close()
    return _latency(f"scan at one of {count} desks (one a second each) → stored at another", found)


def _light_desks(server: HubServer, folder: Path, count: int, every: float) -> Figure:
    records = make_event(folder / "event.kiosk", 20)
    hub = Hub(server, records)
    records.close()
    accesses = [hub.access(f"desk {number}") for number in range(count)]
    found = latencies_of_light_desks(accesses, 4, Plan(begins_soon(count), _SECONDS, every))
    return _latency(f"scan at one of {count} light desks (one in {every:g} s each) → at another", found)


def _latency(what: str, found: list[float]) -> Figure:
    ordered = sorted(found)
    middle, late = statistics.median(ordered), ordered[int(len(ordered) * 0.99)]
    return Figure(f"{what}, median; 99th percentile", f"{middle * 1e3:.0f} ms; {late * 1e3:.0f} ms")


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
