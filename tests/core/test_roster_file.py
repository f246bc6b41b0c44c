"""The rows of a roster read into people."""

import csv
import io
import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.lists.reading import Question
from kiosk.core.lists.roster_columns import Columns, guess_columns
from kiosk.core.lists.roster_file import read_people
from kiosk.tables.delimited import read
from kiosk.words.error_messages import explain
from tests.core.roster_lines import GOOD, HEADER, changed, read_rows, rows_aside
from tests.demonstration import reading, roster_of, roster_rows


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


ASIDE = {
    "nothing": ((), "blank"),
    "nothing but spaces": ((None, "", "\u3000"), "blank"),
    "a total": (("계", "84명"), "total"),
    "a total with a space in it": (("합 계", 84), "total"),
    "a head count": (("총 84명",), "total"),
    "a head count in one word": (("84명",), "total"),
    "a head count in another language": (("84 people", "창원"), "total"),
    "an English total": (("Total", 84), "total"),
    "a subtotal": (("소계", None, 3), "total"),
    "the heading again": (HEADER, "header"),
    "a note": (("※ 명단은 변경될 수 있습니다",), "note"),
    "a note with an asterisk": (("* 문의: 사무국", "055-000-0000"), "note"),
    "a group by its sign": (("□ 산업계",), "group"),
    "a group in brackets": (("<학계>",), "group"),
    "a group by its ending": (("특별 연사",), "group"),
    "a group over all columns": (("VIP",) * len(HEADER), "group"),
    "a total with a telephone number too short to be one": (("계", "창원", "000001"), "total"),
}


@pytest.mark.parametrize(("row", "why"), ASIDE.values(), ids=ASIDE)
def test_these_rows_are_no_people(row: tuple, why: str) -> None:
    read = read_rows(GOOD, row)
    assert [(fault.row, fault.code) for fault in read.skipped] == [(3, f"roster.aside_{why}")]
    assert (len(read.people), read.rejected, explain(read.skipped[0].code, {})) == (
        1,
        (),
        explain(f"roster.aside_{why}", {}),
    )


PEOPLE_ALL_THE_SAME = {
    "a name that is a word of groups": ("이학생", "창원"),
    "one word that ends like a group, and an organisation": ("특별 연사", "창원"),
    "a total that can be reached": ("계", "창원", "0000001"),
    "a name with digits": ("도재담2", "창원"),
}


@pytest.mark.parametrize("row", PEOPLE_ALL_THE_SAME.values(), ids=PEOPLE_ALL_THE_SAME)
def test_these_rows_are_people(row: tuple) -> None:
    read = read_rows(GOOD, row)
    assert (len(read.people), read.skipped) == (2, ())


def test_the_heading_again_is_no_person_though_it_is_as_long_as_an_address() -> None:
    heading = ("Name", "Organisation", "E-mail address")
    read = reading([heading, ("Ada Lee", "Corp", "ada@example.com"), heading])
    assert [(fault.row, fault.code) for fault in read.skipped] == [(3, "roster.aside_header")]
    assert [person.fields["name"] for person in read.people] == ["Ada Lee"]


@pytest.mark.parametrize("heading", [("성명", "이메일"), (" 성명 ", "이메일")])
def test_a_second_table_below_is_left_aside_as_a_whole(heading: tuple[str, str]) -> None:
    read = reading([("성명", "소속"), ("도재담", "창원"), heading, ("추솔", "b@example.com"), ()])
    assert [(fault.row, fault.code) for fault in read.skipped] == [
        (row, "roster.aside_other_table") for row in (3, 4, 5)
    ]
    assert [person.fields["name"] for person in read.people] == ["도재담"]


def test_numbered_lines_that_nobody_filled_in_are_no_people() -> None:
    read = reading([("연번", "성명"), (1, "도재담"), (2, None), (3, ""), (None, None)])
    assert [(fault.row, fault.code.removeprefix("roster.aside_")) for fault in read.skipped] == [
        (3, "unused"), (4, "unused"), (5, "blank"),
    ]  # fmt: skip
    assert len(read.people) == 1


def test_a_person_called_like_a_total_is_a_person() -> None:
    assert [person.fields["name"] for person in read_rows(changed(성명="계")).people] == ["계"]


