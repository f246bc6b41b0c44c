"""What a Korean keyboard types on the way to a name, everywhere somebody is looked for, and on to whoever is new."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kiosk.ui.check_in.walk_in_dialog import WalkInDialog
from kiosk.ui.documents.audit_dialog import AuditDialog
from kiosk.ui.frame.main_window import MainWindow
from kiosk.ui.people.attendee_dialog import AttendeeDialog
from kiosk.ui.people.roster_screen import RosterScreen
from tests.scanners.keyboard import compose, type_in_hangul_mode, type_keys
from tests.ui.door import dialog_of, press, roster
from tests.ui.reading import finish_reading


@pytest.fixture
def search(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window with the search open and the cursor in it."""
    press(qtbot, window, Qt.Key.Key_F3)
    qtbot.waitUntil(window.check_in.search.line.hasFocus)
    return window


@pytest.fixture
def people_screen(window: MainWindow, qtbot: QtBot) -> RosterScreen:
    window.show_screen("people")
    screen = window.findChild(RosterScreen)
    qtbot.waitUntil(lambda: screen.model.rowCount() == 84)
    qtbot.waitUntil(screen.search.hasFocus)
    return screen


def names_found(window: MainWindow) -> list[str]:
    model = window.check_in.search._model
    return [model.index(row).data().split(",")[0] for row in range(model.rowCount())]


def test_the_syllable_in_composition_counts_at_the_door(search: MainWindow, workshop: Path) -> None:
    line = search.check_in.search.line
    of_that_family = {person.name for person in roster(workshop) if person.name.startswith("김")}
    type_in_hangul_mode("rla")  # nothing is committed yet
    assert (line.text(), line.typed()) == ("", "김")
    assert names_found(search) and set(names_found(search)) >= of_that_family
    compose(commit="김")
    assert (line.text(), line.typed()) == ("김", "김")


def test_a_syllable_in_composition_is_read_where_it_stands(search: MainWindow) -> None:
    line = search.check_in.search.line
    line.setText("도담")
    line.setCursorPosition(1)
    compose("재")
    assert line.typed() == "도재담"
    assert names_found(search) == ["도재담"]
    line.clear()
    assert line.typed() == ""


def test_the_wrong_mode_finds_the_person_and_says_how_it_was_read(search: MainWindow, qtbot: QtBot) -> None:
    type_keys("ehwoeka")
    assert names_found(search) == ["도재담"]
    assert "도재담" in search.check_in.search._hint.text()
    with qtbot.waitSignal(search.answer_painted):
        qtbot.keyClick(search.check_in.search.line, Qt.Key.Key_Return)
    assert search.check_in.panel.shown.name == "도재담"


@pytest.mark.parametrize("key", [Qt.Key.Key_F5, Qt.Key.Key_Return])
@pytest.mark.parametrize("typed", ["홍두깨", "ghdenRo"])
def test_whoever_is_not_found_goes_on_to_be_registered_by_that_name(
    search: MainWindow, workshop: Path, viewer: object, key: Qt.Key, typed: str, qtbot: QtBot
) -> None:
    line = search.check_in.search.line
    line.setText(typed)
    assert "홍두깨" in search.check_in.search._enter.text()
    qtbot.keyClick(line, key)
    dialog = dialog_of(search, WalkInDialog)
    assert dialog.name.text() == "홍두깨"
    qtbot.waitUntil(dialog.affiliation.hasFocus)
    with qtbot.waitSignal(search.answer_painted):
        qtbot.keyClick(dialog.affiliation, Qt.Key.Key_Return)
    assert [person.name for person in roster(workshop)].count("홍두깨") == 1
    qtbot.waitUntil(lambda: search.focusWidget() is search.check_in.panel)
    assert search.check_in.panel.shown.name == "홍두깨"
    qtbot.waitUntil(lambda: len(viewer.opened) == 2, timeout=60_000)  # badge and ticket


def test_a_registration_given_up_goes_back_to_the_search(search: MainWindow, qtbot: QtBot) -> None:
    line = search.check_in.search.line
    line.setText("홍두깨")
    qtbot.keyClick(line, Qt.Key.Key_F5)
    qtbot.keyClick(dialog_of(search, WalkInDialog), Qt.Key.Key_Escape)
    qtbot.waitUntil(line.hasFocus)
    assert line.text() == "홍두깨"


