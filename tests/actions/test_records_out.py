"""What leaves the event: the export for the office and the certificates, held against the attendance they come from."""

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import icalendar
import openpyxl
import pytest

from kiosk.actions.door.check_in import undo
from kiosk.actions.event import change_details, details_of
from kiosk.actions.office.export_records import export_records
from kiosk.actions.office.report_attendance import attendance_of_all
from kiosk.actions.papers.issue_certificates import entitlements, issue_certificates
from kiosk.actions.people.manage_roster import add_attendee, edit_attendee, set_status
from kiosk.core.attendance import AttendanceStatus
from kiosk.core.certificate import Rule
from kiosk.core.roster import Status
from kiosk.errors import KioskError
from kiosk.store.records import Records
from tests import making
from tests.making import Desk

FORMULAS = ["=1+1", "+821000000000", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://example.com")']


def same(word: str) -> str:
    """Leaves every code as it is; the heading of minutes has a hole."""
    return "{session} minutes" if word == "minutes" else word


@pytest.fixture
def event(tmp_path: Path) -> Iterator[Records]:
    """Three people in the forum or not, a name that is a formula, a scan taken back, a strange code."""
    records = making.new_event(tmp_path, rule=Rule(minimum_sessions=1))
    people = making.add_people(records, 3)
    nasty = add_attendee(records, {"name": FORMULAS[0], "affiliation": FORMULAS[1], "category": FORMULAS[3]})
    desk = Desk(records, "=desk")
    for person in (people[0], people[1], nasty):
        desk.scan(person.ticket_code, "10:30", session="F")
    desk.scan(people[1].ticket_code, "10:45", session="F")
    desk.scan(people[2].ticket_code, "09:30", session="R")
    taken_back = desk.scan(people[2].ticket_code, "10:10", session="E")
    undo(records, taken_back.scan_id, "=reason")
    for text in FORMULAS:
        desk.scan(text, "11:00", session="F", operator=text)
    yield records
    records.close()


@pytest.fixture
def workbook(event: Records, tmp_path: Path) -> Iterator[openpyxl.Workbook]:
    export_records(event, tmp_path / "out.xlsx", same, language="ko")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    yield book
    book.close()


def rows(sheet) -> list[dict[str, object]]:
    header, *body = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in body]


def test_the_workbook_has_a_sheet_of_each_kind(workbook: openpyxl.Workbook):
    assert workbook.sheetnames == ["sheet.attendance", "sheet.scans", "sheet.totals", "sheet.days", "sheet.times"]


def test_the_attendance_sheet_says_what_the_attendance_is(workbook: openpyxl.Workbook, event: Records):
    told = list(attendance_of_all(event))
    sheet = rows(workbook["sheet.attendance"])
    assert [row["name"] for row in sheet] == [person.attendee.name for person in told]
    for row, person in zip(sheet, told, strict=True):
        for one in person.attendances:
            title = f"{one.session} {event.programme.sessions()[one.session].titles['ko']}"
            assert (row[title] or AttendanceStatus.ABSENT) == one.status
            if one.session != "R":
                assert row[f"{one.session} minutes"] == (one.minutes if one.first_in else None)
    assert [row["sessions_counted"] for row in sheet] == [1, 1, 0, 1]
    assert [row["minutes_counted"] for row in sheet] == [90, 15, 0, 90]


def test_the_sums_are_those_of_the_certificate_rule(event: Records, tmp_path: Path):
    """Also where a registration was marked as counting: it has no minutes and is no session of the rule."""
    making.add_sessions(event, [replace(making.REGISTRATION, counts=True)])
    export_records(event, tmp_path / "out.csv", same, language="ko")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        sheet = list(csv.DictReader(file))
    claims = [claim for _, claim in entitlements(event)]
    assert [int(row["sessions_counted"]) for row in sheet] == [len(claim.sessions) for claim in claims]
    assert [int(row["minutes_counted"]) for row in sheet] == [claim.minutes for claim in claims]


