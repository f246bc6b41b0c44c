"""What this laptop is called, and the language it speaks."""

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from kiosk import languages
from kiosk.settings import DEFAULT_DESK, LONGEST_DESK_NAME
from kiosk.ui.services.desk import Desk
from kiosk.ui.settings.section import Section
from kiosk.ui.widgets import page
from kiosk.words.catalogue import _


class DeskSection(Section):
    """Name and language of the desk."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._name_label, self.name, self._name_hint = page.text("heading"), QLineEdit(), page.text("hint")
        self._language_label, self.language = page.text("heading"), QComboBox()
        self._fill()
        self.name.editingFinished.connect(lambda: self.device.change(desk=self.name.text().strip()))
        self.language.activated.connect(lambda: self.device.change(language=self.language.currentData()))
        self.device.changed.connect(self._show_language)
        self.add_row(self._name_label, self.name, self._name_hint)
        self.add_row(self._language_label, self.language)
        self.retranslate()

    @staticmethod
    def title() -> str:
        """What the list of sections calls it."""
        return _("This desk")

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self._name_label.setText(_("Name of this desk"))
        self._name_hint.setText(_("Other desks and the log use this name: give each desk a different one."))
        self._language_label.setText(_("Language"))
        self.name.setAccessibleName(self._name_label.text())
        self.language.setAccessibleName(self._language_label.text())

    def _fill(self) -> None:
        self.name.setText(self.device.settings.desk)
        self.name.setPlaceholderText(DEFAULT_DESK)
        self.name.setMaxLength(LONGEST_DESK_NAME)
        for language in languages.available():
            self.language.addItem(languages.name_of(language), language)
        self._show_language()

    def _show_language(self) -> None:
        """The language can be changed elsewhere too."""
        self.language.setCurrentIndex(self.language.findData(self.device.language))
