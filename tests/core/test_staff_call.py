"""Calls for the staff: what stands, whatever order the steps arrive in."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from kiosk.core.operation import Kind, Operation
from kiosk.core.staff_call import LASTS, CallState, StaffCall, last_steps, stand

NOW = datetime(2026, 2, 27, 10, tzinfo=UTC)


def step(laptop: str, hlc: int, state: str, ago: timedelta = timedelta()) -> Operation:
    at_us = (NOW - ago - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    fields = {"state": state, "desk": f"desk of {laptop}"}
    return Operation("log", hlc, f"op-{hlc}", "desk", Kind.CALL, laptop, None, None, at_us, 0, hlc, fields)


def test_the_last_step_of_each_laptop_counts_in_whatever_order_they_arrive():
    steps = [step("a", 1, "asked"), step("b", 2, "asked"), step("a", 3, "answered"), step("a", 4, "asked")]
    for arrived in permutations(steps):
        calls = last_steps(arrived)
        assert {laptop: call.state for laptop, call in calls.items()} == {"a": CallState.ASKED, "b": CallState.ASKED}


@pytest.mark.parametrize(
    ("state", "ago", "stands"),
    [
        ("asked", timedelta(), True),
        ("asked", LASTS - timedelta(seconds=1), True),
        ("asked", LASTS, False),
        ("answered", timedelta(), False),
        ("taken_back", timedelta(), False),
        ("sent_home", timedelta(), False),  # a step that only a newer program knows
    ],
)
def test_a_call_stands_until_it_is_answered_taken_back_or_old(state: str, ago: timedelta, stands: bool):
    calls = last_steps([step("a", 1, state, ago)]).values()
    assert bool(stand(calls, NOW)) is stands


def test_the_oldest_call_comes_first():
    calls = [
        StaffCall("b", "B", NOW - timedelta(minutes=1), CallState.ASKED),
        StaffCall("a", "A", NOW - timedelta(minutes=3), CallState.ASKED),
    ]
    assert [call.laptop for call in stand(calls, NOW)] == ["a", "b"]
