"""How a file was read, in words: where, which column was taken for what, what was left aside, and the sum of rows."""

from collections.abc import Callable, Iterable
from typing import Generic

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from kiosk.ui.imports.import_look import Planned
from kiosk.ui.widgets import page, theme
from kiosk.words.catalogue import _


class SummaryPanel(QWidget, Generic[Planned]):
    """The one reading, as the command line tells it by the same ``words``, to be read and copied."""

    def __init__(self, words: Callable[[Planned], Iterable[str]]) -> None:
        super().__init__()
        self.lines = QPlainTextEdit(readOnly=True)
        self.lines.setTabChangesFocus(True)
        self.lines.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        theme.set_look(self.lines, "bare")
        self.setLayout(page.column(self.lines, spacing=0, margins=8))
        self._planned: Planned | None = None
        self._words = words
        self.retranslate()

    def show_reading(self, planned: Planned | None) -> None:
        """Show how this was read."""
        self._planned = planned
        self.lines.setPlainText("\n".join(self._words(planned)) if planned else "")

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.lines.setAccessibleName(_("How the file was read"))
        self.show_reading(self._planned)
