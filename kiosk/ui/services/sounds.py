"""One sound for each kind of answer: the person at the desk looks at people, not at the screen."""

import logging
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QLoggingCategory, QObject, QUrl

from kiosk import paths

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QSoundEffect

_log = logging.getLogger(__name__)

# What a missing sound system has to say fills terminals and helps nobody.
NO_NOISE = "qt.multimedia.*=false"
# Qt tells that there is no PulseAudio in no category of its own, when it is first asked for what can be heard.
_NO_WARNING = f"{NO_NOISE}\ndefault.warning=false"


class Sound(StrEnum):
    """What can be heard: each kind of answer, and what happens besides.  The names are those of the files."""

    DONE = "done"
    LEFT = "left"
    ATTENTION = "attention"
    REFUSED = "refused"
    ALARM = "alarm"
    LOST_DEVICE = "lost-device"
    CALL = "call"


class Sounds(QObject):
    """Plays our sounds at a ``volume`` of 0 to 100; silent where the computer has no sound."""

    def __init__(self, volume: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._volume = volume
        self._effects: dict[str, QSoundEffect] | None = None

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

    def play(self, sound: str) -> None:
        """Play a ``Sound``, from its start; an answer's kind names its own.  Silent before ``prepare``."""
        effect = (self._effects or {}).get(str(sound))
        if effect is not None and self._volume:
            effect.stop()
            effect.play()

    def _load(self) -> dict[str, "QSoundEffect"]:
        if not loudspeakers():
            return {}
        from PySide6.QtMultimedia import QSoundEffect  # imported late: as in `loudspeakers`

        effects = {}
        for sound in Sound:
            effects[sound.value] = QSoundEffect(self)
            effects[sound.value].setSource(QUrl.fromLocalFile(str(paths.resource("sounds", f"{sound}.wav"))))
        return effects


def loudspeakers() -> int:
    """How many loudspeakers this laptop has; none where the libraries of sound are missing, which is noted."""
    QLoggingCategory.setFilterRules(_NO_WARNING)
    try:
        # imported late: sound is an optional device, and its libraries may be missing on a bare system
        from PySide6.QtMultimedia import QMediaDevices
    except ImportError as trouble:
        _log.warning("no sound: %s", trouble)
        return 0
    else:
        return len(QMediaDevices.audioOutputs())
    finally:
        QLoggingCategory.setFilterRules(NO_NOISE)
