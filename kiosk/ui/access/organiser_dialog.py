"""An organiser's PIN, on the spot, for one thing that an operator may not do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kiosk.ui.access.sign_in_form import SignInForm
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.guard import OrganiserWanted
from kiosk.ui.widgets import page
from kiosk.ui.widgets.dialog import Dialog
from kiosk.words.catalogue import _


class OrganiserDialog(Dialog):
    """Asks who allows it; the operator stays signed in, the one thing is done in the organiser's name."""

    def __init__(self, desk: Desk, wanted: OrganiserWanted, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted, self._allowed = wanted, ""
        heading, sentence, back = page.text("title"), page.text(), page.button()
        self.setWindowTitle(_("An organiser is needed"))
        heading.setText(self.windowTitle())
        sentence.setText(
            _("Only organisers can do this. An organiser can enter their PIN to allow it once, in their name.")
        )
        back.setText(_("Cancel"))
        self.form = SignInForm(desk, desk.access.organisers)
        self.form.enter.setText(_("Allow  Enter"))
        self.form.signed_in.connect(self._on_allowed)
        back.clicked.connect(self.reject)
        layout = page.column(heading, sentence, self.form, page.row(None, back), margins=36, spacing=12)
        layout.setAlignment(self.form, Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(layout)
        self.finished.connect(self._on_finished)
        self.form.begin()

    def _on_allowed(self, name: str) -> None:
        self._allowed = name
        self.accept()

    def _on_finished(self) -> None:
        self._wanted.go_on(self._allowed) if self._allowed else self._wanted.give_up()
