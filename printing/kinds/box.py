"""A rectangle, filled, outlined or both."""

from dataclasses import dataclass
from pathlib import Path

from printing import draw
from printing.item_reading import ItemReader
from printing.items import POINTS, Colour, Frame, Item
from printing.kinds.kind import Ground, OfferedKind, Record, Unremarkable, Values
from printing.kinds.properties import N_, PLACE, Editor, Property, plain
from printing.kinds.writing import colour_value, frame_values
from printing.pen import Pen
from printing.setting import Setter
from printing.structure import Role
from printing.toml_section import Section

_CIRCLE = 0.5523  # length of a Bézier handle that makes a quarter of a circle, in radii
_GREY = Colour("#94A3B8")


@dataclass(frozen=True, slots=True)
class Box(Item):
    """A rectangle, filled, outlined or both; ``radius`` rounds its corners."""

    frame: Frame
    fill: Colour | None
    stroke: Colour | None
    line_width: float
    radius: float = 0.0


class ReadyBox(Unremarkable):
    """A box whose path is known; its colours may come with the record."""

    __slots__ = ("_item", "_path")

    def __init__(self, item: Box) -> None:
        self._item = item
        self._path: tuple[float, str] | None = None

    def paint(self, record: Record, pen: Pen) -> None:
        """The rectangle in the record's colours."""
        item = self._item
        if self._path is None or self._path[0] != pen.height:
            self._path = (pen.height, _path(item, pen.height))
        operators, ending = [], ""
        if item.fill:
            operators.append(draw.colour(item.fill.of(record), "rg"))
            ending = "f"
        if item.stroke:
            operators += [draw.colour(item.stroke.of(record), "RG"), f"{draw.number(item.line_width * POINTS)} w"]
            ending = "B" if item.fill else "S"
        pen.add(" ".join((*operators, self._path[1], ending)))


class BoxKind(OfferedKind[Box]):
    """``kind = "box"``."""

    name, item, label = "box", Box, N_("Box")
    bleeds = True
    lies_below_codes = True

    def read(self, section: Section, reader: ItemReader) -> Box:
        """A box that can be seen."""
        fill, stroke = reader.colour_or_none(section, "fill"), reader.colour_or_none(section, "stroke")
        if fill is None and stroke is None:
            raise section.fault("layout.invisible_box")
        line_width = section.number("line_width", 0.25, most=20)
        return Box(reader.frame(section, least=-10), fill, stroke, line_width, section.number("radius", 0.0))

    def write(self, item: Box) -> Values:
        """The keys of a box."""
        return {
            **frame_values(item.frame),
            "fill": colour_value(item.fill),
            "stroke": colour_value(item.stroke),
            "line_width": item.line_width if item.stroke else None,
            "radius": item.radius or None,
        }

    def is_constant(self, item: Box) -> bool:
        """Whether no colour goes by a field."""
        return not any(colour and colour.by_value for colour in (item.fill, item.stroke))

    def role(self, item: Box) -> Role | None:
        """Decoration."""
        return Role.DECORATION

    def fields(self, item: Box) -> tuple[str, ...]:
        """None."""
        return ()

    def ready(self, item: Box, setter: Setter) -> ReadyBox:
        """The box, its path made once."""
        return ReadyBox(item)

    def properties(self) -> tuple[Property, ...]:
        """Its place, its colours, its edge."""
        return (
            *PLACE,
            plain("fill", N_("Fill"), Editor.NO_OR_COLOUR),
            plain("stroke", N_("Edge"), Editor.NO_OR_COLOUR),
            plain("line_width", N_("Edge width"), Editor.MILLIMETRES, most=20),
            plain("radius", N_("Corner radius"), Editor.MILLIMETRES, most=100),
        )

    def new(self, ground: Ground, file: Path | None) -> Box:
        """A grey edge."""
        return Box(ground.band(), None, _GREY, 0.3)


def _path(item: Box, page_height: float) -> str:
    if item.radius:
        return _rounded(item.frame, item.radius, page_height)
    return draw.rectangle(item.frame, page_height)


def _rounded(frame: Frame, radius: float, page_height: float) -> str:
    left, right = frame.x * POINTS, (frame.x + frame.width) * POINTS
    bottom, top = (page_height - frame.y - frame.height) * POINTS, (page_height - frame.y) * POINTS
    r = min(radius * POINTS, (right - left) / 2, (top - bottom) / 2)
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
    return " ".join(f"{' '.join(map(draw.number, points))} {step}" for step, *points in steps) + " h"
