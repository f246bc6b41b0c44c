"""Attendees on their own, through the real window: scan, greeting, badge, and no way out but the PIN."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from kiosk import settings
from kiosk.actions.event import read_event
from kiosk.actions.papers import print_queue
from kiosk.actions.people.manage_roster import edit_attendee
from kiosk.core.print_job import Paper, State
from kiosk.core.printer_setup import PaperSetup, PrinterSetup, PrintSetup
from kiosk.core.roster import Attendee
from kiosk.core.ticket import issue
from kiosk.errors import KioskError
from kiosk.ui.check_in.answer_text import Kind
from kiosk.ui.check_in.waiting_badges import WaitingDialog
from kiosk.ui.frame.main_window import MainWindow
from kiosk.ui.self_service.greeting import BADGES, Badge
from kiosk.ui.self_service.self_service_window import SHOWN_MS as SHOWN
from kiosk.ui.self_service.self_service_window import SelfServiceWindow
from kiosk.ui.self_service.staff_pin import keep_pin
from kiosk.ui.settings.self_service_section import SelfServiceSection
from kiosk.ui.widgets.theme import FAMILY
from kiosk.words.catalogue import say
from tests.scanners.keyboard import type_keys

PIN = "8046"


@pytest.fixture
def people(workshop: Path) -> list[Attendee]:
    with closing(read_event(workshop)) as records:
        return records.people.all()


@pytest.fixture
def window(open_window: Callable[[Path], MainWindow], workshop: Path, people) -> MainWindow:
    return open_window(workshop)


@pytest.fixture
def started(window, qtbot) -> SelfServiceWindow:
    """Self-service, begun."""
    keep_pin(window.device, PIN)
    window.others.start_self_service()
    kiosk = window.others.self_service
    qtbot.waitActive(kiosk).__exit__(None, None, None)
    yield kiosk
    if window.others.self_service is not None:
        window.others._end_self_service(for_good=True)


def scan(window: MainWindow, qtbot, text: str) -> None:
    with qtbot.waitSignal(window.answer_painted):
        window.take_scan(text)


def enter(kiosk: SelfServiceWindow, qtbot, pin: str) -> None:
    kiosk.staff.click()
    for digit in pin:
        qtbot.mouseClick(kiosk.pad.keys[digit], Qt.MouseButton.LeftButton)
    kiosk.pad.enter.click()


def test_the_staff_set_a_pin_and_start_it_in_the_settings(window, qtbot):
    window.show_screen("settings")
    screen = window.front
    screen.show_section(SelfServiceSection)
    section = screen.section(SelfServiceSection)
    assert not section.start.isEnabled(), "without a PIN nobody could end it"
    for easy in ("1234", "0000"):
        section.pin.setText(easy)
        section.again.setText(easy)
        section.keep.click()
        assert not section.start.isEnabled()
    for field in (section.pin, section.again):
        field.setText(PIN)
    section.keep.click()
    assert PIN not in settings._path().read_text(encoding="utf-8")
    section.start.click()
    kiosk = window.others.self_service
    assert kiosk.isVisible() and kiosk.isFullScreen()
    assert not window.isVisible()
    kiosk.left.emit()
    qtbot.waitUntil(window.isVisible)


def test_a_scan_is_greeted_by_name_and_the_screen_goes_back_by_itself(window, started, people, qtbot):
    person = people[0]
    type_keys(person.ticket_code + "\r")
    qtbot.waitUntil(lambda: person.name in started.view.greeting.name)
    assert started.view.greeting.kind is Kind.DONE
    assert started._returning.isActive() and started._returning.interval() == SHOWN[Kind.DONE]
    started._returning.start(0)  # its time is up: a greeting that is short from the start passes a busy machine unseen
    qtbot.waitUntil(lambda: started.view.greeting.kind is Kind.IDLE)
    assert person.name not in started.view.greeting.spoken
    with closing(read_event(window.desk.path)) as records:
        assert records.scans.newest(1)[0].payload["attendee"]["id"] == person.id


def test_the_roster_says_the_language_and_the_screen_lets_choose_it(window, started, people, qtbot):
    with qtbot.waitCallback() as done:
        window.desk.lane.run(lambda records: edit_attendee(records, people[1].id, {"language": "ko"}), done)
    window.desk.tell_roster_changed()
    qtbot.waitUntil(lambda: window.check_in.people.people[people[1].id].language == "ko")
    started.languages["en"].click()
    scan(window, qtbot, people[1].ticket_code)
    assert started.view.greeting.title == say("Welcome", "ko")
    assert started.call.text() == say("Call staff", "ko")
    started.languages["en"].click()
    assert started.view.greeting.title == "Welcome"
    started.return_to_start()
    assert started.language == "en", "the desk's language is back for the next person"


def test_nothing_about_anybody_else_is_on_the_screen(window, started, people, qtbot):
    scan(window, qtbot, people[0].ticket_code)
    scan(window, qtbot, people[1].ticket_code)
    words = " ".join([started.view.greeting.spoken, *(label.text() for label in started.findChildren(QLabel))])
    assert people[1].name in words
    hidden = [people[0].name, people[1].affiliation, people[1].phone, people[1].email]
    assert not [secret for secret in hidden if secret and secret in words]


def test_a_forged_ticket_gets_no_name_and_the_call_for_staff_is_lit(window, started, people, qtbot):
    with closing(read_event(window.desk.path)) as records:
        key = records.event.ticket_key()
    scan(window, qtbot, issue(people[0].id, key.tag, key.secret[::-1]))
    assert started.view.greeting.needs_staff
    assert people[0].name not in started.view.greeting.spoken
    assert started.call.property("look") == "calling"


def test_calling_the_staff_lights_the_foot_and_rings_until_it_is_taken_back(started, qtbot, monkeypatch):
    rung = []
    monkeypatch.setattr(started._check_in.sounds, "play", rung.append)
    started.call.click()
    assert started.is_calling
    assert started.foot.property("look") == "foot-calling"
    assert rung == ["call"]
    started._ringing.timeout.emit()
    assert rung == ["call", "call"]
    started.call.click()
    assert not started.is_calling
    assert started.foot.property("look") == "foot"


# -- badges ------------------------------------------------------------------------------------------------------------


RUNNING = PrintSetup(papers={Paper.BADGE: PaperSetup("badge printer")})


def jobs_of(window: MainWindow, person: Attendee) -> list:
    with closing(read_event(window.desk.path)) as records:
        return records.print_jobs.of_person(person.id)


def assign_printer(window: MainWindow) -> None:
    """Badges have a printer here; it takes nothing by itself, so that a test decides what becomes of a job."""
    window.desk.prints.change(replace(RUNNING, printers={"badge printer": PrinterSetup(paused=True)}))


def run_printer(window: MainWindow, qtbot, *, fails: bool = False) -> None:
    """What a printer does with the next job: it prints it, or jams."""

    def step(records):
        [job] = print_queue.next_jobs(records, RUNNING)
        if fails:
            return print_queue.note_failed(records, job.id, KioskError("print.no_file", file="jammed"))
        return print_queue.note_printed(records, [job.id])

    with qtbot.waitCallback() as done:
        window.desk.lane.run(step, done)


def line(badge: Badge) -> str:
    return BADGES[badge]


def test_the_badge_is_queued_at_once_and_its_owner_told_when_it_is_out(window, started, people, qtbot):
    assign_printer(window)
    scan(window, qtbot, people[2].ticket_code)
    qtbot.waitUntil(lambda: started.view.greeting.line == line(Badge.PRINTING))
    qtbot.waitUntil(lambda: bool(jobs_of(window, people[2])))
    run_printer(window, qtbot)
    qtbot.waitUntil(lambda: started.view.greeting.line == line(Badge.READY))


def test_printer_trouble_leaves_the_person_checked_in_and_the_badge_waiting_at_the_staff_desk(
    window, started, people, qtbot
):
    assign_printer(window)
    scan(window, qtbot, people[3].ticket_code)
    qtbot.waitUntil(lambda: bool(jobs_of(window, people[3])))
    run_printer(window, qtbot, fails=True)
    qtbot.waitUntil(lambda: started.view.greeting.line == line(Badge.AT_THE_DESK))
    assert started.view.greeting.kind is Kind.DONE, "the person is in all the same"
    enter(started, qtbot, PIN)
    qtbot.waitUntil(window.isVisible)
    waiting = window.check_in.waiting
    waiting.look()
    qtbot.waitUntil(waiting.isVisible)
    waiting.click()
    dialog = window.findChild(WaitingDialog)
    assert dialog.model.index(0, 0).data() == people[3].name
    dialog.given.click()
    qtbot.waitUntil(lambda: waiting.isHidden())
    assert [job.state for job in jobs_of(window, people[3])] == [State.PRINTED]
    dialog.close()


def test_without_a_printer_the_badge_waits_at_the_staff_desk(window, started, people, qtbot):
    assert not window.desk.prints.can_print
    scan(window, qtbot, people[4].ticket_code)
    qtbot.waitUntil(lambda: started.view.greeting.line == line(Badge.AT_THE_DESK))
    qtbot.waitUntil(lambda: [job.state for job in jobs_of(window, people[4])] == [State.QUEUED])


def test_who_is_in_already_without_a_badge_gets_it_with_the_next_scan(window, started, people, door_clock, qtbot):
    scan(window, qtbot, people[5].ticket_code)
    qtbot.waitUntil(lambda: bool(jobs_of(window, people[5])))
    started.return_to_start()
    assign_printer(window)
    door_clock.forward(minutes=3)
    scan(window, qtbot, people[5].ticket_code)
    assert started.view.greeting.title == "You are checked in already"
    qtbot.waitUntil(lambda: started.view.greeting.line == line(Badge.PRINTING))
    run_printer(window, qtbot)
    qtbot.waitUntil(lambda: started.view.greeting.line == line(Badge.READY))
    assert len(jobs_of(window, people[5])) == 1, "one badge, however often the ticket is scanned"


# -- no way out --------------------------------------------------------------------------------------------------------


def test_neither_keys_nor_closing_leave(window, started, qtbot):
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_F11, Qt.Key.Key_F4, Qt.Key.Key_Return):
        qtbot.keyClick(started, key)
    qtbot.keyClick(started, Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(started, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    started.close()
    event = QCloseEvent()
    QApplication.sendEvent(started, event)
    assert not event.isAccepted()
    assert started.isVisible()
    assert not window.isVisible()


def test_a_dialog_of_the_desk_does_not_show_through(window, started, qtbot):
    dialog = QDialog(window)
    dialog.open()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    window.show_bug("a report with paths and names of files")
    assert window._report is None
    assert started.isVisible()


def test_wrong_pins_cost_a_wait_that_grows_and_outlives_a_restart(window, started, door_clock, qtbot):
    for _try in range(3):
        enter(started, qtbot, "9999")
        qtbot.waitUntil(started.pad.isEnabled)
    assert "30" in started.pad.notice.text() or "31" in started.pad.notice.text()
    enter(started, qtbot, PIN)
    assert not window.isVisible(), "even the right PIN has to wait"
    assert settings.load().self_service_wrong == 3
    door_clock.forward(seconds=31)
    enter(started, qtbot, "9999")
    qtbot.waitUntil(started.pad.isEnabled)
    door_clock.forward(seconds=45)
    enter(started, qtbot, PIN)
    assert not window.isVisible(), "the second wait is longer"
    door_clock.forward(seconds=20)
    enter(started, qtbot, PIN)
    qtbot.waitUntil(window.isVisible)
    assert settings.load().self_service_wrong == 0


def test_after_the_plug_was_pulled_self_service_is_on_again(window, started, open_window, workshop, qtbot):
    assert settings.load().self_service
    window.close_event()
    window.open_event(workshop)
    qtbot.waitUntil(lambda: window.others.self_service is not None)
    assert window.others.self_service.isVisible()


def test_the_pin_goes_away_when_nobody_types(started, qtbot):
    started.staff.click()
    assert started.pad.isVisible()
    started.pad._going.timeout.emit()
    assert not started.pad.isVisible()
    qtbot.keyClick(started, Qt.Key.Key_8)
    assert not started.pad.isVisible()


@pytest.mark.parametrize("per_cent", [100, 200])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_letter_is_under_the_least_and_all_words_find_place(window, started, people, qtbot, language, per_cent):
    window.device.change(text_size=per_cent)
    started.showNormal()
    started.resize(1366, 768)
    started.choose_language(language)
    scan(window, qtbot, people[6].ticket_code)
    view = started.view
    assert view.fonts()
    for words, font in view.fonts():
        assert font.family() == FAMILY
        assert font.pixelSize() >= view._letter, words

    def finds_place() -> bool:
        scale, side = view._fitted()
        return view._words_at(scale) + side <= view.height()

    qtbot.waitUntil(finds_place)  # the layout gives the room a moment after the answer
    for button in (*started.languages.values(), started.call):
        assert button.width() >= button.minimumSizeHint().width()
        assert QRect(QPoint(), started.size()).contains(QRect(button.mapTo(started, QPoint()), button.size()))


def test_the_wait_is_in_seconds_a_person_can_count(started):
    started.pad.tell_wait(timedelta(seconds=29.2))
    assert "30" in started.pad.notice.text()
