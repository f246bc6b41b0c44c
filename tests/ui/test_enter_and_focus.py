"""Working by keys: Enter does what the ring promises, Tab follows the eye, the focus stays where the work is."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QTabBar,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kiosk import paths
from kiosk.ui.documents.documents_screen import DocumentsScreen
from kiosk.ui.documents.purge_dialog import PurgeDialog
from kiosk.ui.frame.main_window import MainWindow
from kiosk.ui.frame.rail import SCREENS
from kiosk.ui.programme.programme_screen import ProgrammeScreen
from kiosk.ui.settings.operators_section import OperatorsSection
from kiosk.ui.settings.settings_screen import SECTIONS, SettingsScreen
from kiosk.ui.widgets import page
from kiosk.ui.widgets.dialog import Dialog
from kiosk.ui.widgets.focus import Pressed
from tests.ui.every_dialog import dialogs
from tests.ui.reading import finish_reading

ALL_SCREENS = [*(name for name, *_rest in SCREENS), "guide", "checklist", "layouts"]


@pytest.fixture
def window(open_window: Callable[[Path], MainWindow], workshop: Path, qtbot: QtBot) -> MainWindow:
    made = open_window(workshop)
    finish_reading(qtbot, made.desk)
    return made


def deaf_to_enter(root: QWidget) -> list[str]:
    """The buttons that would take the focus and leave Enter alone."""
    found = []
    for button in root.findChildren(QWidget):
        inner = button.objectName().startswith("qt_") or isinstance(button.window(), QMessageBox)
        inner = inner or isinstance(button.parent(), QTabBar) or not button.focusPolicy() & Qt.FocusPolicy.TabFocus
        if isinstance(button, QPushButton | QToolButton) and not inner and not isinstance(button, Pressed):
            found.append(f"{type(button).__name__} {button.accessibleName() or button.text()}")
    return found


def stops(root: QWidget, start: QWidget) -> list[QWidget]:
    """What Tab comes to, from ``start`` until it is there again; of that, what stands in ``root``."""
    window = start.window()
    start.setFocus()
    found = [start]
    while window.focusNextChild() and (at := window.focusWidget()) not in found:
        found.append(at)
    return [each for each in found if each is root or root.isAncestorOf(each)]


def missed(root: QWidget, start: QWidget) -> list[str]:
    """What may be used and Tab never comes to; of a group, and of what moves by arrows, one is enough."""
    found = stops(root, start)
    return [_called(each) for each in _usable(root) if each not in found]


def _usable(root: QWidget) -> Iterator[QWidget]:
    for part in root.findChildren(QWidget):
        is_inner = part.objectName().startswith("qt_") or isinstance(part.parent(), QComboBox | QAbstractSpinBox)
        is_one_of = isinstance(part, QAbstractButton) and part.group() is not None
        takes = isinstance(part, QAbstractButton | QLineEdit | QComboBox | QAbstractSpinBox)
        can_be_used = part.isVisible() and part.isEnabled() and part.focusPolicy() != Qt.FocusPolicy.NoFocus
        if can_be_used and takes and not (is_inner or is_one_of) and part.window() is root.window():
            yield part


def against_the_eye(root: QWidget, start: QWidget) -> list[str]:
    """Where Tab goes back to what stands before, among the parts of the same whole."""
    pairs = pairwise(stops(root, start))
    return [f"{_called(a)} → {_called(b)}" for a, b in pairs if not _follows(a, b, root)]


def _called(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName() or getattr(widget, 'text', str)()}"


def _follows(a: QWidget, b: QWidget, root: QWidget) -> bool:
    above_a = [a, *_around(a, root)]
    above_b = [b, *_around(b, root)]
    common = next(widget for widget in above_a if widget in above_b)
    if common in (a, b):
        return True
    one, other = above_a[above_a.index(common) - 1], above_b[above_b.index(common) - 1]
    first, then = _place(one, common), _place(other, common)
    is_above = then.bottom() <= first.top() and then.left() < first.right()  # the next column begins at the top
    beside = then.top() < first.bottom() and first.top() < then.bottom()
    return not is_above and not (beside and then.right() <= first.left())


def _around(widget: QWidget, root: QWidget) -> Iterator[QWidget]:
    while widget is not root and (widget := widget.parentWidget()) is not None:
        yield widget


def _place(widget: QWidget, common: QWidget) -> QRect:
    return QRect(widget.mapTo(common, QPoint()), widget.size())


def test_every_button_of_every_screen_is_pressed_by_enter(window, qtbot):
    assert deaf_to_enter(window.welcome) == []
    for name in ALL_SCREENS:
        window.show_screen(name)
        finish_reading(qtbot, window.desk)
        assert deaf_to_enter(window) == [], name
    screen = window.findChild(SettingsScreen)
    for kind in SECTIONS:
        screen.show_section(kind)
        assert deaf_to_enter(window) == [], kind.__name__


def test_every_dialog_is_worked_by_keys_in_the_order_of_the_eye(window, qtbot):
    found = []
    for dialog in dialogs(window):
        dialog.open()
        qtbot.waitUntil(dialog.isVisible)
        finish_reading(qtbot, window.desk)
        name, backwards = type(dialog).__name__, against_the_eye(dialog, dialog.focusWidget() or dialog)
        found += [f"{name}: {fault}" for fault in deaf_to_enter(dialog)]
        found += [f"{name}: Tab never comes to {part}" for part in missed(dialog, dialog.focusWidget() or dialog)]
        if len(backwards) > 1:  # once it goes back to the top: the keys begin in the middle
            found += [f"{name}: {fault}" for fault in backwards]
        dialog.reject()
        dialog.deleteLater()
    assert not found, "\n".join(found)


def test_tab_comes_to_everything_that_may_be_used_on_every_screen(window, qtbot):
    found = []
    for name in ALL_SCREENS:
        window.show_screen(name)
        finish_reading(qtbot, window.desk)
        found += [f"{name}: {fault}" for fault in missed(window.front, window.rail.buttons["board"])]
    window.show_screen("settings")
    screen = window.findChild(SettingsScreen)
    for kind in SECTIONS:
        screen.show_section(kind)
        finish_reading(qtbot, window.desk)
        found += [f"{kind.__name__}: {fault}" for fault in missed(screen, screen.list)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("text_size", [100, 200])
def test_tab_follows_the_eye_on_every_screen(window, qtbot, text_size):
    window.device.change(text_size=text_size)
    found = []
    for name in ALL_SCREENS:
        window.show_screen(name)
        finish_reading(qtbot, window.desk)
        found += [f"{name}: {fault}" for fault in against_the_eye(window.front, window.rail.buttons["board"])]
    found += [f"rail: {fault}" for fault in against_the_eye(window.rail, window.rail.buttons["board"])]
    assert not found, "\n".join(found)


def test_enter_held_down_presses_once(qtbot):
    button, pressed = page.button(), []
    qtbot.addWidget(button)
    button.clicked.connect(lambda: pressed.append(1))
    button.show()
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    repeated = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(button, repeated)
    qtbot.keyClick(button, Qt.Key.Key_Enter)
    assert len(pressed) == 2


def test_enter_in_a_dialog_without_a_main_button_closes_nothing(qtbot, looks):
    dialog, field, back = Dialog(), QLineEdit(), page.button()
    back.clicked.connect(dialog.reject)
    dialog.setLayout(page.column(field, back))
    qtbot.addWidget(dialog)
    dialog.open()
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_enter_on_a_card_of_the_first_screen_opens_what_it_says(window, qtbot):
    window.close_event()
    tile = window.welcome.new
    tile.setFocus()
    qtbot.waitUntil(tile.hasFocus)
    qtbot.keyClick(tile, Qt.Key.Key_Return)
    opened = QApplication.activeModalWidget()
    assert type(opened).__name__ == "NewEventDialog"
    opened.reject()


def test_enter_on_the_ringed_import_button_imports(window, qtbot):
    window.show_screen("people")
    dialog = window.front.open_import(paths.resource("demo", "roster-cp949.csv"))
    qtbot.waitUntil(lambda: not dialog.busy and dialog.isVisible())
    if not dialog.store_button.isEnabled():
        dialog.reject()
        pytest.skip("the other list of the demonstration brings nothing new")
    dialog.store_button.setFocus()
    with qtbot.waitSignal(dialog.imported):
        qtbot.keyClick(dialog.store_button, Qt.Key.Key_Return)


def test_enter_in_the_name_of_the_event_erases_nobody_and_says_what_to_press(window, door_clock, qtbot):
    door_clock.forward(days=40)  # nobody is erased before the event is over
    dialog = PurgeDialog(window.desk, window)
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    dialog.typed.setFocus()
    qtbot.keyClicks(dialog.typed, "another name")
    qtbot.keyClick(dialog.typed, Qt.Key.Key_Return)
    assert dialog.isVisible() and "nothing is erased" in dialog.notice.text()
    dialog.typed.clear()
    dialog.typed.setText(window.desk.details.names["en"])
    qtbot.keyClick(dialog.typed, Qt.Key.Key_Return)
    assert dialog.isVisible() and dialog.erase.text() in dialog.notice.text()
    assert dialog.focusWidget() is dialog.erase
    finish_reading(qtbot, window.desk)
    assert window.desk.overview.attendee_count == 84
    qtbot.keyClick(dialog.erase, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.erase.isHidden, timeout=30_000)
    dialog.reject()


def test_the_focus_is_back_on_the_button_of_a_paper_when_it_is_made(window, qtbot, tmp_path):
    window.show_screen("documents")
    finish_reading(qtbot, window.desk)
    card = window.findChild(DocumentsScreen).tickets
    card.make.setFocus()
    qtbot.waitUntil(card.make.hasFocus)
    card.make_to(tmp_path / "tickets.pdf")
    assert window.focusWidget() is card
    qtbot.waitUntil(lambda: card.notice.isVisible(), timeout=30_000)
    finish_reading(qtbot, window.desk)
    assert window.focusWidget() is card.make


def test_the_focus_stays_on_the_session_that_was_changed(window, qtbot):
    window.show_screen("programme")
    finish_reading(qtbot, window.desk)
    screen = window.findChild(ProgrammeScreen)
    block = screen.view.grid.blocks["S1"]
    block.setFocus()
    qtbot.keyClick(block, Qt.Key.Key_Return)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    with qtbot.waitSignal(dialog.stored):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    finish_reading(qtbot, window.desk)
    qtbot.waitUntil(lambda: window.focusWidget() is screen.view.grid.blocks["S1"])


def test_the_focus_stays_where_an_operator_is_added(window, qtbot):
    window.show_screen("settings")
    screen = window.findChild(SettingsScreen)
    screen.show_section(OperatorsSection)
    section = screen.section(OperatorsSection)
    section.add.setFocus()
    qtbot.keyClick(section.add, Qt.Key.Key_Return)
    dialog = QApplication.activeModalWidget()
    dialog.name.setText("김주관")
    for field in (dialog.pin, dialog.again):
        qtbot.keyClicks(field, "402817")
    with qtbot.waitSignal(dialog.saved):
        qtbot.keyClick(dialog.again, Qt.Key.Key_Return)
    finish_reading(qtbot, window.desk)
    assert window.front is screen
    qtbot.waitUntil(lambda: window.focusWidget() is section.add)
