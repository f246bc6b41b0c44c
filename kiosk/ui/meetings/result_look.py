"""How the result of a meeting is shown: a colour, a sign and a word, so that no one of them is needed alone."""

from typing import NamedTuple

from PySide6.QtGui import QColor

from kiosk.core.programmes.partnering import Result
from kiosk.ui.widgets import theme


class Look(NamedTuple):
    """The sign before the word, the colour of both and the background they stand on."""

    sign: str
    ink: QColor
    ground: QColor


LOOKS = {
    Result.PLANNED: Look("○", theme.QUIET, theme.CARD),
    Result.HELD: Look("◐", theme.MARK, theme.PAGE),
    Result.MATCHED: Look("✓", theme.GOOD, theme.PALE_TEAL),
    Result.FOLLOW_UP: Look("→", theme.WARN_TEXT, theme.PALE_AMBER),
    Result.DECLINED: Look("–", theme.QUIET, theme.PAGE),
    Result.NO_SHOW: Look("×", theme.BAD, theme.PALE_RED),
}
