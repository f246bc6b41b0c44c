"""The camera of this laptop as a scanner."""

from PySide6.QtGui import QHideEvent, QImage, QShowEvent
from PySide6.QtWidgets import QComboBox, QWidget

from kiosk.core.codes.devices import Health, Source
from kiosk.ui.services.desk import Desk
from kiosk.ui.settings.arrivals import Arrivals
from kiosk.ui.settings.camera_preview import CameraPreview
from kiosk.ui.settings.section import Section
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.flow import FoldingRow
from kiosk.words.catalogue import _
from kiosk.words.scanners import advice, light_text


class CameraSection(Section):
    """On and off, which camera, what it sees, and what it reads."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._news, settings = desk.device.scanners, desk.settings
        self._label, self.camera = page.text("heading"), page.check(settings.camera_scanner)
        self.choice, self.mirror = QComboBox(), page.check(settings.camera_mirrored)
        self._state, self._hint = page.text("hint"), page.text("hint")
        self.preview = CameraPreview()
        self.arrivals = Arrivals(self._news)
        self.choice.setMinimumWidth(theme.px(420))
        self._connect()
        self.add_row(self._label, self.camera, self._hint, page.row(self.choice, None), self._state)
        shown, arrived = page.column(self.preview, self.mirror, None), page.column(self.arrivals, None)
        seen = FoldingRow(shown, arrived, spacing=28, shares=(0, 1))
        self.add_wide(seen)
        self.retranslate()

    @staticmethod
    def title() -> str:
        """What the list of sections calls it."""
        return _("Camera")

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self._label.setText(_("Camera"))
        self.camera.setText(_("Read QR codes with the camera"))
        self._hint.setText(_("Hold up one code at a time, a hand's width away. Pictures are not saved."))
        self.choice.setAccessibleName(_("Which camera"))
        self.mirror.setText(_("Mirror the picture"))
        self.preview.setAccessibleName(_("What the camera sees"))
        self._fill_cameras()
        self._show_state()

    def showEvent(self, event: QShowEvent) -> None:
        """List the cameras that are there now, and ask for their pictures."""
        super().showEvent(event)
        self._fill_cameras()
        self._news.preview_wanted.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks any more."""
        super().hideEvent(event)
        self._news.preview_wanted.emit(False)

    def _connect(self) -> None:
        self.camera.toggled.connect(lambda on: self.device.change(camera_scanner=on))
        self.choice.activated.connect(lambda: self.device.change(camera=self.choice.currentData()))
        self.mirror.toggled.connect(self._on_mirror)
        self._news.health_changed.connect(self._on_health)
        self._news.preview.connect(self._on_preview)

    def _fill_cameras(self) -> None:
        """The cameras of now, and the one that was chosen although it is unplugged."""
        chosen = self.device.settings.camera
        self.choice.clear()
        self.choice.addItem(_("System default"), "")
        for found in self._news.found(Source.CAMERA):
            self.choice.addItem(found.name, found.key)
        if self.choice.findData(chosen) < 0:
            self.choice.addItem(_("The chosen camera (not connected)"), chosen)
        self.choice.setCurrentIndex(self.choice.findData(chosen))
        self.preview.is_mirrored = self.device.settings.camera_mirrored

    def _on_mirror(self, on: bool) -> None:
        self.device.change(camera_mirrored=on)
        self.preview.is_mirrored = on
        self.preview.update()

    def _on_preview(self, picture: QImage) -> None:
        if self._news.health(Source.CAMERA) is Health.READY:
            self.preview.show_picture(picture)

    def _on_health(self, source: Source) -> None:
        if source is Source.CAMERA:
            self._show_state()

    def _show_state(self) -> None:
        health = self._news.health(Source.CAMERA)
        theme.set_look(self._state, "trouble" if health.is_trouble else "hint")
        self._state.setText("  ".join(filter(None, (light_text(Source.CAMERA, health), advice(Source.CAMERA, health)))))
        self.preview.say(_("No picture yet") if self.device.settings.camera_scanner else _("The camera is off"))
        if health is not Health.READY:
            self.preview.show_picture(QImage())
