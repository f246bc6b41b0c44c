"""One-to-one meetings: whose company is whose, what a file says, and what clashes."""

from dataclasses import replace

import pytest

from kiosk.core.programmes.partnering import (
    Meeting,
    Result,
    company_clashes,
    company_key,
    is_of,
    meetings_of,
    next_meetings,
    table_clashes,
    tables_of,
)
from kiosk.core.programmes.partnering_file import MeetingRow, as_known, doubts, read_meetings, table_faults
from tests.making import PARTNERING, SEOUL, moment

HEADER = ("번호", "테이블", "시작", "종료", "수요기업", "제안기업", "협업 제안", "결과")


def meeting(table: str = "T1", hours: str = "13:30-14:00", partner: str = "㈜누리랩", **more) -> Meeting:
    start, _, end = hours.partition("-")
    made = Meeting(f"P-{table}-{start}", "P", table, moment(start), moment(end), "두산에너빌리티㈜", partner)
    return replace(made, **more)


def row(*cells: str) -> tuple[str, ...]:
    number, table, hours, company, partner, *rest = cells
    start, _, end = hours.partition("-")
    return (number, table, f"2024-02-28 {start}", f"2024-02-28 {end}", company, partner, "제안", *rest)


def read(*rows: tuple[str, ...]):
    return read_meetings([HEADER, *rows], "P", SEOUL)


@pytest.mark.parametrize(
    "written",
    ["㈜누리랩", "(주)누리랩", "누리랩 주식회사", "주식회사 누리랩", "（주） 누리 랩", "누리랩", "누리랩(NURI)"],
)
def test_a_company_is_known_whatever_its_legal_form_is_written_like(written: str) -> None:
    assert company_key(written) == "누리랩"


@pytest.mark.parametrize("written", ["Nuri Lab Co., Ltd.", "NURI LAB Inc.", "Nuri Lab"])
def test_legal_forms_in_latin_letters_are_no_part_of_the_name(written: str) -> None:
    assert company_key(written) == "nurilab"


def test_a_department_after_the_name_belongs_to_the_company_and_a_longer_name_does_not() -> None:
    assert is_of("두산에너빌리티㈜ 기술연구소", "두산 에너빌리티(주)")
    assert not is_of("성우전기산업", "성우전기")
    assert not is_of("", "성우전기")


def test_a_person_has_the_meetings_of_their_company_and_of_these_the_next_are_those_still_open() -> None:
    day = [meeting(), meeting("T2", "14:10-14:40"), meeting("T3", "14:10-14:40", partner="다온")]
    assert meetings_of("누리랩", day) == day[:2]
    assert next_meetings("누리랩", day, moment("13:59")) == day[:2]
    assert next_meetings("누리랩", day, moment("14:00")) == day[1:2]
    held = [day[0], replace(day[1], result=Result.NO_SHOW)]
    assert next_meetings("누리랩", held, moment("13:00")) == day[:1]
    assert day[0].other("㈜누리랩") == "두산에너빌리티㈜"
    assert day[0].other("두산에너빌리티") == "㈜누리랩"


def test_a_company_at_two_tables_at_once_is_a_clash_and_one_after_the_other_is_none() -> None:
    at_once = [meeting(), meeting("T2", "13:40-14:10", partner="다온"), meeting("T3", "14:10-14:40", partner="가람")]
    (clash,) = company_clashes(at_once)
    assert (clash.company, clash.tables) == ("두산에너빌리티㈜", ("T1", "T2"))
    assert company_clashes([at_once[0], at_once[2]]) == []


def test_both_sides_are_looked_at_for_clashes_under_any_spelling() -> None:
    clashes = company_clashes([
        meeting(company="가온"),
        meeting("T2", company="나린", partner="누리랩 주식회사"),
    ])  # fmt: skip
    assert [clash.company for clash in clashes] == ["㈜누리랩"]


def test_a_table_given_twice_at_a_time_is_a_clash_in_one_session_only() -> None:
    first, second = meeting(), meeting("t 1", "13:50-14:20")
    assert [clash.meetings for clash in table_clashes([first, second])] == [(first, second)]
    assert table_clashes([first, replace(second, session="Q")]) == []


def test_tables_are_counted_as_people_count() -> None:
    assert tables_of(meeting(table) for table in ("T10", "T2", "VIP", "T1")) == ["T1", "T2", "T10", "VIP"]


def test_a_row_is_read_with_its_local_times_and_its_result() -> None:
    reading = read(row("7", "T1", "13:30-14:00", "두산에너빌리티㈜", "㈜누리랩", "후속 협의"))
    (one,) = reading.meetings
    expected = Meeting(
        "P-7", "P", "T1", moment("13:30"), moment("14:00"), "두산에너빌리티㈜", "㈜누리랩", "제안", Result.FOLLOW_UP
    )
    assert (one.row, one.meeting, one.says_result) == (2, expected, True)


