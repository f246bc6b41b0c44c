"""Tables written for people: workbooks and CSV files that Korean Excel opens rightly, no text ever being a formula."""

import csv
import errno
import io
import math
import os
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kiosk.errors import KioskError
from kiosk.letter_width import is_wide
from kiosk.tables.table import MOST_ROWS, Cell
from kiosk.whole_files import written_beside

# A text that begins with one of these is a formula to a spreadsheet program that opens a CSV file; the full-width forms
# are to some of the East Asian ones.
_FORMULA_SIGNS = tuple("=+-@＝＋－＠")
_CONTROL = frozenset(map(chr, (*range(0x20), 0x7F)))
_LONGEST_TEXT = 32_767
_LONGEST_TITLE = 31
_LONGEST_HEADER = 200  # of 255, with its codes
_NOT_IN_TITLES = str.maketrans("[]:*?/\\", "()-----")
# A control character becomes its picture (U+2400 and on), so that it is seen and does nothing.
_PICTURES = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)} | {0x7F: 0x2421}
_NARROWEST, _WIDEST, _ROWS_MEASURED = 6, 60, 2_000
_EARLIEST_YEAR = 1900
_WIDEST_HEADING, _LINE_POINTS = 13, 15  # a longer heading is broken, so that its column stays as narrow as its cells

_HEADER_LOOK = {"bold": True, "bg_color": "#14213D", "font_color": "#FFFFFF", "text_wrap": True, "valign": "vcenter"}
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_FORMATS = {datetime: "yyyy-mm-dd hh:mm", date: "yyyy-mm-dd", time: "hh:mm"}


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of the spreadsheet's own beside its rows: bars (``bar``) or columns (``column``) of the columns
    ``values`` in ``colours``, and a curve of the column ``line``; the first column names them.
    """

    kind: str
    values: Sequence[int]
    colours: Sequence[str]
    stacked: bool = False
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to write: its title, the header, and rows as long as it.

    ``formats`` gives number formats of the spreadsheet by column index, such as ``{4: "0.0%"}``.  Dates and times have
    one by themselves; an aware datetime is written as the local time it carries: spreadsheets know no time zones.
    ``frozen`` columns stay in view beside the others; ``heading`` stands above every printed page.
    """

    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    formats: dict[int, str] | None = None
    frozen: int = 0
    heading: str = ""
    chart: Chart | None = None


@dataclass(frozen=True, slots=True)
class Properties:
    """What a workbook says of itself to whoever files it."""

    title: str = ""
    author: str = ""
    subject: str = ""


def write_workbook(path: Path | str, sheets: Iterable[Sheet], properties: Properties | None = None) -> None:
    """Write an XLSX file in place of whatever ``path`` held; on any trouble that stays as it was.

    Rows are taken one at a time, and memory does not grow with their number.  Raises KioskError ``tables.too_long``
    and what ``cannot_write`` tells.
    """
    with _replacing(Path(path)) as temporary, _workbook(temporary) as book:
        looks = _Looks(book)
        if properties is not None:
            book.set_properties({"title": properties.title, "author": properties.author, "subject": properties.subject})
        titles: set[str] = set()
        for sheet in sheets:
            worksheet = book.add_worksheet(sheet_title(sheet.title, titles))
            last = _write_sheet(worksheet, sheet, looks)
            if sheet.chart is not None and last:
                _draw_chart(book, worksheet, sheet, sheet.chart, last)


