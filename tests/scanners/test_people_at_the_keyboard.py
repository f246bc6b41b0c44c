"""People type into the same widgets as the scanner, and keep every character and every press."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QLineEdit,
)

from kiosk.scanners.wedge import IDLE_MS, KeyboardScanner
from tests.scanners.desk import FOREIGN, SHORT, TEXT_FIELDS, TICKET, plain_widget, state
from tests.scanners.keyboard import press, type_in_hangul_mode, type_keys


@pytest.mark.parametrize("name", ["kim minsu", "01000001234", SHORT, "ABC123HA", TICKET[:-1], "a@example.com"])
@pytest.mark.parametrize("make", TEXT_FIELDS)
def test_a_person_typing_fast_keeps_every_character(desk, make, name):
    widget = desk.focus(make())
    length = len(state(widget)[0])
    type_keys(name + "\r")
    assert name in state(widget)[0]
    assert len(state(widget)[0].replace("\n", "")) == len(name) + length - state(make())[0].count("\n")
    assert desk.scanned == desk.unreadable == []


@pytest.mark.parametrize("name", ["kim minsu", SHORT, TICKET[:-1]])
def test_a_person_who_stops_to_think_keeps_every_character(desk, name):
    line = desk.focus(QLineEdit())
    type_keys(name)
    desk.pause(IDLE_MS + 50)
    assert line.text() == name
    assert desk.scanned == desk.unreadable == []


def test_a_person_composing_hangul_keeps_every_syllable(desk):
    line = desk.focus(QLineEdit())
    entered = []
    line.returnPressed.connect(lambda: entered.append(line.text()))
    type_in_hangul_mode("rlaalstn\r")
    assert entered == ["김민수"]
    assert desk.scanned == desk.unreadable == []


def test_what_a_person_types_just_before_a_scan_stays(desk):
    line = desk.focus(QLineEdit("lee "))
    line.end(False)
    type_keys("mi")
    desk.pause(80)
    type_keys(TICKET + "\r")
    assert desk.scanned == [TICKET]
    assert line.text() == "lee mi"


def test_a_reader_that_forgives_prefixes_does_not_cost_a_person_their_text(qtbot, desk):
    desk.scanner.close()
    desk.scanner = KeyboardScanner(lambda text: TICKET if text.endswith(TICKET) else None)
    desk.scanner.scanned.connect(desk.scanned.append)
    line = desk.focus(QLineEdit())
    type_keys("mi")
    desk.pause(80)
    type_keys("]Q1" + TICKET + "\r")
    assert desk.scanned == [TICKET]
    assert line.text() == "mi"


@pytest.mark.parametrize("keys", [" ", "  ", "   "])
def test_a_person_presses_a_focused_button_with_space(desk, keys):
    presses = desk.focus_button()
    type_keys(keys)
    assert len(presses) == len(keys)


@pytest.mark.parametrize("keys", ["\r", " \r", "ab\r"])
def test_a_person_presses_a_focused_button_with_enter(desk, keys):
    presses = desk.focus_button()
    type_keys(keys)
    assert len(presses) == keys.count(" ") + 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Backspace, Qt.Key.Key_Left, Qt.Key.Key_Home, Qt.Key.Key_Escape])
def test_a_person_editing_ends_the_line(desk, key):
    desk.focus(QLineEdit("before"))
    type_keys(FOREIGN[:4])
    press(key)
    type_keys(FOREIGN[4:] + "\r")
    assert desk.scanned == []


def test_a_click_ends_the_line(desk, qtbot):
    line = desk.focus(QLineEdit("before"))
    type_keys(FOREIGN[:4])
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    type_keys(FOREIGN[4:] + "\r")
    assert desk.scanned == []
    assert set(FOREIGN) <= set(line.text())


def test_a_held_key_is_a_person(desk):
    desk.focus(plain_widget())
    widget = QCoreApplication.instance().focusWidget()
    for _ in range(9):
        repeat = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier, "1", True)
        QCoreApplication.sendEvent(widget, repeat)
    type_keys("\r")
    assert desk.unreadable == []


def test_shortcuts_with_control_are_no_part_of_a_line(desk):
    desk.focus(plain_widget())
    for char in "abcdef":
        press(QKeySequence(char)[0].key(), char, Qt.KeyboardModifier.ControlModifier)
    type_keys("\r")
    assert desk.unreadable == []
