"""The report, read back: what it says on paper, in the document to go on writing in, and in the workbook."""

import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest

from kiosk.actions.door.check_in import undo
from kiosk.actions.event import change_details, details_of
from kiosk.actions.office.event_report import EventReport, preview_report, report_event
from kiosk.actions.office.figures import read_census
from kiosk.actions.people.manage_roster import set_status
from kiosk.core.programmes.partnering import Result
from kiosk.core.roster import Status
from kiosk.errors import KioskError
from kiosk.store.records import Records
from kiosk.words import catalogue
from kiosk.words.report import report_lacks, report_word
from tests import making
from tests.printing import pages


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    catalogue.use_language("en")
    yield
    catalogue.use_language("en")


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    """A day on which one came, one was let in by decision, one scan was taken back, and one stayed away."""
    with closing(making.new_event(tmp_path, making.A_DAY)) as records:
        people = making.add_people(records, 4, affiliation="㈜누리랩")
        set_status(records, people[2].id, Status.BLOCKED, "확인 필요")
        desk = making.Desk(records)
        for person, clock in zip(people[:3], ("10:00", "10:02", "10:31"), strict=True):
            desk.scan(person.ticket_code, clock, session="E", override="현장 확인" if clock == "10:31" else "")
        undo(records, desk.scan(people[3].ticket_code, "10:40", session="E").scan_id, "잘못 찍음")
        change_details(records, replace(
            details_of(records), names={"ko": "하루", "en": "One day"}, organisers={"ko": "시청", "en": "City"},
            places={"ko": "창원"}, budgets={"ko": "금 1,000만 원", "en": "10 million won"},
        ))  # fmt: skip
        yield records


def report_in(language: str, records: Records, out: Path) -> EventReport:
    catalogue.use_language(language)
    return report_event(records, out, report_word, language)


def words_of(path: Path) -> str:
    return " ".join(" ".join(page.text for page in pages.read(path)).split())


def all_text(path: Path) -> list[str]:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(paragraph.text for paragraph in document.paragraphs), *cells]


@pytest.mark.parametrize(("language", "said"), [
    ("ko", ["결과 보고서: 하루", "결재", "담당", "검토", "승인", "행사 개요", "금 1,000만 원", "시간대별 도착",
            "회의장 이용", "기관별 출석", "㈜누리랩", "직접 처리와 정정", "현장 확인", "잘못 찍음",
            "집계 방법과 용어"]),
    ("en", ["Report: One day", "Approval", "Prepared", "Reviewed", "Approved", "Overview", "10 million won",
            "Industry", "Arrivals", "How full", "by organisation", "Decisions and corrections", "Undone",
            "Method and definitions"]),
])  # fmt: skip
def test_the_paper_and_the_document_say_the_same(
    records: Records, tmp_path: Path, language: str, said: list[str]
) -> None:
    report_in(language, records, tmp_path / "report.pdf")
    report_in(language, records, tmp_path / "report.docx")
    paper, document = words_of(tmp_path / "report.pdf"), " ".join(all_text(tmp_path / "report.docx"))
    for text in said:
        assert text in paper
        assert text in document


def test_every_number_is_the_census_s(records: Records, tmp_path: Path) -> None:
    report = report_in("en", records, tmp_path / "report.docx")
    assert report.counted.whole == read_census(records).whole
    tables = docx.Document(str(tmp_path / "report.docx")).tables
    rows = {tuple(cell.text for cell in row.cells) for table in tables for row in table.rows}
    whole = report.counted.whole
    assert ("All", str(whole.registered), str(whole.expected), str(whole.came), str(whole.beside), str(whole.absent),
            f"{whole.minutes:,}") in rows  # fmt: skip
    assert (whole.registered, whole.came, report.counted.scans.taken_back) == (3, 3, 1)


def test_what_has_no_english_is_named_and_known_categories_have_it(records: Records, tmp_path: Path) -> None:
    report = report_in("en", records, tmp_path / "report.pdf")
    assert set(report.untranslated) == {"창원", "㈜누리랩"}
    assert "purpose" in report.unsaid
    assert "are printed as written" in words_of(tmp_path / "report.pdf")
    assert any("the purpose" in sentence for sentence in report_lacks(report.unsaid, report.untranslated))
    assert report_in("ko", records, tmp_path / "ko.pdf").untranslated == ()


def test_the_workbook_has_charts_of_its_own_on_the_figures(records: Records, tmp_path: Path) -> None:
    report_in("en", records, tmp_path / "report.xlsx")
    with zipfile.ZipFile(tmp_path / "report.xlsx") as package:
        charts = [package.read(name).decode() for name in package.namelist() if "/charts/chart" in name]
    assert len(charts) >= 4
    assert any("<c:lineChart>" in chart and "<c:barChart>" in chart for chart in charts), "the curve of arrivals"
    with closing(openpyxl.load_workbook(tmp_path / "report.xlsx")) as book:
        sheet = book["Attendance by category"]
        assert [cell.value for cell in sheet[2]][:3] == ["Industry", 2, 1]


def test_two_people_are_a_short_bar_among_many(records: Records, tmp_path: Path) -> None:
    """A bar of those who have not earned a certificate is held against everybody, not against itself."""
    report_in("en", records, tmp_path / "report.pdf")
    assert "1 of 4" in words_of(tmp_path / "report.pdf")


def test_meetings_are_told_where_there_are_some(records: Records, tmp_path: Path) -> None:
    report = report_in("en", records, tmp_path / "report.pdf")
    assert report.counted.meetings.get(Result.MATCHED, 0) == 0
    assert "One-to-one" not in words_of(tmp_path / "report.pdf")


def test_the_preview_is_every_page(records: Records, tmp_path: Path) -> None:
    report_in("en", records, tmp_path / "report.pdf")
    shown = preview_report(records, report_word, "en", 300)
    assert len(shown) == len(pages.read(tmp_path / "report.pdf"))
    assert {one.width for one in shown} == {300}


def test_another_ending_is_refused(records: Records, tmp_path: Path) -> None:
    with pytest.raises(KioskError):
        report_in("en", records, tmp_path / "report.hwpx")
    assert not (tmp_path / "report.hwpx").exists()
