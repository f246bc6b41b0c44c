"""Folders that another program copies to its servers while we write in them.

OneDrive and its like carry a file away while an event is open, without the part that lies in its write-ahead log, and
put back what another laptop changed meanwhile: an event in such a folder is copied half written, or held when it is to
be written.  On Windows 11 the documents folder itself is one by default.
"""

import json
import os
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_BY_NAME = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "icloud drive": "iCloud Drive",
    "iclouddrive": "iCloud Drive",
    "icloud~": "iCloud Drive",
    "com~apple~clouddocs": "iCloud Drive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "구글 드라이브": "Google Drive",
    "mybox": "Naver MYBOX",
    "naver mybox": "Naver MYBOX",
    "네이버 mybox": "Naver MYBOX",
    "naver cloud": "Naver MYBOX",
    "네이버 클라우드": "Naver MYBOX",
    "box sync": "Box",
    "box-box": "Box",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "synologydrive": "Synology Drive",
    "synology drive": "Synology Drive",
    "pclouddrive": "pCloud",
    "mega": "MEGA",
}
_ROOTS_OF_A_DRIVE = {"my drive": "Google Drive", "내 드라이브": "Google Drive", "mybox": "Naver MYBOX"}
"""What such a program calls the one folder of a drive of its own, as in ``G:\\My Drive``."""

_BEHIND_A_NAME = (" - ", "-", " (", "_")
"""What stands between the name of a service and that of a company or an account, as in ``OneDrive - 한국대학교``."""

_LEFT_IN_ROOTS = {
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".dropbox.cache": "Dropbox",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
    ".owncloudsync.log": "Nextcloud",
    ".nextcloudsync.log": "Nextcloud",
    ".stfolder": "Syncthing",
    ".SynologyWorkingDirectory": "Synology Drive",
}
_IN_ENVIRONMENT = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
_SYNC_ROOTS = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Explorer\SyncRootManager"


def service_of(path: Path) -> str:
    """What the service is called that copies the folder of ``path`` away; empty where none is known to."""
    place = Path(os.path.abspath(path.expanduser()))  # noqa: PTH100 - links are looked at beside, not in its place
    with suppress(OSError):
        return next(filter(None, map(_of_place, dict.fromkeys((place, place.resolve())))), "")
    return _of_place(place)


def _of_place(place: Path) -> str:
    folders = [place, *place.parents]
    for number, name in enumerate(place.parts):
        if service := _named(name, under_root=number == 1):
            return service
    for root, service in (*_roots_by_environment(), *_roots_of_dropbox(), *_roots_of_windows()):
        if root in folders:
            return service
    return next((_LEFT_IN_ROOTS[sign] for folder in folders for sign in _LEFT_IN_ROOTS if _is_there(folder / sign)), "")


def _named(name: str, *, under_root: bool) -> str:
    plain = unicodedata.normalize("NFC", name).casefold()
    if under_root and plain in _ROOTS_OF_A_DRIVE:
        return _ROOTS_OF_A_DRIVE[plain]
    for known, service in _BY_NAME.items():
        if plain == known or (known.endswith("~") and plain.startswith(known)):
            return service
        if plain.startswith(tuple(known + behind for behind in _BEHIND_A_NAME)) and known != "mega":
            return service
    return ""


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _roots_by_environment() -> Iterator[tuple[Path, str]]:
    for name in _IN_ENVIRONMENT:
        if folder := os.environ.get(name, ""):
            yield Path(folder), "OneDrive"


def _roots_of_dropbox() -> Iterator[tuple[Path, str]]:
    """Dropbox notes where its folders are; they may have any name."""
    homes = [Path(home) for name in ("APPDATA", "LOCALAPPDATA") if (home := os.environ.get(name, ""))]
    for file in (*(home / "Dropbox" / "info.json" for home in homes), Path.home() / ".dropbox" / "info.json"):
        with suppress(OSError, ValueError, AttributeError):
            for account in json.loads(file.read_text(encoding="utf-8")).values():
                if isinstance(account, dict) and isinstance(account.get("path"), str):
                    yield Path(account["path"]), "Dropbox"


def _roots_of_windows() -> Iterator[tuple[Path, str]]:
    """Where programs told Windows that they keep copies of files: OneDrive, Dropbox, iCloud and others do."""
    if sys.platform != "win32":
        return
    import winreg  # imported late: only Windows has it

    with suppress(OSError), winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _SYNC_ROOTS) as providers:
        for number in range(winreg.QueryInfoKey(providers)[0]):
            provider = winreg.EnumKey(providers, number)
            with suppress(OSError), winreg.OpenKey(providers, rf"{provider}\UserSyncRoots") as roots:
                for value in range(winreg.QueryInfoKey(roots)[1]):
                    yield Path(str(winreg.EnumValue(roots, value)[1])), provider.partition("!")[0]
