"""Serial scanners and scanners' marks through the real window: checked in, set up, lost and found again."""

import os
import sys
from contextlib import closing

import pytest
from PySide6.QtCore import QLoggingCategory, Qt
from PySide6.QtMultimedia import QVideoFrameFormat

from kiosk.actions.event import read_event
from kiosk.core.codes.devices import Health, Source
from kiosk.scanners.camera import CameraScanner
from kiosk.ui.settings.camera_section import CameraSection
from kiosk.ui.settings.scanner_section import ScannerSection
from kiosk.ui.settings.settings_screen import SettingsScreen
from tests.scanners.keyboard import press, type_keys
from tests.scanners.scenes import frame_of, scene

NV12 = QVideoFrameFormat.PixelFormat.Format_NV12
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminals")


class Scanner:
    """A serial scanner on a pseudo terminal that can be unplugged."""

    def __init__(self, port):
        self.port, self._ends = port, ()

    def plug_in(self):
        self._ends = os.openpty()
        self.port.symlink_to(os.ttyname(self._ends[1]))

    def beam(self, code):
        os.write(self._ends[0], code.encode() + b"\r")

    def unplug(self):
        if self._ends:
            self.port.unlink()
            for end in self._ends:
                os.close(end)
            self._ends = ()


@pytest.fixture
def scanner(tmp_path):
    scanner = Scanner(tmp_path / "ttyScanner")
    yield scanner
    scanner.unplug()


def stored(workshop):
    with closing(read_event(workshop)) as records:
        return [scan.subject for scan in records.scans.newest(10)]


def light(window):
    return window.check_in.lights.lights[Source.SERIAL]


def test_a_serial_scanner_checks_in_whatever_has_the_focus(window, device, scanner, people, qtbot):
    scanner.plug_in()
    assert light(window).text == ""
    device.change(serial_scanner=True, serial_port=str(scanner.port))
    assert light(window).text == "Serial scanner ready"
    window.check_in.begin_search()
    with qtbot.waitSignal(window.answer_painted) as painted:
        scanner.beam("]Q1" + people[0].ticket_code)
    assert painted.args == ["admitted"]
    device.change(serial_scanner=False)
    assert light(window).text == ""


def test_a_lost_scanner_is_a_light_and_comes_back_by_itself(window, device, scanner, people, qtbot):
    scanner.plug_in()
    device.change(serial_scanner=True, serial_port=str(scanner.port))
    played = []
    window.check_in.sounds.play = played.append
    scanner.unplug()
    qtbot.waitUntil(lambda: light(window).text == "Serial scanner missing: check the cable")
    assert [str(sound) for sound in played] == ["lost-device"]
    scanner.plug_in()
    qtbot.waitUntil(lambda: light(window).text == "Serial scanner ready", timeout=20_000)
    with qtbot.waitSignal(window.answer_painted) as painted:
        scanner.beam(people[0].ticket_code)
    assert painted.args == ["admitted"]


def section_of(window, kind=ScannerSection):
    window.show_screen("settings")
    screen = window.findChild(SettingsScreen)
    screen.show_section(kind)
    return screen.section(kind)


def test_settings_show_what_arrives_and_check_nobody_in(window, device, scanner, people, workshop, qtbot):
    scanner.plug_in()
    device.change(serial_scanner=True, serial_port=str(scanner.port))
    section = section_of(window)
    shown = section.arrivals.list
    scanner.beam("]Q1" + people[0].ticket_code)
    qtbot.waitUntil(lambda: shown.count() == 1)
    assert shown.item(0).text() == (
        f"Serial scanner:  ]Q1{people[0].ticket_code}‹CR›  →  looks like a code of this event"
    )
    section.keyboard.setFocus()
    type_keys("https://example.com\r")
    qtbot.waitUntil(lambda: shown.count() == 2)
    assert shown.item(0).text() == "Keyboard scanner:  https://example.com‹CR›  →  not a code of this event"
    window.show_screen("check_in")
    with qtbot.waitSignal(window.answer_painted):
        scanner.beam(people[1].ticket_code)
    assert stored(workshop) == [people[1].id]


def test_a_scanner_is_switched_on_and_set_up_in_the_settings(window, device, qtbot):
    section = section_of(window)
    section.serial.setChecked(True)
    assert device.settings.serial_scanner
    assert device.scanners.health(Source.SERIAL) is Health.MISSING
    assert "missing" in section._state.text()
    section.speed.setCurrentIndex(section.speed.findData(115200))
    section.speed.activated.emit(section.speed.currentIndex())
    section.form.setCurrentText("7E1")
    section.form.activated.emit(section.form.currentIndex())
    assert (device.settings.serial_speed, device.settings.serial_form) == (115200, "7E1")
    section.serial.setChecked(False)
    assert device.scanners.health(Source.SERIAL) is Health.OFF