def test_a_meeting_without_a_number_is_known_by_its_table_and_time() -> None:
    (one,) = read(row("", "T1", "13:30-14:00", "가", "나")).meetings
    assert one.meeting.id == "P-T1-0228-1330"


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (("1", "", "13:30-14:00", "가", "나"), "meetings.missing"),
        (("1", "T1", "13:30-14:00", "가", ""), "meetings.missing"),
        (("1", "T1", "14:30-14:00", "가", "나"), "meetings.ends_before_start"),
        (("1", "T1", "13:30-33:00", "가", "나"), "programme.bad_time"),
        (("1", "T1", "13:30-14:00", "㈜가", "주식회사 가"), "meetings.with_itself"),
        (("1", "T1", "13:30-14:00", "가", "나", "아마도"), "meetings.bad_result"),
    ],
)
def test_a_row_that_cannot_be_a_meeting_is_rejected_by_its_number(cells: tuple[str, ...], code: str) -> None:
    reading = read(row("9", "T9", "13:30-14:00", "다", "라"), row(*cells))
    assert [(fault.row, fault.code) for fault in reading.rejected] == [(3, code)]
    assert len(reading.meetings) == 1


@pytest.mark.parametrize(
    "heading", ["협업 제안(영문)", "영문 협업 제안", "proposal_en", "Proposal (English)", "English topic"]
)
def test_a_second_column_whose_heading_says_english_is_what_a_proposal_is_called(heading: str) -> None:
    rows = [(*HEADER, heading), (*row("1", "T1", "13:30-14:00", "가", "나", ""), "Proposal")]
    reading = read_meetings(rows, "P", SEOUL)
    assert reading.called == {"제안": {"en": "Proposal"}}
    assert reading.meetings[0].meeting.proposal == "제안"


def test_a_plan_in_english_alone_needs_no_other_column() -> None:
    header = ("No", "Table", "Start", "End", "Company (English)", "Partner (English)", "Proposal (English)", "Result")
    reading = read_meetings([header, row("1", "T1", "13:30-14:00", "Doosan", "Nuri", "")], "P", SEOUL)
    assert (reading.meetings[0].meeting.companies, dict(reading.called)) == (("Doosan", "Nuri"), {})


def test_two_rows_of_one_number_are_both_rejected() -> None:
    reading = read(row("1", "T1", "13:30-14:00", "가", "나"), row("1", "T2", "13:30-14:00", "다", "라"))
    assert [fault.code for fault in reading.rejected] == ["meetings.double_number"] * 2


def test_a_file_without_the_columns_is_refused() -> None:
    assert read_meetings([("이름", "소속")], "P", SEOUL).refused.code == "meetings.no_header"
    lacking = read_meetings([("테이블", "시작", "종료", "수요기업")], "P", SEOUL).refused
    assert (lacking.code, lacking.details["field"]) == ("meetings.no_column", "partner")
    assert read_meetings([HEADER], "P", SEOUL).refused.code == "meetings.no_rows"


def rows_of(*meetings: Meeting) -> list[MeetingRow]:
    return [MeetingRow(number, one, False) for number, one in enumerate(meetings, start=2)]


def test_rows_that_want_one_table_at_once_are_named_together_and_against_what_stays() -> None:
    rows = rows_of(meeting(), meeting("T1", "13:45-14:00", partner="다온"), meeting("T2"))
    assert [(f.row, f.code, f.details["rows"]) for f in table_faults(rows, [])] == [
        (2, "meetings.table_twice", "2, 3"),
        (3, "meetings.table_twice", "2, 3"),
    ]
    staying = meeting("T2", "13:40-13:50", id="P-99")
    (fault,) = table_faults(rows_of(meeting("T2")), [staying])
    assert (fault.code, fault.details["meeting"]) == ("meetings.table_taken", "P-99")


def test_doubts_name_companies_at_two_tables_strangers_and_meetings_out_of_hours() -> None:
    rows = rows_of(meeting(), meeting("T2"), meeting("T3", "16:30-17:00", partner="다온"))
    found = doubts(rows, [], ["두산에너빌리티㈜ 구매팀", "누리랩"], PARTNERING, SEOUL)
    assert [(fault.row, fault.code) for fault in found] == [
        (2, "meetings.company_twice"),
        (2, "meetings.company_twice"),
        (4, "meetings.outside_session"),
        (4, "meetings.unknown_company"),
    ]
    assert found[0].details == {
        "company": "두산에너빌리티㈜", "tables": "T1, T2", "start": "13:30", "end": "14:00", "count": 1,
    }  # fmt: skip


def test_a_row_without_a_result_leaves_what_the_desk_has_marked() -> None:
    (one,) = rows_of(meeting())
    marked = replace(one.meeting, result=Result.MATCHED)
    assert as_known(one, marked) == marked
    assert as_known(replace(one, says_result=True), marked) == one.meeting
