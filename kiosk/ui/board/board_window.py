"""The board on the second screen: nothing of any person, no key and no focus taken."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QScreen
from PySide6.QtWidgets import QWidget

from kiosk.core.board import Board
from kiosk.ui.board.board_feed import feed_of
from kiosk.ui.board.board_view import BoardView
from kiosk.ui.services.desk import Desk
from kiosk.ui.widgets import page
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.ui.widgets.scrolling import scrolled
from kiosk.ui.widgets.stand_on import stand_on
from kiosk.words.board import headline
from kiosk.words.catalogue import _, text_of


class BoardWindow(Retranslated, QWidget):
    """Full screen on the screen it is given; a window of its own where there is no second one."""

    def __init__(self, desk: Desk) -> None:
        flags = Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowDoesNotAcceptFocus
        super().__init__(None, flags)
        self._desk, self._feed, self._may_close = desk, feed_of(desk), False
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.view = BoardView(desk.zone, with_devices=False)
        self._title, self._line = page.text("title"), page.text("heading")
        area = scrolled(self.view)
        layout = page.column(self._title, self._line, area, margins=32, spacing=14)
        layout.setStretchFactor(area, 1)
        self.setLayout(layout)
        self._feed.read.connect(self._on_read)
        self._feed.watch(self, True)
        if self._feed.last is not None:
            self._on_read(self._feed.last)
        self.retranslate()

    def show_on(self, screen: QScreen, *, full: bool) -> None:
        """Stand on ``screen``: all of it, or as a window where the desk itself needs the screen."""
        stand_on(self, screen, full=full)

    def end(self) -> None:
        """Let the window go."""
        self._may_close = True
        self._feed.watch(self, False)
        self.close()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Switched off in the settings, not by whoever passes."""
        event.setAccepted(self._may_close)

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.setWindowTitle(text_of(self._desk.details.names))
        self._title.setText(self.windowTitle())
        board = self._feed.last
        self._line.setText(headline(board, self._desk.zone) if board is not None else _("Counting…"))
        self.view.retranslate()

    def _on_read(self, board: Board) -> None:
        self._line.setText(headline(board, self._desk.zone))
        self.view.setHidden(board.kept_since is not None or board.day is None)
        self.view.show_board(board)
