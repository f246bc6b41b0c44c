"""What attendees are told: their own name, few words, and no reason that others could read."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.core.attendance import Direction
from kiosk.core.programme import Session
from kiosk.core.scan import Answer, Person, Previous, Verdict
from kiosk.ui.self_service.greeting import Badge, greeting, lost, start

SEOUL = ZoneInfo("Asia/Seoul")
AT = datetime(2024, 2, 27, 4, 40, tzinfo=UTC)
SESSION = Session(
    "S1", {"ko": "합동설명회", "en": "Joint briefing"}, "session", "그랜드볼룸", AT, AT + timedelta(hours=2)
)
PERSON = Person("p1", "홍길동", "비밀 회사", "산")
ANSWER = Answer("scan", Verdict.ADMITTED, True, Direction.IN, "S1", AT, "1", PERSON, reason="체납")


def said(verdict, **changes):
    answer = replace(ANSWER, verdict=verdict, **changes)
    return greeting(answer, {"S1": SESSION}, SEOUL, changes.pop("language", "ko"))


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("verdict", Verdict)
def test_nothing_is_said_of_affiliation_category_or_reason(verdict, language):
    shown = greeting(replace(ANSWER, verdict=verdict), {"S1": SESSION}, SEOUL, language)
    assert not any(secret in shown.spoken for secret in ("비밀 회사", "산", "체납"))
    assert 1 <= len(shown.title.split()) <= 6, "few words"


REFUSED = [
    Verdict.UNKNOWN, Verdict.OTHER_EVENT, Verdict.FORGED, Verdict.REVOKED, Verdict.CANCELLED, Verdict.BLOCKED,
    Verdict.NOT_CONFIRMED, Verdict.NOT_ELIGIBLE, Verdict.NOT_REGISTERED, Verdict.FULL, Verdict.TOO_LATE,
    Verdict.HOUSE_RULE,
]  # fmt: skip


@pytest.mark.parametrize("verdict", REFUSED)
def test_a_refusal_names_nobody_and_shows_the_way_to_the_staff(verdict):
    shown = said(verdict)
    assert PERSON.name not in shown.spoken
    assert shown.needs_staff
    assert "직원" in shown.line


def test_blocked_cancelled_waiting_and_forged_cannot_be_told_apart_by_others():
    alike = (Verdict.BLOCKED, Verdict.CANCELLED, Verdict.NOT_CONFIRMED, Verdict.FORGED)
    assert len({said(verdict) for verdict in alike}) == 1


def test_who_is_too_early_is_told_when_it_opens():
    assert "13:20" in said(Verdict.TOO_EARLY).line


@pytest.mark.parametrize("badge", [Badge.PRINTING, Badge.READY, Badge.AT_THE_DESK])
def test_the_badge_takes_the_place_of_the_session(badge):
    shown = greeting(ANSWER, {"S1": SESSION}, SEOUL, "en", badge)
    assert "badge" in shown.line
    assert greeting(ANSWER, {"S1": SESSION}, SEOUL, "en").line == "Joint briefing"


def test_a_double_beep_says_what_was_said_first():
    first = Previous(AT, "1", "S1", Verdict.ADMITTED)
    assert said(Verdict.REPEAT, previous=first) == said(Verdict.ADMITTED)


def test_every_word_is_said_in_the_language_asked_for():
    assert greeting(ANSWER, {"S1": SESSION}, SEOUL, "ko").title != greeting(ANSWER, {"S1": SESSION}, SEOUL, "en").title
    assert lost("ko").title != lost("en").title
    assert start(SESSION, "ko").line == "합동설명회"
