"""The live board, the roll-call and those who have not come hold the numbers of the census."""

import csv
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import openpyxl
import pypdfium2
import pytest

from kiosk.actions.access import in_the_name_of
from kiosk.actions.desks import sync
from kiosk.actions.desks.manage_operators import add_operator
from kiosk.actions.door.check_in import undo
from kiosk.actions.office.board import read_board
from kiosk.actions.office.figures import read_census
from kiosk.actions.office.not_here import export_not_here, read_not_here
from kiosk.actions.office.roll_call import print_roll_call, read_roll_call, read_whereabouts, roll_call_json
from kiosk.core import ticket
from kiosk.core.access import Role
from kiosk.core.board import Step
from kiosk.core.board_count import BoardCount
from kiosk.core.whereabouts import Whether
from kiosk.errors import KioskError
from kiosk.store import log
from kiosk.store.records import Records
from kiosk.words import catalogue
from kiosk.words.live import not_here_word, roll_call_word
from tests import making
from tests.journeys.test_one_census import wild_event

HOURS = (9.0, 10.3, 11.9, 13.2, 16.3, 22.5, 24.4, 60.0)


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Records]:
    catalogue.use_language("en")
    records = making.new_event(tmp_path)
    yield records
    records.close()


@pytest.mark.parametrize("seed", range(8))
def test_a_board_that_is_brought_up_to_date_is_the_board_counted_anew(tmp_path: Path, seed: int) -> None:
    with closing(wild_event(tmp_path, seed)) as source:
        rows = source.file.connection.execute(f"SELECT {', '.join(log.COLUMNS)} FROM op ORDER BY arrival").fetchall()
    (tmp_path / "there").mkdir()
    chance, count, at = Random(seed), BoardCount(), making.moment("11:00")
    with closing(making.new_event(tmp_path / "there", ())) as records:
        while rows:
            some = chance.randrange(1, 6)
            sync.take_in(records, rows[:some])
            del rows[:some]
            if not chance.randrange(8):
                at = making.moment("00:00") + timedelta(hours=chance.choice(HOURS))
            assert read_board(records, at, count) == read_board(records, at)


def test_a_second_look_reads_only_those_something_was_done_about(day: Records) -> None:
    people, desk, count, at = making.add_people(day, 40), making.Desk(day), BoardCount(), making.moment("10:30")
    read_board(day, at, count)
    for person in people[:3]:
        desk.scan(person.ticket_code, "10:20")
    counted: list[str] = []
    stands = day.board.stands
    day.board.stands = lambda *given: (counted.append(one.person) or one for one in stands(*given))
    assert read_board(day, at, count).whole.came == 3
    assert sorted(counted) == sorted(person.id for person in people[:3])


