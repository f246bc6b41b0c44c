"""Which session a scan means, and which way through its door."""

import pytest

from kiosk.core.agenda import choose, coming_sessions
from kiosk.core.attendance import REGISTRATION, Direction, stays
from kiosk.core.programme import Tracking
from kiosk.core.scan import Asked, Scan
from tests import making
from tests.making import moment, movement, programme

CODE = "1" * 34

# A and B follow each other in the hall; C in the side room scans entries only; all open 20 minutes before.
A, B = making.session("A", "10:00-11:00"), making.session("B", "11:10-12:00")


C = making.session("C", "10:30-11:30", room="Side", tracking=Tracking.ENTRY)


LOBBY = making.session("R", "09:00-18:00", room="Lobby", kind=REGISTRATION, tracking=Tracking.ENTRY)


CHOICES = [
    # (room, moment, where the person entered at 10:00, direction asked) → (session, direction)
    ("Hall", "09:39", None, "", None, "in"),
    ("Hall", "09:40", None, "", "A", "in"),
    ("Hall", "10:30", None, "", "A", "in"),
    ("Hall", "10:30", "A", "", "A", "out"),
    ("Hall", "10:49", None, "", "A", "in"),
    ("Hall", "10:50", None, "", "B", "in"),  # the change-over: whoever comes now comes for the next
    ("Hall", "10:55", "A", "", "A", "out"),  # and whoever is inside goes out of what still runs
    ("Hall", "11:00", "A", "", "B", "in"),  # over: the same people stay for the next
    ("Hall", "11:05", "A", "out", "A", "out"),  # unless they say that they leave
    ("Hall", "11:20", "A", "out", "A", "out"),
    ("Hall", "11:21", "A", "out", "B", "out"),  # not_in: exits of A are over
    ("Hall", "12:10", "B", "", "B", "out"),
    ("Hall", "12:21", "B", "", None, "in"),
    ("Hall", "10:30", "A", "in", "A", "in"),
    ("Hall", "10:55", "A", "in", "B", "in"),
    ("Hall", "10:30", "A", "toggle", "A", "out"),
    ("Hall", "08:00", None, "out", None, "out"),
    ("Side", "10:45", None, "", "C", "in"),
    ("Side", "10:45", "C", "", "C", "in"),  # entries only: never toggled
    ("Side", "10:45", "C", "toggle", "C", "in"),
    ("Side", "10:45", "C", "out", "C", "out"),
    ("Side", "10:45", "A", "", "C", "in"),  # another room's stay is no reason to leave
    ("Lobby", "10:45", "A", "", "R", "in"),
    ("Lobby", "10:45", "R", "", "R", "in"),
    ("Lobby", "10:45", "R", "out", "R", "out"),  # not_in or not: nobody is in a registration
    (None, "09:00", None, "", "R", "in"),
    (None, "10:45", "A", "", "A", "out"),
    (None, "10:45", None, "", "C", "in"),  # the nearest start of all rooms
    ("", "10:45", None, "", "C", "in"),
]


@pytest.mark.parametrize(("room", "at", "entered", "asked", "code", "way"), CHOICES)
def test_room_and_clock_choose_the_session_and_the_way(room, at, entered, asked, code, way):
    sessions = programme(A, B, C, LOBBY)
    before = stays([movement("10:00", entered)] if entered else [], sessions)
    scan = Scan("1", CODE, moment(at), "desk 1", room=room, asked=Asked(asked) if asked else None)
    chosen, direction = choose(scan, sessions, before)
    assert (chosen and chosen.code, direction) == (code, way)


@pytest.mark.parametrize(
    ("tracking", "entered", "asked", "way"),
    [
        (Tracking.ENTRY, False, None, "in"),
        (Tracking.ENTRY, True, None, "in"),
        (Tracking.ENTRY, True, Asked.TOGGLE, "in"),
        (Tracking.ENTRY, True, Asked.OUT, "out"),
        (Tracking.ENTRY_EXIT, False, None, "in"),
        (Tracking.ENTRY_EXIT, True, None, "out"),
        (Tracking.ENTRY_EXIT, True, Asked.TOGGLE, "out"),
        (Tracking.ENTRY_EXIT, True, Asked.IN, "in"),
        (Tracking.ENTRY_EXIT, False, Asked.OUT, "out"),
    ],
)
def test_at_a_named_session_its_tracking_says_the_way(tracking: Tracking, entered: bool, asked: Asked | None, way: str):
    sessions = programme(making.session(tracking=tracking))
    scan = Scan("1", CODE, moment("10:30"), "desk 1", session="A", asked=asked)
    assert choose(scan, sessions, stays([movement("10:29")], sessions) if entered else []) == (sessions["A"], way)


def test_two_sessions_that_start_together_are_chosen_by_their_code():
    sessions = programme(making.session("Z"), making.session("Y"))
    chosen, _ = choose(Scan("1", CODE, moment("10:05"), "desk 1"), sessions)
    assert chosen.code == "Y"


def test_a_toggle_before_the_entry_is_an_entry():
    """Scans may be answered out of their order: one of 10:20 does not know of an entry at 10:30."""
    scan = Scan("1", CODE, moment("10:20"), "desk 1", session="A")
    later = stays([movement("10:30")], programme(A))
    assert choose(scan, programme(A), later) == (A, Direction.IN)


@pytest.mark.parametrize(("at", "code"), [("10:05", "A"), ("10:09", "A"), ("10:11", "N"), ("10:30", "N")])
def test_of_two_that_are_open_the_nearer_start_is_meant_not_the_later_one(at: str, code: str):
    soon = making.session("N", "10:20-12:00")  # open from 10:00 on, as A is
    session, _way = choose(Scan("scan", CODE, moment(at), "desk", room="Hall"), programme(A, soon))
    assert session.code == code


def test_a_session_that_opens_at_this_very_moment_is_not_still_to_come():
    assert [one.code for one in coming_sessions(programme(A, B), "Hall", moment("09:40"))] == ["B"]
    assert [one.code for one in coming_sessions(programme(A, B), "Hall", moment("09:39"))] == ["A", "B"]


@pytest.mark.parametrize(("room", "codes"), [("Side", ["C"]), ("Hall", ["B"]), (None, ["C", "B"]), ("", ["C", "B"])])
def test_what_comes_is_told_of_a_room_or_of_all(room: str | None, codes: list[str]):
    assert [one.code for one in coming_sessions(programme(A, B, C), room, moment("10:00"))] == codes


def test_whoever_entered_at_this_very_moment_is_inside():
    scan = Scan("2", CODE, moment("10:30"), "desk 1", session="A")
    assert choose(scan, programme(A), stays([movement("10:30")], programme(A))) == (A, Direction.OUT)


def test_whoever_is_in_two_sessions_leaves_the_one_entered_last():
    both = programme(A, making.session("D", "10:00-11:00"))
    own = [*stays([movement("10:00", "A")], both), *stays([movement("10:20", "D")], both)]
    leaving = Scan("1", CODE, moment("10:30"), "desk 1", room="Hall", asked=Asked.OUT)
    assert choose(leaving, both, own)[0].code == "D"
    assert choose(leaving, dict(reversed(both.items())), own)[0].code == "D"


def test_at_its_end_a_session_is_open_for_entry_no_more():
    entering = Scan("1", CODE, A.ends_at, "desk 1", room="Hall", asked=Asked.IN)
    assert choose(entering, programme(A)) == (None, Direction.IN)
