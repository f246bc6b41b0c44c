"""Trouble told across the whole window until somebody takes note of it."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QWidget

from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.focus import PushButton
from kiosk.ui.widgets.picture import Picture
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.words.catalogue import _


class MessageBar(Retranslated, QFrame):
    """One sentence on red; hidden while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign, self._text, self._close = Picture("warning", 40, theme.AMBER), page.text(), PushButton()
        theme.set_look(self, "bar")
        theme.set_look(self._close, "on-red")
        layout = page.row(self._sign, self._text, self._close, spacing=20)
        layout.setStretch(1, 1)
        layout.setContentsMargins(theme.px(36), theme.px(14), theme.px(24), theme.px(14))
        self.setLayout(layout)
        self._close.clicked.connect(self.hide)
        self.retranslate()
        self.hide()

    @property
    def sentence(self) -> str:
        """What the bar says; empty while it is hidden."""
        return "" if self.isHidden() else self._text.text()

    def tell(self, sentence: str) -> None:
        """Show ``sentence`` in place of what was there."""
        self._text.setText(sentence)
        self._text.setAccessibleName(sentence)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self._close.setText(_("OK"))
