"""Several desks and a real PostgreSQL: what one desk stored arrives everywhere, once, whatever happens on the way."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from kiosk.actions.desks import sync as desk_sync
from kiosk.actions.event import Records
from kiosk.actions.keeping.backup import doctor
from kiosk.core.operation import Kind
from kiosk.errors import KioskError
from kiosk.store import hub_schema, log, sync_rows
from kiosk.store.hub_link import Row
from kiosk.store.hub_server import HubServer
from tests.making import DAY, Desk, add_people
from tests.sharing import Hub, laptop, reopened, rows, scan_all, sync


@pytest.fixture
def second(tmp_path: Path) -> Iterator[Records]:
    """Another laptop, still empty."""
    records = laptop(tmp_path, "laptop-2")
    yield records
    records.close()


@pytest.fixture
def hub(postgresql: HubServer, first: Records) -> Iterator[Hub]:
    """The hub of the event, still empty."""
    made = Hub(postgresql, first)
    yield made
    made.close()


class Losing:
    """A hub whose network loses every n-th request, or the reply to it, after it was done."""

    def __init__(self, hub: desk_sync.Hub, every: int, *, replies: bool) -> None:
        self._hub, self._every, self._replies, self._count = hub, every, replies, 0

    @property
    def forwards(self) -> bool:
        return self._hub.forwards

    def heads(self) -> dict[str, int]:
        return self._lossy(self._hub.heads)

    def push(self, given: Sequence[Row]) -> None:
        self._lossy(self._hub.push, given)

    def pull(self, known: Mapping[str, int], limit: int) -> list[Row]:
        return self._lossy(self._hub.pull, known, limit)

    def _lossy(self, call, *values):
        self._count += 1
        lost = self._count % self._every == 0
        if lost and not self._replies:
            raise KioskError("hub.unreachable", why="lost")
        answer = call(*values)
        if lost:
            raise KioskError("hub.unreachable", why="lost")
        return answer


def sync_in_spite(records: Records, hub: desk_sync.Hub, tries: int = 200) -> None:
    """Exchange until it once goes through."""
    for _ in range(tries):
        try:
            sync(records, hub)
            return
        except KioskError as trouble:
            assert trouble.code == "hub.unreachable"
    raise AssertionError("never went through")


def test_an_event_arrives_whole_at_another_desk(first: Records, second: Records, hub: Hub):
    scan_all(first, "desk 1", "09:10")
    assert sync(first, hub.link("laptop-1")).count == 0
    sync(second, hub.link("laptop-2"))
    assert rows(second) == rows(first)
    assert second.people.all() == first.people.all()
    assert second.scans.counts() == first.scans.counts() == {"R": [5, 5]}
    assert doctor(second).sound


def test_both_directions_end_with_one_result(first: Records, second: Records, hub: Hub):
    one, two = hub.link("laptop-1"), hub.link("laptop-2")
    sync(first, one)
    sync(second, two)
    people = first.people.all()
    Desk(first, "desk 1").scan(people[0].ticket_code, "09:10")
    Desk(second, "desk 2").scan(people[1].ticket_code, "09:11")
    add_people(second, 1)
    for records, link in ((first, one), (second, two), (first, one)):
        sync(records, link)
    assert rows(first) == rows(second)
    assert first.scans.counts() == second.scans.counts() == {"R": [2, 2]}
    assert len(first.people.all()) == 6


def test_pushing_again_stores_nothing_twice(first: Records, hub: Hub):
    link = hub.link("laptop-1")
    sync(first, link)
    given = list(rows(first).values())
    before = hub.count()
    by_log = sorted(given, key=lambda row: (row[0], row[1]))
    link.push(by_log)
    link.push(by_log[: len(by_log) // 2])
    assert hub.count() == before == len(given)


def test_the_hub_refuses_a_hole(first: Records, hub: Hub):
    link = hub.link("laptop-1")
    given = sorted(rows(first).values(), key=lambda row: (row[0], row[1]))
    for with_a_hole in (given[1:], [given[0], *given[2:]]):
        with pytest.raises(KioskError) as refused:
            link.push(with_a_hole)
        assert refused.value.code == "hub.changed"
    assert hub.count() == 0


@pytest.mark.parametrize("replies", [True, False])
@pytest.mark.parametrize("every", [3, 4, 5])
def test_lost_requests_and_replies_lose_nothing(
    first: Records, second: Records, hub: Hub, every: int, replies: bool, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(desk_sync, "BATCH", 3)
    scan_all(first, "desk 1", "09:10")
    sync_in_spite(first, Losing(hub.link("laptop-1"), every, replies=replies))
    sync_in_spite(second, Losing(hub.link("laptop-2"), every, replies=replies))
    assert rows(second) == rows(first)
    assert hub.count() == len(rows(first))


def test_a_new_start_of_the_program_goes_on_in_a_new_log(first: Records, second: Records, hub: Hub):
    link, other = hub.link("laptop-1"), hub.link("laptop-2")
    sync(first, link)
    restarted = reopened(first)
    scan_all(restarted, "desk 1", "09:10")
    sync(restarted, link)
    sync(second, other)
    assert rows(second) == rows(restarted)
    restarted.close()


def test_an_empty_hub_is_refilled_from_the_desks(first: Records, second: Records, hub: Hub, tmp_path: Path):
    scan_all(first, "desk 1", "09:10")
    sync(first, hub.link("laptop-1"))
    sync(second, hub.link("laptop-2"))
    scan_all(second, "desk 2", "10:10")
    everything = rows(second)
    with hub.admin() as admin:
        admin.execute(f"DROP SCHEMA {hub_schema.schema_name(hub.event)} CASCADE")
        hub_schema.make(admin, hub.event)
    # The organiser's laptop is gone for good; what it wrote is at the second desk only.
    alone = hub.link("laptop-2")
    assert sync(second, alone).count == 0, "of its own nothing waits"
    assert 0 < hub.count() < len(everything)
    with hub.admin() as admin:
        hub_schema.open_refill(admin, hub.event, 1)
    sync(second, alone)
    assert hub.count() == len(everything)
    third = laptop(tmp_path, "laptop-3")
    sync(third, hub.link("laptop-3"))
    assert rows(third) == everything
    third.close()


def test_a_hub_restored_from_an_old_copy_misses_nothing_afterwards(first: Records, second: Records, hub: Hub):
    one, two = hub.link("laptop-1"), hub.link("laptop-2")
    sync(first, one)
    sync(second, two)
    with hub.admin() as admin:
        admin.execute(f"SET search_path = {hub_schema.schema_name(hub.event)}")
        admin.execute("CREATE TABLE old_op AS SELECT * FROM op; CREATE TABLE old_head AS SELECT * FROM head")
    scan_all(first, "desk 1", "09:10")
    scan_all(second, "desk 2", "10:10")
    for records, link in ((first, one), (second, two), (first, one)):
        sync(records, link)
    everything = rows(first)
    with hub.admin() as admin:
        admin.execute(f"SET search_path = {hub_schema.schema_name(hub.event)}")
        admin.execute("TRUNCATE op, head; ALTER TABLE op DISABLE TRIGGER extend_logs")
        admin.execute("INSERT INTO head SELECT * FROM old_head; INSERT INTO op SELECT * FROM old_op")
        admin.execute("ALTER TABLE op ENABLE TRIGGER extend_logs")
    assert hub.count() < len(everything)
    for records, link in ((first, one), (second, two)):
        sync(records, link)
    assert hub.count() == len(everything)
    assert rows(first) == rows(second) == everything


def damaged(records: Records, column: str, value: object) -> None:
    """Change the row written last, as no program of ours would."""
    records.file.connection.execute(
        f"UPDATE op SET {column} = ? WHERE arrival = (SELECT MAX(arrival) FROM op)", (value,)
    )


def test_a_row_that_postgresql_refuses_stops_nothing(first: Records, second: Records, hub: Hub):
    door = Desk(first, "desk 1")
    people = first.people.all()
    door.scan(people[0].ticket_code, "09:10")
    damaged(first, "subject", "bad\0subject")
    door.scan(people[1].ticket_code, "09:11")
    link = hub.link("laptop-1")
    assert sync(first, link).count == 0
    (aside,) = sync_rows.all_set_aside(first.file.connection)
    assert (aside.kind, aside.reason.partition(".")[0]) == ("scan", "hub")
    assert hub.count() == len(rows(first))
    sync(second, hub.link("laptop-2"))
    assert second.scans.counts() == {"R": [1, 1]}, "the one after it arrived"
    assert [found.reason for found in sync_rows.all_set_aside(second.file.connection)] == ["content"]
    sync(first, link)
    assert len(list(sync_rows.all_set_aside(first.file.connection))) == 1, "and it is not tried for ever"


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        ("no JSON", "payload"), ("[]", "payload"), ("{}", "payload.text"), ('"text"', "payload"),
        ('{"verdict": "nonsense"}', "payload.text"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_folded_is_set_aside_and_passed_on(
    first: Records, second: Records, hub: Hub, tmp_path: Path, payload: str, reason: str
):
    door = Desk(first, "desk 1")
    people = first.people.all()
    door.scan(people[0].ticket_code, "09:10")
    damaged(first, "payload", payload)
    door.scan(people[1].ticket_code, "09:11")
    sync(first, hub.link("laptop-1"))
    sync(second, hub.link("laptop-2"))
    assert [(found.kind, found.reason) for found in sync_rows.all_set_aside(second.file.connection)] == [
        ("scan", reason)
    ]
    assert second.scans.counts() == {"R": [1, 1]}
    assert rows(second) == rows(first), "it is kept and passed on as it is"
    again = reopened(second)
    again.rebuild()
    assert again.scans.counts() == {"R": [1, 1]}
    again.close()


def test_an_operation_of_a_newer_program_is_kept_passed_on_and_left_alone(
    first: Records, second: Records, hub: Hub, tmp_path: Path
):
    with first.transaction():
        first.append("weather", "hall", {"sun": True, "number": 10**30}, at=DAY)
    add_people(first, 1)
    sync(first, hub.link("laptop-1"))
    sync(second, hub.link("laptop-2"))
    assert rows(second) == rows(first)
    assert len(second.people.all()) == 6
    found = list(log.of_kind(second.file.connection, "weather"))
    assert [operation.payload for operation in found] == [{"sun": True, "number": 10**30}]
    assert doctor(second).sound


NASTY = [
    "\0", "a\0b", "\ud800", "x\udfffy", "\\u0000", '"\\u0000"', "한글", "\u1112\u1161\u11ab", "\x01\x1f\x7f", "\u2028",
    "\U0010ffff", "'; DROP TABLE op; --", "{}", "%s", "\\", "a" * 50_000, "\ufeff", "\ufffe", "  ",
]  # fmt: skip


def test_whatever_is_typed_can_be_shared(first: Records, second: Records, hub: Hub):
    for text in NASTY:
        with first.transaction():
            first.append(
                Kind.ATTENDEE, f"{NASTY.index(text):013d}",
                {"name": "이름", "notes": text, text or "x": [text, {text: 1e308}], "big": 2**200, "nan": float("nan")},
                at=DAY,
            )  # fmt: skip
        Desk(first, f"desk {text}").scan(text, "09:10", id=f"scan {text}")
    assert sync(first, hub.link("laptop-1")).count == 0
    assert list(sync_rows.all_set_aside(first.file.connection)) == []
    sync(second, hub.link("laptop-2"))
    assert rows(second) == rows(first)
    assert list(sync_rows.all_set_aside(second.file.connection)) == []
    assert doctor(second).sound


def test_layouts_with_heavy_pictures_are_shared_whole(first: Records, second: Records, hub: Hub):
    for number in range(4):
        with first.transaction():
            first.append("drawing", f"p{number}", {"picture": "가" * 1_000_000}, at=DAY)
    add_people(first, 1)
    assert sync(first, hub.link("laptop-1")).count == 0
    sync(second, hub.link("laptop-2"))
    assert rows(second) == rows(first)
    assert len(second.people.all()) == 6


def test_a_row_too_long_for_any_network_stops_nothing(first: Records, hub: Hub, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(desk_sync, "TOO_LONG", 100_000)
    monkeypatch.setattr(desk_sync, "HEAVIEST_BATCH", 50_000)
    with first.transaction():
        first.append(Kind.ATTENDEE, "p", {"name": "이름", "notes": "a" * 100_000}, at=DAY)
    add_people(first, 1)
    assert sync(first, hub.link("laptop-1")).count == 0
    assert [found.reason for found in sync_rows.all_set_aside(first.file.connection)] == ["hub.too_long"]
    assert hub.count() == len(rows(first))


def test_one_scan_id_answered_at_two_desks_jams_nothing(first: Records, second: Records, hub: Hub):
    one, two = hub.link("laptop-1"), hub.link("laptop-2")
    sync(first, one)
    sync(second, two)
    people = first.people.all()
    Desk(first, "desk 1").scan(people[0].ticket_code, "09:10", id="the same")
    Desk(second, "desk 2").scan(people[0].ticket_code, "09:12", id="the same")
    for records, link in ((first, one), (second, two), (first, one)):
        sync(records, link)
    assert rows(first) == rows(second)
    assert first.scans.counts() == second.scans.counts() == {"R": [1, 1]}


def test_later_edits_win_field_by_field_wherever_they_were_made(first: Records, second: Records, hub: Hub):
    one, two = hub.link("laptop-1"), hub.link("laptop-2")
    sync(first, one)
    sync(second, two)
    who = first.people.all()[0].id
    with first.transaction():
        first.append(Kind.ATTENDEE, who, {"name": "먼저", "title": "과장"}, at=DAY)
    with second.transaction():
        second.append(Kind.ATTENDEE, who, {"name": "나중"}, at=DAY)
    for records, link in ((second, two), (first, one), (second, two)):
        sync(records, link)
    assert first.people.get(who) == second.people.get(who)
    assert (first.people.get(who).name, first.people.get(who).title) == ("나중", "과장")


def test_a_batch_is_as_long_as_its_rows_allow(first: Records, monkeypatch: pytest.MonkeyPatch):
    known = desk_sync.collect(first, {}, forwards=False)
    assert len(known.rows) == known.waiting.count == len(rows(first))
    monkeypatch.setattr(desk_sync, "HEAVIEST_BATCH", 1_000)
    short = desk_sync.collect(first, {}, forwards=False)
    assert 0 < len(short.rows) < len(known.rows)
    assert short.waiting == known.waiting


def test_pauses_between_tries_are_spread_and_bounded():
    pauses = [desk_sync.next_pause(failures) for failures in range(60) for _ in range(20)]
    assert all(0 <= pause <= desk_sync.SLOWEST_RETRY_S for pause in pauses)
    assert max(pauses[:20]) <= desk_sync.FIRST_RETRY_S
    assert max(pauses) > desk_sync.SLOWEST_RETRY_S / 2
    assert len(set(pauses)) > 1_000
