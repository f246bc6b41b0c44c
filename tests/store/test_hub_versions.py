"""Hubs of earlier and of newer programs: brought up to date by an organiser's laptop, and told everywhere else."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.actions.desks import hub as hubs
from kiosk.actions.event import Records
from kiosk.store import hub_access, hub_link, hub_migrations, hub_schema
from kiosk.store.hub_access import Access
from kiosk.store.hub_server import HubServer
from tests.sharing import Hub, laptop, organiser, rows, scan_all, sync
from tests.trouble import refused

RELEASED = {
    int(path.stem.rpartition("-")[2]): path for path in (Path(__file__).parent / "released").glob("hub-changes-*.sql")
}
SHAPE = {
    "columns": "SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns"
    " WHERE table_schema = current_schema() ORDER BY 1, 2",
    "functions": "SELECT proname, prosrc, proconfig::text, prosecdef FROM pg_proc"
    " WHERE pronamespace = current_schema()::regnamespace ORDER BY 1",
    "policies": "SELECT tablename, policyname, cmd, qual, with_check FROM pg_policies"
    " WHERE schemaname = current_schema() ORDER BY 1, 2",
    "rights": "SELECT table_name, column_name, privilege_type FROM information_schema.column_privileges"
    " WHERE table_schema = current_schema() AND grantee LIKE '%_desks' ORDER BY 1, 2, 3",
    "triggers": "SELECT tgname, tgtype FROM pg_trigger WHERE tgrelid = 'op'::regclass AND NOT tgisinternal",
}


@pytest.fixture
def first(tmp_path: Path) -> Iterator[Records]:
    records = organiser(tmp_path, 3)
    yield records
    records.close()


@pytest.fixture(params=sorted(RELEASED))
def earlier(request: pytest.FixtureRequest, postgresql: HubServer, first: Records) -> Iterator[Hub]:
    """A hub as an earlier program made it, with an organiser's access to it on this laptop."""
    made = Hub.__new__(Hub)
    made.server, made.event, made.links = postgresql, hubs.event_of(first), []
    schema, desks = hub_schema.schema_name(made.event), f"kiosk_{made.event}_desks"
    text = RELEASED[request.param].read_text("utf-8")
    for hole, name in (("{schema}", schema), ("{desks}", desks), ("{channel}", hub_schema.CHANNEL + made.event)):
        text = text.replace(hole, name)
    with made.admin() as admin, admin.transaction():
        admin.execute(f"CREATE ROLE {desks} NOLOGIN; CREATE SCHEMA {schema}; SET LOCAL search_path = {schema}, pg_temp")
        admin.execute(text)
    yield made
    made.close()
    hub_access.forget(made.event)


def organisers_access(hub: Hub) -> Access:
    """What the organiser's laptop keeps of this hub."""
    access = replace(hub.access("organiser", forwards=True), admin=hub.server.connection())
    hub_access.save(access)
    return access


def shape(hub: Hub) -> dict[str, object]:
    found: dict[str, object] = {}
    with hub.admin() as admin:
        admin.execute(f"SET search_path = {hub_schema.schema_name(hub.event)}")
        for name, query in SHAPE.items():
            found[name] = str(admin.execute(query).fetchall()).replace(hub.event, "EVENT")
    return found


def version(hub: Hub) -> int:
    with hub.admin() as admin:
        return hub_migrations.version_of(admin, hub_schema.schema_name(hub.event)).number


def test_the_last_change_has_a_hub_from_before_it():
    """A change put at the end without the tables before it in ``tests/store/released`` fails here."""
    assert hub_migrations.VERSION - 1 in RELEASED


def test_the_organisers_laptop_brings_an_earlier_hub_up_to_date_and_nothing_of_it_is_lost(
    earlier: Hub, first: Records, tmp_path: Path
):
    scan_all(first, "desk 1", "09:10")
    organisers_access(earlier)
    link = hub_link.connect(earlier.access("desk 2"), "laptop-1", "desk 2")  # as any desk: it changes nothing there
    sync(first, link)
    link.close()
    assert version(earlier) < hub_migrations.VERSION
    there = earlier.count()
    link = hubs.connect(earlier.event, "laptop-3", "organiser")
    assert (version(earlier), earlier.count()) == (hub_migrations.VERSION, there)
    assert link.version.number == hub_migrations.VERSION
    second = laptop(tmp_path, "laptop-3")
    sync(second, link)
    assert rows(second) == rows(first)
    second.close()
    link.close()


