"""The huge answer: read from two metres, told apart by word, symbol, stripe and colour.

It is painted as a whole, so that the name takes all the room there is.  It is also where the focus rests: a plain
widget takes part in no input method, so a scanner's keys arrive as they are pressed.
"""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui.check_in.answer_pills import Pills
from kiosk.ui.check_in.answer_text import Kind, Shown
from kiosk.ui.widgets import text_fit, theme
from kiosk.ui.widgets.symbols import Symbol, draw_symbol
from kiosk.ui.widgets.theme import Weight, px

COLOURS = {
    Kind.IDLE: (theme.CARD, theme.INK, theme.MARK, theme.MARK, theme.PAGE),
    Kind.DONE: (theme.TEAL, theme.ON_TEAL, theme.ON_TEAL, theme.TEAL, theme.PALE_TEAL),
    Kind.ATTENTION: (theme.AMBER, theme.ON_AMBER, theme.ON_AMBER, theme.AMBER, theme.PALE_AMBER),
    Kind.REFUSED: (theme.RED, theme.ON_RED, theme.ON_RED, theme.RED, theme.PALE_RED),
    Kind.ALARM: (QColor("#000000"), QColor("#FFFFFF"), theme.AMBER, QColor("#000000"), theme.AMBER),
    Kind.NEUTRAL: (theme.NAVY, theme.ON_NAVY, theme.ON_NAVY, theme.NAVY, theme.PAGE),
}
"""By kind: background, text, the symbol's shape, the sign in it, the strip at the bottom."""
MARGIN, RADIUS, STRIPE = 60, 26, 22
_NAME_SIZE, _SMALLEST_NAME = 148, 76
_SCALES = (1.0, 0.9, 0.8, 0.72, 0.64, 0.57, 0.5, 0.44)


