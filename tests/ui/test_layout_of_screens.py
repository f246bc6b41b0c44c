"""What the screens look like in every size, language and state: nothing cut, everything reached and named."""

import pytest
from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QPushButton,
)

from kiosk import languages, settings
from kiosk.core.scan import Verdict
from kiosk.ui.documents.paper_choice import PaperChooser
from kiosk.ui.settings.settings_screen import SECTIONS
from kiosk.ui.widgets import theme
from kiosk.words import catalogue, terms
from tests.ui.looks import SCREENS, Shown, controls, cut_texts, darkest, row_has, scrolls, texts


@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_screen_scrolls_because_of_another_one(window, language, qtbot):
    window.device.change(language=language)
    window.resize(1366, 749)  # what a title bar leaves of the smallest laptop
    for name in [*SCREENS, "guide", "check_in"]:
        window.show_screen(name)
        qtbot.waitUntil(lambda: window._scroller.verticalScrollBar().maximum() == 0)


def test_without_a_second_line_the_first_stands_in_the_middle_of_the_head(window, door_clock):
    bar = window.check_in.bar
    bar.show_time(door_clock.at)
    assert bar._when.isVisible()
    door_clock.forward(days=30)
    bar.show_time(door_clock.at)
    assert bar._title.text() == "No session is open"
    assert not bar._when.isVisible()


def test_every_text_is_set_anew_when_the_language_changes(window, people, qtbot):
    for name in SCREENS:
        window.show_screen(name)
    window.show_screen("check_in")
    with qtbot.waitSignal(window.answer_painted):
        window.take_scan(people[0].ticket_code)
    window.check_in._clearing.stop()  # on a busy machine what follows takes longer than an answer is shown
    qtbot.waitUntil(lambda: all(chooser.offers for chooser in window.findChildren(PaperChooser)))
    before, shown = texts(window), window.check_in.panel.shown
    window.rail._language.click()
    assert catalogue.language() == "ko"
    assert settings.load().language == "ko"
    qtbot.waitUntil(lambda: window.check_in.panel.shown.word == terms.headline(Verdict.ADMITTED))
    assert window.check_in.panel.shown.word != shown.word
    window.rail._language.click()
    assert catalogue.language() == "en"
    qtbot.waitUntil(lambda: window.check_in.panel.shown == shown)
    assert texts(window) == before


@pytest.mark.parametrize("size", [QSize(1280, 720), QSize(1366, 768), QSize(1920, 1080)])
def test_the_check_in_screen_fits_and_no_text_is_cut(window, size, qtbot):
    window.resize(size)
    QCoreApplication.processEvents()
    assert window.size() == size
    assert not scrolls(window)
    for button in window.check_in.findChildren(QPushButton):
        if button.isVisible():
            assert button.width() >= button.minimumSizeHint().width(), button.text()
    # The counts arrive from the records lane when they are ready, and the row is laid out after that.
    qtbot.waitUntil(lambda: not cut_texts(window.check_in))


def test_lights_that_come_by_themselves_leave_the_rail_without_scrolling(window, qtbot):
    window.resize(1366, 749)  # less the bar that a system puts above it
    for light in (window.rail.sharing, window.rail.copies):
        light.show_light("not-shared", theme.AMBER, "1,234 waiting\nsince 12:31", "")
        light.show()
        assert window.rail._column.minimumSize().height() <= window.rail.height()
    qtbot.waitUntil(lambda: not scrolls(window))


@pytest.mark.parametrize("text", [
    "1,234 waiting\nsince 12:31", "1,234건 대기\n12:31부터", "Saved here", "Connecting", "여기 저장됨",
])  # fmt: skip
def test_a_light_has_room_for_what_it_says(window, qtbot, text: str):
    window.resize(1366, 749)
    light = window.rail.sharing
    light.show_light("not-shared", theme.AMBER, text, text)
    light.show()
    qtbot.waitUntil(lambda: light.width() > theme.px(100))
    room = light.width() - light.iconSize().width() - theme.px(12)  # the border, and what Qt leaves beside a picture
    assert max(map(light.fontMetrics().horizontalAdvance, text.split("\n"))) <= room
    assert light.height() >= light.fontMetrics().lineSpacing() * len(text.split("\n"))


