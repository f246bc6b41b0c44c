"""Files people choose: what is a table is read, whatever is none is named in one sentence."""

import io
import struct
import tracemalloc
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.errors import KioskError
from kiosk.tables import content, package
from kiosk.tables.reading import read_table
from kiosk.words.error_messages import explain
from tests.demonstration import FOLDER

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def trouble(path: Path, **choice: object) -> str:
    """The code of what is wrong with a file, once its sentence has proved to be one."""
    with pytest.raises(KioskError) as caught:
        read_table(path, **choice)
    sentence = explain(caught.value.code, caught.value.details)
    assert path.name in sentence and "\n" not in sentence and "{" not in sentence
    return caught.value.code


def written(path: Path, data: bytes) -> Path:
    """``path`` after ``data`` was written to it."""
    path.write_bytes(data)
    return path


def workbook(path: Path, *sheets: dict[str, object], hidden: tuple[int, ...] = ()) -> Path:
    """A workbook at ``path`` with one sheet for each mapping of cell names to values."""
    with xlsxwriter.Workbook(str(path)) as book:
        for number, cells in enumerate(sheets):
            sheet = book.add_worksheet()
            for name, value in cells.items():
                sheet.write(name, value)
            if number in hidden:
                sheet.hide()
    return path


def repacked(path: Path, **parts: bytes | None) -> Path:
    """A workbook with some of its parts (``sheet1``, ``strings``, ``book``) changed to other bytes."""
    names = {"sheet1": "xl/worksheets/sheet1.xml", "strings": "xl/sharedStrings.xml", "book": "xl/workbook.xml"}
    changed = {names[part]: data for part, data in parts.items()}
    source = io.BytesIO()
    with xlsxwriter.Workbook(source, {"in_memory": True}) as book:
        book.add_worksheet().write("A1", "성명")
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changed.get(name, old.read(name)))
    return path


