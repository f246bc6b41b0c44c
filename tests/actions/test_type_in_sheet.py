"""A signed paper list typed back in: true times, marked, asked about where scans disagree, taken back whole."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from kiosk.actions.door.type_in_sheet import (
    PAPER_DESK,
    TypedSheet,
    plan_typed_sheet,
    take_back_typed,
    type_in_sheet,
)
from kiosk.actions.office.record_rows import scan_rows
from kiosk.actions.office.report_attendance import attendance_of_all
from kiosk.actions.people.manage_roster import set_status
from kiosk.core.programme import Tracking
from kiosk.core.roster import Status
from kiosk.errors import KioskError
from kiosk.store.records import Records
from kiosk.words import error_messages
from tests import making


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    both = [
        making.session("A", "10:00-12:00", tracking=Tracking.ENTRY_EXIT),
        making.session("B", "13:00-14:00", tracking=Tracking.ENTRY),
    ]
    with closing(making.new_event(tmp_path, both)) as records:
        for number in range(1, 5):
            making.add_people(records, 1, name=f"사람{number}", external_id=f"R-{number}")
        yield records


def sheet(folder: Path, *rows: str, header: str = "번호,접수번호,성명,소속,입장,퇴장,서명") -> Path:
    (folder / "signed.csv").write_text("참석자 서명부\n\n" + "\n".join((header, *rows)) + "\n", "utf-8-sig")
    return folder / "signed.csv"


def planned(records: Records, folder: Path, *rows: str, session: str = "A", **more: str) -> TypedSheet:
    return plan_typed_sheet(records, sheet(folder, *rows, **more), session)


def attended(records: Records, number: int, session: str = "A"):
    found = next(one for one in attendance_of_all(records) if one.attendee.name == f"사람{number}")
    return next(one for one in found.attendances if one.session == session)


def test_true_times_become_minutes_and_are_marked(records: Records, tmp_path: Path):
    plan = planned(records, tmp_path, "1,R-1,사람1,,10:05,11:20,v", "2,,사람2,,오전 10:00,,v", "3,R-3,사람3,,,,")
    assert (len(plan.new), plan.skipped) == (2, (6,))
    assert type_in_sheet(records, plan).people == 2
    assert (attended(records, 1).minutes, attended(records, 2).minutes, attended(records, 3).minutes) == (75, 120, 0)
    assert {row["desk"] for row in scan_rows(records)} == {PAPER_DESK}
    again = planned(records, tmp_path, "1,R-1,사람1,,10:05,11:20,v", "2,,사람2,,10:00,,v")
    assert (len(again.new), len(again.same), len(again.conflicts)) == (0, 2, 0), "typed twice changes nothing"


def test_all_of_it_is_taken_back_in_one_step(records: Records, tmp_path: Path):
    making.Desk(records).scan(records.people.all()[3].ticket_code, "10:01", session="A")
    type_in_sheet(records, planned(records, tmp_path, "1,R-1,사람1,,10:05,11:20,v", "2,R-2,사람2,,10:00,,v"))
    assert take_back_typed(records, "A", "다른 세션의 것") == 3
    assert [attended(records, number).minutes for number in (1, 2, 4)] == [0, 0, 119]
    with pytest.raises(KioskError) as caught:
        take_back_typed(records, "A", "다시")
    assert caught.value.code == "signed.nothing_typed"


def test_where_the_desks_say_something_else_it_is_asked(records: Records, tmp_path: Path):
    making.Desk(records).scan(records.people.all()[0].ticket_code, "10:31", session="A")
    plan = planned(records, tmp_path, "1,R-1,사람1,,10:05,11:20,v", "2,R-2,사람2,,10:00,,v")
    assert [one.line.person.name for one in plan.conflicts] == ["사람1"]
    type_in_sheet(records, plan)
    assert attended(records, 1).minutes == 89, "what was scanned stays"
    stored = type_in_sheet(records, planned(records, tmp_path, "1,R-1,사람1,,10:05,11:20,v"), paper_counts=True)
    assert (stored.people, stored.taken_back) == (1, 1)
    assert attended(records, 1).minutes == 75


@pytest.mark.parametrize(("row", "code"), [
    ("1,R-9,아무개,,10:05,,", "signed.unknown"), ("1,R-1,사람2,,10:05,,", "signed.another_name"),
    ("1,R-1,사람1,,곧,,", "signed.no_time"), ("1,R-1,사람1,,03:00,,", "signed.no_time"),
    ("1,R-1,사람1,,11:00,10:30,", "signed.left_before"), ("1,R-1,사람1,,10:00,?,", "signed.no_time"),
    ("1,,사람1,,,11:00,", "signed.no_time"),
])  # fmt: skip
def test_a_row_that_cannot_be_used_is_told_with_its_number(records: Records, tmp_path: Path, row: str, code: str):
    (fault,) = planned(records, tmp_path, row).rejected
    assert (fault.row, fault.code) == (4, code)
    assert error_messages.fault_in_row(fault)


def test_one_person_in_two_rows_and_two_people_of_one_name(records: Records, tmp_path: Path):
    making.add_people(records, 2, name="이둘", affiliation="가")
    plan = planned(records, tmp_path, "1,R-1,사람1,,10:05,,", "2,R-1,사람1,,10:06,,", "3,,이둘,가,10:00,,")
    assert [fault.code for fault in plan.rejected] == ["signed.twice", "signed.several"]


def test_english_headings_a_workbook_and_times_as_spreadsheets_keep_them(records: Records, tmp_path: Path):
    book = openpyxl.Workbook()
    book.active.append(["Sign-in sheet"])
    book.active.append(["Name", "Time in", "Time out"])
    book.active.append(["사람1", 10.25 / 24, 11 / 24])
    book.active["B3"].number_format = book.active["C3"].number_format = "hh:mm"
    book.save(tmp_path / "signed.xlsx")
    type_in_sheet(records, plan_typed_sheet(records, tmp_path / "signed.xlsx", "A"))
    assert attended(records, 1).minutes == 45


def test_an_exit_of_a_session_that_tracks_none_and_a_cancelled_person(records: Records, tmp_path: Path):
    set_status(records, records.people.all()[1].id, Status.CANCELLED, "취소")
    type_in_sheet(records, planned(records, tmp_path, "1,R-1,사람1,,1:05,1:30,", "2,R-2,사람2,,13:00,,", session="B"))
    assert (attended(records, 1, "B").minutes, attended(records, 2, "B").minutes) == (55, 60)
    marked = [row for row in scan_rows(records) if row["overridden"]]
    assert {row["overridden"] for row in marked} == {PAPER_DESK}


def test_what_is_no_signed_list_is_refused(records: Records, tmp_path: Path):
    (tmp_path / "x.csv").write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(KioskError) as caught:
        plan_typed_sheet(records, tmp_path / "x.csv", "A")
    assert caught.value.code == "signed.no_header"
