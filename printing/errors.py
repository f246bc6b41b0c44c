"""Expected trouble while reading layouts and writing pages."""

import errno
import os
from pathlib import Path


class PrintingError(Exception):
    """Expected trouble named by ``code`` (``layout.what`` or ``printing.what``), with its values in ``details``.

    ``details`` of a layout's fault always hold ``file`` and, as well as it can be told, ``line``.
    """

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details

    def __str__(self) -> str:
        return f"{self.code} {self.details}"


def cannot_write(file: Path, error: OSError) -> PrintingError:
    """What to tell when the system refuses to write ``file``: a full disk (``printing.disk_full``), a file held by
    another program or a protected folder (``printing.locked``), anything else (``printing.cannot_write``).
    """
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return PrintingError("printing.disk_full", file=str(file))
    if file.is_dir():  # of which Windows says the same as of a file that is held
        return PrintingError("printing.cannot_write", file=str(file), why=os.strerror(errno.EISDIR))
    if isinstance(error, PermissionError):
        return PrintingError("printing.locked", file=str(file))
    return PrintingError("printing.cannot_write", file=str(file), why=error.strerror or str(error))
