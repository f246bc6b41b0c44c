"""Changing a layout as an editor does: every change takes a layout and gives a new one, so that undoing is going back.

Items are named by their place in ``layout.items``.  A changed layout need not be printable: ``fault_of`` tells.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from printing import layout as layout_file
from printing.errors import PrintingError
from printing.items import Colour, Frame, Item
from printing.kinds import kind_of
from printing.kinds.kind import Ground, OfferedKind
from printing.kinds.properties import CONDITION, Property
from printing.layout import Layout
from printing.layout_writing import to_toml

SMALLEST = 1.0
"""No item becomes narrower or lower than this, in millimetres: it could not be taken hold of again."""


@dataclass(frozen=True, slots=True)
class LayoutFault:
    """Why a layout cannot be printed: the code and details of the sentence, and the item at fault if it is one."""

    code: str
    details: Mapping[str, object]
    item: int | None


def fault_of(layout: Layout) -> LayoutFault | None:
    """The first fault that reading ``layout`` from a file would tell; None for a layout that prints."""
    for number, item in enumerate(layout.items):
        for file in kind_of(item).files(item):
            if not file.is_file():
                return LayoutFault("layout.picture_missing", {"picture": file.name}, number)
    # Pictures under work may lie in several folders, a file's beside it: for the check boxes stand in their places.
    checked = replace(layout, items=tuple(kind_of(item).stand_in(item) for item in layout.items))
    try:
        layout_file.parse(to_toml(checked), Path(f"{layout.name}.toml"))
    except PrintingError as trouble:
        details = {key: value for key, value in trouble.details.items() if key not in ("file", "line")}
        place = details.pop("number", None)
        return LayoutFault(trouble.code, details, place if isinstance(place, int) else None)
    return None


def properties_of(item: Item) -> tuple[Property, ...]:
    """What can be changed of an item, in the order it is shown."""
    return (*kind_of(item).properties(), *CONDITION)


def with_value(layout: Layout, number: int, changed: Property, value: object) -> Layout:
    """The layout with one value of an item changed, and no other."""
    return _with(layout, number, changed.write(layout.items[number], value))


def settled(layout: Layout, number: int) -> Layout:
    """The layout with an item's values that depend on one another in order: entering one of them is finished."""
    item = layout.items[number]
    made = kind_of(item).settled(item)
    return layout if made is item else _with(layout, number, made)


def in_order(layout: Layout) -> Layout:
    """The layout with the values of all items in order."""
    return replace(layout, items=tuple(kind_of(item).settled(item) for item in layout.items))


def colour_named(layout: Layout, value: str) -> Colour | None:
    """A palette of the layout by its name, ``#RRGGBB``, or None for an empty text."""
    if not value:
        return None
    return {palette.name: palette for palette in layout.palettes}.get(value) or Colour(value)


def placed(layout: Layout, number: int, frame: Frame) -> Layout:
    """The layout with an item moved and sized to ``frame``, as its kind can: a code stays square, a line keeps its
    slope.  It becomes no smaller than can be taken hold of, unless it was."""
    item = layout.items[number]
    old = item.frame
    wide, high = max(frame.width, min(SMALLEST, old.width)), max(frame.height, min(SMALLEST, old.height))
    return _with(layout, number, kind_of(item).placed(item, Frame(frame.x, frame.y, wide, high)))


def moved(layout: Layout, number: int, across: float, down: float) -> Layout:
    """The layout with an item moved by so many millimetres."""
    frame = layout.items[number].frame
    return placed(layout, number, Frame(frame.x + across, frame.y + down, frame.width, frame.height))


def added(layout: Layout, item: Item) -> Layout:
    """The layout with one more item, above all others."""
    return replace(layout, items=(*layout.items, item))


def removed(layout: Layout, number: int) -> Layout:
    """The layout without an item."""
    return replace(layout, items=layout.items[:number] + layout.items[number + 1 :])


def reordered(layout: Layout, number: int, step: int) -> tuple[Layout, int]:
    """The layout with an item drawn later (above) or, with a negative ``step``, earlier; and its place then."""
    items = list(layout.items)
    place = min(max(number + step, 0), len(items) - 1)
    items.insert(place, items.pop(number))
    return replace(layout, items=tuple(items)), place


def duplicated(layout: Layout, number: int) -> Layout:
    """The layout with a copy of an item, a little aside of it and above all others."""
    copy = added(layout, layout.items[number])
    last, frame = len(copy.items) - 1, layout.items[number].frame
    across = 3.0 if frame.x + frame.width + 3 <= layout.width else -3.0
    down = 3.0 if frame.y + frame.height + 3 <= layout.height else -3.0
    return moved(copy, last, across, down)


def new_item(layout: Layout, kind: OfferedKind[Item], *, file: Path | None = None) -> Item:
    """An item in the middle of the page, of a size that suits it, showing a field where it can."""
    return kind.new(Ground(layout.width, layout.height, tuple(layout.fields), layout.label[layout.language]), file)


def _with(layout: Layout, number: int, item: Item) -> Layout:
    return replace(layout, items=(*layout.items[:number], item, *layout.items[number + 1 :]))
