"""A value that is only passed through, typed or walked over, changes no other value."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDateEdit
from pytestqt.qtbot import QtBot

from kiosk.actions.papers.preview_documents import LayoutOffer, SheetOffer
from kiosk.core.certificate import Rule
from kiosk.core.printer_setup import Paper
from kiosk.ui.documents.paper_choice import PaperChoice
from kiosk.ui.documents.paper_dialog import PaperDialog
from kiosk.ui.documents.rule_dialog import RuleDialog
from kiosk.ui.programme.event_dialog import EventDialog
from kiosk.ui.programme.session_dialog import SessionDialog
from kiosk.ui.services.desk import Desk
from kiosk.ui.settings.printing_section import PrintingSection


def typed(field: QDateEdit, keys: str) -> None:
    """Type a date from its first section on, as somebody does who comes by Tab."""
    field.setFocus()
    field.setCurrentSection(QDateEdit.Section.YearSection)
    field.setSelectedSection(QDateEdit.Section.YearSection)
    QTest.keyClicks(field, keys)


@pytest.mark.parametrize("days", [0, 1, 2])
def test_a_session_stays_as_many_days_long_while_its_first_day_is_typed(qtbot: QtBot, desk: Desk, days: int) -> None:
    dialog = SessionDialog(desk, None, session=next(iter(desk.programme.values())))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.end_day.setDate(dialog.start_day.date().addDays(days))
    typed(dialog.start_day, "20251130")
    assert dialog.start_day.date().toPython().isoformat() == "2025-11-30"
    assert dialog.start_day.date().daysTo(dialog.end_day.date()) == days


def test_an_event_keeps_the_length_it_was_given_when_its_first_day_is_typed(qtbot: QtBot, desk: Desk) -> None:
    dialog = EventDialog(desk, None)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.last_day.setDate(dialog.first_day.date().addDays(4))
    typed(dialog.first_day, "20251229")
    first, last = dialog.details().first_day, dialog.details().last_day
    assert first.isoformat() == "2025-12-29"
    assert last - first == timedelta(days=4)


def offer(name: str, **places: int) -> LayoutOffer:
    sheets = tuple(SheetOffer(sheet, {"ko": sheet, "en": sheet}, count) for sheet, count in places.items())
    return LayoutOffer(name, {"ko": name, "en": name}, False, sheets)


def test_paper_and_first_label_are_still_chosen_after_walking_over_layouts_that_cannot_have_them(
    qtbot: QtBot, desk: Desk
) -> None:
    offers = [offer("badge", single=1, a4=10), offer("badge-a6-folded", single=1), offer("badge-a6", single=1, a4=4)]
    dialog = PaperDialog(desk, offers, PaperChoice("badge", "a4", 7, ""), "badge", {})
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.chosen() == ("badge", "a4", 7, "")
    for key, chosen in (
        (Qt.Key.Key_Down, ("badge-a6-folded", "single", 1, "")),
        (Qt.Key.Key_Down, ("badge-a6", "a4", 4, "")),
        (Qt.Key.Key_Up, ("badge-a6-folded", "single", 1, "")),
        (Qt.Key.Key_Up, ("badge", "a4", 7, "")),
    ):
        QTest.keyClick(dialog.layouts, key)
        assert dialog.chosen() == chosen
    for row, start in ((0, 1), (1, 7)):
        dialog.sheet.setCurrentIndex(row)
        assert dialog.start.value() == start
    qtbot.waitUntil(lambda: dialog.preview._making is None)


def test_a_printer_gets_a_number_when_it_is_entered_and_not_its_first_digit(qtbot: QtBot, desk: Desk) -> None:
    section = PrintingSection(desk)
    qtbot.addWidget(section)
    section.show()
    desk.prints.change(desk.prints.setup.with_paper(Paper.BADGE, printer="zebra"))
    section.retranslate()
    section.chosen.setCurrentIndex(section.chosen.findData("zebra"))
    section.chosen.activated.emit(0)
    told: list[int] = []
    section.left.valueChanged.connect(told.append)
    section.activateWindow()
    section.left.setFocus()
    qtbot.waitUntil(section.left.hasFocus)
    section.left.selectAll()
    QTest.keyClicks(section.left, "250")
    assert told == []
    QTest.keyClick(section.left, Qt.Key.Key_Return)
    assert told == [250]
    assert desk.prints.setup.of("zebra").left == 250
    QTest.keyClicks(section.left, "9")
    desk.prints.changed.emit()  # a badge was printed meanwhile
    assert section.left.text().endswith("9")
    QTest.keyClick(section.left, Qt.Key.Key_Return)
    desk.prints.change(desk.prints.setup.with_printer("zebra", left=77))
    assert section.left.value() == 77


def test_looking_at_a_session_and_saving_it_changes_nothing(qtbot: QtBot, desk: Desk) -> None:
    """Also values that the fields could not be given by hand: they come from files."""
    shown = next(iter(desk.programme.values()))
    session = replace(shown, opens_before=3000, capacity=250_000, minimum_share=2 / 3)
    dialog = SessionDialog(desk, None, session=session)
    qtbot.addWidget(dialog)
    cells = dialog.cells()
    assert (cells["opens_before"], cells["capacity"]) == (3000, 250_000)
    assert float(cells["minimum_share"]) == 2 / 3
    dialog.minimum_share.setValue(70)
    assert dialog.cells()["minimum_share"] == "70%"


def test_looking_at_the_rule_and_saving_it_changes_nothing(qtbot: QtBot, desk: Desk) -> None:
    rule = Rule(99, 2 / 3)
    desk._overview = replace(desk.overview, details=replace(desk.details, rule=rule))
    dialog = RuleDialog(desk, None)
    qtbot.addWidget(dialog)
    assert dialog.rule() == rule
    dialog.share.setValue(70)
    assert dialog.rule() == Rule(99, 0.7)
