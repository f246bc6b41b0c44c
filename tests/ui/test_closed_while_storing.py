"""A dialog that is closed while the desk is storing: what it asked for is done and told all the same."""

import threading
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtWidgets import QDialog, QLineEdit

from kiosk.ui.check_in.walk_in_dialog import WalkInDialog
from kiosk.ui.people.roster_screen import RosterScreen
from kiosk.ui.programme.programme_screen import ProgrammeScreen
from tests.ui.door import dialog_of, roster
from tests.ui.reading import finish_reading


@pytest.fixture
def gate(window) -> Iterator[threading.Event]:
    """The desk stores nothing before it is set."""
    made = threading.Event()
    window.desk.lane.run(lambda _records: made.wait(10))
    yield made
    made.set()


def closed(dialog: QDialog, gate: threading.Event) -> None:
    """What somebody does who does not wait, and what comes of it."""
    dialog.reject()
    assert not dialog.isVisible()
    gate.set()


def test_a_walk_in_is_registered_and_given_badge_and_ticket(window, gate, workshop, viewer, qtbot):
    window.check_in.walk_in.click()
    dialog = dialog_of(window, WalkInDialog)
    dialog.name.setText("현장참")
    dialog.save.click()
    with qtbot.waitSignal(window.answer_painted):
        closed(dialog, gate)
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))
    assert [person.name for person in roster(workshop)].count("현장참") == 1
    qtbot.waitUntil(lambda: len(viewer.opened) == 2, timeout=30_000)


def test_a_corrected_name_is_known_and_its_badge_made(window, gate, people, viewer, qtbot):
    dialog = window.check_in.exceptions.correct(people[0])
    dialog.fields["name"].setText("도재담수")
    dialog.save_and_print.click()
    assert not dialog.save.isEnabled()
    closed(dialog, gate)
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))
    qtbot.waitUntil(lambda: bool(viewer.opened), timeout=30_000)
    assert "도재담수" in viewer.opened[0].name
    finish_reading(qtbot, window.desk)
    window.check_in.begin_search()
    qtbot.keyClicks(window.check_in.search.findChild(QLineEdit), people[0].phone[-4:])
    assert window.check_in.search.current().name == "도재담수"


def test_a_refusal_is_told_by_the_desk(window, gate, workshop, qtbot):
    """A number that may not be kept, in a dialog that nobody sees any more."""
    window.check_in.walk_in.click()
    dialog = dialog_of(window, WalkInDialog)
    dialog.name.setText("현장참 900101-1234567")
    dialog.save.click()
    with qtbot.waitSignal(window.desk.trouble) as told:
        closed(dialog, gate)
    assert "resident registration number" in told.args[0]
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))
    assert len(roster(workshop)) == 84


def test_a_person_added_on_the_list_is_shown_there(window, gate, workshop, qtbot):
    window.show_screen("people")
    screen = window.findChild(RosterScreen)
    dialog = screen.open_attendee()
    dialog.fields["name"].setText("현장참")
    dialog.save.click()
    with qtbot.waitSignal(window.desk.roster_changed):
        closed(dialog, gate)
    assert window.desk.overview.attendee_count == 85


def test_a_session_that_was_changed_is_the_one_the_desk_goes_by(window, gate, qtbot):
    window.show_screen("programme")
    screen = window.findChild(ProgrammeScreen)
    dialog = screen.open_session(window.desk.programme["S1"])
    dialog.room.setCurrentText("별관")
    dialog.save.click()
    with qtbot.waitSignal(window.desk.programme_changed):
        closed(dialog, gate)
    assert window.desk.programme["S1"].room == "별관"


def test_an_import_fills_the_list(window, gate, tmp_path, qtbot):
    file = tmp_path / "more.csv"
    file.write_text("성명,소속\n현장참,한빛정밀\n", encoding="utf-8")
    window.show_screen("people")
    dialog = window.findChild(RosterScreen).open_import(file)
    qtbot.waitUntil(dialog.store_button.isEnabled)
    dialog.store_button.click()
    with qtbot.waitSignal(window.desk.roster_changed):
        closed(dialog, gate)
    assert window.desk.overview.attendee_count == 85
