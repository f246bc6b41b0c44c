"""Text gets into its box: shrunk, wrapped at spaces, shrunk further, abbreviated, in that order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printing.fitting import ELLIPSIS, Room, balance, fit, words_of


def one_em(text: str) -> float:
    """A font in which every character is a square."""
    return float(len(text))


def room(width: float = 100, height: float = 20, size: float = 20, **values: float) -> Room:
    return Room(**{"width": width, "height": height, "size": size, "comfort": 12, "smallest": 8} | values)


@pytest.mark.parametrize(
    ("text", "lines", "expected", "size"),
    [
        ("네글자다", 2, ("네글자다",), 20.0),
        ("일곱글자입니다", 2, ("일곱글자입니다",), 14.2),  # shrunk, but comfortable: no second line
        ("창원 강소연구개발특구 육성사업단", 2, ("창원 강소연구개발특구", "육성사업단"), 8.8),
        ("한국 재료 연구원 부설", 2, ("한국 재료", "연구원 부설"), 8.8),
        ("아홉글자인한낱말", 2, ("아홉글자인한낱말",), 12.5),
        ("열두글자나되는한낱말이다", 2, ("열두글자나되는한낱말이다",), 8.3),  # never broken inside the word
    ],
)
def test_text_is_shrunk_to_comfort_then_wrapped_then_shrunk_further(text, lines, expected, size):
    found = fit(text, room(lines=lines), one_em)
    assert (found.lines, found.size, found.abbreviated) == (expected, size, False)
    assert found.shrunk is (size < 12)


def test_text_that_fits_nowhere_is_cut_at_the_smallest_size():
    found = fit("가나다라마바사아자차카타파하", room(), one_em)
    assert found.lines == ("가나다라마바사아자차카…",)
    assert (found.size, found.shrunk, found.abbreviated) == (8, True, True)


def test_all_lines_are_used_before_text_is_cut():
    found = fit("가나다라마바 가나다라마바 사아자차카 타파하 더많은글", room(lines=2, height=20), one_em)
    assert found.lines == ("가나다라마바", "가나다라마바 사아자차…")


def test_a_line_feed_of_the_layout_is_kept():
    assert fit("성실히 이수하였으므로\n이 증서를", room(lines=2, height=60), one_em).lines == (
        "성실히 이수하였으므로",
        "이 증서를",
    )


def test_letter_spacing_counts_between_letters_only():
    assert fit("수료증", room(width=90, height=90, size=90, spacing=0.5), one_em).size == 22.5


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("한국재료연구원(KIMS) 본원", ["한국재료연구원(KIMS)", "본원"]),
        ("한국재료연구원 ( KIMS ) 본원", ["한국재료연구원", "( KIMS )", "본원"]),
        ("산 · 학 , 연", ["산 ·", "학 ,", "연"]),
        ("「 불모포럼 」 참가", ["「 불모포럼 」", "참가"]),
        ("", []),
    ],
)
def test_brackets_and_stops_stay_with_their_word(text, words):
    assert words_of(text) == words


@given(st.lists(st.text("가나다abc", min_size=1, max_size=9), min_size=1, max_size=9), st.data())
def test_balanced_lines_keep_every_word_and_are_as_narrow_as_possible(words, data):
    count = data.draw(st.integers(1, len(words)))
    lines = balance(words, count, one_em)
    assert " ".join(lines).split() == words
    assert len(lines) == count
    assert max(len(line) for line in lines) <= narrowest_of_all_ways(words, count)


def narrowest_of_all_ways(words: list[str], count: int) -> int:
    """The same by trying everything."""
    if count == 1:
        return len(" ".join(words))
    ways = range(1, len(words) - count + 2)
    return min(max(len(" ".join(words[:n])), narrowest_of_all_ways(words[n:], count - 1)) for n in ways)


@given(
    st.text("가나 다라abc()·", max_size=60),
    st.floats(30, 300),
    st.floats(10, 60),
    st.integers(1, 3),
    st.sampled_from([0.0, 0.1]),
)
def test_nothing_ever_leaves_its_box(text, width, height, lines, spacing):
    space = room(width=width, height=height, lines=lines, spacing=spacing)
    found = fit(text, space, one_em)
    assert len(found.lines) <= lines
    assert all(wide * found.size <= width + 0.01 for wide in found.widths)
    assert found.size * (1 + (len(found.lines) - 1) * space.leading) <= height + 0.01
    assert space.smallest <= found.size <= space.size
    if not found.abbreviated:
        assert " ".join(found.lines).split() == text.split()
    else:
        assert found.lines[-1].endswith(ELLIPSIS)


def test_lines_of_the_layout_that_are_too_long_are_cut_each_and_said_to_be():
    found = fit("가나다라마바사아자차카타파하\n짧다", room(lines=2, height=60), one_em)
    assert found.lines == ("가나다라마바사아자차카…", "짧다")
    assert (found.size, found.abbreviated) == (8, True)
