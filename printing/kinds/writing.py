"""Parts that several kinds write to a file alike."""

from dataclasses import fields

from printing.items import Colour, Frame, Style
from printing.wording import Wording

_DEFAULTS = Style(size=0, comfort=0, smallest=0)


def frame_values(frame: Frame) -> dict[str, object]:
    """``x``, ``y``, ``width`` and ``height``."""
    return {field.name: getattr(frame, field.name) for field in fields(frame)}


def style_values(style: Style) -> dict[str, object]:
    """What differs from the defaults; ``comfort`` and ``smallest`` follow the size when they are not given."""
    values: dict[str, object] = {
        "size": style.size,
        "comfort": style.comfort if style.comfort != style.size else None,
        "smallest": style.smallest if style.smallest != style.comfort else None,
        "colour": colour_value(style.colour),
    }
    for name in ("weight", "align", "valign", "lines", "leading", "spacing"):
        value = getattr(style, name)
        values[name] = value if value != getattr(_DEFAULTS, name) else None
    return values


def said_or_none(said: Wording[str]) -> Wording[str] | None:
    """A text that a file leaves out where nothing is said."""
    return said if any(said.every()) else None


def colour_value(colour: Colour | None) -> str | None:
    """A palette by its name, a plain colour by its value."""
    return (colour.name or colour.plain) if colour else None
