"""A badge item: the line of a ring, drawn as wide as its frame."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from printing import draw
from printing.item_reading import ItemReader
from printing.items import POINTS, Frame, Item
from printing.kinds.kind import Ground, OfferedKind, Record, Unremarkable, Values
from printing.kinds.properties import PLACE, Property
from printing.kinds.writing import frame_values
from printing.pen import Pen
from printing.setting import Setter
from printing.toml_section import Section


@dataclass(frozen=True, slots=True)
class Ring(Item):
    """A ring in its frame."""

    frame: Frame


class ReadyRing(Unremarkable):
    """A ring, ready to be drawn."""

    __slots__ = ("_frame",)

    def __init__(self, ring: Ring) -> None:
        self._frame = ring.frame

    def paint(self, record: Record, pen: Pen) -> None:
        """A circle of four curves."""
        radius = self._frame.width / 2 * POINTS
        across = (self._frame.x + self._frame.width / 2) * POINTS
        up = (pen.height - self._frame.y - self._frame.height / 2) * POINTS
        bend = radius * 0.5523
        points = [
            (radius, 0), (radius, bend), (bend, radius), (0, radius), (-bend, radius), (-radius, bend), (-radius, 0),
            (-radius, -bend), (-bend, -radius), (0, -radius), (bend, -radius), (radius, -bend), (radius, 0),
        ]  # fmt: skip
        told = [f"{draw.number(across + x)} {draw.number(up + y)}" for x, y in points]
        curves = " ".join(f"{' '.join(told[n : n + 3])} c" for n in (1, 4, 7, 10))
        pen.add(f"q 0 G 1 w {told[0]} m {curves} S Q")


class RingKind(OfferedKind[Ring]):
    """``kind = "ring"``."""

    name, item, label = "ring", Ring, "Ring"

    def read(self, section: Section, reader: ItemReader) -> Ring:
        """A ring has a place and nothing else."""
        return Ring(reader.frame(section))

    def write(self, item: Ring) -> Values:
        """Its place."""
        return frame_values(item.frame)

    def is_constant(self, item: Ring) -> bool:
        """It is the same on each page."""
        return True

    def fields(self, item: Ring) -> tuple[str, ...]:
        """It shows none."""
        return ()

    def ready(self, item: Ring, setter: Setter) -> ReadyRing:
        """Ready to be drawn."""
        return ReadyRing(item)

    def properties(self) -> Iterable[Property]:
        """Its place."""
        return PLACE

    def new(self, ground: Ground, file: Path | None) -> Ring:
        """A ring in the middle."""
        return Ring(ground.middle(10, 10))