def test_the_sheet_of_scans_has_every_scan_in_local_time(workbook: openpyxl.Workbook, event: Records):
    sheet = rows(workbook["sheet.scans"])
    assert [row["scan_id"] for row in sheet] == [op.op_id for op in event.scans.all()]
    assert sheet[0]["time"] == datetime(2024, 2, 28, 10, 30)  # noqa: DTZ001 - a cell has no time zone
    assert [row["voided"] for row in sheet if row["voided"]] == ["=reason"]
    assert {row["verdict"] for row in sheet} == {"admitted", "left", "unknown"}


def test_the_totals_add_up(workbook: openpyxl.Workbook, event: Records):
    sheet = rows(workbook["sheet.totals"])
    by_session = [row for row in sheet if row["category"] == "all"]
    assert len(by_session) == 4
    for whole in by_session:
        parts = [row for row in sheet if row["session"] == whole["session"] and row["category"] != "all"]
        for column in ("expected", "count_came", "count_beside", "count_present", "count_partial", "count_absent"):
            assert sum(row[column] for row in parts) == whole[column]
        assert whole["count_came"] - whole["count_beside"] + whole["count_absent"] == whole["expected"]
    admitted = {row["session"].split()[0]: row["count_came"] for row in by_session}
    assert admitted == {code: count for code, (count, _) in event.scans.counts().items()} | {"P": 0}


def test_no_cell_is_a_formula(workbook: openpyxl.Workbook):
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert FORMULAS[0] in {cell.value for cell in cells}


