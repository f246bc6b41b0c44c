"""Where documents, exports and copies may go: never onto an event, never under a name that says something else."""

import re
from pathlib import Path

from kiosk.errors import KioskError
from kiosk.file_names import check_new
from kiosk.paths import EVENT_SUFFIX
from kiosk.whole_files import first_bytes
from printing.errors import cannot_write

FOLDER = ""
"""Among the endings of ``check_target``: a name with none of the others is a folder to be filled."""

_DATABASE = b"SQLite format 3"
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
# Systems take 255 bytes of UTF-8, a Hangul syllable being three; the rest is for the ending and unfinished files.
_LONGEST_NAME = 200


def check_target(out: Path, suffixes: tuple[str, ...]) -> None:
    """Refuse a place for a document before anything is made; does nothing to the disk.

    ``suffixes`` are the endings wanted, in small letters with their dot, and ``FOLDER`` where a folder is welcome too.
    Raises ``output.is_event`` for an event file, there or by its name, ``output.wrong_ending``, ``output.folder``
    where a file is wanted and ``output.file_in_the_way`` where a folder is, and what ``check_new`` raises.
    """
    check_new(out)
    if out.suffix.lower() == EVENT_SUFFIX or _is_database(out):
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
        return first_bytes(path, len(_DATABASE)) == _DATABASE
    except (OSError, ValueError):
        return False


def file_name(*parts: str) -> str:
    """A file name without ending made of ``parts`` that every system takes; of the longest part the end is cut off."""
    kept = [plain for part in parts if (plain := _plain(part))]
    while len("_".join(kept).encode()) > _LONGEST_NAME:
        longest = max(range(len(kept)), key=lambda number: len(kept[number].encode()))
        kept[longest] = kept[longest][:-1]
    return "_".join(map(_plain, kept)) or "kiosk"


def make_folder(folder: Path) -> None:
    """Make a folder for documents; raises ``KioskError`` when that is not possible."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        refusal = cannot_write(folder, trouble)
        raise KioskError(refusal.code, **refusal.details) from trouble


def _plain(part: str) -> str:
    return _UNSAFE.sub(" ", part).strip().rstrip(". ")
