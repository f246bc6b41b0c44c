"""Names in other languages, typed in the window and shown by its screens."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kiosk.ui.frame.main_window import MainWindow
from kiosk.ui.people.roster_screen import RosterScreen
from kiosk.ui.programme.event_dialog import EventDialog
from kiosk.ui.programme.names_dialog import NamesDialog


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow) -> NamesDialog:
    details = EventDialog(window.desk, window)
    details.show()
    made = details.open_names()
    qtbot.waitUntil(lambda: made.model.rowCount() > 0)
    return made


def type_in(dialog: NamesDialog, name: str, column: str, text: str) -> None:
    model, horizontal = dialog.model, Qt.Orientation.Horizontal
    row = next(row for row in range(model.rowCount()) if model.index(row, 1).data() == name)
    place = next(place for place in range(model.columnCount()) if model.headerData(place, horizontal) == column)
    dialog.table.setCurrentIndex(model.index(row, place))
    QTest.keyClick(dialog.table, Qt.Key.Key_F2)
    editor = dialog.table.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, text)


def test_what_is_typed_for_a_name_stands_in_the_lists_and_the_filter(
    qtbot: QtBot, window: MainWindow, dialog: NamesDialog
) -> None:
    window.show_screen("people")
    people = window.findChild(RosterScreen)
    qtbot.waitUntil(lambda: people.model.rowCount() == 84)
    assert "Industry" in [people.category.itemText(place) for place in range(people.category.count())]
    type_in(dialog, "산", "English", "Companies")
    type_in(dialog, "경남테크노파크", "English", "GNTP")
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: people.category.findText("Companies") >= 0)
    shown = {people.model.index(row, 1).data() for row in range(people.model.rowCount())}
    assert "GNTP" in shown
    assert not shown & {"경남테크노파크", "Gyeongnam Technopark"}


def test_a_dialog_that_is_cancelled_says_nothing(qtbot: QtBot, window: MainWindow, dialog: NamesDialog) -> None:
    type_in(dialog, "산", "English", "Companies")
    dialog.reject()
    again = NamesDialog(window.desk, window)
    qtbot.addWidget(again)
    qtbot.waitUntil(lambda: again.model.rowCount() > 0)
    place = next(row for row in range(again.model.rowCount()) if again.model.index(row, 1).data() == "산")
    assert {again.model.index(place, column).data() for column in (2, 3)} == {""}
