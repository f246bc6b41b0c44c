"""Texts fitted into the room there is: smaller, on more lines, and only then cut."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from kiosk.ui.widgets import theme
from kiosk.ui.widgets.theme import Weight


def fitted(text: str, width: int, units: float, smallest: float) -> QFont:
    """The boldest font in which ``text`` takes no more than ``width`` pixels; never under ``smallest`` units."""
    wanted = QFontMetrics(theme.font(units, Weight.EXTRA_BOLD)).horizontalAdvance(text)
    if wanted > width:
        units = max(smallest, units * width / wanted * 0.99)
    return theme.font(units, Weight.EXTRA_BOLD)


def lines(font: QFont, text: str, width: int, most: int) -> list[str]:
    """``text`` in at most so many lines, broken between words; what does not fit then ends in "…"."""
    done: list[str] = []
    metrics, words = QFontMetrics(font), text.split(" ") if text else []
    while words and len(done) < most - 1:
        count = 1
        while count < len(words) and metrics.horizontalAdvance(" ".join(words[: count + 1])) <= width:
            count += 1
        done.append(" ".join(words[:count]))
        words = words[count:]
    done += [" ".join(words)] if words else []
    return [metrics.elidedText(line.strip(), Qt.TextElideMode.ElideRight, width) for line in done]


def paint_lines(painter: QPainter, font: QFont, texts: Sequence[str], left: int, top: int) -> int:
    """Paint lines one below the other; returns where they end."""
    painter.setFont(font)
    metrics = QFontMetrics(font)
    for line in texts:
        painter.drawText(left, top + metrics.ascent(), line)
        top += metrics.height()
    return top


def height(font: QFont) -> int:
    """Pixels of one line."""
    return QFontMetrics(font).height()


def text_height(font: QFont, text: str, width: int) -> int:
    """Pixels that ``text`` takes when it is wrapped at ``width`` pixels."""
    return QFontMetrics(font).boundingRect(QRect(0, 0, width, 10_000), int(Qt.TextFlag.TextWordWrap), text).height()
