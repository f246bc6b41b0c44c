"""The light of printing on the check-in screen: absent while all is well, and never in the way of a scan."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QWidget

from kiosk.core.print_job import State
from kiosk.ui.printing.print_texts import news
from kiosk.ui.services.print_desk import PrintDesk
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.picture import Picture
from kiosk.ui.widgets.plain import plain_tip
from kiosk.ui.widgets.present import present
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.words.catalogue import _


class PrintLight(Retranslated, QFrame):
    """A symbol and a few words: quiet while badges are under way, red when somebody has to look.  A click leads to the
    queue.
    """

    wanted = Signal(str)

    def __init__(self, prints: PrintDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prints = prints
        self._was = ""
        self._sign, self._text = Picture("tick", 26, theme.GOOD), page.text(wrap=False)
        self.setLayout(page.row(self._sign, self._text, spacing=10))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        prints.changed.connect(self.retranslate)
        self.retranslate()

    @property
    def text(self) -> str:
        """What the light says; empty while it is absent."""
        return "" if self.isHidden() else self._text.text()

    def retranslate(self) -> None:
        """Show how printing stands, in the language in use."""
        told = news(self._prints)
        counts = self._prints.queue.counts
        under_way = counts.get(State.QUEUED, 0) + counts.get(State.SENT, 0)
        self.setVisible(bool(told or under_way))
        if told:
            self._show(told[0].words, "\n".join(one.sentence for one in told), "warning", told[0].is_trouble)
        elif under_way:
            words = _("Printing {count}").format(count=under_way)
            self._show(words, _("On the way to the printer: {count}.").format(count=under_way), "print")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lead to the queue."""
        super().mouseReleaseEvent(event)
        self.wanted.emit("printing")

    def _show(self, words: str, sentences: str, picture: str, is_trouble: bool = False) -> None:
        look, colour = ("light-lost", theme.AMBER) if is_trouble else ("light", theme.GOOD)
        theme.set_look(self, look)
        theme.set_look(self._text, look)
        self._sign.show_picture(picture, colour)
        self._text.setText(words)
        self.setToolTip(plain_tip(sentences))
        self.setAccessibleName(f"{words}. {sentences}")
        present(self.layout()).setContentsMargins(theme.px(14), 0, theme.px(14), 0)
        if is_trouble and words != self._was:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleName()))
        self._was = words
