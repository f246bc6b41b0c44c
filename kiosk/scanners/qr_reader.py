"""QR codes in the brightness of a picture."""

from dataclasses import dataclass
from typing import cast

import zxingcpp
from PIL import Image, ImageFilter

SECOND_LOOK_EVERY = 3
"""Every so many pictures without a code are looked at once more, enlarged and sharpened: that finds most of the rest,
and would cost too much at each."""

_ENLARGED = 1.5
_SHARPER = ImageFilter.UnsharpMask(radius=2, percent=150, threshold=0)


@dataclass(frozen=True, slots=True)
class Luma:
    """Brightness, a byte a pixel; rows begin ``stride`` bytes apart.  ``data`` must stay valid while it is read."""

    data: "memoryview[int]"
    width: int
    height: int
    stride: int


class QrReader:
    """Finds the QR codes in one picture after the other."""

    def __init__(self) -> None:
        self._missed = 0

    def read(self, luma: Luma) -> list[str]:
        """The texts of all QR codes in the picture, each once."""
        texts = _read(zxingcpp.ImageView(luma.data, luma.width, luma.height, zxingcpp.ImageFormat.Lum, luma.stride))
        self._missed = 0 if texts else self._missed + 1
        if self._missed == SECOND_LOOK_EVERY:
            self._missed = 0
            texts = _read(_sharpened(luma))
        return texts


_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def _read(picture: zxingcpp.ImageView | Image.Image) -> list[str]:
    # One kind of code instead of all: ten times as fast, and no bar code on a bottle is taken for a ticket.
    found = zxingcpp.read_barcodes(picture, formats=_QR)
    return list(dict.fromkeys(code.text for code in found if code.valid and code.text))


def _sharpened(luma: Luma) -> Image.Image:
    # Pillow takes any buffer; its hints leave out views.
    picture = Image.frombuffer("L", (luma.width, luma.height), cast(bytes, luma.data), "raw", "L", luma.stride, 1)
    size = round(luma.width * _ENLARGED), round(luma.height * _ENLARGED)
    return picture.resize(size, Image.Resampling.BICUBIC).filter(_SHARPER)
