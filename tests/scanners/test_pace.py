"""A line of no code where there is no text field: a scanner types it fast, a person slowly."""

import pytest
from PySide6.QtCore import QObject

from kiosk.scanners.line import SLOWEST_SCANNER_S, Line


def typed(text: str, gaps: list[float], *, in_field: bool = False) -> Line:
    line, at = Line(QObject(), in_field, lambda _kept: None, ""), 100.0
    for char, gap in zip(text, [0.0, *gaps], strict=True):
        at += gap
        line.at(at)
        line.committed += char
    return line


@pytest.mark.parametrize(
    ("gaps", "is_nobodys"),
    [
        ([0.002] * 8, True),
        ([0.05] * 8, True),
        ([0.15] * 8, False),
        ([0.12, 0.3, 0.15, 0.2, 0.11, 0.4, 0.13, 0.2], False),
        # A busy window notices one stroke late; the scanner was as fast as ever.
        ([0.002, 0.002, 2.0, 0.002, 0.002, 0.002, 0.002, 0.002], True),
    ],
)
def test_the_pace_of_most_strokes_tells_a_person_from_a_scanner(gaps: list[float], is_nobodys: bool) -> None:
    assert typed("documents", gaps).is_nobodys is is_nobodys


def test_digits_without_end_in_a_field_are_nobodys_at_any_pace() -> None:
    assert typed("1" * 20 + "2" * 20, [2 * SLOWEST_SCANNER_S] * 39, in_field=True).is_nobodys
