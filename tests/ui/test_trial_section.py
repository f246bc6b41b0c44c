"""Settings, Try this laptop: every topic is looked at for real, leads to its mend, and goes into a report."""

import json

import pytest
from PySide6.QtCore import Qt

from kiosk.core.readiness import State, Topic
from kiosk.ui.settings.camera_section import CameraSection
from kiosk.ui.settings.settings_screen import SettingsScreen
from kiosk.ui.settings.trial_section import TrialSection

LOOKED_AT = [
    Topic.SCREEN, Topic.SOUND, Topic.CAMERA, Topic.VOICE, Topic.SCANNER, Topic.PRINTER, Topic.CLOCK, Topic.DISK,
    Topic.KEY_RING, Topic.HUB,
]  # fmt: skip


@pytest.fixture
def trial(window, qtbot) -> TrialSection:
    """The section in the real window, after a trial."""
    window.show_screen("settings.trial")
    section = window.findChild(SettingsScreen).section(TrialSection)
    qtbot.mouseClick(section.try_all, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(section.lines) > 0, timeout=60_000)
    return section


def test_everything_a_door_wants_is_looked_at(trial):
    assert list(dict.fromkeys(line.topic for line in trial.lines)) == LOOKED_AT
    (disk,) = (line for line in trial.lines if line.topic is Topic.DISK)
    assert disk.state is State.READY
    assert trial.try_all.isEnabled()


def test_a_line_leads_to_the_settings_where_its_part_is_tried(trial, window, qtbot):
    screen = window.findChild(SettingsScreen)
    trial.wants.emit("settings.camera")
    assert screen.section(CameraSection).isVisible()


def test_the_report_holds_what_was_ticked_and_no_name_of_a_folder(trial, window, tmp_path, qtbot):
    trial.boxes[Topic.SCREEN].setChecked(True)
    trial.save_to(tmp_path / "보고서.json")
    told = json.loads((tmp_path / "보고서.json").read_text(encoding="utf-8"))
    seen = {line["topic"]: line.get("confirmed") for line in told["lines"]}
    assert (seen["screen"], seen["sound"], seen["disk"]) == (True, False, None)
    text = (tmp_path / "보고서.txt").read_text(encoding="utf-8")
    assert len(text.splitlines()) == len(trial.lines) + 5
    for personal in (str(window.desk.path.parent), window.desk.path.stem):
        assert personal not in text + json.dumps(told)
    assert "보고서.txt" in trial.notice.text()


def test_a_report_that_cannot_be_saved_is_told(trial, tmp_path):
    trial.save_to(tmp_path / "nowhere" / "report.json")
    (tmp_path / "file").write_text("")
    trial.save_to(tmp_path / "file" / "report.json")
    assert "cannot be saved" in trial.notice.text()
