"""Folders whose path every program can open.

PostgreSQL's programs and its client library take names on Windows by the ANSI code page: in the folder of 홍길동 they
find no certificate, and of a name that the page lacks they see question marks.  What they read lies in a plain place.
"""

import os
import secrets
import sys
from pathlib import Path

_NOTE = "plain-place"


def plain(folder: Path) -> Path:
    """``folder``, or on Windows, where its path has more than ASCII, another one of this user's alone in its place.

    Which one is noted in ``folder``.  Raises OSError when neither can be made.
    """
    if sys.platform != "win32" or str(folder).isascii():
        return folder
    return stand_in_for(folder, Path(os.environ.get("PROGRAMDATA", "C:/ProgramData")) / "kiosk")


def stand_in_for(folder: Path, shared: Path) -> Path:
    """The folder in ``shared`` that stands for ``folder``, made when there is none yet."""
    note = folder / _NOTE
    try:
        place = shared / note.read_text(encoding="ascii")
        if place.is_dir():
            return place
    except (OSError, ValueError):
        pass
    shared.mkdir(parents=True, exist_ok=True)
    # Others may make folders there, too: a name that nobody can foresee, and rights for this user alone.
    place = shared / secrets.token_hex(8)
    place.mkdir(mode=0o700)
    folder.mkdir(parents=True, exist_ok=True)
    note.write_text(place.name, encoding="ascii")
    return place
