"""The check-in screen through the real window: what a scanner types, what is shown, and what is on the disk then."""

from collections.abc import Callable
from contextlib import closing

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from kiosk import clock
from kiosk.actions.event import create_event, open_event
from kiosk.actions.people.manage_roster import add_attendee, edit_attendee, external_ticket
from kiosk.actions.preparing.demonstration import make_demonstration
from kiosk.core import operation
from kiosk.core.attendance import Direction
from kiosk.core.event import EventDetails
from kiosk.core.roster import Attendee
from kiosk.core.scan import Asked, Verdict
from kiosk.store.records import Records
from kiosk.ui.check_in.answer_text import SECONDS_SHOWN, Kind
from kiosk.ui.check_in.scan_list import title_of
from kiosk.ui.frame.main_window import MainWindow
from kiosk.ui.widgets.symbols import Symbol
from kiosk.words.names import name_of
from tests.scanners.keyboard import type_in_hangul_mode, type_keys
from tests.ui.door import person, roster, stored


def listed(window: MainWindow) -> list[str]:
    """Names in the list of the last scans."""
    model = window.check_in.scans.model()
    return [title_of(model.row(number).answer) for number in range(model.rowCount())]


@pytest.fixture
def scan(window: MainWindow, qtbot: QtBot) -> Callable[[str], None]:
    """Types a code as a scanner does, and waits until its answer is painted."""

    def typed(code: str) -> None:
        with qtbot.waitSignal(window.answer_painted):
            type_keys(code + "\r")

    return typed


def test_a_ticket_is_answered_with_word_symbol_and_name_and_is_on_the_disk(window, scan, workshop):
    attendee = person(workshop, "도재담")
    scan(attendee.ticket_code)
    shown = window.check_in.panel.shown
    assert (shown.kind, shown.symbol, shown.word, shown.name) == (Kind.DONE, Symbol.TICK, "Checked in", "도재담")
    assert name_of(attendee.affiliation) in shown.details
    assert shown.place == "Entry  ·  Joint briefing on support programmes"
    [answer] = stored(workshop)
    assert (answer.verdict, answer.session, answer.desk) == (Verdict.ADMITTED, "S1", "desk-1")
    assert listed(window) == ["도재담"]


def test_a_duplicate_says_when_and_at_which_desk_the_person_came_in(window, scan, workshop, door_clock):
    code = person(workshop, "도재담").ticket_code
    scan(code)
    door_clock.forward(minutes=7)
    scan(code)
    shown = window.check_in.panel.shown
    assert (shown.kind, shown.word) == (Kind.ATTENTION, "Already in")
    assert "13:40" in shown.message
    assert "desk-1" in shown.message


def test_a_line_that_is_no_code_is_refused_aloud_and_kept(window, scan, workshop):
    scan("4006381333931")
    assert window.check_in.panel.shown.kind is Kind.REFUSED
    assert window.check_in.panel.shown.symbol is Symbol.CROSS
    assert [answer.verdict for answer in stored(workshop)] == [Verdict.UNKNOWN]


def test_answers_differ_by_word_and_symbol_and_not_by_colour_alone(window, scan, workshop):
    code = person(workshop, "도재담").ticket_code
    seen = []
    for text in (code, "4006381333931", person(workshop, "추솔").ticket_code, code):
        scan(text)
        seen.append((window.check_in.panel.shown.symbol, window.check_in.panel.shown.word))
    assert len(set(seen)) == 3  # the first answer, the unknown code, and the repeated one


def test_each_number_says_what_it_counts(window, scan, workshop, door_clock):
    counts = window.check_in.counts
    assert (counts._number.text(), counts._of.text()) == ("0", "84 expected")
    scan(person(workshop, "도재담").ticket_code)
    scan(person(workshop, "추솔").ticket_code)
    assert counts._heading.text() == "Came to this session"
    assert counts._number.text() == "2"
    assert counts._inside_now.isHidden()  # exits are not scanned here
    window.check_in.bar.chosen.emit(None, "S2")
    assert counts._of.text() == "52 expected"
    assert counts._inside_now.text() == "0 inside now, 60 places"


def test_an_answer_clears_itself(window, scan, workshop, monkeypatch, qtbot):
    monkeypatch.setitem(SECONDS_SHOWN, Kind.DONE, 0.1)
    scan(person(workshop, "도재담").ticket_code)
    qtbot.waitUntil(lambda: window.check_in.panel.shown.kind is Kind.IDLE)
    assert window.check_in.panel.shown.word == "Scan a ticket"


def test_the_next_scan_does_not_wait_for_the_answer_before(window, workshop, qtbot):
    codes = [person(workshop, name).ticket_code for name in ("도재담", "추솔", "위욱빈")]
    for code in codes:
        type_keys(code + "\r")
    qtbot.waitUntil(lambda: listed(window) == ["위욱빈", "추솔", "도재담"])
    assert window.check_in.panel.shown.name == "위욱빈"


