"""Calendars as programmes."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.programmes.programme_file import read_programme
from kiosk.errors import KioskError
from kiosk.tables.calendar import read
from kiosk.tables.reading import read_table
from kiosk.words.error_messages import explain
from tests.demonstration import SEOUL


def calendar(*events: str) -> bytes:
    """A calendar with events of these lines."""
    uids = ["" if "UID:" in event else f"UID:{n}@example.com\r\n" for n, event in enumerate(events)]
    bodies = [f"BEGIN:VEVENT\r\n{uids[n]}{event}\r\nEND:VEVENT\r\n" for n, event in enumerate(events)]
    return ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\n" + "".join(bodies) + "END:VCALENDAR\r\n").encode()


FORUM = (
    "SUMMARY:불모포럼\r\nDTSTART;TZID=Asia/Seoul:20240228T100000\r\nDTEND;TZID=Asia/Seoul:20240228T120000\r\n"
    "LOCATION:그랜드볼룸\r\nCATEGORIES:Forum\r\nX-SESSION-CODE:S4"
)
BRIEFING = "SUMMARY:Joint briefing\r\nDTSTART:20240227T043000Z\r\nDURATION:PT90M"


def test_events_become_sessions_in_order_of_time(tmp_path: Path) -> None:
    path = tmp_path / "programme.ics"
    path.write_bytes(calendar(FORUM, BRIEFING))
    briefing, forum = read_programme(read_table(path).rows, SEOUL).sessions
    assert (forum.code, forum.titles, forum.kind, forum.room) == ("S4", {"ko": "불모포럼"}, "forum", "그랜드볼룸")
    assert forum.starts_at == datetime(2024, 2, 28, 1, 0, tzinfo=UTC)
    assert (briefing.code, briefing.titles) == ("1", {"en": "Joint briefing"})
    assert briefing.ends_at == datetime(2024, 2, 27, 6, 0, tzinfo=UTC)


def test_a_session_keeps_its_code_when_another_comes_before_it() -> None:
    late = "SUMMARY:b\r\nDTSTART:20240228T043000Z\r\nDURATION:PT90M\r\nUID:0123456789-0123456789@example.com"
    early = "SUMMARY:a\r\nDTSTART:20240227T043000Z\r\nDURATION:PT90M\r\nUID:9876543210-9876543210@example.com"
    (alone,) = [row[0] for row in read(calendar(late)).rows[1:]]
    first, second = [row[0] for row in read(calendar(late, early)).rows[1:]]
    assert second == alone != first and len(alone) <= 16


def test_times_without_a_zone_are_those_of_the_event() -> None:
    rows = read(calendar("SUMMARY:a\r\nDTSTART:20240227T133000\r\nDTEND:20240227T150000")).rows
    (session,) = read_programme(rows, SEOUL).sessions
    assert session.starts_at == datetime(2024, 2, 27, 4, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("event", "asked"),
    [
        ("SUMMARY:a\r\nDTSTART:20240227T133000\r\nDTEND:20240227T150000\r\nRRULE:FREQ=DAILY", "endless"),
        ("SUMMARY:a\r\nDTSTART;VALUE=DATE:20240227\r\nDTEND;VALUE=DATE:20240228", "whole_day"),
        ("SUMMARY:a\r\nDTSTART:20240227T133000", "no_end"),
        ("SUMMARY:a\r\nDTSTART:20240227T133000\r\nDTEND:20240227T133000", "no_end"),
    ],
)
def test_what_only_a_person_can_answer_is_asked_by_its_title(event: str, asked: str) -> None:
    reading = read_programme(read(calendar(event)).rows, SEOUL)
    assert [(question.kind, question.who) for question in reading.questions] == [(asked, "a")]
    assert reading.sessions == ()


@pytest.mark.parametrize("times", ["", "\r\nDTSTART:gestern\r\nDTEND:20240227T150000"])
def test_an_event_without_times_is_told_and_the_others_are_read(times: str) -> None:
    reading = read_programme(read(calendar(f"SUMMARY:a{times}", FORUM)).rows, SEOUL)
    assert [(fault.code, fault.details["title"]) for fault in reading.rejected] == [("programme.no_times", "a")]
    assert [session.code for session in reading.sessions] == ["S4"]


@pytest.mark.parametrize(
    ("data", "code"), [(calendar(), "tables.empty"), (calendar(FORUM)[:-20], "tables.broken_calendar")]
)
def test_a_calendar_without_events_or_end_is_told(data: bytes, code: str) -> None:
    with pytest.raises(KioskError) as caught:
        read(data)
    assert caught.value.code == code


LINES = st.sampled_from(
    """BEGIN:VEVENT END:VEVENT BEGIN:VTIMEZONE END:VTIMEZONE DTSTART:20240227T133000 DTEND:x DURATION:PT1H DURATION:-P1D
    SUMMARY:a TZID:x CATEGORIES:, END:VCALENDAR 가:나 : =""".split()
)


@given(st.lists(LINES))
def test_no_strange_calendar_causes_more_than_a_sentence(lines: list[str]) -> None:
    try:
        read("\r\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR"]).encode())
    except KioskError as error:
        assert explain(error.code, {"file": "a.ics", **error.details})


@pytest.mark.parametrize("zone", ["Nowhere/Land", "KST"])
@pytest.mark.parametrize("name", ["DTSTART", "DTEND"])
def test_a_zone_nobody_knows_is_named(zone: str, name: str) -> None:
    event = FORUM.replace(f"{name};TZID=Asia/Seoul", f"{name};TZID={zone}")
    (fault,) = read_programme(read(calendar(event)).rows, SEOUL).rejected
    assert (fault.code, fault.details["title"], fault.details["zone"]) == ("programme.unknown_zone", "불모포럼", zone)


def test_a_zone_by_the_name_windows_gives_it_is_known() -> None:
    assert read(calendar(FORUM.replace("Asia/Seoul", "Korea Standard Time"))).rows == read(calendar(FORUM)).rows


def test_no_code_has_a_sign_that_stands_between_codes() -> None:
    (code,) = [row[0] for row in read(calendar(BRIEFING + "\r\nUID:a\\,b@example.com")).rows[1:]]
    assert code.isalnum()
