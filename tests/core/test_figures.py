"""The census, counted by hand and by the program."""

import json
from dataclasses import fields, replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core import attendance
from kiosk.core.attendance import AttendanceStatus
from kiosk.core.census import census
from kiosk.core.certificate import Rule, Shortfall
from kiosk.core.figures import (
    Census,
    Counted,
    Figures,
    Presence,
    category_order,
    is_running,
    mean,
    percent,
    sector_of,
)
from kiosk.core.kept_figures import census_from, is_kept, payload_of
from kiosk.core.programme import Admission
from kiosk.core.programmes.partnering import Meeting, Result
from kiosk.core.roster import Attendee, Status, may_enter
from tests.making import BRIEFING, FORUM, PARTNERING, REGISTRATION, SEOUL, moment, movement, person, programme, session
from tests.making import DAY as TODAY

PROGRAMME = programme(REGISTRATION, BRIEFING, FORUM, PARTNERING)


def someone(number: int, **fields) -> Attendee:
    return person(id=f"{number:013d}", name=f"사람{number}", **fields)


def counted(who: Attendee, *movements, of=PROGRAMME, listed: bool = True) -> Counted:
    """A person with what their movements amount to, as the store folds them."""
    stays = attendance.stays(movements, of)
    presences = []
    for code in dict.fromkeys(stay.session for stay in stays):
        one = attendance.attendance(of[code], stays)
        is_open = [stay for stay in stays if stay.session == code][-1].exit is None
        first, last = (moment and int(moment.timestamp()) for moment in (one.first_in, one.last_out))
        presences.append(Presence(code, one.status, one.minutes, is_open, first or 0, last))
    return Counted(who, presences, listed)


def census_of(*people: Counted, at: str = "23:00", of=PROGRAMME, **more) -> Census:
    return census(people, of, more.pop("rule", Rule(1)), at=moment(at), zone=SEOUL, **more)


def of_session(figures: Census, code: str) -> Figures:
    return next(one.whole for one in figures.sessions if one.session.code == code)


def test_people_sessions_and_categories_are_counted() -> None:
    figures = census_of(
        counted(someone(1), movement("09:10", "R"), movement("10:00", "E")),
        counted(someone(2, category="학"), movement("10:30", "F"), movement("11:00", "F", "out")),
        counted(someone(3, category="학")),
        counted(someone(4, status=Status.CANCELLED), movement("10:00", "E")),
    )
    assert figures.whole == Figures(registered=3, expected=3, of_expected=2, beside=1, present=3, minutes=150)
    told = {one.session.code: (one.whole.expected, one.whole.of_expected, one.whole.beside, one.whole.absent,
                               one.whole.average_minutes) for one in figures.sessions}  # fmt: skip
    assert told == {"R": (3, 1, 0, 2, 0.0), "E": (3, 1, 1, 2, 60.0), "F": (3, 1, 0, 2, 30.0), "P": (0, 0, 0, 0, 0.0)}
    assert {name: (one.expected, one.of_expected, one.beside) for name, one in figures.categories.items()} == {
        "산": (1, 1, 1), "학": (2, 1, 0),
    }  # fmt: skip
    assert list(figures.days) == [date(2024, 2, 28)]


def test_somebody_let_in_beside_the_list_hides_nobody_who_did_not_come() -> None:
    """Two on the list, one of them comes, two others are let in: one is absent (it was 0)."""
    by_list = replace(BRIEFING, admission=Admission.REGISTERED)
    figures = census_of(
        counted(someone(1, sessions=("E",)), movement("10:00", "E")),
        counted(someone(2, sessions=("E",))),
        counted(someone(3), movement("10:00", "E")),
        counted(Attendee("9" * 13, ""), movement("10:00", "E"), listed=False),
        of=programme(by_list),
    )
    briefing = of_session(figures, "E")
    assert (briefing.expected, briefing.came, briefing.of_expected, briefing.beside) == (2, 3, 1, 2)
    assert (briefing.absent, briefing.share) == (1, 50)


