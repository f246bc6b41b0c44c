"""The windows beside the one window: attendees serving themselves, the second screen, and practice."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QDialog, QMainWindow

from kiosk.ui.check_in.check_in_screen import CheckInScreen
from kiosk.ui.self_service.staff_pin import has_pin
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.device import Device
from kiosk.ui.services.staff_calls import StaffCalls
from kiosk.ui.widgets import theme
from kiosk.ui.widgets.present import application, present

if TYPE_CHECKING:
    from kiosk.ui.board.board_window import BoardWindow
    from kiosk.ui.frame.second_window import SecondWindow
    from kiosk.ui.practice.practice_window import PracticeWindow
    from kiosk.ui.self_service.self_service_window import SelfServiceWindow


@dataclass(frozen=True, slots=True)
class Place:
    """Where the second window goes: all of a screen, or a part of the desk's own."""

    screen: QScreen
    full: bool


def second_place(screens: Sequence[QScreen], desk: QScreen, wanted: str) -> Place:
    """The screen called ``wanted``, else the first that is not the desk's, else a part of the desk's."""
    others = [screen for screen in screens if screen is not desk]
    named = next((screen for screen in screens if screen.name() == wanted), None)
    chosen = named or next(iter(others), desk)
    return Place(chosen, full=chosen is not desk)


class OtherWindows(QObject):
    """Opens and closes them for the event that is open.  ``answer_painted`` comes from self-service.

    Self-service that was on when the program ended is on again when the event opens: pulling the plug of a kiosk must
    not open the desk to whoever stands before it.
    """

    answer_painted = Signal(str)
    ready = Signal()
    broken = Signal(str)

    def __init__(self, main: QMainWindow, device: Device) -> None:
        super().__init__(main)
        self._main, self._device = main, device
        self._desk: Desk | None = None
        self._check_in: CheckInScreen | None = None
        self._calls: StaffCalls | None = None
        self.self_service: SelfServiceWindow | None = None
        self.second: SecondWindow | BoardWindow | None = None
        self.practice: PracticeWindow | None = None
        self._place: Place | None = None
        self._shows_board = False
        device.changed.connect(self._fit_second)
        app = application()
        app.screenAdded.connect(self._fit_again)
        app.screenRemoved.connect(self._fit_again)

    def follow(self, desk: Desk | None, check_in: CheckInScreen | None = None, calls: StaffCalls | None = None) -> None:
        """Another event is open, or none."""
        self._end_self_service(for_good=False)
        self._end_practice()
        self._close_second()
        self._desk, self._check_in, self._calls = desk, check_in, calls
        if desk is not None:
            desk.self_service_wanted.connect(self.start_self_service)
            self._fit_second()
            if self._device.settings.self_service:
                QTimer.singleShot(0, self, self._go_on_with_self_service)

    def start_self_service(self) -> None:
        """Hide the desk, and show attendees what is theirs; nothing happens while no PIN could end it."""
        if self._desk is None or self.self_service is not None or not has_pin(self._device.settings):
            return
        from kiosk.ui.self_service.self_service_window import SelfServiceWindow  # imported late: start-up time

        for dialog in self._main.findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()
        window = self.self_service = SelfServiceWindow(
            present(self._desk), present(self._check_in), present(self._calls)
        )
        window.answer_painted.connect(self.answer_painted)
        window.left.connect(self._on_left, Qt.ConnectionType.QueuedConnection)
        window.setGeometry(self._main.screen().geometry())
        window.showFullScreen()
        self._main.hide()
        window.activateWindow()
        self._device.change(self_service=True)

    def _go_on_with_self_service(self) -> None:
        """The desk's own window is not painted then, and cannot tell that all is ready."""
        self.start_self_service()
        self.ready.emit()

    def _on_left(self) -> None:
        self._end_self_service(for_good=True)

    def _end_self_service(self, *, for_good: bool) -> None:
        window, self.self_service = self.self_service, None
        if window is None:
            return
        if for_good:
            self._device.change(self_service=False)
        self._main.show()
        window.end()
        self._main.activateWindow()

    def start_practice(self) -> None:
        """Put a copy of the event in the place of the event, with people who arrive; scans go there until it ends."""
        if self._desk is None or self.practice is not None or self.self_service is not None:
            return
        from kiosk.ui.practice.practice_window import PracticeWindow  # imported late: start-up time

        window = self.practice = PracticeWindow(self._desk)
        window.left.connect(self._end_practice, Qt.ConnectionType.QueuedConnection)
        window.broken.connect(self.broken)
        window.setMinimumSize(self._main.minimumSize())
        window.setGeometry(self._main.geometry())
        window.showMaximized() if self._main.isMaximized() else window.show()
        self._main.hide()
        window.activateWindow()

    def _end_practice(self) -> None:
        window, self.practice = self.practice, None
        if window is not None:
            self._main.show()
            theme.fit_height(self._main.height())
            window.end()
            self._main.activateWindow()

    def _fit_second(self) -> None:
        """Open, move or close the second window, as the settings say and the screens allow."""
        settings = self._device.settings
        if self._desk is None or not settings.second_window:
            self._close_second()
            return
        if self.second is not None and self._shows_board is not settings.second_board:
            self._close_second()
        place = second_place(QGuiApplication.screens(), self._main.screen(), settings.second_screen)
        second = self.second
        if second is None:
            self._shows_board = settings.second_board
            second = self.second = self._made(present(self._desk), present(self._check_in))
        elif place == self._place:
            return
        self._place = place
        second.show_on(place.screen, full=place.full)

    def _made(self, desk: Desk, check_in: CheckInScreen) -> "SecondWindow | BoardWindow":
        if self._shows_board:
            from kiosk.ui.board.board_window import BoardWindow  # imported late: most desks have no second screen

            return BoardWindow(desk)
        from kiosk.ui.frame.second_window import SecondWindow  # imported late: most desks have no second screen

        return SecondWindow(desk, check_in)

    def _fit_again(self, *_screen: object) -> None:
        """A screen was plugged in or out."""
        self._place = None
        self._fit_second()

    def _close_second(self) -> None:
        window, self.second = self.second, None
        if window is not None:
            window.end()
