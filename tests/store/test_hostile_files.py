"""Files that somebody or something damaged: whatever is done with them is answered, or refused in a sentence; never a
fault of the program, never fewer people or scans under "all is well", and the log is not touched."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.actions.event import open_event, opened, read_event
from kiosk.actions.keeping.backup import backup, doctor
from kiosk.actions.keeping.recover import is_sound, rebuild_event, recover_event
from kiosk.actions.office.export_records import export_records
from kiosk.errors import KioskError
from kiosk.store import migrations, schema
from tests import making
from tests.making import Desk
from tests.trouble import refused

PAGE = 4096
IN_EVERY_RUN, FOR_LONG = 60, 1_000
PEOPLE = 6


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An event with people, scans, a correction and two logs, closed."""
    records = making.new_event(tmp_path_factory.mktemp("hostile"))
    people = making.add_people(records, PEOPLE)
    for person in people:
        Desk(records, person.name).scan(person.ticket_code, "10:00", session="E")
    records.close()
    with opened(open_event(records.path)) as again:
        making.add_people(again, 1, name="나중에 온 사람")
    return records.path


def shown(path: Path) -> tuple[int, int]:
    """How many people and admissions an event shows; raises ``KioskError`` when it is refused."""
    with opened(read_event(path)) as records:
        return records.people.count(), records.scans.counts().get("E", [0])[0]


def everything_done_with(path: Path) -> None:
    """Each thing that a command does with a file, one after the other; only ``KioskError`` may come of it."""
    for work in (_look, _write, _copy):
        try:
            work(path)
        except KioskError as trouble:
            assert trouble.code != "event.disk_full"


def _look(path: Path) -> None:
    with opened(read_event(path)) as records:
        doctor(records)
        export_records(records, path.with_name("out.csv"), str, language="ko")


def _write(path: Path) -> None:
    with opened(open_event(path, wait_seconds=0)) as records:
        people = records.people.all()
        if people:
            Desk(records, "another").scan(people[0].ticket_code, "10:30", session="F")


def _copy(path: Path) -> None:
    copy = path.with_name(f"copy-{path.name}")
    with opened(read_event(path)) as records:
        backup(records, copy)
    assert is_well(path) and is_well(copy)  # of what is damaged no copy is made that looks like one


def is_well(path: Path) -> bool:
    """What ``kiosk doctor`` says of a file."""
    try:
        with opened(read_event(path)) as records:
            return doctor(records).sound
    except KioskError:
        return False


def survives(damaged: Path, whole: tuple[int, int]) -> None:
    """Nothing ends in a fault, "all is well" is true, and what mends ends in a file that is well or in a refusal."""
    was_well = is_well(damaged)
    if was_well:
        assert shown(damaged) == whole
    content = damaged.read_bytes()
    everything_done_with(shutil.copyfile(damaged, damaged.with_name("worked.kiosk")))
    assert damaged.read_bytes() == content or was_well
    rebuilt = Path(shutil.copyfile(damaged, damaged.with_name("rebuilt.kiosk")))
    try:
        rebuild_event(rebuilt)
    except KioskError:
        pass
    else:
        assert is_well(rebuilt)
        assert shown(rebuilt) == whole
    try:
        recover_event(damaged, now=making.DAY)
    except KioskError as trouble:
        # No circle: what is called sound is well, and what is not gives a reason.
        assert (trouble.code == "recover.is_sound") == is_sound(damaged) == was_well
    else:
        assert is_well(damaged)


def bits_flipped(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice([1, 1, 2, 8])):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def page_of_garbage(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) // PAGE) * PAGE
    return content[:at] + chance.randbytes(PAGE) + content[at + PAGE :]


def page_of_zeros(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) // PAGE) * PAGE
    return content[:at] + bytes(PAGE) + content[at + PAGE :]


