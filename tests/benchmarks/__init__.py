"""Measurements behind docs/performance.md: ``python3 run.py bench [NAME …]``.

Each module has ``measure() -> Iterator[Figure]``.  A figure is stated beside a yardstick measured in the same run,
because the absolute numbers belong to one machine.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what was measured, its value, the yardstick's value, their ratio, and what we aim at."""

    what: str
    value: str
    yardstick: str = ""
    ratio: str = ""
    aim: str = ""
