"""Colours and size of text: for eyes that tire, for sunlight, for a dim hall."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

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
        self.themes = {name: _choice() for name in _THEMES}
        self.sizes = {size: _choice() for size in theme.TEXT_SIZES}
        self._groups = [self._group(self.themes, "theme"), self._group(self.sizes, "text_size")]
        self.add_row(self._theme_label, _beside(self.themes), self._theme_hint)
        self.add_row(self._size_label, _beside(self.sizes), self._size_hint)
        self._show()
        self.device.changed.connect(self._show)
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

    def _group(self, buttons: Mapping[Any, QPushButton], setting: str) -> QButtonGroup:
        """One of the buttons is chosen; a click on another changes the setting."""
        group = QButtonGroup(self)
        for value, button in buttons.items():
            group.addButton(button)
            button.clicked.connect(lambda _checked=False, value=value: self.device.change(**{setting: value}))
        return group

    def _show(self) -> None:
        settings = self.device.settings
        self.themes.get(settings.theme, self.themes[AUTO]).setChecked(True)
        self.sizes.get(settings.text_size, self.sizes[100]).setChecked(True)


def _choice() -> QPushButton:
    button = page.button("chip")
    button.setCheckable(True)
    return button


def _beside(buttons: Mapping[Any, QPushButton]) -> FlowBox:
    return FlowBox(*buttons.values(), spacing=10)
