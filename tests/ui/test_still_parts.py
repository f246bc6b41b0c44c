"""What stands still, is shown whole, and comes from the event."""

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.actions.desks.manage_operators import add_operator
from kiosk.actions.event import opened, read_event
from kiosk.actions.papers.choose_badges import groups
from kiosk.core.access import Role
from kiosk.ui.check_in.answer_text import as_scanned
from kiosk.ui.check_in.walk_in_dialog import WalkInDialog
from kiosk.ui.documents.privacy_dialog import PrivacyDialog
from kiosk.ui.frame.screens import build
from kiosk.ui.widgets.dialogs import open_dialog
from tests.scanners.keyboard import type_keys
from tests.ui.door import dialog_of, roster


def places(window):
    QApplication.processEvents()
    return {name: button.geometry() for name, button in window.rail.buttons.items()}


@pytest.mark.parametrize("text_size", [100, 125])
def test_the_screens_of_the_rail_stay_where_they_are_and_keep_their_words(window, text_size, qtbot):
    window.device.change(text_size=text_size)
    before = places(window)
    assert window.rail.width() > 84, "the words stand there"
    window.desk.lane.run(lambda records: add_operator(records, "하늘", Role.ORGANISER, "4711"), lambda _done: None)
    window.desk.access.let_in("하늘")
    window.rail.show_person("하늘")
    window.rail.copies.show()
    window.rail.sharing.show()
    assert places(window) == before


def test_only_the_screen_that_was_asked_for_is_lit_while_it_is_built(window, monkeypatch):
    lit = []

    def building(*asked):
        lit.extend(name for name, button in window.rail.buttons.items() if button.isChecked())
        return build(*asked)

    monkeypatch.setattr("kiosk.ui.frame.main_window.build", building)
    window.rail.buttons["desks"].click()
    assert lit in (["desks"], [])  # nothing was built if it was built ahead
    assert [name for name, button in window.rail.buttons.items() if button.isChecked()] == ["desks"]


def test_an_unknown_code_is_shown_as_it_arrived(window, qtbot):
    with qtbot.waitSignal(window.answer_painted):
        type_keys("PARCEL-4711-STRANGE\r")
    assert window.check_in.panel.shown.name == "PARCEL-4711-STRANGE"


@pytest.mark.parametrize(
    ("text", "line"), [("a\tb\r\n c", "a b c"), ("x" * 40, "x" * 28 + "…"), ("", ""), ("\x00\x1b[31m", "[31m")]
)
def test_what_arrived_is_made_one_short_line(text, line):
    assert as_scanned(text) == line


def test_the_category_of_a_walk_in_is_a_press(window, workshop, viewer, qtbot):
    window.check_in.walk_in.click()
    dialog = dialog_of(window, WalkInDialog)
    assert [chip.text() for chip in dialog.categories.buttons()] == ["Industry", "Academia", "Research", "Government"]
    dialog.name.setText("현장참")
    dialog.third.setText("010-0000-1234")
    dialog.categories.buttons()[2].click()
    with qtbot.waitSignal(window.answer_painted):
        dialog.save.click()
    [added] = [person for person in roster(workshop) if person.name == "현장참"]
    assert (added.category, added.phone) == ("연", "010-0000-1234")
    qtbot.waitUntil(lambda: len(viewer.opened) == 2, timeout=60_000)


def test_categories_of_badges_stand_in_the_order_of_the_event(workshop):
    with opened(read_event(workshop)) as records:
        assert groups(records)[0] == ["산", "학", "연", "관"]


def test_a_privacy_notice_may_begin_with_a_template(window, qtbot):
    dialog = open_dialog(PrivacyDialog(window.desk, window))
    qtbot.waitUntil(lambda: bool(dialog._agreed.text()))
    assert dialog.template.isVisible()
    dialog.template.click()
    text = dialog.text.toPlainText()
    assert "Purpose" in text and "You may refuse" in text and dialog.until.date().toString("yyyy-MM-dd") in text
    assert not dialog.template.isVisible()
