"""What is told of what is in view."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.scanners.in_view import GONE_S, InView, News

NOTHING = (News.NOTHING, "")
FRAME = 1 / 30


def told(*looks):
    """The news of looks a frame apart; a number between looks is a pause in seconds with nothing in view."""
    view, now, news = InView(), 0.0, []
    for look in looks:
        if isinstance(look, float):
            now += look
        else:
            now += FRAME
            news.append(view.see(look, now))
    return [item for item in news if item != NOTHING]


def test_a_code_is_told_at_the_first_look_and_not_again_while_it_stays():
    assert told(*["A"] * 200) == [(News.CODE, "A")]


def test_a_code_that_is_missed_for_a_moment_did_not_leave():
    assert told("A", "", "", "A", 0.5, "A", GONE_S - 0.2, "A") == [(News.CODE, "A")]


def test_a_code_that_left_and_returns_is_told_again():
    assert told("A", GONE_S, "A") == [(News.CODE, "A")] * 2


def test_the_next_person_is_told_at_once():
    assert told("A", "", "B") == [(News.CODE, "A"), (News.CODE, "B")]


def test_of_two_codes_none_is_told_and_it_is_said_once():
    assert told(*["AB"] * 50) == [(News.SEVERAL, "")]


def test_of_two_codes_one_that_is_missed_for_a_moment_does_not_let_the_other_in():
    assert told("AB", "A", "B", "AB", "B", "", "A") == [(News.SEVERAL, "")]


def test_when_one_of_two_was_taken_away_the_other_is_told():
    assert told("AB", "A", GONE_S, "A") == [(News.SEVERAL, ""), (News.CODE, "A")]


def test_a_code_told_before_a_second_came_is_not_told_again_after_it():
    stays = [0.3, "A"] * 8
    assert told("A", "AB", *stays) == [(News.CODE, "A"), (News.SEVERAL, "")]
    assert told("A", "AB", *["B" if look == "A" else look for look in stays])[-1] == (News.CODE, "B")


@given(st.lists(st.sampled_from(["", "A", "B", "AB", "C", 0.2, GONE_S])))
def test_nothing_is_told_that_was_not_alone_in_view(looks):
    view, now, last_crowd = InView(), 0.0, float("-inf")
    for look in looks:
        if isinstance(look, float):
            now += look
            continue
        now += FRAME
        news, code = view.see(look, now)
        if len(look) > 1:
            last_crowd = now
        if news is News.CODE:
            assert look == code
            assert now - last_crowd >= GONE_S
