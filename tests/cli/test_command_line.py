"""The command line as scripts rely on it: help, shapes, results on stdout."""

import json
from dataclasses import replace
from pathlib import Path

import click
import pytest

from kiosk.actions.event import change_details, details_of, open_event, opened
from kiosk.cli.main import VERBS, kiosk
from tests.cli.calls import Run, people, scan
from tests.making import DEMO

# --- help ---


def commands() -> list[tuple[str, ...]]:
    """Every command, with the verbs of those that have some, and the event where it stands before the verb."""
    context = click.Context(kiosk)
    found: list[tuple[str, ...]] = [()]
    for name in VERBS:
        command = kiosk.get_command(context, name)
        found.append((name,))
        if isinstance(command, click.Group):
            event = ("workshop.kiosk",) if any(isinstance(given, click.Argument) for given in command.params) else ()
            found += [(name, *event, verb) for verb in command.commands]
    return found


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_command_explains_itself_with_an_example(words: tuple[str, ...], run: Run):
    result = run(*words, "--help")
    assert (result.status, result.err) == (0, "")
    assert (
        words == ("attendee",)
        or f"Example: kiosk {' '.join(words)}".rstrip() in " ".join(result.out.split())
        or ("Example: echo" in result.out and f"kiosk {words[0]} " in result.out)
    )
    assert "  -h, --help" in result.out or "--help" in result.out


@pytest.mark.parametrize("words", [c for c in commands() if c and c != ("attendee",)], ids=" ".join)
def test_every_option_is_explained(words: tuple[str, ...]):
    context = click.Context(kiosk)
    command = kiosk.get_command(context, words[0])
    command = command.commands[words[-1]] if len(words) > 1 else command
    assert command.help or command.short_help
    assert [option.name for option in command.params if isinstance(option, click.Option) and not option.help] == []


# --- shapes ---

ATTENDEE = {
    "id", "name", "name_latin", "affiliation", "title", "category", "email", "phone", "status", "sessions",
    "ticket_code", "external_id",
}  # fmt: skip


ATTENDANCE = {
    "attendee_id", "name", "session", "status", "first_in", "last_out", "minutes", "session_minutes", "stays",
    "open_exit",
}  # fmt: skip


def test_a_new_event_is_told(run: Run, tmp_path: Path):
    result = run("new", "w.kiosk", "--programme", DEMO / "programme.csv", "--roster", DEMO / "roster.xlsx", "--json")
    assert result.status == 0
    assert (result.json["sessions"], result.json["attendees"], result.json["timezone"]) == (7, 84, "Asia/Seoul")
    assert run("doctor", "w.kiosk", "--json").json["sound"] is True


def test_a_new_event_tells_what_of_its_files_is_left_aside_or_asked(run: Run, tmp_path: Path):
    programme, roster = tmp_path / "p.csv", tmp_path / "r.csv"
    programme.write_text(
        "날짜,시간,내용,상태\n2026-12-01,10:00~11:00,가,\n2026-12-01,11:00~12:00,나,취소\n", encoding="utf-8"
    )
    roster.write_text("성명,소속,비고\n김하나,한빛,\n이두리,다온,취소\n", encoding="utf-8")
    told = run("new", "w.kiosk", "--programme", programme, "--roster", roster)
    assert "“나” is cancelled in the file" in told.out
    assert "이두리: what does “취소” mean" in told.out and "Rows with open questions were not imported" in told.out
    assert "1 session, 1 person" in told.out.splitlines()[-1]
    as_json = run("new", "x.kiosk", "--programme", programme, "--roster", roster, "--json").json
    assert [one["title"] for one in as_json["programme"]["skipped"]] == ["나"]
    assert [(one["row"], one["who"]) for one in as_json["roster"]["questions"]] == [(3, "이두리")]
    assert as_json["attendees"] == 1


