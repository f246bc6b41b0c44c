"""This laptop's own settings while the window is open."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from kiosk import settings
from kiosk.settings import Settings
from kiosk.ui.services.scanner_news import ScannerNews


class Device(QObject):
    """Holds the settings of this laptop; ``change`` keeps and tells them at once; ``scanners`` has their news.

    ``language`` is the one to speak: a choice made here holds at once, also over ``KIOSK_LANGUAGE``.
    """

    changed = Signal()
    not_kept = Signal(str)  # why the settings could not be written

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings: Settings = settings.load()
        self.language = settings.language_of(self.settings)
        self.scanners = ScannerNews(self)

    def change(self, **values: Any) -> None:
        """Take new values for some settings and write them; they hold for this run even when that fails."""
        changed, language = replace(self.settings, **values), values.get("language", self.language)
        if (changed, language) == (self.settings, self.language):
            return
        self.settings, self.language = changed, language
        try:
            settings.save(changed)
        except OSError as trouble:
            self.not_kept.emit(trouble.strerror or type(trouble).__name__)
        self.changed.emit()
