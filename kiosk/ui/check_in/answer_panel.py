"""The huge answer: read from two metres, told apart by word, symbol, stripe and colour.

It is painted as a whole, so that the name takes all the room there is.  It is also where the focus rests: a plain
widget takes part in no input method, so a scanner's keys arrive as they are pressed.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui.check_in.answer_text import Kind, Shown
from kiosk.ui.widgets import text_fit, theme
from kiosk.ui.widgets.symbols import Symbol, draw_symbol
from kiosk.ui.widgets.theme import Weight, px

COLOURS = {
    Kind.IDLE: (theme.CARD, theme.INK, theme.NAVY, theme.NAVY, theme.PAGE),
    Kind.DONE: (theme.TEAL, theme.ON_TEAL, theme.ON_TEAL, theme.TEAL, theme.PALE_TEAL),
    Kind.ATTENTION: (theme.AMBER, theme.ON_AMBER, theme.ON_AMBER, theme.AMBER, theme.PALE_AMBER),
    Kind.REFUSED: (theme.RED, theme.ON_RED, theme.ON_RED, theme.RED, theme.PALE_RED),
    Kind.ALARM: (QColor("#000000"), QColor("#FFFFFF"), theme.AMBER, QColor("#000000"), theme.AMBER),
    Kind.NEUTRAL: (theme.NAVY, theme.ON_NAVY, theme.ON_NAVY, theme.NAVY, theme.PAGE),
}
"""By kind: background, text, the symbol's shape, the sign in it, the strip at the bottom."""
MARGIN, RADIUS, STRIPE = 60, 26, 22
_NAME_SIZE, _SMALLEST_NAME = 148, 76


