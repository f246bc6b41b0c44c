"""The commands that tell who changed what, and whether the event is sound."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.calls import Run


def test_who_changed_what_is_told_line_by_line(run: Run, event: Path):
    (person, *_) = run("attendees", event, "--json").lines
    assert run("--operator", "김하늘", "attendee", "edit", event, person["id"], "--name", "도재담").status == 0
    entry = run("audit", event, "--json", "--person", person["id"]).lines[-1]
    assert (entry["operator"], entry["action"], entry["name"]) == ("김하늘", "changed", "도재담")
    assert (entry["before"], entry["after"]) == ({"name": person["name"]}, {"name": "도재담"})
    text = run("audit", event).out.splitlines()[-1].split("\t")
    assert text[1:2] + text[3:] == ["김하늘", "changed", "도재담", f"Name: {person['name']} → 도재담"]


def test_the_operator_may_stand_in_the_environment(run: Run, event: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("KIOSK_OPERATOR", "김하늘")
    run("attendee", "add", event, "--name", "반가온")
    assert run("audit", event, "--json").lines[-1]["operator"] == "김하늘"


def test_nobody_s_trail_is_one_sentence(run: Run, event: Path):
    result = run("audit", event, "--person", "nobody")
    assert (result.status, result.out) == (1, "")
    assert "nobody" in result.err


def test_the_doctor_names_the_line_that_was_changed(run: Run, event: Path):
    assert run("doctor", event, "--json").json["sound"]
    with closing(sqlite3.connect(event)) as plain, plain:
        plain.execute("UPDATE op SET operator = 'somebody' WHERE seq = 6")
        (log,) = plain.execute("SELECT DISTINCT log_id FROM op WHERE seq = 6").fetchone()
    result = run("doctor", event, "--json")
    assert (result.status, result.json["sound"]) == (1, False)
    assert result.json["broken"] == [{"log": log, "line": 6, "fault": "changed"}]
    assert result.err.splitlines()[0] == f"Line 6 of the log {log} was changed after it was written."
