"""Where documents, exports and copies may go: never onto an event, never under a name that says something else."""

from pathlib import Path

from kiosk.errors import KioskError
from kiosk.store.event_file import SUFFIX

FOLDER = ""
"""Among the endings of ``check_target``: a name with none of the others is a folder to be filled."""

_DATABASE = b"SQLite format 3"


def check_target(out: Path, suffixes: tuple[str, ...]) -> None:
    """Refuse a place for a document before anything is made; does nothing to the disk.

    ``suffixes`` are the endings wanted, in small letters with their dot, and ``FOLDER`` where a folder is welcome too.
    Raises ``output.is_event`` for an event file, there or by its name, ``output.wrong_ending``, ``output.folder``
    where a file is wanted and ``output.file_in_the_way`` where a folder is.
    """
    if out.suffix.lower() == SUFFIX or _is_database(out):
        raise KioskError("output.is_event", file=out.name)
    if out.suffix.lower() in suffixes and out.suffix:
        check_no_folder(out)
    elif FOLDER not in suffixes:
        raise KioskError("output.wrong_ending", file=out.name or str(out), endings=", ".join(suffixes))
    elif out.exists() and not out.is_dir():
        endings = ", ".join(suffix for suffix in suffixes if suffix)
        raise KioskError("output.file_in_the_way", file=str(out), endings=endings)


def check_no_folder(out: Path) -> None:
    """Refuse a folder where the name of a file is wanted: ``output.folder``."""
    if out.is_dir():
        raise KioskError("output.folder", folder=str(out))


def _is_database(path: Path) -> bool:
    """Whether an event is there, whatever it is called; what cannot be read is left to whoever writes."""
    try:
        with path.open("rb") as file:
            return file.read(len(_DATABASE)) == _DATABASE
    except (OSError, ValueError):
        return False
