"""Whether the window stands still on the live board of a large event at the pace of two hundred desks.

Every scan is one of this window, which costs it more than one that comes from another desk.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import PEOPLE, Figure
from tests.benchmarks.bench_stalls import tour
from tests.benchmarks.events import give_history, make_event

TITLE = "The live board at the pace of two hundred desks"
_SECONDS, _EVERY_MS = 60, 50
"""Two hundred desks with a scan in ten seconds each are twenty a second."""


def measure() -> Iterator[Figure]:
    """The longest gap on the board in a minute, after its first show and again."""
    with tempfile.TemporaryDirectory() as folder:
        event = Path(folder) / "event.kiosk"
        records = make_event(event, PEOPLE, as_planned=False)
        give_history(records, 1)
        records.close()
        for found in tour(event, folder, str(_SECONDS), "board,board", str(_EVERY_MS)):
            yield Figure(
                f"{found['screen']}, {PEOPLE:,} people: longest gap, of it the window's own processor time",
                f"{found['gap']:.0f} ms",
                f"own {found['own']:.0f} ms; slowest scan {found['scan']:.0f} ms",
                f"{found['scans'] / _SECONDS:.1f} scans/s", "≤ 50 ms, first show ≤ 100 ms",
            )  # fmt: skip
