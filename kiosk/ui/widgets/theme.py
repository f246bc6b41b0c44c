"""Colours, sizes, fonts and the style sheet: the look of every window is decided here.

Sizes are given in units: one unit is a 1080th of the window's height, but never less than 0.74 pixels, so that the
check-in screen fits 1280×720 and is read from two metres on a large screen.  Text is at least 23 units, that is 17 px.
A person can make text up to twice as large: the unit grows with it.
"""

import re
from dataclasses import fields
from enum import IntEnum

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from kiosk import paths
from kiosk.ui.widgets.palettes import LIGHT, THEMES
from kiosk.ui.widgets.present import application
from kiosk.ui.widgets.rescale import rescale

SMALLEST_UNIT = 0.74
_DESIGN_HEIGHT = 1080


def _roles(*names: str) -> tuple[QColor, ...]:
    """The colours of these roles: of the theme in use, whichever that is."""
    return tuple(_COLOURS[name] for name in names)


_COLOURS = {each.name: QColor(getattr(LIGHT, each.name)) for each in fields(LIGHT)}
# These change in place when another theme is taken: who holds one of them paints in the theme in use.
TEAL, ON_TEAL, PALE_TEAL = _roles("teal", "on_teal", "pale_teal")
AMBER, ON_AMBER, PALE_AMBER = _roles("amber", "on_amber", "pale_amber")
RED, ON_RED, PALE_RED = _roles("red", "on_red", "pale_red")
GOOD, ON_GOOD, BAD, ON_BAD = _roles("good", "on_good", "bad", "on_bad")
WARN, ON_WARN, WARN_TEXT = _roles("warn", "on_warn", "warn_text")
NAVY, ON_NAVY, PALE_NAVY = _roles("navy", "on_navy", "pale_navy")
ACTION, ON_ACTION, MARK = _roles("action", "on_action", "mark")
PAGE, CARD, LINE, FRAME = _roles("page", "card", "line", "frame")
INK, QUIET, FAINT, EDGE, FOCUS = _roles("ink", "quiet", "faint", "edge", "focus")

_FILES = ("PretendardGOV-Regular.ttf", "PretendardGOV-Bold.ttf", "PretendardGOV-ExtraBold.ttf")
FAMILY = "Pretendard GOV"


class Weight(IntEnum):
    """The three weights that are shipped."""

    REGULAR = QFont.Weight.Normal
    BOLD = QFont.Weight.Bold
    EXTRA_BOLD = QFont.Weight.ExtraBold


TEXT_SIZES = (100, 125, 150, 200)
"""In per cent: how large text, and all that holds text, can be."""

_unit = SMALLEST_UNIT
_height_unit, _text_size = SMALLEST_UNIT, 100
_theme = "light"


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
    global _height_unit
    # In steps, so that dragging a window's edge does not restyle at every pixel.
    _height_unit = max(SMALLEST_UNIT, round(height / _DESIGN_HEIGHT, 2))
    return _take_unit()


def use_text_size(per_cent: int) -> bool:
    """Make text, and all that is measured with it, so large (100: as designed); True when sizes changed."""
    global _text_size
    _text_size = per_cent
    return _take_unit()


def use_theme(name: str) -> bool:
    """Take the colours of ``light``, ``dark`` or ``contrast`` everywhere at once; True when that changed any."""
    global _theme
    if name == _theme:
        return False
    _theme = name
    for role, colour in _COLOURS.items():
        colour.setRgba(QColor(getattr(THEMES[name], role)).rgba())
    app = application()
    app.setPalette(_palette())
    _restyle(app)
    return True


def in_use() -> str:
    """The name of the theme in use."""
    return _theme


def text_size() -> int:
    """The size of text in use, in per cent."""
    return _text_size


def units(pixels: float) -> float:
    """How many units ``pixels`` are now."""
    return pixels / _unit


def _take_unit() -> bool:
    global _unit
    unit = _height_unit * _text_size / 100
    if unit == _unit:
        return False
    ratio, _unit = unit / _unit, unit
    rescale(ratio)
    _restyle(application())
    return True


