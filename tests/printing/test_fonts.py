"""Fonts: what they cover, which one draws what, and that nothing is silently blank."""

import shutil
import unicodedata
from pathlib import Path

import pytest
import reportlab
from hypothesis import given
from hypothesis import strategies as st

from printing import fonts
from printing.errors import PrintingError
from printing.fonts import Run, Weight, normal

LATIN_ONLY = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"


def test_shipped_fonts_cover_all_of_hangul_and_the_names_of_many_countries(shipped_fonts):
    hangul = "".join(map(chr, range(0xAC00, 0xD7A4)))
    for weight in Weight:
        assert shipped_fonts.missing(hangul + "鄭海仁 Nguyễn Thị Ánh Łukasz Çağrı Ōta ㈜①·「」–…", weight) == ()


def test_missing_characters_are_named_once_each_in_order(shipped_fonts):
    assert shipped_fonts.missing("이𠮷철 😀𠮷 Ab") == ("𠮷", "😀")


def test_width_is_the_sum_of_the_characters(shipped_fonts):
    parts = sum(shipped_fonts.width(character, Weight.BOLD) for character in "한국 KERI")
    assert shipped_fonts.width("한국 KERI", Weight.BOLD) == pytest.approx(parts)
    assert 0.8 < shipped_fonts.width("한", Weight.BOLD) < 1


def test_the_next_font_of_the_chain_draws_what_the_first_lacks(resources):
    korean = resources / "fonts" / "PretendardGOV-Regular.ttf"
    chain = fonts.load({weight: [LATIN_ONLY, korean] for weight in Weight})
    runs = list(chain.runs("Kim 김𠮷", Weight.REGULAR))
    latin, hangul = (face for face in chain.chains[Weight.REGULAR])
    assert runs == [Run(latin, "Kim "), Run(hangul, "김"), Run(None, "𠮷")]


def test_further_fonts_in_the_folder_become_fallbacks(resources, tmp_path):
    for file in (resources / "fonts").glob("*.ttf"):
        shutil.copy(file, tmp_path)
    shutil.copy(LATIN_ONLY, tmp_path / "extra.ttf")
    chains = fonts.load_folder(tmp_path).chains
    assert [len(chain) for chain in chains.values()] == [3, 3, 3]
    assert len({chain[1:] for chain in chains.values()}) == 1
    assert [face.is_fallback for face in chains[Weight.BOLD]] == [False, True, True]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"not a font at all", "printing.font_unreadable"), (b"OTTO" + bytes(40), "printing.font_not_truetype")],
)
def test_a_file_that_is_no_truetype_font_is_named(tmp_path, content, code):
    file = tmp_path / "broken.ttf"
    file.write_bytes(content)
    with pytest.raises(PrintingError) as caught:
        fonts.load({Weight.REGULAR: [file]})
    assert (caught.value.code, caught.value.details) == (code, {"file": str(file)})


@pytest.mark.parametrize(
    ("raw", "drawn"),
    [
        (unicodedata.normalize("NFD", "남궁늘봄"), "남궁늘봄"),
        ("홍\u200b길\ufeff동", "홍길동"),
        ("한\n국\t전기", "한 국 전기"),
        ("\uf914", "樂"),  # a compatibility Hanja becomes the unified one
        ("bell\x07", "bell"),
    ],
)
def test_text_is_composed_and_cleared_of_what_cannot_be_seen(raw, drawn):
    assert normal(raw) == drawn


@given(st.text())
def test_normal_text_stays_as_it_is(text):
    once = normal(text)
    assert normal(once) == once
