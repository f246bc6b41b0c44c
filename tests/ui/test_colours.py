"""The colours of the themes, measured; docs/accessibility.md carries the same table."""

import re
from itertools import combinations

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
