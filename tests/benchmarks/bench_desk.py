"""The desk as it is started, on a display, scanned 10,000 times in a row by real key events.

Beside it, by turns, an empty window of the same toolkit that paints a word at each Enter: what the display, the key
events and the pipe cost by themselves.
"""

import os
import random
import select
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from kiosk.actions.event import read_event
from tests.benchmarks import Figure
from tests.benchmarks.events import make_event
from tests.benchmarks.x_keyboard import Keyboard

TITLE = "Scan after scan at the desk"
PEOPLE, SCANS = 100_000, 10_000
_ROUND = 1000
_YARDSTICK_SCANS = 200
_PATIENCE = 30  # seconds
_PROGRAMS = ("Xvfb", "openbox")

_EMPTY_WINDOW = """
from PySide6.QtWidgets import QApplication, QLabel
from PySide6.QtCore import Qt
class Window(QLabel):
    def focusInEvent(self, event):
        super().focusInEvent(event)
        print("READY", flush=True)
    def keyPressEvent(self, event):
        if event.key() == Qt.Key.Key_Return:
            self.scanned = True
            self.update()
    def paintEvent(self, event):
        super().paintEvent(event)
        if getattr(self, "scanned", False):
            self.scanned = False
            print("ANSWER", flush=True)
app = QApplication([])
window = Window("scan")
window.showMaximized()
window.setFocus()
app.exec()
"""


def measure() -> Iterator[Figure]:
    """Latency of every scan, what was answered and stored, and the program's memory on the way."""
    missing = [name for name in _PROGRAMS if not shutil.which(name)]
    if missing:
        yield Figure("not measured", f"needs {', '.join(missing)}")
        return
    with tempfile.TemporaryDirectory() as folder:
        event = Path(folder) / "event.kiosk"
        with closing(make_event(event, PEOPLE, as_planned=False)) as records:
            codes = [person.ticket_code for person in records.people.all()]
        random.Random(5).shuffle(codes)
        with _display(Path(folder)) as environment:
            yardstick = _drive_empty_window(environment)
            with _window([sys.executable, "-m", "kiosk", "open", str(event)], environment) as window:
                answers, memory = _drive(window, environment["DISPLAY"], codes[:SCANS])
            yardstick += _drive_empty_window(environment)
        with closing(read_event(event)) as records:
            stored = {scan.payload["code"] for scan in records.scans.newest(SCANS + 1)}
        yield from _figures(answers, yardstick, memory, len(stored & set(codes[:SCANS])))


def _figures(
    answers: list[tuple[float, str]], yardstick: list[float], memory: list[float], stored: int
) -> Iterator[Figure]:
    times = [taken for taken, _answer in answers]
    admitted = sum(answer == "ANSWER admitted" for _taken, answer in answers)
    for name, value, beside, aim in (
        ("median", statistics.median(times), statistics.median(yardstick), ""),
        ("99th percentile", _p99(times), _p99(yardstick), "< 50 ms"),
        ("slowest", max(times), max(yardstick), ""),
    ):
        yield Figure(
            f"last key event to painted answer, {name}, {PEOPLE:,} people", f"{value * 1000:.1f} ms",
            f"a word in an empty window {beside * 1000:.1f} ms", f"{value / beside:.1f}", aim,
        )  # fmt: skip
    yield Figure(f"scans admitted, stored, of {SCANS:,}", f"{admitted:,}, {stored:,}", aim=f"{SCANS:,}, {SCANS:,}")
    steps = ", ".join(f"{size:.0f}" for size in memory)
    yield Figure(f"memory every {_ROUND:,} scans", f"{steps} MB", aim="flat")
    half = len(memory) // 2
    growth = memory[-1] - memory[half]
    yield Figure(f"growth over the last {(len(memory) - 1 - half) * _ROUND:,} scans", f"{growth:+.1f} MB")


def _drive(window: subprocess.Popen, display: str, codes: list[str]) -> tuple[list[tuple[float, str]], list[float]]:
    """Each scan as soon as the one before it is answered: seconds and answer of each, and the memory on the way."""
    answers, memory = [], []
    with closing(Keyboard(display)) as keyboard:
        for number, code in enumerate(codes):
            if number % _ROUND == 0:
                memory.append(_megabytes(window.pid))
            keyboard.type(code)
            begun = time.perf_counter()
            keyboard.type("\r")
            if not select.select([window.stdout], [], [], _PATIENCE)[0]:
                raise TimeoutError(f"scan {number + 1} was never answered")
            answer = window.stdout.readline().strip()
            answers.append((time.perf_counter() - begun, answer))
    memory.append(_megabytes(window.pid))
    return answers, memory


def _drive_empty_window(environment: dict[str, str]) -> list[float]:
    with _window([sys.executable, "-c", _EMPTY_WINDOW], environment) as window:
        answers, _memory = _drive(window, environment["DISPLAY"], ["1" * 34] * _YARDSTICK_SCANS)
    return [taken for taken, _answer in answers]


@contextmanager
def _display(home: Path) -> Iterator[dict[str, str]]:
    """A private display with a window manager, as the environment of programs on it."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        environment = dict(
            os.environ, DISPLAY=f":{server.stdout.readline().strip()}", QT_QPA_PLATFORM="xcb", KIOSK_READY="1",
            HOME=str(home), XDG_CONFIG_HOME=str(home), XDG_STATE_HOME=str(home),
        )  # fmt: skip
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        manager = subprocess.Popen(["openbox"], env=environment, **quiet)
        try:
            yield environment
        finally:
            manager.terminate()
            manager.wait()
            server.terminate()


@contextmanager
def _window(command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen]:
    """A program whose window is ready to be typed into."""
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as program:
        try:
            while not program.stdout.readline().startswith("READY"):
                pass
            time.sleep(1)  # what a start leaves to do afterwards is not part of a scan
            yield program
        finally:
            program.terminate()


def _megabytes(pid: int) -> float:
    """What the process holds of the machine's memory for itself, without the files it shares with others."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Anonymous:")) / 1024


def _p99(times: list[float]) -> float:
    return statistics.quantiles(times, n=100)[98]
