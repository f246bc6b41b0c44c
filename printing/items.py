"""What every item of a page has: the values a layout file is read into.  Millimetres from the page's upper left corner.

The kinds of items stand in ``printing.kinds``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from printing.fonts import Weight

POINTS = 72 / 25.4  # points in a millimetre


class Align(StrEnum):
    """Where a line stands between left and right."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Valign(StrEnum):
    """Where the lines stand between top and bottom of their box."""

    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle; ``x`` and ``y`` are its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: "Frame") -> bool:
        """Whether the two share more than an edge."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def inside(self, outer: "Frame") -> bool:
        """Whether no part is outside ``outer``, a hundredth of a millimetre allowed for rounding."""
        slack = 0.01
        return (
            self.x >= outer.x - slack
            and self.y >= outer.y - slack
            and self.x + self.width <= outer.x + outer.width + slack
            and self.y + self.height <= outer.y + outer.height + slack
        )


AS_WRITTEN = "_as_written"
"""Behind the name of a field: its value by which layouts choose, where what is shown is in another language."""


def compared(record: Mapping[str, str], field: str) -> str:
    """The value of a field by which a layout chooses a colour or whether an item is shown."""
    return record.get(field + AS_WRITTEN) or record.get(field, "")


@dataclass(frozen=True, slots=True, eq=False)
class Colour:
    """``#RRGGBB``, or by the value of a field: ``by_value`` with the plain colour for every other value.

    ``name`` is the palette's name in the file, empty for a colour written where it is used.
    """

    plain: str
    field: str = ""
    by_value: Mapping[str, str] | None = None
    name: str = ""

    def of(self, record: Mapping[str, str]) -> str:
        """The colour for one record."""
        return self.by_value.get(compared(record, self.field), self.plain) if self.by_value else self.plain


class Side(StrEnum):
    """The sides of a folded layout an item is drawn on."""

    BOTH = "both"
    FRONT = "front"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Ask:
    """Whether a field is filled, or with ``values``, whether it holds one of them.  No field asks nothing."""

    field: str = ""
    values: tuple[str, ...] = ()

    def holds(self, record: Mapping[str, str]) -> bool:
        """The answer for one record."""
        value = compared(record, self.field)
        return value in self.values if self.values else bool(value)


@dataclass(frozen=True, slots=True)
class Condition:
    """When an item is drawn: if ``when`` holds and ``unless`` does not, and on which side of a folded layout."""

    when: Ask = Ask()
    unless: Ask = Ask()
    side: Side = Side.BOTH

    def holds(self, record: Mapping[str, str]) -> bool:
        """Whether an item is drawn for ``record``, the side aside."""
        if self.when.field and not self.when.holds(record):
            return False
        return not (self.unless.field and self.unless.holds(record))

    def on(self, side: Side) -> bool:
        """Whether an item is drawn on the front or the back."""
        return self.side in (Side.BOTH, side)


ALWAYS = Condition()


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """How text is set.  Sizes in points; ``leading`` in multiples of the size, ``spacing`` in em between letters."""

    size: float
    comfort: float
    smallest: float
    weight: Weight = Weight.REGULAR
    colour: Colour = Colour("#000000")
    align: Align = Align.LEFT
    valign: Valign = Valign.MIDDLE
    lines: int = 1
    leading: float = 1.25
    spacing: float = 0.0

    def settled(self) -> "Style":
        """The style with its sizes in their order: the comfortable is at most the size, the smallest at most that."""
        comfort = min(self.comfort, self.size)
        smallest = min(self.smallest, comfort)
        if (comfort, smallest) == (self.comfort, self.smallest):
            return self
        return replace(self, comfort=comfort, smallest=smallest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What stands on a page.  ``note`` is the comment behind its header in the file."""

    condition: Condition = ALWAYS
    note: str = ""

    if TYPE_CHECKING:  # a field or a property of each kind; a property here would become the default of the field

        @property
        def frame(self) -> Frame:
            """The rectangle the item takes."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An element of another program's layout that has no counterpart: its number from 1, its type, and why."""

    number: int
    kind: str
    why: str
