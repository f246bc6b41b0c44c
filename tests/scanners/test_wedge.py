"""Scans into real widgets: each is read wherever the focus is, and leaves no trace."""

import time

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QCheckBox,
    QCompleter,
    QDialog,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
)

from kiosk.scanners.wedge import IDLE_MS
from tests.scanners.desk import (
    FOREIGN,
    OTHERS,
    SHORT,
    SPACED,
    TEXT_FIELDS,
    TICKET,
    VOWEL_FIRST,
    combo_box,
    line_edit,
    list_view,
    plain_widget,
    rich_text_edit,
    state,
)
from tests.scanners.hangul_mode import HangulMode
from tests.scanners.keyboard import compose, press, type_in_hangul_mode, type_keys


@pytest.mark.parametrize("make", TEXT_FIELDS + OTHERS)
@pytest.mark.parametrize("suffix", ["\r", "\t"])
def test_a_ticket_is_read_wherever_the_focus_is_and_leaves_no_trace(desk, make, suffix):
    widget = desk.focus(make())
    before = state(widget)
    type_keys(TICKET + suffix)
    assert desk.scanned == [TICKET]
    assert desk.unreadable == []
    assert state(widget) == before
    assert widget.hasFocus()


@pytest.mark.parametrize("make", TEXT_FIELDS + OTHERS)
def test_a_scan_without_suffix_ends_by_a_pause(desk, make, qtbot):
    widget = desk.focus(make())
    before = state(widget)
    type_keys(TICKET)
    assert desk.scanned == []
    qtbot.waitUntil(lambda: desk.scanned == [TICKET], timeout=IDLE_MS * 5)
    assert state(widget) == before


@pytest.mark.parametrize("make", TEXT_FIELDS)
@pytest.mark.parametrize("code", [TICKET, FOREIGN, SPACED])
def test_a_code_typed_in_hangul_mode_is_read_and_leaves_no_trace(desk, make, code):
    widget = desk.focus(make())
    before = state(widget)
    type_in_hangul_mode(code + "\r")
    assert desk.scanned == [code]
    assert state(widget) == before


@pytest.mark.parametrize("make", TEXT_FIELDS)
def test_a_code_in_hangul_mode_without_suffix_takes_its_last_syllable_with_it(desk, make, qtbot):
    widget = desk.focus(make())
    before = state(widget)
    type_in_hangul_mode(FOREIGN)
    qtbot.waitUntil(lambda: desk.scanned == [FOREIGN], timeout=IDLE_MS * 5)
    compose()
    assert state(widget) == before


@pytest.mark.parametrize("make", TEXT_FIELDS)
@pytest.mark.parametrize("code", [TICKET, FOREIGN])
def test_a_half_composed_syllable_from_before_the_scan_stays(desk, make, code):
    widget = desk.focus(make())
    mode = type_in_hangul_mode("rlaa")  # 김ㅁ, the last still in work
    desk.pause(IDLE_MS + 50)
    type_in_hangul_mode(code + "\r", mode)
    assert desk.scanned == [code]
    assert "김ㅁ" in state(widget)[0]
    assert len(state(widget)[0]) == len(state(make())[0]) + 2


def test_a_syllable_that_the_scan_finished_is_parted_again(desk):
    line = desk.focus(QLineEdit())
    mode = type_in_hangul_mode("rk")  # 가, which the A of the code makes 감
    desk.pause(IDLE_MS + 50)
    type_in_hangul_mode(FOREIGN + "\r", mode)
    assert desk.scanned == [FOREIGN]
    assert line.text() == "가"


def test_a_code_whose_first_letter_went_into_the_last_syllable_is_read(desk):
    line = desk.focus(QLineEdit())
    mode = type_in_hangul_mode("rlaa")  # 김ㅁ, to which the K of the code adds ㅏ
    desk.pause(IDLE_MS + 50)
    type_in_hangul_mode(VOWEL_FIRST + "\r", mode)
    assert desk.scanned == [VOWEL_FIRST]
    assert line.text() == "김ㅁ"


def test_a_half_composed_syllable_that_was_taken_back_does_not_return(desk):
    line = desk.focus(QLineEdit())
    type_in_hangul_mode("a")
    desk.pause(IDLE_MS + 50)
    compose()  # Backspace inside the input method
    type_in_hangul_mode(TICKET + "\r")
    assert desk.scanned == [TICKET]
    assert line.text() == ""


@pytest.mark.parametrize(("start", "length"), [(0, 6), (1, 3), (4, -3)])
def test_a_selection_that_the_scan_typed_over_comes_back(desk, start, length):
    line = desk.focus(QLineEdit("before"))
    line.setSelection(start, length)
    before = state(line)
    type_keys(TICKET + "\r")
    assert desk.scanned == [TICKET]
    assert state(line) == before


