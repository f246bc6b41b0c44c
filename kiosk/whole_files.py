"""Files that are there whole or not at all: written beside their place, put there when nothing is missing.

On Windows a file that another program has open can neither be replaced nor removed, and one that is held alone not
even read.  Virus scanners, the search index and cloud folders do so for some tenths of a second with every new file: so
each of these steps is tried again for a moment before it counts as refused.
"""

import os
import shutil
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

_Done = TypeVar("_Done")

_FOR_ITS_OWNER, _FOLDER_FOR_ITS_OWNER = 0o600, 0o700
_PAUSES_S = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8)
_SHARING, _LOCKED, _DENIED = 32, 33, 5  # codes of Windows; the last is also what a replaced file says that is held
_LONGEST_NAME = 255  # bytes of UTF-8


def patiently(act: Callable[[], _Done], held: tuple[int, ...] = (_SHARING, _LOCKED, _DENIED)) -> _Done:
    """What ``act`` returns, tried again for a moment while another program holds its file; raises what it raises last.

    ``held`` are the codes of Windows that pass by themselves; on other systems nothing is tried twice.
    """
    for pause in _PAUSES_S:
        try:
            return act()
        except OSError as trouble:
            if getattr(trouble, "winerror", None) not in held:
                raise
            time.sleep(pause)
    return act()


def put(finished: Path, path: Path) -> None:
    """Give a finished file or folder its name, in one step and in the place of what has it; raises OSError."""
    patiently(lambda: finished.replace(path))


def take_away(path: Path) -> None:
    """Delete a file, if there is one; raises OSError where it cannot be."""
    patiently(lambda: path.unlink(missing_ok=True))


def first_bytes(path: Path, count: int) -> bytes:
    """At most ``count`` bytes from the beginning of a file; raises OSError where it cannot be read."""

    def read() -> bytes:
        with path.open("rb") as file:
            return file.read(count)

    return patiently(read, (_SHARING, _LOCKED))


@contextmanager
def scratch(purpose: str) -> Iterator[Path]:
    """A folder of this program's own for what may hold names, gone at the end of the block.

    What went wrong in the block is what is raised: that a file in it is still held by somebody hides nothing.
    """
    folder = Path(tempfile.mkdtemp(prefix=f"kiosk-{purpose}-"))
    try:
        yield folder
    finally:
        with suppress(OSError):
            patiently(lambda: shutil.rmtree(folder))


@contextmanager
def written_beside(path: Path, *, private: bool = False) -> Iterator[Path]:
    """A new empty file beside ``path`` to be written in the block; at its end it takes the place of ``path``.

    If anything goes wrong it vanishes, and what was at ``path`` stays.  ``private``: no other user of the computer may
    read it.  Raises OSError when the folder cannot be written.
    """
    unfinished = path.with_name(_unfinished_name(path.name))
    os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FOR_ITS_OWNER if private else 0o666))
    try:
        yield unfinished
        with unfinished.open("r+b") as written:
            os.fsync(written.fileno())  # else a power cut may leave the name with nothing behind it
        put(unfinished, path)
    finally:
        with suppress(OSError):  # a drive that was pulled out takes no orders
            take_away(unfinished)


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


def _unfinished_name(name: str) -> str:
    """A hidden name that nobody else has; no longer than a name may be, for ``name`` may be as long as that."""
    ending = f".{uuid.uuid4().hex[:12]}.part"
    kept = name.encode()[: _LONGEST_NAME - 1 - len(ending)].decode(errors="ignore")
    return f".{kept}{ending}"
