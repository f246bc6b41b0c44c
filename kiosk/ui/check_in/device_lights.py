"""A light for each scanner that can be lost: nobody may wait for codes that cannot come."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QWidget

from kiosk.core.codes.devices import Health, Source
from kiosk.ui.services.scanner_news import ScannerNews
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.picture import Picture
from kiosk.ui.widgets.plain import plain_tip
from kiosk.ui.widgets.present import present
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.words.scanners import advice, light_text


class Light(QFrame):
    """A symbol and a few words; quiet while all is well, red when the device is lost, absent while it is off."""

    def __init__(self) -> None:
        super().__init__()
        self._sign, self._text = Picture("tick", 26, theme.GOOD), page.text(wrap=False)
        self.setLayout(page.row(self._sign, self._text, spacing=10))
        self.hide()

    @property
    def text(self) -> str:
        """What the light says; empty while it is absent."""
        return "" if self.isHidden() else self._text.text()

    def show_health(self, source: Source, health: Health) -> None:
        """Show how the device is."""
        lost = health.is_trouble
        theme.set_look(self, "light-lost" if lost else "light")
        theme.set_look(self._text, "light-lost" if lost else "light")
        self._sign.show_picture("warning" if lost else "tick", theme.AMBER if lost else theme.GOOD)
        self._text.setText(light_text(source, health))
        self.setToolTip(plain_tip(advice(source, health)))
        self.setAccessibleName(f"{self._text.text()}. {self.toolTip()}")
        present(self.layout()).setContentsMargins(theme.px(14), 0, theme.px(14), 0)
        self.setVisible(health is not Health.OFF)
        if lost:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleName()))


class DeviceLights(Retranslated, QWidget):
    """The lights of the serial scanner and the camera; a scanner that types cannot be told from a keyboard."""

    def __init__(self, news: ScannerNews, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._news = news
        self.lights = {source: Light() for source in (Source.SERIAL, Source.CAMERA)}
        self.setLayout(page.row(*self.lights.values(), spacing=12))
        news.health_changed.connect(self._show)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        for source in self.lights:
            self._show(source)

    def _show(self, source: Source) -> None:
        if source in self.lights:
            self.lights[source].show_health(source, self._news.health(source))
