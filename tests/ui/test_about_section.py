"""Settings, About: the version, newer ones when asked, and the licences of what others made."""

import pytest
from PySide6.QtCore import Qt

from kiosk import help_pages, third_parties, version
from kiosk.ui.services.language import use_language
from kiosk.ui.settings.about_section import AboutSection
from kiosk.ui.settings.settings_screen import SettingsScreen
from tests.test_newer_version import Server, server

__all__ = ["server"]


@pytest.fixture
def about(open_window, workshop) -> AboutSection:
    """The section in the real window."""
    window = open_window(workshop)
    window.show_screen("settings")
    screen = window.findChild(SettingsScreen)
    screen.show_section(AboutSection)
    return screen.section(AboutSection)


def test_the_version_and_every_licence_are_there_to_be_read(about):
    assert about.version.text() == version.text()
    named = {about.parts.item(row).text() for row in range(about.parts.count())}
    assert len(named) == len(third_parties.parts()) > 50
    for row in range(about.parts.count()):
        about.parts.setCurrentRow(row)
        assert len(about.text.toPlainText()) > 200, about.parts.item(row).text()


def test_what_is_new_is_a_page_in_the_language_of_the_program(about, viewer, tmp_path, monkeypatch, qtbot):
    monkeypatch.setattr(help_pages, "_CHECKOUT", tmp_path)
    (tmp_path / "ko").mkdir()
    for page in (tmp_path / "whats-new.html", tmp_path / "ko" / "whats-new.html"):
        page.touch()
    qtbot.mouseClick(about.news, Qt.MouseButton.LeftButton)
    about.device.change(language="ko")
    use_language("ko")
    qtbot.mouseClick(about.news, Qt.MouseButton.LeftButton)
    assert viewer.opened == [tmp_path / "whats-new.html", tmp_path / "ko" / "whats-new.html"]


def test_a_newer_version_is_asked_for_only_when_somebody_asks(about, server: Server, qtbot):
    assert not about.ask.isEnabled()
    about.address.setText(server.address)
    about.address.editingFinished.emit()
    assert about.device.settings.newer_address == server.address
    assert server.asked == []
    server.said = b'{"version": "99.0"}'
    qtbot.mouseClick(about.ask, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: about.notice.text() == "Version 99.0 is available.")
    server.said = b"soon"
    qtbot.mouseClick(about.ask, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "does not tell a version" in about.notice.text())
    assert about.ask.isEnabled()
