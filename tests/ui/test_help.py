"""F1: at the door the keys and the way on to the pages, on every other screen its page; without pages a sentence."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from kiosk import help_pages
from kiosk.ui.check_in.key_overview import KeyOverview
from tests.ui.door import dialog_of, press


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Pages as the bundle has them, in this checkout's place."""
    monkeypatch.setattr(help_pages, "_CHECKOUT", tmp_path / "site")
    (tmp_path / "site").mkdir()
    for name in ("helper", "records", "index"):
        (tmp_path / "site" / f"{name}.html").write_text(name, encoding="utf-8")
    return tmp_path / "site"


def test_f1_twice_at_the_door_opens_the_page_for_helpers(window, qtbot, site, viewer):
    press(qtbot, window, Qt.Key.Key_F1)
    overview = dialog_of(window, KeyOverview)
    qtbot.waitUntil(overview.isActiveWindow)
    press(qtbot, window, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: viewer.opened == [site / "helper.html"])  # a key presses a button for a moment


def test_f1_on_another_screen_opens_the_page_that_tells_about_it(window, qtbot, site, viewer):
    window.show_screen("documents")
    press(qtbot, window, Qt.Key.Key_F1)
    assert viewer.opened == [site / "records.html"]


def test_f1_before_an_event_is_open_opens_the_first_page(open_window, qtbot, site, viewer):
    press(qtbot, open_window(None), Qt.Key.Key_F1)
    assert viewer.opened == [site / "index.html"]


def test_pages_that_are_not_there_are_told_in_a_sentence(window, qtbot, viewer, tmp_path, monkeypatch):
    monkeypatch.setattr(help_pages, "_CHECKOUT", tmp_path)
    window.show_screen("documents")
    press(qtbot, window, Qt.Key.Key_F1)
    assert "help pages are missing" in window.messages.sentence
    window.show_screen("check_in")
    press(qtbot, window, Qt.Key.Key_F1)
    overview = dialog_of(window, KeyOverview)
    qtbot.mouseClick(overview.help, Qt.MouseButton.LeftButton)
    assert "help pages are missing" in overview.notice.text()
    assert viewer.opened == []
