"""Colours, sizes, fonts and the style sheet: the look of every window is decided here.

Sizes are given in units: one unit is a 1080th of the window's height, but never less than 0.74 pixels, so that the
check-in screen fits 1280×720 and is read from two metres on a large screen.  Text is at least 23 units, that is 17 px.
"""

import re
from enum import IntEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from kiosk import paths

SMALLEST_UNIT = 0.74
_DESIGN_HEIGHT = 1080

TEAL, ON_TEAL, PALE_TEAL = QColor("#00796B"), QColor("#FFFFFF"), QColor("#D5F0EB")
AMBER, ON_AMBER, PALE_AMBER = QColor("#FFB81C"), QColor("#1C1500"), QColor("#FFF0CC")
RED, ON_RED, PALE_RED = QColor("#B3161B"), QColor("#FFFFFF"), QColor("#FADADB")
NAVY, ON_NAVY, PALE_NAVY = QColor("#14213D"), QColor("#FFFFFF"), QColor("#24345A")
PAGE, CARD, LINE = QColor("#F4F5F9"), QColor("#FFFFFF"), QColor("#DDE1EA")
INK, QUIET, EDGE = QColor("#0F172A"), QColor("#4A5568"), QColor("#B6BECC")
FOCUS = QColor("#2F6FED")

_COLOURS = {
    "teal": TEAL, "pale-teal": PALE_TEAL, "amber": AMBER, "on-amber": ON_AMBER, "pale-amber": PALE_AMBER,
    "red": RED, "pale-red": PALE_RED, "navy": NAVY, "pale-navy": PALE_NAVY, "page": PAGE, "card": CARD,
    "line": LINE, "ink": INK, "quiet": QUIET, "edge": EDGE, "focus": FOCUS,
}  # fmt: skip
_FILES = ("PretendardGOV-Regular.ttf", "PretendardGOV-Bold.ttf", "PretendardGOV-ExtraBold.ttf")
FAMILY = "Pretendard GOV"


class Weight(IntEnum):
    """The three weights that are shipped."""

    REGULAR = QFont.Weight.Normal
    BOLD = QFont.Weight.Bold
    EXTRA_BOLD = QFont.Weight.ExtraBold


_unit = SMALLEST_UNIT


def prepare(app: QApplication) -> None:
    """Give the application its fonts, palette and style; once, before the first window."""
    for name in _FILES:
        if QFontDatabase.addApplicationFont(str(paths.resource("fonts", name))) < 0:
            raise FileNotFoundError(f"the font {name} is missing: install the program again")
    app.setStyle("Fusion")
    app.setPalette(_palette())
    _restyle(app)


def fit_height(height: int) -> bool:
    """Take the unit for a window of ``height`` pixels; True when sizes changed and widgets have to lay out anew."""
    global _unit
    # In steps, so that dragging a window's edge does not restyle at every pixel.
    unit = max(SMALLEST_UNIT, round(height / _DESIGN_HEIGHT, 2))
    if unit == _unit:
        return False
    _unit = unit
    _restyle(QApplication.instance())
    return True


def px(units: float) -> int:
    """``units`` in whole pixels of the present window; what has a size at all keeps at least one."""
    return max(1, round(units * _unit)) if units else 0


def font(units: float, weight: Weight = Weight.REGULAR) -> QFont:
    """The program's font, ``units`` high."""
    chosen = QFont(FAMILY)
    chosen.setPixelSize(px(units))
    chosen.setWeight(QFont.Weight(weight))
    return chosen


def set_look(widget: QWidget, look: str) -> None:
    """Give ``widget`` one of the looks of the style sheet (``primary``, ``card``, ``title``, …), also later on."""
    widget.setProperty("look", look)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def icon(name: str, colour: QColor = INK) -> QIcon:
    """A picture of ours (``resources/pictures/NAME.svg``, drawn in black) in ``colour``."""
    return QIcon(picture(name, px(64), colour))


def picture(name: str, size: int, colour: QColor) -> QPixmap:
    """A picture of ours, ``size`` pixels square, in ``colour``."""
    image = QPixmap(QSize(size, size))
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(paths.resource("pictures", f"{name}.svg"))).render(painter)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(image.rect(), colour)
    painter.end()
    return image


def _restyle(app: QApplication) -> None:
    app.setFont(font(23))
    app.setStyleSheet(_style_sheet())


def _style_sheet() -> str:
    """``resources/theme.qss`` with its ``$colour``, ``$px(units)`` and ``$picture(name)`` filled in."""
    text = paths.resource("theme.qss").read_text(encoding="utf-8")
    text = re.sub(r"\$px\(([\d.]+)\)", lambda match: f"{px(float(match[1]))}px", text)
    pictures = paths.resource("pictures").as_posix()
    text = re.sub(r"\$picture\(([\w-]+)\)", lambda match: f'url("{pictures}/{match[1]}.svg")', text)
    return re.sub(r"\$([a-z-]+)", lambda match: _COLOURS[match[1]].name(), text)


def _palette() -> QPalette:
    """Own colours everywhere: the system's dark mode must not leak into single controls."""
    role = QPalette.ColorRole
    colours = {
        role.Window: PAGE, role.WindowText: INK, role.Base: CARD, role.AlternateBase: PAGE, role.Text: INK,
        role.PlaceholderText: QUIET, role.Button: CARD, role.ButtonText: INK, role.Highlight: NAVY,
        role.HighlightedText: ON_NAVY, role.ToolTipBase: NAVY, role.ToolTipText: ON_NAVY, role.Link: TEAL,
        role.BrightText: RED, role.Accent: TEAL,
        role.Light: CARD, role.Midlight: PAGE, role.Mid: LINE, role.Dark: EDGE, role.Shadow: QUIET,
    }  # fmt: skip
    palette = QPalette()
    for which, colour in colours.items():
        palette.setColor(which, colour)
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor("#8791A3"))
    return palette
