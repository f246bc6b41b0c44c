"""Names that no file can have, said as such before anything is made under them.

What Windows keeps for itself is refused for new files on every system: an event is carried to other laptops.
"""

import os
import re
import sys
from pathlib import Path

from kiosk.errors import KioskError

_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])[ .]*(\.|$)", re.IGNORECASE)
_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*\x00-\x1f]')
_LONGEST_NAME = 255  # bytes of UTF-8; on Windows letters
_LONGEST_PATH = 259  # letters, on a Windows whose long paths are not switched on
_BESIDE = 8
"""Letters by which what SQLite keeps beside a file, or its lock, is longer."""


def check_new(path: Path) -> None:
    """Refuse a name under which no file should be made: ``system.reserved_name`` (one of Windows' own devices),
    ``system.odd_end`` (a dot or space that Windows drops), ``system.forbidden_signs`` and ``system.too_long``.
    """
    name = path.name
    if is_device(path):
        raise KioskError("system.reserved_name", file=name)
    if name != name.rstrip(". ") and name.strip("."):
        raise KioskError("system.odd_end", file=name)
    signs = dict.fromkeys(_NOT_ON_WINDOWS.findall(name))
    if signs and (sys.platform == "win32" or any(sign < " " for sign in signs)):
        raise KioskError("system.forbidden_signs", file=_NOT_ON_WINDOWS.sub("·", name), signs=_shown(signs))
    refuse_too_long(path, _BESIDE)


def is_device(path: Path) -> bool:
    """Whether Windows takes the name for a device, with whatever ending: ``CON``, ``nul.kiosk``."""
    return _DEVICES.match(path.name) is not None


def refuse_device(path: Path) -> None:
    """On Windows refuse to open a device in place of a file: reading the console would never end."""
    if sys.platform == "win32" and is_device(path):
        raise KioskError("system.reserved_name", file=path.name)


def refuse_too_long(path: Path, beside: int = 0) -> None:
    """Refuse a name, or on Windows a whole path, that is longer than this system takes: ``system.too_long``.

    ``beside`` is by how much the names of what will lie beside it are longer.
    """
    if sys.platform != "win32":
        too_long = len(os.fsencode(path.name)) > _LONGEST_NAME - beside
    else:
        too_long = len(path.name) > _LONGEST_NAME - beside or (
            len(str(path.absolute())) > _LONGEST_PATH - beside and not _long_paths_are_on()
        )
    if too_long:
        raise KioskError("system.too_long", file=path.name, length=len(str(path.absolute())))


def _long_paths_are_on() -> bool:
    if sys.platform != "win32":
        return True
    import ctypes  # imported late: start-up time

    try:
        return bool(ctypes.windll.ntdll.RtlAreLongPathsEnabled())
    except (AttributeError, OSError):
        return False


def _shown(signs: dict[str, None]) -> str:
    return " ".join(sign if sign.isprintable() else f"\\x{ord(sign):02x}" for sign in signs)
