"""The texts of documents that the program made, whatever they are written to."""

import re
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl

from tests.printing import pages


def texts(file: Path) -> Iterator[str]:
    """A page, a paragraph, a cell at a time; lines that a page broke are joined again."""
    match file.suffix:
        case ".pdf":
            yield from (re.sub(r"\s+", " ", page.text) for page in pages.read(file))
        case ".docx":
            made = docx.Document(str(file))
            yield from (one.text for one in made.paragraphs)
            yield from (cell.text for table in made.tables for row in table.rows for cell in row.cells)
        case ".xlsx":
            for sheet in openpyxl.load_workbook(file):
                yield sheet.title
                yield from (cell for row in sheet.iter_rows(values_only=True) for cell in row if isinstance(cell, str))
        case _:
            yield from re.split(r"[,\n]", file.read_text(encoding="utf-8-sig"))