class AnswerPanel(QWidget):
    """Shows one ``Shown`` at a time.  ``painted`` comes after each new one was painted, ``entered`` with Enter."""

    painted = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = Shown(Kind.IDLE, Symbol.SCAN, "")
        self._is_new, self._scale = False, 1.0
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes what the answer offers; every other key goes on to the window."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Room for a name of ordinary length."""
        return QSize(px(1000), px(640))

    def minimumSizeHint(self) -> QSize:
        """Less than this would cut the words."""
        return QSize(px(640), px(320))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint card, stripe, head, name and strip."""
        self._scale = self._fitting_scale()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_card(painter)
        inner = self._inner()
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
        card.addRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), self._px(RADIUS), self._px(RADIUS))
        painter.fillPath(card, background)
        painter.save()
        painter.setClipPath(card)
        self._paint_stripe(painter, text)
        painter.restore()
        if self._shown.kind is Kind.IDLE:
            painter.setPen(QPen(theme.FOCUS if self.hasFocus() else theme.LINE, 2))
            painter.drawPath(card)
        else:
            painter.setPen(QPen(theme.FRAME, 2))
            painter.drawPath(card)
        if self._shown.marked:
            gap, radius = self._px(14), self._px(18)
            painter.setPen(QPen(text, self._px(6), Qt.PenStyle.DashLine))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(gap, gap, -gap, -gap), radius, radius)

    def _paint_stripe(self, painter: QPainter, colour: QColor) -> None:
        """Along the lower edge: blocks for attention, slanted bars for a refusal, along both edges for an alarm."""
        width, height, step = self.width(), self._px(STRIPE), self._px(44)
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
        shown, size = self._shown, self._px(150)
        word = self._fitted(shown.word, inner.width(), 76, 48)
        hint = self._font(34)
        lines = text_fit.height(word) + (
            text_fit.text_height(hint, shown.message, inner.width()) + self._px(16) if shown.message else 0
        )
        top = inner.top() + (inner.height() - size - self._px(44) - lines) // 2
        symbol = QRectF(inner.center().x() - size / 2, top, size, size)
        draw_symbol(painter, shown.symbol, symbol, theme.MARK, theme.MARK)
        painter.setPen(theme.INK)
        painter.setFont(word)
        box = QRect(inner.left(), top + size + self._px(44), inner.width(), text_fit.height(word))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown.word)
        painter.setPen(theme.QUIET)
        painter.setFont(hint)
        below = QRect(inner.left(), box.bottom() + self._px(16), inner.width(), inner.bottom() - box.bottom())
        painter.drawText(below, _CENTRED_WRAPPED, shown.message)

    def _paint_head(self, painter: QPainter, inner: QRect) -> int:
        """Symbol, word and place; returns where they end."""
        shown, size = self._shown, self._px(132)
        _, text, shape, sign, _ = COLOURS[shown.kind]
        draw_symbol(painter, shown.symbol, QRectF(inner.left(), inner.top(), size, size), shape, sign)
        left, width = inner.left() + size + self._px(34), inner.width() - size - self._px(34)
        word, place = self._fitted(shown.word, width, 76, 44), self._font(32)
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
        pad, aside = self._px(28), self._font(28)
        height, aside_width = self._strip_size(inner.width())
        strip = QRect(inner.left(), inner.bottom() - height + self._px(6), inner.width(), height)
        path = QPainterPath()
        path.addRoundedRect(QRectF(strip), self._px(16), self._px(16))
        painter.fillPath(path, COLOURS[shown.kind][4])
        painter.setPen(theme.ON_AMBER if shown.kind is Kind.ALARM else theme.INK)
        painter.setFont(self._font(34, Weight.BOLD))
        painter.drawText(strip.adjusted(pad, 0, -pad - aside_width, 0), _LEFT_WRAPPED, shown.message)
        painter.setFont(aside)
        painter.drawText(strip.adjusted(pad, 0, -pad, 0), _RIGHT, shown.aside)
        return strip.top()

    def _strip_size(self, width: int) -> tuple[int, int]:
        """How high the strip is, and how much of its width the words at its right end take."""
        shown = self._shown
        aside = QFontMetrics(self._font(28)).horizontalAdvance(shown.aside) + self._px(40) if shown.aside else 0
        message, room = self._font(34, Weight.BOLD), width - 2 * self._px(28) - aside
        return max(self._px(92), text_fit.text_height(message, shown.message, room) + self._px(36)), aside

    def _paint_person(self, painter: QPainter, box: QRect) -> None:
        """Name and details in the middle of what is left, marks and note under them."""
        shown = self._shown
        if not shown.name:
            return
        details, detail_lines = self._font(36), self._detail_lines(box.width())
        below = self._height_below_name(box.width())
        largest = min(_NAME_SIZE, (box.height() - below) / self._px(100) * 78)
        name = self._fitted(shown.name, box.width(), largest, _SMALLEST_NAME)
        name_lines = text_fit.lines(name, shown.name, box.width(), 2)
        top = box.top() + (box.height() - len(name_lines) * text_fit.height(name) - below) // 2
        painter.setPen(COLOURS[shown.kind][1])
        for font, lines in ((name, name_lines), (details, detail_lines)):
            top = text_fit.paint_lines(painter, font, lines, box.left(), top)
        self._pills().paint(painter, box.left(), top, box.width())

    def _detail_lines(self, width: int) -> list[str]:
        return text_fit.lines(self._font(36), self._shown.details, width, 2)

    def _pills(self) -> Pills:
        return Pills(self._shown, self._scale)

    def _height_below_name(self, width: int) -> int:
        return len(self._detail_lines(width)) * text_fit.height(self._font(36)) + self._pills().height(width)

    # -- sizes -------------------------------------------------------------------------------------------------

    def _px(self, units: float) -> int:
        return px(units * self._scale)

    def _font(self, units: float, weight: Weight = Weight.REGULAR) -> QFont:
        return theme.font(units * self._scale, weight)

    def _fitted(self, text: str, width: int, largest: float, smallest: float) -> QFont:
        return text_fit.fitted(text, width, largest * self._scale, smallest * self._scale)

    def _inner(self) -> QRect:
        return self.rect().adjusted(self._px(MARGIN), self._px(48), -self._px(MARGIN), -self._px(48))

    def _fitting_scale(self) -> float:
        """1, or less where large text would not find place: nothing may be painted over anything else."""
        for self._scale in _SCALES:
            inner = self._inner()
            if self._least_height(inner.width()) <= inner.height():
                break
        return self._scale

    def _least_height(self, width: int) -> int:
        shown = self._shown
        if shown.kind is Kind.IDLE:
            message = text_fit.text_height(self._font(34), shown.message, width) if shown.message else 0
            return self._px(150 + 44 + 16) + text_fit.height(self._font(76, Weight.EXTRA_BOLD)) + message
        strip = self._strip_size(width)[0] if shown.message else 0
        if not shown.name:
            return self._px(132) + strip
        name = self._font(_SMALLEST_NAME, Weight.EXTRA_BOLD)
        lines = len(text_fit.lines(name, shown.name, width, 2))
        return self._px(132) + strip + lines * text_fit.height(name) + self._height_below_name(width)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT_WRAPPED = int(_LEFT) | int(Qt.TextFlag.TextWordWrap)
_CENTRED_WRAPPED = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
