"""A page that shows how a printer places what it prints: rulers from two edges, crosses, and a frame to measure by."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from printing.errors import cannot_write
from printing.fonts import Fonts, Weight, normal
from printing.items import POINTS

FRAME = 5.0
"""Millimetres from every edge of the paper to the frame."""

_LONG, _MIDDLE, _SHORT = 4.0, 3.0, 2.0  # ticks at every 10, 5 and 1 mm
_ARM = 3.0  # of a cross
_TEXT = 6.5  # points
_LINE = 0.2  # millimetres


def write_page(out: Path, width: float, height: float, lines: Sequence[str], fonts: Fonts) -> Path:
    """Write a calibration page of this size (millimetres) with some lines of text in it.

    Raises what ``cannot_write`` tells.
    """
    font = fonts.chains[Weight.REGULAR][0].ttf
    pdfmetrics.registerFont(font)
    canvas = Canvas(str(out), pagesize=(width * POINTS, height * POINTS), initialFontName=font.fontName)
    canvas.setLineWidth(_LINE * POINTS)
    for x1, y1, x2, y2 in (*_ticks(width, height), *_crosses(width, height)):
        canvas.line(x1 * POINTS, (height - y1) * POINTS, x2 * POINTS, (height - y2) * POINTS)
    canvas.rect(FRAME * POINTS, FRAME * POINTS, (width - 2 * FRAME) * POINTS, (height - 2 * FRAME) * POINTS)
    canvas.setFont(font.fontName, _TEXT)
    for number, line in enumerate(lines, start=1):
        canvas.drawString((FRAME + 4) * POINTS, (height - FRAME - 4) * POINTS - number * _TEXT * 1.4, normal(line))
    try:
        canvas.save()
    except OSError as trouble:
        raise cannot_write(out, trouble) from trouble
    return out


def _ticks(width: float, height: float) -> Iterator[tuple[float, float, float, float]]:
    """A tick a millimetre along the upper and the left edge, counted from the corner of the paper."""
    for millimetre in range(1, int(width)):
        yield millimetre, 0.0, millimetre, _length(millimetre)
    for millimetre in range(1, int(height)):
        yield 0.0, millimetre, _length(millimetre), millimetre


def _length(millimetre: int) -> float:
    return _LONG if millimetre % 10 == 0 else _MIDDLE if millimetre % 5 == 0 else _SHORT


def _crosses(width: float, height: float) -> Iterator[tuple[float, float, float, float]]:
    """One in the middle and one in each corner, 10 mm from both edges."""
    corners = [(x, y) for x in (10.0, width - 10) for y in (10.0, height - 10)]
    for x, y in ((width / 2, height / 2), *corners):
        yield x - _ARM, y, x + _ARM, y
        yield x, y - _ARM, x, y + _ARM
