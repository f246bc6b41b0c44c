"""A QR code as a picture that scanners read off the screen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap

_QUIET = 4


def code_picture(modules: Sequence[Sequence[bool]], most: int) -> QPixmap:
    """Black on white whatever the theme, four light modules around, each module a whole number of pixels; no larger
    than ``most`` pixels where that is possible.
    """
    count = len(modules) + 2 * _QUIET
    size = max(1, most // count)
    picture = QPixmap(count * size, count * size)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    for y, row in enumerate(modules):
        for x, dark in enumerate(row):
            if dark:
                painter.fillRect((x + _QUIET) * size, (y + _QUIET) * size, size, size, Qt.GlobalColor.black)
    painter.end()
    return picture
