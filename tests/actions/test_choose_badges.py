"""Whose badges are printed the evening before, and in which order they come out."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.actions.papers.choose_badges import changed_since, choose_badges, groups
from kiosk.actions.papers.print_documents import Batch, choose_attendees, note_badges
from kiosk.actions.people.manage_roster import add_attendee, edit_attendee, set_status
from kiosk.actions.preparing.demonstration import make_demonstration
from kiosk.actions.programme.import_meetings import import_meetings, plan_meetings
from kiosk.core.roster import Attendee, Status
from kiosk.errors import KioskError
from kiosk.store.records import Records
from printing.documents import Findings
from tests import making

PEOPLE = (
    ("하윤서", "㈜누리랩", "산"),
    ("강다온", "가람대학교", "학"),
    ("문가람", "㈜누리랩", "산"),
    ("도재담", "", "관"),
)


@pytest.fixture
def people(event: Records) -> dict[str, Attendee]:
    fields = ("name", "affiliation", "category")
    return {person[0]: add_attendee(event, dict(zip(fields, person, strict=True))) for person in PEOPLE}


def names(people: list[Attendee]) -> list[str]:
    return [person.name for person in people]


def made(records: Records, *people: Attendee) -> None:
    note_badges(records, Batch((), people, Findings(())))


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("roster", ["하윤서", "강다온", "문가람", "도재담"]),
        ("name", ["강다온", "도재담", "문가람", "하윤서"]),
        ("affiliation", ["강다온", "문가람", "하윤서", "도재담"]),
        ("category", ["도재담", "문가람", "하윤서", "강다온"]),
    ],
)
def test_badges_come_out_as_the_envelopes_lie(
    event: Records, people: dict[str, Attendee], sort: str, expected: list[str]
):
    assert names(choose_badges(event, sort=sort)) == expected


def test_badges_are_printed_for_one_category_or_organisation(event: Records, people: dict[str, Attendee]):
    assert names(choose_badges(event, categories=["산"], sort="name")) == ["문가람", "하윤서"]
    assert names(choose_badges(event, affiliations=["가람대학교", ""])) == ["강다온", "도재담"]
    assert groups(event) == (["산", "학", "관"], ["가람대학교", "㈜누리랩"], [])


def test_only_what_is_not_printed_or_has_changed_since(event: Records, people: dict[str, Attendee]):
    made(event, people["하윤서"], people["강다온"], people["문가람"])
    assert names(choose_badges(event, ["unprinted"])) == ["도재담"]
    assert choose_badges(event, ["changed"]) == []
    edit_attendee(event, people["강다온"].id, {"affiliation": "다온대학교"})
    edit_attendee(event, people["문가람"].id, {"phone": "010-0000-0000"})
    assert names(choose_badges(event, ["changed"])) == ["강다온"], "a telephone number is on no badge"
    assert names(choose_badges(event, ["unprinted", "changed"])) == ["강다온", "도재담"]
    made(event, choose_badges(event, ["changed"])[0])
    assert changed_since(event, event.people.all()) == set()


def test_people_are_named_one_by_one_too_and_cancelled_ones_only_so(event: Records, people: dict[str, Attendee]):
    set_status(event, people["도재담"].id, Status.CANCELLED, reason="불참")
    assert "도재담" not in names(choose_badges(event))
    assert names(choose_badges(event, [people["도재담"].id])) == ["도재담"]
    with pytest.raises(KioskError, match=r"attendee\.unknown"):
        choose_badges(event, ["nobody"])
    with pytest.raises(KioskError, match=r"print\.unknown_sort"):
        choose_badges(event, sort="height")


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.BLOCKED, Status.WAITING])
@pytest.mark.parametrize("words", [["all"], ["unprinted"]])
@pytest.mark.parametrize("choose", [choose_badges, choose_attendees])
def test_whose_registration_does_not_stand_is_on_no_batch(
    event: Records, people: dict[str, Attendee], choose: Callable, words: list[str], status: Status
):
    everybody = names(choose(event, words))
    set_status(event, people["도재담"].id, status, reason="불참")
    assert names(choose(event, words)) == [name for name in everybody if name != "도재담"]
    assert len(everybody) == len(people)


def test_badges_are_sorted_by_the_table_of_the_first_meeting(tmp_path: Path):
    records = make_demonstration(tmp_path / "workshop.kiosk", as_planned=True)
    if not records.programme.meetings():
        import_meetings(records, plan_meetings(records, making.DEMO / "partnering.xlsx"))
    tables = groups(records)[2]
    assert len(tables) == 3
    first = choose_badges(records, tables=[tables[0]])
    by_table = choose_badges(records, sort="table")
    assert first
    assert {person.id for person in by_table[: len(first)]} == {person.id for person in first}
    assert len(by_table) == 84
    records.close()
