"""Who comes while somebody practises, and what counts as solved."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.attendance import REGISTRATION
from kiosk.core.practice import (
    ARRIVALS,
    MISHAPS,
    SOLVED,
    Deed,
    Mishap,
    Played,
    begins_at,
    is_solved,
    mixed,
    script,
    session_elsewhere,
    session_to_play,
    summed_up,
)
from kiosk.core.programme import Admission, Session

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
PEOPLE = [f"{number:013d}" for number in range(ARRIVALS)]


def session(
    code: str, room: str = "A", minutes: int = 90, start: int = 0, kind: str = "session",
    admission: Admission = Admission.OPEN,
) -> Session:  # fmt: skip
    begins = NINE + timedelta(minutes=start)
    ends = begins + timedelta(minutes=minutes)
    return Session(code, {"en": code}, kind, room, begins, ends, admission=admission)


SITUATIONS = [
    (Mishap.NONE, {Deed.ENTERED}, True),
    (Mishap.NONE, set(), False),
    (Mishap.NONE, {Deed.REFUSED}, False),
    (Mishap.NONE, {Deed.ENTERED, Deed.ANOTHER}, False),
    (Mishap.DUPLICATE, {Deed.REFUSED}, False),
    (Mishap.DUPLICATE, {Deed.REFUSED, Deed.OVERRULED, Deed.ENTERED}, True),
    (Mishap.WRONG_ROOM, {Deed.REFUSED}, True),
    (Mishap.WRONG_ROOM, set(), False),
    (Mishap.WRONG_ROOM, {Deed.REFUSED, Deed.OVERRULED, Deed.ENTERED}, False),
    (Mishap.FORGOTTEN, {Deed.ENTERED}, True),
    (Mishap.FORGOTTEN, {Deed.ANOTHER}, False),
    (Mishap.JAM, {Deed.BADGE_AGAIN}, True),
    (Mishap.JAM, {Deed.ENTERED}, False),
    (Mishap.NETWORK, {Deed.ENTERED}, True),
    (Mishap.SCANNER, {Deed.ENTERED}, True),
    (Mishap.SCANNER, {Deed.REFUSED}, False),
]


@pytest.mark.parametrize(("mishap", "deeds", "solved"), SITUATIONS)
def test_what_the_log_holds_decides_whether_a_mishap_is_solved(mishap, deeds, solved):
    assert is_solved(mishap, deeds) is solved


def test_every_mishap_has_a_rule_and_doing_nothing_or_letting_another_in_solves_none():
    assert set(SOLVED) == set(Mishap)
    everything = [set(chosen) for size in range(len(Deed) + 1) for chosen in combinations(Deed, size)]
    for mishap in Mishap:
        assert not is_solved(mishap, ())
        assert any(is_solved(mishap, deeds) for deeds in everything)
        assert not any(is_solved(mishap, deeds) for deeds in everything if Deed.ANOTHER in deeds)


@given(
    seed=st.integers(0, 2**40),
    people=st.lists(st.text("0123456789", min_size=13, max_size=13), max_size=ARRIVALS, unique=True),
    mishaps=st.sets(st.sampled_from(MISHAPS)),
)
def test_everybody_comes_once_and_each_mishap_once_after_a_plain_arrival(seed, people, mishaps):
    played = script(seed, people, mishaps)
    assert [arrival.person for arrival in played] == people
    assert not played or played[0].mishap is Mishap.NONE
    counts = Counter(arrival.mishap for arrival in played)
    assert all(counts[mishap] == 1 for mishap in mishaps) or len(people) <= len(mishaps)
    assert set(counts) <= mishaps | {Mishap.NONE}
    assert max((counts[mishap] for mishap in mishaps), default=0) <= 1
    assert played == script(seed, people, mishaps)


def test_another_seed_plays_another_order():
    orders = {tuple(one.mishap for one in script(seed, PEOPLE, MISHAPS)) for seed in range(20)}
    assert len(orders) > 15
    assert mixed(1, "abc") == mixed(1, "cba")


SESSIONS = {
    "the desk's room first": ("B", [session("S1"), session("S2", "B")], "S2"),
    "without a room the earliest": ("", [session("S2", start=60), session("S1", "B")], "S1"),
    "one with a list": ("", [session("S1"), session("S2", start=60, admission=Admission.REGISTERED)], "S2"),
    "no registration desk": ("", [session("R", kind=REGISTRATION), session("S1", start=9)], "S1"),
    "nothing too short": ("", [session("S1", minutes=10), session("S2", start=60)], "S2"),
    "the only one, in another room": ("C", [session("S1", minutes=10)], "S1"),
}  # fmt: skip


@pytest.mark.parametrize(("room", "sessions", "chosen"), SESSIONS.values(), ids=SESSIONS)
def test_people_arrive_at_a_door_that_fits_the_desk(room, sessions, chosen):
    assert session_to_play({each.code: each for each in sessions}, room).code == chosen


def test_without_a_programme_or_a_second_room_there_is_nowhere_to_go():
    assert session_to_play({}, "A") is None
    one, same, other = session("S1"), session("S2"), session("S3", "B", start=600)
    assert session_elsewhere({"S1": one, "S2": same}, one) is None
    assert session_elsewhere({"S1": one, "S2": same, "S3": other}, one) is other


@given(minutes=st.integers(1, 600))
def test_it_begins_while_the_doors_are_open(minutes):
    one = session("S1", minutes=minutes)
    assert one.starts_at < begins_at(one) < one.ends_at


def test_the_result_tells_arrivals_times_and_the_mishaps_alone():
    played = [Played(Mishap.NONE, True, 4), Played(Mishap.JAM, False, 20), Played(Mishap.NETWORK, True, 6)]
    told = summed_up(played)
    assert (told.arrivals, told.solved, told.mean, told.longest) == (3, 2, 10, 20)
    assert [one.mishap for one in told.mishaps] == [Mishap.JAM, Mishap.NETWORK]
    assert (summed_up([]).arrivals, summed_up([]).mean, summed_up([]).longest) == (0, 0, 0)
