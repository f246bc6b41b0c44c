"""When people arrived, and how many were there at one time: counted from first entries and last exits.

Moments go in as whole seconds since 1970 (UTC), which a million of them take no longer to count than a table to read.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, tzinfo
from itertools import accumulate

QUARTER = 15
"""Minutes: how people are put together by when they arrived."""

_GATHERED = 4096
"""How many people are put together at once, which is quicker than one by one."""


class Room:
    """Who is between their first entry and their last exit: people more and fewer, by second."""

    def __init__(self, starts_at: datetime, ends_at: datetime) -> None:
        self._starts, self._ends = int(starts_at.timestamp()), int(ends_at.timestamp())
        self._more: Counter[int] = Counter()
        self._fewer: Counter[int] = Counter()
        self._came: list[int] = []
        self._left: list[int] = []

    def add(self, first_in: int, last_out: int | None) -> None:
        """Somebody who came; without a last exit they stayed to the end."""
        begin = first_in if first_in > self._starts else self._starts
        end = self._ends if last_out is None or last_out > self._ends else last_out
        if begin < end:
            self._came.append(begin)
            self._left.append(end)
            if len(self._came) == _GATHERED:
                self._gather()

    def most(self) -> int:
        """The number at the fullest moment."""
        self._gather()
        seconds = sorted(self._more.keys() | self._fewer.keys())
        return max(accumulate(self._more[second] - self._fewer[second] for second in seconds), default=0)

    def _gather(self) -> None:
        self._more.update(self._came)
        self._fewer.update(self._left)
        self._came.clear()
        self._left.clear()


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
