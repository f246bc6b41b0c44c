"""Below the name in an answer: whom the desk has before it, what they need, and what the organiser noted."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath

from kiosk.ui.check_in.answer_text import Shown
from kiosk.ui.widgets import text_fit, theme
from kiosk.ui.widgets.theme import Weight

_SIGN, _BEFORE_SIGN, _BEFORE_TEXT, _BESIDE = 34, 18, 66, 90
_PAD, _GAP, _ABOVE, _ROUND = 8, 14, 16, 12
_NOTE_LINES = 2


class Pills:
    """The marks of ``shown`` in one row, each a sign with its words, and the note under them."""

    def __init__(self, shown: Shown, scale: float = 1.0) -> None:
        self._shown, self._scale = shown, scale
        self._font: QFont = theme.font(30 * scale, Weight.BOLD)
        self._metrics = QFontMetrics(self._font)

    def height(self, width: int) -> int:
        """Pixels that they take, with the space above them."""
        rows = [1] * bool(self._shown.marks) + [len(self._note_lines(width))] * bool(self._shown.note)
        return sum(self._px(_ABOVE) + self._pill_height(lines) for lines in rows)

    def paint(self, painter: QPainter, left: int, top: int, width: int) -> None:
        """Paint them below ``top``."""
        if self._shown.marks:
            self._paint_marks(painter, left, top + self._px(_ABOVE), width)
            top += self._px(_ABOVE) + self._pill_height(1)
        if self._shown.note:
            lines = self._note_lines(width)
            self._paint_pill(painter, "note", lines, left, top + self._px(_ABOVE))

    def _paint_marks(self, painter: QPainter, left: int, top: int, width: int) -> None:
        """Side by side; where they are too long for the width, each is cut to its share."""
        marks, gap, beside = self._shown.marks, self._px(_GAP), self._px(_BESIDE)
        share = (width - gap * (len(marks) - 1)) // len(marks) - beside
        wanted = sum(self._metrics.horizontalAdvance(mark.text) + beside + gap for mark in marks) - gap
        for mark in marks:
            cut = self._metrics.elidedText(mark.text, Qt.TextElideMode.ElideRight, share)
            text = mark.text if wanted <= width else cut
            left = self._paint_pill(painter, mark.picture, [text], left, top) + gap

    def _paint_pill(self, painter: QPainter, picture: str, lines: Sequence[str], left: int, top: int) -> int:
        """Returns where the pill ends."""
        width = max(map(self._metrics.horizontalAdvance, lines)) + self._px(_BESIDE)
        pill, size, path = QRect(left, top, width, self._pill_height(len(lines))), self._px(_SIGN), QPainterPath()
        path.addRoundedRect(QRectF(pill), self._px(_ROUND), self._px(_ROUND))
        painter.fillPath(path, theme.NAVY)
        sign = theme.picture(picture, size, theme.AMBER)
        painter.drawPixmap(left + self._px(_BEFORE_SIGN), pill.center().y() - size // 2, sign)
        painter.setPen(theme.ON_NAVY)
        text_fit.paint_lines(painter, self._font, lines, left + self._px(_BEFORE_TEXT), top + self._px(_PAD))
        return left + width

    def _note_lines(self, width: int) -> list[str]:
        return text_fit.lines(self._font, self._shown.note, width - self._px(_BESIDE), _NOTE_LINES)

    def _pill_height(self, lines: int) -> int:
        return lines * text_fit.height(self._font) + 2 * self._px(_PAD)

    def _px(self, units: float) -> int:
        return theme.px(units * self._scale)
