"""What helps people who see, hear or move differently at the self-service screen: contrast, voice, one switch."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QPushButton, QWidget

from kiosk.settings import Settings
from kiosk.ui.services.voice import Voice
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.present import application, present
from kiosk.words.catalogue import N_, say

ASKED, ALWAYS = "asked", "always"
"""When the screen speaks: once somebody presses the key for it, or to everybody."""


class Aids(QObject):
    """The keys ``contrast`` and ``voice``, and a ring that moves on by itself where a single switch is used.

    Whatever one person turned on is off again for the next.
    """

    def __init__(self, window: QWidget, settings: Settings, *, voice: Voice | None = None) -> None:
        super().__init__(window)
        self._window, self._settings = window, settings
        self._voice = voice or Voice(self)
        self._usual = theme.in_use()
        self._language, self._spoken = "", ""
        self.contrast, self.voice = page.button(), page.button()
        for button, picture in ((self.contrast, "contrast"), (self.voice, "voice")):
            button.setCheckable(True)
            button.setIcon(theme.icon(picture))
        self.voice.setVisible(bool(settings.self_service_voice))
        self._stepping = QTimer(self, interval=settings.self_service_step * 1000)
        if settings.self_service_step:
            self._stepping.start()
        self._stepping.timeout.connect(self._step)
        self.contrast.toggled.connect(self._on_contrast)
        self.voice.toggled.connect(self._on_voice)
        application().focusChanged.connect(self._on_focus)

    def begin_anew(self) -> None:
        """Nobody is there any more."""
        self.contrast.setChecked(False)
        self.voice.setChecked(self._settings.self_service_voice == ALWAYS)

    def say_names(self, language: str) -> None:
        """Name the keys in a language; the voice is offered where the system has one for it."""
        self._language = language
        self.contrast.setAccessibleName(say(N_("High contrast"), language))
        self.voice.setAccessibleName(say(N_("Spoken guidance"), language))
        self.voice.setVisible(bool(self._settings.self_service_voice) and self._voice.speaks(language))

    def speak(self, sentence: str) -> None:
        """Say what the screen says now, each once."""
        if sentence != self._spoken:
            self._spoken = sentence
            self._say(sentence)

    def end(self) -> None:
        """Leave the desk as it was."""
        self._stepping.stop()
        application().focusChanged.disconnect(self._on_focus)
        self._voice.be_silent()
        theme.use_theme(self._usual)

    def _on_contrast(self, wanted: bool) -> None:
        theme.use_theme("contrast" if wanted else self._usual)

    def _on_voice(self, wanted: bool) -> None:
        self._say(self._spoken) if wanted else self._voice.be_silent()

    def _say(self, sentence: str) -> None:
        if self.voice.isChecked() and not self.voice.isHidden() and sentence:
            self._voice.say(sentence, self._language)

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Whoever goes from key to key without seeing hears where they are."""
        if isinstance(now, QPushButton) and self._window.isAncestorOf(now):
            self._say(now.accessibleName() or now.text())

    def _step(self) -> None:
        """The ring goes on to the next key: one switch, which presses Enter, is enough for everything."""
        place = self._window.focusWidget() or self._window
        chain = [place]
        while (following := chain[-1].nextInFocusChain()) not in (None, place):
            chain.append(present(following))
        keys = (one for one in chain[1:] if isinstance(one, QPushButton) and self._window.isAncestorOf(one))
        if (key := next((one for one in keys if one.isVisible() and one.isEnabled()), None)) is not None:
            key.setFocus()
