"""Goes through every screen of the program with an event open, scanning meanwhile; tells the gaps as JSON lines."""

import gc
import json
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from kiosk.actions.event import open_records
from kiosk.app import application, make_window
from kiosk.ui.frame.ahead import ImportingAhead, hold_still
from kiosk.ui.frame.main_window import MainWindow

SCREENS = (
    "board", "people", "programme", "meetings", "documents", "printing", "desks", "settings", "checklist", "guide",
    "layouts", "check_in", "people", "programme", "documents", "board",
)  # fmt: skip
_BEAT_MS, _SCAN_EVERY_MS, _MOST_SECONDS = 1, 250, 60.0


class Watch:
    """Beats every millisecond; a late beat is a gap, with the processor time of this thread and of the process."""

    def __init__(self) -> None:
        self.gaps: list[tuple[float, float]] = []
        self._last = self._clocks()
        self._beat = QTimer(interval=_BEAT_MS)
        self._beat.timeout.connect(self.beat)
        self._beat.start()

    def beat(self) -> None:
        """One turn of the event loop came by."""
        now = self._clocks()
        wall, own, process = (late - before for late, before in zip(now, self._last, strict=True))
        self.gaps.append((min(wall, process), own))
        self._last = now

    @staticmethod
    def _clocks() -> tuple[float, float, float]:
        return time.perf_counter(), time.thread_time(), time.process_time()


class Scans:
    """One scan after the other, each as soon as the one before is answered and its time has come."""

    def __init__(self, window: MainWindow, codes: Iterator[str], every_ms: int) -> None:
        self.took: list[float] = []
        self._window, self._codes, self._sent = window, codes, (0.0, 0.0)
        window.answer_painted.connect(self._answered)
        self._timer = QTimer(interval=every_ms)
        self._timer.timeout.connect(self._scan)
        self._timer.start()

    def _scan(self) -> None:
        if self._window.desk is not None and self._window.desk.has_opened and not any(self._sent):
            self._sent = time.perf_counter(), time.process_time()
            self._window.take_scan(next(self._codes))

    def _answered(self, _verdict: str) -> None:
        if any(self._sent):
            self.took.append(min(time.perf_counter() - self._sent[0], time.process_time() - self._sent[1]))
            self._sent = 0.0, 0.0


def spin(seconds: float) -> None:
    """Let the window go on."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def settle(window: MainWindow, least: float) -> None:
    """Until nothing waits in the lanes that read, and for so many seconds at least."""
    begun = time.perf_counter()
    spin(least)
    waiting = [1]
    for lane in (window.desk.reader, window.desk.papers):
        waiting.append(1)
        lane.run(lambda _records, _progress, _cancelled: None, lambda _none: waiting.pop())
    waiting.pop()
    while waiting and time.perf_counter() - begun < _MOST_SECONDS:
        spin(0.2)


def codes_of(event: Path) -> Iterator[str]:
    """Ticket codes of the event in no order, again and again."""
    records = open_records(event)
    codes = [person.ticket_code for person in records.people.each()]
    records.close()
    random.Random(3).shuffle(codes)
    return cycle(codes[:4000])


def main(event: Path, least: float = 1.5, screens: Sequence[str] = SCREENS, every_ms: int = _SCAN_EVERY_MS) -> None:
    """Open, wait, and show one screen after the other, each for ``least`` seconds, with a scan every so often."""
    codes = codes_of(event)
    app = application([])
    _collecting = hold_still()
    window = make_window(app)
    window.resize(1366, 768)
    window.show()
    importing = ImportingAhead()
    watch, scans = Watch(), Scans(window, codes, every_ms)

    def measure(screen: str, act: Callable[[], object]) -> None:
        spin(0.2)
        known = set(sys.modules)
        watch.gaps.clear()
        scans.took.clear()
        before = gc.get_stats()[2]["collections"]
        act()
        watch.beat()
        settle(window, least)
        gap, own = max(watch.gaps)
        collections = gc.get_stats()[2]["collections"] - before
        found = {
            "screen": screen, "gap": gap * 1000, "own": own * 1000, "collections": collections,
            "imported": sorted(set(sys.modules) - known),
            "scan": max(scans.took, default=0) * 1000, "scans": len(scans.took),
        }  # fmt: skip
        print(json.dumps(found), flush=True)

    opened = QEventLoop()
    window.ready.connect(opened.quit)
    window.open_event(event)
    opened.exec()
    importing.start()
    measure("open", lambda: None)
    while importing.is_alive():
        spin(0.5)
    for screen in screens:
        measure(screen, lambda screen=screen: window.show_screen(screen))
    window.close()


if __name__ == "__main__":
    given = dict(enumerate(sys.argv))
    main(
        Path(given[1]), float(given.get(2, 1.5)), given.get(3, ",".join(SCREENS)).split(","),
        int(given.get(4, _SCAN_EVERY_MS)),
    )  # fmt: skip
