"""The head of the self-service screen: whose event it is, and the time."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QWidget

from kiosk.core.event import EventDetails
from kiosk.core.texts import in_language
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.plain import PlainLabel

_NAME, _TIME = 0.8, 0.8
"""Sizes in least letters: name and time are read, and the greeting first."""


class Head(QFrame):
    """Picture and name of the event at the left, the time at the right."""

    def __init__(self, details: EventDetails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._details = details
        self._pixels = QPixmap()
        self.picture, self.clock = PlainLabel(), PlainLabel()
        self.name = ElidedLabel("", cut=Qt.TextElideMode.ElideRight)
        self.picture.hide()
        theme.set_look(self, "foot")
        layout = page.row(self.picture, self.name, self.clock, spacing=20)
        layout.setStretch(1, 1)
        layout.setContentsMargins(theme.px(28), theme.px(10), theme.px(28), theme.px(10))
        self.setLayout(layout)

    def show_picture(self, png: bytes) -> None:
        """Show the event's picture; none where it has none."""
        self._pixels = QPixmap()
        self._pixels.loadFromData(png)
        self.picture.setVisible(not self._pixels.isNull())

    def say_name(self, language: str) -> None:
        """Name the event in a language."""
        name = in_language(self._details.names, language)
        self.name.tell(name)
        self.picture.setAccessibleName(name)

    def fit(self, letter: int) -> None:
        """Take the least letter of this screen, in pixels."""
        self.name.setStyleSheet(f"font-size: {round(letter * _NAME)}px; font-weight: 700;")
        self.clock.setStyleSheet(f"font-size: {round(letter * _TIME)}px; font-weight: 800;")
        if not self._pixels.isNull():
            smooth = Qt.TransformationMode.SmoothTransformation
            self.picture.setPixmap(self._pixels.scaledToHeight(round(letter * 1.6), smooth))
