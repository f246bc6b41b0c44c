"""The camera scanner with frames through the sink that a camera's frames go through, and with a film."""

import time

import pytest
from PySide6.QtCore import QLoggingCategory, QUrl
from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame, QVideoFrameFormat

from kiosk.core.codes.devices import Health
from kiosk.scanners.camera import STILL_MS, Camera, CameraScanner, cameras
from kiosk.scanners.in_view import GONE_S
from tests.scanners.desk import FOREIGN, TICKET
from tests.scanners.scenes import film, frame_of, scene

NV12 = QVideoFrameFormat.PixelFormat.Format_NV12


class ByHand:
    """Frames come when the test puts them into the sink; counts how often it was started."""

    def __init__(self):
        self.starts = self.stops = 0

    def start(self, _sink):
        self.starts += 1
        return Health.READY

    def stop(self):
        self.stops += 1


class Film:
    """A film in place of the camera."""

    def __init__(self, path):
        self._path, self._player = path, QMediaPlayer()

    def start(self, sink):
        self._player.setVideoSink(sink)
        self._player.setSource(QUrl.fromLocalFile(str(self._path)))
        self._player.play()
        return Health.READY

    def stop(self):
        self._player.stop()
        self._player.setVideoSink(None)


@pytest.fixture(autouse=True)
def quiet_media():
    QLoggingCategory.setFilterRules("qt.multimedia.*=false")  # as the program does
    yield
    QLoggingCategory.setFilterRules("")


@pytest.fixture
def opened(qapp):
    scanners = []

    def open_scanner(pictures):
        scanner = CameraScanner(pictures)
        scanners.append(scanner)
        scanner.told, scanner.crowds, scanner.previews, scanner.healths = [], [], [], []
        scanner.scanned.connect(scanner.told.append)
        scanner.several.connect(lambda: scanner.crowds.append(1))
        scanner.preview.connect(scanner.previews.append)
        scanner.health_changed.connect(scanner.healths.append)
        scanner.open()
        return scanner

    yield open_scanner
    for scanner in scanners:
        scanner.close()


def show(scanner, *texts, **how):
    scanner.sink.setVideoFrame(frame_of(scene(*texts, **how), NV12))


def test_a_code_is_told_once_while_it_is_in_view(opened, qtbot):
    scanner = opened(ByHand())
    assert scanner.health is Health.OFF  # no picture yet
    show(scanner, TICKET)
    qtbot.waitUntil(lambda: scanner.told == [TICKET])
    assert scanner.healths == [Health.READY]
    for degrees in (5, 10, 20):
        show(scanner, TICKET, degrees=degrees)
    show(scanner, FOREIGN)
    qtbot.waitUntil(lambda: scanner.told == [TICKET, FOREIGN])


def test_two_codes_in_view_are_refused_and_the_one_that_stays_is_told(opened, qtbot):
    scanner = opened(ByHand())
    show(scanner, TICKET, FOREIGN)
    qtbot.waitUntil(lambda: scanner.crowds == [1])
    begun = time.monotonic()

    def told_the_other():
        show(scanner, FOREIGN)
        assert scanner.told == [FOREIGN]

    qtbot.waitUntil(told_the_other, timeout=20_000)
    assert time.monotonic() - begun >= GONE_S - 0.5
    assert scanner.crowds == [1]


def test_of_many_frames_at_once_the_newest_is_looked_at(opened, qtbot):
    scanner = opened(ByHand())
    for _ in range(50):
        show(scanner, blur=0)
    show(scanner, TICKET)
    qtbot.waitUntil(lambda: scanner.told == [TICKET])


def test_a_preview_comes_only_while_it_is_wanted(opened, qtbot):
    scanner = opened(ByHand())
    show(scanner, TICKET)
    qtbot.waitUntil(lambda: scanner.told == [TICKET])
    assert scanner.previews == []
    scanner.shows_preview = True
    show(scanner, TICKET)
    qtbot.waitUntil(lambda: len(scanner.previews) == 1)
    preview = scanner.previews[0]
    assert (preview.width(), preview.height()) == (480, 360)
    assert preview.pixelColor(0, 0).lightness() in range(105, 116)


def test_the_last_invalid_frame_of_a_source_is_no_picture(opened, qtbot):
    scanner = opened(ByHand())
    scanner.sink.setVideoFrame(QVideoFrame())
    show(scanner, TICKET)
    qtbot.waitUntil(lambda: scanner.told == [TICKET])


def test_a_camera_that_gives_no_picture_is_missed_and_tried_again(opened, qtbot):
    pictures = ByHand()
    scanner = opened(pictures)
    scanner._still.setInterval(STILL_MS // 10)
    qtbot.waitUntil(lambda: scanner.health is Health.MISSING, timeout=20_000)
    assert pictures.starts >= 2 and pictures.stops >= 1
    show(scanner, TICKET)
    qtbot.waitUntil(lambda: scanner.health is Health.READY)
    qtbot.waitUntil(lambda: scanner.told == [TICKET])


def test_codes_are_read_from_a_film(opened, qtbot, tmp_path):
    shown = [scene()] * 5 + [scene(TICKET, degrees=d, module=5) for d in range(0, 30, 2)]
    shown += [scene()] * 5 + [scene(FOREIGN, degrees=-d, module=5) for d in range(0, 30, 2)] + [scene()] * 5
    path = tmp_path / "film.mjpeg"
    path.write_bytes(film(shown))
    scanner = opened(Film(path))
    qtbot.waitUntil(lambda: scanner.told == [TICKET, FOREIGN], timeout=30_000)
    scanner._still.setInterval(STILL_MS // 10)
    qtbot.waitUntil(lambda: Health.MISSING in scanner.healths, timeout=30_000)  # the film has ended


def test_a_computer_without_a_camera_says_so(opened):
    if cameras():
        pytest.skip("this computer has a camera")
    scanner = opened(Camera(""))
    assert scanner.health is Health.MISSING
    other = opened(Camera("no-such-camera"))
    assert other.health is Health.MISSING


def test_closing_while_frames_wait_ends_the_thread(opened):
    scanner = opened(ByHand())
    for _ in range(20):
        show(scanner, TICKET)
    scanner.close()
    assert not scanner._thread.is_alive()
    scanner._thread, scanner.close = None, lambda: None
