"""What is handed out: given once, or lent and returned, decided at the door and followed over several desks."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.attendance import Direction, Movement, followed, stays
from kiosk.core.checkin import Found, Situation, decide
from kiosk.core.handout import Handout, HandoutCount
from kiosk.core.scan import Asked, PastScan, Scan, Verdict
from tests import making
from tests.making import moment, movement, person, programme

KIT, RECEIVER = Handout("KIT", {"ko": "기념품"}), Handout("RCV", {"ko": "수신기"}, lent=True)
NOON = moment("12:00")


def scanned(handout: Handout, before: str, asked: Asked | None = None, gone: int = 0, category: str = "산"):
    """The answer after what happened ``before``: i for given, o for returned."""
    ways = {"i": Direction.IN, "o": Direction.OUT}
    held = [
        Movement(NOON + timedelta(minutes=number), number, str(number), handout.code, ways[way], "1")
        for number, way in enumerate(before)
    ]
    doors = {handout.code: handout.door}
    scan = Scan("x", "c", NOON + timedelta(hours=1), "2", session=handout.code, asked=asked)
    return decide(scan, Situation(
        Found.LISTED, doors, "c", "1", person(category=category), stays(held, doors),
        occupancy={handout.code: gone},
    ))  # fmt: skip


@pytest.mark.parametrize(
    ("handout", "before", "asked", "verdict"),
    [
        (KIT, "", None, Verdict.GIVEN),
        (KIT, "i", None, Verdict.ALREADY_GIVEN),
        (KIT, "i", Asked.OUT, Verdict.ALREADY_GIVEN),  # the desk is set to exits: nothing comes back of a kit
        (KIT, "", Asked.OUT, Verdict.GIVEN),
        (RECEIVER, "", None, Verdict.GIVEN),
        (RECEIVER, "i", None, Verdict.RETURNED),
        (RECEIVER, "io", None, Verdict.GIVEN),
        (RECEIVER, "i", Asked.IN, Verdict.ALREADY_GIVEN),
        (RECEIVER, "", Asked.OUT, Verdict.NOT_LENT),
        (RECEIVER, "io", Asked.OUT, Verdict.NOT_LENT),
    ],
)
def test_a_hand_out_is_given_once_and_a_loan_goes_and_comes(handout, before, asked, verdict):
    decision = scanned(handout, before, asked)
    assert decision.verdict is verdict
    assert not decision.badge_due and not decision.left


def test_it_says_when_and_at_which_desk_it_was_given():
    previous = scanned(KIT, "i").previous
    assert (previous.at, previous.desk) == (NOON, "1")


def test_a_stock_that_is_gone_and_other_categories_are_told():
    few = Handout("KIT", {}, stock=2)
    assert scanned(few, "", gone=1).verdict is Verdict.GIVEN
    assert scanned(few, "", gone=2).verdict is Verdict.NONE_LEFT
    assert scanned(Handout("KIT", {}, categories=("학",)), "").verdict is Verdict.NOT_ELIGIBLE
    assert HandoutCount(people=3, pieces=4, out=1).gone(few) == 4
    assert HandoutCount(people=3, pieces=4, out=1).gone(RECEIVER) == 1


def test_an_entry_right_after_something_was_handed_out_is_no_double_beep():
    kit = PastScan(NOON, "2", "KIT", Verdict.GIVEN, "c", None)
    session = making.session()
    at_ten = moment("10:30")
    scan = Scan("x", "c", at_ten + timedelta(seconds=2), "2", room=session.room)
    situation = Situation(Found.LISTED, programme(session), "c", "1", person(), last=kit._replace(at=at_ten))
    assert decide(scan, situation).verdict is Verdict.ADMITTED


MOVES = st.lists(
    st.tuples(st.integers(0, 300), st.sampled_from(["A", "B", "KIT", "RCV"]), st.sampled_from(Direction)), max_size=12
)


@given(MOVES)
def test_whatever_is_handed_out_changes_nobodys_stays(moves):
    """The programme of an older desk has no hand-outs, today's has them apart: both follow the same stays."""
    own = programme(making.session(), making.session(code="B"))
    made = [
        Movement(moment("09:30") + timedelta(minutes=minute), number, str(number), where, way)
        for number, (minute, where, way) in enumerate(moves)
    ]
    without = [move for move in made if move.session in own]
    assert followed(made, own) == followed(without, own)


@given(MOVES, st.randoms())
def test_desks_agree_on_who_has_what_in_whatever_order_they_hear_of_it(moves, random):
    doors = {one.code: one.door for one in (KIT, RECEIVER)}
    made = [
        Movement(moment("09:30") + timedelta(minutes=minute), number, str(number), where, way, str(number % 2))
        for number, (minute, where, way) in enumerate(moves)
    ]
    shuffled = list(made)
    random.shuffle(shuffled)
    held, twice = followed(made, doors)
    assert (held, twice) == followed(shuffled, doors)
    given = [move for move in made if move.session == "KIT" and move.direction is Direction.IN]
    assert len([stay for stay in held if stay.session == "KIT"]) == bool(given)
    assert len([double for double in twice if double.later.session == "KIT"]) == max(0, len(given) - 1)


def test_what_a_person_let_through_knowingly_is_given_twice_by_nobodys_mistake():
    doors = {"KIT": KIT.door}
    first = movement("10:00", "KIT")
    again = movement("10:05", "KIT")._replace(verdict="already_given", scan_id="later")
    assert followed([first, again], doors)[1] == []
    assert len(followed([first, again._replace(verdict="given")], doors)[1]) == 1
