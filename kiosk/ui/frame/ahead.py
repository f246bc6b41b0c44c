"""What the window does so that it never stands still: no full collection of garbage, and nothing imported when a screen
is wanted.

A full collection looks at every object there is while all threads wait: a third of a second and more with 100,000
people in memory.  What a first show imports took as long on the window's own thread.  ``docs/performance.md``.
"""

import gc
import importlib
import pkgutil
import sys
import threading
from collections.abc import Iterator

import kiosk.ui

_YOUNG, _MIDDLE, _NEVER = 1_000, 10, 1_000_000
_TURN_SECONDS = 0.0005
_PAUSE_SECONDS = 0.02
_USED_IN_JOBS = (
    "psycopg", "xlsxwriter", "icalendar", "python_calamine", "reportlab.pdfgen.canvas", "reportlab.lib.fonts",
    "pypdf", "qrcode", "encodings.utf_8_sig", "encodings.utf_16_be",
)  # fmt: skip
"""What the first job of a screen asks for."""


def hold_still() -> None:
    """From now on only what is new is looked at for garbage, and a thread that computes lets the window in sooner.

    What is thrown away in a circle after it has grown old stays until the program ends: that is little, since people,
    lines and figures are in no circles.
    """
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _NEVER)
    sys.setswitchinterval(_TURN_SECONDS)


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
