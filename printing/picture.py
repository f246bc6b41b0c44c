"""A page as a picture instead of a PDF: tickets that are mailed and shown on telephones.

The same layout, fitted by the same rules, is painted in pixels.  A code's modules are whole pixels, so that no screen
blurs them.
"""

import math
import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from printing import draw, qr
from printing.compose import Composer, Finding, Setting
from printing.errors import PrintingError, cannot_write
from printing.fonts import MISSING_WIDTH, Fonts, Run
from printing.items import POINTS, Box, Colour, Frame, Line, Picture, Qr, Rows, Side, Text
from printing.layout import Layout
from printing.paint import findings
from printing.templates import filled

Pen = ImageDraw.ImageDraw


class PicturePainter:
    """Paints records in one layout.  A folded layout shows its front."""

    def __init__(self, layout: Layout, fonts: Fonts, dpi: int = 300) -> None:
        self._layout = layout
        self._fonts = fonts
        self._composer = Composer(layout, fonts)
        self._point = dpi / 72  # pixels
        self._millimetre = dpi / 25.4

    def write(self, record: Mapping[str, str], out: Path, *, number: int = 1) -> tuple[Finding, ...]:
        """Paint ``record`` and write it as PNG; what a person should know of it comes back, as of document ``number``.

        The picture appears when it is whole.  Raises ``printing.code_too_long`` and what ``cannot_write`` tells.
        """
        clean = self._composer.clean(record)
        _save(self._painted(clean), out)
        return tuple(findings(self._layout, self._composer, clean, number))

    def _painted(self, record: Mapping[str, str]) -> Image.Image:
        size = (round(self._layout.width * self._millimetre), round(self._layout.height * self._millimetre))
        picture = Image.new("RGB", size, "#FFFFFF")
        pen = ImageDraw.Draw(picture)
        for item in self._layout.items:
            if not item.condition.holds(record) or not item.condition.on(Side.FRONT):
                continue
            match item:
                case Text():
                    self._text(pen, item, record)
                case Qr():
                    self._code(pen, item, filled(item.template, record))
                case Box():
                    self._box(pen, item, record)
                case Line():
                    self._line(pen, (item.x1, item.y1, item.x2, item.y2), item.line_width, item.colour.of(record))
                case Picture():
                    self._paste(picture, item, record)
                case Rows():
                    self._rows(pen, item, record)
        return picture

    def _text(self, pen: Pen, item: Text, record: Mapping[str, str]) -> None:
        setting = self._composer.text(item, record)
        if setting:
            self._write(pen, setting, item.style.colour.of(record))

    def _write(self, pen: Pen, setting: Setting, fill: str) -> None:
        style, size = setting.block.style, setting.fit.size
        spacing = style.spacing * size * self._point
        for x, y, line in draw.placed(setting, self._layout.height):
            left, base = x * self._point, (self._layout.height * POINTS - y) * self._point
            for run in self._fonts.runs(line, style.weight):
                self._run(pen, run, (left, base), setting, fill, spacing)
                left += self._fonts.width(run.text, style.weight) * size * self._point + spacing * len(run.text)

    def _run(self, pen: Pen, run: Run, at: tuple[float, float], setting: Setting, fill: str, spacing: float) -> None:
        pixels = setting.fit.size * self._point
        left, base = at
        if run.face is None:
            for place in range(len(run.text)):
                x = left + place * (MISSING_WIDTH * pixels + spacing)
                pen.rectangle((x, base - 0.78 * pixels, x + 0.7 * pixels, base), outline="#000000", width=2)
            return
        font = _font(run.face.ttf.face.filename, round(pixels, 1))
        outline = draw.OUTLINE.get(setting.block.style.weight, 0.0) * pixels / 2 if run.face.is_fallback else 0.0
        for text in run.text if spacing else (run.text,):
            pen.text((left, base), text, font=font, fill=fill, anchor="ls", stroke_width=outline)
            left += sum(run.face.width(letter) for letter in text) * pixels + spacing

    def _code(self, pen: Pen, item: Qr, text: str) -> None:
        if not text:
            return
        modules = qr.matrix(text)
        side = item.frame.width * self._millimetre
        pen.rectangle(self._pixels(item.frame), fill="#FFFFFF")
        module = max(1, math.floor(side / (len(modules) + 2 * qr.QUIET)))
        spare = (side - module * len(modules)) / 2
        left, top = (round(edge * self._millimetre + spare) for edge in (item.frame.x, item.frame.y))
        for x, y, length in qr.bars(modules):
            row = top + (len(modules) - 1 - y) * module
            column = left + x * module
            pen.rectangle((column, row, column + length * module - 1, row + module - 1), fill="#000000")

    def _box(self, pen: Pen, item: Box, record: Mapping[str, str]) -> None:
        fill, stroke = _of(item.fill, record), _of(item.stroke, record)
        pen.rounded_rectangle(
            self._pixels(item.frame),
            radius=item.radius * self._millimetre,
            fill=fill,
            outline=stroke,
            width=max(1, round(item.line_width * self._millimetre)),
        )

    def _line(self, pen: Pen, ends: tuple[float, float, float, float], width: float, colour: str) -> None:
        pen.line([edge * self._millimetre for edge in ends], fill=colour, width=max(1, round(width * self._millimetre)))

    def _rows(self, pen: Pen, item: Rows, record: Mapping[str, str]) -> None:
        table = self._composer.table(item, record)
        right = item.frame.x + item.frame.width
        for y in table.rules:
            self._line(pen, (item.frame.x, y, right, y), draw.RULE_WIDTH, item.rule.of(record))
        for setting in table.settings:
            self._write(pen, setting, setting.block.style.colour.of(record))

    def _paste(self, picture: Image.Image, item: Picture, record: Mapping[str, str]) -> None:
        source = item.file or record[item.field]
        if not source:
            return
        try:
            with Image.open(source) as given:
                shown = given.convert("RGBA")
        except OSError as error:
            raise PrintingError("printing.picture_unreadable", file=str(source)) from error
        left, top, right, bottom = self._pixels(item.frame)
        shown.thumbnail((right - left, bottom - top), Image.Resampling.LANCZOS)
        place = (round((left + right - shown.width) / 2), round((top + bottom - shown.height) / 2))
        picture.paste(shown, place, shown)

    def _pixels(self, frame: Frame) -> tuple[float, float, float, float]:
        edges = (frame.x, frame.y, frame.x + frame.width, frame.y + frame.height)
        left, top, right, bottom = (round(edge * self._millimetre) for edge in edges)
        return left, top, right - 1, bottom - 1


def _of(colour: Colour | None, record: Mapping[str, str]) -> str | None:
    return colour.of(record) if colour else None


@lru_cache(maxsize=64)
def _font(file: str, pixels: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(file, pixels, layout_engine=ImageFont.Layout.BASIC)


def _save(picture: Image.Image, out: Path) -> None:
    """Write the picture beside its place first: whatever goes wrong, ``out`` is never half a picture."""
    unfinished = out.with_name(f".{os.getpid()}.part")  # short: a system takes no longer name for it than for ``out``
    try:
        picture.save(unfinished, "PNG", compress_level=6)
        unfinished.replace(out)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise cannot_write(out, error) from error
