"""Reports: blocks in their order, on as many pages as they need."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk import paths
from printing import fonts
from printing.errors import PrintingError
from printing.report import write_report
from printing.report_blocks import Bar, Bars, Figures, Heading, Paragraph, Report, Table
from tests.printing import pages

AT = datetime(2024, 2, 29, tzinfo=UTC)


@pytest.fixture(scope="module")
def shipped() -> fonts.Fonts:
    return fonts.load_folder(paths.resource("fonts"))


def written(folder: Path, shipped: fonts.Fonts, *blocks) -> list[pages.Page]:
    out = write_report(
        Report("보고서", ["2024. 2. 27."], blocks, "만든 곳"), folder / "report.pdf", shipped, made_at=AT
    )
    assert [path.name for path in folder.iterdir()] == ["report.pdf"]
    return pages.read(out)


def words(page: pages.Page) -> str:
    return " ".join(page.text.split())


def test_every_block_says_its_words_in_order(tmp_path: Path, shipped: fonts.Fonts) -> None:
    bars = Bars([Bar("포럼", [3, 1], 8, "8명 중 4명")], ["#00796B", "#F0A818"], ["출석", "일부"])
    table = Table(["세션", "대상"], [["포럼", "77"]], [3, 1], frozenset({1}))
    figures, note = Figures([("82", "등록", "명")]), Paragraph("집계 방법", quiet=True)
    (page,) = written(tmp_path, shipped, figures, Heading("세션"), bars, table, note)
    told = words(page)
    places = [
        told.index(word)
        for word in ("보고서", "82", "등록", "세션", "8명 중 4명", "출석", "포럼 77", "집계 방법", "만든 곳")
    ]
    assert places == sorted(places)
    assert (round(page.width), round(page.height)) == (210, 297)


def test_nothing_leaves_the_page_and_a_long_table_repeats_its_header(tmp_path: Path, shipped: fonts.Fonts) -> None:
    rows = [[f"회사{number}", "아주 긴 협업 제안의 제목 " * 12] for number in range(90)]
    first, second, *others = written(tmp_path, shipped, Heading("상담"), Table(["회사", "제안"], rows, [1, 2]))
    assert words(second).startswith("회사 제안 회사")
    told = first.text + second.text + "".join(page.text for page in others)
    assert all(f"회사{number}" in told for number in range(90))
    for page in (first, second, *others):
        inside = [letter for letter in page.letters if letter.character.strip()]
        assert all(letter.left >= 0 and letter.right <= 210 and letter.bottom <= 297 for letter in inside)


def test_a_heading_is_never_left_alone_at_the_foot_of_a_page(tmp_path: Path, shipped: fonts.Fonts) -> None:
    for lines in range(40, 60):
        blocks = (Paragraph(" ".join(["줄바꿈" * 14] * lines)), Heading("외톨이"), Table(["가"], [["나"]], [1]))
        for page in written(tmp_path, shipped, *blocks):
            if "외톨이" in page.text:
                assert "나" in page.text.split("외톨이")[1]


def test_the_same_report_is_the_same_to_the_byte(tmp_path: Path, shipped: fonts.Fonts) -> None:
    written(tmp_path, shipped, Heading("하나"))
    first = (tmp_path / "report.pdf").read_bytes()
    written(tmp_path, shipped, Heading("하나"))
    assert (tmp_path / "report.pdf").read_bytes() == first


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, shipped: fonts.Fonts) -> None:
    with pytest.raises(PrintingError):
        write_report(Report("가", [], [], ""), tmp_path / "missing" / "report.pdf", shipped, made_at=AT)
