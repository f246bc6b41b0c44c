"""One line of text that ends in "…" where it does not fit, and never pushes its neighbours."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kiosk.ui.widgets import theme
from kiosk.ui.widgets.plain import plain_tip


class ElidedLabel(QLabel):
    """Shows what ``tell`` was given, as far as there is room."""

    def __init__(
        self, look: str, parent: QWidget | None = None, *, cut: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle
    ) -> None:
        super().__init__(parent)
        self._cut = cut
        self._sentence = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        theme.set_look(self, look)

    def tell(self, sentence: str, tip: str = "") -> None:
        """Show ``sentence``; ``tip`` is what the pointer gets to read."""
        self._sentence = sentence
        self.setAccessibleName(sentence)
        self.setToolTip(plain_tip(tip))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the room there is now."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Letters became larger or smaller with the window."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        room = self.contentsRect().width() - 2 * self.margin()
        self.setText(self.fontMetrics().elidedText(self._sentence, self._cut, room))
