"""Puts the window together: application, look, language, scanner, and the event to begin with."""

import logging
import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLoggingCategory, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from kiosk import clock, paths
from kiosk.log_file import report_of
from kiosk.scanners.scanners import Scanners, found
from kiosk.ui.frame.ahead import ImportingAhead, hold_still
from kiosk.ui.frame.file_opener import FileOpener
from kiosk.ui.frame.main_window import MainWindow
from kiosk.ui.services.device import Device
from kiosk.ui.services.language import use_language
from kiosk.ui.services.sounds import NO_NOISE
from kiosk.ui.widgets import theme

READY = "KIOSK_READY"
"""With this environment variable set the window tells on standard output when it can be used and what it answered."""

DESKTOP_ENTRY = "checkin-kiosk"
"""What Linux desktops call the program: they find its icon and its name in the menu by it."""

_log = logging.getLogger(__name__)


def application(arguments: Sequence[str] = ()) -> QApplication:
    """The application of this process, made when there is none."""
    running = QApplication.instance()
    return running if isinstance(running, QApplication) else QApplication(list(arguments))


def run(event: Path | None) -> int:
    """Show the window with ``event`` open, or the welcome screen, until it is closed; returns the exit code."""
    app = application(sys.argv[:1])
    _collecting = hold_still()
    app.setApplicationName("kiosk")
    app.setDesktopFileName(DESKTOP_ENTRY)
    window = make_window(app)
    importing = ImportingAhead()
    window.ready.connect(importing.start, Qt.ConnectionType.SingleShotConnection)
    scanners = listen(window)
    opener = FileOpener(window)
    app.installEventFilter(opener)
    sys.excepthook = lambda kind, bug, trace: _on_bug(window, kind, bug, trace)
    if os.environ.get(READY):
        _tell_progress(window)
    QLoggingCategory.setFilterRules(NO_NOISE)
    window.ready.connect(window.prepare_sounds)
    window.setGeometry(window.screen().availableGeometry())  # without a window manager nobody else makes it as large
    window.showMaximized()
    if event is not None:
        QTimer.singleShot(0, lambda: window.open_event(event))
    else:
        QTimer.singleShot(0, window.ready.emit)
    code = app.exec()
    scanners.close()
    if importing.is_alive():
        importing.stop()
    window.close()
    return code


def make_window(app: QApplication, *, now: Callable[[], datetime] = clock.now) -> MainWindow:
    """The window in this laptop's language and look, not shown yet; ``now`` gives the present moment, aware, in UTC."""
    device = Device()
    theme.prepare(app)
    app.setWindowIcon(QIcon(str(paths.resource("pictures", "kiosk.svg"))))
    use_language(device.language)
    window = MainWindow(device, now=now)
    window.close_event()
    return window


def listen(window: MainWindow) -> Scanners:
    """Every scanner of this laptop reaches the check-in of ``window``, wherever the focus is; to be closed at the end.

    A line that is no known code is checked in too: it is refused as unknown and kept in the log like any other.
    """
    device = window.device
    scanners = Scanners(window.recognise, window.separate, window)
    scanners.scanned.connect(window.take_scan)
    scanners.several.connect(window.tell_several_codes)
    scanners.preview.connect(device.scanners.preview)
    device.scanners.preview_wanted.connect(scanners.show_preview)
    scanners.arrived.connect(device.scanners.arrived)
    scanners.health_changed.connect(device.scanners.tell_health)
    device.scanners.found = found
    device.changed.connect(lambda: scanners.use(device.settings))
    scanners.use(device.settings)
    return scanners


def _tell_progress(window: MainWindow) -> None:
    """Lines on standard output for programs that drive or measure the window."""

    def tell(line: str) -> None:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

    window.ready.connect(lambda: tell("READY"))
    window.answer_painted.connect(lambda verdict: tell(f"ANSWER {verdict}"))


def _on_bug(window: MainWindow, kind: type[BaseException], bug: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    report = report_of(bug.with_traceback(trace))
    _log.error("a bug in the window\n%s", report)
    window.show_bug(report)
