"""Prefixes, suffixes and the marks that scanners add, taken off again."""

import pytest

from kiosk.core.codes.devices import with_controls_shown
from kiosk.core.codes.scanner_marks import bare

CODE = "ABC123HAJ"


@pytest.mark.parametrize(
    ("arrives", "prefix", "suffix"),
    [
        (CODE, "", ""),
        ("]Q1" + CODE, "", ""),
        ("]Q3\\000026" + CODE, "", ""),
        ("]d2\\000026ABC\\000003123HAJ", "", ""),
        ("GATE-" + CODE, "GATE-", ""),
        ("gate-" + CODE + "#", "GATE-", "#"),
        ("]Q1GATE-" + CODE, "GATE-", ""),
        ("GATE-]Q1" + CODE + "%%", "GATE-", "%%"),
        (CODE, "GATE-", "#"),
    ],
)
def test_a_code_is_found_within_its_marks(arrives, prefix, suffix):
    assert CODE in list(bare(arrives, prefix, suffix))


def test_the_text_itself_comes_first_so_that_a_code_like_a_mark_is_safe():
    assert next(bare("]Q1ABC", "]Q")) == "]Q1ABC"


def test_nothing_is_left_of_marks_alone():
    assert list(bare("]Q1", "", "")) == ["]Q1"]
    assert list(bare("AB", "AB", "")) == ["AB"]


def test_each_reading_comes_once():
    readings = list(bare("]Q1GATE-" + CODE, "GATE-", "HAJ"))
    assert len(readings) == len(set(readings))


def test_control_characters_are_shown_by_name():
    assert with_controls_shown("\x02]Q1AB\x1d12\r\n가") == "‹STX›]Q1AB‹GS›12‹CR›‹LF›가"
