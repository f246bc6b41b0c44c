"""The program's own log: faults with their traceback, never names or ticket codes."""

import logging
import traceback
from contextlib import suppress
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from kiosk import paths

_NAME = "kiosk's log file"


def start() -> None:
    """Write warnings and faults to the log file; without a writable folder there is no log, and no complaint.

    Started again in the same process, it takes the place of the one before: each line is written once.
    What libraries warn of reaches neither the log, which could name somebody by it, nor the terminal.
    """
    logging.captureWarnings(capture=True)
    for of_libraries in (logging.getLogger(), logging.getLogger("py.warnings")):
        if not of_libraries.handlers:
            of_libraries.addHandler(logging.NullHandler())
    try:
        path().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler: logging.Handler = _SharedLog(path(), maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True)
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.set_name(_NAME)
    logger = logging.getLogger("kiosk")
    for earlier in [each for each in logger.handlers if each.get_name() == _NAME]:
        logger.removeHandler(earlier)
        earlier.close()
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING)
    logger.propagate = False


class _SharedLog(RotatingFileHandler):
    """A log that several programs write to: while another has it open, Windows lets nobody give it another name.

    Its owner alone can read it.
    """

    def _open(self) -> TextIOWrapper:
        stream = super()._open()
        with suppress(OSError):
            Path(self.baseFilename).chmod(0o600)
        return stream

    def doRollover(self) -> None:  # noqa: N802 - the library's name
        """Begin a new file; where the old one is held it grows on, and the next line tries again."""
        with suppress(OSError):
            super().doRollover()


def path() -> Path:
    """Where the log is written."""
    return paths.log_folder() / "kiosk.log"


def report_of(bug: BaseException) -> str:
    """Where a bug happened and of which kind, without the values in its message: they could be names or codes."""
    lines = []
    link: BaseException | None = bug
    while link is not None:
        lines.append("".join(traceback.format_tb(link.__traceback__)) + type(link).__qualname__)
        link = link.__cause__ or link.__context__
    return "\n\n".join(reversed(lines))
