"""How loud this laptop is, and what each of its sounds means."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSlider, QWidget

from kiosk.ui.check_in.answer_text import Kind
from kiosk.ui.desk import Desk
from kiosk.ui.settings.section import Section
from kiosk.ui.sounds import Sounds
from kiosk.ui.widgets import page, theme
from kiosk.wording import _

_SOUNDS = (Kind.DONE, Kind.ATTENTION, Kind.REFUSED, Kind.ALARM)


class SoundSection(Section):
    """The volume, and a button to hear each sound."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._sounds = Sounds(desk.settings.volume, self)
        self._volume_label, self.volume = page.text("heading"), QSlider(Qt.Orientation.Horizontal)
        self._volume_number = page.text("hint", wrap=False)
        self._volume_number.setFixedWidth(theme.px(90))
        self._try = [page.button("chip") for _sound in _SOUNDS]
        self.volume.setRange(0, 100)
        self.volume.setPageStep(10)
        self.volume.setValue(desk.settings.volume)
        self.volume.valueChanged.connect(self._on_volume)
        for button, kind in zip(self._try, _SOUNDS, strict=True):
            button.clicked.connect(lambda _checked=False, kind=kind: self._on_try(kind))
        below = page.row(*self._try, None, spacing=10)
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
        texts = (_("Checked in"), _("Attention"), _("Refused"), _("Not stored"))
        for button, text in zip(self._try, texts, strict=True):
            button.setText(text)
            button.setToolTip(_("Play this sound"))
        self._show_volume()

    def _on_volume(self, volume: int) -> None:
        self._sounds.set_volume(volume)
        self.device.change(volume=volume)
        self._show_volume()

    def _on_try(self, kind: Kind) -> None:
        self._sounds.prepare()
        self._sounds.play(kind)

    def _show_volume(self) -> None:
        volume = self.volume.value()
        self._volume_number.setText(_("{volume} %").format(volume=volume) if volume else _("off"))
