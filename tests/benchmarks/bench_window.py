"""From the start of the program to a window that takes scans, beside an empty window of the same toolkit."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import Figure
from tests.benchmarks.events import make_event

TITLE = "Start of the window"
_STARTS = 7

_EMPTY_WINDOW = """
from PySide6.QtWidgets import QApplication, QMainWindow
from PySide6.QtCore import QTimer
application = QApplication([])
window = QMainWindow()
window.resize(1366, 768)
window.show()
QTimer.singleShot(0, lambda: print("READY", flush=True))
application.exec()
"""


def measure() -> Iterator[Figure]:
    """Median of several starts, files in the system's cache."""
    with tempfile.TemporaryDirectory() as folder:
        empty = _median([sys.executable, "-c", _EMPTY_WINDOW], folder)
        for people in (84, 100_000):
            event = Path(folder) / f"{people}.kiosk"
            make_event(event, people).close()
            taken = _median([sys.executable, "-m", "kiosk", "open", str(event)], folder)
            yield Figure(
                f"start to usable window, {people:,} people", f"{taken:.2f} s", f"an empty window {empty:.2f} s",
                f"{taken / empty:.1f}",
            )  # fmt: skip


def _median(command: list[str], home: str) -> float:
    return statistics.median(_start(command, home) for _ in range(_STARTS))


def _start(command: list[str], home: str) -> float:
    environment = dict(os.environ, KIOSK_READY="1", HOME=home, XDG_CONFIG_HOME=home)
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    begun = time.perf_counter()
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as program:
        for line in program.stdout:
            if line.startswith("READY"):
                break
        taken = time.perf_counter() - begun
        program.kill()
    return taken
