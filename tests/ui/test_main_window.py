"""The window around the screens: events, navigation, trouble, language, sizes, and names for screen readers."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QImage, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QSlider,
    QWidget,
)

from kiosk import settings, wording
from kiosk.actions.event import open_event, read_event
from kiosk.core.scan import Verdict
from kiosk.ui import rail
from kiosk.ui.bug_report import BugReportDialog
from kiosk.ui.check_in.scan_list import ScanList
from kiosk.ui.documents.paper_choice import PaperChooser
from kiosk.ui.main_window import MainWindow
from kiosk.ui.settings.desk_section import DeskSection
from kiosk.ui.settings.settings_screen import SECTIONS
from kiosk.ui.widgets import theme
from kiosk.ui.widgets.reason_dialog import ReasonDialog
from tests.scanners.keyboard import type_keys

SCREENS = ("check_in", "people", "programme", "documents", "settings")


def test_every_screen_opens_by_its_button_and_is_marked(window, qtbot):
    opened, by_key = {}, {}
    for name in SCREENS:
        qtbot.mouseClick(window.rail.buttons[name], Qt.MouseButton.LeftButton)
        assert window.rail.buttons[name].isChecked()
        opened[name] = window.front
    assert len(set(opened.values())) == len(SCREENS)
    for place, (name, *_rest) in enumerate(rail.SCREENS, 1):  # as they stand, from top to bottom
        if window.rail.buttons[name].isHidden():
            continue
        qtbot.keyClick(window, Qt.Key(ord(str(place))), Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(window.rail.buttons[name].isChecked)
        by_key[name] = window.front
    assert len(set(by_key.values())) == len(by_key)
    assert {name: by_key[name] for name in SCREENS} == opened


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


def test_a_scan_on_another_screen_is_answered_in_the_band(window, people, qtbot):
    window.show_screen("settings")
    with qtbot.waitSignal(window.answer_painted) as painted:
        type_keys(people[0].ticket_code + "\r")
    assert painted.args == ["admitted"]
    assert window.band.shown.name == people[0].name
    assert window.band.shown.word == "Checked in"
    assert window.band.accessibleName().startswith("Checked in")


def test_a_file_that_is_no_event_is_refused_in_one_sentence(open_window, tmp_path, qtbot):
    path = tmp_path / "picture.kiosk"
    path.write_bytes(b"\x89PNG")
    window = open_window(None)
    window.open_event(path)
    qtbot.waitUntil(lambda: window._opening is None)
    assert window.desk is None
    assert "picture.kiosk is not an event" in window.welcome.notice.text()
    assert window.front is window.welcome


def test_an_event_in_use_elsewhere_is_refused_without_freezing(open_window, workshop, qtbot):
    with closing(open_event(workshop)):
        window = open_window(None)
        window.open_event(workshop)
        qtbot.waitUntil(lambda: window._opening is None, timeout=10_000)
        assert "workshop.kiosk is open in another window or program" in window.welcome.notice.text()


def test_closing_the_event_frees_the_file_and_leads_back_to_the_welcome_screen(window, workshop):
    window.rail._leave.click()
    assert window.front is window.welcome
    assert window.rail.isHidden()
    open_event(workshop, wait_seconds=0).close()


def test_closing_the_window_stores_what_waits(window, workshop, people):
    for person in people[:20]:
        window.take_scan(person.ticket_code)
    window.close()
    with closing(open_event(workshop, wait_seconds=0)) as records:
        assert len(records.newest_scans(50)) == 20


def test_the_event_that_was_open_is_remembered(window, workshop):
    assert settings.load().last_event == str(workshop)


def test_codes_are_recognised_from_memory_and_nothing_without_an_event(window, people):
    code = people[0].ticket_code
    assert window.recognise(f"  {code[:4]} {code[4:]} ") is not None
    assert window.recognise("김철수") is None
    window.close_event()
    assert window.recognise(code) is None


@pytest.mark.logs_error
def test_a_bug_is_shown_as_a_report_that_can_be_copied(window, qtbot):
    window.desk.lane.run(lambda _records: [][0])
    qtbot.waitUntil(lambda: window._report is not None)
    report = window.findChild(BugReportDialog)
    assert "IndexError" in report.text
    report._copy.click()
    assert QGuiApplication.clipboard().text() == report.text
    report.accept()
    assert window._report is None


def test_trouble_is_told_across_the_window_until_somebody_takes_note(window):
    window.desk.trouble.emit("The disk is full.")
    assert window.messages.sentence == "The disk is full."
    window.messages._close.click()
    assert window.messages.sentence == ""


def test_settings_that_cannot_be_kept_are_told_and_hold_all_the_same(window, tmp_path, monkeypatch):
    (tmp_path / "a file").touch()
    monkeypatch.setattr("kiosk.paths.config_folder", lambda: tmp_path / "a file")
    window.device.change(volume=10)
    assert window.device.settings.volume == 10
    assert "could not be kept" in window.messages.sentence


def test_the_name_of_the_desk_goes_into_the_next_scan(window, people, workshop, qtbot):
    window.show_screen("settings")
    name = window.front.section(DeskSection).name
    name.setText("안내데스크 2")
    name.editingFinished.emit()
    with qtbot.waitSignal(window.check_in.answer_shown):
        window.take_scan(people[0].ticket_code)
    with closing(read_event(workshop)) as records:
        assert records.newest_scans(1)[0].payload["desk"] == "안내데스크 2"


# -- language ----------------------------------------------------------------------------------------------------------


def texts(window: MainWindow) -> list[str]:
    """Every text of the screens and the navigation, whether in front or not."""
    parts = [window.rail, *window._screens.values()]
    return [widget.text() for part in parts for kind in (QLabel, QAbstractButton) for widget in part.findChildren(kind)]


def test_every_text_is_set_anew_when_the_language_changes(window, people, qtbot):
    for name in SCREENS:
        window.show_screen(name)
    window.show_screen("check_in")
    with qtbot.waitSignal(window.answer_painted):
        window.take_scan(people[0].ticket_code)
    qtbot.waitUntil(lambda: all(chooser.offers for chooser in window.findChildren(PaperChooser)))
    before, shown = texts(window), window.check_in.panel.shown
    window.rail._language.click()
    assert wording.language() == "ko"
    assert settings.load().language == "ko"
    qtbot.waitUntil(lambda: window.check_in.panel.shown.word == wording.headline(Verdict.ADMITTED))
    assert window.check_in.panel.shown.word != shown.word
    window.rail._language.click()
    assert wording.language() == "en"
    qtbot.waitUntil(lambda: window.check_in.panel.shown == shown)
    assert texts(window) == before


# -- sizes and names ---------------------------------------------------------------------------------------------------


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


def scrolls(window: MainWindow) -> bool:
    """Whether anything of the check-in screen or the rail is out of sight."""
    areas = [window.check_in.area, window._scroller, window.rail.findChild(QScrollArea)]
    return any(bar.maximum() > 0 for area in areas for bar in (area.verticalScrollBar(), area.horizontalScrollBar()))


def test_lights_that_come_by_themselves_leave_the_rail_without_scrolling(window, qtbot):
    window.resize(1366, 749)  # less the bar that a system puts above it
    for light in (window.rail.sharing, window.rail.copies):
        light.show()
        assert window.rail._column.minimumSize().height() <= window.rail.height()
    qtbot.waitUntil(lambda: not scrolls(window))


def cut_texts(screen: QWidget) -> list[str]:
    """Visible texts of one line that are wider than the place they have."""
    labels = [label for label in screen.findChildren(QLabel) if label.isVisible() and not label.wordWrap()]
    return [
        label.text()
        for label in labels
        if QFontMetrics(label.font()).horizontalAdvance(label.text()) > label.width() + 1
    ]


def test_sizes_follow_the_height_of_the_window_and_never_become_too_small(window):
    window.resize(1920, 1080)
    assert theme.px(100) == 100
    window.resize(1280, 720)
    assert theme.px(100) == 74
    assert theme.px(23) == 17


def controls(screen: QWidget) -> list[QWidget]:
    """What a person operates on a screen, without the inner parts of combo boxes and scroll areas."""
    kinds = QLineEdit | QComboBox | QAbstractButton | QSlider | QListWidget | ScanList
    return [widget for widget in screen.findChildren(QWidget) if isinstance(widget, kinds)]


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


def test_the_window_tells_nothing_to_screens_that_are_gone(window, people, qtbot):
    window.take_scan(people[0].ticket_code)
    window.close_event()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.wait(30)


# -- the band, and answers below it ------------------------------------------------------------------------------------


def test_the_band_of_another_screen_is_gone_when_the_check_in_screen_comes_to_the_front(window, people, qtbot):
    window.show_screen("settings")
    with qtbot.waitSignal(window.answer_painted):
        window.take_scan("no code of this event")
    assert window.band.shown is not None
    window.show_screen("check_in")
    assert window.band.shown is None


def test_a_newer_answer_ends_the_band_of_an_older_one(window, people, qtbot):
    window.show_screen("settings")
    with qtbot.waitSignal(window.answer_painted):
        window.take_scan("no code of this event")
    window._stack.setCurrentWidget(window.check_in)
    assert window.band.shown is not None
    window.take_scan(people[0].ticket_code)
    qtbot.waitUntil(lambda: window.check_in.panel.shown.name == people[0].name)
    assert window.band.shown is None


def test_the_band_over_a_dialog_goes_with_the_dialog(window, people, qtbot):
    with qtbot.waitSignal(window.answer_painted):
        window.take_scan(people[0].ticket_code)
    window.check_in.undo.click()
    [dialog] = window.findChildren(ReasonDialog)
    window.take_scan(people[1].ticket_code)
    qtbot.waitUntil(lambda: window.band.shown is not None)
    dialog.reject()
    qtbot.waitUntil(lambda: window.band.shown is None, timeout=1000)  # well before it would go by itself


# -- what the eye has to find ------------------------------------------------------------------------------------------


def darkest(image: QImage) -> int:
    return min(image.pixelColor(x, y).lightness() for x in range(image.width()) for y in range(image.height()))


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


def row_has(image: QImage, y: int) -> bool:
    return any(image.pixelColor(x, y).rgb() == theme.FOCUS.rgb() for x in range(image.width()))


@pytest.mark.parametrize("language", wording.LANGUAGES)
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


# -- what holds over a restart -----------------------------------------------------------------------------------------


def test_a_pinned_session_holds_over_a_restart_of_the_same_event(window, open_window, workshop):
    window.check_in.bar.chosen.emit("컨벤션홀", "S3")
    window.close()
    door = open_window(workshop).check_in.flow.door
    assert (door.room, door.session) == ("컨벤션홀", "S3")


def test_room_and_pinned_session_of_another_event_mean_nothing(window, workshop, tmp_path, qtbot):
    window.check_in.bar.chosen.emit("컨벤션홀", "S3")
    other = Path(shutil.copy(workshop, tmp_path / "other.kiosk"))
    with qtbot.waitSignal(window.ready):
        window.open_event(other)
    assert (window.check_in.flow.door.room, window.check_in.flow.door.session) == (None, None)
    with qtbot.waitSignal(window.ready):
        window.open_event(workshop)
    assert (window.check_in.flow.door.room, window.check_in.flow.door.session) == (None, None)


def test_a_pinned_session_that_the_programme_has_lost_is_left_out(window, open_window, workshop):
    window.close()
    window.device.change(pinned="S99")
    assert open_window(workshop).check_in.flow.door.session is None


def test_an_event_file_that_is_gone_is_told_without_speaking_of_commands(open_window, tmp_path, qtbot):
    window = open_window(None)
    window.open_event(tmp_path / "gone.kiosk")
    qtbot.waitUntil(lambda: window._opening is None)
    assert "gone.kiosk any more" in window.welcome.notice.text()
    assert "kiosk new" not in window.welcome.notice.text()


def test_the_welcome_screen_calls_the_last_event_by_its_name(window, workshop):
    window.close_event()
    assert window.welcome.last.accessibleName() == "Go on with Changwon INNOPOLIS relay joint workshop"
    assert window.welcome.last.accessibleDescription() == str(workshop)


class Shown(QObject):
    """Notes every widget that is shown as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(watched)
        return False


def test_no_part_of_a_screen_flashes_as_a_window_of_its_own(window):
    shown = Shown()
    QCoreApplication.instance().installEventFilter(shown)
    for name in SCREENS:
        window.show_screen(name)
    QCoreApplication.instance().removeEventFilter(shown)
    assert shown.windows == []
