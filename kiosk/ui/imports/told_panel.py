"""How a file was read, in words: where, which column was taken for what, what was left aside."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from kiosk.core.lists.reading import Told
from kiosk.ui.widgets import page, theme
from kiosk.words import reading as reading_words
from kiosk.words.catalogue import _


class ToldPanel(QWidget):
    """The one reading, as the command line tells it, to be read and copied."""

    def __init__(self, words: Callable[[Told], Iterable[str]] = reading_words.told_lines) -> None:
        super().__init__()
        self.lines = QPlainTextEdit(readOnly=True)
        self.lines.setTabChangesFocus(True)
        self.lines.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        theme.set_look(self.lines, "bare")
        self.setLayout(page.column(self.lines, spacing=0, margins=8))
        self._told: Told | None = None
        self._words = words
        self.retranslate()

    def show_told(self, told: Told | None) -> None:
        """Show this reading."""
        self._told = told
        self.lines.setPlainText("\n".join(self._words(told)) if told else "")

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.lines.setAccessibleName(_("How the file was read"))
        self.show_told(self._told)
