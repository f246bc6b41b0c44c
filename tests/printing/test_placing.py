"""A page on the paper of one printer: turned and moved, and as large as before."""

from pathlib import Path

import pytest
from PIL import ImageOps
from reportlab.pdfgen.canvas import Canvas

from printing import calibration
from printing.cups import Media, Size, media_of
from printing.errors import PrintingError
from printing.fonts import Fonts
from printing.ipp import NOT_FOUND, parse
from printing.items import POINTS
from printing.placing import Placement, measure, place
from tests.printing import pages

DPI = 300
MARK = (10.0, 5.0, 14.0, 8.0)  # left, top, right, bottom of a black box on a page of 90 × 55, in millimetres

ANSWER = b"".join([
    b"\x02\x00\x04\x06\x00\x00\x00\x01\x04",  # version, status, request, group of a printer
    b"\x23\x00\x0dprinter-state\x00\x04\x00\x00\x00\x05",
    b"\x44\x00\x15printer-state-reasons\x00\x06paused" + b"\x44\x00\x00\x00\x05media",
    b"\x03",
])  # fmt: skip


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page of 90 × 55 mm with one black box and a word."""
    file = tmp_path / "page.pdf"
    canvas = Canvas(str(file), pagesize=(90 * POINTS, 55 * POINTS))
    left, top, right, bottom = (length * POINTS for length in MARK)
    canvas.rect(left, 55 * POINTS - bottom, right - left, bottom - top, stroke=0, fill=1)
    canvas.save()
    return file


def box_on(file: Path) -> tuple[float, ...]:
    """Left, top, right and bottom of all that is black on the first page, in millimetres."""
    found = ImageOps.invert(pages.picture(file, dpi=DPI)).getbbox()
    return tuple(edge / DPI * 25.4 for edge in found)


@pytest.mark.parametrize(
    ("placement", "size", "box"),
    [
        (Placement(1.5, -2.0, 0), (90, 55), (11.5, 3.0, 15.5, 6.0)),
        (Placement(0, 0, 90), (55, 90), (47.0, 10.0, 50.0, 14.0)),
        (Placement(0, 0, 180), (90, 55), (76.0, 47.0, 80.0, 50.0)),
        (Placement(0, 0, 270), (55, 90), (5.0, 76.0, 8.0, 80.0)),
        (Placement(2.0, 3.0, 90), (55, 90), (49.0, 13.0, 52.0, 17.0)),
    ],
)
def test_a_page_is_turned_clockwise_then_moved_right_and_down_on_the_paper(
    page: Path, tmp_path: Path, placement: Placement, size: tuple[float, float], box: tuple[float, ...]
):
    placed = place(page, tmp_path / "placed.pdf", placement)
    measured = measure(placed)
    assert (measured.width, measured.height) == pytest.approx(size, abs=0.01)
    assert box_on(placed) == pytest.approx(box, abs=0.2)


def test_a_page_that_lies_right_is_left_alone(page: Path, tmp_path: Path):
    assert place(page, tmp_path / "placed.pdf", Placement()) == page


def test_what_is_no_pdf_is_told(tmp_path: Path):
    (tmp_path / "report.pdf").write_bytes(b"no pdf at all")
    with pytest.raises(PrintingError, match=r"printing\.unreadable"):
        measure(tmp_path / "report.pdf")


def test_paper_is_understood_from_its_self_describing_name():
    media = media_of(
        ["iso_a4_210x297mm", "na_letter_8.5x11in", "custom_min_0.5x0.5in", "custom_max_100x1000mm", "auto"]
    )
    assert [size.name for size in media.sizes] == ["iso_a4_210x297mm", "na_letter_8.5x11in"]
    assert media.options(210, 297) == ("-o", "media=iso_a4_210x297mm")
    assert media.options(215.9, 279.4) == ("-o", "media=na_letter_8.5x11in")
    assert media.options(55, 90) == ("-o", "PageSize=Custom.55.000x90.000mm")
    assert media.options(105, 148) is None, "wider than the head"


def test_a_queue_without_a_driver_takes_everything_as_it_is():
    assert media_of([]).options(55, 90) == ()
    assert Media((Size("a", 50, 30),)).options(55, 90) is None


def test_an_answer_of_the_print_server_is_read():
    assert parse(ANSWER) == (NOT_FOUND, {"printer-state": [5], "printer-state-reasons": ["paused", "media"]})


@pytest.mark.parametrize("length", range(len(ANSWER)))
def test_half_an_answer_is_no_answer(length: int):
    with pytest.raises(PrintingError, match=r"printer\.no_service"):
        parse(ANSWER[:length])


def test_the_calibration_page_has_its_rulers_and_frame_where_they_say(tmp_path: Path, shipped_fonts: Fonts):
    file = calibration.write_page(tmp_path / "page.pdf", 90, 55, ["라벨 프린터", "오른쪽 0.0 mm"], shipped_fonts)
    measured = measure(file)
    assert (measured.width, measured.height) == pytest.approx((90, 55), abs=0.01)
    dark = pages.picture(file, dpi=600).point(lambda grey: 255 if grey < 128 else 0)

    def is_dark(x: float, y: float) -> bool:
        at = (x / 25.4 * 600, y / 25.4 * 600)
        return dark.crop((int(at[0]) - 3, int(at[1]) - 3, int(at[0]) + 4, int(at[1]) + 4)).getbbox() is not None

    assert all(is_dark(millimetre, 1.0) and is_dark(1.0, millimetre) for millimetre in range(1, 55))
    assert not any(is_dark(millimetre + 0.5, 1.5) for millimetre in range(1, 89))
    assert is_dark(40, 3.9) and not is_dark(41, 3.5), "longer every ten"
    assert is_dark(5.0, 27.0) and is_dark(85.0, 27.0) and is_dark(45.0, 50.0)
    assert is_dark(45, 27.5) and is_dark(10, 10) and is_dark(80, 45)
    assert "라벨 프린터" in pages.read(file)[0].text
