"""Tables written for people: opened rightly by spreadsheet programs, nothing in them a formula."""

import csv
import errno
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.errors import KioskError
from kiosk.tables.reading import read_table
from kiosk.tables.writing import Sheet, cannot_write, is_formula_like, sheet_title, write_csv, write_workbook
from kiosk.words.error_messages import explain

try:
    import resource
except ImportError:  # Windows
    resource = None

DANGEROUS = ["=1+1", "+82-10", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\x01=1", "＝1+1", " =1", "\u3000@x"]


def cells_of(path: Path) -> list[list[object]]:
    """The cells of the first sheet as a second library reads them."""
    book = openpyxl.load_workbook(path)
    return [list(row) for row in book.worksheets[0].iter_rows()]


def test_no_text_becomes_a_formula_in_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write_workbook(path, [Sheet("s", ["=머리"], [[text] for text in DANGEROUS])])
    header, *rows = cells_of(path)
    assert header[0].data_type == "s"
    for (cell,), text in zip(rows, DANGEROUS, strict=True):
        assert cell.data_type == "s", text
        assert cell.quotePrefix, text


def test_no_text_becomes_a_formula_in_a_csv_file(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    write_csv(path, ["=머리"], [[text] for text in DANGEROUS])
    with path.open(encoding="utf-8-sig", newline="") as file:
        found = [row[0] for row in csv.reader(file)]
    assert len(found) == 1 + len(DANGEROUS) and all(cell.startswith("'") for cell in found)


@pytest.mark.parametrize("text", ["홍길동", "1+1", "a=b", "010-0000-0001", "'", "a@example.com", ""])
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert not is_formula_like(text)


def test_values_keep_their_kind(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    moment = datetime(2024, 2, 27, 13, 30, tzinfo=ZoneInfo("Asia/Seoul"))
    row = [
        "도재담",
        7,
        0.5,
        True,
        moment,
        date(2024, 2, 27),
        time(13, 30),
        None,
        float("nan"),
        10**20,
        date(1800, 1, 1),
    ]
    write_workbook(path, [Sheet("시트", [f"열{n}" for n in range(len(row))], [row], {2: "0.0%"})])
    cells = cells_of(path)[1]
    naive = datetime.fromisoformat("2024-02-27T13:30")
    expected = [
        "도재담",
        7,
        0.5,
        True,
        naive,
        datetime.fromisoformat("2024-02-27T00:00"),
        time(13, 30),
        None,
        None,
        str(10**20),
        "1800-01-01",
    ]
    assert [cell.value for cell in cells] == expected
    assert [cells[n].number_format for n in (2, 4, 5, 6)] == ["0.0%", "yyyy-mm-dd hh:mm", "yyyy-mm-dd", "hh:mm"]


def test_the_header_stays_in_view_and_columns_fit_hangul(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write_workbook(path, [Sheet("s", ["소속", "n"], [["창원강소연구개발특구육성사업단", 1], ["가" * 200, 2]])])
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet.freeze_panes == "A2" and sheet["A1"].font.bold and sheet.auto_filter.ref == "A1:B3"
    write_workbook(path, [Sheet("s", ["소속", "n"], [["창원강소연구개발특구육성사업단", 1]])])
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert 30 <= sheet.column_dimensions["A"].width <= 34
    assert sheet.column_dimensions["B"].width < 8


def test_control_characters_are_seen_and_too_long_text_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write_workbook(path, [Sheet("s", ["a"], [["a\x00\x07b\x7f"], ["줄\r\n둘"], ["가" * 40_000]])])
    rows = read_table(path).rows
    assert [row[0] for row in rows[1:3]] == ["a␀␇b␡", "줄\n둘"]
    assert len(rows[3][0]) == 32_767


def test_a_csv_file_is_as_korean_excel_expects_it(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    rows = [["도재담", 3, -1.5, None, True], ['"따옴표", 쉼표', datetime(2024, 2, 27, 4, 30, tzinfo=UTC), "", "", ""]]
    write_csv(path, ["이름", "수", "값", "빈", "참"], rows)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf" + "이름,수,값,빈,참\r\n도재담,3,-1.5,,True\r\n".encode())
    assert data.count(b"\n") == data.count(b"\r\n") == 3
    assert read_table(path).rows[2][:2] == ('"따옴표", 쉼표', "2024-02-27 04:30:00+00:00")


@pytest.mark.parametrize(
    ("wanted", "title"),
    [
        ("출석", "출석"),
        ("[1일차] 등록: 오전/오후?*\\", "(1일차) 등록- 오전-오후---"),
        ("가" * 40, "가" * 31),
        ("😀" * 20, "😀" * 15),
        ("'따옴표'", "따옴표"),
        ("", "Sheet"),
        ("\n\x00", "Sheet"),
        ("History", "History (2)"),
    ],
)
def test_titles_of_sheets_become_what_a_workbook_accepts(wanted: str, title: str) -> None:
    assert sheet_title(wanted, set()) == title


@settings(max_examples=30)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_any_titles_make_a_workbook(tmp_path_factory: pytest.TempPathFactory, titles: list[str]) -> None:
    path = tmp_path_factory.mktemp("titles") / "out.xlsx"
    write_workbook(path, [Sheet(title, ["a"], [["x"]]) for title in titles])
    assert len(read_table(path).sheets) == len(titles)


CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.datetimes(), st.dates(), st.times()
)


@settings(max_examples=60)
@given(st.lists(st.lists(CELLS, max_size=4), max_size=4))
def test_any_cells_can_be_written_and_read_again(tmp_path_factory: pytest.TempPathFactory, rows: list[list]) -> None:
    folder = tmp_path_factory.mktemp("cells")
    write_workbook(folder / "out.xlsx", [Sheet("s", ["a", "b", "c", "d"], rows)])
    write_csv(folder / "out.csv", ["a", "b", "c", "d"], rows)
    assert len(read_table(folder / "out.xlsx").rows) <= len(rows) + 1
    assert read_table(folder / "out.csv").rows[0] == ("a", "b", "c", "d")


def broken_rows() -> Iterator[list[str]]:
    """Rows of which the second cannot be made."""
    yield ["erste"]
    raise LookupError


@pytest.mark.parametrize("name", ["out.xlsx", "out.csv"])
def test_when_writing_fails_the_old_file_stays_and_nothing_is_left_beside_it(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("alt")
    with pytest.raises(LookupError):
        if name.endswith("csv"):
            write_csv(path, ["a"], broken_rows())
        else:
            write_workbook(path, [Sheet("s", ["a"], broken_rows())])
    assert path.read_text() == "alt" and list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("target", ["missing/out", "file/out", "folder"])
def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, target: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    for write in (lambda path: write_csv(path, ["a"], []), lambda path: write_workbook(path, [Sheet("s", ["a"], [])])):
        with pytest.raises(KioskError, match=r"tables\.cannot_write"):
            write(tmp_path / target)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["file", "folder"]


@contextmanager
def no_file_longer_than(size: int) -> Iterator[None]:
    """The system writes no file of this process beyond ``size`` bytes, as if the disk were full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.skipif(resource is None, reason="Windows has no limit on the length of a file")
def test_a_disk_that_is_full_half_way_is_told_and_nothing_more(tmp_path: Path) -> None:
    """In 9,000 bytes the unfinished sheets have room, the workbook has not: the library's zip file is open then."""
    rows = [[f"{number * 7919 % 10_007}"] for number in range(100)]
    path = tmp_path / "out.xlsx"
    path.write_text("alt")
    with no_file_longer_than(9_000), pytest.raises(KioskError) as caught:
        write_workbook(path, [Sheet(f"s{number}", ["a"], rows) for number in range(8)])
    assert caught.value.code == "tables.cannot_write"
    del caught
    gc.collect()  # what was left half open complains when it is forgotten, and any complaint fails a test
    assert path.read_text() == "alt" and list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("error", "code"), [
    (OSError(errno.ENOSPC, "No space left on device"), "tables.disk_full"),
    (PermissionError(errno.EACCES, "Permission denied"), "tables.locked"),
    (OSError(errno.EIO, "Input/output error"), "tables.cannot_write"),
    (OSError("odd"), "tables.cannot_write"),
])  # fmt: skip
def test_the_sentence_fits_the_cause(error: OSError, code: str) -> None:
    trouble = cannot_write(Path("out.xlsx"), error)
    assert trouble.code == code and "{" not in explain(code, trouble.details)
