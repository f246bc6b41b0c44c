"""Tables in HTML, which many systems export under the name of a spreadsheet."""

import re
from html.parser import HTMLParser

from kiosk.errors import KioskError
from kiosk.tables.encodings import decode
from kiosk.tables.table import MOST_COLUMNS, MOST_ROWS, Score, Table

_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]+)", re.IGNORECASE)
_STARTS = (b"<html", b"<!doctype html", b"<table", b"<meta", b"<style", b"<head", b"<div", b"<body")
_MOST_SPANNED = 1000
# A page with a list has a few tables, one inside another for its frame, and tags as long as a line.
_MOST_TABLES = 500
_DEEPEST = 30
_ENDLESS_TAG = re.compile(r"<[^<>]{20000}")
_STRUCK = frozenset({"s", "del", "strike"})
# Pages of Korea, China and Japan declare the smaller of two code pages.
_LARGER = {
    "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932",
}  # fmt: skip


def looks_like_html(start: bytes) -> bool:
    """Whether the bytes begin as a page does, or a part of one that holds a table."""
    head = start.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    return head.startswith(_STARTS) or (head.startswith(b"<?xml") and b"<html" in head)


def read(content: bytes, score: Score) -> Table:
    """The likeliest table of a page.  Cells over several rows hold for each of them, as merged ones do.

    Raises ``tables.empty`` for a page without a table, ``tables.broken_page`` for tables inside tables
    without end, ``tables.not_text``, ``tables.too_long``, ``tables.too_wide``.
    """
    text, encoding = _decoded(content)
    if _ENDLESS_TAG.search(text):
        raise KioskError("tables.broken_page")
    page = _Page()
    page.feed(text)
    page.close()
    tables = [(table.rows(), table.struck) for table in page.tables if table.cells]
    if not tables:
        raise KioskError("tables.empty")
    best, struck = max(tables, key=lambda table: score(table[0]))
    if len(best) > MOST_ROWS:
        raise KioskError("tables.too_long", most=MOST_ROWS)
    return Table(best, "html", encoding=encoding, struck=frozenset(struck))


def _decoded(content: bytes) -> tuple[str, str]:
    """The text by the encoding that the page declares, if it can be read in it, else by its bytes."""
    declared = _DECLARED.search(content[:4096])
    if declared:
        name = _LARGER.get(declared[1].decode("ascii").lower(), declared[1].decode("ascii").lower())
        try:
            return content.decode(name), name
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(content)


class _Cells:
    """One table of a page as it is read: the text of each cell by row and column."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], str] = {}
        self.struck: set[tuple[int, int]] = set()
        self.row, self.column = -1, 0

    def next_row(self) -> None:
        """Begin a row."""
        self.row, self.column = self.row + 1, 0

    def add(self, text: str, across: int, down: int, *, is_struck: bool) -> None:
        """Put a cell at the next free place."""
        self.row = max(self.row, 0)
        while (self.row, self.column) in self.cells:
            self.column += 1
        if self.column + across > MOST_COLUMNS:
            raise KioskError("tables.too_wide", columns=self.column + across, most=MOST_COLUMNS)
        for row in range(self.row, self.row + down):
            self.cells[row, self.column] = text
            if is_struck:
                self.struck.add((row, self.column))
            for further in range(1, across):
                self.cells.setdefault((row, self.column + further), "")
        self.column += across

    def rows(self) -> list[tuple[str | None, ...]]:
        """All rows, each as wide as it is."""
        rows: list[list[str | None]] = []
        for (row, column), text in sorted(self.cells.items()):
            while len(rows) <= row:
                rows.append([])
            rows[row] += [None] * (column - len(rows[row]))
            rows[row].append(text or None)
        return [tuple(row) for row in rows]


class _Page(HTMLParser):
    """Collects the tables of a page; one inside a cell of another stands for itself."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[_Cells] = []
        self._open: list[_Cells] = []
        self._text: list[str] | None = None
        self._across = self._down = 1
        self._is_struck = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the beginning of a table, a row, a cell or a line."""
        if tag == "table":
            self._end_cell()
            self._open.append(_Cells())
            self.tables.append(self._open[-1])
            if len(self._open) > _DEEPEST or len(self.tables) > _MOST_TABLES:
                raise KioskError("tables.broken_page")
        elif tag == "tr" and self._open:
            self._end_cell()
            self._open[-1].next_row()
        elif tag in ("td", "th") and self._open:
            self._end_cell()
            spans = dict(attrs)
            self._across, self._down = _span(spans.get("colspan")), _span(spans.get("rowspan"))
            self._text, self._is_struck = [], "line-through" in (spans.get("style") or "")
        elif tag in _STRUCK or "line-through" in (dict(attrs).get("style") or ""):
            self._is_struck = True
        elif tag in ("br", "p", "div") and self._text:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Take the end of a cell, a row or a table."""
        if tag in ("td", "th", "tr", "table"):
            self._end_cell()
        if tag == "table" and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Take the text of a cell."""
        if self._text is not None:
            self._text.append(data)

    def _end_cell(self) -> None:
        if self._text is not None and self._open:
            lines = (" ".join(line.split()) for line in "".join(self._text).split("\n"))
            self._open[-1].add("\n".join(filter(None, lines)), self._across, self._down, is_struck=self._is_struck)
        self._text = None


def _span(written: str | None) -> int:
    digits = (written or "").strip()
    return min(max(int(digits), 1), _MOST_SPANNED) if digits.isdecimal() else 1
