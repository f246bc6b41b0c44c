"""Meetings of the workshop: imported whole or not at all, marked at the tables, told at the door."""

from pathlib import Path

import pytest

from kiosk.actions.preparing.demonstration import make_demonstration
from kiosk.actions.programme.hold_meetings import mark_meeting, meetings_after, remove_meeting
from kiosk.actions.programme.import_meetings import import_meetings, plan_meetings
from kiosk.core.operation import Kind
from kiosk.core.programmes.partnering import Result, count_results
from kiosk.errors import KioskError
from kiosk.tables.writing import Sheet, write_workbook
from kiosk.words.programme import meetings_summary
from tests.making import DEMO, Desk, add_people, examined, new_event

FILE = DEMO / "partnering.xlsx"


@pytest.fixture
def workshop(tmp_path: Path):
    """The demonstration before its days."""
    records = make_demonstration(tmp_path / "workshop.kiosk", as_planned=True)
    yield records
    records.close()


def written(folder: Path, *rows: str) -> Path:
    file = folder / "partnering.csv"
    file.write_text("\n".join(("번호,테이블,시작,종료,수요기업,제안기업,결과", *rows)), encoding="utf-8")
    return file


def test_the_file_of_the_workshop_has_nine_meetings_of_which_six_matched(workshop) -> None:
    import_meetings(workshop, plan_meetings(workshop, FILE))
    results = count_results(workshop.programme.meetings("S5"))
    assert (len(workshop.programme.meetings()), results[Result.MATCHED]) == (9, 6)
    assert (results[Result.FOLLOW_UP], results[Result.DECLINED], results[Result.PLANNED]) == (2, 1, 0)


def test_the_company_with_three_tables_at_once_is_named_and_everybody_is_on_the_roster(workshop) -> None:
    warnings = plan_meetings(workshop, FILE).warnings
    assert [(fault.row, fault.code) for fault in warnings] == [(row, "meetings.company_twice") for row in (2, 5, 8)]
    assert warnings[0].details["tables"] == "T1, T2, T3"
    assert warnings[0].details["count"] == 2


def test_the_same_file_again_changes_nothing_and_a_marked_result_outlives_a_file_that_says_none(
    workshop, tmp_path: Path
) -> None:
    import_meetings(workshop, plan_meetings(workshop, FILE))
    assert len(plan_meetings(workshop, FILE).unchanged) == 9
    mark_meeting(workshop, "S5-8", Result.MATCHED)
    file = written(tmp_path, "8,T2,2024-02-28 14:50,2024-02-28 15:20,두산에너빌리티㈜,㈜그린파워시스템,")
    (changed,) = plan_meetings(workshop, file).changed  # the file says nothing of a proposal any more
    assert changed.result is Result.MATCHED


def test_one_row_that_cannot_be_taken_leaves_all_of_the_file_out(workshop, tmp_path: Path) -> None:
    before = workshop.programme.meetings()
    file = written(
        tmp_path,
        "21,T9,2024-02-28 13:30,2024-02-28 14:00,가,나,",
        "22,T9,2024-02-28 13:50,2024-02-28 14:10,다,라,",
        "23,T8,2024-02-28 13:30,2024-02-28 14:00,마,바,",
    )
    planned = plan_meetings(workshop, file)
    assert [fault.code for fault in planned.rejected] == ["meetings.table_twice"] * 2
    with pytest.raises(KioskError, match=r"meetings\.rows_rejected"):
        import_meetings(workshop, planned)
    assert workshop.programme.meetings() == before


def test_a_table_taken_by_a_meeting_the_file_leaves_is_named(workshop, tmp_path: Path) -> None:
    planned = plan_meetings(workshop, written(tmp_path, "21,T1,2024-02-28 13:50,2024-02-28 14:05,가,나,"))
    assert [(f.code, f.details["meeting"]) for f in planned.rejected] == [("meetings.table_taken", "S5-1")]


def test_a_plan_on_another_sheet_is_told(workshop, tmp_path: Path) -> None:
    file = tmp_path / "plan.xlsx"
    header = ("테이블", "시작", "종료", "수요기업", "제안기업")
    rows = [("T9", "2024-02-28 13:30", "2024-02-28 14:00", "가", "나")]
    write_workbook(
        file, [Sheet("28일", header, rows), Sheet("29일", header, rows), Sheet("안내", ("주차",), [("무료",)])]
    )
    planned = plan_meetings(workshop, file)
    assert [(sheet.name, sheet.rows) for sheet in planned.summary.other_sheets] == [("29일", 2)]
    assert any("“29일” also looks like a partnering plan (2 rows)" in line for line in meetings_summary(planned))


def test_an_event_without_a_partnering_session_wants_one_named(tmp_path: Path) -> None:
    records = new_event(tmp_path)
    with pytest.raises(KioskError, match=r"meetings\.no_session"):
        plan_meetings(records, FILE)
    with pytest.raises(KioskError, match=r"scan\.unknown_session"):
        plan_meetings(records, FILE, session="X")
    assert plan_meetings(records, FILE, session="P").session == "P"
    records.close()


def test_marks_are_kept_with_the_desk_that_made_them_and_can_be_taken_back(workshop) -> None:
    assert mark_meeting(workshop, "S5-1", Result.HELD).result is Result.HELD
    mark_meeting(workshop, "S5-1", Result.HELD)  # nothing new
    mark_meeting(workshop, "S5-1", Result.PLANNED)
    assert workshop.programme.meetings()[0].result is Result.PLANNED
    path = workshop.path
    marks = workshop.file.connection.execute("SELECT COUNT(*) FROM op WHERE kind = ?", (Kind.MEETING,)).fetchone()[0]
    assert marks == 9 + 2
    with pytest.raises(KioskError, match=r"meetings\.unknown"):
        mark_meeting(workshop, "S5-99", Result.HELD)
    remove_meeting(workshop, "S5-9")
    assert [meeting.id for meeting in workshop.programme.meetings()] == [f"S5-{number}" for number in range(1, 9)]
    workshop.close()
    assert examined(path).sound


def test_a_scan_at_the_partnering_tells_the_persons_next_meetings_and_only_there(workshop) -> None:
    people = [p for p in workshop.people.all() if p.affiliation == "성우전기산업" and "S5" in p.sessions]
    person, session = people[0], workshop.programme.sessions()["S5"]
    desk = Desk(workshop)
    answer = desk.scan(person.ticket_code, session.starts_at, session="S5")
    (coming,) = meetings_after(workshop, answer)
    assert (coming.table, coming.other(person.affiliation)) == ("T3", "두산에너빌리티㈜")
    left = desk.scan(person.ticket_code, coming.starts_at, "out", session="S5")
    assert meetings_after(workshop, left) == []
    elsewhere = desk.scan(person.ticket_code, workshop.programme.sessions()["S4"].starts_at, session="S4")
    assert meetings_after(workshop, elsewhere) == []
    mark_meeting(workshop, coming.id, Result.MATCHED)
    again = desk.scan(person.ticket_code, coming.starts_at, "in", session="S5")
    assert (again.accepted, meetings_after(workshop, again)) == (True, [])


def test_somebody_of_no_company_at_the_tables_has_no_meetings(tmp_path: Path) -> None:
    records = make_demonstration(tmp_path / "other.kiosk", as_planned=True)
    (stranger,) = add_people(records, 1, affiliation="다른 곳", sessions=["S5"])
    session = records.programme.sessions()["S5"]
    answer = Desk(records).scan(stranger.ticket_code, session.starts_at, session="S5")
    assert (answer.accepted, meetings_after(records, answer)) == (True, [])
    records.close()
