"""The sharing thread of a desk against a real hub that goes away, comes back and shuts it out; and wrong clocks."""

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk import clock, paths
from kiosk.actions.desks import sync_loop
from kiosk.actions.desks.sync_loop import SyncLoop
from kiosk.actions.desks.sync_state import SyncState
from kiosk.actions.event import Records
from kiosk.actions.people.manage_roster import add_attendee
from kiosk.store import hub_access, hub_schema, hub_server
from kiosk.store.hub_server import HubServer
from tests.sharing import Hub, laptop, rows, sync

PATIENCE_S = 60


class Sharing:
    """A desk whose records live in the thread of the test; the sharer's own thread asks it by a queue of one."""

    def __init__(
        self, records: Records, hub: Hub, monkeypatch: pytest.MonkeyPatch, folder: Path, *, organiser: bool = False
    ) -> None:
        self.records = records
        monkeypatch.setattr(paths, "config_folder", lambda: folder / "config")
        admin = hub.server.connection() if organiser else ""
        hub_access.save(replace(hub.access(records.desk_id, forwards=organiser), admin=admin))
        self._event = hub.event
        self._asked: list[tuple] = []
        self._news = threading.Condition()
        self.start()

    def start(self) -> None:
        """Begin to share, as at the start of the program."""
        self.told: list[SyncState] = []
        laptop = self.records.desk_id
        self.sharer = SyncLoop(self._event, laptop, laptop, self._ask, self.told.append)
        self._thread = threading.Thread(target=self.sharer.run)
        self._thread.start()

    def _ask(self, work):
        done, answer = threading.Event(), []
        with self._news:
            self._asked.append((work, answer, done))
            self._news.notify()
        done.wait()
        if isinstance(answer[0], BaseException):
            raise answer[0]
        return answer[0]

    def until(self, condition) -> None:
        """Do what the sharer asks until ``condition`` holds."""
        deadline = time.monotonic() + PATIENCE_S
        while not condition():
            assert time.monotonic() < deadline, self.told[-1:]
            self._serve(0.05)

    def _serve(self, seconds: float) -> None:
        with self._news:
            if not self._asked:
                self._news.wait(seconds)
            asked, self._asked = self._asked, []
        for work, answer, done in asked:
            try:
                answer.append(work(self.records))
            except Exception as trouble:  # noqa: BLE001 - it is raised where it was asked for
                answer.append(trouble)
            done.set()

    def close(self) -> None:
        self.sharer.stop()
        deadline = time.monotonic() + PATIENCE_S
        while self._thread.is_alive():
            assert time.monotonic() < deadline
            self._serve(0.05)

    @property
    def last(self) -> SyncState | None:
        return self.told[-1] if self.told else None


@pytest.fixture(autouse=True)
def _right_clock() -> Iterator[None]:
    yield
    clock.correct(timedelta())


@pytest.fixture
def hub(postgresql: HubServer, first: Records) -> Iterator[Hub]:
    made = Hub(postgresql, first)
    yield made
    made.close()


@pytest.fixture
def sharing(first: Records, hub: Hub, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Sharing]:
    made = Sharing(first, hub, monkeypatch, tmp_path)
    yield made
    made.close()


def test_what_is_stored_is_shared_as_soon_as_the_sharer_is_woken(sharing: Sharing, first: Records, hub: Hub):
    sharing.until(lambda: sharing.last is not None and sharing.last.is_shared)
    before = hub.count()
    add_attendee(first, {"name": "한가온"})
    sharing.sharer.wake()
    sharing.until(lambda: hub.count() == before + 1)


def test_what_others_store_arrives_by_itself(sharing: Sharing, first: Records, hub: Hub, tmp_path: Path):
    sharing.until(lambda: sharing.last is not None and sharing.last.is_shared)
    other, link = laptop(tmp_path, "laptop-2"), hub.link("laptop-2")
    sync(other, link)
    add_attendee(other, {"name": "한가온"})
    sync(other, link)
    sharing.until(lambda: len(first.people.all()) == 6)
    sharing.until(lambda: any("attendee" in state.arrived for state in sharing.told))
    other.close()


