"""Which language the system speaks to its user, asked of the system itself.

Python's own ``locale`` is no help: Windows gives it names in English (``Korean_Korea``), and for the locale C it says
something else on Python 3.11 than on 3.13.
"""

import ctypes
import plistlib
import sys
from contextlib import suppress
from pathlib import Path

_ROOM = 85  # letters of the longest name of a language on Windows (LOCALE_NAME_MAX_LENGTH)


def tag() -> str:
    """The language as BCP 47 names it (``ko-KR``); empty where only environment variables could tell."""
    with suppress(OSError, AttributeError, ValueError, KeyError, IndexError):
        if sys.platform == "win32":
            return _of_windows()
        if sys.platform == "darwin":
            return _of_macos(Path.home() / "Library" / "Preferences" / ".GlobalPreferences.plist")
    return ""


def _of_windows() -> str:
    """The language that Windows shows its own texts in, which may differ from how it writes numbers and dates."""
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    name = ctypes.create_unicode_buffer(_ROOM)
    kernel.LCIDToLocaleName(kernel.GetUserDefaultUILanguage(), name, _ROOM, 0)
    return name.value


def _of_macos(preferences: Path) -> str:
    """The first of the languages that the user put in order."""
    with preferences.open("rb") as file:
        return str(plistlib.load(file)["AppleLanguages"][0])
