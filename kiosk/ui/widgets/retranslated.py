"""Switching the language while a widget is on the screen."""

from PySide6.QtCore import QEvent


class Retranslated:
    """Mix-in, named before a widget class: its ``retranslate`` sets every text anew when the language changes."""

    def changeEvent(self, event: QEvent) -> None:
        """What Qt tells every widget of; the language is among it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
