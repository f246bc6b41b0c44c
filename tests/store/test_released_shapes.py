"""Event files as earlier programs left them: each opens, folds, scans, passes the examination and is exported."""

import json
import shutil
import sqlite3
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from kiosk.actions.event import open_event, opened, read_event
from kiosk.actions.keeping.backup import doctor
from kiosk.actions.keeping.recover import rebuild_event
from kiosk.actions.office.export_records import export_records
from kiosk.store import migrations, upgrade
from kiosk.store.connections import connect
from kiosk.store.read_model import ReadModel
from tests.making import Desk
from tests.trouble import refused

RELEASED = sorted((Path(__file__).parent / "released").glob("*.kiosk"))
FOLDED = {
    "people": "SELECT id FROM attendee ORDER BY rowid",
    "sessions": "SELECT code FROM session ORDER BY 1",
    "certificates": "SELECT serial FROM certificate ORDER BY 1",
}


@pytest.fixture(params=RELEASED, ids=lambda path: path.stem)
def released(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(request.param, tmp_path / "event.kiosk"))


@pytest.fixture
def told(released: Path, request: pytest.FixtureRequest) -> dict:
    """What the program that made the file had folded from it."""
    return json.loads(request.node.callspec.params["released"].with_suffix(".json").read_text("utf-8"))


def folded(db: sqlite3.Connection) -> dict:
    found = {name: [row[0] for row in db.execute(query)] for name, query in FOLDED.items()}
    found["verdicts"] = dict(db.execute("SELECT verdict, COUNT(*) FROM scan GROUP BY verdict").fetchall())
    found["inside"] = [list(row) for row in db.execute("SELECT person, session, inside FROM presence ORDER BY 1, 2")]
    found["operations"] = db.execute("SELECT COUNT(*) FROM op").fetchone()[0]
    return found


def test_it_opens_with_everything_in_it_and_its_copy_goes_when_it_is_well(released: Path, told: dict):
    with opened(open_event(released)) as records:
        db = records.file.connection
        assert db.execute("PRAGMA user_version").fetchone() == (migrations.VERSION,)
        assert not migrations.strange_objects(db)
        assert folded(db) == told
        assert doctor(records).sound
    assert [path.name for path in released.parent.glob("*.kiosk")] == ["event.kiosk"]


def test_reading_it_changes_nothing_in_the_file(released: Path, told: dict):
    content = released.read_bytes()
    with opened(read_event(released)) as records:
        assert folded(records.file.connection) == told
        assert doctor(records).sound
    assert released.read_bytes() == content


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM event",
        "DELETE FROM attendee WHERE rowid = (SELECT MAX(rowid) FROM attendee)",
        "UPDATE session SET fields = replace(fields, 'T0', 'T1')",
        "UPDATE scan SET accepted = 0",
        "UPDATE attendee SET name = '김' WHERE rowid = (SELECT MAX(rowid) FROM attendee)",
    ],
)
def test_what_is_folded_wrong_in_it_is_told_though_its_upgrade_folds_anew(released: Path, told: dict, damage: str):
    with closing(sqlite3.connect(released)) as plain, plain:
        assert plain.execute(damage).rowcount
    with opened(read_event(released)) as records:
        assert doctor(records).differing
    rebuild_event(released)
    with opened(read_event(released)) as records:
        assert folded(records.file.connection) == told
        assert doctor(records).sound


def test_a_damaged_index_of_it_is_told_and_its_upgrade_does_not_cover_it(released: Path):
    with closing(sqlite3.connect(released)) as plain, plain:
        plain.execute("PRAGMA writable_schema=ON")
        other = "(SELECT rootpage FROM sqlite_master WHERE name = 'idx_op_op_id')"
        plain.execute(f"UPDATE sqlite_master SET rootpage = {other} WHERE name = 'idx_op_kind_subject'")
    content = released.read_bytes()
    for opening in (read_event, open_event):
        with refused("event.damaged"):
            opening(released)
    assert released.read_bytes() == content


def test_work_goes_on_in_it(released: Path, tmp_path: Path):
    with opened(open_event(released)) as records:
        session = next(iter(records.programme.sessions().values()))
        scans = records.journal.length()
        for person in records.people.all():
            Desk(records).scan(person.ticket_code, session.starts_at, session=session.code)
        assert records.journal.length() > scans
        assert export_records(records, tmp_path / "attendance.xlsx", str, language="ko").stat().st_size
        assert doctor(records).sound


def test_an_upgrade_that_breaks_leaves_the_file_as_it_was(released: Path, monkeypatch: pytest.MonkeyPatch):
    def broken(_model: ReadModel) -> None:
        raise ValueError("a value that no earlier program could have written")

    with closing(sqlite3.connect(released)) as plain:
        before = list(plain.iterdump())
    monkeypatch.setattr(ReadModel, "rebuild", broken)
    with refused("event.damaged"):
        open_event(released)
    with closing(sqlite3.connect(released)) as plain:
        assert list(plain.iterdump()) == before
    assert not upgrade.copy_before(released).exists()


def test_a_kill_between_the_upgrade_and_the_end_of_its_copy_is_made_good_by_the_next_start(released: Path):
    copy = upgrade.copy_before(released)
    shutil.copyfile(released, copy)  # as it lies there when the program was killed after the change
    open_event(released).close()
    assert not copy.exists()


def test_the_copy_stays_while_the_upgraded_file_lacks_something(released: Path):
    open_event(released).close()
    copy = upgrade.copy_before(released)
    shutil.copyfile(released, copy)
    with closing(sqlite3.connect(released)) as plain, plain:
        plain.execute("DELETE FROM op WHERE arrival = (SELECT MAX(arrival) FROM op)")
    open_event(released).close()
    assert copy.exists()


@pytest.mark.parametrize(
    "number", range(len(migrations.MIGRATIONS)), ids=lambda number: migrations.MIGRATIONS[number].name
)
def test_every_change_takes_an_empty_file_to_the_tables_of_today(number: int):
    with closing(connect(":memory:", None)) as db:
        for migration in migrations.MIGRATIONS[:number]:
            for statement in migration.statements:
                db.execute(statement)
        db.execute(f"PRAGMA user_version={number}")
        migrations.apply(db, migrations.version_of(db))
        assert not migrations.strange_objects(db)


def test_every_change_makes_other_tables():
    """By its tables a file whose number was damaged is told from one that a newer program made."""
    shapes = [migrations._own_objects(version) for version in range(7, migrations.VERSION + 1)]
    assert all(one != next_one for one, next_one in pairwise(shapes))


def test_the_last_change_has_a_file_from_before_it():
    """A change put at the end without a file of the shape before it, made by the program before it, fails here."""
    shapes = set()
    for path in RELEASED:
        with closing(sqlite3.connect(path)) as plain:
            shapes.add(migrations.version_of(plain))
    assert migrations.VERSION - 1 in shapes
