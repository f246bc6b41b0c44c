"""Measurements behind docs/performance.md: ``python3 run.py bench [NAME …]``.

Each module has ``measure() -> Iterator[Figure]``.  A figure is stated beside a yardstick measured in the same run,
because the absolute numbers belong to one machine.
"""

import os
from dataclasses import dataclass

PEOPLE = int(os.environ.get("KIOSK_BENCH_PEOPLE", "100000"))
"""People of a large event; fewer to try whether a measurement runs at all."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what was measured, its value, the yardstick's value, their ratio, and what we aim at."""

    what: str
    value: str
    yardstick: str = ""
    ratio: str = ""
    aim: str = ""
