"""Putting a file in the place of another: in one step, and with nothing left behind of what was there."""

import os
from contextlib import suppress
from functools import partial
from pathlib import Path

from kiosk.errors import KioskError
from kiosk.whole_files import patiently, put, take_away


def unfinished(path: Path) -> Path:
    """Where an event is written anew that is to take the place of the one at ``path``."""
    return path.with_name(f".{path.name}.new")


def take_place_of(path: Path) -> None:
    """Put the finished event in the place of the old one, in one step, and overwrite what was there.

    Raises ``KioskError`` where somebody holds the old one open and the system does not let it go.
    """
    with suppress(OSError):  # a drive without hard links: the old one goes as it is
        os.link(path, _before(path))
    try:
        put(unfinished(path), path)
    except OSError as trouble:
        raise KioskError("event.in_use", file=path.name) from trouble
    write_names_through(path.parent)
    clear_leftovers(path)


def clear_leftovers(path: Path) -> None:
    """Overwrite what writing an event anew leaves behind, also when it was killed in the middle: it may be plain."""
    for left in (unfinished(path), _before(path)):
        with suppress(FileNotFoundError):
            if left.samefile(path):  # killed before the old event lost its place: another name of it
                take_away(left)
            else:
                overwrite(left)


def overwrite(path: Path) -> None:
    """Overwrite a file and what belongs to it, then delete them; a drive that keeps old blocks cannot be helped."""
    for part in ("", "-wal", "-shm"):
        belonging = path.with_name(path.name + part)
        with suppress(FileNotFoundError):
            patiently(partial(_blank, belonging))
            take_away(belonging)


def _blank(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.write(bytes(file.stat().st_size))
        opened.flush()
        os.fsync(opened.fileno())


def refuse_what_was_left(path: Path) -> None:
    """Raises ``KioskError`` where a file was deleted without what belongs to it: SQLite would play that into the next
    file of the name.
    """
    for ending in ("-wal", "-journal"):
        if (left := beside(path, ending)) is not None:
            raise KioskError("event.left_behind", file=path.name, left=left.name)


def beside(path: Path, ending: str) -> Path | None:
    """What SQLite keeps beside a file, if there is anything in it."""
    belonging = path.with_name(path.name + ending)
    with suppress(OSError):
        return belonging if belonging.stat().st_size else None
    return None


def write_names_through(folder: Path) -> None:
    """Have the names in a folder written to the disk, where the system lets a program ask for that."""
    if os.name == "posix":
        with suppress(OSError):  # some network drives refuse
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def is_other_name(path: Path) -> bool:
    """Whether the second name of a file is ours, left by a program that was killed while it wrote the event anew."""
    with suppress(OSError):
        return _before(path).samefile(path)
    return False


def _before(path: Path) -> Path:
    return path.with_name(f".{path.name}.before")
