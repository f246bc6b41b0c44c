"""A programme laid out as a grid."""

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from kiosk.core.programmes.timetable import day_of, days_of, double_bookings
from tests.making import A_DAY, SEOUL, session

DAY = date(2024, 2, 28)


def test_rooms_stand_side_by_side_in_the_order_of_their_first_session() -> None:
    day = day_of(DAY, A_DAY, SEOUL)
    assert day.rooms == ("Lobby", "Hall", "Annex", "Side")
    assert [(block.session.code, block.column, block.begin, block.end) for block in day.blocks] == [
        ("R", 0, 540, 1080), ("E", 1, 600, 660), ("F", 2, 630, 720), ("P", 3, 660, 960),
    ]  # fmt: skip
    assert (day.begin, day.end) == (540, 1080)


def test_sessions_of_one_room_at_one_time_share_its_column_and_later_ones_have_it_alone() -> None:
    day = day_of(DAY, [session("A", "10:00-12:00"), session("B", "11:00-11:30"), session("C", "11:30-13:00"),
                       session("D", "13:00-14:00")], SEOUL)  # fmt: skip
    assert {block.session.code: (block.lane, block.lanes) for block in day.blocks} == {
        "A": (0, 2), "B": (1, 2), "C": (1, 2), "D": (0, 1),
    }  # fmt: skip


def test_double_bookings_are_named_in_pairs_and_a_registration_desk_takes_no_room() -> None:
    first, second = session("A", "10:00-12:00"), session("B", "11:00-13:00")
    after, elsewhere = session("C", "13:00-14:00"), session("D", "11:00-12:00", room="Annex")
    desk = session("R", "09:00-18:00", kind="registration")
    assert double_bookings([desk, first, second, after, elsewhere]) == [(first, second)]


def test_a_session_past_midnight_stands_on_both_days() -> None:
    late = session("N", "22:00-23:00")
    late = replace(late, ends_at=late.ends_at + timedelta(hours=2))
    assert days_of([late], SEOUL) == [date(2024, 2, 28), date(2024, 2, 29)]
    assert [(b.begin, b.end) for b in day_of(date(2024, 2, 28), [late], SEOUL).blocks] == [(1320, 1440)]
    assert [(b.begin, b.end) for b in day_of(date(2024, 2, 29), [late], SEOUL).blocks] == [(0, 60)]


def test_a_session_that_ends_at_midnight_has_one_day() -> None:
    assert days_of([session("M", "22:00-23:59")], SEOUL) == [DAY]


def test_the_days_are_those_of_the_events_time_zone() -> None:
    assert days_of([session("A", "00:30-01:30")], ZoneInfo("UTC")) == [date(2024, 2, 27)]


def test_a_day_without_sessions_is_drawn_from_nine_to_six() -> None:
    day = day_of(DAY, [], SEOUL, rooms=("Hall",))
    assert (day.begin, day.end, day.rooms, day.blocks) == (540, 1080, ("Hall",), ())
