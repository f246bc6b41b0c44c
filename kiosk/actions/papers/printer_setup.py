"""The print set-up of this laptop, kept beside its settings: printers belong to the place, not to the event."""

import json
from pathlib import Path

from kiosk import paths, whole_files
from kiosk.core.printer_setup import PrintSetup, as_values, from_values
from kiosk.errors import KioskError

_FILE = "printers.json"


def load_setup() -> PrintSetup:
    """The set-up kept on this laptop; without one nothing is assigned and nothing prints by itself."""
    try:
        return from_values(json.loads(_path().read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return PrintSetup()


def save_setup(setup: PrintSetup) -> None:
    """Keep the set-up; raises ``print.not_kept`` when the config folder cannot be written."""
    try:
        whole_files.write_text(_path(), json.dumps(as_values(setup), ensure_ascii=False, indent=1))
    except OSError as trouble:
        raise KioskError("print.not_kept", why=trouble.strerror or type(trouble).__name__) from trouble


def _path() -> Path:
    return paths.config_folder() / _FILE
