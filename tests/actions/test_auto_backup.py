"""Safe copies in a second place: whole, verified, three of them, and one sentence for each drive that fails."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.actions.event import open_event, opened, read_event
from kiosk.actions.keeping.auto_backup import MARK, backup_state, backups_in, choose_folder, make_backup
from kiosk.actions.keeping.backup import doctor
from kiosk.errors import KioskError
from kiosk.store import event_file
from kiosk.store.event_file import EventFile
from kiosk.store.records import Records
from tests import making
from tests.making import Desk
from tests.store.posix import largest_file, posix_only, without_rights
from tests.trouble import refused

NOON = datetime(2024, 2, 28, 3, tzinfo=UTC)


@pytest.fixture
def event(tmp_path: Path) -> Iterator[Records]:
    records = making.new_event(tmp_path)
    making.add_people(records, 3)
    yield records
    records.close()


@pytest.fixture
def reachable_stick() -> Iterator[Path]:
    """A folder for copies that somebody without rights can reach."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        choose_folder(Path(folder))
        yield Path(folder)


def copy(event: Records, stick: Path, minutes: int = 0):
    return make_backup(event, stick, desk_id="laptop-1", now=NOON + timedelta(minutes=minutes))


def test_a_copy_is_a_whole_event_of_its_own(event: Records, stick: Path):
    made = copy(event, stick)
    with opened(read_event(made.path)) as there:
        assert doctor(there).sound
        assert there.people.count() == 3
        assert there.journal.length() == event.journal.length()


def test_a_copy_is_made_from_a_connection_that_only_reads_while_a_desk_scans(event: Records, stick: Path):
    desk = Desk(event)
    people = event.people.all()
    with opened(read_event(event.path)) as reading:
        desk.scan(people[0].ticket_code, "10:00", session="E")
        make_backup(reading, stick, desk_id="laptop-1", now=NOON)
        desk.scan(people[1].ticket_code, "10:01", session="E")
    with opened(read_event(backups_in(stick)[0].path)) as there:
        assert there.scans.counts() == {"E": [1, 1]}


def test_three_generations_stay_and_other_events_and_files_are_left_alone(event: Records, stick: Path, tmp_path: Path):
    other = making.new_event(tmp_path, name="other.kiosk")
    copy(other, stick)
    other.close()
    (stick / "letter.txt").write_text("not ours")
    for minutes in range(0, 60, 5):
        copy(event, stick, minutes)
    own = [made.made_at for made in backups_in(stick) if made.path.name.startswith("day.")]
    assert own == [NOON + timedelta(minutes=minutes) for minutes in (55, 50, 0)]
    assert len(backups_in(stick)) == 4
    assert (stick / "letter.txt").exists()


def test_another_desk_s_copies_are_not_thinned_out(event: Records, stick: Path):
    make_backup(event, stick, desk_id="laptop-2", now=NOON - timedelta(days=1))
    for minutes in range(0, 30, 5):
        copy(event, stick, minutes)
    assert len(backups_in(stick)) == 4


def test_what_a_pulled_drive_left_unfinished_is_cleared_away(event: Records, stick: Path):
    made = copy(event, stick)
    (stick / f".{made.path.name}.0123.part").write_bytes(b"half a copy")
    copy(event, stick, 5)
    assert [path.name for path in stick.iterdir() if ".part" in path.name] == []


# --- drives that fail ---


def test_an_unplugged_drive_is_one_sentence_and_plugged_in_again_it_goes_on(event: Records, stick: Path):
    gone = stick.rename(stick.with_name("pulled out"))
    with refused("copies.no_folder"):
        copy(event, stick)
    gone.rename(stick)
    copy(event, stick)


def test_an_empty_folder_where_the_drive_was_takes_no_copies(event: Records, stick: Path):
    """Some systems leave the folder; what is written there fills the laptop's own disk."""
    (stick / MARK).unlink()
    with refused("copies.no_folder"):
        copy(event, stick)
    assert list(stick.iterdir()) == []


@posix_only
def test_a_write_protected_drive_is_one_sentence(event: Records, reachable_stick: Path):
    copy(event, reachable_stick)
    reachable_stick.chmod(0o555)
    with without_rights(), refused("copies.read_only"):
        copy(event, reachable_stick, 5)


@posix_only
def test_a_full_drive_is_one_sentence_and_leaves_the_copies_that_were_there(event: Records, stick: Path):
    before = copy(event, stick)
    with largest_file(20_000), pytest.raises(KioskError, match=r"event\.(copy_no_room|cannot_write)"):
        copy(event, stick, 5)
    assert [path.name for path in stick.iterdir() if path.name != MARK] == [before.path.name]
    copy(event, stick, 10)


def test_a_drive_that_does_not_give_back_what_was_written_is_told(
    event: Records, stick: Path, monkeypatch: pytest.MonkeyPatch
):
    whole = event_file.copy_to

    def lossy(file: EventFile, target: Path) -> None:
        whole(file, target)
        content = bytearray(target.read_bytes())
        content[-4096:] = bytes(4096)
        target.write_bytes(content)

    monkeypatch.setattr(event_file, "copy_to", lossy)
    with refused("copies.not_whole"):
        copy(event, stick)
    assert backups_in(stick) == []


# --- how safe is it? ---


def test_the_state_says_how_far_the_newest_copy_is_behind(event: Records, stick: Path):
    assert backup_state(event, stick).behind == event.journal.length()
    copy(event, stick)
    assert backup_state(event, stick).behind == 0
    making.add_people(event, 2)
    state = backup_state(event, stick)
    assert (state.behind, state.trouble, state.lost, len(state.copies)) == (2, "", (), 1)


def test_the_end_of_a_log_cut_off_is_noticed_against_the_newest_copy(event: Records, stick: Path):
    copy(event, stick)
    event.close()
    with closing(sqlite3.connect(event.path)) as plain, plain:
        plain.execute("DELETE FROM op WHERE seq >= 7")
        plain.execute("DELETE FROM attendee WHERE rowid >= 2")
    with opened(open_event(event.path)) as records:
        assert doctor(records).sound  # nothing in the file itself tells
        (lost,) = backup_state(records, stick).lost
        assert (lost.seq, lost.fault) == (8, "removed")


def test_a_drive_that_is_not_there_is_named_in_the_state(event: Records, stick: Path):
    stick.rename(stick.with_name("pulled out"))
    assert backup_state(event, stick).trouble == "copies.no_folder"
    assert backup_state(event, None).folder is None


def test_a_folder_that_is_not_there_cannot_be_chosen(tmp_path: Path):
    with refused("copies.no_folder"):
        choose_folder(tmp_path / "nowhere")
