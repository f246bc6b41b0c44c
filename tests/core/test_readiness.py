"""What the evening before finds, judged from plain values."""

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.core.certificate import Rule
from kiosk.core.programme import Admission
from kiosk.core.readiness import (
    LEAST_FREE,
    TIGHT_FREE,
    Line,
    State,
    clock_lines,
    desk_lines,
    disk_line,
    programme_lines,
    roster_lines,
    rule_lines,
    scanner_line,
    worst,
)
from tests.making import A_DAY, PARTNERING, SEOUL, moment, person, programme, session

DAYS = (date(2024, 2, 28), date(2024, 2, 28))
NOON = moment("12:00")


def codes(lines: list[Line]) -> list[tuple[str, str]]:
    return [(line.code, line.state) for line in lines]


def people(count: int, **fields) -> list:
    return [person(id=f"{n:013d}", name=f"사람{n}", ticket_code=f"C{n}", **fields) for n in range(1, count + 1)]


def test_a_programme_is_ready_when_every_session_has_its_room_to_itself() -> None:
    assert codes(programme_lines(A_DAY)) == [("ready.programme", "ready")]
    assert codes(programme_lines([])) == [("ready.no_programme", "trouble")]
    (line,) = programme_lines([session("A", "10:00-11:00"), session("B", "10:30-12:00")])
    assert (line.code, line.details["room"], line.place) == ("ready.double_booking", "Hall", "programme")


def test_a_roster_is_ready_when_all_have_a_code_and_a_category() -> None:
    everybody = people(3)
    assert codes(roster_lines(everybody, [])) == [("ready.roster", "ready")]
    assert codes(roster_lines([], [])) == [("ready.no_roster", "trouble")]
    assert codes(roster_lines([], [], "2024-03-01 10:00")) == [("ready.erased", "attention")]
    assert codes(rule_lines(Rule(1), [], programme(*A_DAY))) == [("ready.rule_untried", "attention")]
    doubled = [*everybody, replace(everybody[0], id="9", name="또")]
    (line,) = roster_lines(doubled, [])
    assert (line.code, line.state, line.details["names"]) == ("ready.double_codes", State.TROUBLE, "사람1, 또")
    (line,) = roster_lines([replace(one, category="") for one in people(7)], [])
    assert (line.code, line.details["count"]) == ("ready.no_category", 7)
    assert line.details["names"].endswith(" …")


@pytest.mark.parametrize(
    ("name", "room", "pinned", "expected"),
    [
        ("gate", "Hall", "", [("ready.desk_in", "ready")]),
        ("", "Hall", "", [("ready.desk_unnamed", "attention")]),
        ("gate", "", "", [("ready.no_room", "attention")]),
        ("gate", "Cellar", "", [("ready.no_room", "attention")]),  # the programme has another room by now
        ("gate", "", "B", [("ready.desk", "ready")]),
        ("gate", "", "gone", [("ready.no_room", "attention")]),
        ("", "", "", [("ready.desk_unnamed", "attention"), ("ready.no_room", "attention")]),
    ],
)
def test_a_desk_is_ready_when_it_knows_its_name_and_where_it_stands(name, room, pinned, expected) -> None:
    two_rooms = {one.code: one for one in (session("A", "10:00-11:00"), session("B", "10:00-11:00", room="Lobby"))}
    assert codes(desk_lines(name, room, pinned, two_rooms)) == expected


def test_one_room_or_none_needs_no_choice() -> None:
    for rooms in (("Hall", "Hall"), ("", ""), ("Hall", "")):
        sessions = {code: session(code, "10:00-11:00", room=room) for code, room in zip("AB", rooms, strict=True)}
        assert codes(desk_lines("gate", "", "", sessions)) == [("ready.desk", "ready")]