def test_sizes_follow_the_height_of_the_window_and_never_become_too_small(window):
    window.resize(1920, 1080)
    assert theme.px(100) == 100
    window.resize(1280, 720)
    assert theme.px(100) == 74
    assert theme.px(23) == 17


@pytest.mark.parametrize("name", ["check_in", "settings"])
def test_every_control_has_a_name_and_can_be_reached_by_keyboard(window, name):
    window.show_screen(name)
    if name == "settings":
        for section in SECTIONS:
            window.front.show_section(section)
    found = controls(window.front) + controls(window.rail)
    assert len(found) > 10
    for control in found:
        spoken = control.accessibleName() or getattr(control, "text", str)()
        assert spoken, control
        in_group = isinstance(control, QAbstractButton) and control.group() is not None  # arrows move in it
        assert in_group or control.focusPolicy() & Qt.FocusPolicy.TabFocus, spoken


def test_no_shortcut_is_a_bare_letter_or_digit(window):
    keys = [shortcut.key().toString() for shortcut in window.findChildren(QShortcut)]
    keys += [button.shortcut().toString() for button in window.findChildren(QAbstractButton)]
    assert "F3" in keys
    assert [key for key in keys if len(key) == 1] == []


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)
@pytest.mark.parametrize("name", ["Room of this desk", "Session"])
def test_the_open_lists_of_the_header_show_every_row_in_dark_on_light(window, name, qtbot):
    combo = next(box for box in window.findChildren(QComboBox) if box.accessibleName() == name)
    combo.showPopup()
    view = combo.view()
    qtbot.waitUntil(view.isVisible)
    # Laid over its box as a menu, a list takes the white letters of the box on some platforms.
    assert view.window().geometry().top() >= combo.mapToGlobal(combo.rect().bottomLeft()).y()
    shown = view.viewport().grab().toImage()
    for row in range(1, combo.count()):
        box = view.visualRect(combo.model().index(row, 0))
        assert box.bottom() <= view.viewport().rect().bottom(), combo.itemText(row)
        # The text of the row, without the edge of the row chosen above it.
        assert darkest(shown.copy(box.adjusted(4, 6, -4, -6))) < 90, combo.itemText(row)
    combo.hidePopup()


@pytest.mark.parametrize("part", ["direction", "scans", "table"])
def test_the_focus_is_seen(window, people, part, qtbot):
    with qtbot.waitSignal(window.answer_painted):
        window.take_scan(people[0].ticket_code)
    if part == "table":
        window.show_screen("people")
        widget = window.front.table
        qtbot.waitUntil(lambda: widget.model().rowCount() == len(people))
    else:
        widget = window.check_in.scans if part == "scans" else window.check_in.direction._group.button(0)
    pictures = []
    for focused in (window.rail._leave, widget):
        focused.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(focused.hasFocus)
        pictures.append(widget.grab().toImage())
    focus_colour = [sum(row_has(image, y) for y in range(image.height())) for image in pictures]
    assert focus_colour[0] == 0
    assert focus_colour[1] > 4


@pytest.mark.parametrize("language", languages.available())
@pytest.mark.parametrize("name", (*SCREENS, "layouts"))
def test_no_button_is_cut_in_the_smallest_window(window, people, language, name, qtbot):
    window.resize(1280, 720)
    window.device.change(language=language)
    window.show_screen("check_in")
    with qtbot.waitSignal(window.answer_painted):
        window.take_scan(people[0].ticket_code)
    window.show_screen(name)
    screen = window.front
    if name == "check_in":
        screen.status.tell("A message that is much longer than all the room there is. " * 5)
    QCoreApplication.processEvents()
    assert window.width() == 1280
    for button in screen.findChildren(QPushButton):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width(), button.text()


def test_no_part_of_a_screen_flashes_as_a_window_of_its_own(window):
    shown = Shown()
    QCoreApplication.instance().installEventFilter(shown)
    for name in SCREENS:
        window.show_screen(name)
    QCoreApplication.instance().removeEventFilter(shown)
    assert shown.windows == []
