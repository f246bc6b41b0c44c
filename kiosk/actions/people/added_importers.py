"""Files that plug-ins read: bytes become rows, which are understood as those of any other list."""

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path

from kiosk.errors import KioskError
from kiosk.plug_ins import Group, PlugIn, Trouble, added
from kiosk.tables.content import content_of
from kiosk.tables.table import MOST_COLUMNS, MOST_ROWS, Cell, Table

OWN = frozenset({"csv", "txt", "tsv", "xlsx", "xlsm", "xls", "ods", "ics", "html", "htm", "json", "xml"})
"""Endings that the program reads by itself."""

_CELLS = (str, int, float, bool, datetime, date, time, type(None))


def added_endings() -> tuple[str, ...]:
    """The endings that plug-ins read, with their dot."""
    return tuple(f".{plug_in.name}" for plug_in in added(Group.IMPORTER, OWN))


def read_added(path: Path) -> Table | None:
    """The table of a file whose ending a plug-in reads; None for all others.

    Raises ``KioskError`` when the file cannot be opened, and when the plug-in says so or fails.
    """
    for plug_in in added(Group.IMPORTER, OWN):
        if path.suffix.lower() == f".{plug_in.name}":
            return Table(_rows(plug_in, path), plug_in.name, file=path.name)
    return None


def _rows(plug_in: PlugIn, path: Path) -> tuple[tuple[Cell, ...], ...]:
    rows = plug_in.use(content_of(path))
    if not isinstance(rows, Sequence) or not all(map(_is_row, rows)):
        raise plug_in.leave_out(Trouble.RESULT)
    if len(rows) > MOST_ROWS:
        raise KioskError("tables.too_long", file=path.name, most=MOST_ROWS)
    return tuple(map(tuple, rows))


def _is_row(row: object) -> bool:
    if not isinstance(row, Sequence) or isinstance(row, (str, bytes)) or len(row) > MOST_COLUMNS:
        return False
    return all(isinstance(cell, _CELLS) for cell in row)
