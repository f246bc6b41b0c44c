"""Somebody on no list is registered, checked in and given what they need, without a queue."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kiosk.actions.people.manage_roster import add_attendee
from kiosk.core.answer_shape import answer_of
from kiosk.core.scan import Verdict
from kiosk.ui.check_in.walk_in_dialog import WalkInDialog
from kiosk.words.names import name_of
from tests.scanners.keyboard import type_keys
from tests.ui.door import dialog_of, press, roster, scans


def test_a_walk_in_is_registered_checked_in_and_given_badge_and_ticket_by_keys_alone(
    window, workshop, people, viewer, qtbot
):
    press(qtbot, window, Qt.Key.Key_F5)
    dialog = dialog_of(window, WalkInDialog)
    qtbot.waitUntil(dialog.name.hasFocus)
    for field, text in ((dialog.name, "현장참"), (dialog.affiliation, "한빛정밀"), (dialog.third, "01000001234")):
        assert QApplication.focusWidget() is field
        field.insert(text)  # as an input method gives it
        if field is not dialog.third:
            qtbot.keyClick(field, Qt.Key.Key_Tab)
    with qtbot.waitSignal(window.answer_painted) as painted:
        qtbot.keyClick(dialog.third, Qt.Key.Key_Return)
    assert painted.args == [Verdict.ADMITTED]
    assert window.check_in.panel.shown.name == "현장참"
    [added] = [person for person in roster(workshop) if person.name == "현장참"]
    assert (added.affiliation, added.phone, added.category) == ("한빛정밀", "010-0000-1234", "")
    assert answer_of(scans(workshop)[0]).person.id == added.id
    assert "F6" not in window.check_in.panel.shown.message  # the badge comes by itself
    qtbot.waitUntil(lambda: len(viewer.opened) == 2, timeout=30_000)
    assert all(path.read_bytes()[:5] == b"%PDF-" for path in viewer.opened)
    assert len({path.name for path in viewer.opened}) == 2
    qtbot.waitUntil(lambda: added.id in window.check_in.people.people)
    assert [dialog for dialog in window.findChildren(WalkInDialog) if dialog.isVisible()] == []


def test_a_walk_in_may_be_put_on_the_list_of_the_session(window, workshop, viewer, qtbot, door_clock):
    window.check_in.bar.chosen.emit(None, "S2")
    door_clock.at = door_clock.at.replace(hour=15, minute=30)
    window.check_in.walk_in.click()
    dialog = dialog_of(window, WalkInDialog)
    assert dialog.listed.isVisible() and dialog.listed.isChecked()
    dialog.name.setText("현장참")
    dialog.third.setText("관")
    with qtbot.waitSignal(window.answer_painted) as painted:
        dialog.save.click()
    assert painted.args == [Verdict.ADMITTED]
    [added] = [person for person in roster(workshop) if person.name == "현장참"]
    assert (added.sessions, added.category) == (("S2",), "관")
    qtbot.waitUntil(lambda: len(viewer.opened) == 2, timeout=30_000)


@pytest.mark.parametrize("agrees", [True, False])
def test_a_walk_in_agrees_at_the_desk_by_a_tick(window, workshop, viewer, qtbot, agrees):
    window.check_in.walk_in.click()
    dialog = dialog_of(window, WalkInDialog)
    qtbot.waitUntil(dialog.name.hasFocus)
    dialog.name.setText("현장참")
    assert not dialog.consent.isChecked(), "nobody agrees unasked"
    fields = 1 + len(dialog.categories.buttons()) + len([dialog.affiliation, dialog.third])
    passed = []
    while dialog.consent not in passed and len(passed) < fields:
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        passed.append(dialog.focusWidget())
    assert dialog.consent.hasFocus(), passed
    if agrees:
        qtbot.keyClick(dialog.consent, Qt.Key.Key_Space)
    with qtbot.waitSignal(window.answer_painted):
        dialog.save.click()
    [added] = [person for person in roster(workshop) if person.name == "현장참"]
    assert bool(added.consent) == agrees
    qtbot.waitUntil(lambda: len(viewer.opened) == 2, timeout=30_000)


def test_a_walk_in_of_a_name_that_is_known_is_shown_who_that_is_and_checked_in_instead(window, workshop, people, qtbot):
    same = [person for person in people if person.name == "소율완"]
    assert len(same) == 2
    window.check_in.walk_in.click()
    dialog = dialog_of(window, WalkInDialog)
    dialog.name.setText("소 율완")
    offered = [button.text() for button in dialog.namesakes if button.isVisible()]
    assert len(offered) == 2 and offered[0] != offered[1]
    assert all(name_of(person.affiliation) in " ".join(offered) for person in same)
    with qtbot.waitSignal(window.answer_painted):
        dialog.namesakes[1].click()
    assert len(roster(workshop)) == len(people)
    assert answer_of(scans(workshop)[0]).person.name == "소율완"


def test_what_may_not_be_kept_of_a_walk_in_is_told_and_the_entry_stays(window, workshop, people, qtbot):
    window.check_in.walk_in.click()
    dialog = dialog_of(window, WalkInDialog)
    dialog.name.setText("현장참")
    dialog.affiliation.setText("900101-1234568")
    dialog.save.click()
    qtbot.waitUntil(lambda: bool(dialog.notice.text()))
    assert "resident registration number" in dialog.notice.text()
    assert dialog.isVisible() and dialog.save.isEnabled()
    assert len(roster(workshop)) == len(people)


def test_scans_go_on_while_a_walk_in_is_being_entered(window, workshop, people, qtbot):
    window.check_in.walk_in.click()
    dialog = dialog_of(window, WalkInDialog)
    qtbot.waitUntil(dialog.name.hasFocus)
    dialog.name.setText("Kim")
    with qtbot.waitSignal(window.answer_painted):
        type_keys(people[0].ticket_code + "\r")
    assert dialog.name.text() == "Kim"
    assert dialog.isVisible()
    assert window.band.shown.name == people[0].name
    assert len(scans(workshop)) == 1


def test_an_unlisted_category_of_a_walk_in_is_refused_and_the_person_stays_on_the_roster(
    window, workshop, viewer, qtbot, door_clock
):
    """A walk-in at a closed door is registered all the same: the desk admits them with a reason."""
    door_clock.at = door_clock.at.replace(hour=8)
    window.check_in.bar.chosen.emit(None, "S1")
    window.check_in.walk_in.click()
    dialog = dialog_of(window, WalkInDialog)
    dialog.name.setText("현장참")
    with qtbot.waitSignal(window.answer_painted) as painted:
        dialog.save.click()
    assert painted.args == [Verdict.TOO_EARLY]
    assert any(person.name == "현장참" for person in roster(workshop))
    assert window.check_in.override.isEnabled()
    qtbot.waitUntil(lambda: len(viewer.opened) == 2, timeout=30_000)


def test_a_walk_in_added_by_an_import_meanwhile_is_found(window, workshop, qtbot):
    window.desk.lane.run(lambda records: add_attendee(records, {"name": "늦은이"}), lambda _person: None)
    window.desk.tell_roster_changed()
    qtbot.waitUntil(lambda: any(person.name == "늦은이" for person in window.check_in.people.people.values()))
    press(qtbot, window, Qt.Key.Key_F3)
    window.check_in.search.line.setText("ㄴㅇㅇ")
    assert "늦은이" in [window.check_in.search._model._found[0].name]
