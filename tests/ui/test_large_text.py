"""Text of 200 % on a laptop's screen: words are whole, and what finds no room beside something stands below it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QScrollArea, QWidget

from kiosk.ui.documents.documents_screen import DocumentsScreen
from kiosk.ui.frame.main_window import MainWindow
from kiosk.ui.settings.desk_section import DeskSection
from kiosk.ui.settings.settings_screen import SECTIONS, SettingsScreen
from kiosk.ui.widgets.elided_label import ElidedLabel
from tests.ui.reading import finish_reading


@pytest.fixture
def window(open_window: Callable[[Path], MainWindow], workshop: Path) -> MainWindow:
    return open_window(workshop)


def cut(screen: QWidget) -> list[str]:
    """The words of which a part is not seen."""
    found = []
    for part in screen.findChildren(QWidget):
        if not part.isVisible():
            continue
        if isinstance(part, QPushButton | QComboBox) and part.width() < part.minimumSizeHint().width():
            found.append(part.accessibleName() or part.text())
        if (
            isinstance(part, QLabel)
            and not isinstance(part, ElidedLabel)
            and part.width() < part.minimumSizeHint().width()
        ):
            found.append(part.text())
        if isinstance(part, QLabel) and part.wordWrap() and part.height() < part.heightForWidth(part.width()):
            found.append(part.text())
    return found


def test_the_cards_of_the_documents_stand_below_one_another(window, qtbot):
    window.show_screen("documents")
    screen = window.findChild(DocumentsScreen)
    finish_reading(qtbot, window.desk)
    assert screen.tickets.y() == screen.badges.y()
    window.device.change(text_size=200)
    qtbot.waitUntil(lambda: screen.certificates.y() > screen.badges.y() > screen.tickets.y())
    assert cut(screen) == []
    window.device.change(text_size=100)
    qtbot.waitUntil(lambda: screen.tickets.y() == screen.badges.y())


def test_the_names_of_settings_stand_above_their_controls_and_all_can_be_scrolled_to(window, qtbot):
    window.show_screen("settings")
    screen = window.findChild(SettingsScreen)
    section = screen.section(DeskSection)
    name = next(label for label in section.findChildren(QLabel) if label.text() == "Name of this desk")
    qtbot.waitUntil(lambda: name.geometry().right() < section.name.x())
    window.device.change(text_size=200)
    qtbot.waitUntil(lambda: name.geometry().bottom() < section.name.y() and section.name.x() == name.x())
    for kind in SECTIONS:
        screen.show_section(kind)
        finish_reading(qtbot, window.desk)
        shown = screen.section(kind)
        area = next(each for each in screen.findChildren(QScrollArea) if each.isAncestorOf(shown))
        beyond = area.widget().width() - area.viewport().width()
        assert beyond <= area.horizontalScrollBar().maximum(), kind.__name__


def test_the_first_screen_says_whole_what_can_be_chosen(window, qtbot):
    window.device.change(text_size=200)
    window.close_event()
    window.device.change(last_event="")
    window.welcome.retranslate()
    qtbot.waitUntil(window.welcome.isVisible)
    qtbot.waitUntil(lambda: cut(window.welcome) == [])
