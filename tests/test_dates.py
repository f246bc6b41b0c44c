"""Days and hours as documents write them."""

from datetime import date, datetime

import pytest

from kiosk import dates
from tests.making import SEOUL

FIRST, LAST = date(2024, 2, 27), date(2024, 2, 28)
START, END = datetime(2024, 2, 27, 13, 30, tzinfo=SEOUL), datetime(2024, 2, 27, 15, 0, tzinfo=SEOUL)


@pytest.mark.parametrize(("first", "last", "language", "text"), [
    (FIRST, FIRST, "ko", "2024. 2. 27.(화)"),
    (FIRST, FIRST, "en", "27 February 2024"),
    (FIRST, LAST, "ko", "2024. 2. 27.(화) ~ 2. 28.(수)"),
    (FIRST, LAST, "en", "27–28 February 2024"),
    (date(2024, 2, 29), date(2024, 3, 1), "ko", "2024. 2. 29.(목) ~ 3. 1.(금)"),
    (date(2024, 2, 29), date(2024, 3, 1), "en", "29 February – 1 March 2024"),
    (date(2024, 12, 31), date(2025, 1, 1), "ko", "2024. 12. 31.(화) ~ 2025. 1. 1.(수)"),
    (date(2024, 12, 31), date(2025, 1, 1), "en", "31 December 2024 – 1 January 2025"),
    (date(2024, 2, 27), date(2025, 2, 27), "en", "27 February 2024 – 27 February 2025"),
])  # fmt: skip
def test_days_say_once_what_both_ends_share(first: date, last: date, language: str, text: str):
    assert dates.days(first, last, language) == text


def test_two_moments_of_one_day_are_one_day():
    assert dates.days(START, END, "en") == "27 February 2024"


@pytest.mark.parametrize(("language", "text"), [("ko", "2024년 2월 28일"), ("en", "28 February 2024")])
def test_a_certificate_writes_the_day_out(language: str, text: str):
    assert dates.written_day(LAST, language) == text


@pytest.mark.parametrize(("language", "text"), [("ko", "2. 27.(화) 13:30~15:00"), ("en", "27 Feb 13:30–15:00")])
def test_hours_are_of_the_day_and_to_the_minute(language: str, text: str):
    assert dates.hours(START, END, language) == text


@pytest.mark.parametrize(("language", "minutes", "text"), [
    ("ko", 320, "5시간 20분"), ("en", 320, "5 h 20 min"), ("fr", 320, "5 h 20\xa0min"), ("ja", 320, "5 時間 20 分"),
    ("ko", 60, "1시간"), ("en", 60, "1 h"), ("ko", 0, "0분"), ("en", 0, "0 min"),
])  # fmt: skip
def test_a_duration_leaves_out_what_is_nothing(language: str, minutes: int, text: str):
    assert dates.duration(minutes, language) == text


@pytest.mark.parametrize(("start", "end", "korean", "english"), [
    ("2024-05-10T22:00", "2024-05-11T02:00", "5. 10.(금) 22:00 ~ 5. 11.(토) 02:00", "10 May 22:00 – 11 May 02:00"),
    ("2024-05-10T09:00", "2024-05-12T18:00", "5. 10.(금) 09:00 ~ 5. 12.(일) 18:00", "10 May 09:00 – 12 May 18:00"),
    ("2024-05-10T20:00", "2024-05-11T00:00", "5. 10.(금) 20:00~24:00", "10 May 20:00–24:00"),
])  # fmt: skip
def test_a_session_over_days_says_both(start: str, end: str, korean: str, english: str):
    begins, ends = datetime.fromisoformat(start), datetime.fromisoformat(end)
    assert [dates.hours(begins, ends, language) for language in ("ko", "en")] == [korean, english]


@pytest.mark.parametrize(("language", "day", "days", "hours"), [
    ("ja", "2024年2月27日", "2024年2月27日～28日", "2月27日 13:30–15:00"),
    ("fr", "27 février 2024", "27–28 février 2024", "27 févr. 13:30–15:00"),
    ("qps", "27 February 2024", "27–28 February 2024", "27 Feb 13:30–15:00"),
])  # fmt: skip
def test_any_other_language_takes_its_words_from_the_cldr_and_an_unknown_one_english(language, day, days, hours):
    assert (dates.day(FIRST, language), dates.days(FIRST, LAST, language)) == (day, days)
    assert dates.hours(START, END, language) == hours


@pytest.mark.parametrize(("day", "weekday"), list(enumerate("월화수목금토일", start=4)))
def test_weekdays_are_the_calendars(day: int, weekday: str):
    assert dates.day(date(2024, 3, day), "ko") == f"2024. 3. {day}.({weekday})"
