"""What stands on the board of a day: which day, which session of a room, the curve and its scales."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.board import Phase, cumulative, day_of, hours, rooms_now, sessions_of, ticks
from kiosk.core.figures import Headcount, HeadCounts
from kiosk.core.programme import Session, Tracking
from tests.making import moment, programme, session

SEOUL = ZoneInfo("Asia/Seoul")
DAY = timedelta(days=1)
FIRST = session("A", "10:00-12:00", room="Hall", tracking=Tracking.ENTRY_EXIT)
NEXT = session("B", "13:00-14:00", room="Hall", tracking=Tracking.ENTRY)
TODAY = moment("10:00").astimezone(SEOUL).date()


def on(one: Session, days: int) -> Session:
    """The same session so many days later."""
    return replace(
        one, code=f"{one.code}{days}", starts_at=one.starts_at + days * DAY, ends_at=one.ends_at + days * DAY
    )


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (moment("09:00") - DAY, 0),  # before the event: its first day
        (moment("09:00"), 0),
        (moment("23:00"), 0),
        (moment("09:00") + DAY, 0),  # a day without sessions: the last before
        (moment("09:00") + 2 * DAY, 2),
        (moment("09:00") + 9 * DAY, 2),
    ],
)
def test_the_board_shows_today_else_the_last_day_before_else_the_first(at: datetime, day: int) -> None:
    assert day_of(programme(FIRST, on(NEXT, 2)), at, SEOUL) == TODAY + day * DAY


def test_a_session_over_midnight_belongs_to_the_day_it_began_on() -> None:
    night = replace(session("N", "22:00-23:00"), ends_at=moment("23:00") + timedelta(hours=2))
    sessions = programme(FIRST, night, on(FIRST, 1))
    assert day_of(sessions, moment("00:30") + DAY, SEOUL) == TODAY
    assert set(sessions_of(sessions, TODAY, SEOUL)) == {"A", "N"}


def test_no_programme_has_no_day() -> None:
    assert day_of({}, moment("10:00"), SEOUL) is None


@pytest.mark.parametrize(
    ("clock", "code", "phase", "people", "inside"),
    [
        ("09:00", "A", Phase.NEXT, 7, False),
        ("09:45", "A", Phase.OPEN, 3, True),  # the door is open
        ("12:05", "B", Phase.NEXT, 5, False),
        ("13:30", "B", Phase.OPEN, 5, False),  # exits are not scanned: who came
        ("18:00", "B", Phase.OVER, 5, False),
    ],
)
def test_a_room_shows_what_is_on_else_what_comes_else_what_was(
    clock: str, code: str, phase: Phase, people: int, inside: bool
) -> None:
    counts = HeadCounts(sessions={"A": Headcount(of_expected=7, inside=3), "B": Headcount(of_expected=4, beside=1)})
    (line,) = rooms_now(programme(FIRST, NEXT), counts, moment(clock))
    assert (line.session.code, line.phase, line.people, line.counts_inside) == (code, phase, people, inside)


@given(st.lists(st.integers(1, 500), max_size=60))
def test_the_curve_never_falls_and_ends_at_all(arrivals: list[int]) -> None:
    begin = moment("09:00")
    steps = cumulative([(begin + place * timedelta(minutes=1), count) for place, count in enumerate(arrivals)])
    assert [step.people for step in steps] == sorted(step.people for step in steps)
    assert (steps[-1].people if steps else 0) == sum(arrivals)


@given(st.integers(0, 200_000))
def test_a_scale_begins_at_nobody_and_holds_everybody(top: int) -> None:
    found = ticks(top)
    assert found[0] == 0
    assert found[-1] >= top
    assert 2 <= len(found) <= 7
    assert len({after - before for before, after in pairwise(found)}) == 1


@given(st.integers(0, 1439), st.integers(1, 3000))
def test_a_scale_of_time_has_few_round_hours_within(begin: int, minutes: int) -> None:
    first = datetime.combine(date(2024, 2, 27), datetime.min.time(), SEOUL) + timedelta(minutes=begin)
    found = hours(first, first + timedelta(minutes=minutes))
    assert len(found) <= 9
    assert all(first <= at <= first + timedelta(minutes=minutes) and at.minute % 15 == 0 for at in found)
