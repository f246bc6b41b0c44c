"""Badge layouts of pretix read into ours.

pretix keeps a badge as a JSON list of elements, placed in millimetres from the page's lower left corner; numbers may be
texts.  Its exports and its API wrap the list as ``{"name", "layout", "size"}``.  The names of elements and variables
are those of pretix 2024 (``pretix.base.pdf`` and the badge editor); what has no counterpart here is left out and named.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from printing import qr
from printing.errors import PrintingError
from printing.fonts import Weight
from printing.items import POINTS, Align, Colour, Frame, Item, LeftOut, Style, Valign
from printing.kinds import kind_of
from printing.kinds.qr_code import Qr
from printing.kinds.text import Text
from printing.layout import Field, Layout
from printing.wording import Wording

Element = Mapping[str, Any]

VARIABLES: Mapping[str, str] = {
    **dict.fromkeys(("attendee_name", "attendee_name_full", "invoice_name", "attendee_name_for_salutation"), "name"),
    **dict.fromkeys(("attendee_company", "invoice_company"), "affiliation"),
    "attendee_job_title": "title",
    **dict.fromkeys(("item", "itemvar", "variation", "item_category", "item_description"), "category"),
    **dict.fromkeys(("event_name", "event_series_name"), "event_name"),
    **dict.fromkeys(("event_date", "event_date_range", "event_begin_date", "event_begin"), "event_dates"),
    "event_location": "event_place",
    "organizer": "organiser",
    **dict.fromkeys(("secret", "pseudonymization_id"), "code"),
}
"""Variables of pretix and the field of ours that says the same."""

_SIZES = ((90, 55), (74, 105), (105, 74), (105, 148), (148, 105), (210, 297), (297, 210))
_HOLE = re.compile(r"\{([a-z0-9_]+)\}")
_SMALLEST_SHARE = 0.5  # pretix lets text run over; here it shrinks to half before it is cut
_TEXT_LINES = 2


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a pretix layout."""

    layout: Layout
    left_out: tuple[LeftOut, ...]


class _NoCounterpartError(Exception):
    """Why one element cannot be taken: ``rotated``, ``page``, ``variable``, ``picture``, ``kind``, ``values``."""


def read_pretix(file: Path, fields: Mapping[str, Field]) -> Imported:
    """Read a layout exported by pretix; ``fields`` are those that records of this program fill.

    Raises ``layout.cannot_read`` or ``layout.not_pretix``.
    """
    try:
        content = json.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise PrintingError("layout.cannot_read", file=str(file), why=error.strerror or str(error)) from error
    except (ValueError, RecursionError):
        raise PrintingError("layout.not_pretix", file=str(file)) from None
    wrapped = content if isinstance(content, dict) else {"layout": content}
    elements = wrapped.get("layout")
    if not isinstance(elements, list) or not elements or not all(_is_element(element) for element in elements):
        raise PrintingError("layout.not_pretix", file=str(file))
    width, height = _page(wrapped.get("size"), elements)
    items: list[Item] = []
    left_out: list[LeftOut] = []
    for number, element in enumerate(elements, start=1):
        try:
            items.append(_item(element, width, height, fields))
        except _NoCounterpartError as why:
            left_out.append(LeftOut(number, str(element["type"]), str(why)))
    name = str(wrapped.get("name") or file.stem)
    shown = {field for item in items for field in kind_of(item).fields(item)}
    used = {name: field for name, field in fields.items() if name in shown}
    return Imported(
        Layout(file.stem, {"ko": name, "en": name}, "ko", width, height, 0.0, used, tuple(items)), tuple(left_out)
    )


def _is_element(element: object) -> bool:
    return isinstance(element, dict) and isinstance(element.get("type"), str)


def _page(size: object, elements: list[Element]) -> tuple[float, float]:
    """Width and height of the page: as exported, else the smallest usual one that holds everything."""
    page = size[0] if isinstance(size, list) and size else size
    if isinstance(page, dict):
        width, height = _number(page, "width", 0), _number(page, "height", 0)
        if page.get("orientation") == "landscape" and width < height:
            width, height = height, width
        if width >= 10 and height >= 10:
            return width, height
    right, top = (max(_extents(elements, *keys), default=0) for keys in (("left", "width"), ("bottom", "height")))
    return next(((w, h) for w, h in _SIZES if w >= right - 0.5 and h >= top - 0.5), (max(right, 10), max(top, 10)))


def _extents(elements: list[Element], start: str, length: str) -> Iterator[float]:
    for element in elements:
        extent = _number(element, "size", 0) if "size" in element else _number(element, length, 0)
        yield _number(element, start, 0) + extent


