"""The first screen, and making a new event from it."""

from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from kiosk import paths
from kiosk.actions.event import create_event, details_of, read_event
from kiosk.actions.preparing.guide import Step
from kiosk.core.event import EventDetails
from kiosk.ui.events.new_event_dialog import NewEventDialog
from kiosk.ui.events.welcome_screen import WelcomeScreen
from kiosk.ui.services.device import Device
from tests.demonstration import FOLDER

SLOW_MS = 20_000


@pytest.fixture
def screen(qtbot: QtBot, device: Device, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WelcomeScreen:
    monkeypatch.setattr(paths, "documents_folder", lambda: tmp_path)
    made = WelcomeScreen(device)
    qtbot.addWidget(made)
    made.show()
    return made


def dialog_of(screen: WelcomeScreen) -> NewEventDialog:
    screen.new.click()
    (dialog,) = screen.findChildren(NewEventDialog)
    return dialog


def drop(screen: WelcomeScreen, path: Path) -> None:
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    screen.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, files, buttons, keys))


def test_the_last_event_is_offered_while_its_file_is_there(
    qtbot: QtBot, screen: WelcomeScreen, device: Device, tmp_path: Path
) -> None:
    assert not screen.last.isVisible()
    event = tmp_path / "last.kiosk"
    create_event(event, EventDetails({"ko": "지난 행사"})).close()
    device.change(last_event=str(event))
    screen.retranslate()
    with qtbot.waitSignal(screen.event_chosen) as chosen:
        screen.last.click()
    assert chosen.args == [event]
    event.unlink()
    screen.retranslate()
    assert not screen.last.isVisible()


def test_an_event_file_dropped_on_the_window_is_opened(qtbot: QtBot, screen: WelcomeScreen, tmp_path: Path) -> None:
    with qtbot.waitSignal(screen.event_chosen) as chosen:
        drop(screen, tmp_path / "workshop.kiosk")
    assert chosen.args == [tmp_path / "workshop.kiosk"]
    with qtbot.assertNotEmitted(screen.event_chosen):
        drop(screen, tmp_path / "picture.png")


def test_the_demonstration_is_made_and_opened(qtbot: QtBot, screen: WelcomeScreen) -> None:
    with qtbot.waitSignal(screen.event_chosen, timeout=SLOW_MS) as chosen:
        screen.demonstration.click()
        assert not screen.new.isEnabled(), "one thing at a time"
    with closing(read_event(chosen.args[0])) as records:
        assert records.people.count() == 84


def test_a_new_event_is_made_and_hands_on_the_files_it_begins_with_sessions_first(
    qtbot: QtBot, screen: WelcomeScreen, tmp_path: Path
) -> None:
    dialog = dialog_of(screen)
    dialog.names.lines["ko"].setText("봄 학술대회: 첫째 날")
    dialog.places.lines["ko"].setText("창원")
    dialog.roster.set_path(FOLDER / "roster.xlsx")
    dialog.programme.set_path(FOLDER / "programme.csv")
    assert dialog.file.path() == tmp_path / "봄 학술대회  첫째 날.kiosk", "named after the event, as systems allow"
    with qtbot.waitSignal(screen.event_made, timeout=SLOW_MS) as chosen:
        dialog.make.click()
    with closing(read_event(chosen.args[0])) as records:
        assert details_of(records).places["ko"] == "창원"
        assert (len(records.programme.sessions()), records.people.count()) == (0, 0)
    assert list(chosen.args[1].items()) == [
        (Step.PROGRAMME, FOLDER / "programme.csv"), (Step.ROSTER, FOLDER / "roster.xlsx"),
    ]  # fmt: skip


def test_the_suggested_file_follows_the_name_until_a_person_chooses_another(
    screen: WelcomeScreen, tmp_path: Path
) -> None:
    dialog = dialog_of(screen)
    dialog.names.lines["ko"].setText("가")
    dialog.file.set_path(tmp_path / "mine.kiosk")
    dialog.names.lines["ko"].setText("가을")
    assert dialog.file.path() == tmp_path / "mine.kiosk"


@pytest.mark.parametrize(
    ("missing", "said"), [("names", "name"), ("timezone", "time zone"), ("file", "where the event file")]
)
def test_what_a_new_event_lacks_is_said_and_the_keys_go_there(
    qtbot: QtBot, screen: WelcomeScreen, missing: str, said: str
) -> None:
    dialog = dialog_of(screen)
    assert "required" in dialog._labels[missing].text() and "required" not in dialog._labels["places"].text()
    dialog.names.first_field.setText("Autumn")
    field = {"names": dialog.names.first_field, "timezone": dialog.timezone.lineEdit(), "file": dialog.file.edit}[
        missing
    ]
    entered = field.text()
    field.clear()
    with qtbot.assertNotEmitted(screen.event_made):
        dialog.make.click()
    assert said in dialog.notice.text() and dialog.notice.isVisible()
    assert dialog.focusWidget() in (field, field.focusProxy())
    field.setText(entered)
    assert dialog.notice.isHidden(), "it is mended"
    with qtbot.waitSignal(screen.event_made, timeout=SLOW_MS):
        dialog.make.click()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("timezone", "Mars/Olympus", "not a time zone"),
        ("file", "taken.kiosk", "already exists"),
    ],
)
def test_what_stands_in_the_way_is_told_and_no_half_event_is_left(
    qtbot: QtBot, screen: WelcomeScreen, tmp_path: Path, field: str, value: str, said: str
) -> None:
    (tmp_path / "taken.kiosk").write_text("")
    dialog = dialog_of(screen)
    dialog.names.lines["ko"].setText("행사")
    if field == "timezone":
        dialog.timezone.setCurrentText(value)
    else:
        getattr(dialog, field).set_path(tmp_path / value)
    with qtbot.assertNotEmitted(screen.event_chosen):
        dialog.make.click()
        qtbot.waitUntil(lambda: bool(dialog.notice.text()))
    assert said in dialog.notice.text()
    assert dialog.make.isEnabled(), "to be tried again"
    assert not (tmp_path / "행사.kiosk").exists()
