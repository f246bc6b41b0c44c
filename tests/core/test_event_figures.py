"""An event in figures, counted by hand and by the program."""

from dataclasses import replace

from kiosk.core import attendance
from kiosk.core.certificate import Rule, Shortfall, entitlement
from kiosk.core.event_figures import figures_of
from kiosk.core.partnering import Meeting, Result
from kiosk.core.roster import Status
from tests.making import BRIEFING, FORUM, PARTNERING, REGISTRATION, moment, movement, person, programme

DAY = programme(REGISTRATION, BRIEFING, FORUM, PARTNERING)


def of(*people, certificates: int = 0, meetings=()):
    """The figures of people given with their movements."""
    attended = []
    for one, movements in people:
        stays = attendance.stays(movements, DAY)
        attended.append((one, [attendance.attendance(session, stays) for session in DAY.values()]))
    claims = [entitlement(one, own, DAY, Rule(1)) for one, own in attended]
    return figures_of(attended, DAY, claims, certificates, meetings)


def someone(number: int, **fields):
    return person(id=f"{number:013d}", name=f"사람{number}", **fields)


def test_people_sessions_and_categories_are_counted() -> None:
    figures = of(
        (someone(1), [movement("09:10", "R"), movement("10:00", "E")]),
        (someone(2, category="학"), [movement("10:30", "F"), movement("11:00", "F", "out")]),
        (someone(3, category="학"), []),
        (someone(4, status=Status.CANCELLED), [movement("10:00", "E")]),
    )
    assert (figures.registered, figures.came, figures.others) == (3, 2, 1)
    told = {one.session.code: (one.expected, one.present, one.partial, one.minutes) for one in figures.sessions}
    assert told == {"R": (3, 1, 0, 0.0), "E": (3, 2, 0, 60.0), "F": (3, 1, 0, 30.0), "P": (0, 0, 0, 0.0)}
    assert [(share.name, share.expected, share.came) for share in figures.categories] == [("산", 1, 1), ("학", 2, 1)]


def test_a_short_stay_is_in_part_and_counts_as_having_come() -> None:
    strict = programme(replace(FORUM, minimum_share=0.5))
    stays = attendance.stays([movement("10:30", "F"), movement("10:50", "F", "out")], strict)
    own = [attendance.attendance(strict["F"], stays)]
    (forum,) = figures_of([(someone(1), own)], strict, [], 0).sessions
    assert (forum.present, forum.partial, forum.came, forum.minutes) == (0, 1, 1, 20.0)


def test_minutes_are_put_together_by_hours_begun_and_shortfalls_by_their_first_reason() -> None:
    figures = of(
        (someone(1), []),
        (someone(2), [movement("10:00", "E")]),
        (someone(3), [movement("10:00", "E"), movement("11:00", "F")]),
        (someone(4, status=Status.BLOCKED), []),
        certificates=2,
    )
    assert figures.minutes == {0: 2, 1: 1, 2: 1}
    assert figures.shortfalls == {Shortfall.ABSENT: 1, Shortfall.BLOCKED: 1}
    assert figures.certificates == 2


def test_only_meetings_that_matched_are_matched_tasks() -> None:
    one = Meeting("P-1", "P", "T1", moment("11:00"), moment("11:30"), "가", "나")
    meetings = [replace(one, id=f"P-{result}", result=result) for result in Result]
    assert of(meetings=meetings).matched == 1


def test_an_event_of_nobody_has_figures_too() -> None:
    figures = of()
    assert (figures.registered, figures.came, figures.categories, dict(figures.minutes)) == (0, 0, (), {})
