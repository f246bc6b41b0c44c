"""The bytes of a file a person chose, if it can be opened and is of a size that a list has."""

from pathlib import Path

from kiosk.errors import KioskError
from kiosk.file_names import refuse_device, refuse_too_long
from kiosk.whole_files import first_bytes

MOST_BYTES = 100 * 2**20


def content_of(path: Path) -> bytes:
    """All bytes of the file.  Raises ``tables.no_file``, ``tables.folder``, ``tables.too_big``, ``tables.cannot_open``
    and, if it holds nothing to see, ``tables.empty``."""
    refuse_device(path)
    refuse_too_long(path)
    try:
        if path.is_dir():
            raise KioskError("tables.folder", file=path.resolve().name or str(path))
        if not path.is_file():
            raise KioskError("tables.no_file", file=str(path))
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise KioskError("tables.too_big", file=path.name, most=MOST_BYTES // 2**20)
        content = first_bytes(path, size)
    except (OSError, ValueError) as error:
        # A spreadsheet program that has the file open locks it on Windows; ValueError is a NUL in the name.
        raise KioskError("tables.cannot_open", file=path.name) from error
    if not content.strip(b"\x00\r\n\t \xef\xbb\xbf\xff\xfe"):
        raise KioskError("tables.empty", file=path.name)
    return content