def test_a_desk_that_is_shut_out_says_so_and_counts_what_waits(sharing: Sharing, first: Records, hub: Hub):
    sharing.until(lambda: sharing.last is not None and sharing.last.is_shared)
    with hub.admin() as admin:
        hub_schema.revoke(admin, hub.event, 1)
    sharing.until(lambda: sharing.last.trouble is not None and sharing.last.trouble.code == "hub.revoked")
    add_attendee(first, {"name": "한가온"})
    sharing.sharer.wake()
    sharing.until(lambda: sharing.last.waiting.count == 1)
    assert sharing.last.waiting.since is not None


def test_what_was_shared_before_does_not_wait_at_a_start_without_the_hub(sharing: Sharing, first: Records, hub: Hub):
    sharing.until(lambda: sharing.last is not None and sharing.last.is_shared)
    sharing.close()
    with hub.admin() as admin:
        hub_schema.revoke(admin, hub.event, 1)
    add_attendee(first, {"name": "한가온"})
    sharing.start()
    sharing.until(lambda: sharing.last is not None and sharing.last.trouble is not None)
    assert sharing.last.waiting.count == 1


def test_how_far_one_hub_had_got_says_nothing_of_another(sharing: Sharing, hub: Hub):
    sharing.until(lambda: sharing.last is not None and sharing.last.is_shared)
    sharing.close()
    access = hub_access.load(hub.event)
    assert hub_access.noted_heads(hub.event)
    hub_access.save(replace(access, file="/elsewhere/event.kiosk"))
    assert hub_access.noted_heads(hub.event)
    hub_access.save(replace(access, port=1))
    assert hub_access.noted_heads(hub.event) == {}


@pytest.mark.long
def test_a_hub_that_is_killed_and_comes_back_gets_everything(
    sharing: Sharing, first: Records, hub: Hub, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sync_loop.sync, "SLOWEST_RETRY_S", 1.0)
    sharing.until(lambda: sharing.last is not None and sharing.last.is_shared)
    before = hub.count()
    hub_server.stop(hub.server, at_once=True)
    try:
        add_attendee(first, {"name": "한가온"})
        sharing.sharer.wake()
        sharing.until(lambda: sharing.last.trouble is not None and sharing.last.waiting.count == 1)
        assert sharing.last.trouble.code == "hub.unreachable"
    finally:
        hub_server.start(hub.server)
    sharing.until(lambda: sharing.last.is_shared)
    assert hub.count() == before + 1


@pytest.mark.parametrize("hours", [2, -2])
def test_a_wrong_clock_is_measured_before_anything_is_taken_in(
    first: Records, hub: Hub, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, hours: int
):
    right = clock.uncorrected
    monkeypatch.setattr(clock, "uncorrected", lambda: right() + timedelta(hours=hours))
    sharing = Sharing(first, hub, monkeypatch, tmp_path)
    sharing.until(lambda: sharing.last is not None)
    assert abs(sharing.last.clock_error + timedelta(hours=hours)) < timedelta(seconds=30)
    assert abs(clock.now() - right()) < timedelta(seconds=30)
    (offset,) = [row[0] for row in first.file.connection.execute("SELECT offset_us FROM clock")]
    assert abs(offset + hours * 3600e6) < 30e6
    sharing.close()


def test_an_emptied_hub_gets_everything_back_as_soon_as_the_organisers_desk_notices(
    first: Records, hub: Hub, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    second, third = laptop(tmp_path, "laptop-2"), laptop(tmp_path, "laptop-3")
    sync(first, hub.link("laptop-1"))
    for records in (second, third):
        sync(records, hub.link(records.desk_id))
        add_attendee(records, {"name": records.desk_id})
        sync(records, hub.link(records.desk_id))
    sync(first, hub.link("laptop-1"))
    # What the third laptop wrote last is nowhere else any more: its own file was wiped, and the second has it.
    add_attendee(third, {"name": "한가온"})
    sync(third, hub.link("laptop-3"))
    sync(second, hub.link("laptop-2"))
    third.close()
    everything = len(rows(second))
    with hub.admin() as admin:
        admin.execute(f"DROP SCHEMA {hub_schema.schema_name(hub.event)} CASCADE")
        hub_schema.make(admin, hub.event)
    sharing = Sharing(first, hub, monkeypatch, tmp_path, organiser=True)
    sharing.until(lambda: sharing.last is not None and sharing.last.is_shared)
    sharing.close()
    assert hub.count() < everything
    sync(second, hub.link("laptop-2"))
    assert hub.count() == everything
    second.close()
