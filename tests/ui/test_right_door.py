"""Who is refused at the wrong door is told the right one, and checked in there by Enter where the desk may."""

from PySide6.QtCore import Qt

from kiosk.actions.people.manage_roster import edit_attendee
from kiosk.core.scan import Verdict
from tests.ui.door import press, stored


def not_on_the_list(people, code="S2"):
    return next(person for person in people if code not in person.sessions)


def test_enter_registers_whoever_came_to_a_session_they_are_not_listed_for(
    window, scan, people, workshop, door_clock, qtbot
):
    window.check_in.bar.chosen.emit("회의실 A", None)
    door_clock.at = door_clock.at.replace(hour=15, minute=30)
    person = not_on_the_list(people)
    scan(person)
    shown = window.check_in.panel.shown
    assert stored(workshop)[0].verdict is Verdict.NOT_REGISTERED
    assert "“Day 1 registration” is open in 로비." in shown.message
    assert shown.aside == "Check in there: Enter  ·  Admit anyway: F9"
    press(qtbot, window, Qt.Key.Key_Shift)  # an Enter right after a scan is the scanner's
    with qtbot.waitSignal(window.answer_painted):
        press(qtbot, window, Qt.Key.Key_Return)
    newest = stored(workshop)[0]
    assert (newest.verdict, newest.session, newest.person.id) == (Verdict.ADMITTED, "REG1", person.id)
    assert len(stored(workshop)) == 2
    assert window.check_in.flow.door.room == "회의실 A"  # the desk stays where it stands
    press(qtbot, window, Qt.Key.Key_Return)  # there is nothing to take any more
    assert len(stored(workshop)) == 2


def test_a_session_in_another_room_is_named_and_nobody_is_checked_in_from_afar(
    window, scan, people, workshop, door_clock, qtbot
):
    door_clock.at = door_clock.at.replace(hour=13, minute=40)
    person = not_on_the_list(people)
    scan_at = window.check_in.bar.chosen.emit
    scan_at("로비", None)
    scan(person)
    assert stored(workshop)[0].session == "REG1"
    scan_at("회의실 A", None)
    door_clock.forward(seconds=30)
    scan(person)
    shown = window.check_in.panel.shown
    assert stored(workshop)[0].verdict is Verdict.NO_SESSION
    assert "“Joint briefing on support programmes” is open in 그랜드볼룸." in shown.message
    assert "Enter" not in shown.aside
    press(qtbot, window, Qt.Key.Key_Return)
    assert len(stored(workshop)) == 2


def test_who_is_expected_elsewhere_is_sent_there(window, scan, people, workshop, door_clock, qtbot):
    person = not_on_the_list(people, "S5")
    window.desk.lane.run(lambda records: edit_attendee(records, person.id, {"sessions": ["S5"]}), lambda _done: None)
    window.check_in.bar.chosen.emit("로비", None)
    door_clock.at = door_clock.at.replace(day=28, hour=11, minute=10)
    scan(person)
    window.check_in.bar.chosen.emit("회의실 A", None)
    door_clock.forward(seconds=30)
    scan(person)
    assert "Open-innovation partnering" in window.check_in.panel.shown.message


def test_without_a_room_the_screen_asks_for_one_while_several_are_open(window, door_clock):
    door_clock.at = door_clock.at.replace(hour=13, minute=40)
    window.check_in._on_tick()
    assert "choose the room of this desk with F4" in window.check_in.panel.shown.message
    window.check_in.bar.chosen.emit("로비", None)
    window.check_in._on_tick()
    assert "F3" in window.check_in.panel.shown.message
