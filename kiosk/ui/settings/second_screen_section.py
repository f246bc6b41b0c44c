"""The second screen for attendees: whether there is one, and which."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from kiosk.ui.services.desk import Desk
from kiosk.ui.settings.section import Section
from kiosk.ui.widgets import page
from kiosk.ui.widgets.present import application
from kiosk.words.catalogue import _


class SecondScreenSection(Section):
    """Switches the second window on and chooses its screen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._what, self.wanted = page.text(), QCheckBox()
        self._shows_label, self.shows = page.text("heading"), QComboBox()
        self._screen_label, self.screens, self._screen_hint = page.text("heading"), QComboBox(), page.text("hint")
        self.wanted.setChecked(desk.settings.second_window)
        self.wanted.toggled.connect(lambda on: self.device.change(second_window=on))
        self.shows.activated.connect(lambda: self.device.change(second_board=bool(self.shows.currentData())))
        self.screens.activated.connect(lambda: self.device.change(second_screen=self.screens.currentData()))
        app = application()
        app.screenAdded.connect(self._fill)
        app.screenRemoved.connect(self._fill)
        self.add_wide(self._what)
        self.add_wide(self.wanted)
        self.add_row(self._shows_label, self.shows)
        self.add_row(self._screen_label, self.screens, self._screen_hint)
        self.retranslate()

    @staticmethod
    def title() -> str:
        """What the list of sections calls it."""
        return _("Second screen")

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self._what.setText(_("For attendees: the event, what is on now and next, the time, how many are inside."))
        self.wanted.setText(_("Show it"))
        self.wanted.setAccessibleDescription(self._what.text())
        self._shows_label.setText(_("What it shows"))
        self.shows.setAccessibleName(self._shows_label.text())
        self._fill_shows()
        self._screen_label.setText(_("Screen"))
        self.screens.setAccessibleName(self._screen_label.text())
        self._screen_hint.setText(_("No personal data is shown. With only one screen, it opens as a window."))
        self._fill()

    def _fill_shows(self) -> None:
        self.shows.clear()
        self.shows.addItem(_("The session, for attendees"), False)
        self.shows.addItem(_("The live board, for the organisers"), True)
        self.shows.setCurrentIndex(int(self.device.settings.second_board))

    def _fill(self, *_screen: object) -> None:
        """The screens that are connected now."""
        self.screens.clear()
        self.screens.addItem(_("The second screen"), "")
        for screen in QGuiApplication.screens():
            size = screen.geometry()
            self.screens.addItem(f"{screen.name()}  ({size.width()} × {size.height()})", screen.name())
        self.screens.setCurrentIndex(max(0, self.screens.findData(self.device.settings.second_screen)))
