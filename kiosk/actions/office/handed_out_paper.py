"""Who was given what, on paper: a box to tick before each line."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from kiosk import clock
from kiosk.actions.papers.output_paths import make_folder
from kiosk.actions.papers.shipped_layouts import all_fonts, printing_troubles
from kiosk.tables.table import Cell
from printing.report import write_report
from printing.report_blocks import Report, Table

_SHARES = (4, 16, 15, 30, 15, 22, 12, 11, 10, 15)


def write_pages(
    out: Path, header: Sequence[str], rows: Sequence[Sequence[Cell]], event: str, title: str, language: str
) -> None:
    """Write the lines of ``handed_out``, whose times are local ones of the event."""
    make_folder(out.parent)
    table = Table(["", *header], [["□", *map(_on_paper, row)] for row in rows], _SHARES)
    with printing_troubles():
        write_report(Report(title, [event], (table,), "", language), out, all_fonts(), made_at=clock.now())


def _on_paper(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return f"{cell:%m-%d %H:%M}"
    return "" if cell is None else str(cell)
