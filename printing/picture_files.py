"""Pictures that come from outside: opened by two decoders only, and never larger than a page needs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

FORMATS = ("PNG", "JPEG")
"""By the name of the decoder: others read more than a picture, or start another program (EPS, PDF)."""

MOST_PIXELS = 60_000_000
LARGEST_FILE = 40_000_000


@contextmanager
def opened_picture(file: Path) -> Iterator[Image.Image]:
    """The picture of a file for a block, not yet decoded.

    Raises OSError when it is none, is no PNG or JPEG, or is larger than anything that is printed.
    """
    if file.stat().st_size > LARGEST_FILE:
        raise OSError("too large a file")
    try:
        with Image.open(file, formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise OSError("too many pixels")
            yield picture
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, ValueError, SyntaxError) as trouble:
        raise OSError(str(trouble)) from trouble
