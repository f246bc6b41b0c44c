"""The board as a screen of the window: the figures as they stand, and the way to those who have not come."""

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from kiosk.core.board import Board
from kiosk.errors import KioskError
from kiosk.ui.board.board_feed import feed_of
from kiosk.ui.board.board_view import BoardView
from kiosk.ui.board.devices import devices_part
from kiosk.ui.board.not_here_dialog import NotHereDialog
from kiosk.ui.board.roll_call_dialog import RollCallDialog
from kiosk.ui.services.backups import Backups
from kiosk.ui.services.desk import Desk
from kiosk.ui.widgets import page
from kiosk.ui.widgets.dialogs import open_dialog
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.ui.widgets.screen_head import ScreenHead, screen_column
from kiosk.ui.widgets.scrolling import scrolled
from kiosk.words.board import headline
from kiosk.words.catalogue import _


class BoardScreen(Retranslated, QWidget):
    """Looks only while it is seen."""

    def __init__(self, desk: Desk, keeping: Backups | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self._keeping = desk, keeping
        self._feed = feed_of(desk)
        self.notice, self.view = page.Notice(), BoardView(desk.zone, with_devices=True)
        self._title, self._line = page.text("title", wrap=False), page.text("hint")
        self.not_here, self.roll_call, self.as_tables = page.button("primary"), page.button(), page.button()
        self.as_tables.setCheckable(True)
        self._lay_out()
        self.as_tables.toggled.connect(self.view.show_as_tables)
        self.not_here.clicked.connect(self.open_not_here)
        self.roll_call.clicked.connect(self.open_roll_call)
        self._feed.read.connect(self._on_read)
        self._feed.failed.connect(self._on_failed)
        desk.prints.changed.connect(self._show_devices)
        if keeping is not None:
            keeping.changed.connect(self._show_devices)
        self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks."""
        super().showEvent(event)
        self._feed.watch(self, True)
        self.not_here.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks any more."""
        super().hideEvent(event)
        self._feed.watch(self, False)

    def open_not_here(self) -> NotHereDialog:
        """Who has not come yet."""
        return open_dialog(NotHereDialog(self.desk, self.window()))

    def open_roll_call(self) -> RollCallDialog:
        """Who is inside now."""
        return open_dialog(RollCallDialog(self.desk, self.window()))

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self._title.setText(_("Live board"))
        self.not_here.setText(_("Not here yet"))
        self.not_here.setToolTip(_("Expected people who have not arrived, with their contact details"))
        self.roll_call.setText(_("Roll-call"))
        self.roll_call.setToolTip(_("Who is inside now, by room, on the screen and on paper (F12)"))
        self.as_tables.setText(_("Show as tables"))
        self.as_tables.setToolTip(_("Show the figures of every chart as a table"))
        self.view.retranslate()
        self._show_devices()
        self._show_line()

    def _on_read(self, board: Board) -> None:
        self.notice.clear()
        self._show_line()
        self.view.setHidden(board.kept_since is not None or board.day is None)
        self.view.show_board(board)

    def _on_failed(self, trouble: KioskError) -> None:
        self.notice.trouble(self.desk.explain(trouble))

    def _show_line(self) -> None:
        board = self._feed.last
        self._line.setText(headline(board, self.desk.zone) if board is not None else _("Counting…"))

    def _show_devices(self) -> None:
        self.view.show_devices(devices_part(self.desk.prints, self._keeping))

    def _lay_out(self) -> None:
        buttons = (self.as_tables, self.roll_call, self.not_here)
        head = ScreenHead(self._title, *buttons, line=self._line, notice=self.notice)
        area = scrolled(self.view)
        self.setLayout(screen_column(head, area, fills=area))
