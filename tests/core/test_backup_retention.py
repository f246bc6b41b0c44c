"""Which copies of an event are kept while a day goes by."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.backup_retention import KEPT, surplus

NINE = datetime(2024, 2, 28, 9, tzinfo=UTC)


def kept_after(minutes: list[int]) -> list[int]:
    """Make a copy at each minute after nine and let the surplus go; the minutes of the copies that are left."""
    kept: list[datetime] = []
    for minute in minutes:
        kept.append(NINE + timedelta(minutes=minute))
        gone = surplus(kept)
        kept = [moment for moment in kept if moment not in gone]
    return [(moment - NINE) // timedelta(minutes=1) for moment in sorted(kept)]


def test_three_are_kept_after_a_day_of_copies_every_five_minutes():
    first, before, newest = kept_after(list(range(0, 601, 5)))
    assert (before, newest) == (595, 600)
    assert 10 <= newest - first <= 125


def test_the_first_copies_are_all_kept():
    assert kept_after([0]) == [0]
    assert kept_after([0, 5, 10]) == [0, 5, 10]


def test_the_oldest_stays_until_it_is_two_hours_old():
    assert kept_after([0, 5, 10, 15]) == [0, 10, 15]
    assert kept_after([0, 5, 10, 15, 130]) == [10, 15, 130]


@given(st.lists(st.integers(0, 10_000), unique=True).map(sorted))
def test_the_newest_two_are_always_among_the_three(minutes: list[int]):
    kept = kept_after(minutes)
    assert len(kept) <= KEPT
    assert kept[-2:] == minutes[-2:]
