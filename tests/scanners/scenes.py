"""What a camera would see: real QR codes in a grey scene, turned, far away, out of focus; and frames of it."""

import io

from PIL import Image, ImageFilter
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat

from printing.qr import matrix

WIDTH, HEIGHT = 640, 480


def qr_picture(text: str, module: int = 7) -> Image.Image:
    """A code as it is printed: black on white with its quiet zone, ``module`` pixels each."""
    code = matrix(text)
    side = len(code)
    small = Image.new("L", (side + 8, side + 8), 255)
    for row, line in enumerate(code):
        for column, dark in enumerate(line):
            if dark:
                small.putpixel((column + 4, row + 4), 0)
    return small.resize(((side + 8) * module,) * 2, Image.Resampling.NEAREST)


def scene(*texts: str, degrees: float = 0, blur: float = 0, module: int = 7) -> Image.Image:
    """A grey room with the codes beside one another."""
    room = Image.new("L", (WIDTH, HEIGHT), 110)
    for place, text in enumerate(texts):
        code = qr_picture(text, module).rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=110)
        middle = WIDTH * (2 * place + 1) // (2 * len(texts))
        room.paste(code, (middle - code.width // 2, (HEIGHT - code.height) // 2))
    return room.filter(ImageFilter.GaussianBlur(blur)) if blur else room


def frame_of(picture: Image.Image, kind: QVideoFrameFormat.PixelFormat) -> QVideoFrame:
    """A video frame of this pixel format, as a camera's driver fills it: rows padded, colours neutral."""
    if kind in (QVideoFrameFormat.PixelFormat.Format_ARGB8888, QVideoFrameFormat.PixelFormat.Format_BGRA8888):
        grey = QImage(picture.tobytes(), picture.width, picture.height, picture.width, QImage.Format.Format_Grayscale8)
        return QVideoFrame(grey.convertToFormat(QImage.Format.Format_ARGB32))
    frame = QVideoFrame(QVideoFrameFormat(QSize(picture.width, picture.height), kind))
    assert frame.map(QVideoFrame.MapMode.WriteOnly)
    packed = {QVideoFrameFormat.PixelFormat.Format_YUYV: 0, QVideoFrameFormat.PixelFormat.Format_UYVY: 1}
    for plane in range(frame.planeCount()):
        frame.bits(plane)[:] = b"\x80" * len(frame.bits(plane))
    stride, bits, grey = frame.bytesPerLine(0), frame.bits(0), picture.tobytes()
    for row in range(picture.height):
        line = grey[row * picture.width : (row + 1) * picture.width]
        if kind in packed:
            start = row * stride + packed[kind]
            bits[start : start + 2 * picture.width : 2] = line
        else:
            bits[row * stride : row * stride + picture.width] = line
    frame.unmap()
    return frame


def film(pictures: list[Image.Image]) -> bytes:
    """The pictures one after the other as Motion JPEG."""
    parts = []
    for picture in pictures:
        part = io.BytesIO()
        picture.convert("RGB").save(part, "JPEG", quality=80)
        parts.append(part.getvalue())
    return b"".join(parts)
