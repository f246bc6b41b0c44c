"""Spellings of companies and people, and the moments at which forms were sent in."""

from datetime import UTC, datetime

import pytest

from kiosk.core.lists.company import same_company
from kiosk.core.lists.person_name import alike, name_key
from kiosk.core.lists.time_stamps import column_of_moments, moments

ONE_COMPANY = [
    ("㈜한빛정밀", "(주)한빛정밀"), ("(주)다온테크", "주식회사 다온테크"), ("다온테크(주)", "다온테크"),
    ("한국전기연구원(KERI)", "한국전기연구원"), ("KERI", "한국전기연구원 (KERI)"),
    ("사단법인 한빛", "(사)한빛"),
    ("Acme Inc.", "ACME"), ("Acme, Ltd.", "Acme Limited"), ("Acme Co., Ltd.", "acme"),
    ("Müller GmbH & Co. KG", "Müller"),
    ("Foo S.A.", "Foo"), ("株式会社ソニー", "ソニー"), ("유한회사 새빛", "새빛(유)"), ("Acme B.V.", "Acme"),
]  # fmt: skip
TWO_COMPANIES = [
    ("삼성", "삼성전자"),
    ("한빛정밀 창원", "한빛정밀 서울"),
    ("Acme", "Apex"),
    ("주식회사", "(주)한빛"),
    ("Inc", "Acme Inc"),
]


@pytest.mark.parametrize(("one", "other"), ONE_COMPANY)
def test_forms_and_abbreviations_make_no_other_company(one: str, other: str) -> None:
    assert same_company(one, other) and same_company(other, one)


@pytest.mark.parametrize(("one", "other"), TWO_COMPANIES)
def test_two_companies_stay_two(one: str, other: str) -> None:
    assert not same_company(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("홍 길동", "홍길동"),
        ("Lee, Ada", "Ada LEE"),
        ("José Peña", "Jose Pena"),
        ("Ｋｉｍ", "kim"),
        ("O'Neil", "ONeil"),
    ],
)
def test_spaces_case_accents_and_order_make_no_other_name(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_a_corrected_name_is_alike_and_a_brother_is_not() -> None:
    assert alike("김한나", "김하나") and alike("anna kim", "anna lee") and alike("김하", "김하나")
    assert not alike("김하나", "이두리") and not alike("anna kim", "ben lee") and not alike("김솔", "이솔")


@pytest.mark.parametrize(
    ("labels", "column"),
    [
        (("타임스탬프", "성함"), 0), (("ID", "Start time", "Completion time", "Name"), 2),
        (("ID", "시작 시간", "완료 시간"), 2),
        (("이름", "응답일시"), 1), (("이름", "제출 일시"), 1), (("Horodateur", "Nom"), 0), (("Zeitstempel", "Name"), 0),
        (("Marca temporal", "Nombre"), 0), (("Name", "Submitted At"), 1), (("Name", "Created at"), 1),
        (("성명", "소속"), None),
        (("타임스탬프(Timestamp)", "등록일"), 0),
    ],
)  # fmt: skip
def test_the_column_of_moments_is_known_by_its_heading(labels: tuple[str, ...], column: int | None) -> None:
    assert column_of_moments(labels) == column


WRITTEN = {
    "2024. 4. 1 오후 3:12:45": datetime(2024, 4, 1, 15, 12, 45, tzinfo=UTC),
    "2024. 4. 2 오전 12:00:09": datetime(2024, 4, 2, 0, 0, 9, tzinfo=UTC),
    "2024/04/01 3:12:45 PM GMT+9": datetime(2024, 4, 1, 15, 12, 45, tzinfo=UTC),
    "2024-04-01T01:00:00.123Z": datetime(2024, 4, 1, 1, 0, 0, tzinfo=UTC),
    "4/1/2024 15:12:45": datetime(2024, 4, 1, 15, 12, 45, tzinfo=UTC),
    "4/1/24 9:05": datetime(2024, 4, 1, 9, 5, tzinfo=UTC),
    "24. 4. 1. 09:05": datetime(2024, 4, 1, 9, 5, tzinfo=UTC),
    "2024-04-01 12:30 p.m.": datetime(2024, 4, 1, 12, 30, tzinfo=UTC),
    "어제": None,
    "": None,
}


@pytest.mark.parametrize(("written", "moment"), WRITTEN.items())
def test_a_moment_is_read_as_forms_write_it(written: str, moment: datetime | None) -> None:
    assert moments([("타임스탬프",), (written,)], 1, 0).get(2) == moment


def test_a_day_before_the_month_is_known_by_the_whole_column() -> None:
    read = moments([("Zeitstempel",), ("03.04.2024 10:00:00",), ("21.03.2024 10:00:00",)], 1, 0)
    assert read[2] == datetime(2024, 4, 3, 10, tzinfo=UTC) and read[3] == datetime(2024, 3, 21, 10, tzinfo=UTC)


def test_a_cell_with_a_date_is_taken_as_it_is() -> None:
    assert moments([("완료 시간",), (datetime(2024, 4, 1, 9, tzinfo=UTC),)], 1, 0) == {
        2: datetime(2024, 4, 1, 9, tzinfo=UTC)
    }
