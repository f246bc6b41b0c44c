"""A damaged event in the window: noticed when it is opened, made whole, opened."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kiosk.actions.desks.manage_operators import add_operator
from kiosk.actions.event import open_event, opened, read_event
from kiosk.actions.keeping.auto_backup import choose_folder, make_backup
from kiosk.core.access import Role
from kiosk.ui.events.recover_dialog import RecoverDialog
from kiosk.ui.frame.main_window import MainWindow
from kiosk.ui.services.device import Device
from tests.actions.test_recover import garbage


@pytest.fixture
def copy(device: Device, workshop: Path, tmp_path: Path) -> Path:
    """A safe copy of the workshop on the stick that the settings name."""
    stick = tmp_path / "stick"
    stick.mkdir()
    choose_folder(stick)
    device.change(copies_folder=str(stick))
    with closing(read_event(workshop)) as records:
        return make_backup(records, stick, desk_id="laptop-1", now=datetime(2024, 2, 27, tzinfo=UTC)).path


def refused(window: MainWindow, path: Path, qtbot: QtBot) -> RecoverDialog:
    """The dialog that a damaged event is answered with."""
    window.open_event(path)
    qtbot.waitUntil(lambda: window.findChild(RecoverDialog) is not None)
    assert window.desk is None
    return window.findChild(RecoverDialog)


def test_a_damaged_event_is_made_whole_and_opened(
    open_window: Callable[[Path | None], MainWindow], workshop: Path, copy: Path, qtbot: QtBot
):
    garbage(workshop, "attendee")
    window = open_window(None)
    dialog = refused(window, workshop, qtbot)
    qtbot.mouseClick(dialog.repair, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.go_on.isVisible)
    assert copy.name in dialog.notice.text()
    with qtbot.waitSignal(window.ready):
        qtbot.mouseClick(dialog.go_on, Qt.MouseButton.LeftButton)
    assert window.desk.overview.attendee_count == 84
    assert list(workshop.parent.glob("workshop.damaged-*.kiosk"))


def test_when_nothing_helps_it_is_said_and_the_file_stays(
    open_window: Callable[[Path | None], MainWindow], workshop: Path, qtbot: QtBot
):
    garbage(workshop, "op")
    content = workshop.read_bytes()
    dialog = refused(open_window(None), workshop, qtbot)
    dialog.make_whole()
    qtbot.waitUntil(lambda: "No intact backup" in dialog.notice.text())
    assert workshop.read_bytes() == content
    dialog.reject()


def test_a_line_changed_by_hand_is_told_when_the_event_opens(
    open_window: Callable[[Path | None], MainWindow], workshop: Path, qtbot: QtBot
):
    with closing(sqlite3.connect(workshop)) as plain, plain:
        plain.execute("UPDATE op SET operator = 'somebody' WHERE seq = 3")
    window = open_window(workshop)
    qtbot.waitUntil(lambda: "not as they were recorded" in window.messages.sentence)


def test_an_event_with_organisers_asks_for_the_pin_of_one(
    open_window: Callable[[Path | None], MainWindow], workshop: Path, copy: Path, qtbot: QtBot
):
    with opened(open_event(workshop)) as records:
        add_operator(records, "김하늘", Role.ORGANISER, "1357")
    garbage(workshop, "attendee")
    dialog = refused(open_window(None), workshop, qtbot)
    assert dialog.pin.isHidden()
    qtbot.mouseClick(dialog.repair, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.pin.isVisible)
    assert dialog.who.currentText() == "김하늘"
    dialog.pin.setText("0000")
    qtbot.mouseClick(dialog.repair, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "not the PIN of 김하늘" in dialog.notice.text())
    dialog.pin.setText("1357")
    qtbot.mouseClick(dialog.repair, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.go_on.isVisible)
    assert dialog.pin.isHidden()
    dialog.reject()
