"""What the window does so that it never stands still: no full collection of garbage, and nothing imported when a screen
is wanted.

A full collection looks at every object there is while all threads wait: a third of a second and more with 100,000
people in memory.  What a first show imports took as long on the window's own thread.  ``docs/performance.md``.

Python collects in whichever thread asks for memory next.  A worker that so destroys a widget does what Qt allows the
window's thread alone, and the program may end without a word: garbage is collected there and nowhere else.
"""

import gc
import importlib
import pkgutil
import sys
import threading
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer

import kiosk.ui

_YOUNG = 1_000
_COLLECTS_EVERY_MS = 100
_TURN_SECONDS = 0.0005
_PAUSE_SECONDS = 0.02
_USED_IN_JOBS = (
    "psycopg", "xlsxwriter", "icalendar", "python_calamine", "reportlab.pdfgen.canvas", "reportlab.lib.fonts",
    "pypdf", "qrcode", "zxingcpp", "encodings.utf_8_sig", "encodings.utf_16_be",
)  # fmt: skip
"""What the first job of a screen asks for."""


def hold_still() -> QObject:
    """From now on only what is new is looked at for garbage, by the window's thread while what is returned is there;
    and a thread that computes lets the window in sooner.

    What is thrown away in a circle after it has grown old stays until the program ends: that is little, since people,
    lines and figures are in no circles.
    """
    gc.freeze()
    gc.disable()
    sys.setswitchinterval(_TURN_SECONDS)
    collecting = QTimer(interval=_COLLECTS_EVERY_MS)
    collecting.timeout.connect(_collect_the_young)
    collecting.start()
    return collecting


def _collect_the_young() -> None:
    if gc.get_count()[0] > _YOUNG:
        gc.collect(1)


class ImportingAhead(threading.Thread):
    """Imports what the screens need, one module after the other beside the window; ``stop`` ends it early."""

    def __init__(self) -> None:
        super().__init__(name="importing", daemon=True)
        self._stopping = threading.Event()

    def run(self) -> None:
        """Every module of the window, and the libraries of its jobs; one that is not there is no matter here."""
        for name in (*modules(), *_USED_IN_JOBS):
            if self._stopping.wait(_PAUSE_SECONDS):
                return
            try:
                importlib.import_module(name)
            except ImportError:  # who needs it says so
                continue

    def stop(self) -> None:
        """Import nothing more, and wait until what is under way is done."""
        self._stopping.set()
        self.join()


def modules() -> Iterator[str]:
    """The names of the window's modules."""
    for found in pkgutil.walk_packages(kiosk.ui.__path__, "kiosk.ui."):
        yield found.name
