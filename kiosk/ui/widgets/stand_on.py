"""Where a window for others stands: on a screen of its own, or as a window on the desk's."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QWidget


def stand_on(window: QWidget, screen: QScreen, *, full: bool) -> None:
    """Show ``window`` on ``screen``: all of it, or half of it where the desk itself needs the screen."""
    window.showNormal()
    area = screen.geometry()
    if full:
        window.setGeometry(area)
        window.showFullScreen()
    else:
        window.setGeometry(QRect(area.center(), area.size() / 2).translated(-area.width() // 8, -area.height() // 8))