def test_a_session_by_list_or_category_that_nobody_may_enter_is_named() -> None:
    closed = session("K", admission=Admission.CATEGORY, categories=("연",))
    lines = roster_lines(people(2), [PARTNERING, closed])
    assert [(line.code, line.details["session"]) for line in lines] == [
        ("ready.empty_list", "P"), ("ready.empty_list", "K"),
    ]  # fmt: skip
    assert codes(roster_lines(people(2, sessions=("P",)), [PARTNERING])) == [("ready.roster", "ready")]


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (Rule(2), "ready.rule"),
        (Rule(3), "ready.rule_for_some"),
        (Rule(4), "ready.rule_for_nobody"),
        (Rule(1, required=("P",)), "ready.rule_for_some"),
        (Rule(1, required=("X",)), "ready.rule_missing"),
    ],
)
def test_the_certificate_rule_is_held_against_what_people_may_enter(rule: Rule, code: str) -> None:
    everybody = [*people(2), *(replace(one, id=f"p{one.id}") for one in people(1, sessions=("P",)))]
    assert [line.code for line in rule_lines(rule, everybody, programme(*A_DAY))] == [code]


def test_the_clock_stands_where_the_event_does() -> None:
    assert codes(clock_lines(NOON, SEOUL, SEOUL, DAYS, NOON)) == [("ready.clock", "ready")]
    berlin = ZoneInfo("Europe/Berlin")
    assert codes(clock_lines(NOON, berlin, SEOUL, DAYS, None)) == [("ready.other_zone", "attention")]
    assert codes(clock_lines(NOON, ZoneInfo("Asia/Tokyo"), SEOUL, DAYS, None)) == [("ready.clock", "ready")]
    month_before = NOON - timedelta(days=30)
    assert codes(clock_lines(month_before, SEOUL, SEOUL, DAYS, None)) == [("ready.far_day", "attention")]
    assert codes(clock_lines(NOON - timedelta(days=13), SEOUL, SEOUL, DAYS, None)) == [("ready.clock", "ready")]


def test_a_clock_behind_what_is_recorded_is_trouble() -> None:
    (line,) = clock_lines(NOON, SEOUL, SEOUL, DAYS, NOON + timedelta(minutes=90))
    assert (line.code, line.state, line.details["then"][-5:]) == ("ready.clock_behind", State.TROUBLE, "13:30")
    assert codes(clock_lines(NOON, SEOUL, SEOUL, DAYS, NOON + timedelta(minutes=1))) == [("ready.clock", "ready")]


def test_a_clock_that_the_hub_has_to_correct_is_to_be_looked_at() -> None:
    slow = timedelta(minutes=-40)
    assert codes(clock_lines(NOON, SEOUL, SEOUL, DAYS, None, slow)) == [("ready.clock_corrected", "attention")]
    assert codes(clock_lines(NOON, SEOUL, SEOUL, DAYS, None, timedelta(seconds=20))) == [("ready.clock", "ready")]


@pytest.mark.parametrize(
    ("free", "why", "state"),
    [
        (TIGHT_FREE, "", State.READY),
        (TIGHT_FREE - 1, "", State.ATTENTION),
        (LEAST_FREE - 1, "", State.TROUBLE),
        (None, "Read-only file system", State.TROUBLE),
    ],
)
def test_a_disk_needs_room_and_has_to_take_a_file(free: int | None, why: str, state: State) -> None:
    assert disk_line(free, why).state is state


def test_a_scanner_has_to_be_tried_and_not_too_long_ago() -> None:
    assert scanner_line(None, NOON).code == "ready.scanner_untried"
    assert scanner_line(NOON - timedelta(minutes=5), NOON).details == {"minutes": 5}
    assert scanner_line(NOON - timedelta(hours=30), NOON).code == "ready.scanner_long_ago"


def test_the_worst_line_is_the_state_of_the_whole() -> None:
    fine, poor = disk_line(TIGHT_FREE, ""), disk_line(TIGHT_FREE - 1, "")
    assert worst([fine]) is State.READY
    assert worst([fine, poor]) is State.ATTENTION
    assert worst([fine, poor, disk_line(0, "")]) is State.TROUBLE
