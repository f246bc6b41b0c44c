"""Pages of one PDF document: what never changes is drawn once, what a record says is drawn per record."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import groupby

from reportlab.pdfgen.canvas import Canvas

from printing import draw
from printing.compose import Composer, asked
from printing.fonts import Fonts, Weight
from printing.items import POINTS, Align, Colour, Condition, Frame, Item, Side, Style
from printing.kinds import kind_of
from printing.kinds.kind import Ready
from printing.kinds.text import Text
from printing.layout import Layout
from printing.pen import Pen, TextPen
from printing.structure import Role, Structure

_NOTHING: Mapping[str, str] = {}
_HEADING = Style(size=11, comfort=8, smallest=6, weight=Weight.BOLD, colour=Colour("#14213D"))
_HEADING_RIGHT = Style(size=9, comfort=8, smallest=6, colour=Colour("#475569"), align=Align.RIGHT)
_FOLD_MARK = 3.0  # millimetres


class Painter:
    """Draws records on the canvas of one document."""

    def __init__(
        self, canvas: Canvas, layout: Layout, fonts: Fonts, composer: Composer, structure: Structure | None = None
    ) -> None:
        self._canvas = canvas
        self._layout = layout
        self._composer = composer
        self._pen = Pen(canvas, fonts, layout.height, structure)
        self._texts = TextPen(canvas, fonts)
        self._title = max(
            (item for item in layout.items if isinstance(item, Text)), key=lambda item: item.style.size, default=None
        )
        if structure is not None:
            self._sides = []
            return
        sides = (Side.FRONT, Side.BACK) if layout.folded else (Side.FRONT,)
        self._sides = [(self._opening(side), list(self._prepare(side))) for side in sides]

    def paint(self, record: Mapping[str, str]) -> None:
        """Draw a cleaned record with the page's lower left corner at the origin."""
        pen = self._pen
        if pen.structure is not None:
            self._paint_parts(record)
            return
        for opening, steps in self._sides:
            if opening:
                pen.add(opening)
            for condition, step in steps:
                if condition is None or condition.holds(record):
                    if isinstance(step, str):
                        pen.form(step)
                    else:
                        step.paint(record, pen)
            if opening:
                pen.add("Q")

    def _paint_parts(self, record: Mapping[str, str]) -> None:
        """Draw a record and say what is what; nothing of it is a form, whose parts could not be told apart."""
        for item in self._layout.items:
            condition = asked(item)
            if condition is None or condition.holds(record):
                self._pen.text_role = Role.HEADING if item is self._title else Role.TEXT
                with self._as_part(item):
                    self._composer.ready(item).paint(record, self._pen)

    def _as_part(self, item: Item) -> AbstractContextManager[None]:
        kind = kind_of(item)
        role = kind.role(item)
        if role is None:
            return nullcontext()
        return self._pen.decoration() if role is Role.DECORATION else self._pen.part(role, kind.alternative(item))

    def heading(self, frame: Frame, page_height: float, title: str, ends: str, page: int) -> Iterator[str]:
        """Operators of the line above the pages of a sheet that is ``page_height`` millimetres high."""
        half = Frame(frame.x, frame.y, frame.width / 2, frame.height * 0.6)
        right = Frame(frame.x + frame.width / 2, frame.y, frame.width / 2, frame.height * 0.6)
        for place, style, text in ((half, _HEADING, title), (right, _HEADING_RIGHT, f"{ends}   {page}")):
            setting = self._composer.setter.heading(place, style, text)
            yield self._texts.write(setting, style.colour.plain, page_height)

    def _opening(self, side: Side) -> str:
        """Operators that move the origin to one half of a folded page; the back stands on its head."""
        if not self._layout.folded:
            return ""
        width, height = self._layout.width * POINTS, self._layout.height * POINTS
        if side is Side.BACK:
            return f"q -1 0 0 -1 {draw.number(width)} {draw.number(2 * height)} cm"
        ends = ((0.0, _FOLD_MARK * POINTS), (width - _FOLD_MARK * POINTS, width))
        marks = " ".join(
            f"{draw.number(x1)} {draw.number(height)} m {draw.number(x2)} {draw.number(height)} l" for x1, x2 in ends
        )
        return f"0.6 G 0.3 w {marks} S q"

    def _prepare(self, side: Side) -> Iterator[tuple[Condition | None, Ready | str]]:
        """The items of a side in order, each with its condition; neighbours that never change become one form, drawn
        by a single operator."""
        shown = (item for item in self._layout.items if item.condition.on(side))
        for number, (constant, group) in enumerate(groupby(shown, lambda item: kind_of(item).is_constant(item))):
            if not constant:
                yield from ((asked(item), self._composer.ready(item)) for item in group)
                continue
            for at, (_, neighbours) in enumerate(groupby(group, lambda item: item.condition)):
                name, members = f"{side}{number}.{at}", list(neighbours)
                self._make_form(name, members)
                yield asked(members[0]), name

    def _make_form(self, name: str, members: Sequence[Item]) -> None:
        layout, canvas = self._layout, self._canvas
        edge = layout.bleed * POINTS
        canvas.beginForm(name, -edge, -edge, layout.width * POINTS + edge, layout.height * POINTS + edge)
        for item in members:
            self._composer.ready(item).paint(_NOTHING, self._pen)
        canvas.endForm()
