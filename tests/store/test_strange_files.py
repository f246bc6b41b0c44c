"""Files that are no event, and damaged ones: each is told as what it is."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.actions.event import open_event, opened, read_event
from kiosk.actions.keeping.backup import backup, doctor
from kiosk.errors import KioskError
from kiosk.store import event_file, migrations, schema
from kiosk.store.records import Records
from tests import making
from tests.trouble import refused


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
    with closing(sqlite3.connect(closed)) as plain:
        plain.execute("CREATE TABLE of_tomorrow (x)")
    changed(closed, f"user_version={migrations.VERSION + 1}")
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
        records.people.all()
        list(records.scans.all())
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
        records.people.all()
        records.scans.movements_of([person.id for person in records.people.all()])
        list(records.scans.all())


@pytest.mark.parametrize("damage", [b"\xff\xfe", b"}{"])
def test_damage_inside_a_stored_text_is_called_damage_and_quotes_nothing(damage: bytes, closed: Path):
    with closing(sqlite3.connect(closed)) as db:
        db.execute("UPDATE op SET payload = CAST(? AS TEXT) WHERE kind = 'scan'", (b'{"name":"' + damage + b'"}x',))
        db.commit()
    with refused("event.damaged") as caught, opened(read_event(closed)) as records:
        list(records.scans.all())
    assert "name" not in str(caught.value.details)


@pytest.mark.parametrize("ending", ["-wal", "-journal"])
def test_what_a_deleted_file_left_is_told_for_what_it_is_and_played_into_no_other(closed: Path, ending: str):
    left = write(closed.with_name(closed.name + ending), b"records of another file")
    copy = closed.read_bytes()
    closed.unlink()
    for opening in (read_event, open_event, event_file.create):
        with refused("event.left_behind"):
            opening(closed)
    assert left.read_bytes() == b"records of another file"
    assert not closed.exists()
    left.unlink()
    closed.write_bytes(copy)
    open_event(closed).close()


def test_a_copy_put_beside_the_log_of_a_deleted_file_is_not_mixed_with_it(tmp_path: Path):
    deleted = making.new_event(tmp_path, name="day.kiosk")
    making.add_people(deleted, 2)
    copy = backup(deleted, tmp_path / "copy.kiosk")
    making.add_people(deleted, 3)
    content = {name: (tmp_path / name).read_bytes() for name in ("day.kiosk", "day.kiosk-wal")}
    deleted.close()
    (tmp_path / "day.kiosk").unlink()
    (tmp_path / "day.kiosk-wal").write_bytes(content["day.kiosk-wal"])
    copy.rename(tmp_path / "day.kiosk")
    before = (tmp_path / "day.kiosk").read_bytes()
    for opening in (read_event, open_event):
        with refused("event.log_of_another"):
            opening(tmp_path / "day.kiosk")
    assert (tmp_path / "day.kiosk").read_bytes() == before
    (tmp_path / "day.kiosk-wal").rename(tmp_path / "kept-wal")
    with opened(read_event(tmp_path / "day.kiosk")) as records:
        assert records.people.count() == 2


def _journal_of(path: Path, statement: str) -> bytes:
    """What SQLite keeps beside a file that it changes without a write-ahead log, as a killed program leaves it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA cache_size=2")
        db.execute("BEGIN")
        db.execute(statement)
        db.execute(
            "UPDATE op SET payload = payload || hex(zeroblob(20000))"
        )  # more than the cache holds: it is written
        journal = path.with_name(path.name + "-journal").read_bytes()
        db.execute("ROLLBACK")
    return journal


@pytest.mark.parametrize("kind", ["another program's", "an older copy's", "no journal at all"])
def test_a_journal_that_a_deleted_file_left_is_not_played_into_an_event(kind: str, closed: Path, tmp_path: Path):
    of = tmp_path / "of.kiosk"
    if kind == "another program's":
        with closing(sqlite3.connect(of)) as db:
            db.execute("CREATE TABLE op (payload)")
            db.executemany("INSERT INTO op VALUES (?)", [("x" * 3_000,)] * 50)
            db.commit()
    else:
        with opened(read_event(closed)) as records:
            backup(records, of)
    left = _journal_of(of, "DELETE FROM op WHERE rowid = 1") if kind != "no journal at all" else b"a letter"
    journal = write(closed.with_name(closed.name + "-journal"), left)
    before = closed.read_bytes()
    for opening in (read_event, open_event):
        with refused("event.log_of_another"):
            opening(closed)
    assert (closed.read_bytes(), journal.read_bytes()) == (before, left)


@pytest.mark.parametrize("opening", [read_event, open_event])
def test_a_copy_that_a_tool_was_killed_over_is_rolled_back_by_its_own_journal(
    opening: Callable[[Path], Records], closed: Path, tmp_path: Path
):
    with opened(read_event(closed)) as records:
        copy = backup(records, tmp_path / "copy.kiosk")
        people = records.people.count()
    write(copy.with_name(copy.name + "-journal"), _journal_of(copy, "DELETE FROM op WHERE rowid = 1"))
    with opened(opening(copy)) as records:
        assert records.people.count() == people
