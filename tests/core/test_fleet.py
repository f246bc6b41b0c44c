"""What desks tell of themselves: read whatever it is, and what of it somebody should look after."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core import fleet
from kiosk.core.fleet import UNKNOWN, Concern, DeskReport, concerns, read, written

NOW = datetime(2024, 2, 27, 9, 0, tzinfo=UTC)
ALL = DeskReport("0.1.0", 12_000_000_000, 87, True, 2, 1, NOW)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


def test_what_is_told_arrives_as_it_was_told():
    assert read(written(ALL)) == ALL
    assert read(written(UNKNOWN)) == UNKNOWN
    assert written(UNKNOWN) == {}


@given(st.dictionaries(st.sampled_from(list(DeskReport.__dataclass_fields__)), JSON) | JSON)
def test_whatever_a_desk_tells_is_read_and_can_be_looked_at(said: object):
    report = read(said)
    assert read(written(report)) == report
    concerns(report, NOW, timedelta(), NOW)


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
    report = read(written(ALL) | {name: value})
    assert getattr(report, name) == getattr(UNKNOWN, name)
    others = set(DeskReport.__dataclass_fields__) - {name}
    assert all(getattr(report, other) == getattr(ALL, other) for other in others)


@pytest.mark.parametrize(
    "report, silent_for, offset, expected",
    [
        (ALL, timedelta(), None, [Concern.PRINTER]),
        (UNKNOWN, timedelta(), None, []),
        (UNKNOWN, fleet.SILENCE, None, []),
        (UNKNOWN, fleet.SILENCE + timedelta(seconds=1), None, [Concern.SILENT]),
        (DeskReport(battery=19, on_mains=False), timedelta(), None, [Concern.BATTERY]),
        (DeskReport(battery=20, on_mains=False), timedelta(), None, []),
        (DeskReport(battery=5, on_mains=True), timedelta(), None, []),
        (DeskReport(battery=5), timedelta(), None, []),
        (DeskReport(disk_free=999_999_999), timedelta(), None, [Concern.DISK]),
        (DeskReport(disk_free=1_000_000_000), timedelta(), None, []),
        (UNKNOWN, timedelta(), timedelta(seconds=-61), [Concern.CLOCK]),
        (UNKNOWN, timedelta(), timedelta(seconds=60), []),
        (DeskReport("", 5, 5, False, 1, 1), timedelta(hours=1), timedelta(hours=1), list(Concern)),
    ],
)
def test_what_somebody_should_look_after(
    report: DeskReport, silent_for: timedelta, offset: timedelta | None, expected: list[Concern]
):
    assert concerns(report, NOW - silent_for, offset, NOW) == expected
