"""What an answer says on the screen, by its verdict."""

from datetime import UTC, datetime, timedelta

import pytest

from kiosk.core.attendance import Direction
from kiosk.core.roster import Attendee
from kiosk.core.scan import OVERRIDABLE, Answer, OfParty, Person, Previous, Verdict
from kiosk.ui.check_in.answer_text import SECONDS_SHOWN, Kind, shown_answer
from kiosk.ui.widgets.symbols import Symbol
from kiosk.words import catalogue, terms
from kiosk.words.answers import OF_HANDOUTS
from tests.demonstration import SEOUL, programme

PROGRAMME = {session.code: session for session in programme()}
AT = datetime(2024, 2, 27, 4, 40, tzinfo=UTC)
PERSON = Person("1", "도재담", "㈜누리데이터랩", "산")


@pytest.fixture(autouse=True)
def _english():
    catalogue.use_language("en")


def answer(verdict: Verdict, **more: object) -> Answer:
    accepted = verdict in (Verdict.ADMITTED, Verdict.ADMITTED_UNLISTED, Verdict.LEFT) or bool(more.get("overridden"))
    direction = Direction.OUT if verdict is Verdict.LEFT else Direction.IN
    return Answer("scan", verdict, accepted, direction, "S1", AT, "1", person=PERSON, **more)


def shown(verdict: Verdict, attendee: Attendee | None = None, **more: object):
    return shown_answer(answer(verdict, **more), PROGRAMME, SEOUL, attendee)


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_has_a_word_a_symbol_and_a_time_after_which_it_clears(verdict: Verdict):
    result = shown(verdict, previous=Previous(AT - timedelta(seconds=3), "2", "S1", Verdict.ADMITTED))
    # Who goes out a second time has left already, and was not absent.
    assert result.word == ("Left already" if verdict is Verdict.NOT_IN else terms.headline(verdict))
    assert SECONDS_SHOWN[result.kind] > 0
    assert result.spoken.startswith(result.word)


@pytest.mark.parametrize("verdict", sorted(OVERRIDABLE))
def test_a_refusal_that_may_be_overruled_says_how(verdict: Verdict):
    how = "Hand out anyway: F9" if verdict in OF_HANDOUTS else "Admit anyway: F9"
    assert shown(verdict, previous=Previous(AT, "2", "S1", Verdict.ADMITTED)).aside == how


@pytest.mark.parametrize("verdict", sorted(set(Verdict) - OVERRIDABLE - {Verdict.REPEAT}))
def test_what_may_not_be_overruled_does_not_offer_it(verdict: Verdict):
    result = shown(verdict)
    assert "F9" not in result.aside + result.message


def test_the_three_kinds_have_three_shapes_and_an_exit_its_own():
    symbols = [shown(v).symbol for v in (Verdict.ADMITTED, Verdict.FULL, Verdict.UNKNOWN, Verdict.LEFT)]
    assert symbols == [Symbol.TICK, Symbol.ATTENTION, Symbol.CROSS, Symbol.OUT]


def test_a_double_beep_looks_as_the_answer_it_repeats():
    first = Previous(AT, "1", "S1", Verdict.ADMITTED)
    assert shown(Verdict.REPEAT, previous=first).kind is Kind.DONE


def test_an_admission_against_the_rule_is_marked():
    result = shown(Verdict.FULL, overridden=True)
    assert (result.kind, result.word, result.marked) == (Kind.DONE, "Admitted anyway", True)
    assert not shown(Verdict.ADMITTED).marked


def test_the_end_of_the_phone_number_tells_people_apart_and_the_rest_of_it_stays_private():
    details = shown(Verdict.ADMITTED, Attendee("1", "도재담", phone="010-0000-0937")).details
    assert details.endswith("···0937")
    assert "010" not in details


def test_an_ordinary_admission_says_only_what_is_left_to_do():
    assert shown(Verdict.ADMITTED).message == ""
    assert shown(Verdict.ADMITTED, badge_due=True).message == "Badge not printed yet – F6"


def test_mark_and_needs_are_shown_with_a_sign_and_a_word_each_and_spoken():
    attendee = Attendee("1", "도재담", mark="VIP", needs="휠체어", notes="대표 인사")
    result = shown(Verdict.ADMITTED, attendee)
    assert result.marks == (("star", "VIP"), ("access-needs", "휠체어"))
    assert result.note == "대표 인사"
    assert all(word in result.spoken for word in ("VIP", "휠체어", "대표 인사"))
    assert shown(Verdict.ADMITTED, Attendee("1", "도재담")).marks == ()


def test_whom_an_entry_took_out_of_another_session_is_told_so():
    result = shown(Verdict.ADMITTED, left=("S3",))
    [mark] = result.marks
    assert (mark.picture, mark.text) == ("leave", f"Left {PROGRAMME['S3'].titles['en']} by entering here.")


def test_who_comes_on_one_ticket_is_told_by_number():
    told = shown(Verdict.COMPANION, party=OfParty(2, 3))
    assert [mark.text for mark in told.marks] == ["2 of 3 on this ticket"]
    assert told.word == "Companion checked in"
