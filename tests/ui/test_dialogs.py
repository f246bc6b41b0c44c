"""Dialogs are large enough for what they say, and never larger than the window below them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from kiosk.ui.documents.documents_screen import DocumentsScreen
from kiosk.ui.frame.main_window import MainWindow
from kiosk.ui.widgets import page
from kiosk.ui.widgets.dialog import Dialog
from kiosk.words import catalogue, error_messages
from tests.ui.every_dialog import dialogs, kinds
from tests.ui.reading import finish_reading

ROOM_ON_A_LAPTOP = QSize(1366, 690)
"""What 768 lines leave below the title of a window and above the bar of tasks."""


@pytest.fixture
def window(open_window: Callable[[Path], MainWindow], workshop: Path) -> MainWindow:
    made = open_window(workshop)
    made.resize(ROOM_ON_A_LAPTOP)
    return made


def squeezed(dialog: QDialog) -> list[str]:
    """What is lower than what it shows, or lies over its neighbour."""
    found = []
    for part in dialog.findChildren(QWidget):
        if not part.isVisible() or part.window() is not dialog:
            continue
        if isinstance(part, QLabel) and part.wordWrap() and part.height() < part.heightForWidth(part.width()):
            found.append(f"cut: {part.text()}")
        controls = QLineEdit | QComboBox | QAbstractButton
        inside = isinstance(part.parentWidget(), QComboBox | QAbstractSpinBox)
        if isinstance(part, controls) and not inside and part.height() < part.minimumSizeHint().height():
            found.append(f"squeezed: {type(part).__name__} {part.accessibleName() or part.objectName()}")
        if part.layout() is not None:
            found += overlapping(part.layout())
    return found + overlapping(dialog.layout())


def is_in_sight(part: QWidget, dialog: QDialog) -> bool:
    """Whether all lines of ``part`` are seen; very large letters may need scrolling sideways."""
    top = part.mapTo(dialog, QPoint()).y()
    return top >= 0 and top + part.height() <= dialog.height()


def overlapping(layout: QLayout) -> list[str]:
    """Widgets that ``layout`` laid over one another."""
    shown = [each for each in held_by(layout) if each.isVisible()]
    pairs = ((one, other) for place, one in enumerate(shown) for other in shown[place + 1 :])
    return [f"{one} over {other}" for one, other in pairs if one.geometry().intersects(other.geometry())]


def held_by(layout: QLayout) -> Iterator[QWidget]:
    for item in (layout.itemAt(place) for place in range(layout.count())):
        if item.widget() is not None:
            yield item.widget()
        elif item.layout() is not None:
            yield from held_by(item.layout())


def test_the_tests_that_walk_all_dialogs_leave_none_out(window, qtbot):
    finish_reading(qtbot, window.desk)
    shown = set()
    for dialog in dialogs(window):
        shown.add(type(dialog))
        dialog.deleteLater()
    assert kinds() - shown == set()


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("text_size", [100, 200])
def test_no_dialog_squeezes_anything_when_it_tells_its_longest_trouble(window, qtbot, language, text_size):
    window.device.change(language=language, text_size=text_size)
    finish_reading(qtbot, window.desk)
    trouble = error_messages.explain(
        "event.gone", {"file": "창원 강소특구 릴레이 합동 워크숍 참가자 최종 수정본.kiosk"}
    )
    for dialog in dialogs(window):
        name = type(dialog).__name__
        dialog.open()
        qtbot.waitUntil(dialog.isVisible)
        finish_reading(qtbot, window.desk)
        assert squeezed(dialog) == [], name
        told = dialog.findChild(page.Notice)
        if told is not None:
            told.trouble(trouble)
            finish_reading(qtbot, window.desk)
            qtbot.waitUntil(lambda dialog=dialog, told=told: is_in_sight(told, dialog))
            assert squeezed(dialog) == [], name
        assert dialog.width() <= window.width() and dialog.height() <= window.height(), name
        dialog.reject()
        dialog.deleteLater()
    assert catalogue.language() == language


def test_a_dialog_that_has_to_scroll_keeps_what_was_typed_and_the_place_of_typing(window, qtbot):
    dialog, field, told = Dialog(window), QLineEdit(), page.Notice()
    dialog.setLayout(page.column(*(page.button() for _row in range(10)), field, told))
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    field.setFocus()
    qtbot.keyClicks(field, "half a na")
    assert dialog.findChild(QScrollArea) is None
    told.trouble("\n".join(["a line of trouble"] * 9))
    qtbot.waitUntil(lambda: dialog.findChild(QScrollArea) is not None)
    qtbot.waitUntil(field.hasFocus)
    assert field.text() == "half a na"
    assert dialog.height() <= window.height()


def test_paper_is_chosen_without_scrolling(window, qtbot):
    window.show_screen("documents")
    chooser = window.findChild(DocumentsScreen).badges.paper
    qtbot.waitUntil(lambda: bool(chooser.offers), timeout=20_000)
    chooser.open()
    dialog = chooser.dialog
    qtbot.waitUntil(dialog.isVisible)
    dialog.sheet.setCurrentIndex(dialog.sheet.findData("formtec-3114"))
    qtbot.waitUntil(dialog.start.isVisible)  # the first label is asked for only where there are several
    finish_reading(qtbot, window.desk)
    for area in dialog.findChildren(QScrollArea):
        assert (area.verticalScrollBar().maximum(), area.horizontalScrollBar().maximum()) == (0, 0)
    assert all(is_in_sight(button, dialog) for button in dialog.findChildren(QPushButton) if button.isVisible())
    dialog.reject()