@pytest.mark.parametrize("typed", ["4321", "도재담", ""])
def test_digits_and_people_who_were_found_name_nobody_new(search: MainWindow, typed: str, qtbot: QtBot) -> None:
    line = search.check_in.search.line
    line.setText(typed)
    qtbot.keyClick(line, Qt.Key.Key_F5)
    assert dialog_of(search, WalkInDialog).name.text() == ""


def test_the_people_screen_reads_compositions_and_the_wrong_mode(people_screen: RosterScreen) -> None:
    shown = lambda: [people_screen.model.person(row).name for row in range(people_screen.model.rowCount())]  # noqa: E731
    compose("도재")
    assert shown() == ["도재담"]
    compose()
    type_keys("ehwoeka")
    assert shown() == ["도재담"]
    assert "도재담" in people_screen._count.text()


def test_whoever_is_not_on_the_list_is_added_by_that_name(
    people_screen: RosterScreen, window: MainWindow, workshop: Path, qtbot: QtBot
) -> None:
    people_screen.search.setText("ghdenRo")
    assert "홍두깨" in people_screen.add.text()
    qtbot.keyClick(people_screen.search, Qt.Key.Key_Return)
    dialog = dialog_of(window, AttendeeDialog)
    assert dialog.entered()["name"] == "홍두깨"
    qtbot.waitUntil(dialog.fields["affiliation"].hasFocus)
    with qtbot.waitSignal(people_screen.desk.roster_changed):
        qtbot.keyClick(dialog.fields["affiliation"], Qt.Key.Key_Return)
    assert [person.name for person in roster(workshop)].count("홍두깨") == 1
    people_screen.search.clear()
    assert people_screen.add.text() == "Add a person"


def test_the_walk_in_reads_compositions_and_offers_the_other_mode(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_F5)
    dialog = dialog_of(window, WalkInDialog)
    qtbot.waitUntil(dialog.name.hasFocus)
    dialog.name.setText("도재")
    assert not dialog.namesakes[0].isVisible()
    compose("담")
    assert dialog.namesakes[0].isVisible() and "도재담" in dialog.namesakes[0].text()
    dialog.name.setText("ehwoeka")
    assert dialog.namesakes[0].isVisible() and "도재담" in dialog.namesakes[0].text()
    assert "도재담" in dialog.meant.text()
    dialog.meant.click()
    assert dialog.name.text() == "도재담"
    assert not dialog.meant.isVisible()
    dialog.name.setText("John Smith")
    assert not dialog.meant.isVisible()


def test_a_walk_in_without_a_name_is_told_so_and_nothing_is_stored(
    window: MainWindow, workshop: Path, qtbot: QtBot
) -> None:
    press(qtbot, window, Qt.Key.Key_F5)
    dialog = dialog_of(window, WalkInDialog)
    qtbot.waitUntil(dialog.name.hasFocus)
    qtbot.keyClick(dialog.third, Qt.Key.Key_Return)
    assert dialog.notice.text() == "Enter the name first."
    qtbot.waitUntil(dialog.name.hasFocus)
    dialog.name.setText("홍")
    assert not dialog.notice.isVisible()
    assert len(roster(workshop)) == 84


def test_the_changes_are_narrowed_by_compositions_and_the_wrong_mode(
    window: MainWindow, scan: Callable, people: list, qtbot: QtBot
) -> None:
    for name in ("도재담", "추솔"):
        scan(next(person for person in people if person.name == name))
    window.show_screen("documents")
    cards = window.front
    cards.check.list_changes()
    qtbot.waitUntil(lambda: any(found.isVisible() for found in window.findChildren(AuditDialog)))
    dialog = dialog_of(window, AuditDialog)
    finish_reading(qtbot, window.desk)
    dialog.search.setFocus()
    compose("도재")
    narrowed = dialog.model.rowCount()
    affected = {dialog.model.index(row, 4).data() for row in range(narrowed)}
    assert affected == {"도재담"}
    compose()
    assert dialog.model.rowCount() > narrowed
    type_keys("ehwoeka")
    assert dialog.model.rowCount() == narrowed
    assert "도재담" in dialog.count.text()
