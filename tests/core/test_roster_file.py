"""The rows of a roster read into people."""

import csv
import io
import string
import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.lists.roster_columns import Columns, guess_columns
from kiosk.core.lists.roster_file import Reading, read_people
from kiosk.tables.delimited import read
from kiosk.words.error_messages import explain
from tests.demonstration import reading, roster_of, roster_rows

HEADER = ("성명", "소속", "휴대폰", "이메일", "총괄회의", "상태", "접수번호", "언어")
GOOD = ("도재담", "창원", "010-0000-0001", "guest@example.com", "○", "확정", "A-1", "ko")


def read_rows(*rows: Sequence) -> Reading:
    """``rows`` below HEADER as a roster."""
    return reading([HEADER, *rows])


def rows_aside(read: Reading) -> tuple[int, ...]:
    """The rows that are no people."""
    return tuple(fault.row for fault in read.skipped)


def changed(**cells: object) -> tuple:
    """GOOD with the cells of some columns, named by their header, changed."""
    return tuple(cells.get(label, cell) for label, cell in zip(HEADER, GOOD, strict=True))


@pytest.mark.parametrize("name", ["roster.xlsx", "roster-cp949.csv"])
def test_both_files_of_the_office_hold_the_same_84_people(name: str) -> None:
    people = roster_of(reading(roster_rows(name)))
    assert len(people) == 84 == len({person.email for person in people})
    by_email = {person.email: person for person in people}
    assert by_email["guest00013@example.com"].phone == "010-0000-0013"
    assert by_email["guest00007@example.com"].phone == "010-0000-0007"
    assert by_email["guest00011@example.com"].name == "허서"
    assert by_email["guest00017@example.com"].name == unicodedata.normalize("NFC", "위호식")
    assert by_email["guest00002@example.com"].sessions == ("S1", "S2", "S3")
    names = [person.name for person in people]
    assert sorted(name for name in set(names) if names.count(name) == 2) == ["소율완", "장탁호"]


def test_blank_rows_and_the_total_row_are_no_people() -> None:
    read = reading(roster_rows("roster.xlsx"))
    assert (rows_aside(read), read.rejected, read.warnings, read.refused) == ((45, 90, 91), (), (), None)
    assert [person.row for person in read.people][:2] == [5, 6]


@pytest.mark.parametrize(
    "row",
    [
        (),
        (None, "", "\u3000"),
        ("계", "84명"),
        ("합 계", 84),
        ("총 84명",),
        ("84명",),
        ("Total", 84),
        ("소계", None, 3),
        HEADER,
        ("※ 명단은 변경될 수 있습니다",),
        ("* 문의: 사무국", "055-000-0000"),
    ],
)
def test_these_rows_are_no_people(row: tuple) -> None:
    read = read_rows(GOOD, row)
    assert (len(read.people), rows_aside(read), read.rejected) == (1, (3,), ())


def test_numbered_lines_that_nobody_filled_in_are_no_people() -> None:
    read = reading([("연번", "성명"), (1, "도재담"), (2, None), (3, "")])
    assert (len(read.people), rows_aside(read)) == (1, (3, 4))


