"""Real events on disk, opened as the window opens them."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.actions.event import create_event, read_event
from kiosk.actions.preparing.demonstration import make_demonstration
from kiosk.app import listen
from kiosk.core.event import EventDetails
from kiosk.core.roster import Attendee
from kiosk.ui.frame.main_window import MainWindow
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.device import Device
from kiosk.ui.widgets import theme
from kiosk.words import catalogue
from tests.scanners.keyboard import type_keys
from tests.ui.reading import finish_reading


@pytest.fixture(scope="session")
def looks(qapp: QApplication) -> None:
    """The application with its fonts, palette and style sheet."""
    theme.prepare(qapp)


@pytest.fixture(autouse=True)
def _look_as_designed() -> Iterator[None]:
    """Each test begins in the light theme with text as designed, whatever the one before it chose."""
    yield
    if QApplication.instance() is not None:
        theme.use_text_size(100)
        theme.use_theme("light")


@pytest.fixture(autouse=True)
def _no_key_stays_down() -> Iterator[None]:
    """Qt goes on taking Ctrl for held after a key was clicked with it: a list then adds to what is marked."""
    yield
    if QApplication.instance() is not None and QApplication.keyboardModifiers():
        QTest.keyClick(QWidget(), Qt.Key.Key_Shift)


@pytest.fixture
def device(looks: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Device:
    """This laptop's settings, fresh for each test, in English."""
    monkeypatch.setattr("kiosk.paths.config_folder", lambda: tmp_path / "config")
    catalogue.use_language("en")
    made = Device()
    made.change(language="en", desk_id="00000000-0000-4000-8000-000000000001", desk="desk-1")
    return made


@pytest.fixture
def open_desk(device: Device, qtbot: QtBot) -> Iterator[Callable[[Path], Desk]]:
    """Opens an event file; closed when the test ends, and a bug in a lane fails the test."""
    desks, bugs = [], []

    def opened(path: Path) -> Desk:
        desk = Desk(path, device)
        desks.append(desk)
        desk.broken.connect(bugs.append)
        qtbot.waitUntil(lambda: desk.has_opened)
        return desk

    yield opened
    for desk in desks:
        desk.close()
    assert bugs == []


@pytest.fixture
def desk(open_desk: Callable[[Path], Desk], tmp_path: Path) -> Desk:
    """The demonstration event of 84 people and seven sessions on its days in February 2024."""
    path = tmp_path / "workshop.kiosk"
    make_demonstration(path, as_planned=True).close()
    return open_desk(path)


@pytest.fixture
def empty_desk(open_desk: Callable[[Path], Desk], tmp_path: Path) -> Desk:
    """An event without programme and people."""
    path = tmp_path / "empty.kiosk"
    create_event(path, EventDetails({"ko": "빈 행사"})).close()
    return open_desk(path)


@dataclass
class DoorClock:
    """The clock of a desk, set by the test."""

    at: datetime

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **step: float) -> None:
        self.at += timedelta(**step)


@pytest.fixture
def door_clock() -> DoorClock:
    """Twenty to two on the first day of the workshop: its first session has begun."""
    return DoorClock(datetime(2024, 2, 27, 13, 40, tzinfo=ZoneInfo("Asia/Seoul")))


@pytest.fixture
def open_window(device: Device, door_clock: DoorClock, qtbot: QtBot) -> Iterator[Callable[[Path | None], MainWindow]]:
    """Opens the real window with an event, listening to keyboards; closed when the test ends."""
    windows = []

    def opened(path: Path | None) -> MainWindow:
        window = MainWindow(device, now=door_clock)
        windows.append((window, listen(window)))
        window.close_event()
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        qtbot.waitActive(window).__exit__(None, None, None)
        if path is not None:
            with qtbot.waitSignal(window.ready):
                window.open_event(path)
        return window

    yield opened
    for window, scanner in windows:
        scanner.close()
        if window.desk is not None:
            window.desk.works.give_up()  # nobody is there to answer
        window.close()
        window.deleteLater()


@pytest.fixture(scope="session")
def _workshop_made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("workshop") / "workshop.kiosk"
    make_demonstration(path, as_planned=True).close()
    return path


@pytest.fixture
def workshop(_workshop_made_once: Path, tmp_path: Path) -> Path:
    """The file of the demonstration event on its days in February 2024, closed; a copy for each test."""
    return Path(shutil.copy(_workshop_made_once, tmp_path / "workshop.kiosk"))


@pytest.fixture
def people(workshop: Path) -> list[Attendee]:
    """Everybody on the roster of the demonstration."""
    with closing(read_event(workshop)) as records:
        return records.people.all()


@pytest.fixture
def window(open_window: Callable[[Path], MainWindow], workshop: Path, qtbot: QtBot) -> MainWindow:
    """The real window with the workshop open, and all that it reads of it read."""
    made = open_window(workshop)
    finish_reading(qtbot, made.desk)
    return made


class Viewer(QObject):
    """Stands where the system's PDF viewer would."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def show(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def viewer() -> Iterator[Viewer]:
    """Takes the documents that the window opens."""
    made = Viewer()
    QDesktopServices.setUrlHandler("file", made, "show")
    yield made
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def scan(window: MainWindow, qtbot: QtBot) -> Callable[[Attendee], None]:
    """Scans somebody's ticket in the test's ``window``, as a keyboard-type scanner does, until the answer is seen."""

    def typed(attendee: Attendee) -> None:
        with qtbot.waitSignal(window.answer_painted):
            type_keys(attendee.ticket_code + "\r")

    return typed
