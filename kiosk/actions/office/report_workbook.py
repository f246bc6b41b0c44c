"""The report as a workbook: a sheet for each part with numbers, and a chart of the spreadsheet's own beside them."""

from collections.abc import Iterator
from pathlib import Path

from kiosk.tables.table import Cell
from kiosk.tables.writing import Chart, Properties, Sheet, write_workbook
from printing.report_blocks import Bars, Columns, Facts, Figures, Heading, Report, Table


def write_report_workbook(report: Report, out: Path, *, author: str) -> None:
    """Write it; raises what ``cannot_write`` tells."""
    write_workbook(out, _sheets(report), Properties(title=report.title, author=author, subject=report.title))


def _sheets(report: Report) -> Iterator[Sheet]:
    title = report.title
    for block in report.blocks:
        match block:
            case Heading():
                title = block.text
            case Facts():
                yield Sheet(title, ["", ""], [list(fact) for fact in block.facts], heading=report.title)
            case Figures():
                rows: list[list[Cell]] = [list(figure) for figure in block.figures]
                yield Sheet(title, ["", "", ""], rows, heading=report.title)
            case Bars():
                yield _of_bars(block, title, report.title)
            case Columns():
                yield _of_columns(block, title, report.title)
            case Table():
                yield Sheet(title, list(block.header), [list(row) for row in block.rows], heading=report.title)


def _of_bars(block: Bars, title: str, heading: str) -> Sheet:
    parts = max((len(bar.parts) for bar in block.bars), default=0)
    words = [*block.legend[:parts], *([""] * (parts - len(block.legend)))]
    rows: list[list[Cell]] = [[bar.label, *bar.parts, bar.note] for bar in block.bars]
    chart = Chart("bar", range(1, parts + 1), block.colours[:parts], stacked=True)
    return Sheet(title, [title, *words, ""], rows, heading=heading, chart=chart)


def _of_columns(block: Columns, title: str, heading: str) -> Sheet:
    rows: list[list[Cell]] = []
    so_far = 0
    for label, number in block.columns:
        so_far += number
        rows.append([label, number, so_far])
    chart = Chart("column", [1], block.colours, line=2)
    return Sheet(title, [title, *block.legend], rows, heading=heading, chart=chart)
