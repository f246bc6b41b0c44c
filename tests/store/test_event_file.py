"""The file itself: what it is, who may open it, and what each kind of damage or refusal is called."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from kiosk.actions.event import EventDetails, create_event, open_event, opened, read_event
from kiosk.actions.keep_safe import backup, doctor
from kiosk.core.operation import Kind
from kiosk.errors import KioskError
from kiosk.store import event_file, schema
from kiosk.store.records import Records
from tests import making
from tests.making import DAY, Desk


@pytest.fixture
def event(tmp_path: Path) -> Iterator[Records]:
    records = making.new_event(tmp_path)
    yield records
    records.close()


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """An event with three people and a scan, that nobody has open."""
    records = making.new_event(tmp_path)
    people = making.add_people(records, 3)
    Desk(records).scan(people[0].ticket_code, "10:00")
    records.close()
    return records.path


try:
    import resource
except ImportError:  # Windows has neither these limits nor kill -9
    resource = None
posix_only = pytest.mark.skipif(resource is None, reason="needs POSIX users, limits and signals")


def refused(code: str):
    return pytest.raises(KioskError, match=f"^{code.replace('.', '[.]')}$")


def setting(records: Records, pragma: str) -> object:
    return records.file.connection.execute(f"PRAGMA {pragma}").fetchone()[0]


# --- what the file is ---


def test_a_commit_is_on_the_disk_when_it_returns(event: Records):
    assert (setting(event, "journal_mode"), setting(event, "synchronous")) == ("wal", 2)


@pytest.mark.skipif(sys.platform != "darwin", reason="only Apple's disks need more than fsync")
def test_on_a_mac_the_disk_is_told_to_empty_its_cache(event: Records):
    assert (setting(event, "fullfsync"), setting(event, "checkpoint_fullfsync")) == (1, 1)


def test_the_file_says_that_it_is_an_event(closed: Path):
    with closing(sqlite3.connect(closed)) as plain:
        assert plain.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION_ID
        assert plain.execute("PRAGMA user_version").fetchone()[0] == schema.SCHEMA_VERSION


def test_any_sqlite_tool_opens_it(closed: Path):
    with closing(sqlite3.connect(closed)) as plain:
        assert plain.execute("SELECT COUNT(*) FROM attendee").fetchone() == (3,)
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_closed_event_is_one_file(closed: Path):
    assert [path.name for path in closed.parent.iterdir() if not path.name.startswith(".")] == ["day.kiosk"]


def test_the_ending_may_be_left_out(tmp_path: Path):
    create_event(tmp_path / "day", EventDetails("하루")).close()
    with opened(read_event(tmp_path / "day")) as records:
        assert records.path == tmp_path / "day.kiosk"


# --- killed ---


def killed_after(folder: Path, lines: str) -> None:
    """Run lines of Python with an event in hand, then die as in a power cut, nothing closed."""
    program = f"""
        import os, signal
        from pathlib import Path
        from kiosk.actions.event import EventDetails, create_event
        from kiosk.core.operation import Kind
        from kiosk.store import event_file
        from tests import making
        path = Path({str(folder)!r}) / "day.kiosk"
        {lines}
        os.kill(os.getpid(), signal.SIGKILL)
    """
    result = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], check=False, timeout=60)
    assert result.returncode == -signal.SIGKILL


@posix_only
def test_an_event_opens_though_the_program_was_killed_right_after_making_it(tmp_path: Path):
    killed_after(tmp_path, "records = create_event(path, EventDetails('하루'))")
    with opened(read_event(tmp_path / "day.kiosk")) as records:
        assert records.event()["name"] == "하루"
    with opened(open_event(tmp_path / "day.kiosk")) as records:
        assert doctor(records).sound


@posix_only
def test_an_event_whose_making_was_cut_off_is_told_apart(tmp_path: Path):
    killed_after(tmp_path, "file = event_file.create(path)")
    for opening in (read_event, open_event):
        with refused("event.unfinished"):
            opening(tmp_path / "day.kiosk")


@posix_only
def test_a_transaction_that_was_cut_off_leaves_nothing(tmp_path: Path):
    killed_after(
        tmp_path,
        """records = create_event(path, EventDetails('하루'))
        records.file.connection.execute("BEGIN IMMEDIATE")
        records.append(Kind.EVENT, "event", {"name": "다른 이름"}, at=making.DAY)""",
    )
    with opened(open_event(tmp_path / "day.kiosk")) as records:
        assert records.event()["name"] == "하루"
        assert doctor(records).sound


# --- one writer, many readers ---


def test_a_second_writer_is_told_that_the_event_is_open(event: Records):
    with refused("event.in_use"):
        open_event(event.path, wait_seconds=0)


def test_a_reader_reads_what_a_writer_has_just_stored(event: Records):
    person = making.add_people(event, 1)[0]
    with opened(read_event(event.path)) as reader:
        assert reader.attendees() == [person]
        with refused("event.read_only"), reader.transaction():
            pass


def test_a_writer_in_another_process_is_noticed_and_goes_away_with_it(closed: Path):
    program = "import sys; from pathlib import Path; from kiosk.actions.event import open_event;"
    program += "r = open_event(Path(sys.argv[1])); print('ready', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", program, str(closed)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout.readline() == b"ready\n"
        with refused("event.in_use"):
            open_event(closed, wait_seconds=0)
        with opened(read_event(closed)) as reader:
            assert reader.attendee_count() == 3
        other.kill()
        other.wait()
    open_event(closed, wait_seconds=5).close()


def test_the_next_writer_comes_in_when_the_first_closes(event: Records):
    event.close()
    open_event(event.path, wait_seconds=0).close()


# --- files that are none ---


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def plain_database(path: Path) -> Path:
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("CREATE TABLE people (x)")
    return path


def changed(path: Path, *pragmas: str) -> Path:
    with closing(sqlite3.connect(path)) as plain:
        for pragma in pragmas:
            plain.execute(f"PRAGMA {pragma}")
    return path


STRANGE = {
    "nothing there": (lambda path: path, "event.missing"),
    "a folder": (lambda path: path.mkdir() or path, "event.cannot_read"),
    "an empty file": (lambda path: write(path, b""), "event.not_an_event"),
    "a picture": (lambda path: write(path, b"\x89PNG\r\n\x1a\n" + bytes(500)), "event.not_an_event"),
    "text": (lambda path: write(path, "이름,소속\n".encode("cp949")), "event.not_an_event"),
    "another database": (plain_database, "event.not_an_event"),
    "only the first bytes": (lambda path: write(path, b"SQLite format 3\0"), "event.not_an_event"),
    "no tables": (
        lambda path: changed(plain_database(path), f"application_id={schema.APPLICATION_ID}"), "event.unfinished",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("make", "code"), STRANGE.values(), ids=STRANGE)
def test_what_is_no_event_is_not_opened(make, code: str, tmp_path: Path):
    path = make(tmp_path / "strange.kiosk")
    with refused(code):
        read_event(path)


def test_an_event_of_a_newer_program_is_left_alone(closed: Path):
    changed(closed, f"user_version={schema.SCHEMA_VERSION + 1}")
    content = closed.read_bytes()
    for _ in range(2):  # the first refusal must not keep the file locked
        with refused("event.newer"):
            open_event(closed, wait_seconds=0)
        with refused("event.newer"):
            read_event(closed)
    assert closed.read_bytes() == content


@pytest.mark.parametrize("opening", [open_event, read_event])
@pytest.mark.parametrize("kept", [100, 2000, 4096, 5000, 20_000, 60_000])
def test_a_truncated_event_is_told_to_be_damaged(opening, kept: int, closed: Path):
    write(closed, closed.read_bytes()[:kept])
    with refused("event.damaged"), opened(opening(closed)) as records:
        records.attendees()
        list(records.scan_operations())
        assert doctor(records).damage
        raise KioskError("event.damaged")


def test_pages_of_garbage_are_told_to_be_damage(closed: Path):
    content = bytearray(closed.read_bytes())
    content[4096:] = bytes([0xA5]) * (len(content) - 4096)
    write(closed, bytes(content))
    with refused("event.damaged"):
        read_event(closed)


@pytest.mark.parametrize("name", ["op", "attendee", "scan"])
def test_garbage_in_one_table_is_told_to_be_damage(name: str, closed: Path):
    with closing(sqlite3.connect(closed)) as plain:
        (page,) = plain.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()
    content = bytearray(closed.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xa5" * 4096
    write(closed, bytes(content))
    with refused("event.damaged"), opened(read_event(closed)) as records:
        records.attendees()
        list(records.movements_by_person())
        list(records.scan_operations())


# --- making ---


def test_an_event_is_not_made_over_another(closed: Path):
    content = closed.read_bytes()
    with refused("event.exists"):
        create_event(closed, EventDetails("다른"))
    assert closed.read_bytes() == content


def test_an_event_is_not_made_in_a_folder_that_is_missing(tmp_path: Path):
    with refused("event.no_folder"):
        create_event(tmp_path / "none" / "day.kiosk", EventDetails("하루"))


def test_an_unknown_time_zone_leaves_no_file(tmp_path: Path):
    for zone in ("Asia/Atlantis", "", "../../etc/passwd", "/etc/passwd", "x" * 5000, "Asia\0Seoul"):
        with refused("event.unknown_timezone"):
            create_event(tmp_path / "day.kiosk", EventDetails("하루", timezone=zone))
    assert list(tmp_path.iterdir()) == []


# --- rights and room ---


@contextmanager
def without_rights() -> Iterator[None]:
    """As somebody who owns nothing; root may write everywhere."""
    if os.getuid() != 0:
        yield
        return
    os.setresgid(65534, 65534, 0)
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)
        os.setresgid(0, 0, 0)


@pytest.fixture
def write_protected(closed: Path) -> Iterator[Path]:
    """The event in a folder that everybody may read and nobody but root write."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(closed, folder))
        path.chmod(0o444)
        path.parent.chmod(0o555)
        yield path
        path.parent.chmod(0o755)


