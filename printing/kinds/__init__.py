"""The kinds of items a page is made of: one module each, and one register of them all.

``kind_of`` and ``kind_named`` are the only ways from an item or a word in a file to what can be done with it.
"""

from collections.abc import Callable
from typing import Any

from printing.items import Item
from printing.kinds.barcode import BarcodeKind
from printing.kinds.box import BoxKind
from printing.kinds.kind import Kind, OfferedKind
from printing.kinds.line import LineKind
from printing.kinds.picture import PictureKind
from printing.kinds.qr_code import QrKind
from printing.kinds.rows import RowsKind
from printing.kinds.text import TextKind

_BY_NAME: dict[str, Kind[Any]] = {}
_BY_ITEM: dict[type[Item], Kind[Any]] = {}


def register(kind: Kind[Any]) -> Callable[[], None]:
    """Make a kind known to reading, writing, printing and the editor; what comes back takes it out again.

    Raises ``ValueError`` for a kind without name, items or label, or one whose name or items another kind has.
    """
    needed = ("name", "item", "label") if isinstance(kind, OfferedKind) else ("name", "item")
    missing = [part for part in needed if not hasattr(kind, part)]
    if missing:
        raise ValueError(f"{type(kind).__name__} lacks {', '.join(missing)}")
    if kind.name in _BY_NAME or kind.item in _BY_ITEM:
        raise ValueError(f"another kind is called {kind.name!r} or has the items {kind.item.__name__}")
    _BY_NAME[kind.name], _BY_ITEM[kind.item] = kind, kind
    return lambda: take_out(kind.name)


def take_out(name: str) -> None:
    """Forget a kind; raises ``KeyError`` where there is none of this name."""
    del _BY_ITEM[_BY_NAME.pop(name).item]


def kind_of(item: Item) -> Kind[Any]:
    """The kind of an item.  Raises ``LookupError`` for one that nobody registered: it would be drawn as nothing."""
    return _BY_ITEM[type(item)]


def kind_named(name: str) -> Kind[Any] | None:
    """The kind that files call ``name``; None for a word that is none."""
    return _BY_NAME.get(name)


def kind_names() -> tuple[str, ...]:
    """What ``kind`` may be in a file."""
    return tuple(_BY_NAME)


def offered_kinds() -> tuple[OfferedKind[Any], ...]:
    """The kinds that can be put on a page by hand, in the order they are shown."""
    return tuple(kind for kind in _BY_NAME.values() if isinstance(kind, OfferedKind))


for _kind in (TextKind(), QrKind(), BarcodeKind(), BoxKind(), LineKind(), PictureKind(), RowsKind()):
    register(_kind)