def sheet_xml(rows: str) -> bytes:
    """A worksheet with ``rows``."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<?xml version="1.0"?><worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def test_the_files_of_the_office_are_read_with_the_row_numbers_of_the_spreadsheet() -> None:
    table = read_table(FOLDER / "roster.xlsx")
    assert (table.format, table.sheet, len(table.rows)) == ("xlsx", "참가자 명단", 91)
    assert table.rows[3][:3] == ("연번", "성명", "구분")
    assert table.rows[44] == (None,) * 15
    assert table.rows[16][5] == 1000000013
    assert read_table(FOLDER / "partnering.xlsx").rows[9][4] == "두산에너빌리티㈜"
    table = read_table(str(FOLDER / "roster-cp949.csv"))
    assert (table.encoding, table.delimiter, len(table.rows)) == ("cp949", ",", 85)
    assert read_table(FOLDER / "programme.csv").encoding == "utf-8-sig"


def test_cells_are_plain_values_and_formulas_their_results(tmp_path: Path) -> None:
    path = tmp_path / "values.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        formats = [
            book.add_format({"num_format": form}) for form in ("yyyy-mm-dd hh:mm", "yyyy-mm-dd", "hh:mm", "[h]:mm")
        ]
        sheet.write_datetime("A1", datetime.fromisoformat("2024-02-27T13:30"), formats[0])
        sheet.write_datetime("B1", date(2024, 2, 27), formats[1])
        sheet.write_datetime("C1", time(13, 30), formats[2])
        sheet.write_number("D1", 0.5, formats[3])
        sheet.write_formula("E1", '="홍"&"길동"', None, "홍길동")
        sheet.write_boolean("F1", True)
        sheet.write_number("G1", 1000000013)
        sheet.write_rich_string("H1", book.add_format({"bold": True}), "굵은", " 글씨")
        sheet.write_formula("I1", "=NA()", None, "#N/A")
        sheet.write("K1", "x")
    moments = (datetime.fromisoformat("2024-02-27T13:30"), date(2024, 2, 27), time(13, 30), time(12, 0))
    assert read_table(path).rows == [(*moments, "홍길동", True, 1000000013, "굵은 글씨", "#N/A", None, "x")]


def test_people_who_share_a_merged_affiliation_all_get_it(tmp_path: Path) -> None:
    path = tmp_path / "merged.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:C1", "참가자 명단")
        sheet.merge_range("B2:B4", "창원")
        for row, name in enumerate(["가", "나", "다"], start=1):
            sheet.write(row, 0, name)
    rows = read_table(path).rows
    assert rows == [("참가자 명단", None), ("가", "창원"), ("나", "창원"), ("다", "창원")]


def test_of_several_sheets_the_fullest_visible_one_is_read_or_the_one_named(tmp_path: Path) -> None:
    full = {"A1": "성명", "B1": "소속", "A2": "가", "B2": "나"}
    path = workbook(tmp_path / "sheets.xlsx", {"A1": "안내"}, full, {**full, "C1": "더"}, hidden=(2,))
    table = read_table(path)
    assert (table.sheet, table.sheets) == ("Sheet2", ("Sheet1", "Sheet2"))
    assert read_table(path, "sheet1").rows == [("안내",)]
    assert read_table(path, "Sheet3").rows[0] == ("성명", "소속", "더")
    assert trouble(path, sheet="없음") == "tables.no_sheet"
    assert read_table(path, score=lambda rows: -len(rows)).sheet == "Sheet1"


def test_formatting_far_below_the_list_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "formatted.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "성명")
        sheet.write_blank("XFD1048576", None, book.add_format({"bold": True}))
    assert read_table(path).rows == [("성명",)]


NOT_TABLES = {
    "a picture": ("photo.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(100), "tables.picture"),
    "a PDF": ("roster.csv", b"%PDF-1.7 ...", "tables.other_format"),
    "an old workbook": ("roster.xls", OLE + "Workbook".encode("utf-16-le"), "tables.other_format"),
    "a Hancom document": ("roster.hwp", OLE + b"HWP Document File", "tables.other_format"),
    "a workbook with a password": ("roster.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "tables.password"),
    "a web page called a workbook": ("roster.xls", b"<html><p>1</p></html>", "tables.empty"),
    "an empty file": ("roster.csv", b"", "tables.empty"),
    "a file of spaces": ("roster.csv", b"\xef\xbb\xbf \r\n\r\n", "tables.empty"),
    "a file of zeros": ("roster.xlsx", bytes(4096), "tables.empty"),
    "a program": ("roster.xlsx", b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 9, "tables.not_text"),
    "a stray zero byte": ("roster.csv", "이름,소속\n김\0가온,나라\n".encode(), "tables.stray_character"),
    "two stray zero bytes": ("roster.csv", "이름,소속\n김\0가,나\0라\n".encode(), "tables.stray_character"),
    "a zip file cut short": ("roster.xlsx", b"PK\x03\x04" + bytes(60), "tables.broken_workbook"),
    "quotes that do not close": ("roster.csv", '성명,소속\r\n가,"나\r\n다,라\r\n'.encode(), "tables.broken_quotes"),
    "text behind a quote": ("roster.csv", '성명,소속\r\n가,나\r\n"다"라,마\r\n'.encode(), "tables.broken_quotes"),
    "300 columns": ("roster.csv", ",".join(f"열{n}" for n in range(300)).encode(), "tables.too_wide"),
}


@pytest.mark.parametrize(("name", "data", "code"), NOT_TABLES.values(), ids=NOT_TABLES)
def test_what_is_no_table_gets_one_sentence(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    assert trouble(written(tmp_path / name, data)) == code


def test_broken_quotes_are_found_in_their_line(tmp_path: Path) -> None:
    path = written(tmp_path / "roster.csv", '성명,비고\r\n가,"두\r\n줄"\r\n나,"열린\r\n다,라\r\n'.encode())
    with pytest.raises(KioskError) as caught:
        read_table(path)
    assert caught.value.details == {"file": "roster.csv", "line": 4}


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    assert trouble(tmp_path / "없음.csv") == "tables.no_file"
    assert trouble(tmp_path) == "tables.folder"
    assert trouble(Path("nul\0byte.csv")) == "tables.no_file"


def test_other_packages_are_called_by_their_kind(tmp_path: Path) -> None:
    for name, kind in {"word/document.xml": "DOCX", "Index/Document.iwa": "NUMBERS", "any.txt": "ZIP"}.items():
        path = tmp_path / f"{kind}.xlsx"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name, "x")
        with pytest.raises(KioskError) as caught:
            read_table(path)
        assert (caught.value.code, caught.value.details["format"]) == ("tables.other_format", kind)


def test_two_cells_at_opposite_ends_of_a_sheet_do_not_fill_the_memory(tmp_path: Path) -> None:
    path = workbook(tmp_path / "far.xlsx", {"A1": "성명", "XFD1048576": "x"})
    tracemalloc.start()
    assert trouble(path) == "tables.too_many_cells"
    assert tracemalloc.get_traced_memory()[1] < 20 * 2**20
    tracemalloc.stop()


FAR = {
    "a cell that names a row of its own": '<row r="1"><c r="A1"><v>1</v></c><c r="B99999999"><v>1</v></c></row>',
    "a row that names no cells": '<row r="99999999"><c><v>1</v></c><c><v>1</v></c></row>',
    "a prefix before the names": '<x:row xmlns:x="u" r="1"><x:c r="XFD99999"><x:v>1</x:v></x:c></x:row>',
    "text inside the cell": '<row r="1"><c r="XFD99999" t="inlineStr"><is><t>x</t></is></c></row>',
}


@pytest.mark.parametrize("rows", FAR.values(), ids=FAR)
def test_cells_far_away_are_found_however_they_are_written(tmp_path: Path, rows: str) -> None:
    assert trouble(repacked(tmp_path / "far.xlsx", sheet1=sheet_xml(rows))) == "tables.too_many_cells"


def test_300_columns_of_a_workbook_are_too_many(tmp_path: Path) -> None:
    assert trouble(workbook(tmp_path / "wide.xlsx", {"A1": "성명", "KN1": "x"})) == "tables.too_wide"


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_UNPACKED", 2**20)
    bomb = sheet_xml("<row/>") + b" " * (4 * 2**20)
    assert trouble(repacked(tmp_path / "bomb.xlsx", sheet1=bomb)) == "tables.unpacks_too_big"


def test_a_workbook_that_claims_two_gigabytes_is_refused_by_its_claim(tmp_path: Path) -> None:
    path = repacked(tmp_path / "claim.xlsx")
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<I", data, at + 24, 2 * 2**30 - 1)
        at = data.find(b"PK\x01\x02", at + 4)
    assert trouble(written(path, bytes(data))) == "tables.unpacks_too_big"


def test_a_bomb_that_claims_to_be_small_is_cut_short(tmp_path: Path) -> None:
    path = repacked(tmp_path / "liar.xlsx", sheet1=sheet_xml("") + b" " * (64 * 2**20))
    data = bytearray(path.read_bytes())
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"xl/worksheets/sheet1.xml"))
    struct.pack_into("<I", data, at + 24, 100)
    written(path, bytes(data))
    tracemalloc.start()
    assert trouble(path) == "tables.broken_workbook"
    assert tracemalloc.get_traced_memory()[1] < 8 * 2**20
    tracemalloc.stop()


def test_a_part_packed_as_no_spreadsheet_packs_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lzma.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert trouble(path) == "tables.broken_workbook"


def test_a_file_larger_than_any_list_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(content.MOST_BYTES + 1)  # sparse: takes no space on the disk
    assert trouble(path) == "tables.too_big"


def test_entities_that_grow_are_refused(tmp_path: Path) -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    assert trouble(repacked(tmp_path / "laughs.xlsx", sheet1=laughs)) == "tables.broken_workbook"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_encoding_and_delimiter_is_recognised(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = [("성명", "소속", "세션"), ("도재담", "창원, 경남", "S1;S2"), ("추솔", '"따옴표"', "")]
    lines = [delimiter.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows]
    path = written(tmp_path / "roster.txt", "\r\n".join(lines).encode(encoding))
    table = read_table(path)
    assert (table.rows, table.delimiter) == (rows, delimiter)


def test_the_first_line_of_excel_that_names_the_delimiter_is_obeyed(tmp_path: Path) -> None:
    path = written(tmp_path / "roster.csv", "sep=;\r\n성명;소속\r\n".encode())
    assert read_table(path).rows == [(), ("성명", "소속")]


WORKBOOK = (FOLDER / "roster.xlsx").read_bytes()


@settings(max_examples=60)
@given(data=st.data())
def test_no_damage_to_a_workbook_causes_more_than_a_sentence(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    damaged = bytearray(WORKBOOK)
    for at in data.draw(st.lists(st.integers(0, len(WORKBOOK) - 1), max_size=12)):
        damaged[at] = data.draw(st.integers(0, 255))
    path = written(
        tmp_path_factory.mktemp("damaged") / "roster.xlsx", bytes(damaged[: data.draw(st.integers(0, len(damaged)))])
    )
    read_or_refused(path)


PIECES = st.sampled_from(
    """<row_r="1"> <row> </row> <c_r="A1"> <c_r="ZZ9"_t="s"> <c_t="inlineStr"> <c> </c> <v> </v> <v>7</v> <v>-1</v> <f>
    </f> <is><t>x</t></is> 가 &amp; <c_r=""> <c_r="1A"> <c_r="A-1"> <row_r="x"> <c_r="A1"_s="99"><v>1e999</v></c>
    <c_r="A0"><v>1</v></c>""".split()
).map(lambda piece: piece.replace("_", " "))


@settings(max_examples=150)
@given(pieces=st.lists(PIECES, max_size=12))
def test_no_strange_sheet_causes_more_than_a_sentence(
    pieces: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    read_or_refused(repacked(tmp_path_factory.mktemp("strange") / "roster.xlsx", sheet1=sheet_xml("".join(pieces))))


@settings(max_examples=150)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))))
def test_no_bytes_cause_more_than_a_sentence(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    read_or_refused(written(tmp_path_factory.mktemp("bytes") / "roster.csv", data))


def read_or_refused(path: Path) -> None:
    """Read ``path``; any exception that is not KioskError fails the test."""
    try:
        read_table(path)
    except KioskError as error:
        assert explain(error.code, error.details)


# --- other containers and encodings ---

KOREAN = "성명,소속,연락처\n김하나,가온테크,010-0000-0011\n이두리,나래산업,010-0000-0012\n"
TEXTS = {
    "cp949": KOREAN,
    "gb18030": "Name,Company\n王伟,北京大学\n李娜,上海科技\n",
    "big5": "姓名,公司\n王小明,台灣大學\n陳怡君,新竹科技\n",
    "cp932": "氏名,会社\n田中太郎,サンプル株式会社\n鈴木花子,例示会社\n",
    "euc_jp": "氏名,会社\n田中太郎,サンプル株式会社\n鈴木花子,例示会社\n",
    "cp1252": "Name,Company\nJürgen Müller,Firma AG\nHélène Lefèvre,Télécom\n",
    "cp1250": "Imię,Nazwisko\nŁukasz,Wójcik\nMałgorzata,Śliwińska\n",
    "cp1251": "Имя,Фамилия\nИван,Петров\nАнна,Сидорова\n",
    "cp1253": "Όνομα,Επώνυμο\nΓιώργος,Παπαδόπουλος\n",
    "cp1254": "Ad,Soyad\nİbrahim,Yılmaz\nŞule,Çağlar\n",
}


@pytest.mark.parametrize("encoding", TEXTS)
def test_what_older_programs_write_is_read_in_its_own_language(tmp_path: Path, encoding: str) -> None:
    table = read_table(written(tmp_path / "list.csv", TEXTS[encoding].encode(encoding)))
    assert table.encoding == encoding
    assert [",".join(map(str, row)) for row in table.rows] == TEXTS[encoding].splitlines()


@pytest.mark.parametrize(
    "text", ["성명,소속\n김하나,\ufffd\ufffd\n", KOREAN.encode().decode("latin-1"), "Name\nJÃ¼rgen MÃ¼ller\n"]
)
def test_letters_that_an_earlier_program_lost_are_refused(tmp_path: Path, text: str) -> None:
    assert trouble(written(tmp_path / "list.csv", text.encode())) in ("tables.lost_letters", "tables.not_text")


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
@pytest.mark.parametrize("delimiter", ["，", "；", "|"])
def test_odd_delimiters_and_line_ends_are_read(tmp_path: Path, delimiter: str, end: str) -> None:
    text = end.join(delimiter.join(row) for row in (("성명", "소속"), ("김하나", "가온"), ("이두리", "나래")))
    assert list(read_table(written(tmp_path / "list.csv", text.encode())).rows)[1] == ("김하나", "가온")


def test_a_page_called_a_workbook_is_read_by_its_table(tmp_path: Path) -> None:
    page = (
        "<html><head><meta charset='euc-kr'></head><table><tr><td>메뉴</td></tr></table><table border=1>"
        "<tr><th>성명<th>소속</tr><tr><td>김하나<br>과장</td><td rowspan=2>가온 &amp; 나래</td></tr>"
        "<tr><td>이두리</td></tr></table></html>"
    )
    table = read_table(written(tmp_path / "list.xls", page.encode("cp949")))
    assert (table.format, table.encoding) == ("html", "cp949")
    assert table.rows == [("성명", "소속"), ("김하나\n과장", "가온 & 나래"), ("이두리", "가온 & 나래")]


def test_zeros_that_are_only_a_format_are_read_as_they_look(tmp_path: Path) -> None:
    path = tmp_path / "zeros.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for column, (form, number) in enumerate(
            [("00000", 42), ("000-0000-0000", 1000000011), ("0.00", 3), ("#,##0", 1200), ('"A-"0000', 7)]
        ):
            sheet.write_number(0, column, number, book.add_format({"num_format": form}))
    assert read_table(path).rows == [("00042", "010-0000-0011", 3, 1200, "A-0007")]


def test_errors_and_formulas_nobody_computed_are_named_in_their_cells(tmp_path: Path) -> None:
    cells = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>성명</t></is></c><c r="B1" t="e"><v>#REF!</v></c>'
        '<c r="C1"><f>A1</f></c><c r="D1"><f>1+1</f><v>2</v></c></row>'
    )
    path = repacked(tmp_path / "errors.xlsx", sheet1=sheet_xml(cells))
    assert next(iter(read_table(path).rows)) == ("성명", "#REF!", "#FORMULA!", 2)
