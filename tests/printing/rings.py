"""A kind of item that exists only in tests: a ring.  What it costs to add one is this file."""

from dataclasses import dataclass
from pathlib import Path

from printing import draw
from printing.item_reading import ItemReader
from printing.items import POINTS, Colour, Frame, Item
from printing.kinds.kind import Ground, OfferedKind, Record, Unremarkable, Values
from printing.kinds.properties import CORNER, Editor, Property, plain, square
from printing.kinds.writing import colour_value
from printing.pen import Pen
from printing.setting import Setter
from printing.toml_section import Section


@dataclass(frozen=True, slots=True)
class Ring(Item):
    """A square turned into a lozenge, the simplest thing that no shipped kind draws."""

    frame: Frame
    colour: Colour
    filled: bool = False


class ReadyRing(Unremarkable):
    """A ring for a batch."""

    __slots__ = ("_item",)

    def __init__(self, item: Ring) -> None:
        self._item = item

    def paint(self, record: Record, pen: Pen) -> None:
        """The lozenge in the record's colour."""
        frame, colour = self._item.frame, self._item.colour.of(record)
        x, y = (frame.x + frame.width / 2) * POINTS, (pen.height - frame.y - frame.height / 2) * POINTS
        half = frame.width / 2 * POINTS
        corners = ((x - half, y), (x, y + half), (x + half, y), (x, y - half))
        (first, *rest) = (f"{draw.number(x)} {draw.number(y)}" for x, y in corners)
        way = f"{first} m " + " ".join(f"{place} l" for place in rest)
        pen.add(f"{draw.colour(colour, 'rg')} {draw.colour(colour, 'RG')} {way} {'b' if self._item.filled else 's'}")


class RingKind(OfferedKind[Ring]):
    """``kind = "ring"``."""

    name, item, label = "ring", Ring, "Ring"

    def read(self, section: Section, reader: ItemReader) -> Ring:
        """A ring by its square."""
        side = section.number("size", least=2)
        frame = Frame(section.number("x"), section.number("y"), side, side)
        return Ring(frame, reader.colour(section, "colour", "#000000"), section.flag("filled", False))

    def write(self, item: Ring) -> Values:
        """The keys of a ring."""
        place = {"x": item.frame.x, "y": item.frame.y, "size": item.frame.width}
        return {**place, "colour": colour_value(item.colour), "filled": item.filled or None}

    def is_constant(self, item: Ring) -> bool:
        """Whether its colour goes by no field."""
        return not item.colour.by_value

    def fields(self, item: Ring) -> tuple[str, ...]:
        """None."""
        return ()

    def ready(self, item: Ring, setter: Setter) -> ReadyRing:
        """The ring."""
        return ReadyRing(item)

    def properties(self) -> tuple[Property, ...]:
        """Its place, its side, its colour, and whether it is filled."""
        colour = plain("colour", "Colour", Editor.COLOUR)
        return (*CORNER, square("Side", least=2), colour, plain("filled", "Filled", Editor.SWITCH))

    def new(self, ground: Ground, file: Path | None) -> Ring:
        """A black one in the middle."""
        return Ring(ground.middle(10, 10), Colour("#000000"))
