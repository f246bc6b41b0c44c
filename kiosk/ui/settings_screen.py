"""Settings of this laptop: what it is called, its sound, its language."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QSlider, QWidget

from kiosk.settings import DEFAULT_DESK
from kiosk.ui.check_in.answer_text import Kind
from kiosk.ui.desk import Desk
from kiosk.ui.sounds import Sounds
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.wording import LANGUAGES, _

LANGUAGE_NAMES = {"ko": "한국어", "en": "English"}
_MOST_CHARACTERS = 30
_SOUNDS = (Kind.DONE, Kind.ATTENTION, Kind.REFUSED, Kind.ALARM)


class SettingsScreen(Retranslated, QWidget):
    """Every change holds at once and is kept on this laptop, not in the event."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._device = desk.device
        self._sounds = Sounds(desk.settings.volume, self)
        self._title, self._hint = page.text("title"), page.text("hint")
        self._name_label, self._name, self._name_hint = page.text("heading"), QLineEdit(), page.text("hint")
        self._language_label, self._language = page.text("heading"), QComboBox()
        self._volume_label, self._volume = page.text("heading"), QSlider(Qt.Orientation.Horizontal)
        self._volume_number = page.text("hint", wrap=False)
        self._try = [page.button("chip") for _sound in _SOUNDS]
        self._fill()
        self._connect()
        self._arrange()
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self._title.setText(_("Settings of this laptop"))
        self._hint.setText(_("They stay on this computer and are not part of the event."))
        self._name_label.setText(_("Name of this desk"))
        self._name_hint.setText(_("The other desks and the log call it so: give each desk another name."))
        self._language_label.setText(_("Language"))
        self._volume_label.setText(_("Sound"))
        for label, control in (
            (self._name_label, self._name), (self._language_label, self._language), (self._volume_label, self._volume)
        ):  # fmt: skip
            control.setAccessibleName(label.text())
        texts = (_("Checked in"), _("Attention"), _("Refused"), _("Not stored"))
        for button, text in zip(self._try, texts, strict=True):
            button.setText(text)
            button.setToolTip(_("Play this sound"))
        self._show_volume()

    def _fill(self) -> None:
        settings = self._device.settings
        self._name.setText(settings.desk)
        self._name.setPlaceholderText(DEFAULT_DESK)
        self._name.setMaxLength(_MOST_CHARACTERS)
        for language in LANGUAGES:
            self._language.addItem(LANGUAGE_NAMES[language], language)
        self._show_language()
        self._volume.setRange(0, 100)
        self._volume.setPageStep(10)
        self._volume.setValue(settings.volume)

    def _connect(self) -> None:
        self._name.editingFinished.connect(lambda: self._device.change(desk=self._name.text().strip()))
        self._language.activated.connect(lambda: self._device.change(language=self._language.currentData()))
        self._volume.valueChanged.connect(self._on_volume)
        self._device.changed.connect(self._show_language)
        for button, kind in zip(self._try, _SOUNDS, strict=True):
            button.clicked.connect(lambda _checked=False, kind=kind: self._on_try(kind))

    def _on_volume(self, volume: int) -> None:
        self._sounds.set_volume(volume)
        self._device.change(volume=volume)
        self._show_volume()

    def _on_try(self, kind: Kind) -> None:
        self._sounds.prepare()
        self._sounds.play(kind)

    def _show_volume(self) -> None:
        volume = self._volume.value()
        self._volume_number.setText(_("{volume} %").format(volume=volume) if volume else _("off"))

    def _show_language(self) -> None:
        """The language can be changed elsewhere too."""
        self._language.setCurrentIndex(self._language.findData(self._device.settings.language))

    def _arrange(self) -> None:
        card, grid = page.card(), QGridLayout()
        grid.setContentsMargins(theme.px(40), theme.px(36), theme.px(40), theme.px(36))
        grid.setHorizontalSpacing(theme.px(40))
        grid.setVerticalSpacing(theme.px(14))
        grid.setColumnMinimumWidth(0, theme.px(280))
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._name_label, 0, 0)
        grid.addWidget(self._name, 0, 1)
        grid.addWidget(self._name_hint, 1, 1)
        grid.setRowMinimumHeight(2, theme.px(20))
        grid.addWidget(self._language_label, 3, 0)
        grid.addWidget(self._language, 3, 1)
        grid.setRowMinimumHeight(4, theme.px(20))
        grid.addWidget(self._volume_label, 5, 0)
        grid.addLayout(page.row(self._volume, self._volume_number), 5, 1)
        grid.addLayout(page.row(*self._try, None, spacing=10), 6, 1)
        card.setLayout(grid)
        card.setMaximumWidth(theme.px(1200))
        self._volume_number.setFixedWidth(theme.px(90))
        self.setLayout(page.column(self._title, self._hint, 12, card, None, margins=44))
