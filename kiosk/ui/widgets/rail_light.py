"""A light at the foot of the navigation: picture, word and colour tell the same, the tool tip tells all of it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui.widgets import theme
from kiosk.ui.widgets.focus import ToolButton
from kiosk.ui.widgets.plain import plain_tip
from kiosk.ui.widgets.retranslated import Retranslated


class RailLight(Retranslated, ToolButton):
    """As wide as the navigation; what it shows is set by ``retranslate``, by way of ``show_light``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        # A long word must not make the navigation wider.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("light", "yes")  # smaller letters: a light says more than a button
        theme.set_look(self, "rail")

    def show_light(self, picture: str, colour: QColor, text: str, sentence: str) -> None:
        """Show a picture in a colour beside a word; the sentence is the tool tip, also for screen readers."""
        self.setText(text)
        self.setIcon(theme.icon(picture, colour))
        self.setIconSize(QSize(theme.px(26), theme.px(26)))
        self.setToolTip(plain_tip(sentence))
        self.setAccessibleDescription(sentence)
