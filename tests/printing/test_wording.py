"""Texts of a layout in several languages: read, written back, and printed in the one a record names."""

from dataclasses import replace
from pathlib import Path

import pytest

from printing import layout, layout_writing
from printing.documents import write_pdf
from printing.errors import PrintingError
from printing.layout import Layout
from printing.wording import LANGUAGE, Wording, in_languages
from tests.printing import pages
from tests.printing.layouts import MINIMAL, TEXT

SEVERAL = MINIMAL.replace("width = 90", 'language = ["ko", "en"]\nwidth = 90', 1)
SPOKEN = TEXT.replace('"{name}"', '{ ko = "{name} 님", en = ["Welcome, {name}", "Welcome"] }')
TABLE = (
    '[[item]]\nkind = "rows"\nfield = "code"\nx = 5\ny = 20\nwidth = 50\nheight = 12\nrow_height = 4\nsize = 8\n'
    'more = { ko = "외 {count}개", en = "{count} more" }\ntotal = { ko = "모두", en = "In all" }\n'
    '[item.heading]\nsize = 8\n[[item.column]]\nheading = { ko = "참가 세션", en = "Sessions" }\nwidth = 40\n'
)


def read(text: str) -> Layout:
    return layout.parse(text, Path("badge-test.toml"))


def test_each_record_is_printed_in_its_language_and_the_first_without_one(shipped_fonts, tmp_path):
    made, rows = read(SEVERAL + SPOKEN + TABLE), "a\nb\nc\nd"
    records = [{"name": "홍길동", "code": rows, LANGUAGE: code} for code in ("en", "ko")] + [
        {"name": "임꺽정", "code": "a"}
    ]
    out = tmp_path / "out.pdf"
    write_pdf(made, records, out, fonts=shipped_fonts, title="t")
    english, korean, unsaid = (page.text for page in pages.read(out))
    assert "Welcome, 홍길동" in english and "Sessions" in english and "more" in english and "In all" in english
    assert "홍길동 님" in korean and "참가 세션" in korean and "모두" in korean
    assert "임꺽정 님" in unsaid


@pytest.mark.parametrize("text", [SEVERAL + SPOKEN, SEVERAL + TABLE, SEVERAL + TEXT, MINIMAL + TEXT])
def test_nothing_is_lost_when_it_is_written_back(text: str):
    made = read(text)
    again = read(layout_writing.to_toml(made))
    assert replace(again, note="", items=()) == replace(made, note="", items=())
    assert layout_writing.to_toml(again) == layout_writing.to_toml(made)
    assert again.languages == made.languages


@pytest.mark.parametrize(
    ("text", "code", "key"),
    [
        (SEVERAL + SPOKEN.replace("ko =", "ja ="), "layout.missing_key", "ko"),
        (SEVERAL + SPOKEN.replace(" }", ', ja = "x" }'), "layout.unknown_key", "ja"),
        (MINIMAL + SPOKEN, "layout.unknown_key", "en"),
        (SEVERAL.replace('"en"]', '"ja"]') + TEXT, "layout.unknown_choice", "language"),
        (SEVERAL.replace('"en"]', '"Englisch"]') + TEXT, "layout.unknown_choice", "language"),
        (SEVERAL + SPOKEN.replace('"{name} 님"', "7"), "layout.not_a_text", "ko"),
        (SEVERAL + SPOKEN.replace("{name} 님", "{nobody} 님"), "layout.unknown_field", "ko"),
    ],
)
def test_a_language_that_is_missing_or_not_of_the_layout_is_told_with_its_line(text: str, code: str, key: str):
    with pytest.raises(PrintingError) as trouble:
        read(text)
    assert (trouble.value.code, trouble.value.details["key"]) == (code, key)
    assert trouble.value.details["line"] > 1


def test_a_layout_in_one_of_its_languages_says_nothing_in_another():
    english = read(SEVERAL + SPOKEN + TABLE).speaking("en")
    assert english.languages == ("en",)
    assert "님" not in layout_writing.to_toml(english)
    assert "참가 세션" not in layout_writing.to_toml(english)


def test_a_language_added_says_at_first_what_the_first_says_and_one_taken_away_is_gone():
    made = read(SEVERAL + SPOKEN)
    more = made.in_languages(("ko", "en", "ja"))
    assert more.items[0].templates.by_language["ja"] == ("{name} 님",)
    assert read(layout_writing.to_toml(more)).languages == ("ko", "en", "ja")
    assert "Welcome" not in layout_writing.to_toml(more.in_languages(("ko",)))


def test_what_is_the_same_in_all_languages_is_said_once():
    assert in_languages({"ko": "a", "en": "a"}) == Wording("a")
    assert in_languages({"ko": "a", "en": "b"}).table() == {"ko": "a", "en": "b"}