def test_a_scan_is_read_in_the_korean_input_mode_too(window, workshop, qtbot):
    with qtbot.waitSignal(window.answer_painted):
        type_in_hangul_mode(person(workshop, "도재담").ticket_code + "\r")
    assert stored(workshop)[0].verdict is Verdict.ADMITTED


def test_the_surface_that_rests_in_focus_takes_part_in_no_input_method(window):
    assert window.focusWidget() is window.check_in.panel
    assert not window.check_in.panel.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_a_code_of_another_system_is_known_also_where_a_person_types(open_window, workshop, qtbot):
    with closing(open_event(workshop)) as records:
        attendee = records.people.all()[0]
        _bring_code(records, attendee, "ABC123HAJ")
    window = open_window(workshop)
    window.check_in.begin_search()
    with qtbot.waitSignal(window.answer_painted):
        type_in_hangul_mode("ABC123HAJ\r")
    assert window.check_in.panel.shown.name == attendee.name
    assert window.check_in.search.line.text() == ""


def _bring_code(records: Records, attendee: Attendee, code: str) -> None:
    with records.transaction():
        records.append(operation.Kind.TICKET, attendee.id, external_ticket(code), at=clock.now())


def test_a_note_about_a_person_is_shown_at_their_scan(window, scan, workshop, qtbot):
    attendee = person(workshop, "도재담")
    with qtbot.waitSignal(window.desk.roster_changed):
        window.desk.lane.run(lambda records: edit_attendee(records, attendee.id, {"notes": "VIP, front row"}))
        window.desk.tell_roster_changed()
    qtbot.waitUntil(lambda: window.check_in.people.people[attendee.id].notes != "")
    scan(attendee.ticket_code)
    assert window.check_in.panel.shown.note == "VIP, front row"


# -- session and direction ---------------------------------------------------------------------------------------------


def combo(window: MainWindow, name: str) -> QComboBox:
    return next(box for box in window.check_in.bar.findChildren(QComboBox) if box.accessibleName() == name)


def choose(box: QComboBox, index: int) -> None:
    box.setCurrentIndex(index)
    box.activated.emit(index)


def test_room_and_clock_choose_the_session(window, scan, workshop, door_clock):
    rooms = combo(window, "Room of this desk")
    choose(rooms, rooms.findData("로비"))
    scan(person(workshop, "도재담").ticket_code)
    assert stored(workshop)[0].session == "REG1"
    choose(rooms, rooms.findData("그랜드볼룸"))
    door_clock.at = door_clock.at.replace(hour=16, minute=45)
    scan(person(workshop, "도재담").ticket_code)
    assert stored(workshop)[0].session == "S3"
    assert window.check_in.panel.shown.place.endswith("AI community launch ceremony")


def test_when_nothing_is_open_the_screen_says_what_opens_next_and_when(window, door_clock):
    door_clock.at = door_clock.at.replace(day=28, hour=8, minute=0)
    window.check_in._on_tick()
    shown = window.check_in.panel.shown
    assert shown.word == "No session is open"
    assert shown.message == "Next: Day 2 registration, from 08:40"


def test_a_pinned_session_stays_whatever_the_clock_says(window, scan, workshop):
    sessions = combo(window, "Session")
    choose(sessions, sessions.findData("S3"))
    scan(person(workshop, "도재담").ticket_code)
    assert (stored(workshop)[0].session, stored(workshop)[0].verdict) == ("S3", Verdict.TOO_EARLY)


def test_the_direction_chosen_is_the_one_asked(window, scan, workshop, door_clock, qtbot):
    door_clock.at = door_clock.at.replace(hour=15, minute=30)
    sessions = combo(window, "Session")
    choose(sessions, sessions.findData("S2"))
    attendee = next(a for a in roster(workshop) if "S2" in a.sessions)
    scan(attendee.ticket_code)
    qtbot.mouseClick(window.check_in.direction._group.button(2), Qt.MouseButton.LeftButton)
    assert window.check_in.flow.door.asked is Asked.OUT
    scan(attendee.ticket_code)
    newest = stored(workshop)[0]
    assert (newest.verdict, newest.direction) == (Verdict.LEFT, Direction.OUT)
    assert window.check_in.panel.shown.symbol is Symbol.OUT


def test_the_surface_has_the_focus_again_after_a_choice(window):
    sessions = combo(window, "Session")
    sessions.setFocus()
    choose(sessions, 1)
    assert window.focusWidget() is window.check_in.panel


# -- what is missing ---------------------------------------------------------------------------------------------------


