"""The window around the screens: events, navigation, trouble, language, sizes, and names for screen readers."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFileOpenEvent, QGuiApplication

from kiosk import settings
from kiosk.actions.event import open_event, read_event
from kiosk.ui.frame import rail
from kiosk.ui.frame.bug_report import BugReportDialog
from kiosk.ui.frame.file_opener import FileOpener
from kiosk.ui.settings.desk_section import DeskSection
from kiosk.ui.widgets.reason_dialog import ReasonDialog
from tests.scanners.keyboard import type_keys
from tests.ui.looks import SCREENS


def test_every_screen_opens_by_its_button_and_is_marked(window, qtbot):
    opened, by_key = {}, {}
    for name in SCREENS:
        qtbot.mouseClick(window.rail.buttons[name], Qt.MouseButton.LeftButton)
        assert window.rail.buttons[name].isChecked()
        opened[name] = window.front
    assert len(set(opened.values())) == len(SCREENS)
    for place, (name, *_rest) in enumerate(rail.SCREENS, 1):  # as they stand, from top to bottom
        if window.rail.buttons[name].isHidden():
            continue
        qtbot.keyClick(window, Qt.Key(ord(str(place))), Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(window.rail.buttons[name].isChecked)
        by_key[name] = window.front
    assert len(set(by_key.values())) == len(by_key)
    assert {name: by_key[name] for name in SCREENS} == opened


def test_a_scan_on_another_screen_is_answered_in_the_band(window, people, qtbot):
    window.show_screen("settings")
    with qtbot.waitSignal(window.answer_painted) as painted:
        type_keys(people[0].ticket_code + "\r")
    assert painted.args == ["admitted"]
    assert window.band.shown.name == people[0].name
    assert window.band.shown.word == "Checked in"
    assert window.band.accessibleName().startswith("Checked in")


def test_a_file_that_is_no_event_is_refused_in_one_sentence(open_window, tmp_path, qtbot):
    path = tmp_path / "picture.kiosk"
    path.write_bytes(b"\x89PNG")
    window = open_window(None)
    window.open_event(path)
    qtbot.waitUntil(lambda: window._opening is None)
    assert window.desk is None
    assert "picture.kiosk is not an event" in window.welcome.notice.text()
    assert window.front is window.welcome


def test_an_event_in_use_elsewhere_is_refused_without_freezing(open_window, workshop, qtbot):
    with closing(open_event(workshop)):
        window = open_window(None)
        window.open_event(workshop)
        qtbot.waitUntil(lambda: window._opening is None, timeout=10_000)
        assert "workshop.kiosk is open in another window or program" in window.welcome.notice.text()


def test_a_file_that_the_system_hands_over_is_opened(open_window, workshop, qtbot):
    window = open_window(None)
    app = QCoreApplication.instance()
    opener = FileOpener(window)
    app.installEventFilter(opener)
    try:
        with qtbot.waitSignal(window.ready):
            QCoreApplication.sendEvent(app, QFileOpenEvent(str(workshop)))
    finally:
        app.removeEventFilter(opener)
    assert window.desk.path == workshop


def test_closing_the_event_frees_the_file_and_leads_back_to_the_welcome_screen(window, workshop):
    window.rail._leave.click()
    assert window.front is window.welcome
    assert window.rail.isHidden()
    open_event(workshop, wait_seconds=0).close()


def test_closing_the_window_stores_what_waits(window, workshop, people):
    for person in people[:20]:
        window.take_scan(person.ticket_code)
    window.close()
    with closing(open_event(workshop, wait_seconds=0)) as records:
        assert len(records.scans.newest(50)) == 20


def test_the_event_that_was_open_is_remembered(window, workshop):
    assert settings.load().last_event == str(workshop)


def test_codes_are_recognised_from_memory_and_nothing_without_an_event(window, people):
    code = people[0].ticket_code
    assert window.recognise(f"  {code[:4]} {code[4:]} ") is not None
    assert window.recognise("김철수") is None
    window.close_event()
    assert window.recognise(code) is None


@pytest.mark.logs_error
def test_a_bug_is_shown_as_a_report_that_can_be_copied(window, qtbot):
    window.desk.lane.run(lambda _records: [][0])
    qtbot.waitUntil(lambda: window._report is not None)
    report = window.findChild(BugReportDialog)
    assert "IndexError" in report.text
    report._copy.click()
    assert QGuiApplication.clipboard().text() == report.text
    report.accept()
    assert window._report is None


def test_trouble_is_told_across_the_window_until_somebody_takes_note(window):
    window.desk.trouble.emit("The disk is full.")
    assert window.messages.sentence == "The disk is full."
    window.messages._close.click()
    assert window.messages.sentence == ""


def test_settings_that_cannot_be_kept_are_told_and_hold_all_the_same(window, tmp_path, monkeypatch):
    (tmp_path / "a file").touch()
    monkeypatch.setattr("kiosk.paths.config_folder", lambda: tmp_path / "a file")
    window.device.change(volume=10)
    assert window.device.settings.volume == 10
    assert "could not be saved" in window.messages.sentence


def test_the_name_of_the_desk_goes_into_the_next_scan(window, people, workshop, qtbot):
    window.show_screen("settings")
    name = window.front.section(DeskSection).name
    name.setText("안내데스크 2")
    name.editingFinished.emit()
    with qtbot.waitSignal(window.check_in.answer_shown):
        window.take_scan(people[0].ticket_code)
    with closing(read_event(workshop)) as records:
        assert records.scans.newest(1)[0].payload["desk"] == "안내데스크 2"


def test_the_window_tells_nothing_to_screens_that_are_gone(window, people, qtbot):
    window.take_scan(people[0].ticket_code)
    window.close_event()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.wait(30)


# -- the band, and answers below it ------------------------------------------------------------------------------------


def test_the_band_of_another_screen_is_gone_when_the_check_in_screen_comes_to_the_front(window, people, qtbot):
    window.show_screen("settings")
    with qtbot.waitSignal(window.answer_painted):
        window.take_scan("not a code of this event")
    assert window.band.shown is not None
    window.show_screen("check_in")
    assert window.band.shown is None


def test_a_newer_answer_ends_the_band_of_an_older_one(window, people, qtbot):
    window.show_screen("settings")
    with qtbot.waitSignal(window.answer_painted):
        window.take_scan("not a code of this event")
    window._stack.setCurrentWidget(window.check_in)
    assert window.band.shown is not None
    window.take_scan(people[0].ticket_code)
    qtbot.waitUntil(lambda: window.check_in.panel.shown.name == people[0].name)
    assert window.band.shown is None


def test_the_band_over_a_dialog_goes_with_the_dialog(window, people, qtbot):
    with qtbot.waitSignal(window.answer_painted):
        window.take_scan(people[0].ticket_code)
    window.check_in.undo.click()
    [dialog] = window.findChildren(ReasonDialog)
    window.take_scan(people[1].ticket_code)
    qtbot.waitUntil(lambda: window.band.shown is not None)
    dialog.reject()
    qtbot.waitUntil(lambda: window.band.shown is None, timeout=1000)  # well before it would go by itself


# -- what holds over a restart -----------------------------------------------------------------------------------------


def test_a_pinned_session_holds_over_a_restart_of_the_same_event(window, open_window, workshop):
    window.check_in.bar.chosen.emit("컨벤션홀", "S3")
    window.close()
    door = open_window(workshop).check_in.flow.door
    assert (door.room, door.session) == ("컨벤션홀", "S3")


def test_room_and_pinned_session_of_another_event_mean_nothing(window, workshop, tmp_path, qtbot):
    window.check_in.bar.chosen.emit("컨벤션홀", "S3")
    other = Path(shutil.copy(workshop, tmp_path / "other.kiosk"))
    with qtbot.waitSignal(window.ready):
        window.open_event(other)
    assert (window.check_in.flow.door.room, window.check_in.flow.door.session) == (None, None)
    with qtbot.waitSignal(window.ready):
        window.open_event(workshop)
    assert (window.check_in.flow.door.room, window.check_in.flow.door.session) == (None, None)


def test_a_pinned_session_that_the_programme_has_lost_is_left_out(window, open_window, workshop):
    window.close()
    window.device.change(pinned="S99")
    assert open_window(workshop).check_in.flow.door.session is None


def test_an_event_file_that_is_gone_is_told_without_speaking_of_commands(open_window, tmp_path, qtbot):
    window = open_window(None)
    window.open_event(tmp_path / "gone.kiosk")
    qtbot.waitUntil(lambda: window._opening is None)
    assert "gone.kiosk any more" in window.welcome.notice.text()
    assert "kiosk new" not in window.welcome.notice.text()


def test_the_welcome_screen_calls_the_last_event_by_its_name(window, workshop):
    window.close_event()
    assert window.welcome.last.accessibleName() == "Continue with Changwon INNOPOLIS relay joint workshop"
    assert window.welcome.last.accessibleDescription() == str(workshop)
