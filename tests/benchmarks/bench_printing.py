"""Badges and certificates on one core, beside the ways people make them today, on the same data in the same run.

Every measurement runs in a process of its own, so that peak memory is that way's alone; the medians of several runs.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from reportlab.pdfbase import pdfdoc, ttfonts
from reportlab.pdfgen import canvas

from printing import qr
from printing.kinds.text import ReadyText
from tests.benchmarks import Figure
from tests.benchmarks.ways_to_print import ours, people

TITLE = "Badges and certificates"
_COUNTS = (84, 1000, 10_000, 100_000)
_PROFILED = 2000


@dataclass(frozen=True, slots=True)
class Measured:
    """Documents a second of processor time, peak memory in megabytes, bytes a document."""

    per_second: float
    megabytes: float
    bytes_each: float


@dataclass(frozen=True, slots=True)
class Rival:
    """A way people do it today, how many are made with it, and how much faster we aim to be."""

    way: str
    called: str
    count: int
    aim: str = ""


BADGES_MERGED = Rival("badges merged", "one PDF a person, merged with pypdf", 200, "≥ 30")
CERTIFICATES_MERGED = Rival("certificates merged", "one PDF a person, merged with pypdf", 200, "≥ 15")
_BADGE_RIVALS = (
    BADGES_MERGED,
    Rival("plainly with a QR widget", "reportlab plainly, QR widget", 500),
    Rival("plainly with one path", "reportlab plainly, QR as one path", 500, "≥ 4"),
    Rival("html", "WeasyPrint HTML", 84),
)


def measure() -> Iterator[Figure]:
    """Our figures at each size, then each rival beside ours in the same minute, then where our time goes."""
    for way, each in (("badges", "< 1,300"), ("badges on A4", ""), ("certificates", "")):
        for count in _COUNTS:
            yield _own_figure(way, count, each)
    for way, rivals in (("badges", _BADGE_RIVALS), ("certificates", (CERTIFICATES_MERGED,))):
        for rival in rivals:
            yield beside(way, rival)
    yield from _where_time_goes()


def _own_figure(way: str, count: int, aim: str) -> Figure:
    found = _measured(way, count, rounds=3 if count <= 1000 else 1)
    return Figure(
        f"{count:,} {way}",
        f"{found.per_second:,.0f}/s",
        f"peak memory {found.megabytes:.0f} MB",
        f"{found.bytes_each:,.0f} bytes each",
        f"{aim + ' bytes, ' if aim and count > 84 else ''}< 150 MB",
    )


def beside(way: str, rival: Rival) -> Figure:
    """Ours and theirs by turns, because the machine's mood changes within a minute."""
    own, other = [], []
    for _ in range(3):
        own.append(_measured(way, 1000).per_second)
        other.append(_measured(rival.way, rival.count))
    theirs = statistics.median(one.per_second for one in other)
    return Figure(
        f"{way}, beside {rival.called}",
        f"{statistics.median(own):,.0f}/s",
        f"{theirs:,.0f}/s, {other[0].megabytes:.0f} MB, {other[0].bytes_each:,.0f} bytes each",
        f"{statistics.median(own) / theirs:.1f} ×",
        rival.aim,
    )


def _measured(way: str, count: int, rounds: int = 1) -> Measured:
    runs = []
    for _ in range(rounds):
        command = [sys.executable, "-m", "tests.benchmarks.ways_to_print", way, str(count)]
        told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        runs.append(Measured(count / told["seconds"], told["megabytes"], told["bytes"] / count))
    return sorted(runs, key=lambda run: run.per_second)[len(runs) // 2]


# What the time is taken by: a label, and the function that is timed with everything it calls.
_TIMED = (
    ("the codes' matrices", qr, "matrix"),
    ("the codes' paths", qr, "path"),
    ("choosing and fitting texts", ReadyText, "setting"),
    ("compressing (zlib)", zlib, "compress"),
    ("font subsets", ttfonts.TTFontFile, "makeSubset"),
    ("the library's file, the rest", pdfdoc.PDFDocument, "SaveToFile"),
    ("the library's pages, the rest", canvas.Canvas, "showPage"),
)


def _where_time_goes() -> Iterator[Figure]:
    """Shares of the processor time of one batch; the parts within a part are taken off it."""
    spent: dict[str, float] = defaultdict(float)
    qr.matrix.cache_clear()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        clock = _Clock(spent)
        for label, owner, name in _TIMED:
            stack.enter_context(mock.patch.object(owner, name, clock.timed(label, getattr(owner, name))))
        begun = time.process_time()
        ours("badge", None, people(_PROFILED), Path(folder) / "out.pdf")
        whole = time.process_time() - begun
    spent["our own pages, the rest"] = whole - sum(spent.values())
    for label, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        yield Figure(f"time of a badge: {label}", f"{seconds / _PROFILED * 1e6:.0f} µs", "", f"{seconds / whole:.0%}")


class _Clock:
    """Adds up what each part takes by itself: time within a timed part of a part counts for the inner one only."""

    def __init__(self, spent: dict[str, float]) -> None:
        self._spent = spent
        self._inner = [0.0]

    def timed(self, label: str, call: Callable) -> Callable:
        """``call``, its time kept under ``label``."""

        def measured(*values: object, **options: object) -> object:
            with self._running(label):
                return call(*values, **options)

        return measured

    @contextmanager
    def _running(self, label: str) -> Iterator[None]:
        self._inner.append(0.0)
        begun = time.process_time()
        try:
            yield
        finally:
            whole = time.process_time() - begun
            self._spent[label] += whole - self._inner.pop()
            self._inner[-1] += whole
