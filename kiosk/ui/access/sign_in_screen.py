"""The screen of a locked desk: who is there?"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from kiosk.ui.access.sign_in_form import SignInForm
from kiosk.ui.services.desk import Desk
from kiosk.ui.widgets import page
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.words.catalogue import _


class SignInScreen(Retranslated, QWidget):
    """Covers everything of the event while nobody is signed in."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._title, self._hint = page.text("title"), page.text("hint")
        self.form = SignInForm(desk, desk.access.people)
        self.form.signed_in.connect(desk.access.let_in)
        self.leave = page.button("plain")
        desk.access.changed.connect(self._on_changed)
        for label in (self._title, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        card = page.card()
        inner = page.column(self._title, self._hint, 4, self.form, margins=36, spacing=12)
        inner.setAlignment(self.form, Qt.AlignmentFlag.AlignHCenter)
        card.setLayout(inner)
        self.setLayout(
            page.column(
                None, page.row(None, card, None), page.row(None, self.leave, None), None, margins=20, spacing=10
            )
        )
        self.setFocusProxy(self.form.pin)
        self.retranslate()

    def begin(self) -> None:
        """Ask anew."""
        self.form.begin()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self._title.setText(_("Who is at this desk?"))
        if self._desk.access.rules.scan_while_locked:
            self._hint.setText(_("You can still scan tickets. Sign in to do anything else."))
        else:
            self._hint.setText(_("Sign in to scan tickets."))
        self.leave.setText(_("Close this event"))

    def showEvent(self, event: QShowEvent) -> None:
        """The cursor stands in the PIN."""
        super().showEvent(event)
        self.begin()

    def _on_changed(self) -> None:
        self.form.show_people(self._desk.access.people)
        self.retranslate()