def test_an_earlier_hub_becomes_what_a_new_one_is(earlier: Hub, postgresql: HubServer, tmp_path: Path):
    organisers_access(earlier)
    hubs.connect(earlier.event, "laptop-1", "organiser").close()
    (tmp_path / "other").mkdir()
    other = organiser(tmp_path / "other", 1)
    assert shape(earlier) == shape(Hub(postgresql, other))
    other.close()


def test_two_laptops_that_bring_it_up_to_date_at_once_do_it_once(earlier: Hub):
    organisers_access(earlier)

    def bring_up_to_date(_number: int) -> None:
        with earlier.admin() as admin:
            hub_schema.bring_up_to_date(admin, earlier.event)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(bring_up_to_date, range(4)))
    assert version(earlier) == hub_migrations.VERSION


def test_a_desk_that_needs_more_than_the_hub_has_is_told_until_the_organiser_was_there(
    earlier: Hub, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(hub_migrations, "LEAST_HUB", hub_migrations.VERSION)
    desk = earlier.access("desk 2")
    with refused("hub.older"):
        hub_link.connect(desk, "laptop-2", "desk 2")
    organisers_access(earlier)
    hubs.connect(earlier.event, "laptop-1", "organiser").close()
    hub_link.connect(desk, "laptop-2", "desk 2").close()


def test_a_hub_of_a_newer_program_is_shared_through_as_long_as_it_takes_desks_of_this_one(
    postgresql: HubServer, first: Records
):
    hub = Hub(postgresql, first)
    with hub.admin() as admin:
        admin.execute(f"UPDATE {hub_schema.schema_name(hub.event)}.hub SET version = 99")
    assert sync(first, hub.link("laptop-1")).count == 0
    organisers_access(hub)
    assert hubs.hub_state(first).version == 99, "an older organiser's laptop turns nothing back"
    hub_access.forget(hub.event)
    hub.close()


def test_a_hub_that_takes_no_desk_of_this_program_any_more_is_told(postgresql: HubServer, first: Records):
    hub = Hub(postgresql, first)
    organisers_access(hub)
    with hub.admin() as admin:
        admin.execute(f"UPDATE {hub_schema.schema_name(hub.event)}.hub SET version = 99, least_desk = 99")
    with refused("hub.newer"):
        hub.link("laptop-1")
    with refused("hub.newer"):
        hubs.invite(first, "desk 3")
    with refused("hub.newer"), hub.admin() as admin:
        hub_schema.make(admin, hub.event)
    hub_access.forget(hub.event)


@pytest.mark.parametrize(("lets_in", "least"), [(False, hub_migrations.WITH_KEYS), (True, hub_migrations.LEAST_DESK)])
def test_programs_without_keys_are_turned_away_unless_the_organiser_lets_them_in(
    postgresql: HubServer, first: Records, lets_in: bool, least: int
):
    access = hubs.create_hub(first, "Organiser", server=postgresql.connection(), earlier_programs=lets_in)
    with hub_link.administered(postgresql.connection()) as admin:
        found = hub_migrations.version_of(admin, hub_schema.schema_name(access.event))
    assert (found.least_desk, first.authority.are_laptops_sealed()) == (least, not lets_in)
    hub_access.forget(access.event)


@pytest.mark.parametrize("left", ["DELETE FROM hub", "ALTER TABLE hub ALTER version TYPE text USING 'new'"])
def test_a_hub_that_tells_no_version_is_not_guessed_at(postgresql: HubServer, first: Records, left: str):
    hub = Hub(postgresql, first)
    with hub.admin() as admin:
        schema = hub_schema.schema_name(hub.event)
        admin.execute(f"SET search_path = {schema}; ALTER TABLE hub ALTER version DROP DEFAULT")
        admin.execute(left)
    with refused("hub.changed"):
        hub.link("laptop-1")
