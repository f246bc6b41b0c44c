"""QR codes: the matrix, its drawing as one PDF path, and a picture for mail and telephones.

The mask is given instead of searched for: the search takes six times as long, and near the threshold of blur mask 2
was read more often than the one the standard's penalty chooses.
"""

import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError
from qrcode.util import MODE_NUMBER, QRData

from printing.errors import PrintingError, cannot_write

QUIET = 4  # modules kept empty around a code
LEAST_MODULE = 0.4  # millimetres; below this phones and cheap scanners fail on office printouts
_MASK = 2
SMALLEST_DIGITS = 34  # decimal digits that fit version 1 with error correction M
_CAPTION_SHARE = 0.09  # height of the caption's letters as a share of the picture's width

Matrix = Sequence[Sequence[bool]]


@lru_cache(maxsize=8)  # checking and drawing a record ask for the same code one after the other
def matrix(text: str) -> Matrix:
    """The modules of ``text``, rows from the top, True is dark, without quiet zone.

    Digits are packed as digits: 34 of them make the smallest symbol, 21 × 21.  Raises ``printing.code_too_long``.
    """
    digits = text.isascii() and text.isdigit()
    smallest = digits and len(text) <= SMALLEST_DIGITS
    code = QRCode(version=1 if smallest else None, error_correction=ERROR_CORRECT_M, border=0, mask_pattern=_MASK)
    code.add_data(QRData(text, mode=MODE_NUMBER, check_data=True) if digits else text)
    try:
        code.make(fit=not smallest)
    except (DataOverflowError, ValueError) as error:
        raise PrintingError("printing.code_too_long", length=len(text)) from error
    return code.modules


def module_size(modules: int, size: float) -> float:
    """Size of one module where a symbol of ``modules`` a side and its quiet zone share ``size`` (same unit)."""
    return size / (modules + 2 * QUIET)


def path(code: Matrix) -> str:
    """PDF operators that fill the dark modules, in units of a module from the symbol's lower left corner."""
    return " ".join(f"{x} {y} {length} 1 re" for x, y, length in _bars(code)) + " f"


def _bars(code: Matrix) -> Iterator[tuple[int, int, int]]:
    """Dark modules as horizontal bars (x, y from the bottom, length): a third of the operators single squares need."""
    for y, row in enumerate(reversed(code)):
        x = 0
        for dark, modules in groupby(row):
            length = len(list(modules))
            if dark:
                yield x, y, length
            x += length


def write_png(
    text: str, out: Path, *, module_px: int = 24, caption: str | None = None, font: Path | None = None
) -> None:
    """Write the code of ``text`` as a black and white PNG: quiet zone of 4, ``module_px`` pixels a module.

    ``caption`` is set below the quiet zone in ``font`` (a TrueType file; needed with a caption), shrunk to the width.
    The picture appears when it is whole.  Raises what ``cannot_write`` tells.
    """
    code = matrix(text)
    side = (len(code) + 2 * QUIET) * module_px
    band = round(side * _CAPTION_SHARE * 1.6) if caption else 0
    picture = Image.new("L", (side, side + band), 255)
    pen = ImageDraw.Draw(picture)
    for x, y, length in _bars(code):
        left, top = (QUIET + x) * module_px, (QUIET + len(code) - 1 - y) * module_px
        pen.rectangle((left, top, left + length * module_px - 1, top + module_px - 1), fill=0)
    if caption:
        _write_caption(pen, caption, font, side)
    _save(picture, out)


def _save(picture: Image.Image, out: Path) -> None:
    """Write the picture beside its place first: whatever goes wrong, ``out`` is never half a picture."""
    unfinished = out.with_name(f".{os.getpid()}.part")  # short: a system takes no longer name for it than for ``out``
    try:
        picture.save(unfinished, "PNG", optimize=True)
        unfinished.replace(out)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise cannot_write(out, error) from error


def _write_caption(pen: ImageDraw.ImageDraw, caption: str, font: Path | None, side: int) -> None:
    if font is None:
        raise ValueError("a caption needs a font")
    size = side * _CAPTION_SHARE
    wide = ImageFont.truetype(font, size).getlength(caption)
    fitted = ImageFont.truetype(font, min(size, size * side * 0.9 / wide))
    pen.text((side / 2, side), caption, font=fitted, fill=0, anchor="mt")
