"""Who has earned a certificate."""

import pytest

from kiosk.core.attendance import REGISTRATION, attendance, stays
from kiosk.core.certificate import Entitlement, Rule, Shortfall, entitlement
from kiosk.core.programme import Admission, Tracking
from kiosk.core.roster import Attendee, Status, may_enter
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


CASES = {
    "present at one": (judged("M", Rule()), []),
    "nowhere": (judged("", Rule()), [Shortfall.ABSENT]),
    "at the registration only": (judged("R", Rule()), [Shortfall.ABSENT]),
    "at what does not count only": (judged("S", Rule()), [Shortfall.ABSENT]),
    "one of two": (judged("M", Rule(minimum_sessions=2)), [Shortfall.TOO_FEW_SESSIONS]),
    "two of two": (judged("M N", Rule(minimum_sessions=2)), []),
    "partial only": (judged("M", Rule(), leave="10:20"), [Shortfall.TOO_FEW_SESSIONS]),
    "half of the minutes open to all": (judged("N", Rule(minimum_share=0.5)), []),
    "too few minutes": (judged("N", Rule(minimum_share=0.51)), [Shortfall.TOO_FEW_MINUTES]),
    "minutes of a list they are on": (
        judged("M N", Rule(minimum_share=0.6), person(sessions=("L",))), [Shortfall.TOO_FEW_MINUTES],
    ),
    "required and there": (judged("M N", Rule(required=("N",))), []),
    "required and missed": (judged("M", Rule(required=("N",))), [Shortfall.REQUIRED_MISSED]),
    "required, though it counts no minutes": (judged("M S", Rule(required=("S",))), []),
    "required, though it is a registration": (judged("M R", Rule(required=("R",))), []),
    "cancelled": (judged(ALL_DAY, Rule(), person(status=Status.CANCELLED)), [Shortfall.CANCELLED]),
    "waiting": (judged(ALL_DAY, Rule(), person(status=Status.WAITING)), [Shortfall.WAITING]),
    "blocked": (judged(ALL_DAY, Rule(), person(status=Status.BLOCKED)), [Shortfall.BLOCKED]),
    "everything at once": (
        judged("", Rule(2, 0.5, ("N",)), person(status=Status.CANCELLED)),
        [Shortfall.CANCELLED, Shortfall.ABSENT, Shortfall.TOO_FEW_MINUTES, Shortfall.REQUIRED_MISSED],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("claim", "shortfalls"), CASES.values(), ids=CASES)
def test_every_shortfall_is_named(claim: Entitlement, shortfalls: list[Shortfall]):
    assert list(claim.shortfalls) == shortfalls
    assert claim.earned is not shortfalls or not shortfalls


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