def test_a_keyboard_scanner_that_is_switched_off_leaves_its_keys_alone(window, device, people, workshop, qtbot):
    device.change(keyboard_scanner=False)
    window.check_in.begin_search()
    type_keys(people[0].ticket_code)
    assert window.check_in.search.findChild(type(section_of(window).prefix)).text() == people[0].ticket_code
    assert stored(workshop) == []


@pytest.mark.parametrize("typed", ["GATE-{code}%%", "]Q1GATE-{code}%%", "gate-]Q3\\000026{code}", "{code}"])
def test_a_foreign_code_is_found_within_what_the_scanner_adds(window, device, workshop, qtbot, typed):
    device.change(scanner_prefix="GATE-", scanner_suffix="%%")
    window._codes = frozenset({"abc123haj"})
    assert window.recognise(typed.format(code="ABC123HAJ")) == "ABC123HAJ"


@pytest.mark.parametrize(("key", "char"), [(Qt.Key.Key_C, "\x03"), (Qt.Key.Key_D, "\x04"), (Qt.Key.Key_J, "\n")])
def test_a_code_may_end_by_a_control_character(window, people, qtbot, key, char):
    window.check_in.begin_search()
    with qtbot.waitSignal(window.answer_painted) as painted:
        press(Qt.Key.Key_B, "\x02", Qt.KeyboardModifier.ControlModifier)
        type_keys(people[0].ticket_code)
        press(key, char, Qt.KeyboardModifier.ControlModifier)
    assert painted.args == ["admitted"]


def test_what_a_person_types_just_before_a_scan_stays(window, people, qtbot):
    window.check_in.begin_search()
    field = window.focusWidget()
    type_keys("mi")
    qtbot.wait(80)  # a hand goes to the scanner
    with qtbot.waitSignal(window.answer_painted) as painted:
        type_keys("]Q1" + people[0].ticket_code + "\r")
    assert painted.args == ["admitted"]
    assert field.text() == "mi"


@pytest.fixture
def quiet_media():
    QLoggingCategory.setFilterRules("qt.multimedia.*=false")  # as the program does
    yield
    QLoggingCategory.setFilterRules("")


@pytest.fixture
def camera(window, device, quiet_media):
    """What stands before the camera of the desk: called with codes, it shows them."""
    device.change(camera_scanner=True)
    sink = window.findChild(CameraScanner).sink
    return lambda *codes: sink.setVideoFrame(frame_of(scene(*codes), NV12))


def test_a_ticket_before_the_camera_checks_in_once(window, camera, people, workshop, qtbot):
    with qtbot.waitSignal(window.answer_painted) as painted:
        camera(people[0].ticket_code)
    assert painted.args == ["admitted"]
    assert window.check_in.lights.lights[Source.CAMERA].text == "Camera ready"
    camera(people[0].ticket_code)
    with qtbot.waitSignal(window.answer_painted) as painted:
        camera(people[1].ticket_code)
    assert stored(workshop) == [people[1].id, people[0].id]


def test_two_tickets_before_the_camera_check_in_nobody_and_get_a_word(window, camera, people, workshop, qtbot):
    with qtbot.waitSignal(window.answer_painted) as painted:
        camera(people[0].ticket_code, people[1].ticket_code)
    assert painted.args == ["several_codes"]
    shown = window.check_in.panel.shown
    assert (shown.word, shown.name) == ("One at a time", "Two codes in view")
    assert stored(workshop) == []


def test_the_settings_show_what_the_camera_sees_as_a_mirror_does(window, device, camera, people, qtbot):
    section = section_of(window, CameraSection)

    def picture():
        return section.preview.grab().toImage()

    empty = picture()
    camera(people[0].ticket_code)
    qtbot.waitUntil(lambda: section.arrivals.list.count() == 1)
    assert section.arrivals.list.item(0).text().startswith(f"Camera:  {people[0].ticket_code}")
    mirrored = picture()
    section.mirror.setChecked(False)
    straight = picture()
    assert not device.settings.camera_mirrored
    assert len({bytes(image.constBits()) for image in (empty, mirrored, straight)}) == 3
    section.camera.setChecked(False)
    assert picture().size() == empty.size()
    assert window.findChild(CameraScanner) is None or device.scanners.health(Source.CAMERA) is Health.OFF
