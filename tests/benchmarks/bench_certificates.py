"""Certificates of a large event issued, signed and printed, and their register; each in a process of its own."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import PEOPLE, Figure
from tests.benchmarks.bench_evidence import make_attended, timed

TITLE = "Certificates and register of a large event"


def measure() -> Iterator[Figure]:
    """Everybody earned one: first all are issued, then the register tells of them."""
    with tempfile.TemporaryDirectory() as folder:
        event = Path(folder) / "event.kiosk"
        make_attended(event)
        yield timed(
            f"certificates of {PEOPLE:,} people issued, signed, printed", folder, "certificates", event, "all.pdf"
        )
        for what, out in (("register as PDF", "register.pdf"), ("register as workbook", "register.xlsx")):
            yield timed(what, folder, "certificates", event, out, "register")
