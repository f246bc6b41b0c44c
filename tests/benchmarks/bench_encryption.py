"""What encryption costs: a scan and a start on an encrypted event, beside the same on a plain one, in turn."""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from kiosk.actions.event import read_event
from kiosk.actions.keeping.encrypt import make_code
from kiosk.store import event_file, key_ring
from kiosk.store.records import Records
from tests.benchmarks import Figure
from tests.benchmarks.bench_scan import _scanner
from tests.benchmarks.events import give_history, make_event

TITLE = "An encrypted event"
_PEOPLE, _SCANS, _ROUND, _HISTORY = 10_000, 3000, 50, 3


def measure() -> Iterator[Figure]:
    """Median scan, and the time to open, of two files with the same content."""
    with tempfile.TemporaryDirectory() as folder:
        plain, secret = Path(folder) / "plain.kiosk", Path(folder) / "secret.kiosk"
        records = make_event(plain, _PEOPLE)
        give_history(records, _HISTORY)
        code = make_code()
        key_ring.hold(code)
        event_file.convert_to(records.file, secret, code)
        ours = Records(event_file.open_for_writing(secret))
        times = _in_turn(_scanner(records), _scanner(ours), _SCANS)
        records.close()
        ours.close()
        yield _beside("scan, median, 10,000 people", *times)
        yield _beside(
            "open and close", *_in_turn(lambda: read_event(plain).close(), lambda: read_event(secret).close(), 200)
        )
        sizes = secret.stat().st_size, plain.stat().st_size
        yield Figure(
            "size of the file",
            f"{sizes[0] / 1e6:.1f} MB",
            f"plain {sizes[1] / 1e6:.1f} MB",
            f"{sizes[0] / sizes[1]:.2f}",
        )


def _in_turn(plain: Callable[[], None], secret: Callable[[], None], calls: int) -> tuple[list[float], list[float]]:
    times: tuple[list[float], list[float]] = ([], [])
    for _round in range(calls // _ROUND):
        for work, taken in zip((plain, secret), times, strict=True):
            for _call in range(_ROUND):
                begun = time.perf_counter()
                work()
                taken.append(time.perf_counter() - begun)
    return times


def _beside(what: str, plain: list[float], secret: list[float]) -> Figure:
    ours, yardstick = statistics.median(secret), statistics.median(plain)
    return Figure(what, f"{ours * 1000:.2f} ms", f"plain {yardstick * 1000:.2f} ms", f"{ours / yardstick:.2f}")
