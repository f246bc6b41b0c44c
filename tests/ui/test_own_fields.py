"""Own fields in the real window: defined, shown and asked at the scan, edited, and made of a column of a list."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from kiosk.actions.event import open_event, opened
from kiosk.actions.people.manage_roster import edit_attendee
from kiosk.actions.people.own_fields import save_own_field
from kiosk.core.own_field import OwnField, OwnKind
from kiosk.ui.frame.main_window import MainWindow
from kiosk.ui.people.roster_screen import RosterScreen
from tests.making import SEOUL
from tests.ui.conftest import DoorClock
from tests.ui.door import press, roster

TABLE = OwnField("table", {"ko": "테이블", "en": "Table"})
SHIRT = OwnField("shirt", {"ko": "티셔츠", "en": "T-shirt size"}, OwnKind.CHOICE, ("S", "M", "L"), asked=True)
ALLERGY = OwnField("zallergy", {"ko": "알레르기", "en": "Allergies"}, shown=False, asked=True)


@pytest.fixture
def window(open_window: Callable[[Path], MainWindow], workshop: Path, door_clock: DoorClock) -> MainWindow:
    with opened(open_event(workshop)) as records:
        for field in (TABLE, SHIRT, ALLERGY):
            save_own_field(records, field)
        edit_attendee(records, records.people.all()[0].id, {"own.table": "A3"})
        edit_attendee(records, records.people.all()[2].id, {"own.shirt": "S", "own.zallergy": "-"})
    door_clock.at = datetime(2024, 2, 27, 13, 40, tzinfo=SEOUL)
    made = open_window(workshop)
    made.check_in.bar.chosen.emit("그랜드볼룸", None)
    return made


def own(workshop: Path, number: int) -> dict[str, str]:
    return dict(roster(workshop)[number].own)


def test_the_desk_sees_what_is_shown_and_answers_what_is_asked_by_keys(window, scan, people, qtbot, workshop):
    asking = window.check_in.asking
    scan(people[0])
    assert "Table: A3" in [mark.text for mark in window.check_in.panel.shown.marks]
    qtbot.waitUntil(asking.isVisible)
    assert asking._question.text().endswith("T-shirt size?")
    press(qtbot, window, Qt.Key.Key_F11)
    assert asking.choices[0].hasFocus()
    qtbot.keyClick(asking.choices[0], Qt.Key.Key_Right)
    qtbot.keyClick(asking.choices[1], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: own(workshop, 0).get("shirt") == "M")
    assert asking._question.text().endswith("Allergies?")
    assert asking.line.hasFocus()
    qtbot.keyClicks(asking.line, "nuts")
    qtbot.keyClick(asking.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: own(workshop, 0).get("zallergy") == "nuts")
    assert not asking.isVisible()


def test_the_next_scan_is_answered_while_a_question_is_open(window, scan, people, qtbot, workshop):
    asking = window.check_in.asking
    scan(people[0])
    qtbot.waitUntil(asking.isVisible)
    scan(people[1])
    assert window.check_in.panel.shown.name == people[1].name
    qtbot.waitUntil(lambda: asking.isVisible() and people[1].name in asking._question.text())
    assert "shirt" not in own(workshop, 0)
    press(qtbot, window, Qt.Key.Key_Escape)
    assert not asking.isVisible()


def test_who_has_answered_is_not_asked(window, scan, people, qtbot, workshop):
    scan(people[2])
    window.desk.reader.run(lambda *_: None, lambda _nothing: setattr(window, "was_read", True))
    qtbot.waitUntil(lambda: getattr(window, "was_read", False))
    assert not window.check_in.asking.isVisible()


def test_own_fields_are_made_and_edited_and_stand_in_the_form_of_a_person(window, qtbot, workshop):
    window.show_screen("people")
    screen = window.findChild(RosterScreen)
    dialog = screen.open_own_fields()
    making = dialog.open_field(None)
    making.labels.lines["en"].setText("Dinner")
    making.kind.setCurrentIndex(making.kind.findData(OwnKind.YES_NO))
    with qtbot.waitSignal(making.stored):
        making.save.click()
    qtbot.waitUntil(lambda: "Dinner" in window.desk.own_fields)
    assert [field.code for field in dialog.lines] == ["Dinner", "shirt", "table", "zallergy"]
    person = roster(workshop)[0]
    form = screen.open_attendee(person)
    assert form.own["table"].text() == "A3"
    form.own["Dinner"].setCurrentIndex(form.own["Dinner"].findData("yes"))
    with qtbot.waitSignal(form.saved):
        form.save.click()
    assert own(workshop, 0) == {"table": "A3", "Dinner": "yes"}


def test_a_column_of_a_list_becomes_an_own_field(window, qtbot, workshop, tmp_path):
    people = roster(workshop)
    lines = ["성명,소속,이메일,좌석번호", f"{people[4].name},{people[4].affiliation},{people[4].email},7-2"]
    path = tmp_path / "seats.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    window.show_screen("people")
    dialog = window.findChild(RosterScreen).open_import(path)
    qtbot.waitUntil(lambda: dialog.look.planned is not None and not dialog.busy)
    choice = dialog.header.choice(3)
    choice.setCurrentIndex(choice.findText("Keep it as an own field"))
    qtbot.waitUntil(lambda: "좌석번호" in window.desk.own_fields)
    qtbot.waitUntil(lambda: dialog.header.choice(3).currentText() == "좌석번호" and dialog.store_button.isEnabled())
    with qtbot.waitSignal(dialog.imported):
        dialog.store_button.click()
    assert own(workshop, 4) == {"좌석번호": "7-2"}
