"""A report as a PDF: its blocks set one below the other on A4.

What it is about is for the caller to say; here are only sizes, colours and the flow from page to page.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from printing.fonts import Fonts, Weight
from printing.items import POINTS
from printing.report_blocks import (
    Approval,
    Bar,
    Bars,
    Block,
    Cell,
    Columns,
    Facts,
    Figures,
    Heading,
    NewPage,
    Paragraph,
    Report,
    Table,
    shown,
)
from printing.report_pen import Align, Pen
from printing.structure import Role, Structure
from printing.whole_file import whole

WIDTH, HEIGHT = 210.0, 297.0
LEFT, RIGHT, TOP, BOTTOM = 18.0, 192.0, 18.0, 277.0
_INK, _QUIET, _RULE, _NAVY, _PALE = "#0F172A", "#4A5568", "#DDE1EA", "#14213D", "#EEF0F5"
_GAP = 4.6  # millimetres between blocks
_BAR, _ROW = 7.2, 6.3  # millimetres from one bar, and from one row of a table, to the next
_TWO_LINES = 9.6
_LABEL, _NOTE = 56.0, 34.0  # millimetres at the two ends of a bar
_BOX, _STAMP = 21.0, 17.0  # millimetres: a box to sign in, and its height below its title
_CURVE, _AXIS = 42.0, 7.0  # millimetres: columns and their curve, and the words below them
_FACT = 34.0  # millimetres for what a fact is called
_MOST_LABELS = 16


def write_report(report: Report, out: Path, fonts: Fonts, *, made_at: datetime, author: str = "") -> Path:
    """Write the report, fit for archives and for being read aloud (PDF/A-3b, tagged); it appears under its name when it
    is whole.  Raises what ``cannot_write`` tells.
    """
    # imported late: what archives ask for takes long to be imported, and the window shows its cards without it
    from printing.archive import make_archive

    for chain in fonts.chains.values():
        for face in chain:
            pdfmetrics.registerFont(face.ttf)
    with whole(out) as unfinished:
        canvas = Canvas(
            str(unfinished), pagesize=(WIDTH * POINTS, HEIGHT * POINTS), pageCompression=1, invariant=1,
            initialFontName=fonts.chains[Weight.REGULAR][0].ttf.fontName, lang=report.language,
        )  # fmt: skip
        canvas.setTitle(report.title)
        canvas.setAuthor(author)
        canvas.setCreator("")
        canvas.setDateFormatter(lambda *_: f"D:{made_at:%Y%m%d%H%M%S}Z")
        structure = Structure()
        _Flow(Pen(canvas, fonts, HEIGHT, structure), report).write()
        canvas.save()
        make_archive(unfinished, structure, language=report.language, made_at=made_at)
    return out


_LEAST: dict[type, float] = {
    Figures: 24.0, Bars: 24.0, Table: 22.0, Paragraph: 10.0, Facts: 10.0, Columns: 4 + _CURVE + _AXIS + 6,
}  # fmt: skip
"""Millimetres of a block that have to stand with the heading above it."""


class _Flow:
    """Sets block after block, and begins a new page where the next one has no room."""

    def __init__(self, pen: Pen, report: Report) -> None:
        self._pen, self._report = pen, report
        self._y, self._page = TOP, 1

    def write(self) -> None:
        """The whole report."""
        self._head()
        for place, block in enumerate(self._report.blocks):
            following = self._report.blocks[place + 1] if place + 1 < len(self._report.blocks) else None
            self._set(block, following)
        self._foot()

    def _head(self) -> None:
        pen = self._pen
        pen.box(0, 0, WIDTH, 4, _NAVY)
        with pen.part(Role.HEADING):
            self._y = pen.paragraph(LEFT, self._y, RIGHT - LEFT, self._report.title, 20, Weight.EXTRABOLD, _NAVY)
        for line in self._report.lines:
            self._y = pen.paragraph(LEFT, self._y + 0.8, RIGHT - LEFT, line, 10, Weight.REGULAR, _QUIET)
        self._y += 4

    def _foot(self) -> None:
        with self._pen.decoration():
            self._pen.line(LEFT, BOTTOM + 5, RIGHT, BOTTOM + 5, _RULE)
            self._pen.text(LEFT, BOTTOM + 7, 140, self._report.foot, 8, Weight.REGULAR, _QUIET)
            self._pen.text(RIGHT - 30, BOTTOM + 7, 30, str(self._page), 8, Weight.REGULAR, _QUIET, Align.RIGHT)

    def _break(self) -> None:
        self._foot()
        self._pen.new_page()
        self._page += 1
        self._y = TOP

    def _need(self, height: float) -> None:
        """Room for so many millimetres, on a new page if there is none on this one."""
        if self._y + height > BOTTOM and self._y > TOP:
            self._break()

    def _set(self, block: Block, following: Block | None) -> None:
        match block:
            case NewPage():
                self._break()
                return
            case Heading():
                self._need(9 + self._least(following))
                self._heading(block)
            case Paragraph():
                self._paragraph(block, self._least(following) if isinstance(following, Bars | Table) else 0)
            case Approval():
                self._approval(block)
            case Facts():
                self._facts(block)
            case Figures():
                self._need(24)
                self._figures(block)
            case Bars():
                self._bars(block)
            case Columns():
                self._columns(block)
            case Table():
                self._table(block)
        self._y += 0 if isinstance(block, Heading) else _GAP

    def _least(self, block: Block | None) -> float:
        """So much of a block has to stand with the heading above it."""
        return _LEAST.get(type(block), 0.0)

    def _heading(self, block: Heading) -> None:
        with self._pen.part(Role.SUBHEADING):
            self._pen.text(LEFT, self._y, RIGHT - LEFT, block.text, 13, Weight.BOLD, _NAVY)
        self._y += 6.6
        self._pen.line(LEFT, self._y, RIGHT, self._y, _NAVY, 0.4)
        self._y += 3

    def _paragraph(self, block: Paragraph, below: float) -> None:
        """Never parted from what it leads to, ``below`` it."""
        size, colour = (8.5, _QUIET) if block.quiet else (10, _INK)
        self._need(self._pen.height_of(RIGHT - LEFT, block.text, size) + below)
        self._y = self._pen.paragraph(LEFT, self._y, RIGHT - LEFT, block.text, size, Weight.REGULAR, colour)

    def _approval(self, block: Approval) -> None:
        """Boxes to sign in at the right, as offices have them: the title above, room for a signature below."""
        self._need(_STAMP + 7)
        pen, top, wide = self._pen, self._y, max(8.0, self._pen.width_of(block.word, 9) + 3)
        left = RIGHT - _BOX * len(block.titles) - wide
        edges = [left, *(left + wide + _BOX * place for place in range(len(block.titles) + 1))]
        for edge in edges:
            pen.line(edge, top, edge, top + 6 + _STAMP, _INK, 0.25)
        for y, begin in ((top, left), (top + 6, left + wide), (top + 6 + _STAMP, left)):
            pen.line(begin, y, RIGHT, y, _INK, 0.25)
        pen.middle(left, top + (_STAMP + 6) / 2 - 1.8, wide, block.word, 9, Weight.REGULAR, _INK)
        for place, title in enumerate(block.titles):
            pen.middle(edges[place + 1] + 1, top + 1.2, _BOX - 2, title, 9, Weight.BOLD, _INK)
        self._y += 6 + _STAMP

    def _facts(self, block: Facts) -> None:
        """What is called so, and what it is: each on as many lines as it takes."""
        with self._pen.group(Role.TABLE):
            for name, text in block.facts:
                self._fact(name, text)

    def _fact(self, name: str, text: str) -> None:
        pen, width = self._pen, RIGHT - LEFT - _FACT - 4
        height = max(pen.height_of(width, text, 10), pen.height_of(_FACT - 4, name, 10)) + 3
        self._need(height)
        pen.box(LEFT, self._y, _FACT, height, _PALE)
        with pen.group(Role.ROW):
            with pen.part(Role.ROW_HEADING):
                pen.paragraph(LEFT + 2, self._y + 1.6, _FACT - 4, name, 10, Weight.BOLD, _NAVY)
            with pen.part(Role.CELL):
                pen.paragraph(LEFT + _FACT + 2, self._y + 1.6, width, text, 10, Weight.REGULAR, _INK)
        self._y += height
        pen.line(LEFT, self._y, RIGHT, self._y, _RULE)

    def _figures(self, block: Figures) -> None:
        count, gap, height = len(block.figures), 4.0, 24.0
        width = (RIGHT - LEFT - gap * (count - 1)) / count
        for place, (number, caption, line) in enumerate(block.figures):
            left = LEFT + place * (width + gap)
            self._pen.box(left, self._y, width, height, _PALE, radius=2)
            inner = width - 6
            with self._pen.part(Role.TEXT):
                self._pen.text(left + 3, self._y + 2.6, inner, number, 22, Weight.EXTRABOLD, _NAVY)
                self._pen.text(left + 3, self._y + 12.4, inner, caption, 9.5, Weight.BOLD, _INK)
                self._pen.lines(left + 3, self._y + 16.4, inner, 7, line, 8, _QUIET)
        self._y += height

    def _bars(self, block: Bars) -> None:
        longest = max((max(bar.whole, sum(bar.parts)) for bar in block.bars), default=0) or 1
        with self._pen.group(Role.TABLE):
            for bar in block.bars:
                self._need(_BAR)
                with self._pen.group(Role.ROW):
                    self._bar(bar, block.colours, longest)
                self._y += _BAR
        if block.legend:
            self._legend(block)

    def _bar(self, bar: Bar, colours: Sequence[str], longest: int) -> None:
        """To whoever has it read aloud a row: what it is, and the numbers at its end."""
        pen, room = self._pen, RIGHT - LEFT - _LABEL - _NOTE
        with pen.part(Role.ROW_HEADING):
            pen.lines(LEFT, self._y, _LABEL - 3, _BAR - 0.4, bar.label, 8.5, _INK)
        x, top = LEFT + _LABEL, self._y + 1.0
        pen.box(x, top, max(0.3, room * bar.whole / longest), 4.8, _PALE, radius=0.8)
        for part, colour in zip(bar.parts, colours, strict=False):
            if part:
                pen.box(x, top, room * part / longest, 4.8, colour)
                x += room * part / longest
        with pen.part(Role.CELL):
            pen.text(RIGHT - _NOTE + 2, self._y + 1.6, _NOTE - 2, bar.note, 9, Weight.REGULAR, _INK)

    def _columns(self, block: Columns) -> None:
        """A column each, its number above it, and the curve of all until then: a picture, told by its numbers."""
        self._need(_LEAST[Columns])
        told = ", ".join(f"{label} {shown(number)}" for label, number in block.columns)
        with self._pen.part(Role.FIGURE, f"{block.legend[0]}: {told}"):
            self._curve(block)
        self._legend(block, LEFT)

    def _curve(self, block: Columns) -> None:
        pen, foot = self._pen, self._y + 4 + _CURVE
        step = (RIGHT - LEFT) / max(1, len(block.columns))
        highest, every = max((number for _label, number in block.columns), default=0) or 1, self._every(block)
        whole, so_far, last = max(block.whole, sum(number for _label, number in block.columns)) or 1, 0, (LEFT, foot)
        for place, (label, number) in enumerate(block.columns):
            x, high = LEFT + place * step, _CURVE * number / highest
            pen.box(x + step * 0.15, foot - high, step * 0.7, high, block.colours[0])
            if number and step > 4:
                pen.middle(x, foot - high - 3.6, step, shown(number), 7.5, Weight.REGULAR, _INK)
            if place % every == 0:
                pen.text(x + 0.4, foot + 1.2, step * every, label, 7.5, Weight.REGULAR, _QUIET)
            so_far += number
            point = (x + step / 2, foot - _CURVE * so_far / whole)
            pen.line(*last, *point, block.colours[1], 0.6)
            last = point
        pen.line(LEFT, foot, RIGHT, foot, _QUIET, 0.3)
        self._y = foot + _AXIS

    def _every(self, block: Columns) -> int:
        """Only every so manieth column is named, where they are narrow."""
        return -(-len(block.columns) // _MOST_LABELS)

    def _legend(self, block: Bars | Columns, x: float = LEFT + _LABEL) -> None:
        self._need(6)
        for word, colour in zip(block.legend, (*block.colours, _PALE), strict=False):
            self._pen.box(x, self._y + 1.1, 3, 3, colour)
            x += 4.2
            x += self._pen.text(x, self._y + 0.8, 60, word, 8, Weight.REGULAR, _QUIET) + 6
        self._y += 5

    def _table(self, block: Table) -> None:
        edges = self._edges(block.shares)
        self._need(14)
        with self._pen.group(Role.TABLE):
            self._row(block, block.header, edges, Weight.BOLD, _QUIET)
            self._pen.line(LEFT, self._y, RIGHT, self._y, _QUIET, 0.3)
            for row in block.rows:
                if self._y + self._row_height(block, row, edges) > BOTTOM:
                    self._break()
                    self._row(block, block.header, edges, Weight.BOLD, _QUIET)
                self._row(block, row, edges, Weight.REGULAR, _INK)
                self._pen.line(LEFT, self._y, RIGHT, self._y, _RULE)

    def _row(self, block: Table, cells: Sequence[Cell], edges: Sequence[float], weight: Weight, colour: str) -> None:
        is_header = weight is Weight.BOLD
        height = self._header_height(cells, edges) if is_header else self._row_height(block, cells, edges)
        with self._pen.group(Role.ROW):
            for place, cell in enumerate(cells):
                left, width = edges[place], edges[place + 1] - edges[place] - 2
                align = Align.RIGHT if place in block.right else Align.LEFT
                in_lines = height > _ROW and (is_header or place not in block.right)
                with self._pen.part(Role.HEADING_CELL if is_header else Role.CELL):
                    if in_lines:
                        self._pen.lines(left, self._y, width, height, shown(cell), 9, colour, weight, align)
                    else:
                        top = self._y + (height - _ROW) / 2 + 1.2
                        self._pen.text(left, top, width, shown(cell), 9, weight, colour, align)
        self._y += height

    def _header_height(self, cells: Sequence[Cell], edges: Sequence[float]) -> float:
        """Two lines where a heading would be cut: those of another language are longer."""
        cut = any(
            self._pen.is_cut(edges[place + 1] - edges[place] - 2, shown(cell), 9, Weight.BOLD)
            for place, cell in enumerate(cells)
        )
        return _TWO_LINES if cut else _ROW

    def _row_height(self, block: Table, cells: Sequence[Cell], edges: Sequence[float]) -> float:
        """Two lines where one would have to be small."""
        long = any(
            place not in block.right and self._pen.width_of(shown(cell), 9) > edges[place + 1] - edges[place] - 2
            for place, cell in enumerate(cells)
        )
        return _TWO_LINES if long else _ROW

    def _edges(self, shares: Sequence[float]) -> list[float]:
        edges, total = [LEFT], sum(shares)
        for share in shares:
            edges.append(edges[-1] + (RIGHT - LEFT) * share / total)
        edges[-1] += 2  # no gap after the last column
        return edges
