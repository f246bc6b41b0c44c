"""The colours of the themes, measured; docs/accessibility.md tells the same figures."""

import re
from itertools import combinations
from pathlib import Path

import pytest

from kiosk import paths
from kiosk.ui.widgets.palettes import THEMES
from tests.ui.colour_sight import MISSING_CONE, contrast, distance

# What is written, and on what.
TEXTS = [
    ("ink", "page"), ("ink", "card"), ("ink", "hover"), ("quiet", "page"), ("quiet", "card"), ("ink", "press"),
    ("ink", "pale_teal"), ("quiet", "pale_teal"), ("ink", "pale_amber"), ("ink", "pale_red"),
    ("on_navy", "navy"), ("quiet_on_navy", "navy"), ("on_navy", "pale_navy"), ("on_navy", "hover_navy"),
    ("on_action", "action"), ("on_action", "hover_action"),
    ("good", "card"), ("good", "page"), ("good", "pale_teal"), ("bad", "pale_teal"), ("bad", "card"), ("bad", "page"),
    ("bad", "pale_red"), ("warn_text", "card"), ("warn_text", "page"),
    ("on_teal", "teal"), ("on_amber", "amber"), ("on_red", "red"), ("on_red", "hover_red"),
]  # fmt: skip
# Symbols, the edges of what is typed into, the ring around what has the focus.
SHAPES = [
    ("mark", "card"), ("mark", "page"), ("good", "card"), ("warn", "card"), ("bad", "card"), ("quiet", "card"),
    ("on_good", "good"), ("on_warn", "warn"), ("on_bad", "bad"), ("amber", "navy"), ("on_navy", "navy"),
    ("field", "card"), ("field", "page"), ("focus", "card"), ("focus", "page"), ("action", "card"), ("action", "page"),
    ("good", "press"), ("action", "press"), ("on_navy", "pale_navy"),
    ("focus", "field"), ("focus", "edge"), ("focus", "action"),
]  # fmt: skip
ANSWERS = ("teal", "amber", "red")
LEAST_TEXT = {"light": 4.5, "dark": 4.5, "contrast": 7.0}
RING = {("focus", "field"), ("focus", "edge"), ("focus", "action")}
PAGE = Path(__file__).parents[2] / "docs" / "accessibility.md"
# The rows of its table of contrasts.
ON_THE_PAGE = {
    "text on a page": ("ink", "page"), "quiet text on a page": ("quiet", "page"),
    "quiet text on a selected row": ("quiet", "pale_teal"), "the word of a good answer": ("on_teal", "teal"),
    "the word that asks for attention": ("on_amber", "amber"), "the word of a refusal": ("on_red", "red"),
    "the main button": ("on_action", "action"), "navigation": ("quiet_on_navy", "navy"),
    "a sentence of success on a card": ("good", "card"), "a warning on a card": ("warn_text", "card"),
    "a sentence of trouble on a card": ("bad", "card"), "pictures on a card": ("mark", "card"),
    "the edge of a field": ("field", "card"), "the focus ring on a card": ("focus", "card"),
}  # fmt: skip


@pytest.mark.parametrize("theme", THEMES)
def test_text_stands_out_from_its_ground(theme):
    palette = THEMES[theme]
    measured = {pair: contrast(getattr(palette, pair[0]), getattr(palette, pair[1])) for pair in TEXTS}
    assert {pair: round(ratio, 2) for pair, ratio in measured.items() if ratio < LEAST_TEXT[theme]} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_symbols_and_edges_stand_out_from_their_ground(theme):
    palette = THEMES[theme]
    pairs = [pair for pair in SHAPES if pair not in RING]
    measured = {pair: contrast(getattr(palette, pair[0]), getattr(palette, pair[1])) for pair in pairs}
    assert {pair: round(ratio, 2) for pair, ratio in measured.items() if ratio < 3} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_the_focus_ring_looks_other_than_the_edge_it_replaces(theme):
    palette = THEMES[theme]
    for _focus, edge in RING:
        assert distance(palette.focus, getattr(palette, edge)) > 30


@pytest.mark.parametrize("sight", ["", *MISSING_CONE])
@pytest.mark.parametrize("theme", THEMES)
def test_the_colours_of_the_answers_differ_for_everybody(theme, sight):
    palette = THEMES[theme]
    for one, other in combinations(ANSWERS, 2):
        apart = distance(getattr(palette, one), getattr(palette, other), sight)
        assert apart > 25, f"{one} and {other} are {apart:.0f} apart"


def of_pair(pair: tuple[str, str], theme: str) -> float:
    return contrast(*(getattr(THEMES[theme], role) for role in pair))


def test_the_page_tells_the_contrasts_measured_here():
    told = dict(re.findall(r"^\| ([a-z ]+) \| ([\d. |]+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    measured = {row: " | ".join(f"{of_pair(pair, theme):.1f}" for theme in THEMES) for row, pair in ON_THE_PAGE.items()}
    assert told == measured


def test_the_page_tells_the_least_contrasts_and_how_many_pairs_were_measured():
    page, shapes = PAGE.read_text(encoding="utf-8"), [pair for pair in SHAPES if pair not in RING]
    assert f"all {len(TEXTS)}\npairs of text and {len(shapes)} of symbols and edges" in page
    for row, pairs in (("least of all pairs of text", TEXTS), ("least of all symbols and edges", shapes)):
        least = " | ".join(f"**{min(of_pair(pair, theme) for pair in pairs):.1f}**" for theme in THEMES)
        assert f"| **{row}** | {least} |" in page


@pytest.mark.parametrize(("sight", "row"), [("", "all cones"), *((name, name) for name in MISSING_CONE)])
def test_the_page_tells_how_far_apart_the_answers_are(sight, row):
    pairs = [("teal", "amber"), ("teal", "red"), ("amber", "red")]
    cells = [
        " · ".join(f"{distance(*(getattr(THEMES[theme], role) for role in pair), sight):.0f}" for pair in pairs)
        for theme in THEMES
    ]
    assert f"| {row} | {' | '.join(cells)} |" in PAGE.read_text(encoding="utf-8")


def test_every_colour_of_the_style_sheet_is_a_role_of_the_themes():
    """A colour written into the style sheet or a widget would stay as it is when the theme changes."""
    sheet = re.sub(r"/\*.*?\*/", "", paths.resource("theme.qss").read_text(encoding="utf-8"), flags=re.DOTALL)
    assert re.findall(r"#[0-9A-Fa-f]{3,8}\b|\b(?:white|black)\b", sheet) == []


def test_the_measure_knows_what_is_known():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert distance("#FFFFFF", "#000000") == pytest.approx(100, abs=0.1)
    green, red = "#00A000", "#E00000"
    assert distance(green, red) > 3 * distance(green, red, "deuteranopia"), "green and red merge under deuteranopia"
