"""Cells as spreadsheets and people write them."""

import unicodedata
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.lists.cells import mark, split_list, squash, text, without_brackets


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (None, ""),
        ("  허서\u3000", "허서"),
        ("남궁\u00a0늘봄\n교수", "남궁 늘봄 교수"),
        (unicodedata.normalize("NFD", "위호식"), "위호식"),
        ("\ufeff이\u200b름\x07", "이름"),
        (1000000013.0, "1000000013"),
        (7, "7"),
        (0.5, "0.5"),
        (datetime.fromisoformat("2024-02-27T13:30"), "2024-02-27 13:30"),
        (date(2024, 2, 27), "2024-02-27"),
        (time(13, 30), "13:30:00"),
        ("반쪽\ud800", "반쪽"),
    ],
)
def test_a_cell_becomes_one_clean_line(cell: object, expected: str) -> None:
    assert text(cell) == expected


@given(st.one_of(st.none(), st.text(), st.floats(), st.integers(), st.booleans(), st.datetimes(), st.dates()))
def test_clean_text_is_composed_and_cleaning_it_again_changes_nothing(cell: object) -> None:
    once = text(cell)
    assert text(once) == once == unicodedata.normalize("NFC", once)


@pytest.mark.parametrize("cell", [*"○ O o ● ◎ Y yes 예 참석 1 ✓ ✔ V v √ true".split(), True, 1, 1.0])
def test_these_marks_mean_yes(cell: object) -> None:
    assert mark(cell) is True


@pytest.mark.parametrize("cell", ["", " ", "\u3000", None, *"X x × N no - 불참 0".split(), False, 0])
def test_these_marks_mean_no(cell: object) -> None:
    assert mark(cell) is False


@pytest.mark.parametrize("cell", ["?", "미정", 2, "○?", "참석 예정"])
def test_other_marks_mean_nothing_certain(cell: object) -> None:
    assert mark(cell) is None


def test_header_words_are_compared_without_spaces_case_width_and_composition() -> None:
    forms = ["E-mail", "e mail", "Ｅ－ＭＡＩＬ", " E_Mail* "]
    assert {squash(form) for form in forms} == {"email"}
    assert squash(unicodedata.normalize("NFD", "성 명")) == "성명"
    assert without_brackets("휴대폰(필수)[숫자만]") == "휴대폰"


@pytest.mark.parametrize("cell", ["S1;S2, S3", "S1，S2；S3", "S1\nS2\nS3", ";S1;;S2;S3;"])
def test_a_list_in_a_cell_may_be_separated_in_several_ways(cell: str) -> None:
    assert split_list(cell) == ["S1", "S2", "S3"]
