"""Printing through a real CUPS: what arrives is measured, and what does not arrive is told."""

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import ImageOps
from reportlab.pdfgen.canvas import Canvas

from printing import printer
from printing.errors import PrintingError
from printing.items import POINTS
from printing.placing import measure
from printing.spooled import Fate, Handed
from tests.printers import PrintServer, wait_until
from tests.printing import pages

pytestmark = pytest.mark.long


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """90 × 55 mm, with a frame exactly 3 mm from every edge and a word."""
    file = tmp_path / "page.pdf"
    canvas = Canvas(str(file), pagesize=(90 * POINTS, 55 * POINTS))
    canvas.setLineWidth(0.1 * POINTS)
    canvas.rect(3 * POINTS, 3 * POINTS, 84 * POINTS, 49 * POINTS)
    canvas.drawString(20 * POINTS, 20 * POINTS, "Arrived")
    canvas.save()
    return file


def handed(file: Path, name: str, **place: object) -> Handed:
    return printer.hand_over(file, name, "kiosk test", **{"turn": "auto"} | place)


def drawn(file: Path, name: str) -> subprocess.CompletedProcess[str]:
    """Print by Qt, in a process of its own: libcups asks the first server it met for ever."""
    code = (
        "import pathlib, sys; from printing import printer; printer.draw(pathlib.Path(sys.argv[1]), sys.argv[2], 'x')"
    )
    command = [sys.executable, "-c", code, str(file), name]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def size_of(file: Path) -> tuple[float, float]:
    measured = measure(file)
    return measured.width, measured.height


def frame_on(file: Path) -> tuple[float, ...]:
    """Distances of the frame from the left, top, right and bottom edge of the paper, in millimetres."""
    image = pages.picture(file, dpi=600)
    left, top, right, bottom = ImageOps.invert(image).getbbox()
    return tuple(edge / 600 * 25.4 for edge in (left, top, image.width - right, image.height - bottom))


def test_a_page_arrives_on_paper_of_its_own_size_with_text_and_vectors(print_server: PrintServer, page: Path):
    sink = print_server.add("labels")
    job = handed(page, "labels")
    wait_until(lambda: printer.fate(job.spool_id, "kiosk test") is Fate.PRINTED)
    (arrived,) = sink.jobs
    assert size_of(arrived) == pytest.approx((55, 90), abs=0.05), "a wide page stands upright"
    assert frame_on(arrived) == pytest.approx((3, 3, 3, 3), abs=0.1)
    assert "Arrived" in pages.read(arrived)[0].text


def test_the_picture_is_moved_and_turned_as_the_printer_needs_it(print_server: PrintServer, page: Path):
    sink = print_server.add("labels")
    handed(page, "labels", turn="0", right=1.0, down=-2.0)
    wait_until(lambda: sink.jobs)
    assert size_of(sink.jobs[0]) == pytest.approx((90, 55), abs=0.05)
    assert frame_on(sink.jobs[0]) == pytest.approx((4, 1, 2, 5), abs=0.1)


def test_a_queue_without_a_driver_gets_the_very_bytes(print_server: PrintServer, page: Path):
    sink = print_server.add("raw", driver="raw")
    handed(page, "raw")
    wait_until(lambda: sink.jobs)
    assert sink.jobs[0].read_bytes() == page.read_bytes()


def test_paper_that_a_printer_does_not_have_is_told_and_nothing_is_printed(print_server: PrintServer, page: Path):
    sink = print_server.add("cards", driver="fixed")
    with pytest.raises(PrintingError, match=r"printer\.no_such_paper"):
        handed(page, "cards")
    assert print_server.run("lpstat", "-W", "all", "-o") == ""
    assert sink.jobs == []


def test_a_missing_printer_is_told_and_never_becomes_a_pdf(print_server: PrintServer, page: Path, tmp_path: Path):
    print_server.add("labels")
    before = set(tmp_path.iterdir())
    for ask in (lambda: handed(page, "gone"), lambda: printer.status("gone")):
        with pytest.raises(PrintingError, match=r"printer\.missing"):
            ask()
    assert "printer.missing" in drawn(page, "gone").stderr
    assert set(tmp_path.iterdir()) == before
    assert printer.names() == ["labels"]


