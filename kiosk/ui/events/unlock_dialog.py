"""An encrypted event whose code this laptop does not know: the recovery code, typed from the paper."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kiosk.actions.keeping.unlock import unlock
from kiosk.errors import KioskError
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.dialog import Dialog
from kiosk.words import error_messages
from kiosk.words.catalogue import _


class UnlockDialog(Dialog):
    """Asks for the code of the event at ``path``; ``unlocked`` carries the path when it can be opened."""

    unlocked = Signal(Path)

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self._title, self._plan, self.notice = page.text("title"), page.text(), page.Notice()
        self.typed = QLineEdit()
        self.back, self.go_on = page.button(), page.button("primary")
        self.typed.textChanged.connect(self._on_typed)
        self.go_on.clicked.connect(self._on_go_on)
        self.back.clicked.connect(self.reject)
        self._lay_out()

    def _on_typed(self, text: str) -> None:
        self.notice.clear()
        self.go_on.setEnabled(bool(text.strip()))

    def _on_go_on(self) -> None:
        try:
            unlock(self.path, self.typed.text())
        except KioskError as trouble:
            self.notice.trouble(error_messages.explain(trouble.code, trouble.details))
            self.typed.setFocus()
            return
        self.accept()
        self.unlocked.emit(self.path)

    def _lay_out(self) -> None:
        self.setWindowTitle(_("The event is encrypted"))
        self._title.setText(self.windowTitle())
        plan = _("{file} is encrypted, and this laptop does not know its code. Type the recovery code from the paper.")
        self._plan.setText(plan.format(file=self.path.name))
        self.typed.setAccessibleName(_("Recovery code"))
        self.typed.setPlaceholderText("000000-000000-000000-000000-000000-000000")
        self.back.setText(_("Cancel"))
        self.go_on.setText(_("Open the event"))
        self.go_on.setEnabled(False)
        self.go_on.setDefault(True)
        buttons = page.row(None, self.back, self.go_on)
        parts = (self._title, self._plan, self.typed, self.notice, None, 12, buttons)
        self.setLayout(page.column(*parts, margins=36, spacing=16))
        self.typed.setFocus()
        self.setMinimumSize(theme.px(980), theme.px(400))