def write_csv(path: Path | str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a CSV file as Excel expects it: UTF-8 with BOM, CRLF; in place of whatever ``path`` held.

    A text that a spreadsheet would take for a formula gets an apostrophe in front; numbers stay numbers.
    """
    with _replacing(Path(path)) as temporary, temporary.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([_csv_cell(cell) for cell in header])
        writer.writerows([_csv_cell(cell) for cell in row] for row in rows)


def sheet_title(wanted: str, taken: set[str]) -> str:
    """A title that a workbook accepts and that is not in ``taken`` (to which its folded form is added)."""
    plain = "".join(character for character in unicodedata.normalize("NFC", wanted) if character.isprintable())
    plain = _cut(plain.translate(_NOT_IN_TITLES).strip(" '"), _LONGEST_TITLE).strip(" '") or "Sheet"
    title, number = plain, 1
    # Excel keeps "History" for itself.
    while title.casefold() in taken or title.casefold() == "history":
        number += 1
        ending = f" ({number})"
        title = _cut(plain, _LONGEST_TITLE - len(ending)) + ending
    taken.add(title.casefold())
    return title


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet program might calculate this text instead of showing it."""
    return text.lstrip().startswith(_FORMULA_SIGNS) or text[:1] in _CONTROL


def _cut(text: str, longest: int) -> str:
    """At most ``longest`` UTF-16 units, as spreadsheets count, and no half of a character."""
    return text.encode("utf-16-le")[: longest * 2].decode("utf-16-le", "ignore")


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """A temporary file beside ``path`` that takes its place at the end, or vanishes if anything goes wrong."""
    try:
        # Made before any row is asked for, and before a library half opens what cannot be.
        with written_beside(path) as temporary:
            yield temporary
    except OSError as error:
        raise cannot_write(path, error) from error
    except xlsxwriter.exceptions.FileCreateError as error:
        raise cannot_write(path, error.args[0]) from error


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file in place of whatever ``path`` held; raises ``KioskError`` as ``cannot_write`` tells."""
    try:
        with written_beside(path) as unfinished:
            unfinished.write_bytes(content)
    except OSError as trouble:
        raise cannot_write(path, trouble) from trouble


def cannot_write(path: Path, error: OSError) -> KioskError:
    """What to tell when the system refuses to write ``path``: ``tables.disk_full``, ``tables.locked`` (on Windows a
    file that is open in Excel can neither be replaced nor removed) or ``tables.cannot_write``.
    """
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return KioskError("tables.disk_full", file=str(path))
    if path.is_dir():  # of which Windows says the same as of a file that is held
        return KioskError("tables.cannot_write", file=str(path), why=os.strerror(errno.EISDIR))
    if isinstance(error, PermissionError):
        return KioskError("tables.locked", file=str(path))
    return KioskError("tables.cannot_write", file=str(path), why=error.strerror or str(error))


@contextmanager
def _workbook(path: Path) -> Iterator[xlsxwriter.Workbook]:
    """A workbook that is written to ``path`` at the end of the block; its unfinished sheets never stay on the disk."""
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch,
        path.open("wb", buffering=0) as file,
    ):
        patient = _Patient(file)
        book = xlsxwriter.Workbook(patient, {**_OPTIONS, "tmpdir": scratch})
        try:
            yield book
        except BaseException:
            patient.is_over = True
            with suppress(OSError, xlsxwriter.exceptions.XlsxWriterException):
                book.close()  # it has files of its own to close
            raise
        book.close()
        if patient.trouble is not None:
            raise patient.trouble


class _Patient:
    """A file for a library that cannot be stopped half way: once the disk refuses, it takes all and keeps nothing.

    The zip file inside the library would else try again when it is forgotten, and Python print a traceback.
    """

    def __init__(self, file: io.FileIO) -> None:
        self._file = file
        self.trouble: OSError | None = None
        self.is_over = False

    def write(self, data: bytes) -> int:
        """Write all of ``data``, or nothing more from now on."""
        rest = memoryview(data)
        try:
            while rest and not self.is_over:
                rest = rest[self._file.write(rest) :]
        except (OSError, ValueError) as error:  # ValueError: it was closed behind a zip file that is forgotten later
            self.trouble = error if isinstance(error, OSError) else None
            self.is_over = True
        return len(data)

    def tell(self) -> int:
        """The place in the file; 0 once there is none."""
        return 0 if self.is_over else self._file.tell()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place in the file."""
        return 0 if self.is_over else self._file.seek(offset, whence)

    def flush(self) -> None:
        """Nothing is kept back."""


class _Looks:
    """The cell formats of one workbook, made once each: a workbook has room for 64,000."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, bool], Format] = {}
        self.header = book.add_format(_HEADER_LOOK)

    def of(self, number_format: str, *, quoted: bool = False) -> Format | None:
        """The format with this number format; ``quoted`` marks a text that stays a text when it is edited."""
        if not number_format and not quoted:
            return None
        key = (number_format, quoted)
        if key not in self._made:
            look = {"quote_prefix": True} if quoted else {"num_format": number_format}
            self._made[key] = self._book.add_format(look)
        return self._made[key]


def _draw_chart(book: xlsxwriter.Workbook, worksheet: Worksheet, sheet: Sheet, drawn: Chart, last: int) -> None:
    """Beside the rows, the first of them at the top as in the table."""
    name = worksheet.get_name()
    chart = book.add_chart({"type": drawn.kind, **({"subtype": "stacked"} if drawn.stacked else {})})
    for column, colour in zip(drawn.values, drawn.colours, strict=False):
        chart.add_series(_series(name, column, last, {"fill": {"color": colour}}))
    if drawn.line is not None:
        curve = book.add_chart({"type": "line"})
        curve.add_series(_series(name, drawn.line, last, {"line": {"color": drawn.colours[-1], "width": 2.25}}))
        chart.combine(curve)
    chart.set_title({"name": sheet.title, "name_font": {"size": 12}})
    if drawn.kind == "bar":
        chart.set_y_axis({"reverse": True})
    chart.set_legend({"position": "bottom"} if any(sheet.header[column] for column in drawn.values) else {"none": True})
    chart.set_size({"width": 760, "height": min(1200, 180 + 34 * last if drawn.kind == "bar" else 380)})
    worksheet.insert_chart(1, len(sheet.header) + 1, chart)


def _series(sheet: str, column: int, last: int, look: dict[str, object]) -> dict[str, object]:
    rows = {"categories": [sheet, 1, 0, last, 0], "values": [sheet, 1, column, last, column]}
    return {"name": [sheet, 0, column], **rows, **look}


def _write_sheet(worksheet: Worksheet, sheet: Sheet, looks: _Looks) -> int:
    """Write the rows; returns how many there were."""
    widths = [min(_width(label), _WIDEST_HEADING) for label in sheet.header]
    lines = max((-(-_width(label) // (_WIDEST_HEADING - 3)) for label in sheet.header), default=1)
    worksheet.set_row(0, _LINE_POINTS * max(lines, 1))
    for column, label in enumerate(sheet.header):
        worksheet.write_string(0, column, _shown(label), looks.header)
    last = 0
    for last, row in enumerate(sheet.rows, start=1):
        if last >= MOST_ROWS:
            raise KioskError("tables.too_long", file=sheet.title, most=MOST_ROWS)
        for column, cell in enumerate(row):
            _write_cell(worksheet, last, column, cell, (sheet.formats or {}).get(column, ""), looks)
            if last <= _ROWS_MEASURED and column < len(widths):
                widths[column] = max(widths[column], _width(cell))
    for column, width in enumerate(widths):
        worksheet.set_column(column, column, min(max(width + 2, _NARROWEST), _WIDEST))
    worksheet.freeze_panes(1, sheet.frozen)
    _set_up_page(worksheet, sheet)
    if sheet.header:
        worksheet.autofilter(0, 0, max(last, 1), len(sheet.header) - 1)
    return last


def _set_up_page(worksheet: Worksheet, sheet: Sheet) -> None:
    """As an office prints it: A4 lying, as wide as the page, the headings on every page, with title and page number."""
    worksheet.set_paper(9)
    worksheet.set_landscape()
    worksheet.fit_to_pages(1, 0)
    worksheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    worksheet.repeat_rows(0)
    title = " · ".join(filter(None, (sheet.heading, sheet.title))).replace("&", "&&")
    worksheet.set_header(f"&L{_cut(title, _LONGEST_HEADER)}")
    worksheet.set_footer("&R&P / &N")


def _write_cell(worksheet: Worksheet, row: int, column: int, cell: Cell, number_format: str, looks: _Looks) -> None:
    cell = _writable(cell)
    if cell is None or cell == "":
        return
    if isinstance(cell, bool):
        worksheet.write_boolean(row, column, cell, looks.of(number_format))
    elif isinstance(cell, int | float):
        worksheet.write_number(row, column, cell, looks.of(number_format))
    elif isinstance(cell, str):
        shown = _shown(cell)
        worksheet.write_string(row, column, shown, looks.of("", quoted=is_formula_like(cell)))
    else:
        worksheet.write_datetime(row, column, cell, looks.of(number_format or _FORMATS[type(cell)]))


def _writable(cell: Cell) -> Cell:
    """The cell as a spreadsheet can hold it: no time zones, no dates before 1900, no numbers that are none."""
    if isinstance(cell, float) and not math.isfinite(cell):
        return None
    if isinstance(cell, int) and not isinstance(cell, bool) and abs(cell) >= 10**15:
        return str(cell)
    if isinstance(cell, datetime | time) and cell.tzinfo is not None:
        cell = cell.replace(tzinfo=None)
    if isinstance(cell, date) and cell.year < _EARLIEST_YEAR:
        return cell.isoformat()
    return cell


def _shown(text: str) -> str:
    shown = _cut(text, _LONGEST_TEXT) if len(text) > _LONGEST_TEXT // 2 else text
    return shown.replace("\r\n", "\n").translate(_PICTURES)


def _width(cell: Cell) -> int:
    """The columns of a fixed-width font the cell takes: Hangul and Hanja take two a character."""
    if cell is None:
        return 0
    if isinstance(cell, datetime):
        return 16
    longest = max(str(cell).split("\n"), key=len)
    return len(longest) + sum(map(is_wide, longest[:_WIDEST]))


def _csv_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    if not isinstance(cell, str):
        return str(cell)
    shown = _shown(cell)
    return f"'{shown}" if is_formula_like(cell) else shown
