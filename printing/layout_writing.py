"""A layout written back as the TOML it is read from, so that an editor saves through the same format people write.

Everything a layout holds is kept: reading what was written gives the same layout.  Of the comments of a file two kinds
are kept, because they are part of the layout: the one the file begins with, and the one behind an item's header.
"""

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeGuard

from printing.field_formats import Format
from printing.items import ALWAYS, Ask, Condition
from printing.kinds import kind_of
from printing.kinds.kind import Values
from printing.layout import Field, Layout
from printing.whole_file import whole
from printing.wording import Wording

_BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


def to_toml(layout: Layout) -> str:
    """The layout as the text of a file."""
    return "\n".join(_lines(layout)) + "\n"


def save(layout: Layout, file: Path) -> None:
    """Write the layout to ``file``, and beside it the pictures it shows, if they lie elsewhere.

    The file is replaced in one step: it is never half written.  Raises what ``cannot_write`` tells.
    """
    with whole(file) as unfinished:
        for picture in files_of(layout):
            target = file.with_name(picture.name)
            if not (target.exists() and target.samefile(picture)):
                shutil.copyfile(picture, target)
        unfinished.write_text(to_toml(layout), encoding="utf-8", newline="\n")


def files_of(layout: Layout) -> set[Path]:
    """The files its items show."""
    return {file for item in layout.items for file in kind_of(item).files(item)}


def _lines(layout: Layout) -> Iterator[str]:
    yield from (f"# {line}".rstrip() for line in layout.note.split("\n") if layout.note)
    if layout.note:
        yield ""
    yield "[layout]"
    yield f"name = {_inline(layout.label)}"
    page = {
        "language": list(layout.languages) if layout.other_languages else layout.language,
        "width": layout.width,
        "height": layout.height,
        "bleed": layout.bleed or None,
        "folded": layout.folded or None,
        "series": layout.series or None,
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
        yield from _pairs(palette.by_value or {})
    for item in layout.items:
        yield ""
        yield f"[[item]] # {item.note}" if item.note else "[[item]]"
        kind = kind_of(item)
        yield from _item({"kind": kind.name, **kind.write(kind.settled(item)), **_asked(item.condition)})


def _field(field: Field) -> Values:
    return {
        **field.label,
        "sample": field.sample or None,
        "required": field.required or None,
        "format": field.format if field.format is not Format.PLAIN else None,
    }


def _item(values: Values) -> Iterator[str]:
    """An item's own keys, then its tables and its repeated tables."""
    tables = {key: value for key, value in values.items() if isinstance(value, Mapping)}
    repeated = {key: value for key, value in values.items() if _is_repeated(value)}
    yield from _pairs({key: value for key, value in values.items() if key not in tables and key not in repeated})
    for key, table in tables.items():
        yield f"[item.{_key(key)}]"
        yield from _pairs(table)
    for key, rows in repeated.items():
        for row in rows:
            yield f"[[item.{_key(key)}]]"
            yield from _pairs(row)


def _is_repeated(value: object) -> TypeGuard[list[Values]]:
    return isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)


def _asked(condition: Condition) -> dict[str, object]:
    side = condition.side if condition.side is not ALWAYS.side else None
    return {"when": _ask(condition.when), "unless": _ask(condition.unless), "side": side}


def _ask(ask: Ask) -> str | None:
    if not ask.field:
        return None
    return f"{ask.field} = {' | '.join(ask.values)}" if ask.values else ask.field


def _pairs(values: Values) -> Iterator[str]:
    told = {key: value.table() if isinstance(value, Wording) else value for key, value in values.items()}
    return (f"{_key(key)} = {_value(value)}" for key, value in told.items() if value is not None)


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
    if isinstance(value, Mapping):
        return _inline(value)
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