def test_people_are_told_one_a_line(run: Run, event: Path):
    told = people(run, event)
    assert len(told) == 3
    assert all(set(person) >= ATTENDEE for person in told)
    assert told[0]["sessions"] == ["P"]
    assert len(told[0]["ticket_code"]) == 34
    assert [person["name"] for person in run("attendees", event, "--search", "자2", "--json").lines] == ["참석자2"]
    assert run("attendees", event, "--search", "없음", "--json").out == ""


def test_each_change_of_a_person_prints_the_person(run: Run, event: Path):
    first = people(run, event)[0]
    changes = [
        (("edit", "--title", "부장"), {"title": "부장"}),
        (("edit", "--sessions", "E;F, P"), {"sessions": ["E", "F", "P"]}),
        (("cancel", "--reason", "불참"), {"status": "cancelled"}),
        (("block", "--reason", "명찰 양도"), {"status": "blocked"}),
        (("restore",), {"status": "registered"}),
    ]
    for (verb, *options), expected in changes:
        result = run("attendee", verb, event, first["id"], *options, "--json")
        assert (result.status, result.err) == (0, "")
        assert result.json == people(run, event)[0]
        assert result.json.items() >= expected.items()
    new = run("attendee", "reissue", event, first["id"], "--json").json
    assert new["id"] == first["id"] and new["ticket_code"] != first["ticket_code"]
    added = run("attendee", "add", event, "--name", "현장", "--json").json
    assert added == people(run, event)[3]


def test_attendance_has_the_shape_scripts_rely_on(run: Run, event: Path):
    first = people(run, event)[0]
    scan(run, event, {"code": first["ticket_code"], "at": "2024-02-28T10:30"}, session="F")
    told = run("attendance", event, "--json").lines
    assert len(told) == 3 * 4
    assert all(set(line) == ATTENDANCE for line in told)
    assert next(line for line in told if line["session"] == "F") == {
        "attendee_id": first["id"], "name": "참석자1", "session": "F", "status": "present",
        "first_in": "2024-02-28T01:30:00Z", "last_out": "2024-02-28T03:00:00Z", "minutes": 90, "session_minutes": 90,
        "stays": [["2024-02-28T01:30:00Z", "2024-02-28T03:00:00Z"]], "open_exit": True,
    }  # fmt: skip


def test_the_documents_tell_how_many_and_where(run: Run, event: Path):
    assert run("badges", event, "--out", "badges.pdf", "--json").json == {"count": 3, "files": ["badges.pdf"]}
    tickets = run("tickets", event, "--out", "tickets", "--json").json
    assert tickets["count"] == len(tickets["files"]) == 3
    issued = run("certificates", event, "--out", "certificates", "--json").json
    assert (issued["issued"], len(issued["refused"])) == ([], 3)
    assert set(issued["refused"][0]) >= {"attendee_id", "name", "reasons"}
    for name in ("out.xlsx", "out.csv", "out.json"):
        assert run("export", event, "--out", name, "--json").json["bytes"] == Path(name).stat().st_size
    assert run("backup", event, "--out", "copy.kiosk", "--json").json["bytes"] > 0
    assert run("doctor", "copy.kiosk", "--json").json["sound"] is True


def test_a_programme_is_brought_in_again(run: Run, event: Path):
    first = run("programme", event, DEMO / "programme.csv", "--json")
    assert (first.status, first.json["new"], first.json["kept"]) == (0, 7, 4)
    assert run("programme", event, DEMO / "programme.csv", "--json").json["unchanged"] == 7


LONG_NAME = "김" * 500
NASTY = [
    "\x1b[31m", "=1+1", "a\tb", "'; DROP TABLE attendee; --", "\u202eabc", LONG_NAME, "👩‍👩‍👧", "caf\udce9",
]  # fmt: skip


@pytest.mark.parametrize("name", NASTY, ids=range(len(NASTY)))
def test_no_name_is_too_strange_to_be_kept_and_found(name: str, run: Run, event: Path):
    added = run("attendee", "add", event, "--name", name, "--json")
    assert (added.status, added.err) == (0, "")
    assert added.json == people(run, event)[3]
    assert run("attendees", event, "--search", name).status == 0
    assert run("attendees", event).out.count("\n") == 4
    assert run("export", event, "--out", "out.xlsx").status == 0


