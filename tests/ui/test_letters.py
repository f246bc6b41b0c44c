"""Letters are told apart at every size that is used: whoever reads 물 for 불 calls somebody by another name."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from kiosk.ui.widgets import page, theme

PAIRS = [("불", "물"), ("봄", "몸"), ("복", "목"), ("발", "말"), ("박", "막")]


def button(text: str) -> QPushButton:
    made = page.button()
    made.setText(text)
    return made


def label(text: str) -> QLabel:
    made = page.text("strong", wrap=False)
    made.setText(text)
    return made


def font_of(made: QWidget) -> QFont:
    """The font that the style sheet gives a control."""
    made.ensurePolished()
    return made.font()


def drawn(text: str, font: QFont) -> bytes:
    """How dark each pixel is of ``text``, painted in ``font``."""
    image = QImage(64, 64, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.setFont(font)
    painter.drawText(4, 48, text)
    painter.end()
    return bytes(image.constBits())


def difference(one: str, other: str, font: QFont) -> int:
    return sum(abs(a - b) for a, b in zip(drawn(one, font), drawn(other, font), strict=True))


def as_drawn_by_hand(font: QFont) -> QFont:
    """The same letters with their shapes as they were designed."""
    exact = QFont(font)
    exact.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return exact


@pytest.mark.parametrize("make", [button, label])
@pytest.mark.parametrize("per_cent", theme.TEXT_SIZES)
@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_names_that_differ_in_a_stroke_are_painted_differently(
    looks: None, make: Callable[[str], QWidget], per_cent: int, one: str, other: str
) -> None:
    theme.use_text_size(per_cent)
    font = font_of(make(one))
    assert font.weight() == QFont.Weight.Bold
    assert difference(one, other, font) >= 0.9 * difference(one, other, as_drawn_by_hand(font)) > 0


@pytest.mark.parametrize("pixels", range(16, 26))
@pytest.mark.parametrize("weight", theme.Weight)
@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_every_size_and_weight_of_the_programs_font_keeps_its_strokes(
    looks: None, pixels: int, weight: theme.Weight, one: str, other: str
) -> None:
    font = theme.font_of(pixels, weight)
    assert difference(one, other, font) >= 0.9 * difference(one, other, as_drawn_by_hand(font)) > 0
