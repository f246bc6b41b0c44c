"""The people screen: finding, adding, correcting, and what is done to a ticket."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from kiosk.actions.event import read_event
from kiosk.actions.people.manage_roster import add_attendee, set_status
from kiosk.core.roster import Attendee, Status
from kiosk.ui.imports.roster_import_dialog import RosterImportDialog
from kiosk.ui.people.attendee_dialog import AttendeeDialog
from kiosk.ui.people.roster_screen import RosterScreen
from kiosk.ui.services.desk import Desk
from kiosk.ui.widgets.reason_dialog import ReasonDialog
from tests.demonstration import FOLDER
from tests.ui.reading import finish_reading


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> RosterScreen:
    return shown(qtbot, desk, 84)


def shown(qtbot: QtBot, desk: Desk, people: int) -> RosterScreen:
    made = RosterScreen(desk)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    qtbot.waitUntil(lambda: made.model.rowCount() == people)
    return made


def names(screen: RosterScreen) -> list[str]:
    return [screen.model.person(row).name for row in range(screen.model.rowCount())]


def choose(screen: RosterScreen, name: str) -> Attendee:
    screen.table.selectRow(names(screen).index(name))
    return screen.selected()


def stored(desk: Desk, attendee_id: str) -> Attendee:
    records = read_event(desk.path)
    try:
        return records.people.get(attendee_id)
    finally:
        records.close()


def reread(qtbot: QtBot, screen: RosterScreen, act: Callable[[], object]) -> None:
    """Do something and wait until the list was read again."""
    with qtbot.waitSignal(screen.desk.roster_changed):
        act()
    with qtbot.waitSignal(screen.model.modelReset):
        pass


def test_everybody_is_listed_in_the_order_of_the_roster(screen: RosterScreen) -> None:
    assert names(screen)[:3] == ["도재담", "추솔", "위욱빈"]


@pytest.mark.parametrize("typed", ["남궁", "ㄴㄱㄴㅂ", "남궁느", "0000-0007", "남궁늘봄"])
def test_a_person_is_found_while_the_name_is_typed(screen: RosterScreen, typed: str) -> None:
    screen.search.setText(typed)
    assert "남궁늘봄" in names(screen)
    assert screen.model.rowCount() < 84


def test_the_only_person_found_is_chosen(screen: RosterScreen) -> None:
    screen.search.setText("남궁늘봄")
    assert screen.selected().name == "남궁늘봄"
    assert screen.edit.isEnabled()


def test_a_search_that_finds_nobody_shows_an_empty_list_and_chooses_nobody(screen: RosterScreen) -> None:
    screen.search.setText("없는사람")
    assert names(screen) == []
    assert not screen.edit.isEnabled()


def test_a_heading_sorts_the_list(screen: RosterScreen) -> None:
    screen.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert names(screen) == sorted(names(screen))


def test_a_walk_in_is_stored_and_shown(qtbot: QtBot, screen: RosterScreen) -> None:
    dialog = screen.open_attendee()
    dialog.save.click()
    assert dialog.notice.text() == "Enter the name first.", "a person needs a name"
    dialog.fields["name"].setText("새 손님")
    dialog.fields["phone"].setText("1000009999")
    dialog.sessions["S2"].setChecked(True)
    reread(qtbot, screen, dialog.save.click)
    qtbot.waitUntil(lambda: names(screen) == ["새 손님"])
    person = stored(screen.desk, screen.selected().id)
    assert (person.name, person.phone, person.sessions) == ("새 손님", "010-0000-9999", ("S2",))


def test_a_correction_is_stored_and_everything_else_stays(qtbot: QtBot, screen: RosterScreen) -> None:
    before = choose(screen, "곽호옥")
    dialog = screen.open_attendee(before)
    dialog.fields["affiliation"].setText("한국전기연구원(KERI)")
    reread(qtbot, screen, dialog.save.click)
    after = stored(screen.desk, before.id)
    assert after.affiliation == "한국전기연구원(KERI)"
    assert (after.name, after.sessions, after.notes, after.ticket_code) == (
        before.name, before.sessions, before.notes, before.ticket_code,
    )  # fmt: skip
    assert screen.selected().id == before.id, "the person stays chosen"


def test_blocking_needs_a_reason_that_is_shown_in_the_list(qtbot: QtBot, screen: RosterScreen) -> None:
    person = choose(screen, "위욱빈")
    dialog = screen.change_status(Status.BLOCKED)
    assert not dialog.confirm.isEnabled()
    dialog.reason.setText("참가비 미납")
    reread(qtbot, screen, dialog.confirm.click)
    blocked = stored(screen.desk, person.id)
    assert (blocked.status, blocked.status_reason) == (Status.BLOCKED, "참가비 미납")
    row = screen.model.row_of(person.id)
    status = screen.model.index(row, screen.model.COLUMNS.index("status")).data()
    assert status == "blocked: 참가비 미납"


def test_a_cancelled_registration_can_be_restored(qtbot: QtBot, screen: RosterScreen) -> None:
    person = choose(screen, "위욱빈")
    reread(qtbot, screen, screen.change_status(Status.CANCELLED).confirm.click)
    assert stored(screen.desk, person.id).status is Status.CANCELLED
    assert screen.restore.isEnabled()
    assert not screen.cancel.isEnabled()
    reread(qtbot, screen, screen.change_status(Status.REGISTERED).confirm.click)
    assert stored(screen.desk, person.id).status is Status.REGISTERED


def test_a_new_code_takes_the_place_of_the_old_one(qtbot: QtBot, screen: RosterScreen) -> None:
    person = choose(screen, "위욱빈")
    reread(qtbot, screen, screen.give_new_code().confirm.click)
    assert stored(screen.desk, person.id).ticket_code != person.ticket_code


def test_the_form_of_a_person_fits_the_smallest_laptop(qtbot: QtBot, desk: Desk) -> None:
    window = QWidget()
    window.resize(1280, 700)
    qtbot.addWidget(window)
    dialog = AttendeeDialog(desk, None, ["산"], parent=window)
    dialog.show()
    assert dialog.height() <= 680
    assert dialog.width() <= 1180


def test_what_can_be_done_depends_on_the_person_chosen(screen: RosterScreen) -> None:
    buttons = (screen.edit, screen.reissue, screen.cancel, screen.block, screen.restore)
    assert [button.isEnabled() for button in buttons] == [False] * 5
    choose(screen, "위욱빈")
    assert [button.isEnabled() for button in buttons] == [True, True, True, True, False]


def test_without_people_the_screen_says_what_to_do_next(qtbot: QtBot, empty_desk: Desk) -> None:
    screen = shown(qtbot, empty_desk, 0)
    qtbot.waitUntil(screen.first_import.isVisible)
    assert not screen.table.isVisible()


def test_an_import_fills_the_empty_screen(qtbot: QtBot, empty_desk: Desk) -> None:
    screen = shown(qtbot, empty_desk, 0)
    qtbot.waitUntil(screen.first_import.isVisible)
    dialog = screen.open_import(FOLDER / "roster-cp949.csv")
    qtbot.waitUntil(lambda: not dialog.busy)
    sessions = dialog.header.choice(6)
    sessions.setCurrentIndex(0)
    qtbot.waitUntil(dialog.store_button.isEnabled)
    dialog.store_button.click()
    qtbot.waitUntil(lambda: screen.model.rowCount() == 84)
    assert screen.table.isVisible()
    assert "84 people added" in screen.notice.text()


def test_a_list_dropped_on_the_screen_is_looked_at(qtbot: QtBot, screen: RosterScreen) -> None:
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(FOLDER / "roster.xlsx"))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    screen.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, files, buttons, keys))
    (dialog,) = screen.findChildren(RosterImportDialog)
    qtbot.waitUntil(lambda: not dialog.busy)
    assert dialog.figures["unchanged"].text() == "84"
    dialog.reject()


def test_changes_made_while_another_screen_is_in_front_are_there_on_return(qtbot: QtBot, screen: RosterScreen) -> None:
    screen.hide()
    with qtbot.waitSignal(screen.desk.roster_changed):
        screen.desk.lane.run(lambda records: add_attendee(records, {"name": "나중에"}))
        screen.desk.tell_roster_changed()
    assert screen.model.rowCount() == 84
    screen.show()
    qtbot.waitUntil(lambda: screen.model.rowCount() == 85)


def test_the_arrow_down_leads_from_the_search_to_the_first_person_found(qtbot: QtBot, screen: RosterScreen) -> None:
    qtbot.keyClicks(screen.search, "0000-00")
    qtbot.keyClick(screen.search, Qt.Key.Key_Down)
    qtbot.waitUntil(screen.table.hasFocus)
    assert screen.selected() == screen.model.person(0)
    qtbot.keyClick(screen.table, Qt.Key.Key_Down)
    assert screen.selected() == screen.model.person(1)


def test_after_a_cancellation_the_focus_is_in_the_list_at_the_same_person(qtbot: QtBot, screen: RosterScreen) -> None:
    person = choose(screen, "위욱빈")
    screen.cancel.setFocus()
    screen.cancel.click()
    (dialog,) = screen.findChildren(ReasonDialog)
    assert any("위욱빈" in label.text() for label in dialog.findChildren(QLabel))
    reread(qtbot, screen, dialog.confirm.click)
    assert screen.focusWidget() is screen.table
    assert screen.selected().id == person.id


def test_the_history_of_a_person_is_read_here_and_changed_at_the_door(screen: RosterScreen, qtbot: QtBot) -> None:
    assert not screen.history.isEnabled()
    choose(screen, "도재담")
    dialog = screen.show_history()
    qtbot.waitUntil(lambda: dialog._hint.text() == "Nothing was scanned yet.")
    assert "도재담" in dialog.windowTitle()
    assert not dialog.undo.isVisible()
    dialog.reject()


def test_the_list_tells_who_came_where_they_are_and_shows_those_alone(window, people, qtbot, door_clock):
    window.show_screen("people")
    screen = window.front
    finish_reading(qtbot, window.desk)
    column = screen.model.COLUMNS.index("where")

    def texts() -> list[str]:
        return [screen.model.data(screen.model.index(row, column)) for row in range(screen.model.rowCount())]

    assert set(texts()) == {"not here yet"}
    for person in people[:2]:
        with qtbot.waitSignal(window.answer_painted):
            window.take_scan(person.ticket_code)
    qtbot.waitUntil(lambda: sum("Grand Ballroom" in text for text in texts()) == 2)
    screen.whether.setCurrentIndex(screen.whether.findText("inside now"))
    assert {screen.model.person(row).id for row in range(screen.model.rowCount())} == {one.id for one in people[:2]}
    assert screen._count.text() == "2 of 84 people"
    screen.whether.setCurrentIndex(screen.whether.findText("not here yet"))
    assert screen.model.rowCount() == 82
    screen.category.setCurrentIndex(screen.category.findText("Academia"))
    assert {screen.model.person(row).category for row in range(screen.model.rowCount())} == {"학"}
    screen.category.setCurrentIndex(0)
    door_clock.forward(hours=10)  # nobody is inside a session that is over
    screen.whether.setCurrentIndex(screen.whether.findText("came"))
    window.show_screen("board")
    window.show_screen("people")
    finish_reading(qtbot, window.desk)
    assert screen.model.rowCount() == 2
    assert set(texts()) == {"came"}


def test_somebody_whose_registration_does_not_stand_is_not_waited_for(window, people, qtbot):
    with qtbot.waitCallback() as done:
        window.desk.lane.run(lambda records: set_status(records, people[0].id, Status.CANCELLED, ""), done)
    window.show_screen("people")
    screen = window.front
    window.desk.tell_roster_changed()
    finish_reading(qtbot, window.desk)
    finish_reading(qtbot, window.desk)
    screen.whether.setCurrentIndex(screen.whether.findText("not here yet"))
    assert people[0].id not in {screen.model.person(row).id for row in range(screen.model.rowCount())}
    assert screen.model.rowCount() == 83
