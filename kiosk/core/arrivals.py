"""When people arrived, and how many were there at one time: counted from first entries and last exits.

Moments go in as whole seconds since 1970 (UTC), which a million of them take no longer to count than a table to read.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, tzinfo
from itertools import accumulate

QUARTER = 15
"""Minutes: how people are put together by when they arrived."""


class Room:
    """Who is between their first entry and their last exit: people more and fewer, by second."""

    def __init__(self, starts_at: datetime, ends_at: datetime) -> None:
        self._starts, self._ends = int(starts_at.timestamp()), int(ends_at.timestamp())
        self._steps: Counter[int] = Counter()

    def add(self, first_in: int, last_out: int | None) -> None:
        """Somebody who came; without a last exit they stayed to the end."""
        begin = max(first_in, self._starts)
        end = self._ends if last_out is None else min(last_out, self._ends)
        if begin < end:
            self._steps[begin] += 1
            self._steps[end] -= 1

    def most(self) -> int:
        """The number at the fullest moment."""
        return max(accumulate(step for _second, step in sorted(self._steps.items())), default=0)


class Arrivals:
    """By day: people who came, by the quarter of an hour of their first entry."""

    def __init__(self, days: Iterable[date], zone: tzinfo) -> None:
        self._quarters: dict[date, Counter[int]] = {day: Counter() for day in sorted(days)}
        self._zone = zone

    def add(self, firsts: Mapping[date, int]) -> None:
        """One person's first entry of each day they came, seconds since 1970."""
        for day, first in firsts.items():
            self._quarters[day][first // (QUARTER * 60)] += 1

    def by_day(self) -> dict[date, dict[datetime, int]]:
        """The quarters in their order; those in which nobody came are left out."""
        return {
            day: {
                datetime.fromtimestamp(quarter * QUARTER * 60, UTC).astimezone(self._zone): count
                for quarter, count in sorted(quarters.items())
            }
            for day, quarters in self._quarters.items()
        }
