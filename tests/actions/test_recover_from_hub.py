"""A laptop's damaged event made whole from a copy, a real hub and the damaged file, each giving what only it has."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.actions.desks.sync_setup import remember_place
from kiosk.actions.event import open_event, opened, read_event
from kiosk.actions.keeping.auto_backup import choose_folder, make_backup
from kiosk.actions.keeping.backup import doctor
from kiosk.actions.keeping.recover import Recovery, recover_event
from kiosk.actions.people.manage_roster import add_attendee
from kiosk.actions.preparing.set_up_event import set_up_event
from kiosk.core.event import EventDetails
from kiosk.store import hub_access, hub_link, hub_schema
from kiosk.store.hub_server import HubServer
from kiosk.store.records import Records
from tests.actions.test_recover import garbage
from tests.sharing import Hub, laptop, reopened, rows, sync
from tests.trouble import refused

NOON = datetime(2024, 2, 28, 3, tzinfo=UTC)


@pytest.fixture
def hub(postgresql: HubServer, first: Records) -> Iterator[Hub]:
    made = Hub(postgresql, first)
    sync(first, made.link("organiser", forwards=True))
    yield made
    made.close()


class SecondLaptop:
    """A laptop that shares the event: a copy on its stick, then a person shared, then one that nobody else has."""

    def __init__(self, folder: Path, hub: Hub) -> None:
        self.stick = folder / "stick"
        self.stick.mkdir()
        choose_folder(self.stick)
        self.access = hub.access("desk 2")
        hub_access.save(self.access)
        records = laptop(folder, "laptop-2")
        self.exchange(records)
        remember_place(records)
        make_backup(records, self.stick, desk_id="laptop-2", now=NOON)
        records = reopened(records)
        add_attendee(records, {"name": "공유한사람"})
        self.exchange(records)
        records = reopened(records)
        add_attendee(records, {"name": "혼자아는사람"})
        self.rows = rows(records)
        records.close()
        self.path = records.path

    def exchange(self, records: Records) -> None:
        link = hub_link.connect(self.access, "laptop-2", "desk 2")
        sync(records, link)
        link.close()

    def recover(self, *, with_copy: bool = True) -> Recovery:
        return recover_event(self.path, now=NOON, folder=self.stick if with_copy else None, laptop="laptop-2")

    def names(self) -> set[str]:
        with opened(read_event(self.path)) as records:
            assert doctor(records).sound
            return {person.name for person in records.people.all()}


@pytest.fixture
def second(tmp_path: Path, hub: Hub) -> SecondLaptop:
    return SecondLaptop(tmp_path, hub)


def destroy(path: Path) -> None:
    path.write_bytes(b"\0" * path.stat().st_size)


def test_copy_hub_and_damaged_file_each_give_what_only_they_have(second: SecondLaptop):
    garbage(second.path, "attendee")
    made = second.recover()
    assert made.source is not None
    assert (made.from_hub, made.salvaged, made.hub_trouble) == (1, 1, None)
    assert made.from_copy == len(second.rows) - 2
    assert {"공유한사람", "혼자아는사람"} <= second.names()
    with opened(read_event(second.path)) as records:
        assert rows(records) == second.rows


def test_a_destroyed_file_without_a_copy_comes_back_from_the_hub(second: SecondLaptop):
    destroy(second.path)
    made = second.recover(with_copy=False)
    assert (made.source, made.from_copy, made.salvaged) == (None, 0, 0)
    assert made.from_hub == len(second.rows) - 1
    assert "공유한사람" in second.names()
    assert made.aside.is_file()


def test_what_comes_back_is_shared_again_without_a_number_used_twice(second: SecondLaptop, first: Records, hub: Hub):
    garbage(second.path, "attendee")
    second.recover()
    with opened(open_event(second.path, desk_id="laptop-2")) as records:
        add_attendee(records, {"name": "나중사람"})
        second.exchange(records)
        sync(first, hub.links[0])
        assert rows(first) == rows(records)
    assert {"공유한사람", "혼자아는사람", "나중사람"} <= {person.name for person in first.people.all()}


def test_the_hub_of_an_event_that_lay_here_before_is_not_asked(second: SecondLaptop):
    second.path.rename(second.path.with_name("moved away.kiosk"))
    set_up_event(second.path, EventDetails({"ko": "다른 행사"})).records.close()
    second.path.with_name("moved away.kiosk").unlink()
    destroy(second.path)
    with refused("recover.no_copy"):
        second.recover(with_copy=False)


@pytest.fixture
def unreachable(second: SecondLaptop) -> None:
    """The laptop is in another network."""
    hub_access.save(replace(hub_access.load(second.access.event), port=9))


@pytest.mark.usefixtures("unreachable")
def test_out_of_reach_of_the_hub_copy_and_file_give_what_they_have(second: SecondLaptop):
    garbage(second.path, "attendee")
    made = second.recover()
    assert (made.from_hub, made.salvaged, made.hub_trouble.code) == (0, 2, "hub.unreachable")
    assert {"공유한사람", "혼자아는사람"} <= second.names()


@pytest.mark.usefixtures("unreachable")
def test_out_of_reach_of_the_hub_a_destroyed_file_without_a_copy_stays_as_it_is(second: SecondLaptop):
    destroy(second.path)
    content = second.path.read_bytes()
    with refused("recover.no_hub"):
        second.recover(with_copy=False)
    assert second.path.read_bytes() == content
    assert not list(second.path.parent.glob(".*.kiosk"))


def test_a_desk_that_was_shut_out_is_told_so_and_keeps_what_it_has(second: SecondLaptop, hub: Hub):
    with hub.admin() as admin:
        hub_schema.revoke(admin, hub.event, second.access.number)
    garbage(second.path, "attendee")
    made = second.recover()
    assert made.hub_trouble.code == "hub.revoked"
    assert {"공유한사람", "혼자아는사람"} <= second.names()
