"""What a layout says in each of its languages: a line for each, and which languages they are."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from kiosk import languages
from kiosk.ui.layouts.draft import Draft
from kiosk.ui.widgets import page
from kiosk.ui.widgets.present import present
from kiosk.words import catalogue
from kiosk.words.catalogue import _


class WordingField(QWidget):
    """A line for each language of a layout; line ends are shown as signs."""

    changed = Signal()

    def __init__(self, spoken: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = {code: QLineEdit() for code in spoken}
        self._last = next(iter(self.lines.values()))
        for line in self.lines.values():
            line.textChanged.connect(self.changed)
            line.selectionChanged.connect(lambda line=line: self._remember(line))
            line.cursorPositionChanged.connect(lambda _old, _new, line=line: self._remember(line))
        self.setLayout(page.column(*self.lines.values(), spacing=4))
        self.setFocusProxy(self._last)

    def texts(self) -> dict[str, str]:
        """What is said, by language, the layout's first language first."""
        return {code: line.text().replace("⏎", "\n") for code, line in self.lines.items()}

    def show_texts(self, said: Mapping[str, str]) -> None:
        """Show what the layout says, by language; under no language what it says in all."""
        for code, line in self.lines.items():
            shown = said.get(code, said.get("", "")).replace("\n", "⏎")
            if line.text() != shown:
                line.setText(shown)
                line.setCursorPosition(0)  # of a long text the beginning is seen

    def insert(self, text: str) -> None:
        """Put a text where the cursor was last."""
        self._last.insert(text)

    def say(self, name: str) -> None:
        """Call the lines by ``name``, of several each with its language."""
        for code, line in self.lines.items():
            language = languages.name_of(code, catalogue.language())
            line.setAccessibleName(f"{name}, {language}" if len(self.lines) > 1 else name)
            line.setToolTip(language if len(self.lines) > 1 else "")

    def _remember(self, line: QLineEdit) -> None:
        if line.hasFocus():
            self._last = line


class LanguagesField(QWidget):
    """A box for each language the program knows or the layout speaks; the first of the layout cannot be left out."""

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        spoken = present(draft.layout).languages
        heading, hint = page.text("heading"), page.text("hint")
        heading.setText(_("Languages of the texts"))
        hint.setText(_("Each person gets the page in their own language; the first is for everyone else."))
        self.boxes = {code: QCheckBox() for code in dict.fromkeys((*spoken, *languages.available()))}
        for code, box in self.boxes.items():
            box.setText(languages.name_of(code, catalogue.language()))
            box.setChecked(code in spoken)
            box.setEnabled(code != spoken[0])
            box.toggled.connect(self._take)
        self.setLayout(page.column(heading, *self.boxes.values(), hint, spacing=8))
        draft.changed.connect(self._show)

    def _take(self) -> None:
        chosen = tuple(code for code, box in self.boxes.items() if box.isChecked())
        self._draft.take(present(self._draft.layout).in_languages(chosen))

    def _show(self) -> None:
        spoken = present(self._draft.layout).languages
        for code, box in self.boxes.items():
            blocked = box.blockSignals(True)
            box.setChecked(code in spoken)
            box.blockSignals(blocked)
