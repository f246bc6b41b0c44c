"""Text, boxes and lines on a report's page, in millimetres from the upper left corner."""

from enum import StrEnum

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from printing.fitting import Room, fit
from printing.fonts import MISSING_WIDTH, Fonts, Weight, normal
from printing.items import POINTS
from printing.structure import Marking, Role, Structure

_LEADING = 1.4
_ASCENT = 0.88  # em from the top of a line to its base line
_SMALLEST = 0.72  # of the size wished for; then the text is cut


class Align(StrEnum):
    """To which side a text is set."""

    LEFT = "left"
    RIGHT = "right"


class Pen(Marking):
    """Draws on the pages of one canvas; a text is a paragraph to whoever has it read aloud, and boxes and lines are
    decoration, unless the block that draws them says otherwise.
    """

    def __init__(self, canvas: Canvas, fonts: Fonts, page_height: float, structure: Structure) -> None:
        super().__init__(structure)
        structure.begin_page()
        self._structure = structure
        self._canvas, self._fonts, self._height = canvas, fonts, page_height

    def new_page(self) -> None:
        """Go on with the next page."""
        self._canvas.showPage()
        self._structure.begin_page()

    def add(self, operators: str) -> None:
        """Put operators on the page."""
        self._canvas._code.append(operators)

    def box(self, x: float, y: float, width: float, height: float, colour: str, *, radius: float = 0.0) -> None:
        """A filled rectangle."""
        place = (x * POINTS, (self._height - y - height) * POINTS, width * POINTS, height * POINTS)
        with self.decoration():
            self._canvas.setFillColor(HexColor(colour))
            if radius:
                self._canvas.roundRect(*place, radius * POINTS, stroke=0, fill=1)
            else:
                self._canvas.rect(*place, stroke=0, fill=1)

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 0.15) -> None:
        """A straight line."""
        with self.decoration():
            self._canvas.setStrokeColor(HexColor(colour))
            self._canvas.setLineWidth(width * POINTS)
            self._canvas.line(x1 * POINTS, (self._height - y1) * POINTS, x2 * POINTS, (self._height - y2) * POINTS)

    def text(
        self, x: float, y: float, width: float, text: str, size: float, weight: Weight, colour: str,
        align: Align = Align.LEFT,
    ) -> float:  # fmt: skip
        """One line, made smaller and then cut where it would not fit; returns how wide it became."""
        (line, *_), size = self._fitted(text, width, size, weight, 1)
        wide = self._fonts.width(line, weight) * size / POINTS
        self._line(x + (width - wide if align is Align.RIGHT else 0), y, line, size, weight, colour)
        return wide

    def middle(self, x: float, y: float, width: float, text: str, size: float, weight: Weight, colour: str) -> None:
        """One line in the middle of so much width."""
        (line, *_), size = self._fitted(text, width, size, weight, 1)
        wide = self._fonts.width(line, weight) * size / POINTS
        self._line(x + (width - wide) / 2, y, line, size, weight, colour)

    def lines(
        self, x: float, y: float, width: float, height: float, text: str, size: float, colour: str,
        weight: Weight = Weight.REGULAR, align: Align = Align.LEFT,
    ) -> None:  # fmt: skip
        """At most two lines in the middle of so much height."""
        lines, size = self._fitted(text, width, size, weight, 2)
        step = size * 1.15 / POINTS
        y += (height - step * len(lines)) / 2
        with self.part(Role.TEXT):
            for line in lines:
                wide = self._fonts.width(line, weight) * size / POINTS
                self._line(x + (width - wide if align is Align.RIGHT else 0), y, line, size, weight, colour)
                y += step

    def is_cut(self, width: float, text: str, size: float, weight: Weight) -> bool:
        """Whether a text has no room on one line, however small."""
        return self._fonts.width(normal(text), weight) * size * _SMALLEST > width * POINTS

    def paragraph(self, x: float, y: float, width: float, text: str, size: float, weight: Weight, colour: str) -> float:
        """As many lines as it takes; returns where they end."""
        with self.part(Role.TEXT):
            for line in self._wrapped(width, text, size, weight):
                self._line(x, y, line, size, weight, colour)
                y += size * _LEADING / POINTS
        return y

    def height_of(self, width: float, text: str, size: float) -> float:
        """The millimetres that a paragraph takes."""
        return len(self._wrapped(width, text, size, Weight.REGULAR)) * size * _LEADING / POINTS

    def width_of(self, text: str, size: float) -> float:
        """The millimetres that a line takes."""
        return self._fonts.width(normal(text), Weight.REGULAR) * size / POINTS

    def _wrapped(self, width: float, text: str, size: float, weight: Weight) -> list[str]:
        lines = [""]
        for word in normal(text).split(" "):
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self._fonts.width(longer, weight) * size > width * POINTS:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def _fitted(self, text: str, width: float, size: float, weight: Weight, lines: int) -> tuple[list[str], float]:
        room = Room(
            width * POINTS, size * (1 + 1.15 * (lines - 1)), size, size, size * _SMALLEST, lines=lines, leading=1.15
        )
        found = fit(normal(text), room, lambda line: self._fonts.width(line, weight))
        return list(found.lines) or [""], found.size

    def _line(self, x: float, y: float, line: str, size: float, weight: Weight, colour: str) -> None:
        with self.part(Role.TEXT):
            self._letters(x, y, line, size, weight, colour)

    def _letters(self, x: float, y: float, line: str, size: float, weight: Weight, colour: str) -> None:
        left, base = x * POINTS, (self._height - y) * POINTS - size * _ASCENT
        self._canvas.setFillColor(HexColor(colour))
        for run in self._fonts.runs(line, weight):
            if run.face is None:
                for number in range(len(run.text)):  # a box in place of each character that no font has
                    step = MISSING_WIDTH * size
                    self._canvas.rect(left + number * step + 0.5, base, step - 1, size * 0.7, stroke=1, fill=0)
            else:
                self._canvas.setFont(run.face.ttf.fontName, size)
                self._canvas.drawString(left, base, run.text)
            left += self._fonts.width(run.text, weight) * size
