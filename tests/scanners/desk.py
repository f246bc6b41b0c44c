"""A desk for tests: a window with one widget of each kind that can have the focus, and a scanner."""

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from kiosk.core.codes.keyboard import as_typed
from kiosk.core.codes.mixed_scans import separate_scans
from kiosk.scanners.wedge import KeyboardScanner

TICKET = "1234567890123456789012345678901234"
FOREIGN = "ABC123HAJ"
SPACED = "CONF 2024 0007"
SHORT = "1001"
VOWEL_FIRST = "K20240007"
OTHER_TICKET = "1234598765432109876543210987654321"
KNOWN = {TICKET, FOREIGN, SPACED, SHORT, VOWEL_FIRST, OTHER_TICKET}


def recognise(text):
    return next((reading for reading in as_typed(text) if reading in KNOWN), None)


class Desk:
    """A window with one widget under test in it, and everything the scanner told."""

    def __init__(self, qtbot):
        self._qtbot = qtbot
        self._windows = []  # qtbot keeps none alive
        self.scanned, self.refused = [], []
        self.scanner = KeyboardScanner(recognise, lambda parts: separate_scans(parts, KNOWN))
        self.scanner.scanned.connect(self.scanned.append)
        self.scanner.unreadable.connect(self.refused.append)

    @property
    def unreadable(self):
        """What was refused, and what is about to be: that is told after a short pause."""
        waiting = "".join(text for text, _end in self.scanner._unread)
        return self.refused + ([waiting] if waiting else [])

    def focus(self, widget):
        window = QWidget()
        layout = QVBoxLayout(window)
        layout.addWidget(QLabel("desk"))
        layout.addWidget(widget)
        layout.addWidget(QPushButton("next"))
        self._qtbot.addWidget(window)
        self._windows.append(window)
        self.open(window)
        widget.setFocus()
        return widget

    def focus_button(self):
        """Gives the focus to a button that Enter and Space press; the list grows with each press."""
        presses, button = [], QPushButton("undo", autoDefault=True)
        button.clicked.connect(lambda: presses.append(1))
        self.focus(button)
        return presses

    def open(self, window):
        window.show()
        window.activateWindow()
        self._qtbot.waitActive(window).__exit__(None, None, None)

    def pause(self, milliseconds):
        self._qtbot.wait(milliseconds)


def line_edit():
    line = QLineEdit("before")
    line.setCursorPosition(3)
    return line


def plain_text_edit():
    edit = QPlainTextEdit("two\nlines")
    edit.moveCursor(QTextCursor.MoveOperation.EndOfLine)
    return edit


def rich_text_edit():
    edit = QTextEdit()
    edit.setHtml("<b>bold</b> and plain")
    return edit


def editable_combo_box():
    box = QComboBox(editable=True)
    box.addItems(["Hall A", "Hall B"])
    return box


def combo_box():
    box = QComboBox()
    box.addItems(["Hall A", "1 of many", "Annex", "2 of many"])
    return box


def list_view():
    view = QListView()
    view.setModel(QStringListModel(["Hall A", "1 of many", "Annex", "2 of many"], view))
    view.setCurrentIndex(view.model().index(0, 0))
    return view


def plain_widget():
    return QWidget(focusPolicy=Qt.FocusPolicy.StrongFocus)


def state(widget):
    """All of a widget that a scan could change."""
    line = widget.lineEdit() if isinstance(widget, QComboBox) else widget.findChild(QLineEdit) or widget
    if isinstance(line, QLineEdit):
        return line.text(), line.cursorPosition(), line.selectedText()
    if isinstance(widget, (QPlainTextEdit, QTextEdit)):
        cursor = widget.textCursor()
        html = widget.toHtml() if isinstance(widget, QTextEdit) else ""
        return widget.toPlainText(), html, cursor.anchor(), cursor.position()
    if isinstance(widget, QListView):
        return widget.currentIndex().row(), [index.row() for index in widget.selectedIndexes()]
    return widget.currentIndex() if isinstance(widget, QComboBox) else None


TEXT_FIELDS = [line_edit, plain_text_edit, rich_text_edit, editable_combo_box]
OTHERS = [QSpinBox, QDateEdit, combo_box, list_view, plain_widget, QCheckBox, QPushButton]
