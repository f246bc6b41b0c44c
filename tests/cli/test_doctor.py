"""The commands that tell who changed what, and whether the event is sound."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk import settings
from kiosk.actions.event import open_event, opened, read_event
from kiosk.actions.keeping.auto_backup import choose_folder, make_backup
from kiosk.cli import window
from tests.actions.test_recover import garbage
from tests.cli.calls import Run
from tests.making import DAY
from tests.store.test_event_file import refused


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


@pytest.fixture
def stick(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for safe copies that the settings name."""
    monkeypatch.setattr("kiosk.paths.config_folder", lambda: tmp_path / "config")
    folder = tmp_path / "stick"
    folder.mkdir()
    choose_folder(folder)
    settings.save(replace(settings.load(), copies_folder=str(folder)))
    return folder


def test_the_doctor_tells_how_the_copies_and_the_disk_stand(run: Run, event: Path, stick: Path):
    assert run("doctor", event, "--json").json["copies"]["copies"] == []
    with opened(read_event(event)) as records:
        made = make_backup(records, stick, desk_id="laptop-1", now=DAY)
    run("attendee", "add", event, "--name", "반가온")
    told = run("doctor", event, "--json").json
    assert (told["copies"]["behind"], told["copies"]["copies"][0]["file"]) == (1, str(made.path))
    assert told["file"]["writable"]
    assert not told["file"]["in_use"]
    assert told["file"]["free_bytes"] > 0
    assert "is missing 1 operation:" in run("doctor", event).out
    stick.rename(stick.with_name("pulled out"))
    assert run("doctor", event, "--json").json["copies"]["trouble"] == "copies.no_folder"
    assert "Plug the drive in again" in run("doctor", event).out


def test_the_doctor_sees_that_a_desk_has_the_event_open(run: Run, event: Path):
    with opened(open_event(event)):
        assert run("doctor", event, "--json").json["file"]["in_use"]


def test_a_damaged_event_is_recovered_from_the_stick(run: Run, event: Path, stick: Path):
    with opened(read_event(event)) as records:
        make_backup(records, stick, desk_id="laptop-1", now=DAY)
    garbage(event, "attendee")
    assert "kiosk recover" in run("attendees", event).err
    told = run("recover", event, "--json").json
    assert Path(told["aside"]).exists()
    assert len(run("attendees", event, "--json").lines) == 3
    assert run("recover", event).err.startswith("day.kiosk is intact")


def test_the_doctor_names_the_line_that_was_changed(run: Run, event: Path):
    assert run("doctor", event, "--json").json["sound"]
    with closing(sqlite3.connect(event)) as plain, plain:
        plain.execute("UPDATE op SET operator = 'somebody' WHERE seq = 6")
        (log,) = plain.execute("SELECT DISTINCT log_id FROM op WHERE seq = 6").fetchone()
    result = run("doctor", event, "--json")
    assert (result.status, result.json["sound"]) == (1, False)
    assert result.json["broken"] == [{"log": log, "line": 6, "fault": "changed"}]
    assert result.err.splitlines()[0] == f"Line 6 of the log {log} was changed after it was written."


def test_everybody_is_erased_when_the_event_s_name_is_given(run: Run, event: Path, stick: Path, tmp_path: Path):
    figures = run("statistics", event, "--json").lines
    assert run("purge", event, "--json").json["people"] == 3
    assert run("purge", event, "--confirm", "another").status == 1
    assert len(run("attendees", event, "--json").lines) == 3
    done = run("purge", event, "--confirm", "하루", "--certificate", tmp_path / "erased.pdf", "--json")
    assert (done.status, done.json["people"]) == (0, 3)
    assert (tmp_path / "erased.pdf").read_bytes().startswith(b"%PDF")
    assert run("attendees", event, "--json").lines == []
    assert run("statistics", event, "--json").lines == figures
    assert run("doctor", event, "--json").json["sound"]


def test_the_original_beside_a_copy_is_named_before_both_are_erased(run: Run, event: Path, tmp_path: Path):
    copy = tmp_path / "copy.kiosk"
    assert run("backup", event, "--out", copy).status == 0
    told = run("purge", event)
    assert f"  {copy}" in told.out.splitlines()
    assert "may be the event itself" not in told.err
    assert run("attendee", "add", event, "--name", "늦은이").status == 0
    told = run("purge", copy)
    assert f"  {event}" in told.out.splitlines()
    assert f"{event} holds records that this file does not: it may be the event itself" in told.err
    assert run("purge", copy, "--json").json["ahead"] == [str(event)]


def test_who_looked_people_up_is_told(run: Run, event: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("kiosk.paths.log_folder", lambda: tmp_path / "logs")
    run("attendees", event, "--search", "참석자1")
    assert [(line["action"], line["people"]) for line in run("access", event, "--json").lines] == [("search", 1)]
    assert "looked up\t1" in run("access", event).out


def test_the_window_is_opened_for_a_damaged_event_which_it_can_mend(event: Path, monkeypatch: pytest.MonkeyPatch):
    garbage(event, "event")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert window.looked_at(event) == event
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    with refused("event.damaged"):
        window.looked_at(event)
