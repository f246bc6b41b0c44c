"""Letters measured in millimetres of the real screen."""

import pytest
from PySide6.QtCore import QSize, QSizeF

from kiosk.ui.self_service.letter_size import FEWEST_LINES, INK_OF_A_CAPITAL, letter_pixels, pixels_per_mm

LAPTOP = QSize(1366, 768), QSizeF(309, 174)
TABLET = QSize(1280, 800), QSizeF(217, 136)  # 10.1 inches
KIOSK = QSize(1920, 1080), QSizeF(476, 268)  # 21.5 inches
PORTRAIT = QSize(1080, 1920), QSizeF(268, 476)


def capital_mm(screen, per_cent=100):
    size, physical = screen
    return letter_pixels(size, physical, per_cent) * INK_OF_A_CAPITAL / pixels_per_mm(size, physical)


@pytest.mark.parametrize(("screen", "least"), [(TABLET, 7.25), (LAPTOP, 12), (KIOSK, 12), (PORTRAIT, 12)])
def test_capitals_are_as_high_as_the_rules_ask(screen, least):
    assert capital_mm(screen) == pytest.approx(least, abs=0.15)
    enlarged = capital_mm(screen, 200)
    room = screen[1].height() / FEWEST_LINES * INK_OF_A_CAPITAL
    assert enlarged == pytest.approx(min(2 * least, room), abs=0.15)
    assert enlarged > least


@pytest.mark.parametrize("physical", [QSizeF(0, 0), QSizeF(1, 1), QSizeF(160_000, 90_000)])
def test_a_screen_that_does_not_know_its_size_is_taken_for_an_ordinary_one(physical):
    assert pixels_per_mm(QSize(1920, 1080), physical) == pytest.approx(96 / 25.4)
