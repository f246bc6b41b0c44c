"""Stays and attendance: the rules as a table, and any history against a simulation minute by minute."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.attendance import (
    REGISTRATION,
    AttendanceStatus,
    Closed,
    Direction,
    Double,
    Movement,
    attendance,
    clock_minutes,
    followed,
    overlap,
    stays,
)
from kiosk.core.programme import Session, Tracking
from kiosk.core.scan import Verdict
from tests.making import moment, movement, programme, session

IN, OUT = "in", "out"
A = session("A", "10:00-12:00")
ENTRY_ONLY = session("E", "10:00-11:00", tracking=Tracking.ENTRY)
LATER = session("L", "12:00-13:00")  # touches A, and opens while A runs
OVERLAPPING = session("O", "11:00-14:00")
DESK = session("R", "09:00-18:00", kind=REGISTRATION, tracking=Tracking.ENTRY)
SESSIONS = programme(A, ENTRY_ONLY, LATER, OVERLAPPING, DESK)


def history(text: str) -> list[Movement]:
    """``10:05 A in, 10:30 A out`` as movements, in this order also where the moments are one."""
    parts = [item.split() for item in text.split(",") if item.strip()]
    return [movement(at, code, way, order) for order, (at, code, way) in enumerate(parts)]


def attended(text: str, code: str = "A", sessions: dict[str, Session] = SESSIONS):
    return attendance(sessions[code], stays(history(text), sessions))


MINUTES = [
    ("", "A", 0),
    ("10:00 A in", "A", 120),
    ("09:45 A in", "A", 120),  # clipped to the start
    ("10:30 A in", "A", 90),
    ("10:30 A in, 11:00 A out", "A", 30),
    ("10:30 A in, 12:10 A out", "A", 90),  # clipped to the end
    ("09:45 A in, 09:55 A out", "A", 0),
    ("10:00 A in, 10:30 A out, 11:00 A in, 11:30 A out", "A", 60),
    ("10:00 A in, 10:20 A in, 10:30 A out", "A", 30),  # a second entry changes nothing
    ("10:30 A out", "A", 0),  # an exit creates no presence
    ("10:30 A out, 10:40 A in", "A", 80),
    ("10:00 A in, 10:30 A out, 10:40 A out", "A", 30),
    ("10:00 A in, 11:00 O in", "A", 60),  # whoever enters the overlapping one has left
    ("10:00 A in, 11:00 O in", "O", 180),
    ("10:00 A in, 10:50 O in", "A", 50),  # from the entry on, though it begins later
    ("10:00 A in, 11:00 O in, 11:30 A in", "O", 30),
    ("10:00 A in, 11:00 O in, 11:30 A in", "A", 90),
    ("10:00 A in, 11:50 L in", "A", 120),  # touching is no overlap: early for the next ends nothing
    ("10:00 A in, 11:50 L in", "L", 60),
    ("10:00 A in, 14:30 O in", "A", 120),  # an entry after the end of what is entered ends nothing
    ("10:00 A in, 11:00 E in", "A", 120),  # at the very end of what is entered, too
    ("11:00 O in, 12:30 A in", "O", 180),  # let in after its end, one has not left where one is
    ("10:00 E in", "E", 60),
    ("10:20 E in, 10:30 E out", "E", 40),  # exits are not tracked there
    ("10:20 E in, 10:40 A in", "E", 20),
    ("10:00 A in, 10:30 R in", "A", 120),  # a registration desk holds nobody
    ("10:00 R in, 10:30 A in", "R", 0),
    ("10:00 R in", "R", 0),
    ("10:00 A in, 10:00 A out", "A", 0),
    ("10:00 A in, 10:00 A out, 10:00 A in", "A", 120),
    ("10:00 X in, 10:30 A in", "A", 90),  # a session that is no longer in the programme
]


STAYS = {
    "before the session": ("09:45 A in, 10:00 A out", "A", []),
    "after it": ("12:00 A in, 12:10 A out", "A", []),
    "left and back in the same moment": ("10:00 A in, 10:30 A out, 10:30 A in", "A", ["10:00-12:00"]),
    "left and back later": ("10:00 A in, 10:30 A out, 10:31 A in", "A", ["10:00-10:30", "10:31-12:00"]),
    "at a registration": ("10:00 R in", "R", []),
}


@pytest.mark.parametrize(("text", "code", "spans"), STAYS.values(), ids=STAYS)
def test_stays_are_spans_of_the_session_that_do_not_touch(text: str, code: str, spans: list[str]):
    assert list(attended(text, code).stays) == [tuple(map(moment, span.split("-"))) for span in spans]


STATUSES = [
    ("", "A", AttendanceStatus.ABSENT),
    ("10:00 A in", "A", AttendanceStatus.PRESENT),
    ("10:00 A in, 10:00:59 A out", "A", AttendanceStatus.ABSENT),
    ("10:00 A in, 10:01 A out", "A", AttendanceStatus.PRESENT),
    ("", "R", AttendanceStatus.ABSENT),
    ("10:00 R in", "R", AttendanceStatus.PRESENT),
]


@pytest.mark.parametrize(("text", "code", "status"), STATUSES)
def test_whoever_was_there_for_a_whole_minute_came(text: str, code: str, status: AttendanceStatus):
    assert attended(text, code).status is status


def test_an_entry_elsewhere_at_the_end_of_a_session_is_no_exit_from_it():
    assert attended("10:00 A in, 12:00 O in").open_exit
    assert not attended("10:00 A in, 11:59 O in").open_exit


def test_minutes_of_the_clock_are_whole_and_rounded_down():
    assert str(clock_minutes([session("X", "10:00-10:01:30"), session("Y", "11:00-11:02")])) == "3"


def test_two_entries_that_no_desk_would_have_let_through_are_named():
    moves = [movement("10:00"), movement("10:05"), movement("10:20", "A", "out"), movement("10:30")]
    assert followed(moves, SESSIONS)[1] == [Double(moves[0], moves[1])]
    knowing = moves[1]._replace(verdict=Verdict.ALREADY_IN)
    assert followed([moves[0], knowing, *moves[2:]], SESSIONS)[1] == [], "somebody knew, and let them through"


@pytest.mark.parametrize(("text", "code", "minutes"), MINUTES)
def test_minutes_are_those_between_entry_and_leaving(text: str, code: str, minutes: int):
    assert attended(text, code).minutes == minutes


def test_minutes_are_whole_minutes_rounded_down():
    assert attended("10:00:00 A in, 10:01:59 A out").minutes == 1


def test_first_in_and_last_out_are_as_scanned():
    result = attended("09:45 A in, 10:30 A out, 11:00 A in, 12:10 A out")
    assert (result.first_in, result.last_out) == (moment("09:45"), moment("12:10"))
    assert result.stays == ((moment("10:00"), moment("10:30")), (moment("11:00"), moment("12:00")))


def test_without_an_exit_the_end_of_the_session_is_the_last_out():
    assert attended("10:30 A in").last_out == moment("12:00")


@pytest.mark.parametrize(("text", "code", "open_exit"), [
    ("10:00 A in", "A", True),
    ("10:00 A in, 11:00 A out", "A", False),
    ("10:00 A in, 11:00 A out, 11:30 A in", "A", True),
    ("10:00 A in, 11:00 O in", "A", False),
    ("10:00 A in, 12:30 O in", "A", True),  # A was over by then: its end closed the stay
    ("10:00 E in", "E", False),  # no exits are tracked there
    ("", "A", False),
])  # fmt: skip
def test_an_open_exit_is_marked_where_exits_are_tracked(text: str, code: str, open_exit: bool):
    assert attended(text, code).open_exit is open_exit


@pytest.mark.parametrize(("text", "share", "status"), [
    ("", 0.0, AttendanceStatus.ABSENT),
    ("", 0.5, AttendanceStatus.ABSENT),
    ("11:00 A in", 0.5, AttendanceStatus.PRESENT),
    ("11:01 A in", 0.5, AttendanceStatus.PARTIAL),
    ("11:59 A in", 0.0, AttendanceStatus.PRESENT),
    ("10:30 A out", 0.0, AttendanceStatus.ABSENT),
])  # fmt: skip
def test_under_the_minimum_share_attendance_is_partial(text: str, share: float, status: AttendanceStatus):
    sessions = programme(replace(A, minimum_share=share))
    assert attended(text, sessions=sessions).status is status


def test_who_registered_was_present_at_the_registration():
    sessions = programme(replace(DESK, minimum_share=0.5))
    assert attended("17:00 R in", "R", sessions).status is AttendanceStatus.PRESENT


def test_the_way_a_stay_ended_is_kept():
    exits, moved = stays(history("10:00 A in, 10:30 A out, 10:40 A in, 11:00 O in"), SESSIONS)[:2]
    assert (exits.closed, moved.closed, moved.exit.session) == (Closed.EXIT, Closed.MOVED, "O")


def test_only_shared_hours_overlap():
    assert overlap(A, OVERLAPPING)
    assert not overlap(A, LATER)
    assert overlap(A, A)


# --- any history, against a simulation of every minute ---

START = moment("08:00")
LENGTH = 11 * 60


@st.composite
def programmes(draw: st.DrawFn) -> dict[str, Session]:
    """One to four sessions on whole minutes, one of them perhaps a registration."""
    made = []
    for code in "ABCD"[: draw(st.integers(1, 4))]:
        begin = draw(st.integers(0, LENGTH - 30))
        length = draw(st.integers(1, 240))
        made.append(replace(
            A, code=code, starts_at=after(begin), ends_at=after(begin + length),
            tracking=draw(st.sampled_from(Tracking)), kind=draw(st.sampled_from([*["talk"] * 3, REGISTRATION])),
            minimum_share=draw(st.sampled_from([0.0, 0.5, 1.0])),
        ))  # fmt: skip
    return programme(*made)


def after(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


@st.composite
def scanned(draw: st.DrawFn) -> tuple[dict[str, Session], list[Movement]]:
    """A programme and what one person did in it, some of it in the same minute."""
    sessions = draw(programmes())
    near = sorted({
        max(0, int((edge - START).total_seconds() // 60) + shift)
        for one in sessions.values()
        for edge in (one.starts_at, one.ends_at)
        for shift in (-1, 0, 1)
    })  # fmt: skip
    minutes = draw(st.lists(st.one_of(st.integers(0, LENGTH), st.sampled_from(near)), max_size=12))
    return sessions, [
        Movement(after(minute), order, f"scan-{order}", draw(st.sampled_from(sorted(sessions))),
                 draw(st.sampled_from(Direction)))
        for order, minute in enumerate(sorted(minutes))
    ]  # fmt: skip


def simulated(sessions: dict[str, Session], movements: list[Movement]) -> dict[str, int]:
    """Minutes by session, counted by walking through the day: who is where at the beginning of each minute."""
    counted = dict.fromkeys(sessions, 0)
    where: set[str] = set()
    for minute in range(2 * LENGTH):
        now = after(minute)
        for one in (m for m in movements if m.at == now):
            entered = sessions[one.session]
            if one.direction is Direction.OUT:
                if entered.tracking is Tracking.ENTRY_EXIT:
                    where.discard(one.session)
                continue
            if one.session not in where and entered.kind != REGISTRATION and now < entered.ends_at:
                where -= {
                    code for code in where
                    if sessions[code].kind != REGISTRATION and now < sessions[code].ends_at
                    and sessions[code].starts_at < entered.ends_at and entered.starts_at < sessions[code].ends_at
                }  # fmt: skip
            where.add(one.session)
        for code in where:
            one = sessions[code]
            counted[code] += one.kind != REGISTRATION and one.starts_at <= now < one.ends_at
    return counted


@given(scanned())
def test_attendance_is_what_walking_through_the_day_counts(case: tuple[dict[str, Session], list[Movement]]):
    sessions, movements = case
    told = stays(movements, sessions)
    assert {code: attendance(one, told).minutes for code, one in sessions.items()} == simulated(sessions, movements)


@given(scanned(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(case: tuple[dict[str, Session], list[Movement]], random: Random):
    sessions, movements = case
    shuffled = random.sample(movements, len(movements))
    assert stays(shuffled, sessions) == stays(movements, sessions)


@given(scanned())
def test_minutes_never_exceed_the_session(case: tuple[dict[str, Session], list[Movement]]):
    sessions, movements = case
    for one in sessions.values():
        result = attendance(one, stays(movements, sessions))
        assert 0 <= result.minutes <= result.session_minutes
        assert all(one.starts_at <= begin < end <= one.ends_at for begin, end in result.stays)


@given(scanned())
def test_nobody_is_in_two_rooms_at_once(case: tuple[dict[str, Session], list[Movement]]):
    sessions, movements = case
    told = stays(movements, sessions)
    spans = [span for one in sessions.values() for span in attendance(one, told).stays]
    for (start, end), (other_start, other_end) in combinations(spans, 2):
        assert end <= other_start or other_end <= start


@given(scanned())
def test_an_exit_never_creates_presence(case: tuple[dict[str, Session], list[Movement]]):
    sessions, movements = case
    exits = [one for one in movements if one.direction is Direction.OUT]
    assert stays(exits, sessions) == []
    entered = {one.session for one in movements if one.direction is Direction.IN}
    assert {stay.session for stay in stays(movements, sessions)} == entered


@given(scanned(), st.integers(0, 11))
def test_one_exit_more_is_never_a_minute_more_in_that_session(case, which: int):
    sessions, movements = case
    exits = [one for one in movements if one.direction is Direction.OUT]
    if not exits:
        return
    taken = exits[which % len(exits)]
    without = [one for one in movements if one is not taken]
    here = sessions[taken.session]
    assert attendance(here, stays(movements, sessions)).minutes <= attendance(here, stays(without, sessions)).minutes
