"""Changing a layout as an editor does: every change takes a layout and gives a new one, so that undoing is going back.

Items are named by their place in ``layout.items``.  A changed layout need not be printable: ``fault_of`` tells.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from printing import layout as layout_file
from printing.errors import PrintingError
from printing.items import Align, Box, Colour, Frame, Item, Line, Picture, Qr, Style, Text
from printing.layout import Layout
from printing.layout_writing import to_toml

SMALLEST = 1.0
"""No item becomes narrower or lower than this, in millimetres: it could not be taken hold of again."""

_BLACK, _GREY = Colour("#000000"), Colour("#94A3B8")


class NewItem(StrEnum):
    """What can be put on a page."""

    TEXT = "text"
    QR = "qr"
    BOX = "box"
    LINE = "line"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class LayoutFault:
    """Why a layout cannot be printed: the code and details of the sentence, and the item at fault if it is one."""

    code: str
    details: Mapping[str, object]
    item: int | None


def fault_of(layout: Layout) -> LayoutFault | None:
    """The first fault that reading ``layout`` from a file would tell; None for a layout that prints."""
    for number, item in enumerate(layout.items):
        if isinstance(item, Picture) and item.file is not None and not item.file.is_file():
            return LayoutFault("layout.picture_missing", {"picture": item.file.name}, number)
    # Pictures under work may lie in several folders, a file's beside it: for the check boxes stand in their places.
    checked = replace(layout, items=tuple(_stand_in(item) for item in layout.items))
    try:
        layout_file.parse(to_toml(checked), Path(f"{layout.name}.toml"))
    except PrintingError as trouble:
        details = {key: value for key, value in trouble.details.items() if key not in ("file", "line")}
        number = details.pop("number", None)
        return LayoutFault(trouble.code, details, number if isinstance(number, int) else None)
    return None


def with_item(layout: Layout, number: int, **values: object) -> Layout:
    """The layout with some values of an item changed."""
    return _with(layout, number, replace(layout.items[number], **values))


def with_style(layout: Layout, number: int, **values: object) -> Layout:
    """The layout with a text's style changed.

    The comfortable and the smallest size stay at most the size.
    """
    style = replace(layout.items[number].style, **values)
    comfort = min(style.comfort, style.size)
    return with_item(layout, number, style=replace(style, comfort=comfort, smallest=min(style.smallest, comfort)))


def placed(layout: Layout, number: int, frame: Frame) -> Layout:
    """The layout with an item moved and sized to ``frame``; a code stays square, a line keeps its slope."""
    item = layout.items[number]
    wide, high = max(frame.width, SMALLEST), max(frame.height, SMALLEST)
    match item:
        case Qr():
            side = max(wide, high)
            return with_item(layout, number, frame=Frame(frame.x, frame.y, side, side))
        case Line():
            return _with(layout, number, _line_in(item, frame))
    return with_item(layout, number, frame=Frame(frame.x, frame.y, wide, high))


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


def new_item(layout: Layout, kind: NewItem, *, picture: Path | None = None) -> Item:
    """An item in the middle of the page, of a size that suits it, showing a field where it can."""
    wide, high = layout.width * 0.6, min(12.0, layout.height * 0.25)
    middle = _centred(layout, wide, high)
    match kind:
        case NewItem.TEXT:
            size = min(14.0, high * 2)
            shown = f"{{{next(iter(layout.fields))}}}" if layout.fields else layout.label[layout.language]
            return Text(middle, (shown,), Style(size, size * 0.6, size * 0.5, align=Align.CENTER))
        case NewItem.QR:
            side = min(22.0, layout.width, layout.height)
            field = "code" if "code" in layout.fields else next(iter(layout.fields), "")
            return Qr(_centred(layout, side, side), f"{{{field}}}" if field else layout.name)
        case NewItem.BOX:
            return Box(middle, None, _GREY, 0.3)
        case NewItem.LINE:
            level = layout.height / 2
            return Line(middle.x, level, middle.x + wide, level, 0.3, _BLACK)
        case NewItem.PICTURE:
            side = min(20.0, layout.width, layout.height)
            return Picture(_centred(layout, side, side), picture)


def _stand_in(item: Item) -> Item:
    if isinstance(item, Picture) and item.file is not None:
        return Box(item.frame, _GREY, None, 0.0, condition=item.condition)
    return item


def _with(layout: Layout, number: int, item: Item) -> Layout:
    return replace(layout, items=(*layout.items[:number], item, *layout.items[number + 1 :]))


def _line_in(line: Line, frame: Frame) -> Line:
    """The line between the same corners of another rectangle; a level or upright one stays so."""
    old = line.frame

    def across(x: float) -> float:
        return frame.x + (frame.width if old.width and x > old.x else 0.0) * bool(old.width)

    def down(y: float) -> float:
        return frame.y + (frame.height if old.height and y > old.y else 0.0) * bool(old.height)

    return replace(line, x1=across(line.x1), y1=down(line.y1), x2=across(line.x2), y2=down(line.y2))


def _centred(layout: Layout, wide: float, high: float) -> Frame:
    return Frame((layout.width - wide) / 2, (layout.height - high) / 2, wide, high)
