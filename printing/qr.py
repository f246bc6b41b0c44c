"""QR codes: the matrix, and its drawing as one PDF path.

The mask is given instead of searched for: near the threshold of blur mask 2 was read more often than the one the
standard's penalty chooses.

Codes of plain letters and digits, which are all of our own, are made by zxing-cpp: a ticket's in a fifth of qrcode's
time and module for module the same, a certificate's in a fourteenth.  Where many digits stand among letters it packs
them tighter.  Of other letters zxing-cpp says by which alphabet they are written, or takes one that fits them, and
older scanners then type something else: those are qrcode's.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError
from zxingcpp import BarcodeFormat, create_barcode

from printing.errors import PrintingError

QUIET = 4  # modules kept empty around a code
LEAST_MODULE = 0.4  # millimetres; below this phones and cheap scanners fail on office printouts
_MASK = 2
SMALLEST_DIGITS = 34  # decimal digits that fit version 1 with error correction M

_DARK = re.compile(b"\x01+")

Matrix = Sequence[Sequence[bool]]


@lru_cache(maxsize=8)  # checking and drawing a record ask for the same code one after the other
def matrix(text: str) -> Matrix:
    """The modules of ``text``, rows from the top, True is dark, without quiet zone.

    Digits are packed as digits: 34 of them make the smallest symbol, 21 × 21.  Raises ``printing.code_too_long``.
    """
    try:
        return _plain(text) if text and text.isascii() else _of_any_letters(text)
    except (DataOverflowError, ValueError) as error:
        raise PrintingError("printing.code_too_long", length=len(text)) from error


def _plain(text: str) -> Matrix:
    code = create_barcode(text, BarcodeFormat.QRCode, ec_level="M", data_mask=_MASK)
    picture: Any = code.to_image(scale=1, add_quiet_zones=False)  # a buffer, as its type does not say
    rows: Any = memoryview(picture).tolist()
    return [[not grey for grey in row] for row in rows]


def _of_any_letters(text: str) -> Matrix:
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=_MASK)
    code.add_data(text)
    code.make()
    modules: Matrix = code.modules
    return modules


def module_size(modules: int, size: float) -> float:
    """Size of one module where a symbol of ``modules`` a side and its quiet zone share ``size`` (same unit)."""
    return size / (modules + 2 * QUIET)


def path(code: Matrix) -> str:
    """PDF operators that fill the dark modules, in units of a module from the symbol's lower left corner."""
    return " ".join(f"{x} {y} {length} 1 re" for x, y, length in bars(code)) + " f"


def bars(code: Matrix) -> Iterator[tuple[int, int, int]]:
    """Dark modules as horizontal bars (x, y from the bottom, length): a third of the operators single squares need."""
    for y, row in enumerate(reversed(code)):
        for run in _DARK.finditer(bytes(row)):
            start, end = run.span()
            yield start, y, end - start