def test_a_person_called_like_a_total_is_a_person() -> None:
    assert [person.fields["name"] for person in read_rows(changed(성명="계")).people] == ["계"]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"성명": None}, "roster.no_name"),
        ({"성명": " \u200b"}, "roster.no_name"),
        ({"총괄회의": "미정"}, "roster.bad_mark"),
        ({"접수번호": 1.2345678901234568e33}, "roster.lost_digits"),
        ({"접수번호": "1.23457E+33"}, "roster.lost_digits"),
        ({"소속": "가" * 501}, "roster.too_long"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_with_its_reason(cells: dict, code: str) -> None:
    read = read_rows(GOOD, changed(**cells))
    assert [(found.row, found.code) for found in read.rejected] == [(3, code)]
    assert "{" not in explain(code, read.rejected[0].details)
    assert len(read.people) == 1


def test_a_state_nobody_knows_is_asked_about() -> None:
    read = read_rows(GOOD, changed(상태="보류"))
    assert [(asked.row, asked.kind, asked.who, asked.file) for asked in read.questions] == [
        (3, "status_word", "도재담", "보류")
    ]
    assert (len(read.people), read.rejected) == (1, ())


@pytest.mark.parametrize(
    ("cell", "status"),
    [("신청", "registered"), ("확정", "registered"), ("Confirmed", "registered"), ("취소", "cancelled"),
     ("CANCELLED", "cancelled"), ("참가 취소", "cancelled"), ("차단", "blocked"), ("", ""), (None, "")],
)  # fmt: skip
def test_words_for_the_status_are_known(cell: object, status: str) -> None:
    (person,) = read_rows(changed(상태=cell)).people
    assert person.fields["status"] == status


@pytest.mark.parametrize(("cell", "language"), [("국문", "ko"), ("EN", "en"), ("中文", "en"), ("ja", "ja"), (None, "")])
def test_whoever_reads_neither_language_is_served_in_english(cell: object, language: str) -> None:
    (person,) = read_rows(changed(언어=cell)).people
    assert person.fields["language"] == language


def test_only_fields_with_a_column_are_in_a_person() -> None:
    (person,) = reading([("성명", "이메일"), ("도재담", "guest@example.com")]).people
    assert dict(person.fields) == {"name": "도재담", "email": "guest@example.com"}
    assert person.sessions is None and person.session_columns is None


def test_marked_columns_speak_only_of_their_sessions() -> None:
    (person,) = read_rows(GOOD).people
    assert (person.sessions, person.session_columns) == ({"S2"}, {"S2"})


@pytest.mark.parametrize("cell", ["S1;S4", "지원사업 합동설명회, 불모포럼", "합동설명회\nBulmo Forum", "s1, s4"])
def test_a_cell_may_list_sessions_by_code_or_title(cell: str) -> None:
    (person,) = reading([("성명", "참가세션"), ("도재담", cell)]).people
    assert (person.sessions, person.session_columns) == ({"S1", "S4"}, None)


def test_an_unknown_session_rejects_its_row() -> None:
    read = reading([("성명", "참가세션"), ("도재담", "S1;S9"), ("추솔", "등록")])
    assert [(found.row, found.details["value"]) for found in read.rejected] == [(2, "S9"), (3, "등록")]


def test_a_doubtful_address_is_kept_and_pointed_out() -> None:
    read = read_rows(changed(이메일="guest-example.com"))
    assert [(found.row, found.code) for found in read.warnings] == [(2, "roster.odd_email")]
    assert "guest-example.com" in explain("roster.odd_email", read.warnings[0].details)
    assert len(read.people) == 1


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([], "roster.empty"),
        ([(None, ""), ()], "roster.empty"),
        ([("소속", "이메일"), ("창원", "guest@example.com")], "roster.no_name_column"),
        ([("도재담", "창원")], "roster.no_name_column"),
        ([("성명", "소속")], "roster.no_people"),
        ([("성명", "소속"), ("계", "0명")], "roster.no_people"),
    ],
)
def test_a_table_without_people_is_refused_as_a_whole(rows: list, code: str) -> None:
    refused = reading(rows).refused
    assert refused.code == code and explain(code, refused.details)


@pytest.mark.parametrize(
    ("label", "cells"),
    [
        ("비고", ["", "주민번호 900101-1234567 확인"]),
        ("번호", ["9001011234567", "0001013234567"]),
        ("번호", [9001011234567, 1013234567.0]),
        ("주민등록번호(앞 6자리)", ["900101", None]),
        ("외국인 등록번호", ["900101-5", None]),
        ("비고", ["900101 1234567"]),
        ("비고", ["900101.1234567", "900101－1234567"]),
        ("비고", ["９００１０１－１２３４５６７"]),
        ("번호", ["９００１０１１２３４５６７"]),
    ],
)
def test_a_file_with_resident_registration_numbers_is_refused_as_a_whole(label: str, cells: list) -> None:
    read = reading([("성명", label), *[("도재담", cell) for cell in cells]])
    assert read.refused.code == "roster.resident_numbers" and not read.people
    assert label in explain(read.refused.code, read.refused.details)


