"""Scanners on a serial port, which most USB scanners can be switched to.

Unlike one that types, such a scanner is heard without the focus, and its loss is noticed.
"""

import re
from dataclasses import dataclass

from PySide6.QtCore import QIODevice, QObject, QTimer, Signal
from PySide6.QtSerialPort import QSerialPort, QSerialPortInfo

from kiosk.core.codes.devices import Found, Health
from kiosk.scanners.byte_stream import LONGEST, ByteStream

LOOK_AGAIN_MS = 2000  # until an unplugged scanner is looked for again
SILENCE_MS = 100  # a code without an end sign ends by this pause; at 1200 baud a character takes 8 ms

_PARITY = {"N": QSerialPort.Parity.NoParity, "E": QSerialPort.Parity.EvenParity, "O": QSerialPort.Parity.OddParity}
_NOT_ALLOWED = {QSerialPort.SerialPortError.PermissionError, QSerialPort.SerialPortError.UnsupportedOperationError}


@dataclass(frozen=True, slots=True)
class SerialSettings:
    """``port`` is a key of ``ports()`` or a name as the system has it; empty for the only USB port there is.

    ``form`` is data bits, parity (N, E, O) and stop bits.
    """

    port: str = ""
    speed: int = 9600
    form: str = "8N1"


class SerialScanner(QObject):
    """Tells each code that arrives; opens the port, and opens it again when the scanner is back.

    ``arrived`` carries the characters of one burst as they came, control characters too, for whoever sets it up.
    """

    scanned = Signal(str)
    arrived = Signal(str)
    health_changed = Signal(Health)

    def __init__(self, settings: SerialSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.health = Health.OFF
        self._settings, self._stream, self._burst = settings, ByteStream(), b""
        self._port = QSerialPort(self)
        self._port.readyRead.connect(self._on_data)
        self._port.errorOccurred.connect(self._on_error)
        self._silence = QTimer(self, singleShot=True, interval=SILENCE_MS)
        self._silence.timeout.connect(self._on_silence)
        self._again = QTimer(self, singleShot=True, interval=LOOK_AGAIN_MS)
        self._again.timeout.connect(self.open)

    def open(self) -> None:
        """Open the port, now and again every two seconds until it can be opened."""
        info = _find(self._settings.port)
        if info is not None:
            self._port.setPort(info)
        elif self._settings.port and not _is_key(self._settings.port):
            self._port.setPortName(self._settings.port)
        else:
            self._miss(Health.MISSING)
            return
        self._apply(self._settings)
        if self._port.open(QIODevice.OpenModeFlag.ReadWrite):
            self._stream, self._burst = ByteStream(), b""
            self._tell(Health.READY)
        else:
            self._miss(Health.REFUSED if self._port.error() in _NOT_ALLOWED else Health.MISSING)

    def close(self) -> None:
        """Let the port go."""
        self._again.stop()
        self._silence.stop()
        if self._port.isOpen():
            self._port.close()
        self._tell(Health.OFF)

    def _apply(self, settings: SerialSettings) -> None:
        bits, parity, stops = tuple(settings.form)
        self._port.setBaudRate(settings.speed)
        self._port.setDataBits(QSerialPort.DataBits(int(bits)))
        self._port.setParity(_PARITY[parity])
        self._port.setStopBits(QSerialPort.StopBits(int(stops)))

    def _on_data(self) -> None:
        data = bytes(self._port.readAll().data())
        self._burst = (self._burst + data)[-LONGEST:]
        self._silence.start()
        for code in self._stream.feed(data):
            self.scanned.emit(code)

    def _on_silence(self) -> None:
        burst, self._burst = self._burst, b""
        self.arrived.emit(burst.decode("utf-8", "replace"))
        for code in self._stream.flush():
            self.scanned.emit(code)

    def _on_error(self, error: QSerialPort.SerialPortError) -> None:
        """Unplugged: the port stays open by name, so it is closed here and looked for again."""
        if error is QSerialPort.SerialPortError.ResourceError and self._port.isOpen():
            self._port.close()
            self._miss(Health.MISSING)

    def _miss(self, why: Health) -> None:
        self._silence.stop()
        self._tell(why)
        self._again.start()

    def _tell(self, health: Health) -> None:
        if health is not self.health:
            self.health = health
            self.health_changed.emit(health)


def ports() -> list[Found]:
    """The serial ports of this computer; one of a USB device is known by the device, wherever it is plugged in."""
    return [Found(_key_of(info), _name_of(info)) for info in QSerialPortInfo.availablePorts()]


def _find(key: str) -> QSerialPortInfo | None:
    """The port with this key; for an empty key the USB port, if there is exactly one."""
    available = QSerialPortInfo.availablePorts()
    meant = [info for info in available if (_key_of(info) == key if key else info.hasVendorIdentifier())]
    return meant[0] if len(meant) == 1 or (key and meant) else None


def _key_of(info: QSerialPortInfo) -> str:
    if not info.hasVendorIdentifier():
        return info.systemLocation()
    return f"usb:{info.vendorIdentifier():04x}:{info.productIdentifier():04x}:{info.serialNumber()}"


def _is_key(port: str) -> bool:
    return re.match("usb:[0-9a-f]{4}:", port) is not None


def _name_of(info: QSerialPortInfo) -> str:
    return "  ·  ".join(filter(None, (info.portName(), info.description())))
