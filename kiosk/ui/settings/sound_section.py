"""How loud this laptop is, and what each of its sounds means."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSlider, QWidget

from kiosk.ui.services.desk import Desk
from kiosk.ui.services.sounds import Sound, Sounds
from kiosk.ui.settings.section import Section
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.flow import FlowBox
from kiosk.words.catalogue import N_, _

_SOUNDS = {
    Sound.DONE: N_("Checked in"),
    Sound.LEFT: N_("Left"),
    Sound.ATTENTION: N_("Attention"),
    Sound.REFUSED: N_("Refused"),
    Sound.ALARM: N_("Not saved"),
    Sound.LOST_DEVICE: N_("Scanner lost"),
    Sound.CALL: N_("Staff called"),
}


class SoundSection(Section):
    """The volume, and a button to hear each sound."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._sounds = Sounds(desk.settings.volume, self)
        self._volume_label, self.volume = page.text("heading"), QSlider(Qt.Orientation.Horizontal)
        self._volume_number = page.text("hint", wrap=False)
        self._volume_number.setFixedWidth(theme.px(90))
        self._try = {sound: page.button("chip") for sound in _SOUNDS}
        self.volume.setRange(0, 100)
        self.volume.setPageStep(10)
        self.volume.setValue(desk.settings.volume)
        self.volume.valueChanged.connect(self._on_volume)
        for sound, button in self._try.items():
            button.clicked.connect(lambda _checked=False, sound=sound: self._on_try(sound))
        below = FlowBox(*self._try.values(), spacing=10)
        self.add_row(self._volume_label, page.row(self.volume, self._volume_number), below)
        self.retranslate()

    @staticmethod
    def title() -> str:
        """What the list of sections calls it."""
        return _("Sound")

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self._volume_label.setText(_("Volume"))
        self.volume.setAccessibleName(self._volume_label.text())
        for sound, button in self._try.items():
            button.setText(_(_SOUNDS[sound]))
            button.setToolTip(_("Play this sound"))
        self._show_volume()

    def _on_volume(self, volume: int) -> None:
        self._sounds.set_volume(volume)
        self.device.change(volume=volume)
        self._show_volume()

    def _on_try(self, sound: Sound) -> None:
        self._sounds.prepare()
        self._sounds.play(sound)

    def _show_volume(self) -> None:
        volume = self.volume.value()
        self._volume_number.setText(_("{volume} %").format(volume=volume) if volume else _("off"))
