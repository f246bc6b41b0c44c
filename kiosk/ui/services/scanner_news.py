"""What the window knows of this laptop's scanners."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from kiosk.core.codes.devices import Found, Health, Source


class ScannerNews(QObject):
    """Screens listen here; whoever owns the scanners tells their news with ``tell_health`` and the signals.

    ``found`` lists the devices that this computer has, ``recognise`` tells whether a text is a code of the open event.
    While ``testing`` is on, codes are only shown where scanners are set up, and nobody is checked in.
    """

    health_changed = Signal(Source)
    arrived = Signal(Source, str)  # the characters as they came
    preview = Signal(QImage)  # what the camera sees, while it is wanted
    preview_wanted = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._health = dict.fromkeys(Source, Health.OFF)
        self.found: Callable[[Source], list[Found]] = lambda _source: []
        self.recognise: Callable[[str], str | None] = lambda _text: None
        self.testing = False

    def health(self, source: Source) -> Health:
        """How the scanner of this kind is now."""
        return self._health[source]

    def tell_health(self, source: Source, health: Health) -> None:
        """A scanner came, went or was switched off."""
        if health is not self._health[source]:
            self._health[source] = health
            self.health_changed.emit(source)
