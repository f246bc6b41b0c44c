"""Sessions and the event itself changed after they were made."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from kiosk.actions.event import change_details, dates_of, details_of
from kiosk.actions.preparing.demonstration import make_demonstration
from kiosk.actions.preparing.edit_event import change_event
from kiosk.actions.programme.edit_programme import remove_session, save_session
from kiosk.actions.programme.import_programme import import_programme, plan_programme
from kiosk.core.certificate import Rule
from kiosk.core.programme import Admission, Session, Tracking
from kiosk.errors import KioskError
from tests.making import DEMO, SEOUL, Desk, add_people, examined, moment, new_event


@pytest.fixture
def records(tmp_path: Path):
    opened = new_event(tmp_path)
    yield opened
    opened.close()


def typed(hour: int, minute: int) -> datetime:
    """A moment of the day as a person types it: in the event's time zone, without saying so."""
    return datetime(2024, 2, 28, hour, minute)  # noqa: DTZ001


def cells(**changed: object) -> dict[str, object]:
    return {
        "code": "N", "title_ko": "새 세션", "title_en": "", "kind": "forum", "room": "Hall", "starts_at": typed(14, 30),
        "ends_at": typed(15, 30), "capacity": 30, "admission": "category:산; 관", "tracking": "entry_exit",
        "counts": "no", "opens_before": 10, "closes_after": 5, "minimum_share": "80%",
    } | changed  # fmt: skip


def test_a_session_is_made_from_what_was_typed(records) -> None:
    assert save_session(records, cells()) == records.programme.sessions()["N"] == Session(
        "N", {"ko": "새 세션"}, "forum", "Hall", moment("14:30"), moment("15:30"), 30, Admission.CATEGORY,
        ("산", "관"), Tracking.ENTRY_EXIT, False, 10, 5, 0.8,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"code": "p"}, "programme.code_taken"),
        ({"code": ""}, "programme.no_code"),
        ({"code": "A;B"}, "programme.bad_code"),
        ({"title_ko": ""}, "programme.no_title"),
        ({"ends_at": typed(14, 30)}, "programme.ends_before_start"),
        ({"admission": "category:"}, "programme.bad_admission"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_stored(records, changed, code: str) -> None:
    before = records.journal.length()
    with pytest.raises(KioskError) as trouble:
        save_session(records, cells(**changed))
    assert (trouble.value.code, records.journal.length()) == (code, before)


def test_an_edited_session_keeps_its_code_and_an_unchanged_one_stores_nothing(records) -> None:
    save_session(records, cells())
    before = records.journal.length()
    save_session(records, cells(), known="N")
    assert records.journal.length() == before
    save_session(records, cells(room="Annex"), known="N")
    assert (records.programme.sessions()["N"].room, records.journal.length()) == ("Annex", before + 1)
    with pytest.raises(KioskError, match=r"scan\.unknown_session"):
        save_session(records, cells(code="Z"), known="Z")


def test_a_session_people_were_admitted_to_is_removed_only_when_said_twice_and_its_scans_come_back_with_it(
    records, tmp_path: Path
) -> None:
    (person,) = add_people(records, 1)
    Desk(records).scan(person.ticket_code, "10:40", "in", session="F")
    forum = records.programme.sessions()["F"]
    with pytest.raises(KioskError) as trouble:
        remove_session(records, "F")
    assert (trouble.value.code, trouble.value.details["count"]) == ("programme.has_scans", 1)
    remove_session(records, "F", even_scanned=True)
    assert "F" not in records.programme.sessions()
    assert records.scans.counts().get("F", [0, 0]) == [0, 0]
    assert len(list(records.scans.all())) == 1
    hours = {"starts_at": typed(10, 30), "ends_at": typed(12, 0)}
    save_session(records, cells(code="F", title_ko=forum.titles["ko"], **hours))
    assert records.scans.counts()["F"] == [1, 1]
    records.close()
    assert examined(tmp_path / "day.kiosk").sound


def test_a_removed_session_leaves_the_rule_and_its_meetings_with_it(tmp_path: Path) -> None:
    records = make_demonstration(tmp_path / "workshop.kiosk", as_planned=True)
    change_details(records, replace(details_of(records), rule=Rule(1, 0.5, ("S4", "S5"))))
    assert len(records.programme.meetings()) == 9
    remove_session(records, "S5")
    assert (details_of(records).rule, records.programme.meetings()) == (Rule(1, 0.5, ("S4",)), [])
    import_programme(records, plan_programme(records, DEMO / "programme.csv"))
    assert "S5" in records.programme.sessions()
    records.close()


def test_days_that_are_announced_are_the_days_of_the_event(records) -> None:
    assert [at.date() for at in dates_of(records)] == [date(2024, 2, 28)] * 2
    announced = replace(details_of(records), first_day=date(2024, 2, 27), last_day=date(2024, 2, 28))
    change_event(records, announced)
    assert [at.date() for at in dates_of(records)] == [date(2024, 2, 27), date(2024, 2, 28)]
    assert details_of(records) == announced
    with pytest.raises(KioskError, match=r"event\.days_reversed"):
        change_event(records, replace(announced, last_day=date(2024, 2, 26)))
    with pytest.raises(KioskError, match=r"event\.no_name"):
        change_event(records, replace(announced, names={"ko": " "}))


def test_sessions_and_meetings_move_along_with_the_first_day_when_that_is_wanted(tmp_path: Path) -> None:
    records = make_demonstration(tmp_path / "workshop.kiosk", as_planned=True)
    session, meeting = records.programme.sessions()["S5"], records.programme.meetings()[0]
    later = replace(details_of(records), first_day=date(2024, 3, 5), last_day=date(2024, 3, 6))
    change_event(records, later)
    assert records.programme.sessions()["S5"] == session
    change_event(records, replace(later, first_day=date(2024, 3, 7), last_day=date(2024, 3, 8)), move_sessions=True)
    moved = records.programme.sessions()["S5"].starts_at.astimezone(SEOUL)
    assert (moved.date(), moved.time()) == (date(2024, 3, 1), session.starts_at.astimezone(SEOUL).time())
    assert (records.programme.meetings()[0].starts_at - meeting.starts_at).days == 2
    records.close()


def test_another_time_zone_keeps_the_time_of_day(records) -> None:
    change_event(records, replace(details_of(records), timezone="Europe/Berlin"))
    assert records.programme.sessions()["E"].starts_at.isoformat() == "2024-02-28T09:00:00+00:00"
    with pytest.raises(KioskError, match=r"event\.unknown_timezone"):
        change_event(records, replace(details_of(records), timezone="Mars"))
