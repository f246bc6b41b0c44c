"""The window on every laptop: scaled ones, old ones, large letters; nothing is out of reach on any screen or dialog."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt import exceptions
from pytestqt.qtbot import QtBot

from kiosk.ui.documents.documents_screen import DocumentsScreen
from kiosk.ui.frame.main_window import MainWindow
from kiosk.ui.frame.rail import SCREENS
from kiosk.ui.settings.settings_screen import SECTIONS, SettingsScreen
from tests.ui.every_dialog import dialogs
from tests.ui.reach import out_of_reach, peepholes
from tests.ui.reading import finish_reading

SIZES = {
    "1366×768 at 150 %": QSize(911, 512),
    "1366×768 at 125 %": QSize(1093, 614),
    "an old screen": QSize(1024, 700),
    "a laptop": QSize(1366, 768),
    "a desk": QSize(1920, 1080),
}
QUICK = {("1366×768 at 150 %", "ko", 100), ("1366×768 at 150 %", "en", 200), ("1366×768 at 125 %", "ko", 100)}
"""The narrowest; the others belong to the long run."""
everywhere = pytest.mark.parametrize(
    ("size", "language", "text_size"),
    [
        pytest.param(
            size, *look, id=f"{name}, {look[0]}, letters {look[1]} %",
            marks=() if (name, *look) in QUICK else (pytest.mark.long,),
        )
        for name, size in SIZES.items()
        for look in (("ko", 100), ("en", 200), ("ko", 200), ("en", 100))
    ],
)  # fmt: skip
ALL_SCREENS = [*(name for name, *_rest in SCREENS), "guide", "checklist", "layouts"]


@pytest.fixture
def window(open_window: Callable[[Path], MainWindow], workshop: Path) -> MainWindow:
    return open_window(workshop)


def shown_at(window: MainWindow, size: QSize, language: str, text_size: int, qtbot: QtBot) -> None:
    """Have the window in ``size``, and its screens laid out for it."""
    window.device.change(language=language, text_size=text_size)
    window.resize(size)
    qtbot.waitUntil(lambda: window.size() == size)


def faults(root: QWidget, name: str, qtbot: QtBot) -> list[str]:
    """What cannot be reached there, once it is laid out."""
    with suppress(exceptions.TimeoutError):
        qtbot.waitUntil(lambda: not out_of_reach(root), timeout=1500)
    return [f"{name}: {fault}" for fault in (*out_of_reach(root), *peepholes(root))]


@everywhere
def test_all_of_every_screen_can_be_reached(window, qtbot, size, language, text_size):
    shown_at(window, size, language, text_size, qtbot)
    qtbot.waitUntil(lambda: bool(window.check_in.people.people))
    with qtbot.waitSignal(window.answer_painted):
        window.take_scan(next(iter(window.check_in.people.people.values())).ticket_code)
    found = []
    for name in ALL_SCREENS:
        window.show_screen(name)
        finish_reading(qtbot, window.desk)
        found += faults(window, name, qtbot)
    window.show_screen("settings")
    screen = window.findChild(SettingsScreen)
    for kind in SECTIONS:
        screen.show_section(kind)
        finish_reading(qtbot, window.desk)
        found += faults(window, kind.__name__, qtbot)
    assert found == []


@everywhere
def test_all_of_every_dialog_can_be_reached(window, qtbot, size, language, text_size):
    shown_at(window, size, language, text_size, qtbot)
    finish_reading(qtbot, window.desk)
    found = []
    for dialog in dialogs(window):
        name = type(dialog).__name__
        dialog.open()
        qtbot.waitUntil(dialog.isVisible)
        finish_reading(qtbot, window.desk)
        assert dialog.size().boundedTo(size) == dialog.size(), name
        found += faults(dialog, name, qtbot)
        if text_size == 100 and size.width() >= 1093:
            across = [area.horizontalScrollBar().maximum() for area in dialog.findChildren(QScrollArea)]
            found += [f"{name}: scrolls sideways by {most}" for most in across if most]
        dialog.reject()
        dialog.deleteLater()
    assert found == []


@everywhere
def test_all_of_the_practice_can_be_reached(window, qtbot, size, language, text_size):
    shown_at(window, size, language, text_size, qtbot)
    window.others.start_practice()
    practice = window.others.practice
    practice.resize(size)
    qtbot.waitUntil(lambda: practice.card.guest is not None and practice.size() == size)
    with qtbot.waitSignal(practice.answer_painted):
        practice.card.hand_over.click()
    qtbot.waitUntil(practice.card.notice.isVisible)
    found = faults(practice, "practice", qtbot)
    practice.card.next.click()
    qtbot.waitUntil(lambda: len(practice.played) == 1)
    practice.stop.click()
    assert found + faults(practice, "result", qtbot) == []


@everywhere
def test_all_of_the_first_screen_can_be_reached(window, qtbot, size, language, text_size):
    window.close_event()
    shown_at(window, size, language, text_size, qtbot)
    window.welcome.notice.trouble("A sentence of trouble that takes more than one line of what there is. " * 3)
    assert faults(window, "welcome", qtbot) == []


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_laptop_shows_every_card_of_the_documents_at_once(window: MainWindow, language: str, qtbot: QtBot) -> None:
    shown_at(window, SIZES["a laptop"], language, 100, qtbot)
    window.show_screen("documents")
    finish_reading(qtbot, window.desk)
    bar = window.findChild(DocumentsScreen).area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() == 0)
