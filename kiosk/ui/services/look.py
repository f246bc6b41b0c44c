"""The look this laptop chose: theme and size of text, followed while the window is open.

``auto`` takes what the system says, as it says it: more contrast before everything else, else dark or light.
"""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from kiosk.ui.services.device import Device
from kiosk.ui.widgets import theme
from kiosk.ui.widgets.palettes import THEMES

AUTO = "auto"


class Look(QObject):
    """Keeps the program in the look that ``device`` asks for."""

    def __init__(self, device: Device, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._device, self._hints = device, QGuiApplication.styleHints()
        device.changed.connect(self.apply)
        self._hints.colorSchemeChanged.connect(self.apply)
        if hasattr(self._hints, "accessibility"):  # Qt 6.10 and newer tell of contrast
            self._hints.accessibility().contrastPreferenceChanged.connect(self.apply)
        self.apply()

    def apply(self) -> None:
        """Take the look that is asked for now; nothing happens when it is there already."""
        settings = self._device.settings
        theme.use_text_size(settings.text_size if settings.text_size in theme.TEXT_SIZES else theme.TEXT_SIZES[0])
        theme.use_theme(theme_for(settings.theme, self._hints.colorScheme(), more_contrast=self._wants_contrast()))

    def _wants_contrast(self) -> bool:
        if not hasattr(self._hints, "accessibility"):
            return False
        return self._hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast


def theme_for(chosen: str, scheme: Qt.ColorScheme, *, more_contrast: bool) -> str:
    """The theme to take when ``chosen`` is set and the system speaks of ``scheme`` and contrast."""
    if chosen in THEMES:
        return chosen
    if more_contrast:
        return "contrast"
    return "dark" if scheme is Qt.ColorScheme.Dark else "light"
