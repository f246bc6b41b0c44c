"""Files that people call a list or a table, read into rows; what is no table is named in one sentence."""

from dataclasses import replace
from pathlib import Path

from kiosk.errors import KioskError
from kiosk.tables import calendar, delimited, html_tables, own_data, schedule, workbook
from kiosk.tables.content import content_of
from kiosk.tables.table import Score, Table, filled_cells, refuse_long_cells

# By their first bytes, because people rename files.
_SIGNATURES = (
    (b"%PDF", "PDF"),
    (b"HWP Document File", "HWP"),
    (b"{\\rtf", "RTF"),
    (b"SQLite format 3", "SQLite"),
    (b"\x1f\x8b", "GZIP"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_ZIP = b"PK\x03\x04"


def read_table(path: Path | str, sheet: str | None = None, score: Score = filled_cells) -> Table:
    """The table in a CSV, XLSX, iCalendar or schedule (XML, JSON) file, whatever its name says.

    Of several sheets ``sheet`` names the one to read; without it the visible sheet of the highest ``score`` is read.
    Raises KioskError ``tables.*`` for anything that is no table, damaged, protected or too large; memory and time stay
    bounded whatever the file contains.
    """
    path = Path(path)
    content = content_of(path)
    try:
        table = _table(content, sheet, score)
        refuse_long_cells(table.rows)
        return replace(table, file=path.name)
    except KioskError as trouble:
        # The readers know bytes; the sentence names the file.
        raise KioskError(trouble.code, **{"file": path.name, **trouble.details}) from trouble


def _table(content: bytes, sheet: str | None, score: Score) -> Table:
    if content.startswith(_ZIP) or _is_old_workbook(content):
        return workbook.read(content, sheet, score)
    if own_data.looks_like_own_data(content):
        return own_data.read(content)
    if schedule.looks_like_schedule(content):
        return schedule.read(content)
    _refuse_other_formats(content)
    if html_tables.looks_like_html(content[:2000]):
        return html_tables.read(content, score)
    if calendar.looks_like_calendar(content):
        return calendar.read(content)
    return delimited.read(content)


def _refuse_other_formats(content: bytes) -> None:
    if content.startswith(_PICTURES):
        raise KioskError("tables.picture")
    for signature, name in _SIGNATURES:
        if content.startswith(signature):
            raise KioskError("tables.other_format", format=name)
    if content.startswith(workbook.OLE):
        _refuse_ole(content)
    start = content[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith(b"<?xml") and not html_tables.looks_like_html(content[:2000]):
        raise KioskError("tables.other_format", format="XML")


def _is_old_workbook(content: bytes) -> bool:
    """Whether this is an XLS file: the stream ``Workbook`` (or ``Book``) in the container of the old Office formats."""
    if not content.startswith(workbook.OLE) or "EncryptedPackage".encode("utf-16-le") in content:
        return False
    return any(f"{name}\0".encode("utf-16-le") in content for name in ("Workbook", "Book"))


def _refuse_ole(content: bytes) -> None:
    """The container of the old Office formats, of Hancom's, and of protected new ones; names in it are UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise KioskError("tables.password")
    is_hwp = b"HWP Document File" in content or "HwpSummaryInformation".encode("utf-16-le") in content
    raise KioskError("tables.other_format", format="HWP" if is_hwp else "DOC")
