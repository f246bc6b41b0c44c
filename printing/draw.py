"""Items become PDF operators.

Operators are written as text straight into the page instead of through the canvas's drawing calls: a badge is then a
handful of strings, most of them remembered from the badge before.  Millimetres from the top become points from the
bottom here and nowhere else.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from printing import qr
from printing.compose import Setting, Table
from printing.fonts import MISSING_WIDTH, Fonts, Weight
from printing.items import POINTS, Align, Box, Frame, Line, Qr, Rows, Valign

# How far the em square reaches above the base line.  The same for every font, so that mixed scripts share one.
_EM_TOP = 0.88
_EM_MIDDLE = 0.38  # the middle of a Hangul syllable above the base line
OUTLINE = {Weight.BOLD: 0.022, Weight.EXTRABOLD: 0.036}  # em, around the letters of a fallback
_CIRCLE = 0.5523  # length of a Bézier handle that makes a quarter of a circle, in radii
RULE_WIDTH = 0.15  # millimetres, the lines of a table


def number(value: float) -> str:
    """``value`` as PDF writes it, to a hundredth of a point."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


@lru_cache(maxsize=256)
def colour(code: str, operator: str) -> str:
    """The operator that sets ``#RRGGBB`` for filling (``rg``) or stroking (``RG``)."""
    parts = (int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return " ".join(f"{part:.3g}" for part in parts) + " " + operator


def rectangle(frame: Frame, page_height: float) -> str:
    """The path of ``frame`` on a page ``page_height`` millimetres high."""
    x, y = frame.x * POINTS, (page_height - frame.y - frame.height) * POINTS
    return f"{number(x)} {number(y)} {number(frame.width * POINTS)} {number(frame.height * POINTS)} re"


def box(item: Box, fill: str, stroke: str, page_height: float) -> str:
    """Operators of a box; an empty colour leaves that part out."""
    path = _rounded(item, page_height) if item.radius else rectangle(item.frame, page_height)
    setup = [colour(fill, "rg")] if fill else []
    if stroke:
        setup += [colour(stroke, "RG"), f"{number(item.line_width * POINTS)} w"]
    return " ".join((*setup, path, {(True, True): "B", (True, False): "f"}.get((bool(fill), bool(stroke)), "S")))


def _rounded(item: Box, page_height: float) -> str:
    frame = item.frame
    left, right = frame.x * POINTS, (frame.x + frame.width) * POINTS
    bottom, top = (page_height - frame.y - frame.height) * POINTS, (page_height - frame.y) * POINTS
    r = min(item.radius * POINTS, (right - left) / 2, (top - bottom) / 2)
    k = r * (1 - _CIRCLE)
    steps = (
        ("m", left + r, bottom),
        ("l", right - r, bottom),
        ("c", right - k, bottom, right, bottom + k, right, bottom + r),
        ("l", right, top - r),
        ("c", right, top - k, right - k, top, right - r, top),
        ("l", left + r, top),
        ("c", left + k, top, left, top - k, left, top - r),
        ("l", left, bottom + r),
        ("c", left, bottom + k, left + k, bottom, left + r, bottom),
    )
    return " ".join(f"{' '.join(map(number, points))} {step}" for step, *points in steps) + " h"


def line(item: Line, stroke: str, page_height: float) -> str:
    """Operators of a line."""
    x1, x2 = item.x1 * POINTS, item.x2 * POINTS
    y1, y2 = (page_height - item.y1) * POINTS, (page_height - item.y2) * POINTS
    path = f"{number(x1)} {number(y1)} m {number(x2)} {number(y2)} l S"
    dashes = (f"[{number(item.dash * POINTS)}] 0 d ", " [] 0 d") if item.dash else ("", "")
    return f"{colour(stroke, 'RG')} {number(item.line_width * POINTS)} w {dashes[0]}{path}{dashes[1]}"


def code(item: Qr, modules: qr.Matrix, page_height: float) -> str:
    """Operators of a QR code on a white ground that holds its quiet zone."""
    size = qr.module_size(len(modules), item.frame.width) * POINTS
    x, y = item.frame.x * POINTS, (page_height - item.frame.y - item.frame.height) * POINTS
    place = f"{size:.4f} 0 0 {size:.4f} {number(x + qr.QUIET * size)} {number(y + qr.QUIET * size)} cm"
    return f"q 1 g {rectangle(item.frame, page_height)} f 0 g {place} {qr.path(modules)} Q"


def rules(item: Rows, table: Table, stroke: str, page_height: float) -> str:
    """Operators of the lines between the rows of a table."""
    left, right = number(item.frame.x * POINTS), number((item.frame.x + item.frame.width) * POINTS)
    heights = (number((page_height - y) * POINTS) for y in table.rules)
    paths = " ".join(f"{left} {y} m {right} {y} l" for y in heights)
    if item.grid:
        top, bottom = (number((page_height - y) * POINTS) for y in (table.rules[0], table.rules[-1]))
        edges = accumulate((column.width for column in item.columns), initial=item.frame.x)
        paths += "".join(f" {number(x * POINTS)} {bottom} m {number(x * POINTS)} {top} l" for x in edges)
    return f"{colour(stroke, 'RG')} {number(RULE_WIDTH * POINTS)} w {paths} S"


def placed(setting: Setting, page_height: float) -> Iterator[tuple[float, float, str]]:
    """Where each line of a fitted text begins on its base line, in points, and the line."""
    frame, style, fit = setting.block.frame, setting.block.style, setting.fit
    step = fit.size * style.leading
    spare = frame.height * POINTS - fit.size - step * (len(fit.lines) - 1)
    above = {Valign.TOP: 0.0, Valign.MIDDLE: spare / 2, Valign.BOTTOM: spare}[style.valign]
    y = (page_height - frame.y) * POINTS - above - fit.size * _EM_TOP
    for text, width in zip(fit.lines, fit.widths, strict=True):
        free = frame.width * POINTS - width * fit.size
        indent = {Align.LEFT: 0.0, Align.CENTER: free / 2, Align.RIGHT: free}[style.align]
        yield frame.x * POINTS + indent, y, text
        y -= step


class TextPen:
    """Writes text operators for one document, whose font subsets grow with the characters drawn."""

    def __init__(self, canvas: Canvas, fonts: Fonts) -> None:
        self._document = canvas._doc
        self._fonts = fonts

    def write(self, setting: Setting, fill: str, page_height: float) -> str:
        """Operators of a fitted text."""
        operators = [colour(fill, "rg")]
        for x, y, text in placed(setting, page_height):
            operators += self._line(x, y, text, setting, fill)
        return " ".join(operators)

    def last_letter(self, setting: Setting, page_height: float) -> tuple[float, float]:
        """The middle of the text's last letter, in points."""
        *_, (x, y, text) = placed(setting, page_height)
        size, weight = setting.fit.size, setting.block.style.weight
        end = x + setting.fit.widths[-1] * size
        return end - self._fonts.width(text[-1], weight) * size / 2, y + _EM_MIDDLE * size

    def _line(self, x: float, y: float, text: str, setting: Setting, fill: str) -> list[str]:
        style, size = setting.block.style, setting.fit.size
        spacing = style.spacing * size
        operators = [f"{number(spacing)} Tc"] if spacing else []
        for run in self._fonts.runs(text, style.weight):
            if run.face is None:
                step = MISSING_WIDTH * size + spacing
                operators += [_stand_in(x + at * step, y, size) for at in range(len(run.text))]
            else:
                shown = f"BT {number(x)} {number(y)} Td {self._shown(run.face.ttf, run.text, size)} ET"
                operators.append(_emboldened(shown, style.weight, size, fill) if run.face.is_fallback else shown)
            x += self._fonts.width(run.text, style.weight) * size + spacing * len(run.text)
        return [*operators, "0 Tc"] if spacing else operators

    def _shown(self, ttf: TTFont, text: str, size: float) -> str:
        """``text`` in the subsets of its font: a subset holds 256 characters, so a name may need several."""
        pieces = ttf.splitString(text, self._document)
        return " ".join(
            f"{ttf.getSubsetInternalName(subset, self._document)} {number(size)} Tf <{characters.hex()}> Tj"
            for subset, characters in pieces
        )


def _emboldened(shown: str, weight: Weight, size: float, fill: str) -> str:
    """A fallback has one weight: among bold letters its own are drawn with an outline as thick as they lack."""
    if weight is Weight.REGULAR:
        return shown
    return f"q {colour(fill, 'RG')} {number(OUTLINE[weight] * size)} w 2 Tr {shown} Q"


def _stand_in(x: float, y: float, size: float) -> str:
    """A box where a character is missing in every font: visible, and wide enough to write it in by hand."""
    width = (MISSING_WIDTH - 0.1) * size
    corner = f"{number(x + 0.05 * size)} {number(y - 0.06 * size)}"
    return f"q 0 G {number(0.04 * size)} w {corner} {number(width)} {number(0.84 * size)} re S Q"
