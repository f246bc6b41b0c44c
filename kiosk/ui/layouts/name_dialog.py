"""Asking what a layout of one's own is called."""

from collections.abc import Set

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.dialog import Dialog
from kiosk.words.catalogue import _

_MOST_CHARACTERS = 40


class NameDialog(Dialog):
    """``given`` carries a name that no other layout has."""

    given = Signal(str)

    def __init__(self, of: str, taken: Set[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._taken = taken
        heading, sentence, self.hint = page.text("title"), page.text(), page.text("hint")
        heading.setText(_("Save as a custom layout"))
        self.setWindowTitle(heading.text())
        sentence.setText(_("The layout that comes with the program stays as it is. Choose a name for yours."))
        self.name = QLineEdit(_("{layout} (copy)").format(layout=of))
        self.name.setMaxLength(_MOST_CHARACTERS)
        self.name.setAccessibleName(_("Name of the layout"))
        self.confirm, back = page.button("primary"), page.button()
        self.confirm.setText(_("Save"))
        self.confirm.setDefault(True)
        back.setText(_("Cancel"))
        buttons = page.row(None, back, self.confirm)
        self.setLayout(page.column(heading, sentence, self.name, self.hint, buttons, margins=36, spacing=14))
        self.setMinimumWidth(theme.px(700))
        back.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._on_confirm)
        self.name.textChanged.connect(self._look)
        self.name.selectAll()
        self._look()

    def _look(self) -> None:
        name = self.name.text().strip()
        self.confirm.setEnabled(bool(name) and name not in self._taken)
        self.hint.setText(_("Another layout has this name.") if name in self._taken else "")

    def _on_confirm(self) -> None:
        self.accept()
        self.given.emit(self.name.text().strip())
