"""What can be changed of each kind of item: read from it, written to the layout.  No widgets here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk.actions import edit_layout
from kiosk.actions.edit_layout import (
    Align,
    Ask,
    Box,
    Colour,
    Frame,
    Item,
    Layout,
    Line,
    Picture,
    Qr,
    Rows,
    Text,
    Valign,
    Weight,
)
from kiosk.wording import N_


class Editor(StrEnum):
    """How a value is entered."""

    MILLIMETRES = "mm"
    POINTS = "pt"
    NUMBER = "number"
    COUNT = "count"
    CHOICE = "choice"
    TEXT = "text"
    COLOUR = "colour"
    NO_OR_COLOUR = "no or colour"
    FIELD = "field"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Trait:
    """One value of an item: its label, how it is entered and between which bounds, how it is read and written.

    ``read`` gets the item; ``write`` the layout, the item's place and the new value, and gives the new layout.
    """

    name: str
    label: str
    editor: Editor
    read: Callable[[Item], object]
    write: Callable[[Layout, int, object], Layout]
    choices: Mapping[object, str] | None = None
    least: float = 0.0
    most: float = 2000.0


def traits_of(item: Item) -> tuple[Trait, ...]:
    """What can be changed of ``item``, in the order it is shown."""
    return (*_OWN[type(item)], *_CONDITION)


def _side(name: str, label: str) -> Trait:
    def write(layout: Layout, number: int, value: object) -> Layout:
        return edit_layout.placed(layout, number, replace(layout.items[number].frame, **{name: value}))

    least = 0.1 if name in ("width", "height") else -10.0
    return Trait(name, label, Editor.MILLIMETRES, lambda item: getattr(item.frame, name), write, least=least)


def _size_of_code() -> Trait:
    def write(layout: Layout, number: int, value: object) -> Layout:
        frame = layout.items[number].frame
        return edit_layout.placed(layout, number, Frame(frame.x, frame.y, value, value))

    return Trait(
        "width", N_("Side, white margin included"), Editor.MILLIMETRES, lambda item: item.frame.width, write, least=5
    )


def _plain(name: str, label: str, editor: Editor, *, least: float = 0.0, most: float = 2000.0) -> Trait:
    """A value of the item itself."""
    return Trait(
        name, label, editor, lambda item: getattr(item, name),
        lambda layout, number, value: edit_layout.with_item(layout, number, **{name: value}), least=least, most=most,
    )  # fmt: skip


def _style(
    name: str, label: str, editor: Editor, choices: Mapping[object, str] | None = None, *, least: float = 0.0,
    most: float = 400.0,
) -> Trait:  # fmt: skip
    """A value of a text's style."""
    return Trait(
        name, label, editor, lambda item: getattr(item.style, name),
        lambda layout, number, value: edit_layout.with_style(layout, number, **{name: value}), choices, least, most,
    )  # fmt: skip


def _colour(name: str, label: str, editor: Editor = Editor.COLOUR) -> Trait:
    return _plain(name, label, editor)


def _write_text(layout: Layout, number: int, value: object) -> Layout:
    """The first form of a text; the forms for records that lack a field stay."""
    item = layout.items[number]
    text = str(value)
    if isinstance(item, Text):
        changed = edit_layout.with_item(layout, number, templates=(text, *item.templates[1:]))
    else:
        changed = edit_layout.with_item(layout, number, template=text)
    return replace(changed, fields=edit_layout.declaring(changed, edit_layout.holes(text)))


def _asked(which: str, label: str) -> Trait:
    """The field that decides whether an item is drawn; values asked for in the file stay while the field does."""

    def write(layout: Layout, number: int, value: object) -> Layout:
        condition = layout.items[number].condition
        ask = getattr(condition, which)
        if str(value) == ask.field:
            return layout
        asked = replace(condition, **{which: Ask(str(value))})
        changed = edit_layout.with_item(layout, number, condition=asked)
        return replace(changed, fields=edit_layout.declaring(changed, [str(value)]))

    return Trait(which, label, Editor.FIELD, lambda item: getattr(item.condition, which).field, write)


_PLACE = (
    _side("x", N_("From left")),
    _side("y", N_("From top")),
    _side("width", N_("Width")),
    _side("height", N_("Height")),
)
_WEIGHTS = {Weight.REGULAR: N_("Regular"), Weight.BOLD: N_("Bold"), Weight.EXTRABOLD: N_("Extra bold")}
_ALIGNS = {Align.LEFT: N_("To the left"), Align.CENTER: N_("In the middle"), Align.RIGHT: N_("To the right")}
_VALIGNS = {Valign.TOP: N_("Top"), Valign.MIDDLE: N_("Middle"), Valign.BOTTOM: N_("Bottom")}
_LETTERS = (
    _style("size", N_("Largest size"), Editor.POINTS, least=3),
    _style("comfort", N_("Comfortable"), Editor.POINTS, least=3),
    _style("smallest", N_("Never below"), Editor.POINTS, least=3),
    _style("lines", N_("Lines at most"), Editor.COUNT, least=1, most=20),
    _style("weight", N_("Weight"), Editor.CHOICE, _WEIGHTS),
    _style("align", N_("Across"), Editor.CHOICE, _ALIGNS),
    _style("valign", N_("Down"), Editor.CHOICE, _VALIGNS),
    _style("colour", N_("Colour"), Editor.COLOUR),
    _style("leading", N_("Line distance"), Editor.NUMBER, least=0.8, most=4),
)
_CONDITION = (_asked("when", N_("Only if filled")), _asked("unless", N_("Only if empty")))
_OWN: Mapping[type[Item], tuple[Trait, ...]] = {
    Text: (
        Trait("text", N_("Text"), Editor.TEXT, lambda item: item.templates[0], _write_text),
        *_PLACE,
        *_LETTERS,
    ),
    Qr: (
        Trait("text", N_("Content of the code"), Editor.TEXT, lambda item: item.template, _write_text),
        *_PLACE[:2],
        _size_of_code(),
    ),
    Box: (
        *_PLACE,
        _colour("fill", N_("Filled with"), Editor.NO_OR_COLOUR),
        _colour("stroke", N_("Edge"), Editor.NO_OR_COLOUR),
        _plain("line_width", N_("Edge width"), Editor.MILLIMETRES, most=20),
        _plain("radius", N_("Rounded by"), Editor.MILLIMETRES, most=100),
    ),
    Line: (
        *(
            _plain(name, label, Editor.MILLIMETRES, least=-10)
            for name, label in (
                ("x1", N_("Start, left")),
                ("y1", N_("Start, top")),
                ("x2", N_("End, left")),
                ("y2", N_("End, top")),
            )
        ),
        _plain("line_width", N_("Thickness"), Editor.MILLIMETRES, most=20),
        _colour("colour", N_("Colour")),
        _plain("dash", N_("Dashes of"), Editor.MILLIMETRES, most=50),
    ),
    Picture: (_plain("file", N_("Picture"), Editor.PICTURE), *_PLACE),
    Rows: (
        *_PLACE,
        _plain("row_height", N_("Height of a row"), Editor.MILLIMETRES, least=2, most=50),
        _plain("smallest_row_height", N_("At least"), Editor.MILLIMETRES, least=2, most=50),
    ),
}


def colour_of(value: str, layout: Layout) -> Colour | None:
    """A palette of the layout by its name, ``#RRGGBB``, or None for an empty text."""
    if not value:
        return None
    named = {palette.name: palette for palette in layout.palettes}
    return named.get(value) or Colour(value)
