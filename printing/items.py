"""What stands on a page: the values a layout file is read into.  Millimetres from the page's upper left corner."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

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
        return self.by_value.get(record.get(self.field, ""), self.plain) if self.by_value else self.plain


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
        value = record.get(self.field, "")
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


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal over the end of a text: ``field`` holds the picture's path, ``size`` is its side in millimetres.

    The last letter stands in the middle of the seal, as Korean offices stamp (행정업무운영 편람, 관인의 날인).
    """

    field: str
    size: float


@dataclass(frozen=True, slots=True)
class Text:
    """Text with {holes}.  The first of ``templates`` whose fields are all filled is drawn; if none is, nothing."""

    frame: Frame
    templates: tuple[str, ...]
    style: Style
    condition: Condition = ALWAYS
    seal: Seal | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Qr:
    """A square code; the frame includes the quiet zone, which is kept white."""

    frame: Frame
    template: str
    condition: Condition = ALWAYS
    note: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, filled, outlined or both; ``radius`` rounds its corners."""

    frame: Frame
    fill: Colour | None
    stroke: Colour | None
    line_width: float
    radius: float = 0.0
    condition: Condition = ALWAYS
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line between two points; ``dash`` is the length of strokes and gaps, 0 for none."""

    x1: float
    y1: float
    x2: float
    y2: float
    line_width: float
    colour: Colour
    dash: float = 0.0
    condition: Condition = ALWAYS
    note: str = ""

    @property
    def frame(self) -> Frame:
        """The rectangle the line spans."""
        left, top = min(self.x1, self.x2), min(self.y1, self.y2)
        return Frame(left, top, abs(self.x2 - self.x1), abs(self.y2 - self.y1))


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG or JPEG, as large as fits the frame without distortion, centred in it.

    Either ``file``, the same on every page, or ``field``: a record's value is then the path of its picture.
    """

    frame: Frame
    file: Path | None
    field: str = ""
    condition: Condition = ALWAYS
    note: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; ``width`` in millimetres."""

    heading: str
    width: float
    style: Style
    heading_style: Style


@dataclass(frozen=True, slots=True)
class Rows:
    """A table: every line of the field is a row, its cells are separated by tabs.

    Rows are ``row_height`` high and draw closer together when there are many, down to ``smallest_row_height``; what
    then still has no room is counted in a last row made from ``more``, with the hole {count}.  ``total`` is a line
    below the last row, at the right; an empty one takes no room.  ``grid`` draws lines between the columns too.
    """

    frame: Frame
    field: str
    columns: tuple[Column, ...]
    style: Style
    heading_style: Style
    row_height: float
    smallest_row_height: float
    more: str
    total: str
    total_style: Style
    rule: Colour
    grid: bool = False
    condition: Condition = ALWAYS
    note: str = ""


Item = Text | Qr | Box | Line | Picture | Rows
