"""A camera as a scanner: pictures are looked at in a thread of their own, always the newest one.

What waits when a newer picture comes is dropped, so that an answer is never about what was in view a while ago.
"""

import queue
import threading
import time
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import (
    QCamera,
    QCameraDevice,
    QCameraFormat,
    QMediaCaptureSession,
    QMediaDevices,
    QVideoFrame,
    QVideoSink,
)

from kiosk.core.codes.devices import Found, Health
from kiosk.scanners.in_view import InView, News
from kiosk.scanners.qr_reader import QrReader
from kiosk.scanners.video_frames import luma_of, preview_of

PREVIEW_WIDTH = 480
STILL_MS = 3000  # a camera that gave no picture for so long is lost; also until it is tried again
_ENOUGH = 1280 * 720  # pixels; more only take longer to look at
_PICTURES_A_SECOND = 30


class Pictures(Protocol):
    """Where frames come from: a camera, or in its place a film."""

    def start(self, sink: QVideoSink) -> Health:
        """Begin to put frames into ``sink``; READY, or why none will come.  Called again after a loss."""

    def stop(self) -> None:
        """Put no more frames into the sink."""


@dataclass(frozen=True, slots=True)
class Look:
    """What one picture held."""

    codes: tuple[str, ...]
    preview: QImage | None


class CameraScanner(QObject):
    """Tells each code once when it comes into view; ``several`` comes when there are two.

    ``shows_preview`` asks for a grey picture of what the camera sees, told by ``preview``.
    """

    scanned = Signal(str)
    several = Signal()
    arrived = Signal(str)
    preview = Signal(QImage)
    health_changed = Signal(Health)
    _looked = Signal(object)

    def __init__(self, pictures: Pictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.health, self.shows_preview = Health.OFF, False
        self.sink = QVideoSink(self)
        self._pictures, self._in_view = pictures, InView()
        self._waiting: QVideoFrame | None = None
        self._is_looking, self._last_frame = False, float("-inf")
        self._still = QTimer(self, interval=STILL_MS)
        self._still.timeout.connect(self._on_still)
        # Frames come from a thread of Qt's, looks from ours: both are taken on the window's thread.
        self.sink.videoFrameChanged.connect(self._on_frame, Qt.ConnectionType.QueuedConnection)
        self._looked.connect(self._on_looked, Qt.ConnectionType.QueuedConnection)
        self._frames: queue.SimpleQueue[QVideoFrame | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="camera", daemon=True)
        self._thread.start()

    def open(self) -> None:
        """Start the camera, now and again until it gives pictures."""
        health = self._pictures.start(self.sink)
        if health is not Health.READY:  # that is told with the first picture
            self._tell(health)
        self._last_frame = time.monotonic()
        self._still.start()

    def close(self) -> None:
        """Let the camera go and end the thread."""
        self._still.stop()
        self.sink.videoFrameChanged.disconnect(self._on_frame)
        self._pictures.stop()
        self._frames.put(None)
        self._thread.join()
        self._waiting = None
        self._tell(Health.OFF)

    def _on_frame(self, frame: QVideoFrame) -> None:
        if not frame.isValid():  # the last one of a film, or of a camera that is going
            return
        self._last_frame = time.monotonic()
        self._tell(Health.READY)
        if self._is_looking:
            self._waiting = frame
        else:
            self._is_looking = True
            self._frames.put(frame)

    def _on_looked(self, look: Look) -> None:
        self._is_looking = False
        if self._waiting is not None:
            frame, self._waiting = self._waiting, None
            self._on_frame(frame)
        news, code = self._in_view.see(look.codes, time.monotonic())
        if news is News.CODE:
            self.arrived.emit(code)
            self.scanned.emit(code)
        elif news is News.SEVERAL:
            self.several.emit()
        if look.preview is not None:
            self.preview.emit(look.preview)

    def _on_still(self) -> None:
        if time.monotonic() - self._last_frame >= STILL_MS / 1000:
            self._pictures.stop()
            health = self._pictures.start(self.sink)
            self._tell(Health.MISSING if health is Health.READY else health)  # found again only with a picture

    def _tell(self, health: Health) -> None:
        if health is not self.health:
            self.health = health
            self.health_changed.emit(health)

    def _work(self) -> None:
        """The thread: one picture after the other until the last one, which is None."""
        reader = QrReader()
        while (frame := self._frames.get()) is not None:
            with luma_of(frame) as luma:
                codes = tuple(reader.read(luma)) if luma else ()
                preview = preview_of(luma, PREVIEW_WIDTH) if luma and self.shows_preview else None
            self._looked.emit(Look(codes, preview))


class Camera(QObject):
    """The pictures of the camera with this key; an empty key is the system's first choice."""

    def __init__(self, key: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._camera: QCamera | None = None
        self._was_refused = False
        self._session = QMediaCaptureSession(self)

    def start(self, sink: QVideoSink) -> Health:
        """Look for the camera and start it."""
        device = _device(self._key)
        if device.isNull():
            return Health.MISSING
        self._camera = QCamera(device, self)
        self._camera.errorOccurred.connect(self._on_error)
        chosen = _best_format(device.videoFormats())
        if chosen is not None:
            self._camera.setCameraFormat(chosen)
        self._session.setCamera(self._camera)
        self._session.setVideoSink(sink)
        refused, self._was_refused = self._was_refused, False
        self._camera.start()
        return Health.REFUSED if refused or self._was_refused else Health.READY

    def stop(self) -> None:
        """Let the camera go."""
        if self._camera is not None:
            self._camera.stop()
            self._session.setCamera(None)  # type: ignore[arg-type]  # how a session lets go; the hints leave it out
            self._camera.deleteLater()
            self._camera = None

    def _on_error(self, _error: QCamera.Error, _text: str) -> None:
        """Most cameras say so only some time after they were started: then the next start tells it."""
        self._was_refused = True


def cameras() -> list[Found]:
    """The cameras of this computer."""
    return [Found(_key_of(device), device.description()) for device in QMediaDevices.videoInputs()]


def _key_of(device: QCameraDevice) -> str:
    return bytes(device.id().data()).decode("utf-8", "replace")


def _device(key: str) -> QCameraDevice:
    """The camera with this key, or a null one."""
    if not key:
        return QMediaDevices.defaultVideoInput()
    return next((one for one in QMediaDevices.videoInputs() if _key_of(one) == key), QCameraDevice())


def _best_format(formats: list[QCameraFormat]) -> QCameraFormat | None:
    """The finest picture that is quick to look at, as fluent as possible."""

    def worth(one: QCameraFormat) -> tuple[bool, bool, int, float]:
        pixels = one.resolution().width() * one.resolution().height()
        fluent = one.maxFrameRate() >= _PICTURES_A_SECOND
        return pixels <= _ENOUGH, fluent, pixels if pixels <= _ENOUGH else -pixels, one.maxFrameRate()

    return max(formats, key=worth, default=None)
