"""Colours and size of text: for eyes that tire, for sunlight, for a dim hall."""

from PySide6.QtWidgets import QWidget

from kiosk.ui.services.desk import Desk
from kiosk.ui.services.look import AUTO
from kiosk.ui.settings.section import Section
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.flow import FlowBox
from kiosk.words.catalogue import N_, _

_THEMES = {AUTO: N_("Same as system"), "light": N_("Light"), "dark": N_("Dark"), "contrast": N_("High contrast")}


class LookSection(Section):
    """Theme and size of text; both hold at once, in every window."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._theme_label, self._theme_hint = page.text("heading"), page.text("hint")
        self._size_label, self._size_hint = page.text("heading"), page.text("hint")
        self.themes = self.choices(_THEMES, "theme", AUTO)
        self.sizes = self.choices(theme.TEXT_SIZES, "text_size", theme.TEXT_SIZES[0])
        self.add_row(self._theme_label, FlowBox(*self.themes.values(), spacing=10), self._theme_hint)
        self.add_row(self._size_label, FlowBox(*self.sizes.values(), spacing=10), self._size_hint)
        self.retranslate()

    @staticmethod
    def title() -> str:
        """What the list of sections calls it."""
        return _("Look")

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self._theme_label.setText(_("Colours"))
        self._theme_hint.setText(_("“Same as system” follows the computer's dark and high-contrast settings."))
        self._size_label.setText(_("Size of text"))
        self._size_hint.setText(_("Everything scales with it. Above 125 %, the check-in screen shows less at once."))
        for name, button in self.themes.items():
            button.setText(_(_THEMES[name]))
            button.setAccessibleDescription(self._theme_label.text())
        for size, button in self.sizes.items():
            button.setText(f"{size} %")
            button.setAccessibleDescription(self._size_label.text())
