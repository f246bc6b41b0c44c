"""The answer while another screen or a dialog is in front: nobody may scan into silence."""

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.ui.check_in.answer_panel import COLOURS
from kiosk.ui.check_in.answer_text import SECONDS_SHOWN, Shown
from kiosk.ui.widgets import theme
from kiosk.ui.widgets.present import present
from kiosk.ui.widgets.symbols import draw_symbol
from kiosk.ui.widgets.theme import Weight, px

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class AnswerBand(QWidget):
    """A band along the top of the window in the answer's colour: symbol, word and name.

    ``answer_painted`` tells the verdict given with an answer, where the panel cannot because it is hidden.
    """

    answer_painted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown: Shown | None = None
        self._verdict = ""
        self._hiding = QTimer(self, singleShot=True)
        self._hiding.timeout.connect(self.hide)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def shown(self) -> Shown | None:
        """What the band shows; None while it is hidden."""
        return None if self.isHidden() else self._shown

    def show_answer(self, shown: Shown, verdict: str = "") -> None:
        """Show ``shown`` for as long as the panel would."""
        self._shown, self._verdict = shown, verdict
        self.setAccessibleName(shown.spoken)
        self.setGeometry(0, 0, present(self.parentWidget()).width(), px(96))
        self.show()
        self.raise_()
        self.update()
        self._hiding.stop()
        if shown.kind in SECONDS_SHOWN:
            self._hiding.start(SECONDS_SHOWN[shown.kind] * 1000)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the band."""
        if self._shown is None:
            return
        background, text, shape, sign, _strip = COLOURS[self._shown.kind]
        painter = QPainter(self)
        painter.fillRect(self.rect(), background)
        size, left = px(60), px(36)
        draw_symbol(painter, self._shown.symbol, QRectF(left, (self.height() - size) / 2, size, size), shape, sign)
        painter.setPen(text)
        left += size + px(24)
        for part, font in ((self._shown.word, theme.font(42, Weight.EXTRA_BOLD)), (self._line(), theme.font(34))):
            painter.setFont(font)
            room = self.rect().adjusted(left, 0, -px(24), 0)
            metrics = QFontMetrics(font)
            painter.drawText(room, _LEFT, metrics.elidedText(part, Qt.TextElideMode.ElideRight, room.width()))
            left += metrics.horizontalAdvance(part) + px(36)
        painter.end()
        if self._verdict:
            verdict, self._verdict = self._verdict, ""
            self.answer_painted.emit(verdict)

    def _line(self) -> str:
        marks = (mark.text for mark in present(self._shown).marks)
        return "  ·  ".join(filter(None, (present(self._shown).name, *marks, present(self._shown).message)))
