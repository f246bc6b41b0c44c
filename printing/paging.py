"""A record whose table has more rows than its page: it is told on several pages, each of them whole."""

from collections.abc import Mapping

from printing.kinds.rows import Rows, rows_that_fit
from printing.layout import Layout

NUMBER = "serial"
"""The field behind which a page of several says which it is: ``A-0001 (1/2)``."""


def pages_of(layout: Layout, record: Mapping[str, str]) -> list[dict[str, str]]:
    """The records of the pages that ``record`` takes in ``layout``: all that it says stands on each of them, but for
    the rows of its longest table, which are dealt out.
    """
    tables = [item for item in layout.items if isinstance(item, Rows) and item.condition.holds(record)]
    parts = 1
    for table in tables:
        parts = max(parts, len(_dealt(table, record)))
    if parts == 1:
        return [dict(record)]
    pages = [{**record, NUMBER: f"{record.get(NUMBER, '')} ({page}/{parts})"} for page in range(1, parts + 1)]
    for table in tables:
        dealt = _dealt(table, record)
        for number, page in enumerate(pages):
            page[table.field] = "\n".join(dealt[number]) if number < len(dealt) else ""
    return pages


def _dealt(table: Rows, record: Mapping[str, str]) -> list[list[str]]:
    rows = [line for line in record.get(table.field, "").splitlines() if line.strip()]
    most = max(1, rows_that_fit(table, record))
    return [rows[start : start + most] for start in range(0, len(rows), most)]
