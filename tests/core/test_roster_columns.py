"""Which column of a roster holds what."""

from dataclasses import replace

import pytest

from kiosk.core.lists.roster_columns import assign, find_column, guess_columns, roster_score
from kiosk.core.lists.roster_file import read_people
from tests.demonstration import programme, roster_rows


def guess(*rows: tuple) -> dict[str, int]:
    """The columns of the fields, by the header words alone."""
    return dict(guess_columns(rows, ()).fields)


def test_the_header_of_the_office_is_found_below_title_note_and_blank_row() -> None:
    columns = guess_columns(roster_rows("roster.xlsx"), programme())
    assert columns.header == 3
    assert columns.fields == {
        "name": 1, "category": 2, "affiliation": 3, "title": 4, "phone": 5, "email": 6, "notes": 12,
        "affiliation_en": 13, "title_en": 14,
    }  # fmt: skip
    assert columns.sessions == {"S1": 7, "S2": 8, "S3": 9, "S4": 10, "S5": 11}
    assert [columns.labels[index] for index in columns.unknown] == ["연번"]


def test_the_other_file_has_other_words_and_its_sessions_in_one_column() -> None:
    columns = guess_columns(roster_rows("roster-cp949.csv"), programme())
    assert columns.fields == {
        "name": 0, "affiliation": 1, "title": 2, "phone": 3, "email": 4, "category": 5, "sessions": 6,
    }  # fmt: skip
    assert (columns.header, columns.sessions, columns.unknown) == (0, {}, ())


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("참가자명", "name"),
        ("성 명*", "name"),
        ("성명(국문)", "name"),
        ("Full Name", "name"),
        ("성명(영문)", "name_latin"),
        ("영문 이름", "name_latin"),
        ("소속 기관", "affiliation"),
        ("회사명", "affiliation"),
        ("Organisation", "affiliation"),
        ("직위/직급", "title"),
        ("참가구분", "category"),
        ("휴대폰(필수)", "phone"),
        ("소속기관 전화번호", "phone"),
        ("E-mail 주소", "email"),
        ("이메일 주소를 적어 주세요", "email"),
        ("비고", "notes"),
        ("접수번호", "external_id"),
        ("QR코드", "ticket_code"),
        ("신청 상태", "status"),
        ("언어", "language"),
    ],
)
def test_header_words_are_known_in_both_languages(label: str, field: str) -> None:
    assert guess_columns([("Name" if field != "name" else "Email", label)], ()).fields.get(field) == 1


@pytest.mark.parametrize(
    "label", ["연번", "번호", "No.", "순번", "회사 주소", "생년월일", "등록일시", "마케팅 수신 동의"]
)
def test_columns_of_other_things_stay_unknown(label: str) -> None:
    columns = guess_columns([("성명", label)], ())
    assert columns.fields == {"name": 0} and columns.unknown == (1,)


def test_of_two_phone_columns_the_mobile_one_is_taken() -> None:
    assert guess(("사무실 전화", "성명", "휴대폰")) == {"name": 1, "phone": 2}
    assert guess(("휴대폰", "연락처", "성명")) == {"phone": 0, "name": 2}


def test_a_second_header_row_below_a_merged_cell_names_the_sessions() -> None:
    rows = [
        ("성명", "소속", "참가 세션", None, None),
        (None, None, "총괄회의", "불모포럼", "파트너링"),
        ("도재담", "창원", "○", None, "○"),
    ]
    columns = guess_columns(rows, programme())
    assert columns.header == 1
    assert columns.fields == {"name": 0, "affiliation": 1}
    assert columns.sessions == {"S2": 2, "S4": 3, "S5": 4}


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("S4", "S4"),
        ("s4 불모포럼 (2/28)", "S4"),
        ("Bulmo Forum", "S4"),
        ("총괄회의 참석 여부", "S2"),
        ("등록", None),
        ("세션", None),
        ("2024년 대기업 오픈이노베이션 파트너링", "S5"),
    ],
)
def test_a_header_names_a_session_if_it_can_only_be_one(label: str, code: str | None) -> None:
    assert guess_columns([("성명", label), ("도재담", "○")], programme()).sessions == ({code: 1} if code else {})


def test_a_column_of_words_is_no_session_whatever_its_header_resembles() -> None:
    rows = [("성명", "창원강소특구 기업", "불모포럼"), ("가", "전기", "○"), ("나", "기계", ""), ("다", "없음", None)]
    assert guess_columns(rows, programme()).sessions == {"S4": 2}


def test_without_any_header_nothing_is_guessed() -> None:
    columns = guess_columns([("도재담", "창원"), ("추솔", "경남")], programme())
    assert (columns.header, columns.fields, columns.sessions) == (-1, {}, {})
    assert guess_columns([], programme()).header == -1


def test_a_person_can_change_the_meaning_of_a_column() -> None:
    columns = guess_columns([("성명", "담당", "파트너링")], programme())
    columns = assign(columns, 1, "affiliation")
    assert columns.fields == {"name": 0, "affiliation": 1}
    columns = assign(columns, 2, "session:S4")
    assert columns.sessions == {"S4": 2}
    columns = assign(columns, 1, "name")
    assert columns.fields == {"name": 1} and columns.unknown == (0,)
    assert assign(columns, 2, None).sessions == {}


def test_a_column_is_named_by_header_letter_or_number() -> None:
    columns = guess_columns([("성명", "소속", "소속", "E-mail")], ())
    assert [find_column(columns, named) for named in ("e-mail", "D", "4", "성 명", "a", "1")] == [3, 3, 3, 0, 0, 0]
    assert [find_column(columns, named) for named in ("소속", "Z", "0", "9", "없는 것", "")] == [None] * 6


def test_a_roster_looks_more_like_one_than_a_programme_or_a_summary_does() -> None:
    roster = [("성명", "소속"), ("도재담", "창원")]
    summary = [("구분", "인원"), *[("산", 40)] * 50]
    programme_rows = [("코드", "세션명", "시작"), *[("S1", "포럼", "10:00")] * 50]
    assert roster_score(roster) > max(roster_score(summary), roster_score(programme_rows))
    assert roster_score(roster * 2) > roster_score(roster)


def test_the_title_of_a_session_in_two_columns_counts_once() -> None:
    sessions = [replace(session, code=f"X{number}") for number, session in enumerate(programme())]
    columns = guess_columns([("성명", "불모포럼", "불모포럼")], sessions)
    assert columns.sessions == {"X5": 1} and columns.unknown == (2,)


def test_a_table_whose_header_has_no_known_word_is_left_to_a_person():
    rows = [["번호", "누구", "연락"], [1, "홍가람", "010-0000-0001"]]
    columns = guess_columns(rows, ())
    assert (columns.header, columns.labels, columns.fields) == (0, ("번호", "누구", "연락"), {})
    assert find_column(columns, "누구") == find_column(columns, "B") == find_column(columns, "2") == 1
    reading = read_people(rows, assign(columns, 1, "name"), ())
    assert [person.fields["name"] for person in reading.people] == ["홍가람"]


def test_a_table_without_a_header_loses_no_person_when_its_columns_are_named():
    rows = [["홍가람", "010-0000-0001"], ["김나래", "010-0000-0002"]]
    columns = assign(guess_columns(rows, ()), 0, "name")
    assert columns.header == -1
    assert [person.fields["name"] for person in read_people(rows, columns, ()).people] == ["홍가람", "김나래"]
