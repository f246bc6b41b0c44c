"""The door for scripts: what it promises by name, and a small day through it."""

import inspect
from pathlib import Path

import pypdf
import pytest

from kiosk import api
from tests import making

PAGE = Path(__file__).resolve().parents[2] / "docs" / "api.md"


def test_every_promised_name_and_argument_is_on_the_page():
    page = PAGE.read_text(encoding="utf-8")
    missing = [name for name in api.__all__ if f"`{name}" not in page]
    for name, method in inspect.getmembers(api.Event, inspect.isfunction):
        if not name.startswith("_"):
            named = [*inspect.signature(method).parameters][1:]
            missing += [f"{name}({word})" for word in named if f"`{name}(" not in page or word not in page]
    assert missing == []


def test_a_day_through_it(tmp_path: Path):
    making.new_event(tmp_path).close()
    roster = tmp_path / "people.csv"
    roster.write_text("name,affiliation\n김하나,한빛대\n이두리,새솔\n", encoding="utf-8")
    with api.open_event(tmp_path / "day.kiosk", desk="gate") as event:
        assert event.import_people(roster).new == 2
        person = event.people()[0]
        answer = event.check_in(person.ticket_code, session="E", at=making.moment("10:05"))
        assert (answer.verdict, answer.desk) == (api.Verdict.ADMITTED, "gate")
        (came,) = [one for one in event.attendance() if any(each.minutes for each in one.attendances)]
        assert came.attendee.id == person.id
        assert event.figures(making.moment("12:00")).whole.came == 1
        assert event.export(tmp_path / "all.json").stat().st_size > 1000
        assert len(event.badges(tmp_path / "badges.pdf").attendees) == 2
        with pytest.raises(api.KioskError):
            event.badges(tmp_path / "none.pdf", only="unprinted")
        assert event.certificates(tmp_path / "papers.pdf").refused
    assert len(pypdf.PdfReader(tmp_path / "badges.pdf").pages) == 2


def test_trouble_is_one_sentence(tmp_path: Path):
    with pytest.raises(api.KioskError) as trouble, api.open_event(tmp_path / "none.kiosk"):
        pass
    assert api.sentence(trouble.value).endswith(".")
