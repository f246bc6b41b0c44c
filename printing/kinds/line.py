"""A straight line."""

from dataclasses import dataclass, replace
from pathlib import Path

from printing import draw
from printing.item_reading import ItemReader
from printing.items import POINTS, Colour, Frame, Item
from printing.kinds.kind import Ground, OfferedKind, Record, Unremarkable, Values
from printing.kinds.properties import N_, Editor, Property, plain
from printing.kinds.writing import colour_value
from printing.pen import Pen
from printing.setting import Setter
from printing.structure import Role
from printing.toml_section import Section

_ENDS = ("x1", "y1", "x2", "y2")


@dataclass(frozen=True, slots=True)
class Line(Item):
    """A straight line between two points; ``dash`` is the length of strokes and gaps, 0 for none."""

    x1: float
    y1: float
    x2: float
    y2: float
    line_width: float
    colour: Colour
    dash: float = 0.0

    @property
    def frame(self) -> Frame:
        """The rectangle the line spans."""
        left, top = min(self.x1, self.x2), min(self.y1, self.y2)
        return Frame(left, top, abs(self.x2 - self.x1), abs(self.y2 - self.y1))


class ReadyLine(Unremarkable):
    """A line; its colour may come with the record."""

    __slots__ = ("_item",)

    def __init__(self, item: Line) -> None:
        self._item = item

    def paint(self, record: Record, pen: Pen) -> None:
        """The line in the record's colour."""
        item = self._item
        x1, x2 = draw.number(item.x1 * POINTS), draw.number(item.x2 * POINTS)
        y1, y2 = (draw.number((pen.height - y) * POINTS) for y in (item.y1, item.y2))
        path = f"{x1} {y1} m {x2} {y2} l S"
        dashes = (f"[{draw.number(item.dash * POINTS)}] 0 d ", " [] 0 d") if item.dash else ("", "")
        stroke, width = draw.colour(item.colour.of(record), "RG"), draw.number(item.line_width * POINTS)
        pen.add(f"{stroke} {width} w {dashes[0]}{path}{dashes[1]}")


class LineKind(OfferedKind[Line]):
    """``kind = "line"``."""

    name, item, label = "line", Line, N_("Line")
    bleeds = True

    def read(self, section: Section, reader: ItemReader) -> Line:
        """A line by its ends."""
        x1, y1, x2, y2 = (section.number(key, least=-10) for key in _ENDS)
        colour = reader.colour(section, "colour", "#000000")
        line_width = section.number("line_width", 0.25, most=20)
        return Line(x1, y1, x2, y2, line_width, colour, section.number("dash", 0.0, most=50))

    def write(self, item: Line) -> Values:
        """The keys of a line."""
        ends = {key: getattr(item, key) for key in _ENDS}
        colour = colour_value(item.colour)
        return {**ends, "line_width": item.line_width, "colour": colour, "dash": item.dash or None}

    def is_constant(self, item: Line) -> bool:
        """Whether its colour goes by no field."""
        return not item.colour.by_value

    def role(self, item: Line) -> Role | None:
        """Decoration."""
        return Role.DECORATION

    def fields(self, item: Line) -> tuple[str, ...]:
        """None."""
        return ()

    def ready(self, item: Line, setter: Setter) -> ReadyLine:
        """The line."""
        return ReadyLine(item)

    def properties(self) -> tuple[Property, ...]:
        """Its ends, its thickness, its colour, its dashes."""
        labels = (N_("Start, left"), N_("Start, top"), N_("End, left"), N_("End, top"))
        ends = zip(_ENDS, labels, strict=True)
        return (
            *(plain(name, label, Editor.MILLIMETRES, least=-10) for name, label in ends),
            plain("line_width", N_("Thickness"), Editor.MILLIMETRES, most=20),
            plain("colour", N_("Colour"), Editor.COLOUR),
            plain("dash", N_("Dash length"), Editor.MILLIMETRES, most=50),
        )

    def placed(self, item: Line, frame: Frame) -> Line:
        """The line between the same corners of another rectangle; a level or upright one stays so."""
        old = item.frame

        def across(x: float) -> float:
            return frame.x + (frame.width if old.width and x > old.x else 0.0)

        def down(y: float) -> float:
            return frame.y + (frame.height if old.height and y > old.y else 0.0)

        return replace(item, x1=across(item.x1), y1=down(item.y1), x2=across(item.x2), y2=down(item.y2))

    def new(self, ground: Ground, file: Path | None) -> Line:
        """A level line in the middle."""
        band, level = ground.band(), ground.height / 2
        return Line(band.x, level, band.x + band.width, level, 0.3, Colour("#000000"))
