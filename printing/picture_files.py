"""Pictures that come from outside: opened by few decoders only, and never larger than a page needs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

FORMATS = ("PNG", "JPEG")
"""By the name of the decoder: others read more than a picture, or start another program (EPS, PDF)."""

MOST_PIXELS = 60_000_000
LARGEST_FILE = 40_000_000


class TooLargeError(OSError):
    """A picture larger than anything that is printed."""


@contextmanager
def opened_picture(
    file: Path, formats: tuple[str, ...] = FORMATS, *, most_bytes: int = LARGEST_FILE
) -> Iterator[Image.Image]:
    """The picture of a file for a block, not yet decoded.

    Raises OSError when it is none or of another format, ``TooLargeError`` when it is larger than anything printed.
    """
    if file.stat().st_size > most_bytes:
        raise TooLargeError("too large a file")
    try:
        with Image.open(file, formats=formats) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise TooLargeError("too many pixels")
            yield picture
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as trouble:
        raise TooLargeError(str(trouble)) from trouble
    except (ValueError, SyntaxError) as trouble:
        raise OSError(str(trouble)) from trouble
