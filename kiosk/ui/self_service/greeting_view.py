"""A greeting over the whole screen: symbol, words and name, as large as they fit, and never under the least letter."""

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui.check_in.answer_panel import COLOURS
from kiosk.ui.check_in.answer_text import Kind
from kiosk.ui.self_service.greeting import Greeting
from kiosk.ui.widgets import text_fit
from kiosk.ui.widgets.symbols import draw_symbol
from kiosk.ui.widgets.theme import Weight, font_of

_TITLE, _NAME, _LINE, _SYMBOL = 2.0, 3.2, 1.15, 3.6
"""Sizes in least letters; where the screen is too small for them, all shrink towards one."""
_SCALES = (1.6, 1.4, 1.2, 1.0, 0.85, 0.7, 0.6, 0.5)
_SMALLER_SYMBOLS = (0.7, 0.4, 0.0)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)


class GreetingView(QWidget):
    """Shows one ``Greeting``; ``painted`` comes after each new one was painted."""

    painted = Signal()

    def __init__(self, greeting: Greeting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._greeting, self._letter, self._is_new = greeting, 40, False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def greeting(self) -> Greeting:
        """What is shown now."""
        return self._greeting

    def use_letter(self, pixels: int) -> None:
        """Take the font size below which nothing may be written."""
        self._letter = pixels
        self.update()

    def greet(self, greeting: Greeting) -> None:
        """Show ``greeting``; a screen reader says it too."""
        self._greeting, self._is_new = greeting, True
        self.setAccessibleName(greeting.title)
        self.setAccessibleDescription(greeting.spoken)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, greeting.spoken))
        self.update()

    def fonts(self) -> list[tuple[str, QFont]]:
        """Every text there is, from top to bottom, with the font it is painted in."""
        shown, (scale, _side) = self._greeting, self._fitted()
        parts = (
            (shown.title, _TITLE, Weight.EXTRA_BOLD),
            (shown.name, _NAME, Weight.EXTRA_BOLD),
            (shown.line, _LINE, Weight.BOLD),
        )
        return [(text, self._font(text, size * scale, weight)) for text, size, weight in parts if text]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the symbol and the texts, all of them in the middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        background, text, shape, sign, _strip = COLOURS[self._greeting.kind]
        painter.fillRect(self.rect(), background)
        (_scale, side), fonts, gap, room = self._fitted(), self.fonts(), self._gap(), self._room()
        heights = [text_fit.text_height(font, words, room.width()) for words, font in fonts]
        top = room.top() + (room.height() - side - sum(heights) - gap * len(fonts)) // 2
        box = QRectF(room.center().x() - side / 2, top, side, side)
        if side:
            draw_symbol(painter, self._greeting.symbol, box, shape, sign)
        top += side
        painter.setPen(text)
        for (words, font), height in zip(fonts, heights, strict=True):
            top += gap
            painter.setFont(font)
            painter.drawText(QRect(room.left(), top, room.width(), height), _CENTRE, words)
            top += height
        painter.end()
        if self._is_new:
            self._is_new = False
            self.painted.emit()

    def _room(self) -> QRect:
        return self.rect().adjusted(self._letter, self._gap(), -self._letter, -self._gap())

    def _gap(self) -> int:
        return round(self._letter * 0.45)

    def _side(self, scale: float) -> int:
        return round(self._letter * _SYMBOL * scale * (1.2 if self._greeting.kind is Kind.IDLE else 1))

    def _fitted(self) -> tuple[float, int]:
        """The largest scale at which everything finds place, and the symbol's side.

        The words shrink first, but not under the least letter; then the symbol gives way.
        """
        height = self._room().height()
        for scale in _SCALES:
            if self._words_at(scale) + self._side(scale) <= height:
                return scale, self._side(scale)
        rest = height - self._words_at(_SCALES[-1])
        sides = [round(self._side(_SCALES[-1]) * factor) for factor in _SMALLER_SYMBOLS]
        return _SCALES[-1], next((side for side in sides if side <= rest), 0)

    def _words_at(self, scale: float) -> int:
        """The height of all texts."""
        shown, width = self._greeting, self._room().width()
        parts = ((shown.title, _TITLE), (shown.name, _NAME), (shown.line, _LINE))
        texts = [(text, self._font(text, size * scale, Weight.EXTRA_BOLD)) for text, size in parts if text]
        return sum(text_fit.text_height(font, text, width) + self._gap() for text, font in texts)

    def _font(self, text: str, letters: float, weight: Weight) -> QFont:
        """A font of so many least letters, smaller where a word would not fit the width; never under one."""
        font = font_of(max(self._letter, round(self._letter * letters)), weight)
        width = self._room().width()
        longest = max((QFontMetrics(font).horizontalAdvance(word) for word in text.split()), default=0)
        if longest > width > 0:
            font.setPixelSize(max(self._letter, int(font.pixelSize() * width / longest)))
        return font
