"""What an editor offers to change of an item: read from it, and written as a new item.  No widgets, no language here.

Labels are English sentences that the program around looks up in its catalogue.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from printing.fonts import Weight
from printing.items import Align, Ask, Frame, Valign


def N_(label: str) -> str:  # noqa: N802 - the name by which labels are found for the catalogue
    """``label``, marked to be translated where it is shown."""
    return label


class Editor(StrEnum):
    """How a value is entered."""

    MILLIMETRES = "mm"
    POINTS = "pt"
    NUMBER = "number"
    COUNT = "count"
    CHOICE = "choice"
    SWITCH = "switch"
    TEXT = "text"
    WORDING = "wording"  # a text for each language of the layout
    COLOUR = "colour"
    NO_OR_COLOUR = "no or colour"
    FIELD = "field"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Property:
    """One value of an item: its label, how it is entered and between which bounds, how it is read and written.

    ``read`` gets the item; ``write`` the item and the new value, and gives the new item.  It changes this value and no
    other: values that depend on one another are brought into order by the kind's ``settled``.
    """

    name: str
    label: str
    editor: Editor
    read: Callable[[Any], Any]
    write: Callable[[Any, Any], Any]
    choices: Mapping[Any, str] | None = None
    least: float = 0.0
    most: float = 2000.0


def plain(
    name: str, label: str, editor: Editor, choices: Mapping[Any, str] | None = None, *, least: float = 0.0,
    most: float = 2000.0,
) -> Property:  # fmt: skip
    """A value of the item itself."""
    return Property(
        name, label, editor, lambda item: getattr(item, name), lambda item, value: replace(item, **{name: value}),
        choices, least, most,
    )  # fmt: skip


def _side(name: str, label: str) -> Property:
    return Property(
        name, label, Editor.MILLIMETRES, lambda item: getattr(item.frame, name),
        lambda item, value: replace(item, frame=replace(item.frame, **{name: value})),
        least=0.1 if name in ("width", "height") else -10.0,
    )  # fmt: skip


def content() -> Property:
    """What a code says."""
    return Property(
        "text", N_("Content"), Editor.TEXT, lambda item: item.template,
        lambda item, text: replace(item, template=text),
    )  # fmt: skip


def square(label: str, least: float) -> Property:
    """The side of a square item."""

    def write(item: Any, side: float) -> Any:
        return replace(item, frame=Frame(item.frame.x, item.frame.y, side, side))

    return Property("width", label, Editor.MILLIMETRES, lambda item: item.frame.width, write, least=least)


def _style(
    name: str, label: str, editor: Editor, choices: Mapping[Any, str] | None = None, *, least: float = 0.0,
    most: float = 400.0,
) -> Property:  # fmt: skip
    return Property(
        name, label, editor, lambda item: getattr(item.style, name),
        lambda item, value: replace(item, style=replace(item.style, **{name: value})), choices, least, most,
    )  # fmt: skip


def _asked(which: str, label: str) -> Property:
    """The field that decides whether an item is drawn; values asked for in the file stay while the field does."""

    def write(item: Any, field: str) -> Any:
        if field == getattr(item.condition, which).field:
            return item
        return replace(item, condition=replace(item.condition, **{which: Ask(field)}))

    return Property(which, label, Editor.FIELD, lambda item: getattr(item.condition, which).field, write)


_WEIGHTS = {Weight.REGULAR: N_("Regular"), Weight.BOLD: N_("Bold"), Weight.EXTRABOLD: N_("Extra bold")}
_ALIGNS = {Align.LEFT: N_("To the left"), Align.CENTER: N_("Centre"), Align.RIGHT: N_("To the right")}
_VALIGNS = {Valign.TOP: N_("Top"), Valign.MIDDLE: N_("Middle"), Valign.BOTTOM: N_("Bottom")}

CORNER = (_side("x", N_("From left")), _side("y", N_("From top")))
"""Where the upper left corner stands."""

PLACE = (*CORNER, _side("width", N_("Width")), _side("height", N_("Height")))
"""Where an item stands and how large it is."""

LETTERS = (
    _style("size", N_("Largest size"), Editor.POINTS, least=3),
    _style("comfort", N_("Preferred size"), Editor.POINTS, least=3),
    _style("smallest", N_("Smallest size"), Editor.POINTS, least=3),
    _style("lines", N_("Maximum lines"), Editor.COUNT, least=1, most=20),
    _style("weight", N_("Weight"), Editor.CHOICE, _WEIGHTS),
    _style("align", N_("Horizontal alignment"), Editor.CHOICE, _ALIGNS),
    _style("valign", N_("Vertical alignment"), Editor.CHOICE, _VALIGNS),
    _style("colour", N_("Colour"), Editor.COLOUR),
    _style("leading", N_("Line spacing"), Editor.NUMBER, least=0.8, most=4),
)
"""How text is set."""

CONDITION = (_asked("when", N_("Only if filled")), _asked("unless", N_("Only if empty")))
"""When an item is drawn: for every kind alike."""
