"""The camera scanner with 720p frames through its sink, beside the decoder alone on the same frames."""

import os
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import zxingcpp
from PIL import Image, ImageFilter
from PySide6.QtCore import QEventLoop, QLoggingCategory, QTimer
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat
from PySide6.QtWidgets import QApplication

from kiosk.actions.event import read_event
from kiosk.app import listen, make_window
from kiosk.scanners.camera import CameraScanner
from tests.benchmarks import Figure
from tests.benchmarks.events import make_event
from tests.scanners.scenes import frame_of, qr_picture

TITLE = "Codes before the camera"
WIDTH, HEIGHT = 1280, 720
_FRAMES, _ARRIVALS = 200, 60
_SHOWN = 3  # frames, as a hand that holds still for a tenth of a second gives: the second look is at every third
_PEOPLE = 10_000
NV12 = QVideoFrameFormat.PixelFormat.Format_NV12


def measure() -> Iterator[Figure]:
    """Frames a second through the whole way, share of hard frames read, and from a code in view to its answer."""
    app = QApplication.instance() or QApplication([])
    QLoggingCategory.setFilterRules("qt.multimedia.*=false")
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(HOME=folder, XDG_CONFIG_HOME=folder)
        event = Path(folder) / "event.kiosk"
        make_event(event, _PEOPLE, as_planned=False).close()
        with closing(read_event(event)) as records:
            codes = [person.ticket_code for person in records.people.all()]
        chance = random.Random(23)
        chance.shuffle(codes)
        yield from _speed(codes, chance)
        yield from _arrivals(app, event, codes, chance)


def _speed(codes: list[str], chance: random.Random) -> Iterator[Figure]:
    """One code in each frame, turned, of any size and a little out of focus, and frames of the empty room."""
    pictures = [_scene(code, chance) for code in codes[:_FRAMES]]
    frames = [frame_of(picture, NV12) for picture in pictures]
    alone, found_alone = _decoder_alone(pictures)
    taken, _found = _through_the_sink(frames)
    _taken, found = _through_the_sink([frame_of(picture, NV12) for picture in pictures for _time in range(_SHOWN)])
    yield Figure(
        "frames of 1280×720 decoded, one thread", f"{len(frames) / taken:.0f} frames/s",
        f"zxing-cpp alone {len(frames) / alone:.0f} frames/s", f"{alone / taken:.2f} × as fast",
    )  # fmt: skip
    yield Figure(
        f"codes read of hard frames, each shown {_SHOWN} times", f"{found} of {len(frames)}",
        f"zxing-cpp alone {found_alone} of {len(frames)}", f"{found / found_alone:.2f}",
    )  # fmt: skip


def _decoder_alone(pictures: list[Image.Image]) -> tuple[float, int]:
    """Seconds and codes found when the decoder is called in a loop, with the same options."""
    data = [picture.tobytes() for picture in pictures]
    begun, found = time.perf_counter(), 0
    for grey in data:
        view = zxingcpp.ImageView(grey, WIDTH, HEIGHT, zxingcpp.ImageFormat.Lum)
        found += bool(zxingcpp.read_barcodes(view, formats=zxingcpp.BarcodeFormat.QRCode))
    return time.perf_counter() - begun, found


def _through_the_sink(frames: list[QVideoFrame]) -> tuple[float, int]:
    """Seconds for all frames one after the other, and how many codes were seen at all."""
    codes: set[str] = set()
    scanner = CameraScanner(_NoCamera())
    loop = QEventLoop()
    scanner._looked.connect(lambda look: (codes.update(look.codes), loop.quit()))
    begun = time.perf_counter()
    for frame in frames:
        scanner.sink.setVideoFrame(frame)
        loop.exec()
    taken = time.perf_counter() - begun
    scanner.close()
    return taken, len(codes)


class _NoCamera:
    def start(self, _sink: object) -> None:
        """Frames are put into the sink by hand."""

    def stop(self) -> None:
        """There is nothing to stop."""


def _arrivals(app: QApplication, event: Path, codes: list[str], chance: random.Random) -> Iterator[Figure]:
    """People hold up one code after the other before the real window; 30 frames a second, empty ones between."""
    window = make_window(app)
    scanners = listen(window)
    window.resize(1366, 768)
    window.show()
    _wait(window.ready, lambda: window.open_event(event))
    window.device.change(camera_scanner=True)
    sink = window.findChild(CameraScanner).sink
    empty = frame_of(Image.new("L", (WIDTH, HEIGHT), 110), NV12)
    times, alone = [], []
    for code in codes[:_ARRIVALS]:
        picture = _scene(code, chance, blur=0)
        frame = frame_of(picture, NV12)
        sink.setVideoFrame(empty)
        _pause(33)
        begun = time.perf_counter()
        _wait(window.answer_painted, lambda frame=frame: sink.setVideoFrame(frame))
        times.append(time.perf_counter() - begun)
        alone.append(_decoder_alone([picture])[0])
    scanners.close()
    window.close()
    for name, ours, beside in (
        ("median", statistics.median(times), statistics.median(alone)), ("slowest", max(times), max(alone))
    ):  # fmt: skip
        yield Figure(
            f"a code comes into view until its answer is painted, {name}", f"{ours * 1000:.1f} ms",
            f"zxing-cpp alone {beside * 1000:.1f} ms", f"{ours / beside:.1f}",
        )  # fmt: skip


def _scene(code: str, chance: random.Random, blur: float | None = None) -> Image.Image:
    room = Image.new("L", (WIDTH, HEIGHT), 110)
    printed = qr_picture(code, module=chance.choice([3, 4, 6, 9]))
    turned = printed.rotate(chance.uniform(0, 90), Image.Resampling.BICUBIC, expand=True, fillcolor=110)
    place = chance.randrange(WIDTH - turned.width), chance.randrange(HEIGHT - turned.height)
    room.paste(turned, place)
    return room.filter(ImageFilter.GaussianBlur(chance.uniform(0.3, 1.8) if blur is None else blur))


def _wait(signal: object, begin: object) -> None:
    loop = QEventLoop()
    signal.connect(loop.quit)
    QTimer.singleShot(0, begin)
    QTimer.singleShot(20_000, loop.quit)
    loop.exec()
    signal.disconnect(loop.quit)


def _pause(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
