"""The hands of a person at the window: keys alone or a mouse, and how often each was pressed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QFileDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kiosk.ui.widgets.present import present

KEYS, MOUSE = "keys alone", "with a mouse"
_LOOKS_EVERY_MS = 50
_MOST_TABS = 200


class Hands:
    """Works the window by ``means``.  ``keys`` and ``clicks`` are counted; names, digits and paths that are typed are
    not, for they are as long as they are.
    """

    def __init__(self, qtbot: QtBot, means: str, window: QWidget) -> None:
        self._qtbot, self.means, self._window = qtbot, means, window
        self.keys = self.clicks = 0

    @property
    def by_keys(self) -> bool:
        """Whether nothing is clicked."""
        return self.means == KEYS

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key wherever the focus is."""
        self.keys += 1
        if (opened := QApplication.activePopupWidget()) is not None:  # a list that is open takes them
            QTest.keyClick(opened.windowHandle(), key, held)
            return
        self.find_focus()
        QTest.keyPress(_focused(), key, held)
        now = QApplication.focusWidget()  # what was pressed may be gone by the time it is let go
        if now is not None and isValid(now):
            QTest.keyRelease(now, key, held)

    def find_focus(self) -> None:
        """Wait until keys go somewhere; without a window manager nobody else gives a window the keys back."""
        if QApplication.focusWidget() is None:
            (QApplication.activeModalWidget() or self._window).activateWindow()
        self._qtbot.waitUntil(lambda: _focused() is not None)

    def click(self, widget: QWidget) -> None:
        """Click on something that is seen and may be pressed."""
        self._qtbot.waitUntil(lambda: widget.isVisible() and widget.isEnabled())
        assert not widget.visibleRegion().isEmpty(), f"{widget.accessibleName()} is not in sight"
        self.clicks += 1
        self._qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def type(self, text: str, field: QWidget | None = None) -> None:
        """Type into what has the focus; with a mouse, into ``field``, which is clicked on unless the focus is there."""
        self.find_focus()
        if field is not None and field.window().focusWidget() is not field:
            self.go_to(field) if self.by_keys else self.click(field)
        self.find_focus()
        self._qtbot.keyClicks(_focused(), text)

    def go_to(self, widget: QWidget) -> None:
        """Have the focus on ``widget``, by Tab or by Shift+Tab from where it is, whichever is nearer."""
        self._qtbot.waitUntil(lambda: widget.isVisible() and widget.isEnabled())
        self.find_focus()
        ahead, back = (_steps_to(widget, ahead=ahead) for ahead in (True, False))
        self._qtbot.waitUntil(lambda: _focused() is not None)
        for _step in range(_MOST_TABS):
            if _focused() is widget:
                return
            if ahead <= back:
                self.key(Qt.Key.Key_Tab)
            else:
                self.key(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        raise AssertionError(f"Tab does not lead to {widget.accessibleName() or widget}: {ahead}, {back}")

    def press(self, button: QPushButton, key: Qt.Key | None = None) -> None:
        """Press a button: by its key where it has one, else by Tab and Enter; with a mouse, by a click."""
        if not self.by_keys:
            self.click(button)
        elif key is not None:
            self._qtbot.waitUntil(button.isEnabled)
            self.key(key)
        else:
            self.go_to(button)
            self.key(Qt.Key.Key_Return)

    def choose(self, box: QComboBox, row: int) -> None:
        """Choose a row of a list that opens."""
        if self.by_keys:
            self.go_to(box)
            step = Qt.Key.Key_Down if row > box.currentIndex() else Qt.Key.Key_Up
            for _step in range(abs(row - box.currentIndex())):
                self.key(step)
        else:
            self.click(box)
            self.click_row(box.view(), row)
        self._qtbot.waitUntil(lambda: box.currentIndex() == row)

    def click_row(self, view: QAbstractItemView, row: int) -> None:
        """Click on a row of a list that is open; just after it opened Qt takes no click for a choice."""
        self._qtbot.waitUntil(view.isVisible)
        index = view.model().index(row, 0)
        view.scrollTo(index)
        self.clicks += 1

        def is_chosen() -> bool:
            if view.isVisible():
                QTest.mouseClick(
                    view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center(), delay=1
                )
            return not view.isVisible()

        self._qtbot.waitUntil(is_chosen)

    @contextmanager
    def file_dialog(self, path: Path | None = None) -> Iterator[None]:
        """Answer the question for a file that comes up meanwhile: the one suggested, or ``path``, which is pasted."""
        answered: list[QFileDialog] = []
        timer = QTimer(interval=_LOOKS_EVERY_MS)
        timer.timeout.connect(lambda: self._answer(path, answered))
        timer.start()
        yield
        self._qtbot.waitUntil(lambda: bool(answered) and not answered[0].isVisible())
        timer.stop()

    def _answer(self, path: Path | None, answered: list[QFileDialog]) -> None:
        shown = [top for top in QApplication.topLevelWidgets() if isinstance(top, QFileDialog) and top.isVisible()]
        if answered or not shown:
            return
        answered.extend(shown)
        name = shown[0].findChild(QLineEdit, "fileNameEdit")
        if path is not None:
            name.setText(str(path))
        if self.by_keys:
            self.keys += 1
            QTest.keyClick(name, Qt.Key.Key_Return)
        else:
            self.clicks += 1
            agree = next(button for button in shown[0].findChildren(QPushButton) if button.isDefault())
            QTest.mouseClick(agree, Qt.MouseButton.LeftButton)


def _focused() -> QWidget | None:
    """Where the keys go: while a dialog comes up or goes away they go nowhere."""
    widget, dialog = QApplication.focusWidget(), QApplication.activeModalWidget()
    is_there = widget is not None and widget.window() is QApplication.activeWindow()
    return widget if is_there and (dialog is None or widget.window() is dialog) else None


def _steps_to(widget: QWidget, *, ahead: bool) -> int:
    """How often Tab would have to be pressed; the focus is where it was afterwards."""
    start = present(_focused())
    window, steps = start.window(), 0
    while _focused() is not widget and steps < _MOST_TABS:
        window.focusNextChild() if ahead else window.focusPreviousChild()
        steps += 1
    start.setFocus()
    return steps