def test_without_a_programme_the_screen_leads_to_it(open_window, tmp_path, qtbot):
    path = tmp_path / "empty.kiosk"
    create_event(path, EventDetails({"ko": "빈 행사"})).close()
    window = open_window(path)
    screen = window.check_in
    assert screen.stack.currentWidget() is screen.empty
    assert screen.empty._button.text() == "Go to the programme"
    screen.empty._button.click()
    assert window.rail.buttons["programme"].isChecked()


def test_without_people_the_screen_leads_to_them_until_there_is_one(open_window, workshop, tmp_path, qtbot):
    path = tmp_path / "nobody.kiosk"
    make_demonstration(path, as_planned=True, invented_people=0).close()
    window = open_window(path)
    screen = window.check_in
    assert screen.stack.currentWidget() is screen.empty
    assert screen.empty._button.text() == "Go to People"
    with qtbot.waitSignal(window.desk.roster_changed):
        window.desk.lane.run(lambda records: add_attendee(records, {"name": "이첫"}))
        window.desk.tell_roster_changed()
    assert screen.stack.currentWidget() is screen.panel


# -- trouble -----------------------------------------------------------------------------------------------------------


def test_a_scan_that_could_not_be_stored_is_unmistakable(window, workshop, qtbot):
    filled = []
    window.desk.lane.run(_fill_disk, filled.append)
    qtbot.waitUntil(lambda: bool(filled))
    with qtbot.waitSignal(window.answer_painted) as painted:
        for attendee in roster(workshop)[:60]:
            type_keys(attendee.ticket_code + "\r")
        qtbot.waitUntil(lambda: window.check_in.panel.shown.kind is Kind.ALARM)
    assert window.check_in.panel.shown.word == "Not saved"
    assert "The last scan was NOT saved" in window.messages.sentence
    assert "full" in window.messages.sentence
    assert painted.args
    assert len(stored(workshop)) == len(listed(window))  # what is listed is on the disk, no more and no less


def _fill_disk(records: Records) -> bool:
    """From now on the file may not grow: what SQLite says is what it says on a full disk."""
    connection = records.file.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    return True


def test_an_alarm_stays_until_the_next_scan(window, qtbot):
    window.check_in._on_lost("The disk is full.")
    assert not window.check_in._clearing.isActive()
    assert window.check_in.panel.shown.kind is Kind.ALARM


def test_the_last_scans_are_there_again_after_a_restart(open_window, workshop, qtbot):
    window = open_window(workshop)
    for name in ("도재담", "추솔"):
        with qtbot.waitSignal(window.answer_painted):
            type_keys(person(workshop, name).ticket_code + "\r")
    window.close_event()
    with qtbot.waitSignal(window.ready):
        window.open_event(workshop)
    qtbot.waitUntil(lambda: listed(window) == ["추솔", "도재담"])
    assert window.check_in.counts._number.text() == "2"


def test_the_choice_of_the_room_is_marked_while_the_clock_alone_is_not_enough(window, door_clock):
    rooms = combo(window, "Room of this desk")
    assert "several rooms" in rooms.toolTip()  # the registration in the lobby and the briefing are both open
    choose(rooms, rooms.findData("그랜드볼룸"))
    assert "several rooms" not in rooms.toolTip()


def test_the_room_of_the_desk_is_remembered_for_the_next_start(open_window, workshop, qtbot):
    first = open_window(workshop)
    rooms = combo(first, "Room of this desk")
    choose(rooms, rooms.findData("로비"))
    first.close()
    second = open_window(workshop)
    assert combo(second, "Room of this desk").currentData() == "로비"


def test_letters_and_digits_of_a_scanner_choose_nothing_in_the_header(window, workshop, qtbot):
    for name in ("Room of this desk", "Session"):
        box = combo(window, name)
        box.setFocus()
        qtbot.waitUntil(box.hasFocus)
        letter = box.itemText(1)[0]
        QApplication.sendEvent(box, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))
        assert box.currentIndex() == 0
        window.check_in.panel.setFocus()
        box.setFocus()
        with qtbot.waitSignal(window.answer_painted):
            type_keys(person(workshop, "추솔").ticket_code + "\r")
        assert window.check_in.panel.shown.name == "추솔"


@pytest.mark.parametrize("height", [700, 720, 731, 768, 803, 1080])
def test_the_last_scans_are_whole_rows(window, workshop, height, qtbot):
    for number in range(25):
        window.take_scan(f"no code {number}")
    qtbot.waitUntil(lambda: window.check_in.scans.model().rowCount() == 25)
    window.resize(1366, height)
    qtbot.wait(20)
    scans = window.check_in.scans
    boxes = [scans.visualRect(scans.model().index(row)) for row in range(25)]
    area = scans.viewport().rect()
    seen = [box for box in boxes if box.intersects(area)]
    assert len(seen) > 4
    assert all(area.contains(box.adjusted(0, 0, -1, 0) & box) and box.bottom() <= area.bottom() for box in seen)
