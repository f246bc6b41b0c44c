"""Files that are there whole or not at all: written beside their place, put there when nothing is missing."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_FOR_ITS_OWNER, _FOLDER_FOR_ITS_OWNER = 0o600, 0o700


@contextmanager
def written_beside(path: Path, *, private: bool = False) -> Iterator[Path]:
    """A new empty file beside ``path`` to be written in the block; at its end it takes the place of ``path``.

    If anything goes wrong it vanishes, and what was at ``path`` stays.  ``private``: no other user of the computer may
    read it.  Raises OSError when the folder cannot be written.
    """
    unfinished = path.with_name(f".{path.name}.{uuid.uuid4().hex[:12]}.part")
    os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FOR_ITS_OWNER if private else 0o666))
    try:
        yield unfinished
        with unfinished.open("r+b") as written:
            os.fsync(written.fileno())  # else a power cut may leave the name with nothing behind it
        unfinished.replace(path)
    finally:
        with suppress(OSError):  # a drive that was pulled out takes no orders
            unfinished.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write ``text`` as UTF-8 to ``path``, whole or not at all, for its owner alone; the folder is made if missing.

    Raises OSError when that is not possible.
    """
    make_private_folder(path.parent)
    with written_beside(path, private=True) as unfinished:
        unfinished.write_text(text, encoding="utf-8")


def make_private_folder(folder: Path) -> None:
    """Make a folder of this program's own that no other user of the computer may look into; one that is there stays.

    Raises OSError when that is not possible.
    """
    folder.mkdir(mode=_FOLDER_FOR_ITS_OWNER, parents=True, exist_ok=True)


def new_private_file(path: Path) -> None:
    """Make an empty file that no other user of the computer may read.  On Windows the folder decides who may.

    Raises OSError when that is not possible, FileExistsError when there is one.
    """
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FOR_ITS_OWNER))


def close_to_others(path: Path) -> None:
    """Take a file out of the reach of other users of the computer, as far as its drive knows users."""
    with suppress(OSError):
        path.chmod(_FOR_ITS_OWNER)
