"""What desks tell of themselves: read whatever it is, and what of it somebody should look after."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core import fleet
from kiosk.core.fleet import UNKNOWN, Concern, Told, concerns, read, written

NOW = datetime(2024, 2, 27, 9, 0, tzinfo=UTC)
ALL = Told("0.1.0", 12_000_000_000, 87, True, 2, 1, NOW)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


def test_what_is_told_arrives_as_it_was_told():
    assert read(written(ALL)) == ALL
    assert read(written(UNKNOWN)) == UNKNOWN
    assert written(UNKNOWN) == {}


@given(st.dictionaries(st.sampled_from(list(Told.__dataclass_fields__)), JSON) | JSON)
def test_whatever_a_desk_tells_is_read_and_can_be_looked_at(said: object):
    told = read(said)
    assert read(written(told)) == told
    concerns(told, NOW, timedelta(), NOW)


@pytest.mark.parametrize(
    "name, value",
    [
        ("battery", 101), ("battery", -1), ("battery", True), ("battery", "50"), ("battery", float("nan")),
        ("battery", float("inf")), ("disk_free", -1), ("disk_free", 1e300), ("on_mains", 1), ("printers", [1]),
        ("last_scan", "yesterday"), ("last_scan", "2024-02-27T09:00:00"), ("last_scan", 5), ("version", "1\x1b[31m"),
        ("version", None),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_is_unknown_and_the_others_count(name: str, value: object):
    told = read(written(ALL) | {name: value})
    assert getattr(told, name) == getattr(UNKNOWN, name)
    others = set(Told.__dataclass_fields__) - {name}
    assert all(getattr(told, other) == getattr(ALL, other) for other in others)


@pytest.mark.parametrize(
    "told, silent_for, offset, expected",
    [
        (ALL, timedelta(), None, [Concern.PRINTER]),
        (UNKNOWN, timedelta(), None, []),
        (UNKNOWN, fleet.SILENCE, None, []),
        (UNKNOWN, fleet.SILENCE + timedelta(seconds=1), None, [Concern.SILENT]),
        (Told(battery=19, on_mains=False), timedelta(), None, [Concern.BATTERY]),
        (Told(battery=20, on_mains=False), timedelta(), None, []),
        (Told(battery=5, on_mains=True), timedelta(), None, []),
        (Told(battery=5), timedelta(), None, []),
        (Told(disk_free=999_999_999), timedelta(), None, [Concern.DISK]),
        (Told(disk_free=1_000_000_000), timedelta(), None, []),
        (UNKNOWN, timedelta(), timedelta(seconds=-61), [Concern.CLOCK]),
        (UNKNOWN, timedelta(), timedelta(seconds=60), []),
        (Told("", 5, 5, False, 1, 1), timedelta(hours=1), timedelta(hours=1), list(Concern)),
    ],
)
def test_what_somebody_should_look_after(
    told: Told, silent_for: timedelta, offset: timedelta | None, expected: list[Concern]
):
    assert concerns(told, NOW - silent_for, offset, NOW) == expected
