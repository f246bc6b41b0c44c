"""What a test sees of a window: its texts, controls and pixels."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QScrollArea,
    QSlider,
    QWidget,
)

from kiosk.ui.check_in.scan_list import ScanList
from kiosk.ui.frame.main_window import MainWindow
from kiosk.ui.widgets import theme

SCREENS = ("board", "check_in", "people", "programme", "documents", "settings")


def texts(window: MainWindow) -> list[str]:
    """Every text of the screens and the navigation, whether in front or not."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # what is replaced is on no screen
    parts = [window.rail, *window._screens.values()]
    return [widget.text() for part in parts for kind in (QLabel, QAbstractButton) for widget in part.findChildren(kind)]


def scrolls(window: MainWindow) -> bool:
    """Whether anything of the check-in screen or the rail is out of sight."""
    areas = [window.check_in.area, window._scroller, window.rail.findChild(QScrollArea)]
    return any(bar.maximum() > 0 for area in areas for bar in (area.verticalScrollBar(), area.horizontalScrollBar()))


def cut_texts(screen: QWidget) -> list[str]:
    """Visible texts of one line that are wider than the place they have."""
    labels = [label for label in screen.findChildren(QLabel) if label.isVisible() and not label.wordWrap()]
    return [label.text() for label in labels if _width(label) > label.width() + 1]


def _width(label: QLabel) -> int:
    measure = QFontMetrics(label.font())
    return max(map(measure.horizontalAdvance, label.text().split("\n")))


def controls(screen: QWidget) -> list[QWidget]:
    """What a person operates on a screen, without the inner parts of combo boxes and scroll areas."""
    kinds = QLineEdit | QComboBox | QAbstractButton | QSlider | QListWidget | ScanList
    return [widget for widget in screen.findChildren(QWidget) if isinstance(widget, kinds)]


def darkest(image: QImage) -> int:
    return min(image.pixelColor(x, y).lightness() for x in range(image.width()) for y in range(image.height()))


def row_has(image: QImage, y: int) -> bool:
    return any(image.pixelColor(x, y).rgb() == theme.FOCUS.rgb() for x in range(image.width()))


class Shown(QObject):
    """Notes every widget that is shown as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(watched)
        return False
