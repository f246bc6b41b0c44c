"""A window with a line edit and a note, for journeys: says on standard output what is scanned and what a field holds.

F5 asks for the focused field, F6 keeps the window busy for half a second, F7 goes to the note.  READY is said when the
window has the keyboard.
"""

import sys
import time

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from kiosk.core.codes.keyboard import as_typed
from kiosk.scanners.wedge import KeyboardScanner


class Window(QWidget):
    def __init__(self, codes):
        super().__init__()
        self.line = QLineEdit()
        self.note = QPlainTextEdit()
        layout = QVBoxLayout(self)
        layout.addWidget(self.line)
        layout.addWidget(self.note)
        self.line.returnPressed.connect(self._enter)
        QShortcut("F5", self, lambda: say("FIELD", self._focused_text()))
        QShortcut("F7", self, self.note.setFocus)
        QShortcut("F6", self, lambda: time.sleep(0.5))
        self.scanner = KeyboardScanner(
            lambda text: next((reading for reading in as_typed(text) if reading in codes), None), parent=self
        )
        self.scanner.scanned.connect(lambda code: say("SCANNED", code))
        self.scanner.unreadable.connect(lambda text: say("UNREADABLE", text))

    def changeEvent(self, event):
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            # Once the loop is idle the input method has heard of the focus too.
            QTimer.singleShot(0, lambda: say("READY", QApplication.platformName()))

    def _focused_text(self):
        return self.line.text() if self.line.hasFocus() else self.note.toPlainText()

    def _enter(self):
        say("ENTERED", self.line.text())
        self.line.clear()


def say(word, text):
    sys.stdout.write(f"{word} {text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    app = QApplication(sys.argv[:1])
    window = Window(set(sys.argv[1:]))
    window.show()
    window.activateWindow()
    window.line.setFocus()
    sys.exit(app.exec())
