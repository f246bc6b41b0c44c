"""Signing in, locking, and an organiser's word, through the real window; by keyboard and by mouse."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from kiosk.actions.desks import manage_operators
from kiosk.actions.event import open_event, opened, read_event
from kiosk.actions.people import manage_roster
from kiosk.core.access import Caller, Role
from kiosk.core.answer_shape import answer_of
from kiosk.core.roster import Attendee, Status
from kiosk.core.scan import Verdict
from kiosk.ui.access.organiser_dialog import OrganiserDialog
from kiosk.ui.access.sign_in_form import SignInForm
from kiosk.ui.check_in.answer_text import Kind
from kiosk.ui.frame.main_window import MainWindow
from kiosk.ui.settings.operators_section import OperatorsSection
from kiosk.ui.widgets.reason_dialog import ReasonDialog
from tests.scanners.keyboard import type_keys

CHIEF, CLERK, OTHER = "김주관", "박접수", "이접수"
PINS = {CHIEF: "402817", CLERK: "5150", OTHER: "7391"}


@pytest.fixture(scope="session")
def _staffed_once(_workshop_made_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(shutil.copy(_workshop_made_once, tmp_path_factory.mktemp("staffed") / "workshop.kiosk"))
    with opened(open_event(path)) as records:
        manage_operators.add_operator(records, CHIEF, Role.ORGANISER, PINS[CHIEF])
        records = records.by(Caller(CHIEF))
        for name in (CLERK, OTHER):
            manage_operators.add_operator(records, name, Role.OPERATOR, PINS[name])
    return path


@pytest.fixture
def staffed(_staffed_once: Path, tmp_path: Path) -> Path:
    """The workshop with an organiser and two operators, closed."""
    return Path(shutil.copy(_staffed_once, tmp_path / "workshop.kiosk"))


@pytest.fixture
def window(open_window: Callable[[Path], MainWindow], staffed: Path) -> MainWindow:
    return open_window(staffed)


@pytest.fixture
def people(staffed: Path) -> list[Attendee]:
    with closing(read_event(staffed)) as records:
        return records.people.all()


@pytest.fixture
def enter(window: MainWindow, qtbot: QtBot) -> Callable[[str], None]:
    """Signs in with the keyboard alone."""

    def typed(name: str) -> None:
        form = form_of(window)
        choose(form, name)
        qtbot.keyClicks(form.pin, PINS[name])
        qtbot.keyClick(form.pin, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: window.desk.access.signed_in == name)

    return typed


def form_of(window: MainWindow) -> SignInForm:
    [form] = [form for form in window.findChildren(SignInForm) if form.isVisible()]
    return form


def choose(form: SignInForm, name: str) -> None:
    [button] = [button for button in form._group.buttons() if button.text() == name]
    button.click()
    assert form.name == name


def dialog_of(window: MainWindow, kind: type) -> QDialog:
    [dialog] = [dialog for dialog in window.findChildren(kind) if dialog.isVisible()]
    return dialog


def stored(path: Path) -> list:
    with closing(read_event(path)) as records:
        return records.scans.newest(50)


def test_a_desk_with_people_of_its_own_asks_who_is_there_and_shows_nothing_before(window, enter):
    assert not window.rail.isVisible()
    window.show_screen("people")
    assert form_of(window).isVisible()
    enter(CLERK)
    assert window.rail.isVisible()
    assert window.check_in.isVisible()
    assert CLERK in window.rail.person.toolTip()


def test_the_pin_is_entered_with_the_mouse_and_never_shown(window, qtbot):
    form = form_of(window)
    choose(form, CLERK)
    for digit in "51509":
        qtbot.mouseClick(form.keys[digit], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(form.keys["⌫"], Qt.MouseButton.LeftButton)
    assert form.pin.text() == PINS[CLERK]
    assert not set(form.pin.displayText()) & set("0123456789")
    qtbot.mouseClick(form.enter, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.desk.access.signed_in == CLERK)


def test_wrong_pins_are_told_and_then_cost_a_wait(window, staffed, qtbot):
    form = form_of(window)
    choose(form, CLERK)
    for told in ("not the PIN", "not the PIN", "Try again in"):
        form.notice.clear()
        qtbot.keyClicks(form.pin, "0000")
        qtbot.keyClick(form.pin, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(form.notice.text()))
        assert told in form.notice.text()
        assert form.pin.text() == ""
    qtbot.keyClicks(form.pin, PINS[CLERK])
    form.notice.clear()
    qtbot.keyClick(form.pin, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Try again in" in form.notice.text())
    assert window.desk.access.is_locked
    with closing(read_event(staffed)) as records:
        assert len(records.operators.sign_ins(CLERK)) == 3


def test_scans_go_on_at_a_locked_desk_and_say_that_nobody_made_them(window, people, staffed, qtbot):
    assert form_of(window).pin.hasFocus()
    with qtbot.waitSignal(window.answer_painted) as painted:
        type_keys(people[0].ticket_code + "\r")
    assert painted.args == [Verdict.ADMITTED]
    assert window.band.shown.name == people[0].name
    assert form_of(window).pin.text() == ""
    [scan] = stored(staffed)
    assert scan.payload["operator"] == ""


def test_a_scan_is_refused_aloud_where_a_locked_desk_takes_none(open_window, staffed, people, qtbot):
    from kiosk.actions.access import change_rules
    from kiosk.core.access import AccessRules

    with opened(open_event(staffed)) as records:
        records = records.by(Caller(CHIEF))
        change_rules(records, AccessRules(scan_while_locked=False))
    window = open_window(staffed)
    with qtbot.waitSignal(window.answer_painted):
        type_keys(people[0].ticket_code + "\r")
    assert window.band.shown.kind is Kind.ALARM
    assert "Nobody is signed in" in window.band.shown.message
    assert stored(staffed) == []


def test_what_is_scanned_and_corrected_carries_the_name_of_who_is_signed_in(window, enter, people, staffed, qtbot):
    enter(CLERK)
    with qtbot.waitSignal(window.answer_painted):
        type_keys(people[0].ticket_code + "\r")
    [scan] = stored(staffed)
    assert (scan.payload["operator"], scan.operator) == (CLERK, CLERK)


def test_the_desk_locks_by_key_and_closes_what_was_open(window, enter, people, staffed, qtbot):
    enter(CLERK)
    with qtbot.waitSignal(window.answer_painted):
        type_keys(people[0].ticket_code + "\r")
    qtbot.keyClick(window.check_in.panel, Qt.Key.Key_F8)
    assert dialog_of(window, ReasonDialog).isVisible()
    window.rail.person.click()
    assert form_of(window).isVisible()
    assert not any(dialog.isVisible() for dialog in window.findChildren(QDialog))
    enter(OTHER)
    assert window.check_in.isVisible()
    with closing(read_event(staffed)) as records:
        assert [op.payload["outcome"] for op in records.operators.sign_ins(CLERK)] == ["right", "signed_out"]


def test_the_desk_locks_by_itself_when_nothing_was_touched(window, enter, door_clock, qtbot):
    enter(CLERK)
    door_clock.forward(minutes=9)
    qtbot.keyClick(window.check_in.panel, Qt.Key.Key_Shift)
    door_clock.forward(minutes=9)
    window.desk.access.lock_when_idle()
    assert not window.desk.access.is_locked
    door_clock.forward(minutes=2)
    qtbot.waitUntil(lambda: window.desk.access.is_locked, timeout=20_000)
    assert form_of(window).isVisible()


def test_letters_made_larger_and_smaller_on_a_locked_desk_leave_the_rail_its_width(window, enter, qtbot):
    for per_cent in (200, 100):
        window.device.change(text_size=per_cent)
        QApplication.processEvents()
    enter(CLERK)
    button = window.rail.buttons["people"]
    qtbot.waitUntil(lambda: button.isVisible() and button.width() > window.rail.width() * 0.8)


def test_an_organisers_word_admits_a_blocked_person_once_and_stands_in_the_records(open_window, staffed, people, qtbot):
    with opened(open_event(staffed)) as records:
        records = records.by(Caller(CHIEF))
        manage_roster.set_status(records, people[0].id, Status.BLOCKED, "명단 확인")
    window = open_window(staffed)
    form = form_of(window)
    choose(form, CLERK)
    form.pin.setText(PINS[CLERK])
    form.enter.click()
    qtbot.waitUntil(lambda: window.desk.access.signed_in == CLERK)
    with qtbot.waitSignal(window.answer_painted):
        type_keys(people[0].ticket_code + "\r")
    qtbot.keyClick(window.check_in.panel, Qt.Key.Key_F9)
    reason = dialog_of(window, ReasonDialog)
    reason.usual[0].click()
    reason.confirm.click()
    qtbot.waitUntil(lambda: any(dialog.isVisible() for dialog in window.findChildren(OrganiserDialog)))
    asking = form_of(window)
    assert asking.name == CHIEF
    qtbot.keyClicks(asking.pin, PINS[CHIEF])
    with qtbot.waitSignal(window.answer_painted):
        qtbot.keyClick(asking.pin, Qt.Key.Key_Return)
    assert window.check_in.panel.shown.word == "Admitted anyway"
    assert window.desk.access.signed_in == CLERK
    admitted, refused = stored(staffed)
    assert (admitted.payload["operator"], refused.payload["operator"]) == (CHIEF, CLERK)
    assert answer_of(admitted).overridden


def test_without_an_organiser_nothing_is_done_and_the_window_says_why(window, enter, people, staffed, qtbot):
    enter(OTHER)
    with qtbot.waitSignal(window.answer_painted):
        type_keys(people[0].ticket_code + "\r")
    window.rail.person.click()
    enter(CLERK)
    qtbot.keyClick(window.check_in.panel, Qt.Key.Key_F8)
    reason = dialog_of(window, ReasonDialog)
    reason.usual[0].click()
    reason.confirm.click()
    qtbot.waitUntil(lambda: any(dialog.isVisible() for dialog in window.findChildren(OrganiserDialog)))
    dialog_of(window, OrganiserDialog).reject()
    assert window.messages.sentence == f"{CLERK} may not do this: only an organiser can."
    with closing(read_event(staffed)) as records:
        assert records.scans.voided() == {}


# -- the list of people ------------------------------------------------------------------------------------------------


def section_of(window: MainWindow) -> OperatorsSection:
    window.show_screen("settings")
    settings = window.front
    settings.show_section(OperatorsSection)
    return settings.section(OperatorsSection)


def fill_in(dialog, name: str, pin: str) -> None:
    dialog.name.setText(name)
    dialog.pin.setText(pin)
    dialog.save.click()
    assert "differ" in dialog.notice.text()
    dialog.again.setText(pin)
    dialog.save.click()


def test_the_first_person_is_an_organiser_is_signed_in_and_adds_the_next(open_window, workshop, qtbot):
    window = open_window(workshop)
    assert not window.rail.person.isVisible()
    section = section_of(window)
    assert not section.minutes.isEnabled()
    dialog = section.open_dialog(None)
    assert dialog.role is Role.ORGANISER
    fill_in(dialog, CHIEF, PINS[CHIEF])
    qtbot.waitUntil(lambda: bool(window.desk.access.people))
    assert window.desk.access.signed_in == CHIEF
    assert section.isVisible()
    fill_in(section.open_dialog(None), CLERK, PINS[CLERK])
    qtbot.waitUntil(lambda: section.list.count() == 2)
    with closing(read_event(workshop)) as records:
        assert {name: person.role for name, person in records.operators.all().items()} == {
            CHIEF: Role.ORGANISER, CLERK: Role.OPERATOR,
        }  # fmt: skip


def test_a_pin_that_is_easily_guessed_is_refused_in_the_dialog(open_window, workshop, qtbot):
    dialog = section_of(open_window(workshop)).open_dialog(None)
    fill_in(dialog, CHIEF, "1234")
    qtbot.waitUntil(lambda: bool(dialog.notice.text()))
    assert "easy to guess" in dialog.notice.text()
    assert dialog.isVisible()
    dialog.reject()


def test_when_desks_lock_is_an_organisers_to_decide(window, enter, staffed, qtbot):
    enter(CHIEF)
    section = section_of(window)
    section.minutes.setValue(0)
    section.minutes.editingFinished.emit()
    section.scans.click()
    qtbot.waitUntil(lambda: window.desk.access.rules.lock_after_minutes == 0)
    qtbot.waitUntil(lambda: not window.desk.access.rules.scan_while_locked)
    with closing(read_event(staffed)) as records:
        assert records.event.values("access") == {"lock_after_minutes": 0, "scan_while_locked": False}


def test_who_is_removed_while_signed_in_is_asked_again(window, enter, qtbot):
    enter(CLERK)
    done = []

    def remove(records):
        records = records.by(Caller(CHIEF))
        manage_operators.remove_operator(records, CLERK)

    window.desk.lane.run(remove, done.append)
    qtbot.waitUntil(lambda: bool(done))
    window.desk.tell_access_changed()
    qtbot.waitUntil(lambda: window.desk.access.is_locked)
    assert form_of(window).isVisible()
