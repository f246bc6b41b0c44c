"""The settings: a list of sections, one of them in front."""

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from kiosk.ui.services.language import use_language
from kiosk.ui.settings.desk_section import DeskSection
from kiosk.ui.settings.settings_screen import SECTIONS, SettingsScreen
from kiosk.ui.settings.sound_section import SoundSection


@pytest.fixture
def screen(open_window, workshop):
    """The settings of the real window."""
    window = open_window(workshop)
    window.show_screen("settings")
    return window.findChild(SettingsScreen)


def test_the_keyboard_alone_goes_through_the_sections(screen, qtbot):
    screen.list.setFocus()
    for section in SECTIONS:
        qtbot.waitUntil(lambda section=section: screen.section(section).isVisible())
        assert screen.list.currentItem().text() == section.title()
        qtbot.keyClick(screen.list, Qt.Key.Key_Down)
    assert screen.section(SECTIONS[-1]).isVisible()


def test_a_section_is_made_when_it_is_first_chosen(screen):
    assert screen.findChild(SoundSection) is None
    screen.show_section(SoundSection)
    assert screen.section(SoundSection).isVisible()
    assert not screen.section(DeskSection).isVisible()


def test_the_list_and_the_section_in_front_follow_the_language(screen, qtbot):
    english = [section.title() for section in SECTIONS]
    use_language("ko")
    korean = [section.title() for section in SECTIONS]
    assert all(before != after for before, after in zip(english, korean, strict=True))
    qtbot.waitUntil(lambda: [screen.list.item(row).text() for row in range(screen.list.count())] == korean)
    assert screen.section(DeskSection)._language_label.text() == "언어"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_section_is_wider_than_its_page_on_a_small_laptop(screen, language):
    use_language(language)
    for section in SECTIONS:
        screen.show_section(section)
        QCoreApplication.processEvents()
        area = screen._pages[section]
        assert area.widget().minimumSizeHint().width() <= area.viewport().width(), section.title()
    assert screen.list.sizeHintForColumn(0) <= screen.list.viewport().width()
    assert QApplication.activeWindow().size().width() == 1366
