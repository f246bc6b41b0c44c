"""Where this laptop has put copies of an event: folders for safe copies, also former ones, and files of backups.

Kept with the device and not in the event: a path means something on one laptop only, and a copy is made from an event
that is open for reading.
"""

import json
import logging
from pathlib import Path

from kiosk import paths, whole_files

_log = logging.getLogger(__name__)


def places_of(mark: str) -> tuple[Path, ...]:
    """Folders and files where copies of the event with this mark were put, in the order in which they came."""
    return tuple(map(Path, _read().get(mark, ())))


def note_place(mark: str, place: Path) -> None:
    """Remember a folder or file; what cannot be written is told in the program's log and keeps nobody from copying."""
    known, text = _read(), str(place.resolve())
    if text not in known.get(mark, ()):
        _write({**known, mark: [*known.get(mark, ()), text]})


def forget_place(mark: str, place: Path) -> None:
    """Nothing of the event is there any more."""
    known = _read()
    if str(place) in known.get(mark, ()):
        _write({**known, mark: [one for one in known[mark] if one != str(place)]})


def _read() -> dict[str, list[str]]:
    try:
        stored = json.loads(_file().read_text(encoding="utf-8"))
        return {str(mark): [str(place) for place in places] for mark, places in stored.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _write(known: dict[str, list[str]]) -> None:
    try:
        whole_files.write_text(_file(), json.dumps(known, ensure_ascii=False, indent=1))
    except OSError as trouble:
        _log.warning("the places of copies could not be noted: %s", trouble.strerror)


def _file() -> Path:
    return paths.config_folder() / "copies.json"
