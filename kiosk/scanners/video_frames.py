"""Brightness out of video frames, without converting them to colour pictures first."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat

from kiosk.scanners.qr_reader import Luma

_Pixels = QVideoFrameFormat.PixelFormat
# The first plane of these is the brightness.
_PLANAR = {
    *(_Pixels.Format_YUV420P, _Pixels.Format_YUV422P, _Pixels.Format_YV12, _Pixels.Format_NV12, _Pixels.Format_NV21),
    *(_Pixels.Format_IMC1, _Pixels.Format_IMC2, _Pixels.Format_IMC3, _Pixels.Format_IMC4, _Pixels.Format_Y8),
}
# Every second byte of these is: the place of the first.
_PACKED = {_Pixels.Format_YUYV: 0, _Pixels.Format_UYVY: 1}


@contextmanager
def luma_of(frame: QVideoFrame) -> Iterator[Luma | None]:
    """The brightness of ``frame``, valid inside the ``with`` block; None when the frame cannot be read.

    The decoder does not keep what it reads alive: the frame stays mapped until the block ends.
    """
    if not frame.isValid() or not frame.map(QVideoFrame.MapMode.ReadOnly):
        yield None
        return
    try:
        yield _mapped(frame)
    finally:
        frame.unmap()


def _mapped(frame: QVideoFrame) -> Luma:
    width, height, kind = frame.width(), frame.height(), frame.pixelFormat()
    if kind in _PLANAR:
        return Luma(memoryview(frame.bits(0)), width, height, frame.bytesPerLine(0))
    if kind in _PACKED:
        # Pillow takes any buffer; its hints leave out views.
        pairs = Image.frombuffer(
            "LA", (width, height), cast(bytes, frame.bits(0)), "raw", "LA", frame.bytesPerLine(0), 1
        )
        return Luma(memoryview(pairs.getchannel(_PACKED[kind]).tobytes()), width, height, width)
    # Rare among cameras, and slow: colours have to be weighed.
    form = QVideoFrameFormat.imageFormatFromPixelFormat(kind)
    if form == QImage.Format.Format_Invalid:
        coloured = frame.toImage()
    else:
        coloured = QImage(frame.bits(0), width, height, frame.bytesPerLine(0), form)
    grey = coloured.convertToFormat(QImage.Format.Format_Grayscale8)
    return Luma(memoryview(bytes(grey.constBits())), grey.width(), grey.height(), grey.bytesPerLine())


def preview_of(luma: Luma, width: int) -> QImage:
    """A grey picture of its own, ``width`` pixels wide; a coloured one would cost a hundred times as much."""
    picture = QImage(luma.data, luma.width, luma.height, luma.stride, QImage.Format.Format_Grayscale8)
    return picture.scaledToWidth(width, Qt.TransformationMode.FastTransformation).copy()
