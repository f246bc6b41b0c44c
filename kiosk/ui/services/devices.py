"""What the system of the window sees of this laptop."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtSerialPort import QSerialPortInfo

from kiosk.core.laptop import Devices
from kiosk.ui.services.sounds import loudspeakers
from kiosk.ui.services.voice import Voice


def devices_here() -> Devices:
    """Look at the screen, count the devices and ask for voices; in the window's thread."""
    screen, ports = QGuiApplication.primaryScreen(), QSerialPortInfo.availablePorts()
    size, scale = screen.size(), round(100 * screen.devicePixelRatio())
    return Devices(size.width(), size.height(), scale, loudspeakers(), _cameras(), len(ports), Voice().languages())


def _cameras() -> int:
    try:
        from PySide6.QtMultimedia import QMediaDevices  # imported late: its libraries may be missing on a bare system
    except ImportError:
        return 0
    return len(QMediaDevices.videoInputs())
