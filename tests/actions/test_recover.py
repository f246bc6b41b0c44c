"""A damaged event made whole: from a copy, from the damaged file, and from both; the damaged file is always kept."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.actions.desks.manage_operators import add_operator
from kiosk.actions.event import open_event, opened, read_event
from kiosk.actions.keeping.auto_backup import make_backup
from kiosk.actions.keeping.backup import backup, doctor
from kiosk.actions.keeping.recover import Organiser, Recovery, recover_event
from kiosk.core.access import Caller, Role
from kiosk.errors import KioskError
from tests import making
from tests.making import Desk
from tests.trouble import refused

NOON = datetime(2024, 2, 28, 3, tzinfo=UTC)
PEOPLE = 40


@pytest.fixture
def closed(tmp_path: Path, stick: Path) -> Path:
    """Forty people, twenty scanned, a copy, the others scanned: nobody has it open."""
    records = making.new_event(tmp_path)
    desk = Desk(records)
    people = making.add_people(records, PEOPLE)
    for person in people[:20]:
        desk.scan(person.ticket_code, "10:00", session="E")
    make_backup(records, stick, desk_id="laptop-1", now=NOON)
    for person in people[20:]:
        desk.scan(person.ticket_code, "10:05", session="E")
    records.close()
    return records.path


def garbage(path: Path, what: str) -> None:
    """Overwrite every page of a table or an index of the file with rubbish."""
    with closing(sqlite3.connect(path)) as plain:
        size = plain.execute("PRAGMA page_size").fetchone()[0]
        pages = [row[0] for row in plain.execute("SELECT pageno FROM dbstat WHERE name = ?", (what,))]
    with path.open("r+b") as file:
        for number in pages:
            file.seek((number - 1) * size)
            file.write(b"\xa5" * size)


def scanned(path: Path) -> int:
    with opened(read_event(path)) as records:
        assert doctor(records).sound
        return records.scans.counts()["E"][0]


def recovered(path: Path, stick: Path | None = None, source: Path | None = None) -> Recovery:
    return recover_event(path, now=NOON, folder=stick, source=source)


def test_a_damaged_table_of_the_read_model_loses_nothing(closed: Path, stick: Path):
    garbage(closed, "attendee")
    content = closed.read_bytes()
    with refused("event.damaged"), opened(open_event(closed)) as records:
        records.people.all()
    made = recovered(closed, stick)
    assert scanned(closed) == PEOPLE  # twenty from the copy, twenty scanned after it from the damaged file
    assert made.source is not None
    assert made.salvaged == 20
    assert made.aside.read_bytes() == content


def test_a_destroyed_log_gives_what_the_copy_has(closed: Path, stick: Path):
    garbage(closed, "op")
    made = recovered(closed, stick)
    assert scanned(closed) == 20
    assert made.salvaged == 0


def test_without_a_copy_the_damaged_file_itself_gives_all_that_can_be_read(closed: Path):
    garbage(closed, "scan")
    made = recovered(closed)
    assert (made.source, scanned(closed)) == (None, PEOPLE)


def test_a_damaged_index_of_the_log_is_walked_around(closed: Path, stick: Path):
    garbage(closed, "idx_op_log_id_seq")
    recovered(closed, stick)
    assert scanned(closed) == PEOPLE


def test_a_file_that_is_no_database_any_more_comes_back_from_its_copy(closed: Path, stick: Path):
    closed.write_bytes(b"\0" * closed.stat().st_size)
    recovered(closed, stick)
    assert scanned(closed) == 20


def test_a_copy_can_be_named(closed: Path, tmp_path: Path):
    with opened(read_event(closed)) as records:
        copy = backup(records, tmp_path / "elsewhere.kiosk")
    garbage(closed, "op")
    made = recovered(closed, source=copy)
    assert (made.source, scanned(closed)) == (copy, PEOPLE)


def test_a_log_that_was_tampered_with_is_restored_from_the_copy(closed: Path, stick: Path):
    with closing(sqlite3.connect(closed)) as plain, plain:
        plain.execute("UPDATE op SET payload = replace(payload, '참석자3\"', '도재담\"') WHERE kind = 'attendee'")
    recovered(closed, stick)
    assert scanned(closed) == PEOPLE
    with opened(read_event(closed)) as records:
        assert "도재담" not in {person.name for person in records.people.all()}


def test_the_log_beside_a_damaged_file_goes_aside_with_it_and_is_read(closed: Path, stick: Path):
    records = open_event(closed)
    person = records.people.all()[0]
    Desk(records, "desk 2").scan(person.ticket_code, "10:30", session="F")
    wal = closed.with_name("day.kiosk-wal").read_bytes()
    records.close()
    garbage(closed, "attendee")
    closed.with_name("day.kiosk-wal").write_bytes(wal)  # as a killed program leaves it
    made = recovered(closed, stick)
    assert made.aside.with_name(made.aside.name + "-wal").exists()
    assert scanned(closed) == PEOPLE


def test_work_goes_on_after_it(closed: Path, stick: Path):
    garbage(closed, "attendee")
    recovered(closed, stick)
    with opened(open_event(closed)) as records:
        making.add_people(records, 1)
        assert doctor(records).sound


def test_a_sound_event_is_left_alone(closed: Path, stick: Path):
    content = closed.read_bytes()
    with refused("recover.is_sound"):
        recovered(closed, stick)
    assert closed.read_bytes() == content


def test_an_event_in_use_is_left_alone(closed: Path, stick: Path):
    with opened(open_event(closed)), refused("event.in_use"):
        recovered(closed, stick)


def test_without_anything_to_read_it_is_one_sentence_and_the_file_stays(closed: Path):
    closed.write_bytes(b"\0" * 50_000)
    with refused("recover.no_copy"):
        recovered(closed)
    assert closed.stat().st_size == 50_000
    assert not list(closed.parent.glob(".*.kiosk"))


def test_another_event_s_copy_is_never_taken(closed: Path, tmp_path: Path):
    other = making.new_event(tmp_path, name="day-2.kiosk")
    making.add_people(other, 100)
    other.close()
    garbage(closed, "attendee")
    assert recovered(closed).source is None
    assert scanned(closed) == PEOPLE


@pytest.mark.parametrize("name", ["day-2.kiosk", "daytime.kiosk", "day.2.kiosk"])
def test_of_a_file_that_says_nothing_any_more_no_other_event_of_a_like_name_is_taken(
    name: str, closed: Path, tmp_path: Path
):
    making.new_event(tmp_path, name=name).close()
    closed.write_bytes(b"\0" * 50_000)
    with refused("recover.no_copy"):
        recovered(closed)


def test_where_two_events_have_copies_of_its_name_somebody_has_to_choose(closed: Path, stick: Path, tmp_path: Path):
    (tmp_path / "last year").mkdir()
    with opened(making.new_event(tmp_path / "last year", name="day.kiosk")) as other:
        make_backup(other, stick, desk_id="laptop-1", now=making.DAY)
    closed.write_bytes(b"\0" * 50_000)
    with refused("recover.no_copy"):
        recovered(closed, stick)


def test_a_copy_that_is_damaged_itself_is_not_used(closed: Path, stick: Path):
    (copy,) = stick.glob("*.kiosk")
    garbage(copy, "attendee")
    garbage(closed, "op")
    with pytest.raises(KioskError, match=r"recover\.no_copy"):
        recovered(closed, stick)


def test_a_copy_named_that_is_no_event_is_refused(closed: Path, tmp_path: Path):
    letter = tmp_path / "letter.txt"
    letter.write_text("not an event")
    garbage(closed, "attendee")
    with refused("event.not_an_event"):
        recovered(closed, source=letter)
    assert closed.exists()


@pytest.fixture
def with_organiser(closed: Path) -> Path:
    with opened(open_event(closed)) as records:
        add_operator(records, "김하늘", Role.ORGANISER, "1357")
        add_operator(records.by(Caller("김하늘")), "이바다", Role.OPERATOR, "2468")
    garbage(closed, "attendee")
    return closed


@pytest.mark.parametrize(
    ("name", "pin", "code"),
    [
        ("", "", "recover.organiser_needed"),
        ("이바다", "2468", "recover.organiser_needed"),
        ("김하늘", "1358", "access.wrong_pin"),
        ("박구름", "1357", "access.unknown_operator"),
    ],
)
def test_an_event_with_organisers_is_made_whole_by_one_of_them_only(
    with_organiser: Path, stick: Path, name: str, pin: str, code: str
):
    content = with_organiser.read_bytes()

    def said(wanted: KioskError) -> Organiser:
        if not name:
            raise wanted
        return Organiser(name, pin)

    with refused(code):
        recover_event(with_organiser, now=NOON, folder=stick, organiser=said)
    with refused("recover.organiser_needed"):
        recovered(with_organiser, stick)
    assert with_organiser.read_bytes() == content
    assert [path.name for path in with_organiser.parent.glob("*.kiosk")] == [with_organiser.name]
    recover_event(with_organiser, now=NOON, folder=stick, organiser=lambda _wanted: Organiser("김하늘", "1357"))
    assert scanned(with_organiser) == PEOPLE