def test_the_version_is_told(run: Run):
    assert run("--version").out.startswith("kiosk ")


def test_a_person_is_found_by_their_ticket_code_too(run: Run, event: Path):
    person = people(run, event)[1]
    assert run("attendee", "edit", event, person["ticket_code"], "--title", "부장", "--json").json["id"] == person["id"]
    assert people(run, event)[1]["title"] == "부장"


def test_what_the_event_lacks_is_told_once_for_all_certificates(run: Run, event: Path):
    scan(run, event, *(person["ticket_code"] for person in people(run, event)), session="F", at="2024-02-28T10:30")
    with opened(open_event(event)) as records:
        change_details(records, replace(details_of(records), organisers={}))
    refused = run("certificates", event, "--out", "certificates", "--json")
    assert (refused.status, refused.out) == (1, "")
    assert "--organiser" in refused.err
    result = run("certificates", event, "--out", "certificates", "--organiser", "창원특례시", "--json")
    assert len(result.json["issued"]) == 3
    assert result.err == ""


def test_certificates_are_listed_issued_again_and_revoked(run: Run, event: Path):
    one, two, three = people(run, event)
    scan(run, event, *(person["ticket_code"] for person in (one, two, three)), session="F", at="2024-02-28T10:30")
    run("certificates", event, "--out", "all.pdf")
    run("attendee", "edit", event, one["ticket_code"], "--name", "도재원")
    told = run("certificates", event, "--out", "all.pdf")
    assert "needs a reissue: Name" in told.err
    assert "1-0001" in told.err
    assert run("certificates", event, "reissue", "--reason", "개명", "--json").json["serial"] == "1-0001-2"
    assert run("certificates", event, "revoke", "1-0002").status == 1
    assert run("certificates", event, "revoke", "1-0002", "--reason", "잘못 발급", "--json").json["state"] == "revoked"
    lines = [json.loads(line) for line in run("certificates", event, "list", "--json").out.splitlines()]
    assert {line["serial"]: line["state"] for line in lines} == {
        "1-0001": "replaced", "1-0002": "revoked", "1-0003": "valid", "1-0001-2": "valid",
    }  # fmt: skip
    assert "1-0002\t" in run("certificates", event, "list", "1-0002").out
    assert run("certificates", event).status == run("certificates", event, "revoke").status == 2


def test_a_job_that_is_not_there_is_told(run: Run, event: Path):
    result = run("queue", event, "--retry", "nojob")
    assert (result.status, result.out) == (1, "")
    assert "nojob" in result.err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_a_consent_text_is_read_as_offices_save_it(encoding: str, run: Run, event: Path):
    Path("consent.txt").write_text("개인정보 수집·이용에 동의합니다.\n", encoding=encoding)
    result = run("privacy", event, "--text", "consent.txt", "--json")
    assert (result.json["consent_text"], result.json["version"]) == ("개인정보 수집·이용에 동의합니다.", 1)


def test_what_is_not_decided_about_people_is_told_in_words(run: Run, event: Path):
    none = "There is no consent text.\nNo retention date is set.\n"
    assert run("privacy", event).out.startswith(none)
    assert "Personal data is kept until 2024-05-31.\n" in run("privacy", event, "--keep-until", "2024-05-31").out


def test_what_is_no_consent_text_is_told(run: Run, event: Path):
    Path("consent.hwp").write_bytes(bytes(range(256)) * 10)
    for name, told in (("consent.hwp", "not a text file"), ("none.txt", "There is no file"), (".", "is a folder")):
        result = run("privacy", event, "--text", name)
        assert (result.status, result.out) == (1, "")
        assert told in result.err


def test_printing_says_when_there_is_nothing_left_to_print(run: Run, event: Path):
    assert run("badges", event, "--out", "badges.pdf").status == 0
    result = run("print", event, "--only", "unprinted")
    assert (result.status, result.out, result.err) == (0, "There is nothing to print.\n", "")
    assert run("print", event, "--only", "unprinted", "--json").out == ""
