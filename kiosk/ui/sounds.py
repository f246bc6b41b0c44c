"""One sound for each kind of answer: the person at the desk looks at people, not at the screen."""

import logging

from PySide6.QtCore import QObject, QUrl

from kiosk import paths
from kiosk.ui.check_in.answer_text import Kind

_FILES = {Kind.DONE: "done", Kind.ATTENTION: "attention", Kind.REFUSED: "refused", Kind.ALARM: "alarm"}
_log = logging.getLogger(__name__)


class Sounds(QObject):
    """Plays our sounds at a ``volume`` of 0 to 100; silent where the computer has no sound."""

    def __init__(self, volume: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._volume = volume
        self._effects: dict[Kind, object] | None = None

    def set_volume(self, volume: int) -> None:
        """Play at this volume from now on."""
        self._volume = volume
        for effect in (self._effects or {}).values():
            effect.setVolume(volume / 100)

    def prepare(self) -> None:
        """Load the sounds; called after the first paint, for it takes longer than a paint may."""
        if self._effects is None:
            self._effects = self._load()
            self.set_volume(self._volume)

    def play(self, kind: Kind) -> None:
        """Play the sound of ``kind``, from its start; silent before ``prepare``."""
        effect = (self._effects or {}).get(kind)
        if effect is not None and self._volume:
            effect.stop()
            effect.play()

    def _load(self) -> dict[Kind, object]:
        try:
            # imported late: sound is an optional device, and its libraries may be missing on a bare system
            from PySide6.QtMultimedia import QMediaDevices, QSoundEffect
        except ImportError as trouble:
            _log.warning("no sound: %s", trouble)
            return {}
        if not QMediaDevices.audioOutputs():
            return {}
        effects = {}
        for kind, name in _FILES.items():
            effects[kind] = QSoundEffect(self)
            effects[kind].setSource(QUrl.fromLocalFile(str(paths.resource("sounds", f"{name}.wav"))))
        return effects