class AnswerPanel(QWidget):
    """Shows one ``Shown`` at a time.  ``painted`` comes after each new one was painted."""

    painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = Shown(Kind.IDLE, Symbol.SCAN, "")
        self._is_new = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def shown(self) -> Shown:
        """What is shown now."""
        return self._shown

    def show_answer(self, shown: Shown, *, announce: bool = True) -> None:
        """Show ``shown`` from the next paint on; a screen reader says it too."""
        self._shown = shown
        self._is_new = True
        self.setAccessibleName(shown.word)
        self.setAccessibleDescription(shown.spoken)
        if announce:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, shown.spoken))
        self.update()

    def sizeHint(self) -> QSize:
        """Room for a name of ordinary length."""
        return QSize(px(1000), px(640))

    def minimumSizeHint(self) -> QSize:
        """Less than this would cut the words."""
        return QSize(px(760), px(470))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint card, stripe, head, name and strip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_card(painter)
        inner = self.rect().adjusted(px(MARGIN), px(48), -px(MARGIN), -px(48))
        if self._shown.kind is Kind.IDLE:
            self._paint_idle(painter, inner)
        else:
            below = self._paint_head(painter, inner)
            above = self._paint_strip(painter, inner)
            self._paint_person(painter, QRect(inner.left(), below, inner.width(), above - below))
        painter.end()
        if self._is_new:
            self._is_new = False
            self.painted.emit()

    def _paint_card(self, painter: QPainter) -> None:
        background, text, *_ = COLOURS[self._shown.kind]
        card = QPainterPath()
        card.addRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(RADIUS), px(RADIUS))
        painter.fillPath(card, background)
        painter.save()
        painter.setClipPath(card)
        self._paint_stripe(painter, text)
        painter.restore()
        if self._shown.kind is Kind.IDLE:
            painter.setPen(QPen(theme.FOCUS if self.hasFocus() else theme.LINE, 2))
            painter.drawPath(card)
        elif self._shown.marked:
            painter.setPen(QPen(text, px(6), Qt.PenStyle.DashLine))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(px(14), px(14), -px(14), -px(14)), px(18), px(18))

    def _paint_stripe(self, painter: QPainter, colour: QColor) -> None:
        """Along the lower edge: blocks for attention, slanted bars for a refusal, along both edges for an alarm."""
        width, height, step = self.width(), px(STRIPE), px(44)
        if self._shown.kind is Kind.ATTENTION:
            for x in range(0, width, step):
                painter.fillRect(x, self.height() - height, step // 2, height, colour)
        elif self._shown.kind in (Kind.REFUSED, Kind.ALARM):
            painter.setPen(QPen(theme.AMBER if self._shown.kind is Kind.ALARM else colour, step / 3))
            edges = [self.height() - height] + ([0] if self._shown.kind is Kind.ALARM else [])
            for top in edges:
                painter.save()
                painter.setClipRect(QRect(0, top, width, height), Qt.ClipOperation.IntersectClip)
                for x in range(-step, width + step, step):
                    painter.drawLine(x, top + height + step, x + height + 2 * step, top - step)
                painter.restore()

    def _paint_idle(self, painter: QPainter, inner: QRect) -> None:
        shown, size = self._shown, px(150)
        word = text_fit.fitted(shown.word, inner.width(), 76, 48)
        hint = theme.font(34)
        lines = text_fit.height(word) + (
            text_fit.text_height(hint, shown.message, inner.width()) + px(16) if shown.message else 0
        )
        top = inner.top() + (inner.height() - size - px(44) - lines) // 2
        symbol = QRectF(inner.center().x() - size / 2, top, size, size)
        draw_symbol(painter, shown.symbol, symbol, theme.NAVY, theme.NAVY)
        painter.setPen(theme.INK)
        painter.setFont(word)
        box = QRect(inner.left(), top + size + px(44), inner.width(), text_fit.height(word))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown.word)
        painter.setPen(theme.QUIET)
        painter.setFont(hint)
        below = QRect(inner.left(), box.bottom() + px(16), inner.width(), inner.bottom() - box.bottom())
        painter.drawText(below, _CENTRED_WRAPPED, shown.message)

    def _paint_head(self, painter: QPainter, inner: QRect) -> int:
        """Symbol, word and place; returns where they end."""
        shown, size = self._shown, px(132)
        _, text, shape, sign, _ = COLOURS[shown.kind]
        draw_symbol(painter, shown.symbol, QRectF(inner.left(), inner.top(), size, size), shape, sign)
        left, width = inner.left() + size + px(34), inner.width() - size - px(34)
        word, place = text_fit.fitted(shown.word, width, 76, 44), theme.font(32)
        height = text_fit.height(word) + (text_fit.height(place) if shown.place else 0)
        top = inner.top() + (size - height) // 2
        painter.setPen(text)
        painter.setFont(word)
        painter.drawText(QRect(left, top, width, text_fit.height(word)), _LEFT, shown.word)
        painter.setFont(place)
        line = QFontMetrics(place).elidedText(shown.place, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRect(left, top + text_fit.height(word), width, text_fit.height(place)), _LEFT, line)
        return inner.top() + size

    def _paint_strip(self, painter: QPainter, inner: QRect) -> int:
        """What it means and what to do, on a pale strip at the bottom; returns where it begins."""
        shown = self._shown
        if not shown.message:
            return inner.bottom()
        pad, aside = px(28), theme.font(28)
        room = inner.width() - 2 * pad
        aside_width = QFontMetrics(aside).horizontalAdvance(shown.aside) + px(40) if shown.aside else 0
        message = theme.font(34, Weight.BOLD)
        height = max(px(92), text_fit.text_height(message, shown.message, room - aside_width) + px(36))
        strip = QRect(inner.left(), inner.bottom() - height + px(6), inner.width(), height)
        path = QPainterPath()
        path.addRoundedRect(QRectF(strip), px(16), px(16))
        painter.fillPath(path, COLOURS[shown.kind][4])
        painter.setPen(theme.INK)
        painter.setFont(message)
        painter.drawText(strip.adjusted(pad, 0, -pad - aside_width, 0), _LEFT_WRAPPED, shown.message)
        painter.setFont(aside)
        painter.drawText(strip.adjusted(pad, 0, -pad, 0), _RIGHT, shown.aside)
        return strip.top()

    def _paint_person(self, painter: QPainter, box: QRect) -> None:
        """Name and details in the middle of what is left, and the note under them."""
        shown = self._shown
        if not shown.name:
            return
        details, note = theme.font(36), theme.font(30, Weight.BOLD)
        detail_lines = text_fit.lines(details, shown.details, box.width(), 2)
        note_lines = text_fit.lines(note, shown.note, box.width() - px(90), 2)
        below = (
            len(detail_lines) * text_fit.height(details)
            + len(note_lines) * text_fit.height(note)
            + (px(32) if note_lines else 0)
        )
        name = text_fit.fitted(
            shown.name, box.width(), min(_NAME_SIZE, (box.height() - below) / px(100) * 78), _SMALLEST_NAME
        )
        name_lines = text_fit.lines(name, shown.name, box.width(), 2)
        top = box.top() + (box.height() - len(name_lines) * text_fit.height(name) - below) // 2
        painter.setPen(COLOURS[shown.kind][1])
        for font, lines in ((name, name_lines), (details, detail_lines)):
            top = text_fit.paint_lines(painter, font, lines, box.left(), top)
        if note_lines:
            self._paint_note(painter, note, note_lines, box.left(), top + px(16))

    def _paint_note(self, painter: QPainter, font: QFont, lines: Sequence[str], left: int, top: int) -> None:
        """What the organiser wants the desk to know, with the sign of a note."""
        size, width = px(34), max(QFontMetrics(font).horizontalAdvance(line) for line in lines)
        pill = QRect(left, top, width + px(90), len(lines) * text_fit.height(font) + px(16))
        path = QPainterPath()
        path.addRoundedRect(QRectF(pill), px(12), px(12))
        painter.fillPath(path, theme.NAVY)
        painter.drawPixmap(left + px(18), pill.center().y() - size // 2, theme.picture("note", size, theme.AMBER))
        painter.setPen(theme.ON_NAVY)
        text_fit.paint_lines(painter, font, lines, left + px(66), top + px(8))


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT_WRAPPED = int(_LEFT) | int(Qt.TextFlag.TextWordWrap)
_CENTRED_WRAPPED = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