def test_who_was_there_for_no_whole_minute_is_absent_but_not_at_a_registration() -> None:
    figures = census_of(
        counted(someone(1), movement("17:59:30", "R"), movement("10:30", "F"), movement("10:30:59", "F", "out")),
        counted(someone(2), movement("10:30", "F"), movement("10:31", "F", "out")),
    )
    assert (of_session(figures, "R").came, of_session(figures, "F").came, of_session(figures, "F").minutes) == (1, 1, 1)
    assert figures.shortfalls == {Shortfall.ABSENT: 1}


def test_a_short_stay_is_in_part_and_counts_as_having_come() -> None:
    strict = programme(replace(FORUM, minimum_share=0.5))
    figures = census_of(
        counted(someone(1), movement("10:30", "F"), movement("10:50", "F", "out"), of=strict), of=strict
    )
    forum = of_session(figures, "F")
    assert (forum.present, forum.partial, forum.came, forum.average_minutes) == (0, 1, 1, 20.0)


@pytest.mark.parametrize(("at", "inside"), [
    ("10:09", 0),   # before the door opens (20 minutes before)
    ("10:10", 1), ("11:00", 1), ("11:59:59", 1),
    ("12:00", 0), ("12:15", 0), ("23:00", 0),  # the session is over, whoever went without a scan
])  # fmt: skip
def test_inside_now_is_who_is_in_a_session_that_runs(at: str, inside: int) -> None:
    figures = census_of(counted(someone(1), movement("10:10", "F")), at=at)
    assert (of_session(figures, "F").inside, figures.whole.inside) == (inside, inside)


def test_a_registration_holds_nobody() -> None:
    figures = census_of(counted(someone(1), movement("09:10", "R")), at="09:30")
    assert (of_session(figures, "R").came, of_session(figures, "R").inside, figures.whole.inside) == (1, 0, 0)
    assert not is_running(REGISTRATION, moment("09:30"))


def test_minutes_are_put_together_by_hours_begun_and_shortfalls_by_their_first_reason() -> None:
    figures = census_of(
        counted(someone(1)),
        counted(someone(2), movement("10:00", "E")),
        counted(someone(3), movement("10:00", "E"), movement("11:00", "F")),
        counted(someone(4, status=Status.BLOCKED)),
    )
    assert figures.spent == {0: 1, 1: 1, 2: 1}
    assert figures.shortfalls == {Shortfall.ABSENT: 1, Shortfall.BLOCKED: 1}


def test_a_certificate_that_is_no_longer_earned_makes_no_share_above_the_whole() -> None:
    one, two = someone(1), someone(2, status=Status.CANCELLED)
    figures = census_of(
        counted(one, movement("10:00", "E")), counted(two, movement("10:00", "E")), counted(someone(3)),
        holders={one.id, two.id, someone(3).id},
    )  # fmt: skip
    assert (figures.certificates.holders, figures.certificates.earned, figures.certificates.lapsed) == (3, 1, 2)


def test_certificates_are_counted_by_category_and_add_up() -> None:
    one, two, three = someone(1), someone(2, category="학", status=Status.CANCELLED), someone(3, category="학")
    figures = census_of(
        *(counted(who, movement("10:00", "E")) for who in (one, two, three)),
        holders={one.id, two.id, "of nobody here"},
    )  # fmt: skip
    told = {name: (one.holders, one.earned, one.entitled, one.lapsed) for name, one in figures.certificates_of.items()}
    assert told == {"산": (1, 1, 1, 0), "학": (1, 0, 1, 1), "": (1, 0, 0, 1)}
    assert (figures.certificates.holders, figures.certificates.earned, figures.certificates.entitled) == (3, 1, 2)


def test_people_arrive_once_a_day_in_the_quarter_of_their_first_entry() -> None:
    figures = census_of(
        counted(someone(1), movement("09:14:59", "R"), movement("10:00", "E")),
        counted(someone(2), movement("09:15", "R")),
        counted(someone(3), movement("10:31", "F"), movement("10:31:30", "F", "out")),  # no whole minute: did not come
    )
    (quarters,) = figures.arrivals.values()
    assert {f"{at:%H:%M}": count for at, count in quarters.items()} == {"09:00": 1, "09:15": 1}


