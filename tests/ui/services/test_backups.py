"""Safe copies in the window: the place chosen in the settings, the light, the drive that goes and comes back."""

import threading
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kiosk.actions.event import read_event
from kiosk.actions.keeping.auto_backup import backups_in
from kiosk.ui.frame.main_window import MainWindow
from kiosk.ui.services.backups import Backups
from kiosk.ui.settings.backup_section import BackupSection
from kiosk.ui.settings.settings_screen import SettingsScreen
from tests.ui.conftest import DoorClock


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def section(window: MainWindow) -> BackupSection:
    window.show_screen("settings")
    return window.findChild(SettingsScreen).section(BackupSection)


@pytest.fixture
def keeping(window: MainWindow, section: BackupSection, stick: Path, qtbot: QtBot) -> Backups:
    """Copies go to the stick, and the first is made."""
    section.use_folder(stick)
    qtbot.waitUntil(lambda: bool(backups_in(stick)))
    keeping = window.findChild(Backups)
    qtbot.waitUntil(lambda: keeping.copied_at is not None)
    return keeping


def scans_of(path: Path) -> int:
    with closing(read_event(path)) as records:
        return len(records.scans.newest(100))


def test_without_a_folder_there_is_no_light_and_no_copy(window: MainWindow, section: BackupSection):
    assert window.rail.copies.isHidden()
    assert "only on this computer" in section.place.text()


def test_a_folder_chosen_gets_a_copy_at_once_and_the_light_says_when(
    keeping: Backups, window: MainWindow, section: BackupSection, stick: Path
):
    light = window.rail.copies
    assert light.isVisible()
    assert light.text() == f"{keeping.copied_at.astimezone(keeping.desk.zone):%H:%M}"
    assert str(stick) in light.toolTip()
    assert section.place.text() == str(stick)


def test_a_drive_pulled_out_is_a_visible_light_and_plugged_in_again_it_goes_on(
    keeping: Backups, window: MainWindow, stick: Path, qtbot: QtBot
):
    gone = stick.rename(stick.with_name("pulled out"))
    with qtbot.waitSignal(keeping.changed):
        keeping.keep()
    light = window.rail.copies
    assert light.text() == "No backup"
    assert "Plug the drive in again" in light.toolTip()
    assert keeping._timer.isActive()  # it is tried again by itself
    gone.rename(stick)
    with qtbot.waitSignal(keeping.changed):
        keeping._timer.timeout.emit()
    assert light.text() != "No backup"


def test_nothing_is_copied_while_nothing_is_recorded(keeping: Backups, stick: Path, qtbot: QtBot):
    before = backups_in(stick)
    with qtbot.waitSignal(keeping.changed):
        keeping.keep()
    assert backups_in(stick) == before


def test_a_scan_does_not_wait_for_a_copy(keeping: Backups, window: MainWindow, qtbot: QtBot):
    go_on = threading.Event()
    keeping._lane.run(lambda _records, _progress, _cancelled: go_on.wait(30))
    with qtbot.waitSignal(window.answer_painted):
        window.take_scan("not a code of this event")
    assert not go_on.is_set()
    go_on.set()


def test_what_was_recorded_last_is_copied_when_the_event_is_closed(
    keeping: Backups, window: MainWindow, stick: Path, door_clock: DoorClock, qtbot: QtBot
):
    with qtbot.waitSignal(window.answer_painted):
        window.take_scan("not a code of this event")
    path = window.desk.path
    assert scans_of(backups_in(stick)[0].path) == 0
    door_clock.forward(minutes=1)
    window.close_event()
    assert scans_of(backups_in(stick)[0].path) == scans_of(path) == 1


def test_copies_can_be_stopped(keeping: Backups, window: MainWindow, section: BackupSection, qtbot: QtBot):
    qtbot.mouseClick(section.stop, Qt.MouseButton.LeftButton)
    assert window.rail.copies.isHidden()
    assert keeping.folder == ""


def test_a_folder_on_the_event_s_own_drive_is_taken_with_a_word(keeping: Backups, section: BackupSection):
    assert "USB stick" in section.notice.text()
