"""One thing said in several languages: a line for each."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QWidget

from kiosk import languages
from kiosk.core.texts import said
from kiosk.ui.widgets.focus import LeadsFocus
from kiosk.words import catalogue


class TextsField(LeadsFocus, QWidget):
    """A line for each language the program speaks, the one in use first, and for each that ``texts`` has besides;
    below each other, or ``across``.
    """

    changed = Signal()

    def __init__(self, texts: Mapping[str, str] | None = None, *, across: bool = False) -> None:
        super().__init__()
        self.lines: dict[str, QLineEdit] = {}
        direction = QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom
        layout = QBoxLayout(direction, self)
        layout.setContentsMargins(0, 0, 0, 0)
        for code in dict.fromkeys((catalogue.language(), *languages.available(), *(texts or {}))):
            line = self.lines[code] = QLineEdit((texts or {}).get(code, ""))
            line.setCursorPosition(0)  # of a long text the beginning is seen
            line.textChanged.connect(self.changed)
            layout.addWidget(line)
        self.first_field = next(iter(self.lines.values()))

    def texts(self) -> dict[str, str]:
        """What is said, by language."""
        return said({code: line.text().strip() for code, line in self.lines.items()})

    def say(self, name: str) -> None:
        """Call the lines by ``name``, each with its language, in the language in use."""
        for code, line in self.lines.items():
            language = languages.name_of(code, catalogue.language())
            line.setPlaceholderText(language)
            line.setAccessibleName(f"{name}, {language}")