@pytest.mark.parametrize(("moves", "most"), [
    ([("10:30", "10:40"), ("10:40", "10:50")], 1),  # one leaves as the next one comes
    ([("10:30", "10:41"), ("10:40", "10:50")], 2),
    ([("10:15", "11:50"), ("11:00", "12:10"), ("11:49:59", "11:55")], 3),  # clipped to the session's hours
    ([], 0),
])  # fmt: skip
def test_the_fullest_moment_of_a_room_is_counted(moves: list[tuple[str, str]], most: int) -> None:
    people = [
        counted(someone(number), movement(came, "F"), movement(left, "F", "out"))
        for number, (came, left) in enumerate(moves)
    ]
    assert {one.session.code: one.most_inside for one in census_of(*people).sessions}["F"] == most


@pytest.mark.parametrize(
    ("category", "sector"), [("산", "industry"), (" Research ", "research"), ("언론", ""), ("", "")]
)
def test_categories_known_by_many_words_are_of_one_sector(category: str, sector: str) -> None:
    assert sector_of(category) == sector


def test_figures_kept_by_an_earlier_version_are_read_without_what_they_lack() -> None:
    payload = payload_of(census_of(counted(someone(1), movement("10:00", "E"))))
    earlier = {name: value for name, value in payload.items() if name not in ("arrivals", "certificates_of")}
    earlier["sessions"] = [{k: v for k, v in one.items() if k != "most_inside"} for one in payload["sessions"]]
    earlier["certificates"] = {"holders": 0, "earned": 0}
    back = census_from(earlier, PROGRAMME, datetime.now(SEOUL))
    assert (back.arrivals, back.certificates_of, back.sessions[0].most_inside) == ({}, {}, None)


def test_one_company_is_one_organisation_however_it_is_written() -> None:
    names = ("㈜누리랩", "(주) 누리랩", "누리랩 주식회사", "다른 곳")
    people = [counted(someone(n, affiliation=name), movement("10:00", "E")) for n, name in enumerate(names)]
    assert {name: one.came for name, one in census_of(*people).organisations.items()} == {"㈜누리랩": 3, "다른 곳": 1}


@pytest.mark.parametrize(("given_", "ordered"), [
    (["관", "산", "연", "학"], ["산", "학", "연", "관"]),
    (["", "학계", "언론", "산업계"], ["산업계", "학계", "언론", ""]),
    (["Government", "Industry", "Press", "Academia"], ["Industry", "Academia", "Government", "Press"]),
])  # fmt: skip
def test_categories_stand_in_the_order_of_the_event(given_: list[str], ordered: list[str]) -> None:
    assert category_order(given_) == ordered


@pytest.mark.parametrize(("part", "whole", "told"), [(1, 8, 13), (1, 3, 33), (2, 3, 67), (1, 200, 1), (0, 0, 0)])
def test_shares_are_rounded_half_up(part: int, whole: int, told: int) -> None:
    assert percent(part, whole) == told


@pytest.mark.parametrize(("total", "count", "told"), [(1, 4, 0.3), (5, 20, 0.3), (1, 3, 0.3), (90, 1, 90.0), (7, 0, 0)])
def test_means_are_rounded_half_up_to_one_decimal(total: int, count: int, told: float) -> None:
    assert mean(total, count) == told


# --- whatever happens ---

CODES = ("R", "E", "F", "P")
ANYBODY = st.builds(
    lambda number, status, category, sessions, affiliation: someone(
        number, status=status, category=category, sessions=tuple(sorted(sessions)), affiliation=affiliation
    ),
    st.integers(0, 99), st.sampled_from(Status), st.sampled_from(["산", "학", "관", ""]),
    st.sets(st.sampled_from(CODES)), st.sampled_from(["가", "나", ""]),
)  # fmt: skip
MOVES = st.lists(
    st.builds(
        lambda minute, code, way: movement(f"{9 + minute // 60:02d}:{minute % 60:02d}:30", code, way),
        st.integers(0, 8 * 60), st.sampled_from(CODES), st.sampled_from(["in", "out"]),
    ),
    max_size=8,
)  # fmt: skip
A_PROGRAMME = st.builds(
    lambda share, admission: programme(
        REGISTRATION, replace(BRIEFING, admission=admission, categories=("학",)), replace(FORUM, minimum_share=share),
        PARTNERING,
    ),
    st.sampled_from([0.0, 0.3, 0.5, 1.0]), st.sampled_from(Admission),
)  # fmt: skip


