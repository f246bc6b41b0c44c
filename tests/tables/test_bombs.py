"""Files made to keep a reader busy: each is refused with a sentence, before it is read as what it says it is.

Processor time is measured, so that a busy machine does not fail the test.
"""

import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.errors import KioskError
from kiosk.tables.reading import read_table
from printing.errors import PrintingError
from printing.toml_section import parse
from tests.tables.test_reading import repacked

_EVENT = "BEGIN:VEVENT\r\nUID:{n}\r\nDTSTART:20261201T100000\r\nDTEND:20261201T110000\r\nSUMMARY:a\r\nEND:VEVENT\r\n"
_TALK = '<event id="1"><title>t</title></event>'


def _workbook(path: Path, content: str) -> None:
    sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{content}</worksheet>'
    repacked(path, sheet1=sheet.encode())


def _ods(path: Path, content: str) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", f'<a xmlns:table="t">{content}</a>')


def _text(content: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(content, encoding="utf-8")


def _calendar(content: str) -> Callable[[Path], object]:
    return _text(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{content}END:VCALENDAR\r\n")


BOMBS: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "cells without an end": (
        "a.xlsx", lambda path: _workbook(path, f"<sheetData><row>{'<c/>' * 5_000_000}</row></sheetData>"),
        "tables.shrunk",
    ),
    "blanks": ("a.xlsx", lambda path: _workbook(path, " " * 50_000_000), "tables.shrunk"),
    "rows of ODS": ("a.ods", lambda path: _ods(path, "<table:table-row/>" * 2_000_000), "tables.shrunk"),
    "nested XML": (
        "a.xml", _text("<schedule>" + "<a>" * 200_000 + "</a>" * 200_000 + "</schedule>"), "tables.broken_schedule",
    ),
    "more talks than anybody gives": (
        "a.xml", _text(f'<schedule><day><room>{_TALK * 50_000}</room></day></schedule>'), "tables.too_long",
    ),
    "nested tables": ("a.html", _text("<html>" + "<table><tr><td>x" * 100_000), "tables.broken_page"),
    "tables without end": ("a.xls", _text("<table><tr><td>x</table>" * 1_000), "tables.broken_page"),
    "a tag without end": ("a.html", _text("<table><tr><td " + "a=1 " * 500_000 + ">x"), "tables.broken_page"),
    "objects without end": ("a.json", _text("[" + '{"a":1},' * 350_000 + "{}]"), "tables.too_long"),
    "nested JSON": ("a.json", _text('{"a":' * 100_000 + "1" + "}" * 100_000), "tables.broken_schedule"),
    "JSON of a million objects": ("a.json", _text("[{}" + ",{}" * 1_000_000 + "]"), "tables.too_long"),
    "100,000 events": ("a.ics", _calendar("".join(_EVENT.format(n=n) for n in range(100_000))), "tables.too_long"),
    "calendars in calendars": (
        "a.ics", _text("BEGIN:VCALENDAR\r\n" * 100_000 + "END:VCALENDAR\r\n" * 100_000), "tables.broken_calendar",
    ),
    "an event of 300,000 lines": (
        "a.ics", _calendar(_EVENT.format(n=1).replace("SUMMARY", "X-A:b\r\n" * 300_000 + "SUMMARY")),
        "tables.broken_calendar",
    ),
    "a million categories": (
        "a.ics", _calendar(_EVENT.format(n=1).replace("SUMMARY", "CATEGORIES:" + "a," * 1_000_000 + "\r\nSUMMARY")),
        "tables.broken_calendar",
    ),
    "300,000 days off": (
        "a.ics",
        _calendar(_EVENT.format(n=1).replace("SUMMARY", "EXDATE:" + "20261201T100000," * 300_000 + "\r\nSUMMARY")),
        "tables.broken_calendar",
    ),
    "a name of 10 MB": ("a.csv", _text("Name,Company\n" + "a" * 10_000_000 + ",b\n"), "tables.cell_too_long"),
    "a long bracket": ("a.csv", _text("Name,Company\n" + "(" * 10_000_000 + ",b\n"), "tables.cell_too_long"),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_made_to_keep_the_reader_busy_is_refused_within_a_second(name: str, tmp_path: Path) -> None:
    file, make, code = BOMBS[name]
    make(tmp_path / file)
    begun = time.process_time()
    with pytest.raises(KioskError) as refused:
        read_table(tmp_path / file)
    assert refused.value.code == code
    assert time.process_time() - begun < 1.5


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYEASTER=999999999999",
        "FREQ=SECONDLY",
        "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31;COUNT=9",
    ],
)
def test_a_rule_that_would_be_followed_for_ever_is_asked_about(rule: str, tmp_path: Path) -> None:
    file = tmp_path / "a.ics"
    _calendar(_EVENT.format(n=1).replace("SUMMARY", f"RRULE:{rule}\r\nSUMMARY"))(file)
    begun = time.process_time()
    table = read_table(file)
    assert "programme.endless" in table.rows[1]
    assert time.process_time() - begun < 1.5


def test_a_layout_whose_names_have_thousands_of_parts_is_refused() -> None:
    begun = time.process_time()
    with pytest.raises(PrintingError) as refused:
        parse("a" + ".a" * 100_000 + " = 1\n", Path("badge.toml"))
    assert refused.value.code == "layout.not_toml"
    assert time.process_time() - begun < 1.0


def test_a_number_of_more_digits_than_anybody_reads_is_refused() -> None:
    with pytest.raises(PrintingError) as refused:
        parse("a = " + "9" * 900_000 + "\n", Path("badge.toml"))
    assert refused.value.code == "layout.not_toml"


def test_a_workbook_of_a_hundred_thousand_like_rows_is_no_bomb(tmp_path: Path) -> None:
    row = '<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>a</t></is></c><c r="B{n}" s="1"/><c r="C{n}" s="1"/></row>'
    _workbook(tmp_path / "a.xlsx", f"<sheetData>{''.join(row.format(n=n) for n in range(1, 100_001))}</sheetData>")
    assert len(read_table(tmp_path / "a.xlsx").rows) == 100_000
