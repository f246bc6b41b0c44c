"""How long the window stands still, screen by screen, with a large event open and scans coming in.

The machine may be busy with other things, so a gap of the event loop is counted by what it can be blamed for: the
shorter of the time by the clock and the processor time that this whole process used in it.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import PEOPLE, Figure
from tests.benchmarks.events import give_history, make_event

TITLE = "The window never stands still"


def measure() -> Iterator[Figure]:
    """The longest gap at each screen's first and second show, with the slowest scan in it."""
    with tempfile.TemporaryDirectory() as folder:
        event = Path(folder) / "event.kiosk"
        records = make_event(event, PEOPLE, as_planned=False)
        give_history(records, 2)
        records.close()
        for found in tour(event, folder):
            yield Figure(
                f"{found['screen']}: longest gap, of it the window's own processor time", f"{found['gap']:.0f} ms",
                f"own {found['own']:.0f} ms; slowest scan {found['scan']:.0f} ms",
                f"{found['collections']} full collections", "≤ 50 ms, first show ≤ 100 ms",
            )  # fmt: skip


def tour(event: Path, home: str, *more: str) -> list[dict[str, float]]:
    """What ``tests.benchmarks.stall_tour`` sees of the program in a process of its own; ``more`` are its arguments."""
    environment = dict(os.environ, HOME=home, XDG_CONFIG_HOME=home, QT_QPA_PLATFORM="offscreen")
    command = [sys.executable, "-m", "tests.benchmarks.stall_tour", str(event), *more]
    told = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout
    return [json.loads(line) for line in told.splitlines() if line.startswith("{")]