def page_in_a_wrong_place(content: bytes, chance: random.Random) -> bytes:
    one, other = (chance.randrange(1, len(content) // PAGE) * PAGE for _ in range(2))
    return content[:other] + content[one : one + PAGE] + content[other + PAGE :]


def cut_off(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    bits_flipped, bits_flipped, bits_flipped, page_of_garbage, page_of_zeros, page_in_a_wrong_place, cut_off,
)  # fmt: skip


def damage(original: Path, folder: Path, number: int) -> Path:
    chance = random.Random(number)
    place = folder / str(number)
    place.mkdir()
    damaged = place / "event.kiosk"
    damaged.write_bytes(chance.choice(DAMAGES)(original.read_bytes(), chance))
    return damaged


def look_at(original: Path, folder: Path, numbers: range) -> None:
    whole = shown(original)
    for number in numbers:
        damaged = damage(original, folder, number)
        try:
            survives(damaged, whole)
        except BaseException as broken:
            broken.add_note(f"file number {number}")
            raise
        shutil.rmtree(damaged.parent)


def test_a_damaged_file_never_ends_in_a_fault_nor_in_a_false_all_is_well(original: Path, tmp_path: Path):
    look_at(original, tmp_path, range(IN_EVERY_RUN))


def test_a_name_in_the_schema_that_is_no_text_is_damage(original: Path, tmp_path: Path):
    """SQLite's own message quotes it, and cannot be read either."""
    damaged = tmp_path / "event.kiosk"
    damaged.write_bytes(original.read_bytes().replace(b"CREATE TABLE set_aside", b"CREATE \xe1ABLE set_aside"))
    survives(damaged, shown(original))


@pytest.mark.long
@pytest.mark.parametrize("part", range(4))
def test_no_damaged_file_of_very_many_does(part: int, original: Path, tmp_path: Path, size: int):
    count = FOR_LONG * size // 4
    look_at(original, tmp_path, range(IN_EVERY_RUN + part * count, IN_EVERY_RUN + (part + 1) * count))


VALUES = (
    "NULL",
    "5",
    "-1.5",
    "''",
    "'null'",
    "'[]'",
    "'{}'",
    "'7'",
    "x'ff00'",
    "'\"\\ud800\"'",
    "'" + "[" * 3_000 + "'",
)
COLUMNS = [
    ("event", "value"), ("session", "fields"), ("attendee", "sessions"), ("attendee", "status"), ("attendee", "name"),
    ("scan", "verdict"), ("scan", "direction"), ("scan", "at_us"), ("presence", "inside"), ("op", "payload"),
    ("op", "kind"), ("op", "seq"), ("op", "hlc"), ("op", "wall_us"), ("op", "chain"), ("op", "nonce"),
    ("op", "subject"), ("op", "direction"), ("op", "log_id"),
]  # fmt: skip


def written_by_hand(path: Path, statement: str, like: Path) -> None:
    """As a flipped bit in a row's header leaves it: the table's own rules are put aside for the statement."""
    with closing(sqlite3.connect(path, isolation_level=None)) as plain:
        plain.execute("PRAGMA writable_schema=ON")
        plain.execute("UPDATE sqlite_master SET sql = replace(replace(sql, 'STRICT', ''), ') , ', ') ')")
        plain.execute("UPDATE sqlite_master SET sql = replace(sql, ') , WITHOUT', ') WITHOUT')")
    with closing(sqlite3.connect(path, isolation_level=None)) as plain:
        plain.execute(statement)
        plain.execute("PRAGMA writable_schema=ON")
        with closing(sqlite3.connect(like)) as whole:
            for name, sql in whole.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall():
                plain.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (sql, name))


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=[".".join(column) for column in COLUMNS])
def test_values_of_another_kind_are_damage(table: str, column: str, value: str, original: Path, tmp_path: Path):
    damaged = Path(shutil.copyfile(original, tmp_path / "event.kiosk"))
    try:
        written_by_hand(damaged, f"UPDATE {table} SET {column} = {value}", original)
    except sqlite3.IntegrityError:
        pytest.skip("the table holds several rows and this column tells them apart")
    survives(damaged, shown(original))


