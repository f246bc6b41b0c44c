"""A layout written back as the TOML it is read from, so that an editor saves through the same format people write.

Everything a layout holds is kept: reading what was written gives the same layout.  Of the comments of a file two kinds
are kept, because they are part of the layout: the one the file begins with, and the one behind an item's header.
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path

from printing.errors import cannot_write
from printing.field_formats import Format
from printing.items import (
    ALWAYS,
    Ask,
    Box,
    Colour,
    Column,
    Condition,
    Frame,
    Item,
    Line,
    Picture,
    Qr,
    Rows,
    Style,
    Text,
)
from printing.layout import Field, Layout

Values = Mapping[str, object]

_BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")
_STYLE_DEFAULTS = Style(size=0, comfort=0, smallest=0)


def to_toml(layout: Layout) -> str:
    """The layout as the text of a file."""
    return "\n".join(_lines(layout)) + "\n"


def save(layout: Layout, file: Path) -> None:
    """Write the layout to ``file``, and beside it the pictures it shows, if they lie elsewhere.

    The file is replaced in one step: it is never half written.  Raises what ``cannot_write`` tells.
    """
    unfinished = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        for picture in {item.file for item in layout.items if isinstance(item, Picture) and item.file}:
            target = file.with_name(picture.name)
            if not (target.exists() and target.samefile(picture)):
                shutil.copyfile(picture, target)
        unfinished.write_text(to_toml(layout), encoding="utf-8", newline="\n")
        unfinished.replace(file)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise cannot_write(file, error) from error


def _lines(layout: Layout) -> Iterator[str]:
    yield from (f"# {line}".rstrip() for line in layout.note.split("\n") if layout.note)
    if layout.note:
        yield ""
    yield "[layout]"
    yield f"name = {_inline(layout.label)}"
    page = {
        "language": layout.language,
        "width": layout.width,
        "height": layout.height,
        "bleed": layout.bleed or None,
        "folded": layout.folded or None,
    }
    yield from _pairs(page)
    yield ""
    yield "[fields]"
    yield from (f"{_key(name)} = {_inline(_field(field))}" for name, field in layout.fields.items())
    for palette in layout.palettes:
        yield ""
        yield f"[colours.{_key(palette.name)}]"
        yield from _pairs({"by": palette.field, "default": palette.plain})
        yield f"[colours.{_key(palette.name)}.values]"
        yield from _pairs(palette.by_value)
    for item in layout.items:
        yield ""
        yield f"[[item]] # {item.note}" if item.note else "[[item]]"
        yield from _pairs({"kind": _KINDS[type(item)]} | _OWN[type(item)](item) | _asked(item.condition))
        if isinstance(item, Rows):
            yield from _table(item)


def _field(field: Field) -> Values:
    return field.label | {
        "sample": field.sample or None,
        "required": field.required or None,
        "format": field.format if field.format is not Format.PLAIN else None,
    }


def _text(item: Text) -> dict[str, object]:
    text = item.templates[0] if len(item.templates) == 1 else list(item.templates)
    seal = {"seal": item.seal.field, "seal_size": item.seal.size} if item.seal else {}
    return {"text": text} | _frame(item.frame) | _style(item.style) | seal


def _qr(item: Qr) -> dict[str, object]:
    return {"text": item.template, "x": item.frame.x, "y": item.frame.y, "size": item.frame.width}


def _box(item: Box) -> dict[str, object]:
    return _frame(item.frame) | {
        "fill": _colour(item.fill),
        "stroke": _colour(item.stroke),
        "line_width": item.line_width if item.stroke else None,
        "radius": item.radius or None,
    }


def _line(item: Line) -> dict[str, object]:
    ends = {key: getattr(item, key) for key in ("x1", "y1", "x2", "y2")}
    return ends | {"line_width": item.line_width, "colour": _colour(item.colour), "dash": item.dash or None}


def _picture(item: Picture) -> dict[str, object]:
    return {"file": item.file.name if item.file else None, "field": item.field or None} | _frame(item.frame)


def _rows(item: Rows) -> dict[str, object]:
    return (
        {"field": item.field}
        | _frame(item.frame)
        | {
            "row_height": item.row_height,
            "smallest_row_height": item.smallest_row_height,
            "more": item.more,
            "total": item.total or None,
            "rule": _colour(item.rule),
            "grid": item.grid or None,
        }
        | _style(item.style)
    )


def _table(item: Rows) -> Iterator[str]:
    yield "[item.heading]"
    yield from _pairs(_style(item.heading_style))
    for column in item.columns:
        yield "[[item.column]]"
        yield from _pairs(_column(column))


def _column(column: Column) -> Values:
    return {"heading": column.heading or None, "width": column.width, "align": column.style.align}


def _frame(frame: Frame) -> dict[str, object]:
    return {field.name: getattr(frame, field.name) for field in fields(frame)}


def _style(style: Style) -> dict[str, object]:
    """What differs from the defaults; ``comfort`` and ``smallest`` follow the size when they are not given."""
    values: dict[str, object] = {
        "size": style.size,
        "comfort": style.comfort if style.comfort != style.size else None,
        "smallest": style.smallest if style.smallest != style.comfort else None,
        "colour": _colour(style.colour),
    }
    for name in ("weight", "align", "valign", "lines", "leading", "spacing"):
        value = getattr(style, name)
        values[name] = value if value != getattr(_STYLE_DEFAULTS, name) else None
    return values


def _colour(colour: Colour | None) -> str | None:
    return (colour.name or colour.plain) if colour else None


def _asked(condition: Condition) -> dict[str, object]:
    side = condition.side if condition.side is not ALWAYS.side else None
    return {"when": _ask(condition.when), "unless": _ask(condition.unless), "side": side}


def _ask(ask: Ask) -> str | None:
    if not ask.field:
        return None
    return f"{ask.field} = {' | '.join(ask.values)}" if ask.values else ask.field


def _pairs(values: Values) -> Iterator[str]:
    return (f"{_key(key)} = {_value(value)}" for key, value in values.items() if value is not None)


def _inline(values: Values) -> str:
    return "{ " + ", ".join(_pairs(values)) + " }"


def _key(name: str) -> str:
    return name if name and _BARE.issuperset(name) else _value(name)


def _value(value: object) -> str:
    """A value as TOML writes it; JSON's strings are TOML's, but for DEL."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{round(value, 4):g}" if abs(value) < 1e5 else repr(value)
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


_KINDS: Mapping[type[Item], str] = {
    Text: "text", Qr: "qr", Box: "box", Line: "line", Picture: "picture", Rows: "rows",
}  # fmt: skip
_OWN = {Text: _text, Qr: _qr, Box: _box, Line: _line, Picture: _picture, Rows: _rows}
