"""Copies of an event: whole, in one file, and never over anything but an older copy."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.actions.event import open_event, opened, read_event
from kiosk.actions.keeping.backup import backup, doctor
from kiosk.store.records import Records
from tests import making
from tests.trouble import refused


def test_a_backup_is_whole_while_a_desk_goes_on(event: Records, tmp_path: Path):
    making.add_people(event, 3)
    with opened(read_event(event.path)) as reader:
        backup(reader, tmp_path / "copy.kiosk")
    making.add_people(event, 1)
    with opened(read_event(tmp_path / "copy.kiosk")) as copy:
        assert copy.people.count() == 3
        assert doctor(copy).sound


def test_a_backup_is_one_file_without_a_log_beside_it(closed: Path, tmp_path: Path):
    (tmp_path / "stick").mkdir()
    with opened(read_event(closed)) as reader:
        backup(reader, tmp_path / "stick" / "copy.kiosk")
    assert [path.name for path in (tmp_path / "stick").iterdir()] == ["copy.kiosk"]


def test_a_backup_takes_the_place_of_the_backup_before(closed: Path, tmp_path: Path):
    with opened(open_event(closed)) as records:
        backup(records, tmp_path / "copy.kiosk")
        making.add_people(records, 1)
        backup(records, tmp_path / "copy.kiosk")
    with opened(read_event(tmp_path / "copy.kiosk")) as copy:
        assert copy.people.count() == 4


def test_a_backup_takes_the_place_of_no_other_event(closed: Path, event_in_use: Records):
    with opened(read_event(closed)) as reader, refused("event.backup_over_other"):
        backup(reader, event_in_use.path)
    assert event_in_use.people.count() == 1


def test_a_backup_does_not_go_onto_a_copy_in_use(closed: Path, copy: Path):
    with opened(read_event(closed)) as reader, opened(open_event(copy)), refused("event.in_use"):
        backup(reader, copy)


def test_a_backup_does_not_take_the_place_of_a_copy_on_which_work_went_on(closed: Path, copy: Path):
    with opened(open_event(copy)) as restored:
        person = making.add_people(restored, 1)[0]
    with opened(read_event(closed)) as reader, refused("event.backup_over_newer"):
        backup(reader, copy)
    with opened(read_event(copy)) as restored:
        assert restored.people.get(person.id) == person


def test_a_backup_takes_the_place_of_a_copy_that_somebody_looked_at(closed: Path, copy: Path):
    """Opened by a window and read by a command, a copy keeps an empty log beside it."""
    with opened(open_event(copy)):
        pass
    with opened(read_event(copy)) as looking:
        assert looking.journal.length()
    assert copy.with_name(f"{copy.name}-wal").exists()
    with opened(open_event(closed)) as records:
        making.add_people(records, 1)
        length = records.journal.length()
        backup(records, copy)
    with opened(read_event(copy)) as reader:
        assert reader.journal.length() == length and doctor(reader).sound


@pytest.fixture
def copy(closed: Path, tmp_path: Path) -> Path:
    """A backup of the closed event."""
    with opened(read_event(closed)) as reader:
        return backup(reader, tmp_path / "copy.kiosk")


@pytest.fixture
def event_in_use(tmp_path: Path) -> Iterator[Records]:
    records = making.new_event(tmp_path, name="other.kiosk")
    making.add_people(records, 1)
    yield records
    records.close()


@pytest.mark.parametrize(("target", "code"), [
    ("day.kiosk", "event.backup_onto_itself"),
    ("./day.kiosk", "event.backup_onto_itself"),
    ("none/copy.kiosk", "event.no_folder"),
    ("folder", "output.folder"),
    ("notes.txt", "event.backup_over_other"),
])  # fmt: skip
def test_a_backup_to_an_impossible_place_is_refused(target: str, code: str, closed: Path):
    (closed.parent / "folder").mkdir()
    (closed.parent / "notes.txt").write_text("not to be lost")
    with opened(read_event(closed)) as reader, refused(code):
        backup(reader, closed.parent / target)
    assert (closed.parent / "notes.txt").read_text() == "not to be lost"
    assert not list(closed.parent.glob(".*.part"))
    with opened(read_event(closed)) as reader:
        assert doctor(reader).sound


def test_a_restored_copy_never_uses_a_number_again(closed: Path, tmp_path: Path):
    """The original goes on after the backup; so does the restored copy: their operations never share a name."""
    with opened(read_event(closed)) as reader:
        backup(reader, tmp_path / "copy.kiosk")
    with opened(read_event(closed)) as reader:
        common = making.numbers(reader)
    told = []
    for path in (closed, tmp_path / "copy.kiosk"):
        with opened(open_event(path)) as records:
            making.add_people(records, 2)
            told.append(making.numbers(records) - common)
    assert len(told[0]) == len(told[1]) == 2
    assert not told[0] & told[1]