def px(units: float) -> int:
    """``units`` in whole pixels of the present window; what has a size at all keeps at least one."""
    return max(1, round(units * _unit)) if units else 0


def font(units: float, weight: Weight = Weight.REGULAR) -> QFont:
    """The program's font, ``units`` high."""
    return font_of(px(units), weight)


def font_of(pixels: int, weight: Weight = Weight.REGULAR) -> QFont:
    """The program's font, so many ``pixels`` high.

    Its shapes are not moved to whole pixels: on Linux that takes the two horns of a bold ㅂ away at the size of a
    button, and 불 is read as 물, in names too.
    """
    chosen = QFont(FAMILY)
    chosen.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    chosen.setPixelSize(pixels)
    chosen.setWeight(QFont.Weight(weight))
    return chosen


def set_look(widget: QWidget, look: str) -> None:
    """Give ``widget`` one of the looks of the style sheet (``primary``, ``card``, ``title``, …), also later on."""
    widget.setProperty("look", look)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def icon(name: str, colour: QColor = INK) -> QIcon:
    """A picture of ours (``resources/pictures/NAME.svg``, drawn in black) in ``colour``."""
    return QIcon(_PictureEngine(name, colour))


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


class _PictureEngine(QIconEngine):
    """Paints a picture of ours when it is needed, in its colour as it is then: icons follow the theme."""

    def __init__(self, name: str, colour: QColor) -> None:
        super().__init__()
        self._name, self._colour = name, colour

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        """Paint the picture into ``rect``, faint where its button cannot be used."""
        painter.drawPixmap(rect, self.pixmap(rect.size(), mode, _state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        """The picture as pixels."""
        return picture(self._name, size.width(), FAINT if mode is QIcon.Mode.Disabled else self._colour)

    def clone(self) -> QIconEngine:
        """Another engine that paints the same.

        Qt takes it as its own without telling Python, which would destroy it at once: it is kept.
        """
        engine = _PictureEngine(self._name, self._colour)
        _CLONES.append(engine)
        return engine


_CLONES: list[QIconEngine] = []
"""Few: Qt asks for one where an icon that is in use is changed."""


def _restyle(app: QApplication) -> None:
    app.setFont(font(23))
    app.setStyleSheet(_style_sheet())


def _style_sheet() -> str:
    """``resources/theme.qss`` with its ``$colour``, ``$px(units)`` and ``$picture(name, colour)`` filled in."""
    text = paths.resource("theme.qss").read_text(encoding="utf-8")
    text = re.sub(r"\$px\(([\d.]+)\)", lambda match: f"{px(float(match[1]))}px", text)
    text = re.sub(r"\$picture\(([\w-]+), ([\w-]+)\)", lambda match: _picture_url(match[1], match[2]), text)
    return re.sub(r"\$([a-z-]+)", lambda match: _COLOURS[match[1].replace("-", "_")].name(), text)


def _picture_url(name: str, role: str) -> str:
    """The file of a picture that is near the colour of ``role``: a style sheet cannot colour one, so there are two."""
    shade = "-white" if _COLOURS[role.replace("-", "_")].lightnessF() > 0.5 else ""
    return f'url("{paths.resource("pictures").as_posix()}/{name}{shade}.svg")'


def _palette() -> QPalette:
    """Own colours everywhere: the system's dark mode must not leak into single controls."""
    role = QPalette.ColorRole
    colours = {
        role.Window: PAGE, role.WindowText: INK, role.Base: CARD, role.AlternateBase: PAGE, role.Text: INK,
        role.PlaceholderText: QUIET, role.Button: CARD, role.ButtonText: INK, role.Highlight: ACTION,
        role.HighlightedText: ON_ACTION, role.ToolTipBase: NAVY, role.ToolTipText: ON_NAVY, role.Link: GOOD,
        role.BrightText: BAD, role.Accent: GOOD,
        role.Light: CARD, role.Midlight: PAGE, role.Mid: LINE, role.Dark: EDGE, role.Shadow: QUIET,
    }  # fmt: skip
    palette = QPalette()
    for which, colour in colours.items():
        palette.setColor(which, colour)
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, FAINT)
    return palette
