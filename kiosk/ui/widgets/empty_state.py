"""What to do next, where there is nothing to show yet."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.picture import Picture
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.words.catalogue import _


class EmptyState(Retranslated, QFrame):
    """A picture, what is missing, and the button that leads there.  ``wanted`` carries the screen's name."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._screen = "programme"
        self._picture, self._title, self._text = Picture(self._screen, 140), page.text("title"), page.text("hint")
        self._button, self.guide = page.button("primary"), page.button()
        self._button.clicked.connect(lambda: self.wanted.emit(self._screen))
        self.guide.clicked.connect(lambda: self.wanted.emit("guide"))
        theme.set_look(self, "card")
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        picture, buttons = page.row(None, self._picture, None), page.row(None, self.guide, self._button, None)
        self.setLayout(page.column(None, picture, self._title, self._text, 16, buttons, None, margins=40))
        self.retranslate()

    def lead_to(self, screen: str) -> None:
        """Say what is missing and lead to ``programme`` or ``people``; to the ``guide`` when the event is over."""
        self._screen = screen
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        if self._screen == "programme":
            self._title.setText(_("This event has no programme yet"))
            self._text.setText(_("Without sessions nobody can be checked in. Import the programme from a file."))
            self._button.setText(_("Go to the programme"))
        elif self._screen == "guide":
            self._title.setText(_("The event is over"))
            self._text.setText(_("Certificates, report, copies: the guide lists what is left to do."))
            self._button.setText(_("After the event"))
        else:
            self._title.setText(_("Nobody is on the roster yet"))
            self._text.setText(_("Import the roster from a file, or add people one by one."))
            self._button.setText(_("Go to People"))
        self.guide.setText(_("Step by step"))
        self.guide.setHidden(self._screen == "guide")
        self._picture.show_picture("documents" if self._screen == "guide" else self._screen)
