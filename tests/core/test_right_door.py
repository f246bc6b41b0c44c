"""Where somebody should have gone who was refused at the wrong door."""

import pytest

from kiosk.core.attendance import Direction
from kiosk.core.programme import Admission
from kiosk.core.right_door import WRONG_DOOR, is_at_hand, right_session
from kiosk.core.scan import Answer, Verdict
from tests.making import moment, person, session

REGISTRATION = session("REG", "09:00-18:00", room="Lobby", kind="registration")
OPEN = session("OPEN", "10:00-12:00", room="Hall")
LISTED = session("LIST", "10:00-12:00", room="Room A", admission=Admission.REGISTERED)
BY_CATEGORY = session("CAT", "10:30-12:00", room="Room B", admission=Admission.CATEGORY, categories=("연",))
LATER = session("LATER", "15:00-16:00", room="Hall")
PROGRAMME = {one.code: one for one in (REGISTRATION, OPEN, LISTED, BY_CATEGORY, LATER)}


def refused(verdict: Verdict = Verdict.NOT_REGISTERED, at: str = "10:40", session: str | None = "X", **more) -> Answer:
    fields = {"accepted": False, "direction": Direction.IN, **more}
    return Answer("1", verdict, session=session, at=moment(at), desk="gate", **fields)


@pytest.mark.parametrize(
    ("who", "been", "expected"),
    [
        (person(), (), "REG"),  # who has not registered yet goes there first
        (person(), ("REG",), "OPEN"),
        (person(sessions=("LIST",)), ("REG",), "LIST"),  # what one is on the list of
        (person(category="연"), ("REG",), "CAT"),
        (person(sessions=("LIST",)), ("REG", "LIST"), "OPEN"),
        (person(), ("REG", "OPEN"), None),
    ],
)
def test_the_right_door_is_the_one_that_is_open_for_the_person(who, been, expected) -> None:
    found = right_session(refused(), PROGRAMME, who, been)
    assert (found and found.code) == expected


def test_the_session_that_refused_is_never_offered() -> None:
    found = right_session(refused(session="REG"), PROGRAMME, person(), ())
    assert found is OPEN


def test_only_what_is_open_now_is_offered() -> None:
    assert right_session(refused(at="08:00"), PROGRAMME, person(), ()) is None
    assert right_session(refused(at="15:10", session=None), PROGRAMME, person(), ("REG",)) is LATER


@pytest.mark.parametrize("verdict", list(Verdict))
def test_only_a_wrong_door_leads_to_another(verdict: Verdict) -> None:
    assert (right_session(refused(verdict), PROGRAMME, person(), ()) is not None) is (verdict in WRONG_DOOR)
    assert right_session(refused(verdict, accepted=True), PROGRAMME, person(), ()) is None
    assert right_session(refused(verdict, direction=Direction.OUT), PROGRAMME, person(), ()) is None


@pytest.mark.parametrize(
    ("session", "room", "expected"),
    [(REGISTRATION, "Hall", True), (OPEN, "Hall", True), (OPEN, "Lobby", False), (OPEN, None, True), (OPEN, "", True)],
)
def test_a_desk_checks_in_where_it_stands_and_to_registration(session, room, expected) -> None:
    assert is_at_hand(session, room) is expected
