"""``kiosk figures`` and ``kiosk rollcall``: an event as it stands, for people and for scripts."""

import json
from pathlib import Path

import pytest

from kiosk.actions.event import open_event, opened
from tests import making
from tests.cli.calls import Run

AT = "2024-02-28T10:45"


@pytest.fixture
def busy(event: Path) -> Path:
    """Two of three people inside the forum, one scan refused."""
    with opened(open_event(event, desk_id="laptop-1")) as records:
        desk = making.Desk(records)
        for person in records.people.all()[:2]:
            desk.scan(person.ticket_code, "10:32", session="F")
        desk.scan("nonsense", "10:33", session="F")
    return event


def test_figures_as_json_hold_the_board(run: Run, busy: Path) -> None:
    told = json.loads(run("figures", busy, "--at", AT, "--json").out)
    assert (told["expected"], told["came"], told["absent"], told["inside"]) == (3, 2, 1, 2)
    assert told["arrivals"] == [{"at": "2024-02-28T01:33:00Z", "came": 2}]
    assert told["refused"] == [{"verdict": "unknown", "count": 1}]
    assert [desk["desk"] for desk in told["desks"]] == ["desk 1"]
    assert {room["session"] for room in told["rooms"]} >= {"F"}


def test_figures_as_text_say_what_each_part_counts(run: Run, busy: Path) -> None:
    told = run("figures", busy, "--at", AT).out
    assert "2 came of 3 expected, 2 inside now" in told
    assert "Unknown code\t1" in told


def test_the_roll_call_is_told_and_written(run: Run, busy: Path, tmp_path: Path) -> None:
    out = tmp_path / "roll.pdf"
    told = json.loads(run("rollcall", busy, "--at", AT, "--out", out, "--json").out)
    assert told["inside"] == 2
    assert sum(room["inside"] for room in told["rooms"]) == 2
    assert out.read_bytes().startswith(b"%PDF")
    text = run("rollcall", busy, "--at", AT).out
    assert "참석자1" in text
    assert "참석자3" not in text
    assert "Nobody is inside" in run("rollcall", busy, "--at", "2024-02-28T23:45").out


def test_a_roll_call_in_another_form_is_refused_in_a_sentence(run: Run, busy: Path, tmp_path: Path) -> None:
    result = run("rollcall", busy, "--out", tmp_path / "roll.xlsx")
    assert result.status == 1
    assert "Traceback" not in result.err
    assert not (tmp_path / "roll.xlsx").exists()
