"""The file itself: what it is, how it is made, what is all or nothing, and when it is gone from its place."""

import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.actions.event import create_event, open_event, opened, read_event
from kiosk.actions.keeping.backup import doctor
from kiosk.core.event import EventDetails
from kiosk.core.operation import Kind
from kiosk.store import event_file, migrations, schema
from kiosk.store.records import Records
from tests import making
from tests.making import DAY, Desk
from tests.store.posix import posix_only
from tests.trouble import refused


def setting(records: Records, pragma: str) -> object:
    return records.file.connection.execute(f"PRAGMA {pragma}").fetchone()[0]


def test_a_commit_is_on_the_disk_when_it_returns(event: Records):
    assert (setting(event, "journal_mode"), setting(event, "synchronous")) == ("wal", 2)


@pytest.mark.skipif(sys.platform != "darwin", reason="only Apple's disks need more than fsync")
def test_on_a_mac_the_disk_is_told_to_empty_its_cache(event: Records):
    assert (setting(event, "fullfsync"), setting(event, "checkpoint_fullfsync")) == (1, 1)


def test_the_file_says_that_it_is_an_event(closed: Path):
    with closing(sqlite3.connect(closed)) as plain:
        assert plain.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION_ID
        assert plain.execute("PRAGMA user_version").fetchone()[0] == migrations.VERSION


def test_any_sqlite_tool_opens_it(closed: Path):
    with closing(sqlite3.connect(closed)) as plain:
        assert plain.execute("SELECT COUNT(*) FROM attendee").fetchone() == (3,)
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_closed_event_is_one_file(closed: Path):
    assert [path.name for path in closed.parent.iterdir() if not path.name.startswith(".")] == ["day.kiosk"]


def test_the_ending_may_be_left_out(tmp_path: Path):
    create_event(tmp_path / "day", EventDetails({"ko": "하루"})).close()
    with opened(read_event(tmp_path / "day")) as records:
        assert records.path == tmp_path / "day.kiosk"


def test_an_event_is_not_made_over_another(closed: Path):
    content = closed.read_bytes()
    with refused("event.exists"):
        create_event(closed, EventDetails({"ko": "다른"}))
    assert closed.read_bytes() == content


def test_an_event_is_not_made_in_a_folder_that_is_missing(tmp_path: Path):
    with refused("event.no_folder"):
        create_event(tmp_path / "none" / "day.kiosk", EventDetails({"ko": "하루"}))


def test_an_unknown_time_zone_leaves_no_file(tmp_path: Path):
    for zone in ("Asia/Atlantis", "", "../../etc/passwd", "/etc/passwd", "x" * 5000, "Asia\0Seoul"):
        with refused("event.unknown_timezone"):
            create_event(tmp_path / "day.kiosk", EventDetails({"ko": "하루"}, timezone=zone))
    assert list(tmp_path.iterdir()) == []


def test_an_error_in_the_middle_leaves_nothing(event: Records):
    people = making.add_people(event, 2)
    before = making.numbers(event)
    with pytest.raises(ZeroDivisionError), event.transaction():
        event.append(Kind.ATTENDEE, people[0].id, {"name": "다른 이름"}, at=DAY)
        event.append(Kind.EVENT, "event", {"name": "다른 이름"}, at=DAY)
        assert event.event.details().names["ko"] == "다른 이름"
        raise ZeroDivisionError
    assert making.numbers(event) == before
    assert event.people.get(people[0].id) == people[0]
    assert event.event.details().names["ko"] == "하루"


def test_an_undone_transaction_leaves_no_hole_in_the_numbers(event: Records):
    desk = Desk(event)
    for attempt in range(3):
        making.add_people(event, 1)
        with refused("scan.unknown_session"):
            desk.scan("x", "10:00", session=f"none {attempt}")
        with pytest.raises(ZeroDivisionError), event.transaction():
            event.append(Kind.BADGE, "1", {"files": []}, at=DAY)
            raise ZeroDivisionError
    assert doctor(event).sound


def test_counts_are_right_after_an_undone_transaction(event: Records):
    person = making.add_people(event, 1)[0]
    desk = Desk(event)
    desk.scan(person.ticket_code, "10:00", session="E")
    assert event.scans.counts() == {"E": [1, 1]}
    with pytest.raises(ZeroDivisionError), event.transaction():
        event.append(Kind.VOID, "desk 1/1", {"reason": "x", "operator": ""}, at=DAY)
        assert event.scans.counts() == {"E": [0, 0]}
        raise ZeroDivisionError
    assert event.scans.counts() == {"E": [1, 1]}


def test_operations_of_a_newer_kind_are_kept_and_left_alone(event: Records):
    with event.transaction():
        event.append("meeting", "1", {"table": 3}, at=DAY)
    event.rebuild()
    assert doctor(event).sound
    assert event.file.connection.execute("SELECT COUNT(*) FROM op WHERE kind = 'meeting'").fetchone() == (1,)


def test_a_file_of_the_event_can_be_removed_with_all_that_belongs_to_it(closed: Path):
    event_file.remove(closed)
    assert list(closed.parent.iterdir()) == []


@posix_only
@pytest.mark.parametrize("how", ["deleted", "moved", "replaced"])
def test_nothing_is_acknowledged_when_the_file_is_gone_from_its_place(how: str, closed: Path):
    records = open_event(closed)
    if how == "deleted":
        closed.unlink()
    else:
        closed.rename(closed.with_name("elsewhere.kiosk"))
    if how == "replaced":
        shutil.copy(closed.with_name("elsewhere.kiosk"), closed)
    with refused("event.gone"):
        making.add_people(records, 1)
    records.close()


@posix_only
def test_a_link_to_an_event_in_use_is_that_event(event: Records, tmp_path: Path):
    link = tmp_path / "link.kiosk"
    link.symlink_to(event.path)
    with refused("event.in_use"):
        open_event(link, wait_seconds=0)
