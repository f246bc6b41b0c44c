"""Work in hand is never lost or doubled by a click, and what is wrong is said with its mend."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from kiosk.core.roster import Attendee
from kiosk.ui.access.operator_dialog import OperatorDialog
from kiosk.ui.documents.documents_screen import DocumentsScreen
from kiosk.ui.documents.paper_choice import PaperChoice, PaperChooser
from kiosk.ui.frame.main_window import MainWindow
from kiosk.ui.settings.backup_section import BackupSection
from kiosk.ui.settings.printing_section import PrintingSection
from kiosk.ui.settings.self_service_section import SelfServiceSection
from kiosk.ui.settings.settings_screen import SettingsScreen
from tests.ui.reading import finish_reading


@pytest.fixture
def documents(window: MainWindow, qtbot: QtBot) -> DocumentsScreen:
    window.show_screen("documents")
    finish_reading(qtbot, window.desk)
    return window.findChild(DocumentsScreen)


@pytest.fixture
def slow_work(documents: DocumentsScreen) -> threading.Event:
    """Something is being made by the card of the tickets until the event is set."""
    go_on = threading.Event()
    documents.tickets.start(lambda _records, _progress, cancelled: _until(go_on, cancelled), lambda _value: None)
    return go_on


def _until(go_on: threading.Event, cancelled: Callable[[], bool]) -> None:
    while not go_on.wait(0.01) and not cancelled():
        pass


def press(window: MainWindow, text: str) -> None:
    buttons: list[QAbstractButton] = window._closing.question.buttons()
    next(button for button in buttons if button.text() == text).click()


def test_the_window_asks_before_it_ends_work_and_stays_when_told_so(window, documents, slow_work):
    window.close()
    assert window.isVisible()
    assert "Tickets" in window._closing.question.text()
    press(window, "Do not close")
    assert window.isVisible()
    assert window._closing.question is None
    slow_work.set()


def test_the_window_closes_when_the_work_is_done(window, documents, slow_work, qtbot):
    window.close()
    press(window, "Close when it is ready")
    assert window.isVisible()
    slow_work.set()
    qtbot.waitUntil(lambda: not window.isVisible())


def test_work_that_is_stopped_ends_at_once_and_the_window_with_it(window, documents, slow_work, qtbot):
    window.close()
    press(window, "Stop it and close")
    qtbot.waitUntil(lambda: not window.isVisible())


def test_leaving_the_event_asks_too(window, documents, slow_work, qtbot):
    window.rail._leave.click()
    assert window.desk is not None
    press(window, "Stop it and close")
    qtbot.waitUntil(lambda: window.desk is None)


def test_without_work_nothing_is_asked(window, documents):
    window.close()
    assert window._closing.question is None
    assert not window.isVisible()


def test_once_badges_are_made_a_batch_is_for_those_without_one(window, documents, qtbot, tmp_path):
    whose = documents.badges.whose
    assert whose.who.currentData() == "all"
    documents.badges.make_to(tmp_path / "badges.pdf")
    qtbot.waitUntil(lambda: whose.who.currentData() == "unprinted", timeout=30_000)
    whose.who.setCurrentIndex(whose.who.findData("all"))
    whose.who.activated.emit(whose.who.currentIndex())
    whose.reload()
    finish_reading(qtbot, window.desk)
    assert whose.who.currentData() == "all", "what a person chose stays until the batch is made"


def test_layout_and_paper_are_chosen_once(window, documents, qtbot):
    chooser = documents.badges.paper
    qtbot.waitUntil(lambda: bool(chooser.offers))
    chooser.open()
    dialog = chooser.dialog
    dialog.sheet.setCurrentIndex(dialog.sheet.findData("a4"))
    chosen = dialog.chosen()
    dialog.accept()
    again = PaperChooser(window.desk, "badge", "badge")
    qtbot.addWidget(again)
    assert again.choice == PaperChoice(chosen[0], chosen[1])
    assert again.choice.sheet != "single"


def test_a_layout_that_another_event_had_gives_way_to_the_usual_one(window, documents, qtbot):
    window.device.change(paper_badge="badge-of-the-other-event:single:")
    chooser = PaperChooser(window.desk, "badge", "badge")
    qtbot.addWidget(chooser)
    chooser.show()
    finish_reading(qtbot, window.desk)
    assert chooser.choice == PaperChoice("badge")


@pytest.mark.parametrize(("place", "kind"), [("backup", BackupSection), ("printing", PrintingSection)])
def test_a_mend_leads_to_the_very_setting_with_the_keys_in_it(window, qtbot, place, kind):
    window.show_screen(f"settings.{place}")
    screen = window.findChild(SettingsScreen)
    section = screen.section(kind)
    assert window.front is screen
    assert section.isVisible()
    assert section.isAncestorOf(window.focusWidget())


def test_pins_that_differ_and_missing_fields_are_said_with_their_mend(window, qtbot):
    dialog = OperatorDialog(window.desk, None, window)
    dialog.open()
    dialog.save.click()
    assert dialog.notice.text() == "Enter the name first."
    assert dialog.focusWidget() is dialog.name
    dialog.name.setText("김주관")
    dialog.save.click()
    assert "at least 4" in dialog.notice.text()
    dialog.pin.setText("402817")
    dialog.again.setText("4028")
    assert not dialog.notice.isVisible(), "still being typed"
    dialog.again.setText("40282")
    assert "differ" in dialog.notice.text()
    dialog.save.click()
    assert dialog.isVisible() and "differ" in dialog.notice.text()
    dialog.again.setText("402817")
    assert not dialog.notice.isVisible()
    with qtbot.waitSignal(dialog.saved):
        dialog.save.click()


def test_the_pin_of_self_service_says_that_it_differs(window, qtbot):
    window.show_screen("settings")
    screen = window.findChild(SettingsScreen)
    screen.show_section(SelfServiceSection)
    section = screen.section(SelfServiceSection)
    section.pin.setText("402817")
    section.again.setText("4029")
    assert "differ" in section.notice.text()
    section.keep.click()
    assert "differ" in section.notice.text()
    assert not window.device.settings.self_service_pin


def test_who_goes_out_a_second_time_has_left_and_is_told_when(window, people: list[Attendee], door_clock, qtbot):
    person = next(each for each in people if "S2" in each.sessions)
    door_clock.at = door_clock.at.replace(hour=15, minute=25)
    window.check_in._on_chosen(None, "S2")  # it notes exits
    for place in (1, 2, 2):
        window.check_in.direction._group.buttons()[place].click()
        with qtbot.waitSignal(window.answer_painted):
            window.take_scan(person.ticket_code)
        door_clock.forward(seconds=20)
    shown = window.check_in.panel.shown
    assert shown.word == "Left already"
    assert "at 15:25 already" in shown.message
