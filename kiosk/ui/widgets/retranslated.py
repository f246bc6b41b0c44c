"""Switching the language while a widget is on the screen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    _Widget = QWidget
else:  # a second widget among the bases would be one too many
    _Widget = object


class Retranslated(_Widget):
    """Mix-in, named before a widget class: its ``retranslate`` sets every text anew when the language changes."""

    def changeEvent(self, event: QEvent) -> None:
        """What Qt tells every widget of; the language is among it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    if TYPE_CHECKING:

        def retranslate(self) -> None:
            """Say everything again in the language in use; every widget of this kind has its own."""