def test_a_selection_in_a_note_comes_back_with_its_formats_and_can_be_undone(desk):
    edit = desk.focus(rich_text_edit())
    cursor = edit.textCursor()
    cursor.setPosition(8)
    cursor.setPosition(2, QTextCursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)
    before = state(edit)
    type_keys(TICKET + "\r")
    assert state(edit) == before
    assert edit.document().isUndoAvailable()


def test_characters_outside_the_basic_plane_do_not_shift_what_comes_back(desk):
    line = desk.focus(QLineEdit("🎫🎫 before"))
    line.setSelection(2, 2)
    before = state(line)
    type_keys(TICKET + "\r")
    assert state(line) == before


def test_a_field_too_short_for_the_code_does_not_hide_it(desk):
    line = desk.focus(QLineEdit("010-0000", maxLength=13))
    type_keys(TICKET + "\r")
    assert desk.scanned == [TICKET]
    assert line.text() == "010-0000"


def test_a_scanner_that_stalls_inside_a_code_is_read_whole(desk):
    line = desk.focus(QLineEdit())
    type_keys(TICKET[:20])
    desk.pause(80)
    type_keys(TICKET[20:] + "\r")
    assert desk.scanned == [TICKET]
    assert line.text() == ""


def test_the_end_of_an_unknown_code_is_not_taken_for_a_code(desk):
    desk.focus(plain_widget())
    type_keys("https://example.com/" + FOREIGN + "\r")
    assert desk.scanned == []
    assert desk.unreadable == ["https://example.com/" + FOREIGN]


@pytest.mark.parametrize("make", [plain_widget, QPushButton, QCheckBox, list_view, combo_box])
@pytest.mark.parametrize("suffix", ["\r", "\t", "\r\r"])
def test_a_wrong_code_where_nobody_types_gets_an_answer(desk, make, suffix):
    widget = desk.focus(make())
    before = state(widget)
    type_keys("https://example.com/1 2" + suffix)
    assert desk.unreadable == ["https://example.com/1 2"]
    assert desk.scanned == []
    assert state(widget) == before
    assert widget.hasFocus()


@pytest.mark.parametrize("code", [TICKET, SPACED, "NOT A KNOWN CODE"])
def test_a_scan_never_presses_the_focused_button(desk, code):
    presses = desk.focus_button()
    type_keys(code + "\r")
    assert presses == []
    assert desk.scanned + desk.unreadable == [code]


def watch_keys(desk):
    """The keys that reach the parent of the focused widget because the widget leaves them."""
    seen = []
    window = QCoreApplication.instance().focusWidget().window()
    window.keyPressEvent = lambda event: seen.append(event.key())
    return seen


def test_the_second_half_of_a_suffix_goes_nowhere(desk):
    desk.focus(QPushButton("undo"))
    seen = watch_keys(desk)
    type_keys(TICKET + "\r\r")
    assert Qt.Key.Key_Return not in seen
    desk.pause(150)
    type_keys("\r")
    assert Qt.Key.Key_Return in seen


def test_a_short_known_code_is_read_where_nobody_types(desk):
    desk.focus(plain_widget())
    type_keys(SHORT + "\r")
    assert desk.scanned == [SHORT]


@pytest.mark.parametrize(
    ("arrives", "code"),
    [
        ("&é\"'(-è_çà&é\"'(-è_çà&é\"'(-è_çà&é\"'", TICKET),
        ('QBC&é"HQJ', FOREIGN),
        ("abc123haj", FOREIGN),
    ],
)
def test_other_layouts_and_caps_lock_are_seen_through(desk, arrives, code):
    line = desk.focus(QLineEdit())
    type_keys(arrives + "\r")
    assert desk.scanned == [code]
    assert line.text() == ""


def test_the_places_of_the_keys_help_when_no_layout_does(desk):
    line = desk.focus(QLineEdit())
    scan_codes = [38, 56, 54, 10, 11, 12, 43, 38, 44]  # A B C 1 2 3 H A J on X11
    type_keys("ФИСxyzРФО", scan_codes)
    press(Qt.Key.Key_Return, "\r", scan_code=36)
    assert desk.scanned == [FOREIGN]
    assert line.text() == ""


