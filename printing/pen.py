"""Writes on the pages of one document: fitted texts, pictures, and operators that a kind of item makes itself."""

from collections.abc import Iterator

from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from printing.draw import colour, number
from printing.errors import PrintingError
from printing.fonts import MISSING_WIDTH, Fonts, Weight
from printing.items import POINTS, Align, Frame, Valign
from printing.setting import REMEMBERED, Setting
from printing.structure import Marking, Role, Structure

# How far the em square reaches above the base line.  The same for every font, so that mixed scripts share one.
_EM_TOP = 0.88
_EM_MIDDLE = 0.38  # the middle of a Hangul syllable above the base line
_OUTLINE = {Weight.BOLD: 0.022, Weight.EXTRABOLD: 0.036}  # em, around the letters of a fallback


class Pen(Marking):
    """Draws items on one canvas; ``height`` is the layout's, in millimetres.

    With a ``structure`` what is drawn is told there, and as decoration where it is no part of any reading.
    """

    def __init__(self, canvas: Canvas, fonts: Fonts, height: float, structure: Structure | None = None) -> None:
        super().__init__(structure)
        self.height = height
        self.text_role = Role.TEXT
        self._canvas = canvas
        self._texts = TextPen(canvas, fonts)
        self._written: dict[tuple[Setting, str], str] = {}

    def add(self, operators: str) -> None:
        """Put operators on the page."""
        self._canvas._code.append(operators)

    def form(self, name: str) -> None:
        """Draw a form made before."""
        self._canvas.doForm(name)

    def write(self, setting: Setting, fill: str) -> None:
        """Write a fitted text in the colour ``fill``."""
        key = (setting, fill)
        written = self._written.get(key)
        if written is None:
            if len(self._written) >= REMEMBERED:
                self._written.clear()
            written = self._written[key] = self._texts.write(setting, fill, self.height)
        self._canvas._code.append(written)

    def last_letter(self, setting: Setting) -> tuple[float, float]:
        """The middle of the text's last letter, in millimetres from the upper left corner."""
        x, y = self._texts.last_letter(setting, self.height)
        return x / POINTS, self.height - y / POINTS

    def picture(self, file: str, frame: Frame) -> None:
        """Draw a picture as large as fits, in the middle of ``frame``.  Raises ``printing.picture_unreadable``."""
        bottom = self.height - frame.y - frame.height
        left, low, wide, high = (length * POINTS for length in (frame.x, bottom, frame.width, frame.height))
        try:
            self._canvas.drawImage(file, left, low, wide, high, mask="auto", preserveAspectRatio=True, anchor="c")
        except OSError as error:
            raise PrintingError("printing.picture_unreadable", file=file) from error


class TextPen:
    """Writes text operators for one document, whose font subsets grow with the characters drawn."""

    def __init__(self, canvas: Canvas, fonts: Fonts) -> None:
        self._document = canvas._doc
        self._fonts = fonts

    def write(self, setting: Setting, fill: str, page_height: float) -> str:
        """Operators of a fitted text."""
        operators = [colour(fill, "rg")]
        for x, y, text in _placed(setting, page_height):
            operators += self._line(x, y, text, setting, fill)
        return " ".join(operators)

    def last_letter(self, setting: Setting, page_height: float) -> tuple[float, float]:
        """The middle of the text's last letter, in points."""
        *_, (x, y, text) = _placed(setting, page_height)
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
    return f"q {colour(fill, 'RG')} {number(_OUTLINE[weight] * size)} w 2 Tr {shown} Q"


def _stand_in(x: float, y: float, size: float) -> str:
    """A box where a character is missing in every font: visible, and wide enough to write it in by hand."""
    width = (MISSING_WIDTH - 0.1) * size
    corner = f"{number(x + 0.05 * size)} {number(y - 0.06 * size)}"
    return f"q 0 G {number(0.04 * size)} w {corner} {number(width)} {number(0.84 * size)} re S Q"


def _placed(setting: Setting, page_height: float) -> Iterator[tuple[float, float, str]]:
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
