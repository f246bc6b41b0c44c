"""Hand-outs in the real window: made, handed out at the door, told, returned, listed and exported."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from kiosk.actions.event import open_event, opened
from kiosk.actions.programme.edit_handouts import save_handout
from kiosk.core.handout import Handout
from kiosk.ui.frame.main_window import MainWindow
from kiosk.ui.programme.handouts_dialog import HandoutsDialog
from kiosk.ui.programme.programme_screen import ProgrammeScreen
from tests.making import SEOUL
from tests.ui.conftest import DoorClock
from tests.ui.door import stored

RECEIVER = Handout("RCV", {"ko": "수신기", "en": "Receiver"}, lent=True, stock=40)
KIT = Handout("KIT", {"ko": "기념품", "en": "Welcome kit"})


@pytest.fixture
def window(open_window: Callable[[Path], MainWindow], workshop: Path, door_clock: DoorClock) -> MainWindow:
    with opened(open_event(workshop)) as records:
        for handout in (KIT, RECEIVER):
            save_handout(records, handout)
    door_clock.at = datetime(2024, 2, 27, 13, 40, tzinfo=SEOUL)
    return open_window(workshop)


def choose(window: MainWindow, code: str) -> None:
    combo = window.check_in.bar._session
    combo.setCurrentIndex(combo.findData(code))
    combo.activated.emit(combo.currentIndex())


def test_a_desk_hands_out_and_takes_back_at_the_same_scan(window, scan, people, qtbot, door_clock):
    choose(window, "RCV")
    bar, panel, counts = window.check_in.bar, window.check_in.panel, window.check_in.counts
    assert bar._title.accessibleName() == "Receiver"
    assert bar._when.accessibleName() == "Lent and to be returned"
    scan(people[0])
    assert (panel.shown.word, panel.shown.place) == ("Hand it out", "Hand-out  ·  Receiver")
    assert not window.check_in.override.isEnabled()
    assert (counts._number.text(), counts._of.text(), counts._inside_now.text()) == (
        "1", "39 of 40 left", "1 not returned yet",
    )  # fmt: skip
    door_clock.at = door_clock.at.replace(minute=55)
    scan(people[0])
    assert panel.shown.word == "Returned"
    assert counts._inside_now.text() == "0 not returned yet"


def test_who_was_given_one_is_told_when_and_gets_another_with_a_reason(
    window, scan, people, qtbot, door_clock, workshop
):
    choose(window, "KIT")
    scan(people[0])
    door_clock.at = door_clock.at.replace(minute=50)
    scan(people[0])
    shown = window.check_in.panel.shown
    assert shown.word == "Already given"
    assert shown.message == "Welcome kit was handed out at 13:40 already, desk desk-1."
    assert shown.aside == "Hand out anyway: F9"
    window.check_in.flow.overrule(window.check_in.flow.last, "broken")
    qtbot.waitUntil(lambda: window.check_in.panel.shown.word == "Hand it out anyway")
    assert [answer.verdict for answer in stored(workshop)[:3]] == ["already_given", "already_given", "given"]
    choose(window, None)
    scan(people[0])
    assert stored(workshop)[0].verdict == "admitted"


def test_hand_outs_are_made_edited_listed_and_removed(window, scan, people, qtbot, door_clock, workshop, tmp_path):
    choose(window, "RCV")
    scan(people[0])
    window.show_screen("programme")
    screen = window.findChild(ProgrammeScreen)
    qtbot.mouseClick(screen.handouts, Qt.MouseButton.LeftButton)
    (dialog,) = screen.findChildren(HandoutsDialog)
    qtbot.waitUntil(lambda: len(dialog.lines) == 2)
    making = dialog.open_handout(None)
    making.titles.lines["en"].setText("Dinner")
    making.lending.setCurrentIndex(0)
    making.stock.setValue(80)
    with qtbot.waitSignal(making.stored):
        making.save.click()
    qtbot.waitUntil(lambda: len(dialog.lines) == 3)
    qtbot.waitUntil(lambda: "H1" in window.desk.doors)
    assert window.check_in.bar._session.findData("H1") > 0
    dialog.not_returned.setChecked(True)
    assert [one.person.id for one in dialog.shown] == [people[0].id]
    out = tmp_path / "late.pdf"
    dialog.export_to(out)
    qtbot.waitUntil(out.exists)
    row = next(place for place, (one, _count) in enumerate(dialog.lines) if one.code == "RCV")
    dialog.table.selectRow(row)
    editing = dialog.open_handout(dialog.chosen())
    editing.remove.click()
    qtbot.waitUntil(lambda: hasattr(editing, "question"))
    assert "1 person was given RCV" in editing.question.text()
    remove = next(b for b in editing.question.buttons() if editing.question.buttonRole(b) == _DESTRUCTIVE)
    with qtbot.waitSignal(editing.stored):
        remove.click()
    qtbot.waitUntil(lambda: "RCV" not in window.desk.doors)
    assert window.check_in.flow.door.session is None  # the desk is back at room and time


_DESTRUCTIVE = QMessageBox.ButtonRole.DestructiveRole


def test_undoing_a_hand_out_speaks_of_it(window, scan, people, qtbot):
    choose(window, "KIT")
    scan(people[0])
    window.check_in.flow.take_back(window.check_in.flow.last, "wrong person")
    qtbot.waitUntil(lambda: window.check_in.panel.shown.word == "Undone")
    assert window.check_in.panel.shown.message == "“Welcome kit”: the scan at 13:40 no longer counts: wrong person"
