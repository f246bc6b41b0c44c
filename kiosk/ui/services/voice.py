"""Speaks to attendees with the voices of the system, in their language; silent where it has none."""

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject

if TYPE_CHECKING:
    from PySide6.QtTextToSpeech import QTextToSpeech

_log = logging.getLogger(__name__)
_SILENT = "mock"
"""Qt's own engine for tests, which makes no sound."""


class Voice(QObject):
    """``engine`` names one of Qt's; empty is the system's own.  Nothing is loaded before it is wanted."""

    def __init__(self, parent: QObject | None = None, *, engine: str = "") -> None:
        super().__init__(parent)
        self._name = engine
        self._speech: QTextToSpeech | None = None
        self._locales: dict[str, QLocale] = {}
        self._was_loaded = False

    def speaks(self, language: str) -> bool:
        """Whether the system has a voice for this language; asking loads its speech."""
        self._load()
        return language in self._locales

    def languages(self) -> frozenset[str]:
        """The languages (ISO 639) that the system has a voice for; asking loads its speech."""
        self._load()
        return frozenset(self._locales)

    def say(self, sentence: str, language: str) -> None:
        """Speak a sentence in place of the one being spoken."""
        if not self.speaks(language) or self._speech is None:
            return
        self._speech.stop()
        if self._speech.locale() != self._locales[language]:
            self._speech.setLocale(self._locales[language])
        self._speech.say(sentence)

    def be_silent(self) -> None:
        """End what is being spoken."""
        if self._speech is not None:
            self._speech.stop()

    def _load(self) -> None:
        if self._was_loaded:
            return
        self._was_loaded = True
        try:
            # imported late: speech is an optional device, and its libraries may be missing on a bare system
            from PySide6.QtTextToSpeech import QTextToSpeech
        except ImportError as trouble:
            _log.warning("no speech: %s", trouble)
            return
        if not self._name and not set(QTextToSpeech.availableEngines()) - {_SILENT}:
            return
        # Qt's list is in no order; without a name it takes the engine that suits the system best.
        speech = QTextToSpeech(self._name, self) if self._name else QTextToSpeech(self)
        if speech.state() is QTextToSpeech.State.Error:
            _log.warning("no speech: %s", speech.errorReason().name)
            return
        self._speech = speech
        for locale in speech.availableLocales():
            self._locales.setdefault(locale.bcp47Name().partition("-")[0], locale)