STRANGE = {
    "a trigger that swallows scans": "CREATE TRIGGER t BEFORE INSERT ON op BEGIN SELECT RAISE(IGNORE); END",
    "a trigger that changes what is read": "CREATE TRIGGER t AFTER INSERT ON scan BEGIN DELETE FROM attendee; END",
    "an index of somebody else": "CREATE INDEX i ON op (kind)",
    "a table of somebody else": "CREATE TABLE more (x)",
    "a column of somebody else": "ALTER TABLE attendee ADD COLUMN more TEXT",
    "a log that is a view": "ALTER TABLE op RENAME TO op2; CREATE VIEW op AS SELECT * FROM op2",
    "a log that never ends": "DROP TABLE op; CREATE VIEW op AS WITH RECURSIVE x (arrival) AS"
                             " (SELECT 1 UNION ALL SELECT arrival + 1 FROM x) SELECT * FROM x",
    "a view of ours that says another word": (
        "PRAGMA writable_schema=ON; UPDATE sqlite_master SET sql = replace(sql, '''registered''', '''REGISTERED''')"
        " WHERE name = 'attendance'"
    ),
    "a trigger in a file of an earlier program": (
        "CREATE TRIGGER t AFTER INSERT ON attendee BEGIN DELETE FROM op WHERE kind = 'scan'; END;"
        " ALTER TABLE attendee DROP COLUMN party; PRAGMA user_version=11"
    ),
    "a log of an earlier program that never ends": (
        "ALTER TABLE op RENAME TO op2; ALTER TABLE attendee DROP COLUMN party; PRAGMA user_version=11;"
        "CREATE VIEW OP AS WITH RECURSIVE x (arrival) AS (SELECT 1 UNION ALL SELECT arrival + 1 FROM x) SELECT * FROM x"
    ),
    "no people": "DROP TABLE attendee",
    "no log": "DROP TABLE op",
}  # fmt: skip


@pytest.mark.parametrize("script", STRANGE.values(), ids=STRANGE)
def test_what_this_program_did_not_make_is_named_and_recovered_from(script: str, original: Path, tmp_path: Path):
    strange = Path(shutil.copyfile(original, tmp_path / "event.kiosk"))
    with closing(sqlite3.connect(strange)) as plain:
        plain.executescript(script)
    with refused("event.strange"):
        open_event(strange)
    survives(strange, shown(original))


MISDESCRIBED = {
    "no version": "PRAGMA user_version=0",
    "an earlier version": "PRAGMA user_version=8",
    "an impossible version": "PRAGMA user_version=-4",
    "the next version": f"PRAGMA user_version={migrations.VERSION + 1}",
    "a version with a bit too much": f"PRAGMA user_version={migrations.VERSION | 1 << 20}",
    "an earlier version with a bit too much": (
        f"ALTER TABLE attendee DROP COLUMN party; PRAGMA user_version={migrations.VERSION - 1 | 1 << 8}"
    ),
    "a list of versions without an end": (
        "CREATE VIEW _sqlite_migrations AS WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x)"
        " SELECT * FROM x; PRAGMA user_version=0"
    ),
    "an empty list of versions": "CREATE TABLE _sqlite_migrations (name)",
    "a description that is none": (
        "PRAGMA writable_schema=ON; UPDATE sqlite_master SET sql = 'CREATE TABLE garbage' WHERE name = 'scan'"
    ),
    "a log whose description is none": (
        "PRAGMA writable_schema=ON; UPDATE sqlite_master SET sql = 'CREATE TABLE garbage' WHERE name = 'op'"
    ),
    "a description that is missing": (
        "PRAGMA writable_schema=ON; UPDATE sqlite_master SET sql = NULL WHERE name = 'scan'"
    ),
    "a name that is a number": "PRAGMA writable_schema=ON; UPDATE sqlite_master SET name = 5 WHERE name = 'scan'",
}  # fmt: skip


@pytest.mark.parametrize("script", MISDESCRIBED.values(), ids=MISDESCRIBED)
def test_a_file_that_is_not_what_it_says_it_is_is_damaged_and_its_log_is_kept(
    script: str, original: Path, tmp_path: Path
):
    damaged = Path(shutil.copyfile(original, tmp_path / "event.kiosk"))
    with closing(sqlite3.connect(damaged)) as plain:
        plain.executescript(script)
    with refused("event.damaged"):
        open_event(damaged)
    survives(damaged, shown(original))
    assert shown(damaged) == shown(original)


def test_a_view_of_somebody_s_own_is_left_alone(original: Path, tmp_path: Path):
    seen = Path(shutil.copyfile(original, tmp_path / "event.kiosk"))
    with closing(sqlite3.connect(seen)) as plain:
        plain.execute("CREATE VIEW names AS SELECT name FROM attendee")
    assert is_well(seen)


@pytest.mark.parametrize("table", schema.READ_MODEL)
def test_an_emptied_table_is_noticed_and_made_anew(table: str, original: Path, tmp_path: Path):
    emptied = Path(shutil.copyfile(original, tmp_path / "event.kiosk"))
    with closing(sqlite3.connect(emptied)) as plain:
        had_rows = plain.execute(f"DELETE FROM {table}").rowcount
        plain.commit()
    assert is_well(emptied) == (not had_rows)
    rebuild_event(emptied)
    assert is_well(emptied)
    assert shown(emptied) == shown(original)