UNUSABLE = {
    "no name": ({"성명": None}, "roster.no_name", {}),
    "a name that cannot be seen": ({"성명": " \u200b"}, "roster.no_name", {}),
    "a name that is an error": ({"성명": "#N/A"}, "roster.error_cell", {"value": "#N/A", "column": "성명"}),
    "a mark that is none": ({"총괄회의": "미정"}, "roster.bad_mark", {"value": "미정", "column": "총괄회의"}),
    "a number without its last digits": (
        {"접수번호": 1.2345678901234568e33}, "roster.lost_digits", {"value": "1234567890123456752318548159758336"},
    ),
    "a code as a spreadsheet shows it": ({"접수번호": "1.23457E+33"}, "roster.lost_digits", {"value": "1.23457E+33"}),
    "a number of sixteen digits": ({"접수번호": 10**15}, "roster.lost_digits", {"value": str(10**15)}),
    "a text too long": ({"소속": "가" * 501}, "roster.too_long", {"field": "affiliation", "longest": 500}),
}  # fmt: skip


@pytest.mark.parametrize(("cells", "code", "details"), UNUSABLE.values(), ids=UNUSABLE)
def test_a_row_that_cannot_be_used_is_named_with_its_reason(cells: dict, code: str, details: dict) -> None:
    read = read_rows(GOOD, changed(**cells))
    assert [(found.row, found.code, dict(found.details)) for found in read.rejected] == [(3, code, details)]
    assert "{" not in explain(code, read.rejected[0].details)
    assert len(read.people) == 1


@pytest.mark.parametrize(("cell", "kept"), [(10**15 - 1, "9" * 15), ("1.5", "1.5"), ("가" * 500, "가" * 500)])
def test_what_is_just_not_too_long_is_kept(cell: object, kept: str) -> None:
    (person,) = read_rows(changed(접수번호=cell)).people
    assert person.fields["external_id"] == kept


def test_a_state_nobody_knows_is_asked_about() -> None:
    read = read_rows(GOOD, changed(상태="보류"))
    choices = ("registered", "waiting", "cancelled", "blocked")
    assert read.questions == (
        Question(3, "status_word", who="도재담", field="status", file="보류", choices=choices),
    )  # fmt: skip
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


def test_a_resident_registration_number_beyond_the_heading_is_named_by_its_column() -> None:
    refused = reading([("성명", "소속"), ("도재담", "창원", "900101-1234567")]).refused
    assert dict(refused.details) == {"row": 2, "column": "3"}


CELLS = st.one_of(
    st.none(), st.text(max_size=12), st.integers(), st.floats(), st.booleans(), st.datetimes(), st.times()
)


@given(st.lists(st.lists(CELLS, max_size=9), max_size=6))
def test_no_table_makes_the_reading_fail(rows: list) -> None:
    reading(rows)
    read = read_rows(*rows)
    if read.refused is None:
        asked = sum(question.row > 0 for question in read.questions)
        assert len(read.people) + len(read.rejected) + len(read.skipped) + asked == len(rows)


def test_a_column_chosen_beyond_the_table_reads_as_empty() -> None:
    read = read_people([("성명",), ("도재담",)], Columns(0, ("성명",), {"name": 0, "email": 7}), ())
    assert read.people[0].fields == {"name": "도재담", "email": ""}


SYLLABLES = st.text(st.characters(min_codepoint=ord("가"), max_codepoint=ord("힣")), min_size=1, max_size=3)
# A family name first, no form of address (님) last: words that stand for a name (위와같음, 이하동일) are no names.
GIVEN = SYLLABLES.filter(lambda word: word[-1] not in "님씨하")
NAMES = st.builds("{}{}".format, st.sampled_from("김박최강도추"), GIVEN)
AFFILIATIONS = st.sampled_from(["창원, 전기", '"따옴표" 연구소', "세미;콜론", "탭 없음", "㈜한빛", "O'Neil"])
ADDRESSES = st.text(string.ascii_lowercase, min_size=3, max_size=8).map("{}@example.com".format)
PEOPLE = st.lists(
    st.tuples(NAMES, AFFILIATIONS, st.integers(0, 9999).map("010-0000-{:04d}".format), ADDRESSES),
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
