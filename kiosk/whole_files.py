"""Files that are there whole or not at all: written beside their place, put there when nothing is missing."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_FOR_ITS_OWNER = 0o600


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


def write_text(path: Path, text: str, *, private: bool = False) -> None:
    """Write ``text`` as UTF-8 to ``path``, whole or not at all, in a folder that is made where it is missing.

    Raises OSError when that is not possible.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with written_beside(path, private=private) as unfinished:
        unfinished.write_text(text, encoding="utf-8")