@given(
    of=A_PROGRAMME,
    people=st.lists(st.tuples(ANYBODY, MOVES, st.booleans()), max_size=12),
    clock=st.sampled_from(["09:30", "10:45", "11:30", "15:00", "20:00"]),
)
def test_parts_add_up_and_no_share_exceeds_the_whole(of, people, clock: str) -> None:
    crowd = [counted(who, *moves, of=of, listed=listed) for who, moves, listed in people]
    figures = census_of(*crowd, of=of, at=clock)
    groups = [figures.whole, *figures.categories.values(), *figures.days.values(), *figures.organisations.values()]
    groups += [group for one in figures.sessions for group in (one.whole, *one.categories.values())]
    for group in groups:
        assert group.came == group.present + group.partial == group.of_expected + group.beside
        assert 0 <= group.of_expected <= group.expected <= group.registered
        assert group.absent >= 0
        assert 0 <= group.share <= 100
        assert group.inside <= len(crowd)
    for one in figures.sessions:
        assert one.whole == _sum(one.categories.values())
        without = [c for c in crowd if c.listed and c.person.is_registered and may_enter(c.person, one.session)
                   and not _came(c, one.session.code)]  # fmt: skip
        assert one.whole.absent == len(without), "absent are the expected people without a stay"
        assert one.whole.minutes == sum(p.minutes for c in crowd for p in c.presences if p.session == one.session.code)
        assert (one.most_inside is None) == (one.session.kind == "registration")
        assert (one.most_inside or 0) <= one.whole.came
    for day, group in figures.days.items():
        assert sum(figures.arrivals[day].values()) == group.came, "everybody who came that day arrived once"
    assert figures.whole == _sum(figures.categories.values()) == _sum(figures.organisations.values())
    assert figures.whole.minutes == sum(one.whole.minutes for one in figures.sessions)


@given(of=A_PROGRAMME, people=st.lists(st.tuples(ANYBODY, MOVES, st.booleans()), max_size=6))
def test_kept_figures_are_read_as_they_were(of, people) -> None:
    figures = census_of(*(counted(who, *moves, of=of, listed=listed) for who, moves, listed in people), of=of)
    payload = json.loads(json.dumps(payload_of(figures)))
    assert is_kept(payload)
    back = census_from(payload, of, datetime.now(SEOUL))
    assert replace(back, kept_since=None) == replace(figures, organisations={})


@pytest.mark.parametrize("payload", [[], None, {}, {"whole": 3}, payload_of(census_of()) | {"sessions": [{}]},
                                     payload_of(census_of()) | {"days": {"x": {}}}])  # fmt: skip
def test_what_is_no_figures_is_not_taken_for_some(payload: object) -> None:
    assert not is_kept(payload)


def test_meetings_are_counted_by_result() -> None:
    results = (Result.MATCHED, Result.MATCHED, Result.NO_SHOW, Result.PLANNED)
    meetings = [
        Meeting(f"P/{number}", "P", "1", moment("11:00"), moment("11:20"), "누리랩", "한빛", result=result)
        for number, result in enumerate(results)
    ]
    figures = census_of(counted(someone(1)), meetings=meetings)
    assert (figures.meetings[Result.MATCHED], figures.meetings_in_all) == (2, 4)


def test_a_session_over_midnight_is_of_the_day_it_begins() -> None:
    night = replace(session("N", "22:00-23:00"), ends_at=moment("23:00") + (moment("03:00") - moment("00:00")))
    figures = census_of(counted(someone(1), movement("22:30", "N"), of=programme(night)), of=programme(night))
    assert {day: one.minutes for day, one in figures.days.items()} == {TODAY.date(): 210}


def _came(one: Counted, code: str) -> bool:
    return any(p.session == code and p.status is not AttendanceStatus.ABSENT for p in one.presences)


def _sum(groups) -> Figures:
    groups = list(groups)
    names = [each.name for each in fields(Figures)]
    return Figures(**{name: sum(getattr(one, name) for one in groups) for name in names})
