"""What the tests at the door press, look for in the window, and read from the file."""

from contextlib import closing
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from kiosk.actions.event import read_event
from kiosk.core.answer_shape import answer_of
from kiosk.core.roster import Attendee
from kiosk.core.scan import Answer
from kiosk.ui.frame.main_window import MainWindow


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key) -> None:
    """Press a key wherever the focus is."""
    qtbot.keyClick(QApplication.focusWidget() or window, key)


def dialog_of(window: MainWindow, kind: type) -> QDialog:
    [dialog] = [dialog for dialog in window.findChildren(kind) if dialog.isVisible()]
    return dialog


def roster(path: Path) -> list[Attendee]:
    with closing(read_event(path)) as records:
        return records.people.all()


def scans(path: Path) -> list:
    with closing(read_event(path)) as records:
        return records.scans.newest(50)


def stored(path: Path) -> list[Answer]:
    """The answers on the disk, newest first."""
    with closing(read_event(path)) as records:
        return [answer_of(operation) for operation in records.scans.newest(50)]


def person(path: Path, name: str) -> Attendee:
    """The first person of this name on the roster."""
    with closing(read_event(path)) as records:
        return next(attendee for attendee in records.people.all() if attendee.name == name)
