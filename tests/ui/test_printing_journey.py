"""The real window and a real CUPS: who is scanned gets a badge, and a printer that fails never holds up the door."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.actions.papers.printer_setup import load_setup
from kiosk.core.print_job import Paper, State
from kiosk.core.printer_setup import Mode, PaperSetup, PrinterSetup, PrintSetup
from kiosk.ui.frame.main_window import MainWindow
from kiosk.ui.printing.printing_screen import PrintingScreen
from kiosk.ui.settings.printing_section import PrintingSection
from printing.placing import measure
from tests.printers import PrintServer
from tests.printing import pages
from tests.ui.test_printing import people_of, stored

pytestmark = pytest.mark.long

LONG_MS = 180_000
SETUP = PrintSetup(
    Mode.ON_CHECK_IN,
    papers={Paper.BADGE: PaperSetup("zebra")},
    printers={"zebra": PrinterSetup(left=21, warn_at=20)},
)


def scanned(window: MainWindow, qtbot: QtBot, code: str) -> str:
    with qtbot.waitSignal(window.answer_painted) as painted:
        window.take_scan(code)
    return painted.args[0]


def states(window: MainWindow, qtbot: QtBot) -> list[State]:
    return [job.state for job in stored(window.desk, qtbot)]


def test_whoever_is_scanned_finds_a_badge_in_the_printer_and_paper_is_counted(
    print_server: PrintServer, open_window: Callable[[Path], MainWindow], workshop: Path, qtbot: QtBot
):
    sink = print_server.add("zebra")
    window = open_window(workshop)
    window.desk.prints.change(SETUP)
    person = people_of(window.desk, qtbot)[0]
    assert scanned(window, qtbot, person.ticket_code) == "admitted"
    qtbot.waitUntil(lambda: states(window, qtbot) == [State.PRINTED], timeout=LONG_MS)
    assert pages.codes(pages.picture(sink.jobs[0])) == [person.ticket_code]
    qtbot.waitUntil(lambda: load_setup().of("zebra").left == 20, timeout=LONG_MS)
    qtbot.waitUntil(lambda: window.check_in.print_light.text == "Paper for 20")
    got: list[bool] = []
    window.desk.lane.run(lambda records: records.papers.has_badge(person.id), got.append)
    qtbot.waitUntil(lambda: got == [True])


def test_a_dead_print_service_is_a_light_and_the_badges_come_out_when_it_is_back(
    print_server: PrintServer, open_window: Callable[[Path], MainWindow], workshop: Path, qtbot: QtBot
):
    sink = print_server.add("zebra")
    window = open_window(workshop)
    window.desk.prints.change(SETUP)
    print_server.kill()
    people = people_of(window.desk, qtbot)[:3]
    for person in people:
        assert scanned(window, qtbot, person.ticket_code) == "admitted", "the door goes on"
    qtbot.waitUntil(lambda: window.check_in.print_light.text == "No print service", timeout=LONG_MS)
    qtbot.waitUntil(lambda: states(window, qtbot) == [State.QUEUED] * 3, timeout=LONG_MS)
    print_server.start()
    qtbot.waitUntil(lambda: states(window, qtbot) == [State.PRINTED] * 3, timeout=LONG_MS)
    arrived = [pages.codes(pages.picture(job))[0] for job in sink.jobs]
    assert sorted(arrived) == sorted(person.ticket_code for person in people)


def test_a_jammed_printer_is_named_and_its_badge_moved_to_another(
    print_server: PrintServer, open_window: Callable[[Path], MainWindow], workshop: Path, qtbot: QtBot
):
    print_server.add("zebra", device="trouble:paper")
    spare = print_server.add("spare")
    window = open_window(workshop)
    window.desk.prints.change(SETUP)
    person = people_of(window.desk, qtbot)[0]
    scanned(window, qtbot, person.ticket_code)
    qtbot.waitUntil(lambda: window.check_in.print_light.text == "No paper", timeout=LONG_MS)
    window.show_screen("printing")
    screen = window.findChild(PrintingScreen)
    qtbot.waitUntil(lambda: [line.job.state for line in screen.lines] == [State.SENT], timeout=LONG_MS)
    screen.table.selectRow(0)
    screen.move_to("spare")
    qtbot.waitUntil(lambda: states(window, qtbot) == [State.PRINTED], timeout=LONG_MS)
    assert len(spare.jobs) == 1
    assert print_server.run("lpstat", "-o", "zebra") == ""


def test_printers_are_chosen_and_calibrated_in_the_settings(
    print_server: PrintServer, open_window: Callable[[Path], MainWindow], workshop: Path, qtbot: QtBot
):
    sink = print_server.add("zebra")
    window = open_window(workshop)
    window.show_screen("settings")
    settings = window.front
    settings.show_section(PrintingSection)
    section = settings.section(PrintingSection)
    choice = section.printer[Paper.BADGE]
    qtbot.waitUntil(lambda: choice.findData("zebra") > 0, timeout=LONG_MS)
    choice.setCurrentIndex(choice.findData("zebra"))
    choice.activated.emit(choice.currentIndex())
    assert load_setup().assigned() == {Paper.BADGE: "zebra"}
    section.right.setValue(1.5)
    section.calibrate.click()
    qtbot.waitUntil(lambda: len(sink.jobs) == 1, timeout=LONG_MS)
    measured = measure(sink.jobs[0])
    assert (measured.width, measured.height) == pytest.approx((55, 90), abs=0.1)
    assert "Right 1.5 mm" in pages.read(sink.jobs[0])[0].text
    section.test.click()
    qtbot.waitUntil(lambda: len(sink.jobs) == 2, timeout=LONG_MS)
    qtbot.waitUntil(lambda: states(window, qtbot) == [State.PRINTED], timeout=LONG_MS)
    got: list[dict] = []
    window.desk.lane.run(lambda records: records.papers.badge_times(), got.append)
    qtbot.waitUntil(lambda: got == [{}])
