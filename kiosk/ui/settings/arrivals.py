"""What scanners send, as it arrives: for whoever sets one up."""

import re

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QListWidget, QWidget

from kiosk.core.codes.devices import Source, with_controls_shown
from kiosk.ui.services.scanner_news import ScannerNews
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.words.catalogue import _
from kiosk.words.scanners import name_of

_MOST = 20
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")


class Arrivals(Retranslated, QWidget):
    """The last codes with their control characters, and whether this event knows them.

    While it is on the screen nobody is checked in: somebody tries out a scanner with a real ticket.  What arrives is
    shown and forgotten, never kept and never logged.
    """

    def __init__(self, news: ScannerNews, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._news = news
        self._heading, self._notice = page.text("heading"), page.text("attention")
        self.list = QListWidget()
        self.list.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.list.setWordWrap(True)
        self.list.setFixedHeight(theme.px(165))
        self.list.setSpacing(theme.px(3))
        news.arrived.connect(self._on_arrived)
        self.setLayout(page.column(self._heading, self._notice, self.list, spacing=8))
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self._heading.setText(_("Test: what the scanner sends"))
        self._notice.setText(_("While this page is open, codes are only shown here and nobody is checked in."))
        self.list.setAccessibleName(self._heading.text())

    def showEvent(self, event: QShowEvent) -> None:
        """From now on codes are only tried out."""
        super().showEvent(event)
        self._news.testing = True

    def hideEvent(self, event: QHideEvent) -> None:
        """From now on codes count again."""
        super().hideEvent(event)
        self._news.testing = False
        self.list.clear()

    def _on_arrived(self, source: Source, text: str) -> None:
        if not self.isVisible():
            return
        known = any(self._news.recognise(part) for part in _CONTROLS.split(text) if part)
        meaning = _("looks like a code of this event") if known else _("not a code of this event")
        self.list.insertItem(0, f"{name_of(source)}:  {with_controls_shown(text)}  →  {meaning}")
        while self.list.count() > _MOST:
            self.list.takeItem(_MOST)