def test_a_print_service_that_is_gone_is_told(print_server: PrintServer, page: Path):
    print_server.add("labels")
    job = handed(page, "labels")
    wait_until(lambda: printer.fate(job.spool_id, "kiosk test") is Fate.PRINTED)
    print_server.stop()
    for ask in (lambda: handed(page, "labels"), lambda: printer.fate(job.spool_id, "kiosk test")):
        with pytest.raises(PrintingError, match=r"printer\.no_service"):
            ask()
    print_server.start()
    assert printer.fate(job.spool_id, "kiosk test") is Fate.PRINTED, "CUPS remembers what it printed"
    assert printer.fate(job.spool_id, "another title") is Fate.GONE, "a number given to another job is not ours"
    assert printer.fate("labels-99", "kiosk test") is Fate.GONE


def test_a_job_waits_in_a_stopped_printer_and_can_be_taken_back(print_server: PrintServer, page: Path):
    sink = print_server.add("labels")
    print_server.run("cupsdisable", "-r", "new roll", "labels")
    assert printer.status("labels").trouble == "printer.stopped"
    first, second = handed(page, "labels"), handed(page, "labels")
    assert printer.fate(first.spool_id, "kiosk test") is Fate.WAITING
    assert printer.cancel(first.spool_id)
    assert printer.fate(first.spool_id, "kiosk test") is Fate.CANCELLED
    print_server.run("cupsenable", "labels")
    wait_until(lambda: printer.fate(second.spool_id, "kiosk test") is Fate.PRINTED)
    assert len(sink.jobs) == 1
    assert printer.status("labels").trouble == ""


def test_what_ails_a_printer_is_named(print_server: PrintServer, page: Path):
    print_server.add("empty", device="trouble:paper")
    job = handed(page, "empty")
    wait_until(lambda: printer.status("empty").trouble == "printer.paper_out")
    assert printer.fate(job.spool_id, "kiosk test") is Fate.WAITING
    (print_server.folder / "refilled").touch()
    wait_until(lambda: printer.fate(job.spool_id, "kiosk test") is Fate.PRINTED)
    wait_until(lambda: printer.status("empty").trouble == "")


def test_a_job_that_the_printer_gives_up_is_not_taken_for_printed(print_server: PrintServer, page: Path):
    print_server.add("broken", device="trouble:fails")
    job = handed(page, "broken")
    wait_until(lambda: printer.fate(job.spool_id, "kiosk test") is not Fate.WAITING)
    assert printer.fate(job.spool_id, "kiosk test") is Fate.ABORTED


def test_a_queue_that_takes_no_jobs_is_told(print_server: PrintServer, page: Path):
    print_server.add("labels")
    print_server.run("cupsreject", "labels")
    assert printer.status("labels").trouble == "printer.rejects"
    with pytest.raises(PrintingError, match=r"printer\.rejects"):
        handed(page, "labels")


def test_the_way_of_windows_and_macos_draws_edge_to_edge_on_the_exact_paper(print_server: PrintServer, tmp_path: Path):
    sink = print_server.add("labels")
    file = tmp_path / "upright.pdf"
    canvas = Canvas(str(file), pagesize=(55 * POINTS, 90 * POINTS))
    for _page in range(2):
        canvas.setLineWidth(0.1 * POINTS)
        canvas.rect(3 * POINTS, 3 * POINTS, 49 * POINTS, 84 * POINTS)
        canvas.showPage()
    canvas.save()
    assert drawn(file, "labels").returncode == 0
    wait_until(lambda: sink.jobs)
    assert measure(sink.jobs[0]).count == 2
    # Qt's own CUPS plug-in rounds the paper to whole points: a third of a millimetre.
    assert size_of(sink.jobs[0]) == pytest.approx((55, 90), abs=0.4)
    assert frame_on(sink.jobs[0]) == pytest.approx((3, 3, 3, 3), abs=0.4)