@pytest.mark.parametrize(
    "cells",
    [
        ["8809991234567", "8809991234574"],
        ["9001011234567", "X-2", "X-3"],
        ["010-0000-0001"],
        ["240227\n1300000"],
        ["900101"],
    ],
)
def test_bar_codes_and_phones_are_no_resident_registration_numbers(cells: list) -> None:
    assert reading([("성명", "상품"), *[(f"사람{cell}", cell) for cell in cells]]).refused is None


CELLS = st.one_of(
    st.none(), st.text(max_size=12), st.integers(), st.floats(), st.booleans(), st.datetimes(), st.times()
)


@given(st.lists(st.lists(CELLS, max_size=9), max_size=6))
def test_no_table_makes_the_reading_fail(rows: list) -> None:
    reading(rows)
    read = read_rows(*rows)
    if read.refused is None:
        assert len(read.people) + len(read.rejected) + len(read.skipped) + len(read.questions) == len(rows)


def test_a_column_chosen_beyond_the_table_reads_as_empty() -> None:
    read = read_people([("성명",), ("도재담",)], Columns(0, ("성명",), {"name": 0, "email": 7}), ())
    assert read.people[0].fields == {"name": "도재담", "email": ""}


SYLLABLES = st.text(st.characters(min_codepoint=ord("가"), max_codepoint=ord("힣")), min_size=2, max_size=4)
AFFILIATIONS = st.sampled_from(["창원, 전기", '"따옴표" 연구소', "세미;콜론", "탭 없음", "㈜한빛", "O'Neil"])
ADDRESSES = st.text(string.ascii_lowercase, min_size=3, max_size=8).map("{}@example.com".format)
PEOPLE = st.lists(
    st.tuples(SYLLABLES, AFFILIATIONS, st.integers(0, 9999).map("010-0000-{:04d}".format), ADDRESSES),
    min_size=1,
    max_size=8,
)


@given(
    people=PEOPLE,
    order=st.permutations(range(4)),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp949", "utf-16"]),
    delimiter=st.sampled_from([",", ";", "\t"]),
    line_end=st.sampled_from(["\r\n", "\n"]),
    titles=st.integers(0, 3),
)
def test_a_roster_comes_back_from_every_kind_of_csv(
    people: list, order: list, encoding: str, delimiter: str, line_end: str, titles: int
) -> None:
    header = ("성명", "소속기관", "휴대폰", "E-mail")
    rows = [["참가자 명단"] + [""] * 3] * titles + [[row[i] for i in order] for row in (header, *people)]
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    table = read(file.getvalue().encode(encoding))
    found = read_people(table.rows, guess_columns(table.rows, ()), ())
    assert [
        tuple(person.fields[name] for name in ("name", "affiliation", "phone", "email")) for person in found.people
    ] == people
    assert [person.row for person in found.people] == list(range(titles + 2, titles + 2 + len(people)))


@pytest.mark.parametrize(("header", "cell", "mark"), [
    ("VIP", "○", "VIP"), ("VIP", "", ""), ("VIP", "X", ""), ("VIP", "연사", "연사"), ("귀빈", "시장", "시장"),
    ("Mark", 1, "VIP"),
])  # fmt: skip
def test_a_mark_is_words_or_a_tick(header: str, cell: object, mark: str) -> None:
    [person] = reading([("성명", "소속", header), ("도재담", "창원", cell)]).people
    assert person.fields["mark"] == mark


@pytest.mark.parametrize("header", ["편의지원", "접근성", "Accessibility needs", "배려 사항"])
def test_what_somebody_needs_is_read(header: str) -> None:
    [person] = reading([("성명", "소속", header), ("도재담", "창원", "휠체어")]).people
    assert person.fields["needs"] == "휠체어"
