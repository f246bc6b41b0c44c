"""Texts of other people shown as they are: Qt takes whatever looks like HTML for HTML, and would fetch its pictures.

``tests/ui/test_plain_names.py`` walks the screens with names that look like it.
"""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget


class PlainLabel(QLabel):
    """A label whose text is only text."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)


def plain_tip(text: str) -> str:
    """A tool tip that shows ``text`` as it is."""
    return f"<qt>{escape(text).replace(chr(10), '<br>')}</qt>" if "<" in text else text


def plain_in(role: int, text: str) -> str:
    """The text of a row as a view asks for it: in its tool tip as it is, too."""
    return plain_tip(text) if role == Qt.ItemDataRole.ToolTipRole else text


class PlainQuestion(QMessageBox):
    """A question over a window; the caller adds its buttons."""

    def __init__(self, icon: QMessageBox.Icon, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(icon, title, "", parent=parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setInformativeText(self, text: str) -> None:
        """What stands below the question; Qt has no format for it."""
        super().setInformativeText(plain_tip(text))
