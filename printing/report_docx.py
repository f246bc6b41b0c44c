"""A report as a document that an office goes on writing in: the same blocks, bars as text, nothing as picture."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.document import Document as Docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as DocxTable
from docx.table import _Cell as DocxCell
from docx.text.paragraph import Paragraph as DocxParagraph

from printing.report_blocks import (
    Approval,
    Bars,
    Block,
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
from printing.whole_file import whole

_NAVY, _QUIET, _PALE = "14213D", "4A5568", "EEF0F5"
_FACES = {"ko": "맑은 고딕", "en": "Calibri"}
_BAR = 24  # characters of the longest bar
_WIDTH = 174.0  # millimetres between the margins
_STAMP = 17.0


def write_docx(report: Report, out: Path, *, made_at: datetime, author: str = "") -> Path:
    """Write the report as DOCX; it appears under its name when it is whole.  Raises what ``cannot_write`` tells."""
    document = Document()
    _set_up(document, report, made_at, author)
    title = document.add_heading(report.title, level=0)
    title.paragraph_format.space_after = Pt(4)
    for line in report.lines:
        _write(document.add_paragraph(), line, size=10, colour=_QUIET)
    for block in report.blocks:
        _add(document, block)
    with whole(out) as unfinished:
        document.save(str(unfinished))
    return out


def _set_up(document: Docx, report: Report, made_at: datetime, author: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm((210 - _WIDTH) / 2)
    section.top_margin = section.bottom_margin = Mm(18)
    face = _FACES.get(report.language, _FACES["en"])
    for name in ("Normal", "Title", "Heading 1"):
        style = document.styles[name]
        style.font.name = face
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(attribute), None)
        fonts.set(qn("w:eastAsia"), face)
        fonts.set(qn("w:hAnsi"), face)
    document.styles["Normal"].font.size = Pt(10)
    document.styles["Title"].font.size = Pt(20)
    document.styles["Heading 1"].font.size = Pt(13)
    said = document.core_properties
    said.title, said.author, said.language = report.title, author, report.language
    said.comments = said.keywords = ""
    said.created = said.modified = made_at.replace(tzinfo=None)
    foot = section.footer.paragraphs[0]
    _write(foot, f"{report.foot}    ", size=8, colour=_QUIET)
    _number_pages(foot)


def _number_pages(paragraph: DocxParagraph) -> None:
    run = paragraph.add_run()
    run.font.size = Pt(8)
    for kind, text in (("begin", ""), ("", " PAGE "), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        part.text = text or None
        run._r.append(part)


def _add(document: Docx, block: Block) -> None:
    match block:
        case NewPage():
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            return
        case Heading():
            document.add_heading(block.text, level=1)
            return
        case Paragraph():
            _write(document.add_paragraph(), block.text, size=8.5 if block.quiet else 10)
            return
        case Approval():
            _approval(document, block)
        case Facts():
            _facts(document, block)
        case Figures():
            _figures(document, block)
        case Bars():
            _bars(document, block)
        case Columns():
            _columns(document, block)
        case Table():
            _table(document, block)
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _approval(document: Docx, block: Approval) -> None:
    table = _grid(document, 2, [8, *([21] * len(block.titles))])
    table.alignment = WD_TABLE_ALIGNMENT.RIGHT
    table.rows[1].height = Mm(_STAMP)
    upper = table.rows[0].cells
    _fill(upper[0].merge(table.rows[1].cells[0]), block.word, size=9)
    for cell, title in zip(upper[1:], block.titles, strict=True):
        _fill(cell, title, size=9, bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)


def _facts(document: Docx, block: Facts) -> None:
    table = _grid(document, len(block.facts), [34, _WIDTH - 34])
    for row, (name, text) in zip(table.rows, block.facts, strict=True):
        left, right = row.cells
        _shade(left, _PALE)
        _fill(left, name, bold=True, colour=_NAVY)
        _fill(right, text)


def _figures(document: Docx, block: Figures) -> None:
    table = _grid(document, 1, [_WIDTH / len(block.figures)] * len(block.figures))
    for cell, (number, caption, line) in zip(table.rows[0].cells, block.figures, strict=True):
        _shade(cell, _PALE)
        _fill(cell, number, size=20, bold=True, colour=_NAVY)
        _write(cell.add_paragraph(), caption, bold=True)
        _write(cell.add_paragraph(), line, size=8.5, colour=_QUIET)


def _bars(document: Docx, block: Bars) -> None:
    longest = max((max(bar.whole, sum(bar.parts)) for bar in block.bars), default=0) or 1
    table = _grid(document, len(block.bars), [54, 82, 38])
    for row, bar in zip(table.rows, block.bars, strict=True):
        label, drawn, note = row.cells
        _fill(label, bar.label, size=8.5)
        rest = max(0, bar.whole - sum(bar.parts))
        _draw(drawn, [*zip(bar.parts, block.colours, strict=False), (rest, "#CBD2DC")], longest)
        _fill(note, bar.note, size=9)
    _legend(document, block.legend, [*block.colours, "#CBD2DC"])


def _columns(document: Docx, block: Columns) -> None:
    longest, so_far = max((number for _label, number in block.columns), default=0) or 1, 0
    table = _grid(document, len(block.columns), [30, 90, 27, 27])
    for row, (label, number) in zip(table.rows, block.columns, strict=True):
        so_far += number
        time, drawn, own, all_so_far = row.cells
        _fill(time, label, size=8.5)
        _draw(drawn, [(number, block.colours[0])], longest)
        _fill(own, shown(number), size=9, align=WD_ALIGN_PARAGRAPH.RIGHT)
        _fill(all_so_far, shown(so_far), size=9, align=WD_ALIGN_PARAGRAPH.RIGHT, colour=_QUIET)
    _legend(document, block.legend, block.colours)


def _table(document: Docx, block: Table) -> None:
    total = sum(block.shares)
    table = _grid(document, 1 + len(block.rows), [_WIDTH * share / total for share in block.shares])
    for row, cells, bold in zip(
        table.rows, (block.header, *block.rows), (True, *[False] * len(block.rows)), strict=True
    ):
        for place, (cell, value) in enumerate(zip(row.cells, cells, strict=True)):
            align = WD_ALIGN_PARAGRAPH.RIGHT if place in block.right else None
            _fill(cell, shown(value), size=9, bold=bold, align=align)
            if bold:
                _shade(cell, _PALE)
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)


def _grid(document: Docx, rows: int, widths: Sequence[float]) -> DocxTable:
    table: DocxTable = document.add_table(rows=rows, cols=len(widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    return table


def _draw(cell: DocxCell, parts: Sequence[tuple[int, str]], longest: int) -> None:
    """A bar of full blocks, each part in its colour; what is there at all is seen."""
    paragraph = cell.paragraphs[0]
    for number, colour in parts:
        length = max(round(_BAR * number / longest), int(number > 0))
        if length:
            _write(paragraph, "█" * length, size=8, colour=colour.removeprefix("#"))


def _legend(document: Docx, words: Sequence[str], colours: Sequence[str]) -> None:
    paragraph = document.add_paragraph()
    for word, colour in zip(words, colours, strict=False):
        _write(paragraph, "█ ", size=8, colour=colour.removeprefix("#"))
        _write(paragraph, f"{word}    ", size=8, colour=_QUIET)


def _fill(
    cell: DocxCell, text: str, *, size: float = 10, bold: bool = False, colour: str = "",
    align: WD_ALIGN_PARAGRAPH | None = None,
) -> None:  # fmt: skip
    paragraph = cell.paragraphs[0]
    paragraph.alignment = align
    _write(paragraph, text, size=size, bold=bold, colour=colour)


def _write(paragraph: DocxParagraph, text: str, *, size: float = 10, bold: bool = False, colour: str = "") -> None:
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(_writable(text))
    run.font.size = Pt(size)
    run.bold = bold or None
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)


def _writable(text: str) -> str:
    """Without what XML cannot hold."""
    return "".join(letter for letter in text if letter >= " " or letter in "\t\n")


def _shade(cell: DocxCell, colour: str) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)
