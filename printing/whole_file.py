"""Files that are there whole or not at all: written beside their place, put there when nothing is missing."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from kiosk.whole_files import put, take_away
from printing.errors import cannot_write


def beside(out: Path) -> Path:
    """A hidden name in the folder of ``out`` that nobody else has; short, because ``out`` may be as long as can be."""
    return out.with_name(f".{uuid4().hex[:12]}.part")


@contextmanager
def whole(out: Path) -> Iterator[Path]:
    """A path to write to in the block; at its end the file takes the place of ``out``.

    If anything goes wrong it vanishes, and what was at ``out`` stays.  Raises what ``cannot_write`` tells.
    """
    unfinished = beside(out)
    try:
        yield unfinished
        put(unfinished, out)
    except OSError as error:
        raise cannot_write(out, error) from error
    finally:
        with suppress(OSError):  # a drive that was pulled out takes no orders
            take_away(unfinished)
