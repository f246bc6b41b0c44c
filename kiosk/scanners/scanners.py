"""All scanners of this laptop as its settings want them, told by one voice."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from kiosk.core.codes.devices import Found, Health, Source
from kiosk.scanners.wedge import KeyboardScanner
from kiosk.settings import Settings

if TYPE_CHECKING:
    from kiosk.scanners.camera import CameraScanner
    from kiosk.scanners.serial_port import SerialScanner


_Wanted = TypeVar("_Wanted")


class Scanners(QObject):
    """Owns every scanner; ``use`` opens and closes them as settings change, ``close`` lets all of them go.

    ``scanned`` carries a code from any of them, ``arrived`` the characters as they came.  ``several`` comes when a
    camera sees two codes, ``preview`` carries what it sees while ``show_preview`` asks for it.
    """

    scanned = Signal(str)
    several = Signal()
    preview = Signal(QImage)
    arrived = Signal(Source, str)
    health_changed = Signal(Source, Health)

    def __init__(
        self,
        recognise: Callable[[str], str | None],
        separate: Callable[[Sequence[str]], Sequence[str]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._recognise, self._separate = recognise, separate
        self._shows_preview = False
        # of each the settings it was opened with, and the scanner
        self._running: dict[Source, tuple[object, KeyboardScanner | SerialScanner | CameraScanner]] = {}
        self._camera: CameraScanner | None = None

    def use(self, settings: Settings) -> None:
        """Open what is switched on, close what is switched off, and open anew what was set up differently."""
        self._fit(Source.KEYBOARD, True if settings.keyboard_scanner else None, lambda _: self._open_keyboard())
        serial = (settings.serial_port, settings.serial_speed, settings.serial_form)
        self._fit(Source.SERIAL, serial if settings.serial_scanner else None, self._open_serial)
        self._fit(Source.CAMERA, settings.camera if settings.camera_scanner else None, self._open_camera)

    def show_preview(self, wanted: bool) -> None:
        """Have ``preview`` told, or no longer."""
        self._shows_preview = wanted
        if self._camera is not None:
            self._camera.shows_preview = wanted

    def close(self) -> None:
        """Listen no longer."""
        for source in list(self._running):
            self._stop(source)

    def _fit(
        self,
        source: Source,
        wanted: _Wanted | None,
        start: "Callable[[_Wanted], KeyboardScanner | SerialScanner | CameraScanner]",
    ) -> None:
        running = self._running.get(source)
        if wanted == (running[0] if running else None):
            return
        self._stop(source)
        if wanted is not None:
            self._running[source] = (wanted, start(wanted))

    def _stop(self, source: Source) -> None:
        if source not in self._running:
            return
        _wanted, scanner = self._running.pop(source)
        if scanner is self._camera:
            self._camera = None
        scanner.close()
        scanner.deleteLater()
        self.health_changed.emit(source, Health.OFF)

    def _open_keyboard(self) -> KeyboardScanner:
        scanner = KeyboardScanner(self._recognise, self._separate, self)
        scanner.scanned.connect(self.scanned)
        scanner.unreadable.connect(self.scanned)  # refused as unknown, and kept in the log like any other
        scanner.arrived.connect(lambda text: self.arrived.emit(Source.KEYBOARD, text))
        self.health_changed.emit(Source.KEYBOARD, Health.READY)
        return scanner

    def _open_serial(self, wanted: tuple[str, int, str]) -> "SerialScanner":
        # imported late: a device that few desks have
        from kiosk.scanners.serial_port import SerialScanner, SerialSettings

        scanner = SerialScanner(SerialSettings(*wanted), self)
        self._listen(Source.SERIAL, scanner)
        scanner.open()
        return scanner

    def _open_camera(self, key: str) -> "CameraScanner":
        # imported late: an optional device, and half a second that a start must not wait
        from kiosk.scanners.camera import Camera, CameraScanner

        scanner = self._camera = CameraScanner(Camera(key), self)
        scanner.shows_preview = self._shows_preview
        scanner.several.connect(self.several)
        scanner.preview.connect(self.preview)
        self._listen(Source.CAMERA, scanner)
        scanner.open()
        return scanner

    def _listen(self, source: Source, scanner: "SerialScanner | CameraScanner") -> None:
        scanner.scanned.connect(self.scanned)
        scanner.arrived.connect(lambda text: self.arrived.emit(source, text))
        scanner.health_changed.connect(lambda health: self.health_changed.emit(source, health))


def found(source: Source) -> list[Found]:
    """The devices of this kind that the computer has now; keyboards cannot be told from scanners."""
    if source is Source.SERIAL:
        # imported late: a device that few desks have
        from kiosk.scanners.serial_port import ports

        return ports()
    if source is Source.CAMERA:
        # imported late: an optional device, and half a second that a start must not wait
        from kiosk.scanners.camera import cameras

        return cameras()
    return []
