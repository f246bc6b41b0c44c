"""What affiliations, rooms and categories are called in other languages."""

import pytest

from kiosk.core.translations import Translations

SAID = Translations({
    "㈜한빛정밀": {"en": "Hanbit Precision", "ja": "ハンビット精密"}, "대강당": {"en": "Main Hall"},
    "MIT": {"ko": "매사추세츠 공과대학"}, "언론": {"en": " "},
})  # fmt: skip


@pytest.mark.parametrize(("name", "language", "called"), [
    ("㈜한빛정밀", "en", "Hanbit Precision"),
    ("한빛정밀 주식회사", "en", "Hanbit Precision"),
    ("㈜한빛정밀", "ja", "ハンビット精密"),
    ("㈜한빛정밀", "ko", "㈜한빛정밀"),
    ("대강당", "ja", "Main Hall"),
    ("대강당", "ko", "대강당"),
    ("MIT", "ko", "매사추세츠 공과대학"),
    ("MIT", "en", "MIT"),
    ("언론", "en", "언론"),
    ("로비", "en", "로비"),
    ("", "en", ""),
])  # fmt: skip
def test_a_name_is_called_as_its_readers_know_it(name: str, language: str, called: str) -> None:
    assert SAID.called(name, language) == called


@pytest.mark.parametrize(("name", "language", "called"), [
    ("산", "en", "Industry"), ("연구기관", "en", "Research"), ("산", "ko", "산"), ("Industry", "ko", "Industry"),
    ("언론", "en", "언론"), ("", "en", ""),
])  # fmt: skip
def test_a_category_nobody_translated_is_called_by_what_it_means(name: str, language: str, called: str) -> None:
    assert SAID.category(name, language) == called


def test_a_category_that_was_translated_is_called_so() -> None:
    assert Translations({"관": {"en": "Public sector"}}).category("관", "en") == "Public sector"


def test_a_name_in_another_language_leads_back_to_the_one_that_is_written() -> None:
    assert SAID.written("hanbit precision") == "㈜한빛정밀"
    assert SAID.written("Nobody") == ""
