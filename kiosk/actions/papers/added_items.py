"""Badge items and document fields that plug-ins add."""

from collections.abc import Iterable, Mapping
from typing import Any

from kiosk.errors import KioskError
from kiosk.plug_ins import Group, PlugIn, Trouble, added
from printing.errors import PrintingError
from printing.item_reading import ItemReader
from printing.items import Item
from printing.kinds import kind_named, register
from printing.kinds.kind import Kind, Ready, Record, Values
from printing.pen import Pen
from printing.setting import Finding, Setter
from printing.toml_section import Section


def register_items() -> None:
    """Make the badge items of plug-ins known to layouts and the editor; those known already stay."""
    for plug_in in added(Group.ITEM):
        if kind_named(plug_in.name) is None:
            try:
                register(_guarded(plug_in)())
            except (TypeError, ValueError) as bug:  # no kind, one with parts missing, or of another name
                plug_in.leave_out(Trouble.LOAD, bug)


def added_fields(record: Mapping[str, str]) -> dict[str, str]:
    """The values of the fields that plug-ins add to a person's record.

    Raises ``KioskError`` when one fails: a document with a blank in its place would pass for a good one.
    """
    values = {}
    for plug_in in added(Group.FIELD, taken=record):
        value = plug_in.use(dict(record))
        if not isinstance(value, str):
            raise plug_in.leave_out(Trouble.RESULT)
        values[plug_in.name] = value
    return values


class _GuardedReady(Ready):
    """An item of a plug-in: what goes wrong while it is drawn is its fault, not the program's."""

    __slots__ = ("_plug_in", "_ready")

    def __init__(self, ready: Ready, plug_in: PlugIn) -> None:
        self._ready, self._plug_in = ready, plug_in

    def paint(self, record: Record, pen: Pen) -> None:
        """Draw it."""
        _watched(self._plug_in, self._ready.paint, record, pen)

    def findings(self, record: Record, document: int) -> Iterable[Finding]:
        """What it tells."""
        found: Iterable[Finding] = _watched(self._plug_in, lambda: tuple(self._ready.findings(record, document)))
        return found


def _guarded(plug_in: PlugIn) -> type[Kind[Any]]:
    """The plug-in's kind with the parts that meet files and people watched."""
    offered = plug_in.offered
    if not (isinstance(offered, type) and issubclass(offered, Kind)) or offered.name != plug_in.name:
        raise TypeError

    def read(kind: Kind[Any], section: Section, reader: ItemReader) -> Item:
        item: Item = _watched(plug_in, offered.read, kind, section, reader)
        return item

    def write(kind: Kind[Any], item: Item) -> Values:
        values: Values = _watched(plug_in, offered.write, kind, item)
        return values

    def ready(kind: Kind[Any], item: Item, setter: Setter) -> Ready:
        return _GuardedReady(_watched(plug_in, offered.ready, kind, item, setter), plug_in)

    parts = {"read": read, "write": write, "ready": ready}
    abstract = {name for name, part in parts.items() if getattr(offered, name, None) is getattr(Kind, name)}
    return type(offered.__name__, (offered,), {name: part for name, part in parts.items() if name not in abstract})


def _watched(plug_in: PlugIn, call: Any, *values: object) -> Any:
    try:
        return call(*values)
    except (KioskError, PrintingError):
        raise
    except Exception as bug:
        raise plug_in.leave_out(Trouble.WORK, bug) from bug
