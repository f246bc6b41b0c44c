"""Event files that the system asks this running program to open."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFileOpenEvent

from kiosk.ui.frame.main_window import MainWindow


class FileOpener(QObject):
    """Opens the event file that the system hands to the running program: macOS does so for a double click."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a request to open a file; everything else goes its way."""
        if not isinstance(event, QFileOpenEvent):
            return super().eventFilter(watched, event)
        self._window.open_event(Path(event.file()))
        return True
