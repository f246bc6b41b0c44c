"""Printing in the window: the queue and what a person does to it, the light, the settings; without any printer."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kiosk.actions.event import Records, open_event
from kiosk.actions.papers import print_queue
from kiosk.actions.papers.print_scan import Outcome
from kiosk.actions.papers.printer_setup import load_setup
from kiosk.core.operation import Kind as Operation
from kiosk.core.print_job import Occasion, Paper, PrintJob, State, Step
from kiosk.core.printer_setup import Mode, PaperSetup, PrinterSetup, PrintSetup
from kiosk.ui.check_in.answer_text import Kind
from kiosk.ui.documents.badge_card import BadgeCard
from kiosk.ui.frame.main_window import MainWindow
from kiosk.ui.printing.print_light import PrintLight
from kiosk.ui.printing.print_texts import news
from kiosk.ui.printing.printing_screen import PrintingScreen
from kiosk.ui.services.desk import Desk
from kiosk.ui.settings.printing_section import PrintingSection
from kiosk.ui.widgets.reason_dialog import ReasonDialog
from tests.making import DAY


@pytest.fixture(autouse=True)
def _no_printer_of_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")


def stored(desk: Desk, qtbot: QtBot) -> list[PrintJob]:
    """The queue as it is on the disk."""
    got: list[list[PrintJob]] = []
    desk.lane.run(lambda records: records.print_jobs.newest(100), got.append)
    qtbot.waitUntil(lambda: bool(got))
    return got[0]


def people_of(desk: Desk, qtbot: QtBot) -> list:
    got: list[list] = []
    desk.lane.run(lambda records: records.people.all(), got.append)
    qtbot.waitUntil(lambda: bool(got))
    return got[0]


@pytest.fixture
def screen(desk: Desk, qtbot: QtBot) -> PrintingScreen:
    """The queue with three badges that wait, for nobody has chosen a printer."""
    ids = [person.id for person in people_of(desk, qtbot)[:3]]
    desk.prints.print_badges(ids, Occasion.BATCH)
    made = PrintingScreen(desk)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    qtbot.waitUntil(lambda: len(made.lines) == 3)
    return made


def mark(screen: PrintingScreen, row: int) -> PrintJob:
    screen.table.selectRow(row)
    return screen.lines[row].job


def state_of(screen: PrintingScreen, job: PrintJob) -> State:
    return next(line.job.state for line in screen.lines if line.job.id == job.id)


def text_of(screen: PrintingScreen, row: int) -> list[str]:
    return [screen.model.data(screen.model.index(row, column)) for column in range(screen.model.columnCount())]


def test_the_queue_says_state_whose_badge_and_why(screen: PrintingScreen, desk: Desk, qtbot: QtBot):
    names = {person.name for person in people_of(desk, qtbot)[:3]}
    assert {text_of(screen, row)[3] for row in range(3)} == names
    assert text_of(screen, 0)[0] == "…  Queued"
    assert text_of(screen, 0)[7] == "Batch"
    assert "No printer is chosen" in screen.notice.text()


def test_an_empty_queue_says_how_things_get_there(desk: Desk, qtbot: QtBot):
    screen = PrintingScreen(desk)
    qtbot.addWidget(screen)
    screen.resize(1200, 700)
    screen.show()

    def said() -> list[str]:
        return [label.text() for label in screen.findChildren(QLabel) if label.isVisible()]

    qtbot.waitUntil(lambda: "Nothing is waiting to be printed" in said())
    assert not screen.table.isVisible()
    assert not screen.cancel.isVisible()
    desk.prints.print_badges([people_of(desk, qtbot)[0].id], Occasion.BATCH)
    qtbot.waitUntil(screen.table.isVisible)
    assert "Nothing is waiting to be printed" not in said()
    assert screen.cancel.isVisible()


def test_a_job_is_held_back_released_and_cancelled(screen: PrintingScreen, qtbot: QtBot):
    job = mark(screen, 0)
    screen.hold.click()
    qtbot.waitUntil(lambda: state_of(screen, job) is State.HELD)
    assert screen.hold.text() == "Release"
    assert not screen.retry.isEnabled()
    screen.hold.click()
    qtbot.waitUntil(lambda: state_of(screen, job) is State.QUEUED)
    screen.cancel.click()
    qtbot.waitUntil(lambda: state_of(screen, job) is State.CANCELLED)
    assert not screen.cancel.isEnabled()
    screen.retry.click()
    qtbot.waitUntil(lambda: state_of(screen, job) is State.QUEUED)


def test_a_job_is_moved_to_another_printer(screen: PrintingScreen, desk: Desk, qtbot: QtBot):
    job = mark(screen, 1)
    screen.move_to("office")
    qtbot.waitUntil(lambda: "office" in desk.prints.troubles)

    def moved() -> PrintJob:
        return next(one for one in stored(desk, qtbot) if one.id == job.id)

    qtbot.waitUntil(lambda: (moved().printer, moved().state) == ("office", State.QUEUED))
    assert desk.prints.troubles["office"].code == "printer.no_service"


def test_printing_again_needs_a_reason_and_keeps_it(screen: PrintingScreen, desk: Desk, qtbot: QtBot):
    job = mark(screen, 0)
    assert not screen.again.isEnabled(), "it has not come out yet"
    desk.prints.do(lambda records: print_queue.take_step(records, [job.id], Step.CANCEL))
    qtbot.waitUntil(lambda: state_of(screen, job) is State.CANCELLED)
    mark(screen, next(row for row, line in enumerate(screen.lines) if line.job.id == job.id))
    dialog = screen.ask_again()
    assert not dialog.confirm.isEnabled()
    dialog.reason.setText("분실")
    dialog.confirm.click()
    qtbot.waitUntil(lambda: len(screen.lines) == 4)
    again = next(line.job for line in screen.lines if line.job.occasion is Occasion.AGAIN)
    assert (again.reason, again.attendee_id, again.desk) == ("분실", job.attendee_id, "desk-1")


def test_what_a_crash_left_behind_asks_and_a_person_says(
    workshop: Path, open_desk: Callable[[Path], Desk], qtbot: QtBot
):
    records = open_event(workshop, desk_id="00000000-0000-4000-8000-000000000001")
    person = records.people.all()[0]
    print_queue.enqueue_badges(records, [person.id], printer="zebra")
    print_queue.next_jobs(records, PrintSetup())
    records.close()
    desk = open_desk(workshop)
    screen = PrintingScreen(desk)
    qtbot.addWidget(screen)
    screen.show()
    qtbot.waitUntil(lambda: [line.job.state for line in screen.lines] == [State.UNKNOWN])
    qtbot.waitUntil(lambda: "It is unclear" in screen.notice.text())
    assert text_of(screen, 0)[0] == "?  Unknown"
    mark(screen, 0)
    screen.lies_there.click()
    qtbot.waitUntil(lambda: state_of(screen, screen.lines[0].job) is State.PRINTED)
    got: list[bool] = []
    desk.lane.run(lambda records: records.papers.has_badge(person.id), got.append)
    qtbot.waitUntil(lambda: got == [True])


def test_the_light_tells_what_is_wrong_in_words_and_is_absent_while_all_is_well(desk: Desk, qtbot: QtBot):
    light = PrintLight(desk.prints)
    qtbot.addWidget(light)
    assert light.text == ""
    desk.prints.change(PrintSetup(papers={Paper.BADGE: PaperSetup("zebra")}))
    qtbot.waitUntil(lambda: light.text == "No print service")
    assert "does not respond" in light.accessibleName()
    with qtbot.waitSignal(light.wanted) as wanted:
        qtbot.mouseClick(light, Qt.MouseButton.LeftButton)
    assert wanted.args == ["printing"]


def test_paper_that_runs_out_is_told_in_time(desk: Desk, qtbot: QtBot):
    setup = PrintSetup(papers={Paper.BADGE: PaperSetup("zebra")}, printers={"zebra": PrinterSetup(left=7)})
    desk.prints.change(setup)
    sentences = [one.sentence for one in news(desk.prints)]
    assert "zebra runs out of paper in 7 badges. Have some ready." in sentences
    desk.prints.change(setup.with_printer("zebra", left=0))
    assert any("out of paper by now" in one.sentence for one in news(desk.prints))
    desk.prints.change(setup.with_printer("zebra", left=400))
    assert not any("zebra runs out" in one.sentence for one in news(desk.prints))


def test_printing_is_paused_and_goes_on(screen: PrintingScreen, desk: Desk, qtbot: QtBot):
    assert not screen.pause.isEnabled()
    desk.prints.change(PrintSetup(papers={Paper.BADGE: PaperSetup("zebra")}, printers={}))
    qtbot.waitUntil(screen.pause.isEnabled)
    screen.pause.click()
    assert desk.prints.setup.paused() == {"zebra"}
    qtbot.waitUntil(lambda: screen.pause.text() == "Resume printing")
    screen.pause.click()
    assert desk.prints.setup.paused() == set()


def test_the_set_up_is_kept_on_this_laptop(desk: Desk, qtbot: QtBot):
    section = PrintingSection(desk)
    qtbot.addWidget(section)
    section.show()
    section.mode.setCurrentIndex(section.mode.findData(Mode.ON_CHECK_IN))
    section.mode.activated.emit(section.mode.currentIndex())
    desk.prints.change(desk.prints.setup.with_paper(Paper.BADGE, printer="zebra"))
    section.retranslate()
    assert section.printer[Paper.BADGE].currentText() == "zebra (not connected)"
    section.chosen.setCurrentIndex(section.chosen.findData("zebra"))
    section.right.setValue(1.2)
    section.down.setValue(-0.5)
    section.left.setValue(300)
    section.turn.setCurrentIndex(section.turn.findData("270"))
    section.turn.activated.emit(section.turn.currentIndex())
    kept = load_setup()
    assert kept.mode is Mode.ON_CHECK_IN
    assert kept.of("zebra") == PrinterSetup(right=1.2, down=-0.5, turn="270", left=300)
    section.left.setValue(-1)
    assert load_setup().of("zebra").left is None


def codes_of(window: MainWindow, qtbot: QtBot, count: int) -> list[str]:
    return [person.ticket_code for person in people_of(window.desk, qtbot)[:count]]


def test_a_check_in_queues_the_badge_and_answers_at_once(
    open_window: Callable[[Path], MainWindow], workshop: Path, qtbot: QtBot
):
    window = open_window(workshop)
    window.desk.prints.change(PrintSetup(Mode.ON_CHECK_IN, papers={Paper.BADGE: PaperSetup("zebra")}))
    (code,) = codes_of(window, qtbot, 1)
    with qtbot.waitSignal(window.answer_painted) as painted:
        window.take_scan(code)
    assert painted.args == ["admitted"]
    assert window.check_in.panel.shown.message == "Badge is printing"
    # The printer is not there: the badge waits for it, and nobody at the door did.
    qtbot.waitUntil(lambda: [job.state for job in stored(window.desk, qtbot)] == [State.QUEUED])
    assert stored(window.desk, qtbot)[0].occasion is Occasion.CHECK_IN
    with qtbot.waitSignal(window.answer_painted):
        window.take_scan(code)
    assert len(stored(window.desk, qtbot)) == 1


def test_a_desk_that_prints_nothing_by_itself_queues_nothing(
    open_window: Callable[[Path], MainWindow], workshop: Path, qtbot: QtBot
):
    window = open_window(workshop)
    with qtbot.waitSignal(window.answer_painted):
        window.take_scan(codes_of(window, qtbot, 1)[0])
    assert stored(window.desk, qtbot) == []


@pytest.mark.parametrize("mode", [Mode.PRINT_ONLY, Mode.PRINT_AGAIN])
def test_a_desk_that_only_prints_checks_nobody_in(
    open_window: Callable[[Path], MainWindow], workshop: Path, qtbot: QtBot, mode: Mode
):
    window = open_window(workshop)
    window.desk.prints.change(PrintSetup(mode))
    first, second = people_of(window.desk, qtbot)[:2]
    window.desk.lane.run(lambda records: has_a_badge(records, second.id))
    words = []
    for text in (first.ticket_code, first.ticket_code, second.ticket_code, "1234"):
        with qtbot.waitSignal(window.answer_painted) as painted:
            window.take_scan(text)
        words.append(painted.args[0])
    last = Outcome.HAS_BADGE if mode is Mode.PRINT_ONLY else Outcome.QUEUED
    expected = [Outcome.QUEUED, Outcome.ON_ITS_WAY, last, Outcome.REFUSED]
    assert words == [f"badge_{outcome}" for outcome in expected]
    assert window.check_in.panel.shown.kind is Kind.REFUSED
    got: list[int] = []
    window.desk.lane.run(lambda records: sum(1 for _scan in records.scans.all()), got.append)
    qtbot.waitUntil(lambda: got == [0])


def has_a_badge(records: Records, attendee_id: str) -> None:
    with records.transaction():
        records.append(Operation.BADGE, attendee_id, {"files": []}, at=DAY)


def test_a_second_badge_by_hand_is_asked_why(open_window: Callable[[Path], MainWindow], workshop: Path, qtbot: QtBot):
    window = open_window(workshop)
    window.desk.prints.change(PrintSetup(papers={Paper.BADGE: PaperSetup("zebra")}))
    person = people_of(window.desk, qtbot)[0]
    with qtbot.waitSignal(window.answer_painted):
        window.take_scan(person.ticket_code)
    window.check_in.badge.click()
    qtbot.waitUntil(lambda: len(stored(window.desk, qtbot)) == 1)
    assert stored(window.desk, qtbot)[0].occasion is Occasion.BY_HAND
    job = stored(window.desk, qtbot)[0]
    window.desk.lane.run(lambda records: (
        print_queue.take_step(records, [job.id], Step.SEND, printer="zebra"),
        print_queue.note_printed(records, [job.id]),
    ))  # fmt: skip
    qtbot.waitUntil(lambda: stored(window.desk, qtbot)[0].state is State.PRINTED)
    window.check_in.badge.click()
    qtbot.waitUntil(lambda: window.findChild(ReasonDialog) is not None)
    dialog = window.findChild(ReasonDialog)
    dialog.usual[0].click()
    dialog.confirm.click()
    qtbot.waitUntil(lambda: len(stored(window.desk, qtbot)) == 2)
    again = stored(window.desk, qtbot)[0]
    assert (again.reason, again.occasion) == ("Lost", Occasion.AGAIN)


def test_badges_of_one_category_are_queued_from_the_documents_screen_as_the_envelopes_lie(desk: Desk, qtbot: QtBot):
    desk.prints.change(PrintSetup(papers={Paper.BADGE: PaperSetup("zebra")}))
    card = BadgeCard(desk)
    qtbot.addWidget(card)
    card.show()
    card.resize(500, 800)
    whose = card.whose
    qtbot.waitUntil(lambda: whose.group.findData("categories:관") > 0)
    whose.group.setCurrentIndex(whose.group.findData("categories:관"))
    whose.sort.setCurrentIndex(whose.sort.findData("name"))
    assert card.to_printer.text() == "Print on zebra"
    card.to_printer.click()
    qtbot.waitUntil(lambda: card.notice.isVisible() or card.findings is not None, timeout=20_000)
    if card.findings is not None:
        card.findings.accept()
    qtbot.waitUntil(lambda: "In the print queue" in card.notice.text(), timeout=20_000)
    people = {person.id: person for person in people_of(desk, qtbot)}
    got: list[list[PrintJob]] = []
    desk.lane.run(lambda records: records.print_jobs.in_state(*State), got.append)
    qtbot.waitUntil(lambda: bool(got))
    queued = [people[job.attendee_id] for job in got[0]]
    assert queued == sorted((one for one in people.values() if one.category == "관"), key=lambda one: one.name)
    assert {job.occasion for job in got[0]} == {Occasion.BATCH}