@pytest.mark.parametrize("seed", range(8))
def test_the_board_shows_what_the_census_counts(tmp_path: Path, seed: int) -> None:
    records = wild_event(tmp_path, seed)
    for hour in HOURS:
        at = making.moment("00:00") + timedelta(hours=hour)
        board, counted = read_board(records, at), read_census(records, at)
        whole = counted.days[board.day]
        for name in ("registered", "expected", "of_expected", "beside", "came", "absent", "present", "partial"):
            assert getattr(board.whole, name) == getattr(whole, name), name
        assert board.whole.inside == counted.whole.inside == len(read_roll_call(records, at).called)
        assert (board.arrivals[-1].people if board.arrivals else 0) == whole.came
        quarters: dict[int, int] = {}
        for before, step in pairwise((Step(at, 0), *board.arrivals)):
            quarter = int(step.at.timestamp() - 60) // 900
            quarters[quarter] = quarters.get(quarter, 0) + step.people - before.people
        assert quarters == {int(when.timestamp()) // 900: n for when, n in counted.arrivals[board.day].items()}
        assert len(read_not_here(records, "", at).people) == whole.absent
        for one in counted.sessions:
            assert len(read_not_here(records, one.session.code, at).people) == one.whole.absent
        for line in board.rooms:
            (own,) = (one.whole for one in counted.sessions if one.session.code == line.session.code)
            assert (line.people, line.expected) == (own.inside if line.counts_inside else own.came, own.expected)
        told = read_whereabouts(records, at)
        assert sum(one.whether is Whether.INSIDE for one in told.values()) == counted.whole.inside
        inside_only = {one.person.id for one in read_roll_call(records, at).called} - records.figures.came(
            records.programme.sessions()
        )
        assert len(told) == counted.whole.came + len(inside_only)
    records.close()


def test_a_scan_taken_back_leaves_curve_desks_and_refusals_as_they_are_counted(day: Records) -> None:
    people, desk = making.add_people(day, 3), making.Desk(day, "north")
    first = desk.scan(people[0].ticket_code, "10:32", session="F")
    desk.scan(people[1].ticket_code, "10:35", session="F")
    desk.scan("nonsense", "10:36", session="F")
    board = read_board(day, making.moment("10:50"))
    assert [step.people for step in board.arrivals] == [1, 2]
    assert [(one.verdict, one.count) for one in board.refused] == [("unknown", 1)]
    assert [(one.name, one.scans, one.last) for one in board.desks] == [("north", 3, making.moment("10:36"))]
    undo(day, first.scan_id, "mistake")
    board = read_board(day, making.moment("10:50"))
    assert [step.people for step in board.arrivals] == [1]
    assert board.whole.came == 1


def test_the_roll_call_names_everybody_inside_once_by_room_in_seconds_and_on_paper(
    day: Records, tmp_path: Path
) -> None:
    people, desk = making.add_people(day, 4, phone="010-1234-5678"), making.Desk(day)
    for person in people[:3]:
        desk.scan(person.ticket_code, "10:32", session="F")
    desk.scan(people[0].ticket_code, "10:40", "out", session="F")
    roll = read_roll_call(day, making.moment("10:45"))
    assert [one.person.name for one in roll.called] == [people[1].name, people[2].name]
    assert roll_call_json(roll)["rooms"][0]["inside"] == 2
    out = print_roll_call(day, roll, tmp_path / "roll.pdf", roll_call_word, "en")
    pdf = pypdfium2.PdfDocument(out)
    text = "".join(page.get_textpage().get_text_range() for page in pdf)
    pdf.close()
    assert people[1].name in text
    assert people[0].name not in text
    assert "010-1234-5678" in text


def test_somebody_admitted_before_their_record_came_is_on_the_roll_without_a_name(day: Records, tmp_path: Path) -> None:
    code = ticket.issue("1234567890123", day.event.ticket_key().tag, making.secret(day))
    making.Desk(day).scan(code, "10:32", session="F")
    roll = read_roll_call(day, making.moment("10:45"))
    (one,) = roll.called
    assert one.person.name == ""
    (told,) = roll_call_json(roll)["rooms"][0]["people"]
    assert (told["name"], told["id"]) == (None, None)
    out = print_roll_call(day, roll, tmp_path / "roll.pdf", roll_call_word, "en")
    pdf = pypdfium2.PdfDocument(out)
    text = pdf[0].get_textpage().get_text_range()
    pdf.close()
    assert "1234567890123" not in text
    assert "(record not received yet)" in " ".join(text.split())


def test_an_operator_sees_no_contacts_and_does_not_export(day: Records, tmp_path: Path) -> None:
    making.add_people(day, 2, phone="010-1234-5678", email="a@example.com")
    add_operator(day, "장", Role.ORGANISER, "2580")
    organiser = in_the_name_of(day, "장")
    add_operator(organiser, "운", Role.OPERATOR, "1470")
    operator, at = in_the_name_of(day, "운"), making.moment("10:45")
    assert {person.phone for person in read_not_here(operator, "F", at).people} == {"010-****-5678"}
    assert {person.email for person in read_not_here(operator, "F", at).people} == {""}
    assert {person.email for person in read_not_here(organiser, "F", at).people} == {"a@example.com"}
    people = read_not_here(operator, "F", at).people
    with pytest.raises(KioskError, match=r"access\.organiser_needed"):
        export_not_here(operator, people, tmp_path / "out.csv", not_here_word, "ko")
    for name in ("out.csv", "out.xlsx"):
        export_not_here(organiser, people, tmp_path / name, not_here_word, "ko")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["Phone"] for row in rows] == ["010-1234-5678"] * 2, "read again, not as the screen showed them"
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.active.max_row == 3
    book.close()


def test_nobody_signed_in_sees_nobody(day: Records) -> None:
    add_operator(day, "장", Role.ORGANISER, "2580")
    at = making.moment("10:45")
    with pytest.raises(KioskError, match=r"access\.nobody_signed_in"):
        read_roll_call(day, at)
    with pytest.raises(KioskError, match=r"access\.nobody_signed_in"):
        read_not_here(day, "F", at)