@posix_only
def test_an_event_in_a_write_protected_folder_is_read(write_protected: Path):
    with without_rights(), opened(read_event(write_protected)) as records:
        assert records.attendee_count() == 3


@posix_only
def test_an_event_in_a_write_protected_folder_is_not_written(write_protected: Path):
    write_protected.chmod(0o666)
    with without_rights(), refused("event.cannot_write"):
        open_event(write_protected, wait_seconds=0)


@posix_only
def test_a_write_protected_event_in_an_open_folder_is_not_written(write_protected: Path):
    write_protected.parent.chmod(0o777)
    with without_rights(), refused("event.read_only"):
        open_event(write_protected, wait_seconds=0)


@posix_only
def test_an_event_nobody_may_read_is_told_so(write_protected: Path):
    write_protected.chmod(0)
    with without_rights(), refused("event.cannot_read"):
        read_event(write_protected)


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """No file may grow beyond ``size`` bytes: for SQLite, a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


@posix_only
def test_a_full_disk_loses_the_last_step_and_nothing_else(event: Records):
    people = making.add_people(event, 3)
    desk = Desk(event)
    first = desk.scan(people[0].ticket_code, "10:00")
    log_size = event.path.with_name("day.kiosk-wal").stat().st_size
    with largest_file(log_size), pytest.raises(KioskError, match=r"event\.disk_(full|trouble)"):
        desk.scan(people[1].ticket_code, "10:01")
    second = desk.scan(people[2].ticket_code, "10:02")
    assert [op.op_id for op in event.newest_scans(5)] == [second.scan_id, first.scan_id]
    assert doctor(event).sound


@posix_only
def test_an_event_for_which_there_is_no_room_is_not_made(tmp_path: Path):
    with largest_file(8192), pytest.raises(KioskError, match=r"event\.disk_(full|trouble)"):
        create_event(tmp_path / "day.kiosk", EventDetails("하루"))
    create_event(tmp_path / "day.kiosk", EventDetails("하루")).close()


# --- copies ---


def test_a_backup_is_whole_while_a_desk_goes_on(event: Records, tmp_path: Path):
    making.add_people(event, 3)
    with opened(read_event(event.path)) as reader:
        backup(reader, tmp_path / "copy.kiosk")
    making.add_people(event, 1)
    with opened(read_event(tmp_path / "copy.kiosk")) as copy:
        assert copy.attendee_count() == 3
        assert doctor(copy).sound


def test_a_backup_is_one_file_without_a_log_beside_it(closed: Path, tmp_path: Path):
    (tmp_path / "stick").mkdir()
    with opened(read_event(closed)) as reader:
        backup(reader, tmp_path / "stick" / "copy.kiosk")
    assert [path.name for path in (tmp_path / "stick").iterdir()] == ["copy.kiosk"]


def test_a_backup_takes_the_place_of_the_backup_before(closed: Path, tmp_path: Path):
    with opened(read_event(closed)) as reader:
        for _ in range(2):
            backup(reader, tmp_path / "copy.kiosk")


def test_a_backup_takes_the_place_of_no_other_event(closed: Path, event_in_use: Records):
    with opened(read_event(closed)) as reader, refused("event.backup_over_other"):
        backup(reader, event_in_use.path)
    assert event_in_use.attendee_count() == 1


def test_a_backup_does_not_go_onto_a_copy_in_use(closed: Path, copy: Path):
    with opened(read_event(closed)) as reader, opened(open_event(copy)), refused("event.in_use"):
        backup(reader, copy)


def test_a_backup_does_not_take_the_place_of_a_copy_on_which_work_went_on(closed: Path, copy: Path):
    with opened(open_event(copy)) as restored:
        person = making.add_people(restored, 1)[0]
    with opened(read_event(closed)) as reader, refused("event.backup_over_newer"):
        backup(reader, copy)
    with opened(read_event(copy)) as restored:
        assert restored.attendee(person.id) == person


def test_a_backup_takes_the_place_of_a_copy_that_somebody_looked_at(closed: Path, copy: Path):
    """Opened by a window and read by a command, a copy keeps an empty log beside it."""
    with opened(open_event(copy)):
        pass
    with opened(read_event(copy)) as looking:
        assert looking.length()
    assert copy.with_name(f"{copy.name}-wal").exists()
    with opened(open_event(closed)) as records:
        making.add_people(records, 1)
        length = records.length()
        backup(records, copy)
    with opened(read_event(copy)) as reader:
        assert reader.length() == length and doctor(reader).sound


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
        common = names(reader)
    told = []
    for path in (closed, tmp_path / "copy.kiosk"):
        with opened(open_event(path)) as records:
            making.add_people(records, 2)
            told.append(names(records) - common)
    assert len(told[0]) == len(told[1]) == 2
    assert not told[0] & told[1]


def names(records: Records) -> set[tuple[str, int]]:
    return set(records.file.connection.execute("SELECT log_id, seq FROM op"))


# --- all or nothing ---


def test_an_error_in_the_middle_leaves_nothing(event: Records):
    people = making.add_people(event, 2)
    before = names(event)
    with pytest.raises(ZeroDivisionError), event.transaction():
        event.append(Kind.ATTENDEE, people[0].id, {"name": "다른 이름"}, at=DAY)
        event.append(Kind.EVENT, "event", {"name": "다른 이름"}, at=DAY)
        assert event.event()["name"] == "다른 이름"
        raise ZeroDivisionError
    assert names(event) == before
    assert event.attendee(people[0].id) == people[0]
    assert event.event()["name"] == "하루"


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
    assert event.counts() == {"E": [1, 1]}
    with pytest.raises(ZeroDivisionError), event.transaction():
        event.append(Kind.VOID, "desk 1/1", {"reason": "x", "operator": ""}, at=DAY)
        assert event.counts() == {"E": [0, 0]}
        raise ZeroDivisionError
    assert event.counts() == {"E": [1, 1]}


# --- the doctor ---


TAMPERED = {
    "attendee": "UPDATE attendee SET name = '다른 이름' WHERE rowid = 1",
    "presence": "UPDATE presence SET inside = 1 - inside",
    "session": "DELETE FROM session WHERE code = 'E'",
    "scan": "UPDATE scan SET verdict = 'left'",
    "event": "UPDATE event SET value = '1' WHERE field = 'name'",
}


@pytest.mark.parametrize("table", TAMPERED)
def test_a_read_model_that_differs_from_the_log_is_found_and_made_anew(table: str, closed: Path):
    with closing(sqlite3.connect(closed)) as plain, plain:
        plain.execute(TAMPERED[table])
    with opened(open_event(closed)) as records:
        assert table in doctor(records).differing
        records.rebuild()
        assert doctor(records).sound


def test_the_doctor_changes_nothing(closed: Path):
    content = closed.read_bytes()
    with opened(read_event(closed)) as records:
        doctor(records)
    assert closed.read_bytes() == content


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


@pytest.mark.parametrize("damage", [b"\xff\xfe", b"}{"])
def test_damage_inside_a_stored_text_is_called_damage_and_quotes_nothing(damage: bytes, closed: Path):
    with closing(sqlite3.connect(closed)) as db:
        db.execute("UPDATE op SET payload = CAST(? AS TEXT) WHERE kind = 'scan'", (b'{"name":"' + damage + b'"}x',))
        db.commit()
    with refused("event.damaged") as caught, opened(read_event(closed)) as records:
        list(records.scan_operations())
    assert "name" not in str(caught.value.details)
