"""Who has earned a certificate."""

import pytest

from kiosk.core.attendance import REGISTRATION, attendance, stays
from kiosk.core.certificate import Credits, Entitlement, Judge, Rule, Shortfall, entitlement, entitlement_of_session
from kiosk.core.programme import Admission, Tracking
from kiosk.core.roster import Attendee, Status, is_expected, may_enter
from tests.making import movement, person, programme, session

MORNING = session("M", "10:00-11:00", minimum_share=0.5)
NOON = session("N", "12:00-13:00", tracking=Tracking.ENTRY)
LISTED = session("L", "14:00-16:00", admission=Admission.REGISTERED)
SAFETY = session("S", "09:00-09:30", counts=False)
DESK = session("R", "08:00-18:00", kind=REGISTRATION, tracking=Tracking.ENTRY)
SESSIONS = programme(DESK, SAFETY, MORNING, NOON, LISTED)
ALL_DAY = "R S M N"


def judged(entered: str, rule: Rule, who: Attendee | None = None, leave: str = "") -> Entitlement:
    """``entered``: codes of sessions entered at their start; ``leave``: when M was left."""
    moves = [
        movement("00:00", code, order=place)._replace(at=SESSIONS[code].starts_at)
        for place, code in enumerate(entered.split())
    ]
    moves += [movement(leave, "M", "out", 99)] if leave else []
    told = stays(moves, SESSIONS)
    return entitlement(who or person(), [attendance(s, told) for s in SESSIONS.values()], SESSIONS, rule)


