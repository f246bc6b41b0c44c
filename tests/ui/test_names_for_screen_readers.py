"""Every control of every screen and dialog says to a screen reader what it is; the focus is seen where it is."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QWidget,
)

from kiosk.core.roster import Attendee
from kiosk.ui.events.new_event_dialog import NewEventDialog
from kiosk.ui.events.welcome_screen import WelcomeScreen
from kiosk.ui.frame.rail import SCREENS
from kiosk.ui.imports.programme_import_dialog import ProgrammeImportDialog
from kiosk.ui.imports.roster_import_dialog import RosterImportDialog
from kiosk.ui.people.attendee_dialog import AttendeeDialog
from kiosk.ui.self_service.staff_pin import keep_pin
from kiosk.ui.settings.settings_screen import SECTIONS, SettingsScreen
from kiosk.ui.widgets import theme
from tests.ui.reading import finish_reading

OPERATED = (
    QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractSlider, QAbstractSpinBox, QAbstractItemView,
)  # fmt: skip


def controls(root: QWidget) -> Iterator[QWidget]:
    """What a person operates, without the inner parts of Qt's own widgets."""
    for widget in root.findChildren(QWidget):
        inner = isinstance(widget, QScrollBar | QHeaderView) or widget.objectName().startswith("qt_")
        part_of = isinstance(widget.parent(), QComboBox | QAbstractSpinBox | QAbstractItemView)
        popup = "QComboBoxListView" in widget.metaObject().className() or "ComboBoxPrivate" in str(
            widget.parent() and widget.parent().metaObject().className()
        )
        if isinstance(widget, OPERATED) and not (inner or part_of or popup):
            yield widget


def nameless(root: QWidget) -> list[str]:
    """Controls of which a screen reader would say only what kind of thing they are."""
    found = []
    for control in controls(root):
        spoken = QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name)
        if not spoken.strip(" ⌫") and not control.isHidden():
            above = type(control.parent()).__name__ if control.parent() else ""
            found.append(f"{type(control).__name__} in {above}")
    return found


@pytest.mark.parametrize("name", [*(name for name, *_rest in SCREENS), "layouts"])
def test_every_control_of_a_screen_has_a_name(window, name, qtbot):
    window.show_screen(name)
    finish_reading(qtbot, window.desk)
    screen = window.front
    assert list(controls(screen))
    assert nameless(screen) == []
    assert nameless(window.rail) == []


@pytest.mark.parametrize("section", SECTIONS)
def test_every_control_of_the_settings_has_a_name(window, section):
    window.show_screen("settings")
    screen = window.findChild(SettingsScreen)
    screen.show_section(section)
    assert list(controls(screen.section(section)))
    assert nameless(screen) == []


def test_every_control_of_self_service_has_a_name(window, qtbot):
    keep_pin(window.device, "8046")
    window.others.start_self_service()
    kiosk = window.others.self_service
    kiosk.staff.click()
    assert len(list(controls(kiosk))) > 12
    assert nameless(kiosk) == []
    assert kiosk.view.accessibleName()
    kiosk.left.emit()
    qtbot.waitUntil(window.isVisible)


@pytest.mark.parametrize("kind", [RosterImportDialog, ProgrammeImportDialog])
def test_every_control_of_an_import_has_a_name(desk, qtbot, kind):
    dialog = kind(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    assert nameless(dialog) == []


def test_every_control_before_an_event_is_open_has_a_name(device, qtbot):
    for made in (WelcomeScreen(device), NewEventDialog(device)):
        qtbot.addWidget(made)
        made.show()
        assert nameless(made) == []


def test_every_control_of_a_persons_page_has_a_name(desk, qtbot):
    dialog = AttendeeDialog(desk, Attendee("a", "홍길동"), ("산", "학"))
    qtbot.addWidget(dialog)
    dialog.show()
    assert nameless(dialog) == []


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_the_focus_is_seen_on_every_kind_of_control(window, name, qtbot):
    """What has the focus looks other than the same thing without it."""
    window.device.change(theme=name)
    window.show_screen("settings")
    screen = window.findChild(SettingsScreen)
    unseen = []
    for section in SECTIONS:
        screen.show_section(section)
        for control in controls(screen.section(section)):
            if not (control.isVisible() and control.isEnabled() and control.focusPolicy() & Qt.FocusPolicy.TabFocus):
                continue
            screen.list.setFocus()
            without = control.grab().toImage()
            control.setFocus(Qt.FocusReason.TabFocusReason)
            qtbot.waitUntil(control.hasFocus)
            if control.grab().toImage() == without:
                unseen.append(f"{type(control).__name__} in {section.__name__}")
    assert unseen == []
    assert theme.in_use() == name