def test_the_csv_opens_rightly_in_korean_excel(event: Records, tmp_path: Path):
    export_records(event, tmp_path / "out.csv", same, language="ko")
    content = (tmp_path / "out.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in content
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        sheet = list(csv.reader(file))
    assert [row[1] for row in sheet[1:4]] == ["참석자1", "참석자2", "참석자3"]
    assert not [cell for row in sheet for cell in row if cell[:1] in tuple("=+-@\t\r")]


def test_the_json_says_everything(event: Records, tmp_path: Path):
    export_records(event, tmp_path / "out.json", same, language="ko")
    content = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert len(content["attendance"]) == 4 * 4
    assert len(content["scans"]) == len(list(event.scans.all()))


@pytest.mark.parametrize(("name", "code"), [
    ("out.doc", "output.wrong_ending"),
    ("out", "output.wrong_ending"),
    ("none/out.xlsx", "tables.cannot_write"),
    ("none/out.csv", "tables.cannot_write"),
    ("none/out.json", "tables.cannot_write"),
    ("folder.xlsx", "output.folder"),
    ("folder.json", "output.folder"),
])  # fmt: skip
def test_an_export_that_cannot_be_is_told_and_leaves_nothing(name: str, code: str, event: Records, tmp_path: Path):
    (tmp_path / "folder.xlsx").mkdir()
    (tmp_path / "folder.json").mkdir()
    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(KioskError, match=code):
        export_records(event, tmp_path / name, same, language="ko")
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_an_event_without_anybody_is_exported_too(tmp_path: Path):
    records = making.new_event(tmp_path, sessions=())
    for name in ("out.xlsx", "out.csv", "out.json"):
        assert export_records(records, tmp_path / name, same, language="ko").stat().st_size > 0
    records.close()


# --- certificates ---


def issue(records: Records, out: Path, desk: str = "A"):
    return issue_certificates(records, out, desk=desk)


def test_certificates_go_to_those_who_earned_one_and_the_others_are_listed(event: Records, tmp_path: Path):
    made = issue(event, tmp_path / "certificates")
    assert [person.name for person, _ in made.issued] == ["참석자1", "참석자2", FORMULAS[0]]
    assert [(refused.attendee.name, refused.shortfalls) for refused in made.refused] == [("참석자3", ("absent",))]
    assert all(path.read_bytes().startswith(b"%PDF") for path in made.files)
    assert len(made.files) == 3


def test_serial_numbers_stay_and_go_on(event: Records, tmp_path: Path):
    first = [certificate.serial for _, certificate in issue(event, tmp_path / "one").issued]
    assert first == ["A-0001", "A-0002", "A-0003"]
    late = event.people.all()[2]
    Desk(event, "late").scan(late.ticket_code, "11:00", session="F")
    again = {person.name: certificate.serial for person, certificate in issue(event, tmp_path / "two").issued}
    assert again == {"참석자1": "A-0001", "참석자2": "A-0002", FORMULAS[0]: "A-0003", "참석자3": "A-0004"}
    assert len(event.papers.certificates()) == 4


def test_another_desk_counts_its_own_serial_numbers(event: Records, tmp_path: Path):
    set_status(event, event.people.all()[0].id, Status.CANCELLED)
    issue(event, tmp_path / "one", "A")
    set_status(event, event.people.all()[0].id, Status.REGISTERED)
    made = issue(event, tmp_path / "two", "B")
    assert made.issued[0][1].serial == "B-0001"


def test_a_number_on_paper_is_never_given_to_somebody_else(event: Records, tmp_path: Path):
    folder = tmp_path / "certificates"
    (folder / "수료증_참석자2_A-0002.pdf").mkdir(parents=True)  # in the way of the second
    with pytest.raises(KioskError, match="cannot_write"):
        issue(event, folder)
    assert [path.name for path in folder.iterdir() if path.is_file()] == ["수료증_참석자1_A-0001.pdf"]
    set_status(event, event.people.all()[0].id, Status.CANCELLED)
    again = {person.name: certificate.serial for person, certificate in issue(event, tmp_path / "again").issued}
    assert again == {"참석자2": "A-0002", FORMULAS[0]: "A-0003"}


def test_one_file_is_that_file_whatever_the_languages(event: Records, tmp_path: Path):
    edit_attendee(event, event.people.all()[0].id, {"language": "en"})
    made = issue(event, tmp_path / "all.pdf")
    assert [path.name for path in made.files] == ["all.pdf", "all-en.pdf"]


def test_the_rule_of_the_event_decides(event: Records, tmp_path: Path):
    change_details(event, replace(details_of(event), rule=Rule(minimum_sessions=1, required=("E",))))
    made = issue(event, tmp_path / "certificates")
    assert (made.issued, made.files) == ((), ())
    assert {refused.missed for refused in made.refused} == {("E",)}


def test_who_cancelled_gets_none(event: Records, tmp_path: Path):
    set_status(event, event.people.all()[0].id, Status.CANCELLED)
    made = issue(event, tmp_path / "certificates")
    assert [refused.attendee.name for refused in made.refused] == ["참석자1", "참석자3"]


# --- as an office sends it on ---


def test_every_sheet_prints_lying_as_wide_as_the_page_with_its_headings(workbook: openpyxl.Workbook):
    for sheet in workbook:
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)  # 1 is what is not written
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$1"
        assert "하루" in sheet.oddHeader.left.text
        assert "&[Page]" in sheet.oddFooter.right.text or "&P" in sheet.oddFooter.right.text
    assert workbook["sheet.attendance"].freeze_panes == "C2"
    assert workbook.properties.title == "하루 · sheet.attendance"


def test_entry_and_exit_of_everybody_stand_in_local_time(workbook: openpyxl.Workbook):
    first = rows(workbook["sheet.times"])[0]
    assert (first["name"], first["session"], first["minutes_there"]) == ("참석자1", "F 세션 F", 90)
    assert [f"{first[name]:%m-%d %H:%M}" for name in ("first_in", "last_out")] == ["02-28 10:30", "02-28 12:00"]


def test_the_attendance_sheet_tells_the_numbers_of_certificates(event: Records, tmp_path: Path):
    issue(event, tmp_path / "certificates")
    export_records(event, tmp_path / "out.csv", same, language="ko")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["certificate_number"] for row in csv.DictReader(file)] == ["A-0001", "A-0002", "", "A-0003"]


def test_the_programme_goes_out_as_a_calendar_that_comes_in_again(event: Records, tmp_path: Path):
    out = export_records(event, tmp_path / "programme.ics", same, language="ko")
    content = icalendar.Calendar.from_ical(out.read_bytes())
    told = {str(one["summary"]): one.decoded("dtstart") for one in content.walk("VEVENT")}
    assert told == {one.titles["ko"]: one.starts_at for one in event.programme.sessions().values()}