# what was entered, the rule, who, when M was left → what is missing
CASES = {
    "present at one": ("M", Rule(), None, "", []),
    "nowhere": ("", Rule(), None, "", [Shortfall.ABSENT]),
    "at the registration only": ("R", Rule(), None, "", [Shortfall.ABSENT]),
    "at what does not count only": ("S", Rule(), None, "", [Shortfall.ABSENT]),
    "one of two": ("M", Rule(minimum_sessions=2), None, "", [Shortfall.TOO_FEW_SESSIONS]),
    "two of two": ("M N", Rule(minimum_sessions=2), None, "", []),
    "partial only": ("M", Rule(), None, "10:20", [Shortfall.TOO_FEW_SESSIONS]),
    "partial first, and present at another": ("M N", Rule(), None, "10:20", []),
    "half of the minutes open to all": ("N", Rule(minimum_share=0.5), None, "", []),
    "too few minutes": ("N", Rule(minimum_share=0.51), None, "", [Shortfall.TOO_FEW_MINUTES]),
    "minutes of a list they are on": (
        "M N", Rule(minimum_share=0.6), person(sessions=("L",)), "", [Shortfall.TOO_FEW_MINUTES],
    ),
    "required and there": ("M N", Rule(required=("N",)), None, "", []),
    "required and missed": ("M", Rule(required=("N",)), None, "", [Shortfall.REQUIRED_MISSED]),
    "required, though it counts no minutes": ("M S", Rule(required=("S",)), None, "", []),
    "required, though it is a registration": ("M R", Rule(required=("R",)), None, "", []),
    "cancelled": (ALL_DAY, Rule(), person(status=Status.CANCELLED), "", [Shortfall.CANCELLED]),
    "waiting": (ALL_DAY, Rule(), person(status=Status.WAITING), "", [Shortfall.WAITING]),
    "blocked": (ALL_DAY, Rule(), person(status=Status.BLOCKED), "", [Shortfall.BLOCKED]),
    "everything at once": (
        "", Rule(2, 0.5, ("N",)), person(status=Status.CANCELLED), "",
        [Shortfall.CANCELLED, Shortfall.ABSENT, Shortfall.TOO_FEW_MINUTES, Shortfall.REQUIRED_MISSED],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("entered", "rule", "who", "leave", "shortfalls"), CASES.values(), ids=CASES)
def test_every_shortfall_is_named(
    entered: str, rule: Rule, who: Attendee | None, leave: str, shortfalls: list[Shortfall]
):
    claim = judged(entered, rule, who, leave)
    assert list(claim.shortfalls) == shortfalls
    assert claim.earned is (not shortfalls)


# where M was entered and left → what a paper of M alone says
PAPERS = {
    "there": ("10:00", "", person(), ("M",), 60, []),
    "there as long as the session asks for": ("10:00", "10:30", person(), ("M",), 30, []),
    "not long enough": ("10:00", "10:29", person(), (), 29, [Shortfall.TOO_FEW_MINUTES]),
    "not there": ("", "", person(), (), 0, [Shortfall.ABSENT]),
    "there, and cancelled": ("10:00", "", person(status=Status.CANCELLED), (), 60, [Shortfall.CANCELLED]),
    "blocked, and not there": ("", "", person(status=Status.BLOCKED), (), 0, [Shortfall.BLOCKED, Shortfall.ABSENT]),
}


@pytest.mark.parametrize(("enter", "leave", "who", "sessions", "minutes", "shortfalls"), PAPERS.values(), ids=PAPERS)
def test_a_paper_of_one_session_is_earned_by_being_there(
    enter: str, leave: str, who: Attendee, sessions: tuple[str, ...], minutes: int, shortfalls: list[Shortfall]
):
    moves = [movement(clock, "M", way) for clock, way in ((enter, "in"), (leave, "out")) if clock]
    told = [attendance(one, stays(moves, SESSIONS)) for one in SESSIONS.values()]
    found = entitlement_of_session(who, told, MORNING)
    assert found == Entitlement(sessions, minutes, 60, tuple(shortfalls))


def test_one_judge_knows_for_each_person_which_minutes_are_open_to_them():
    judge = Judge(SESSIONS, Rule())
    people = person(), person(sessions=("L",)), person(category="학"), person(sessions=("L",))
    assert [judge.entitlement(one, []).open_minutes for one in people] == [120, 240, 120, 240]


def test_what_was_attended_is_counted():
    claim = judged("R S M N", Rule(), leave="10:45")
    assert (claim.sessions, claim.minutes, claim.open_minutes) == (("M", "N"), 105, 120)


def test_partial_attendance_lends_its_minutes():
    claim = judged("M N", Rule(), leave="10:20")
    assert (claim.sessions, claim.minutes) == (("N",), 80)


def test_the_missed_sessions_are_named():
    assert judged("M", Rule(required=("N", "M", "S"))).missed == ("N", "S")


def test_hours_in_which_two_sessions_overlap_are_open_once():
    sessions = programme(session("A", "10:00-12:00"), session("B", "11:00-13:00"))
    assert entitlement(person(), [], sessions, Rule()).open_minutes == 180


@pytest.mark.parametrize(("who", "item", "expected"), [
    (person(), NOON, True),
    (person(), LISTED, False),
    (person(sessions=("L",)), LISTED, True),
    (person(category="산"), session(admission=Admission.CATEGORY, categories=("산", "관")), True),
    (person(category="학"), session(admission=Admission.CATEGORY, categories=("산", "관")), False),
])  # fmt: skip
def test_people_are_expected_where_a_session_is_meant_for_them(who: Attendee, item, expected: bool):
    assert may_enter(who, item) is expected
    assert is_expected(who, item) is expected


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.BLOCKED, Status.WAITING])
def test_whose_registration_does_not_stand_is_expected_nowhere(status: Status):
    who = person(status=status, sessions=("L",))
    assert may_enter(who, LISTED) and not is_expected(who, LISTED)


@pytest.mark.parametrize(("minutes", "minimum", "attended", "awarded"), [
    (50, 0, 49, 0), (50, 0, 50, 1), (50, 0, 99, 1), (50, 0, 100, 2), (50, 2, 99, 0), (50, 2, 100, 2), (60, 1, 59, 0),
    (0, 0, 500, 0), (0, 3, 500, 0), (1, 0, 7, 7),
])  # fmt: skip
def test_credits_are_whole_rounded_down_once_and_none_below_the_fewest(
    minutes: int, minimum: int, attended: int, awarded: int
) -> None:
    assert Credits(minutes, minimum).of(attended) == awarded
