"""Where the program's own files and one laptop's files are."""

import os
import sys
from pathlib import Path

import platformdirs

from kiosk.synced_folders import service_of

EVENT_SUFFIX = ".kiosk"
"""What the name of an event's file ends with; systems that know it open such a file with this program."""

_HERE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """Path of a file shipped with the program, in a checkout, an installed wheel or a bundle alike."""
    bundled = Path(getattr(sys, "_MEIPASS", "")) / "resources" if hasattr(sys, "_MEIPASS") else None
    for root in (bundled, _HERE / "resources", _HERE.parent / "resources"):
        if root is not None and root.is_dir():
            return root.joinpath(*parts)
    raise FileNotFoundError("the program's resources folder is missing: install it again")


def config_folder() -> Path:
    """Folder of this laptop's device settings; made when it is first written to.

    ``KIOSK_CONFIG`` names another one, on every system: for trying the program without touching what it knows.
    """
    return Path(os.environ.get("KIOSK_CONFIG") or platformdirs.user_config_dir("kiosk", appauthor=False))


def data_folder() -> Path:
    """Folder of what this laptop keeps besides event files: the server of a hub made here.

    Root's own folder is closed to the user a server must run as in root's place, so there it is the system's.
    """
    is_root = sys.platform.startswith("linux") and os.geteuid() == 0
    if is_root and "XDG_DATA_HOME" not in os.environ:
        return Path("/var/lib/kiosk")
    return Path(platformdirs.user_data_dir("kiosk", appauthor=False))


def documents_folder() -> Path:
    """The user's documents folder; the home folder where there is none."""
    documents = Path(platformdirs.user_documents_dir())
    return documents if documents.is_dir() else Path.home()


def place_for_events() -> Path:
    """Where new events are offered a place: the documents folder, or the home folder where a service that copies files
    away keeps the documents (``kiosk.synced_folders``).
    """
    documents = documents_folder()
    return Path.home() if service_of(documents) and not service_of(Path.home()) else documents


def cache_folder() -> Path:
    """Folder of what can be made again at any time."""
    return Path(platformdirs.user_cache_dir("kiosk", appauthor=False))


def log_folder() -> Path:
    """Folder of the program's own log, which never holds names or ticket codes."""
    return Path(platformdirs.user_log_dir("kiosk", appauthor=False))