def _item(element: Element, width: float, height: float, fields: Mapping[str, Field]) -> Item:
    if _number(element, "page", 1) > 1:
        raise _NoCounterpartError("page")
    match element["type"]:
        case "textarea" | "textcontainer":
            return _text(element, width, height, fields)
        case "barcodearea":
            return _code(element, width, height, fields)
        case "imagearea":
            raise _NoCounterpartError("picture")
    raise _NoCounterpartError("kind")


def _text(element: Element, width: float, height: float, fields: Mapping[str, Field]) -> Text:
    if _number(element, "rotation", 0) % 360:
        raise _NoCounterpartError("rotated")
    size = _number(element, "fontsize", 12)
    leading = max(_number(element, "lineheight", 1), 0.8) * 1.15
    left, bottom, wide = (_number(element, key) for key in ("left", "bottom", "width"))
    if element["type"] == "textcontainer":
        high = _number(element, "height")
        top, valign = height - bottom - high, _valign(element)
    else:
        high = size * (1 + (_TEXT_LINES - 1) * leading) / POINTS
        downward = bool(element.get("downward"))
        top, valign = (height - bottom, Valign.TOP) if downward else (height - bottom - high, Valign.BOTTOM)
    style = Style(
        size=size, comfort=size * 0.8, smallest=max(3.0, size * _SMALLEST_SHARE),
        weight=Weight.BOLD if element.get("bold") else Weight.REGULAR, colour=_colour(element),
        align=_align(element), valign=valign, lines=_TEXT_LINES, leading=leading,
    )  # fmt: skip
    return Text(_on_page(Frame(left, top, wide, high), width, height), Wording((_template(element, fields),)), style)


def _code(element: Element, width: float, height: float, fields: Mapping[str, Field]) -> Qr:
    side = _number(element, "size")
    left, top = _number(element, "left"), height - _number(element, "bottom") - side
    if element.get("nowhitespace"):  # the quiet zone is ours to keep: it goes around what pretix drew
        modules = 21
        grown = side * (modules + 2 * qr.QUIET) / modules
        left, top, side = left - (grown - side) / 2, top - (grown - side) / 2, grown
    side = min(side, width, height)
    left, top = min(max(left, 0.0), width - side), min(max(top, 0.0), height - side)  # it is moved, not cut
    return Qr(Frame(left, top, side, side), _template(element, fields))


def _template(element: Element, fields: Mapping[str, Field]) -> str:
    """The text of an element with our fields in the holes."""
    content = element.get("content") or "other"
    if content not in ("other", "other_i18n"):
        return f"{{{_field(str(content), fields)}}}"
    text = element.get("text")
    translated = element.get("text_i18n")
    if content == "other_i18n" and isinstance(translated, dict):
        text = next((translated[key] for key in ("ko", "en", *translated) if translated.get(key)), text)
    return _HOLE.sub(lambda hole: f"{{{_field(hole[1], fields)}}}", str(text or "").replace("<br>", "\n"))


def _field(variable: str, fields: Mapping[str, Field]) -> str:
    field = VARIABLES.get(variable) or ("name" if variable.startswith("attendee_name_") else "")
    if field not in fields:
        raise _NoCounterpartError("variable")
    return field


def _on_page(frame: Frame, width: float, height: float) -> Frame:
    """The part of a frame that is on the page; pretix lets elements hang over its edge."""
    left, top = max(frame.x, 0.0), max(frame.y, 0.0)
    right, bottom = min(frame.x + frame.width, width), min(frame.y + frame.height, height)
    if right - left < 1 or bottom - top < 1:
        raise _NoCounterpartError("values")
    return Frame(left, top, right - left, bottom - top)


def _number(values: Mapping[str, object], key: str, default: float | None = None) -> float:
    value = values.get(key, default)
    try:
        found = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise _NoCounterpartError("values") from None
    if not -2000 <= found <= 2000:
        raise _NoCounterpartError("values")
    return round(found, 2)


def _colour(element: Element) -> Colour:
    parts = element.get("color") or (0, 0, 0)
    try:
        red, green, blue = (min(max(round(float(part)), 0), 255) for part in list(parts)[:3])
    except (TypeError, ValueError):
        raise _NoCounterpartError("values") from None
    return Colour(f"#{red:02X}{green:02X}{blue:02X}")


def _align(element: Element) -> Align:
    return {"center": Align.CENTER, "right": Align.RIGHT}.get(str(element.get("align")), Align.LEFT)


def _valign(element: Element) -> Valign:
    return {"top": Valign.TOP, "bottom": Valign.BOTTOM}.get(str(element.get("verticalalign")), Valign.MIDDLE)