def test_a_scan_goes_to_the_dialog_in_front(desk, qtbot):
    desk.focus(QLineEdit("behind"))
    dialog = QDialog()
    layout = QVBoxLayout(dialog)
    line, button = QLineEdit("reason"), QPushButton("OK", default=True)
    layout.addWidget(line)
    layout.addWidget(button)
    qtbot.addWidget(dialog)
    button.clicked.connect(dialog.accept)
    desk.open(dialog)
    line.setFocus()
    type_keys(TICKET + "\r")
    assert desk.scanned == [TICKET]
    assert (line.text(), dialog.isVisible()) == ("reason", True)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_scan_over_an_open_list_of_completions_is_read(desk, qtbot):
    line = desk.focus(QLineEdit())
    line.setCompleter(QCompleter([TICKET[:3] + " Street", "Minsu"], line))
    type_keys(TICKET[:2])
    qtbot.waitUntil(lambda: line.completer().popup().isVisible())
    type_keys(TICKET[2:] + "\r")
    assert desk.scanned == [TICKET]
    assert line.text() == ""


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_scan_over_the_open_list_of_a_combo_box_is_read(desk, qtbot):
    box = desk.focus(combo_box())
    box.showPopup()
    qtbot.waitUntil(lambda: box.view().isVisible())
    type_keys(TICKET + "\r")
    assert desk.scanned == [TICKET]
    assert (box.view().isVisible(), box.view().currentIndex().row(), box.currentIndex()) == (True, 0, 0)
    box.hidePopup()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
@pytest.mark.parametrize("make", [plain_widget, line_edit])
def test_the_end_of_a_scan_fires_no_shortcut_but_a_persons_key_does(desk, qtbot, make, key):
    widget = desk.focus(make())
    fired = []
    QShortcut(key, widget.window(), lambda: fired.append(key))
    type_keys(TICKET)
    qtbot.keyClick(widget, key)
    assert (desk.scanned, fired) == ([TICKET], [])
    desk.pause(150)
    type_keys("ab")
    qtbot.keyClick(widget, key)
    assert fired == [key]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_scan_over_an_open_menu_is_read(desk, qtbot):
    desk.focus(plain_widget())
    chosen = []
    menu = QMenu()
    menu.addAction("undo", lambda: chosen.append("undo"))
    menu.addAction("block", lambda: chosen.append("block"))
    qtbot.addWidget(menu)
    menu.popup(desk.focus(plain_widget()).mapToGlobal(menu.pos()))
    qtbot.waitUntil(menu.isVisible)
    type_keys(TICKET + "\r")
    menu.close()
    assert desk.scanned == [TICKET]
    assert chosen == []


def test_keys_that_a_widget_leaves_to_its_parents_count_once(desk):
    desk.focus(plain_widget())
    type_keys("wrong code\r")
    assert desk.unreadable == ["wrong code"]


def test_a_window_that_was_busy_does_not_tear_a_scan_apart(desk, qtbot):
    line = desk.focus(QLineEdit())
    type_keys(TICKET[:10])
    for char in TICKET[10:] + "\r":
        key = Qt.Key.Key_Return if char == "\r" else Qt.Key(ord(char))
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, char)
        QCoreApplication.postEvent(line, event)
    time.sleep(IDLE_MS / 1000 + 0.05)
    qtbot.waitUntil(lambda: desk.scanned == [TICKET])
    assert line.text() == ""


def test_a_widget_that_goes_away_in_the_middle_of_a_scan_is_no_trouble(desk, qtbot):
    line = desk.focus(QLineEdit())
    type_keys(TICKET)
    line.deleteLater()
    qtbot.waitUntil(lambda: desk.scanned == [TICKET], timeout=IDLE_MS * 5)


def test_a_digit_sent_twice_within_the_systems_clock_is_no_held_key(desk):
    line = desk.focus(QLineEdit())
    for char, repeats in zip(TICKET, [False, True] * 17, strict=True):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key(ord(char)), Qt.KeyboardModifier.NoModifier, char, repeats)
        QCoreApplication.sendEvent(line, event)
    type_keys("\r")
    assert desk.scanned == [TICKET]
    assert line.text() == ""


def test_two_scans_one_after_the_other_are_two(desk):
    desk.focus(QLineEdit())
    type_keys(TICKET + "\r" + FOREIGN + "\r")
    assert desk.scanned == [TICKET, FOREIGN]


def test_text_that_an_input_method_replaces_is_not_counted_twice(desk):
    line = desk.focus(QLineEdit())
    event = QInputMethodEvent()
    event.setCommitString("ABC999")
    QCoreApplication.sendEvent(line, event)
    event = QInputMethodEvent()
    event.setCommitString("123HAJ", -3, 3)
    QCoreApplication.sendEvent(line, event)
    type_keys("\r")
    assert desk.scanned == [FOREIGN]
    assert line.text() == ""


def test_after_closing_nothing_is_read(desk):
    line = desk.focus(QLineEdit())
    type_keys(TICKET[:10])
    desk.scanner.close()
    type_keys(TICKET[10:] + "\r")
    assert desk.scanned == []
    assert line.text() == TICKET


def test_the_automaton_gives_its_last_syllable_for_composing():
    mode = HangulMode()
    for key in "rla":
        mode.press(key)
    assert (mode.done, mode.composing) == ("", "김")
