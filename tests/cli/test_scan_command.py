"""``kiosk scan``: what it reads, what it answers, and the shape that scripts rely on."""

import json
from pathlib import Path

import pytest

from kiosk.core.scan import Verdict
from tests import making
from tests.cli.calls import Run, people, scan, told_scan

ANSWER = [
    "scan_id", "verdict", "direction", "session", "at", "attendee", "previous", "overridden", "badge_due", "left",
    "accepted", "opens_next", "reason", "party", "message", "meetings",
]  # fmt: skip


PREVIOUS = {"at", "desk", "session", "verdict", "overridden"}


def test_an_answer_has_the_shape_scripts_rely_on(run: Run, event: Path):
    first = people(run, event)[0]
    code = first["ticket_code"]
    result = scan(
        run, event, {"code": code, "scan_id": "one", "at": "2024-02-28T10:30:00"},
        {"code": code, "at": "2024-02-28T10:35:00+09:00", "direction": "in"}, "nobody's",
        session="F", desk="접수 1", at="2024-02-28T10:40",
    )  # fmt: skip
    assert (result.status, result.err) == (0, "")
    admitted, again, unknown = result.lines
    assert list(admitted) == list(again) == list(unknown) == ANSWER
    assert admitted == {
        "scan_id": "one", "verdict": "admitted", "direction": "in", "session": "F", "at": "2024-02-28T01:30:00Z",
        "attendee": {"id": first["id"], "name": "참석자1", "affiliation": "", "category": "산"}, "previous": None,
        "overridden": False, "badge_due": True, "left": [], "accepted": True, "opens_next": None, "reason": "",
        "party": None,
        "message": admitted["message"], "meetings": [],
    }  # fmt: skip
    assert again["previous"] == {
        "at": "2024-02-28T01:30:00Z", "desk": "접수 1", "session": "F", "verdict": "admitted", "overridden": False,
    }  # fmt: skip
    assert set(again["previous"]) == PREVIOUS
    assert (unknown["verdict"], unknown["attendee"], unknown["at"]) == ("unknown", None, "2024-02-28T01:40:00Z")
    assert all(line["message"].endswith(".") for line in result.lines)


def test_a_desk_and_its_room_choose_the_session(run: Run, event: Path):
    code = people(run, event)[0]["ticket_code"]
    told = [
        scan(run, event, {"code": code, "at": f"2024-02-28T{at}"}, room=room).lines[0]
        for room, at in (
            ("Hall", "10:05"),
            ("Annex", "10:30"),
            ("Annex", "11:00"),
            ("Lobby", "11:10"),
            ("Hall", "20:00"),
        )
    ]
    assert [(line["session"], line["direction"], line["verdict"]) for line in told] == [
        ("E", "in", "admitted"), ("F", "in", "admitted"), ("F", "out", "left"), ("R", "in", "admitted"),
        (None, "in", "no_session"),
    ]  # fmt: skip


def test_an_exit_where_nothing_is_open_is_told_in_a_whole_sentence(run: Run, event: Path):
    code = people(run, event)[0]["ticket_code"]
    (line,) = scan(run, event, code, at="2024-02-28T20:00", direction="out").lines
    assert line["verdict"] == "not_in"
    assert "  " not in line["message"]


def test_an_override_is_a_reason(run: Run, event: Path):
    code = people(run, event)[0]["ticket_code"]
    early = {"code": code, "session": "P", "at": "2024-02-28T08:00"}
    told = scan(run, event, early, {**early, "override": "  "}, {**early, "override": "연사"}).lines
    assert [(line["verdict"], line["overridden"]) for line in told] == [
        ("too_early", False), ("too_early", False), ("too_early", True),
    ]  # fmt: skip


def test_the_same_scan_id_prints_the_same_line(run: Run, event: Path):
    first = people(run, event)[0]
    line = {"code": first["ticket_code"], "scan_id": "one", "session": "F", "at": "2024-02-28T10:30"}
    told = scan(run, event, line).out
    run("attendee", "block", event, first["id"], "--reason", "사유")
    run("undo", event, "one", "--reason", "잘못 찍음")
    assert scan(run, event, line, {**line, "at": "2024-02-28T11:30", "session": "P"}).out == told * 2


def test_numbers_are_ids_and_codes_too(run: Run, event: Path):
    code = people(run, event)[0]["ticket_code"]
    line = '{"code": %s, "scan_id": 0, "session": "F", "at": "2024-02-28T10:30"}'
    told = told_scan(run, event, line % code, line % code).lines
    assert [(one["scan_id"], one["verdict"]) for one in told] == [("0", "admitted")] * 2


def test_empty_lines_are_passed_over(run: Run, event: Path):
    assert scan(run, event, "", "   ", "\t", "x").lines[0]["verdict"] == "unknown"
    assert scan(run, event, "").out == ""
    assert scan(run, event, "").status == 0
    assert told_scan(run, event, "", "  ").out == ""


SAYS_MORE = (
    '{"code": "%s", "override": "VIP"}',
    '{"code":"%s","session":"P","override":"x","at":"2024-02-28T15:00:00+09:00"}',
    '{"code": "%s", "direction": "out", "scan_id": "mine"}',
)


@pytest.mark.parametrize("line", SAYS_MORE)
def test_what_a_scanner_reads_has_no_say_in_session_time_id_or_override(line: str, run: Run, event: Path):
    code = people(run, event)[0]["ticket_code"]
    (told,) = scan(run, event, line % code, session="P", at="2024-02-28T08:00").lines
    assert told["at"] == "2024-02-27T23:00:00Z"
    assert (told["verdict"], told["overridden"], told["scan_id"] == "mine") in (
        ("unknown", False, False),
        ("too_early", False, False),
    )


@pytest.mark.parametrize("line", [
    '{"code": "x"', "{}", "{", "[]", "null", '"x"', '{"cod": "x"}', '{"a": ' * 100_000, "\x00", "\x00\x01\x02",
    "\ufeffx",
    "=1+1", "x" * 1_000_000, "9" * 1_000_000, "김" * 300_000, "\u202e\u200b", "ㄱ" * 1000, '{"code": ""}',
    '{"code": "\\ud800"}', '{"code": "x", "scan_id": "\\ud800\\u0000"}', '{"code": "\\u0000"}',
    '{"code": "x", "code": "y"}', '{"code": "x", "more": {"a": [1, 2]}}', '{"code": "x", "at": null, "session": null}',
    '{"code": 1e400}', '{"code": ' + "9" * 5000 + "}",
], ids=lambda line: repr(line[:20]))  # fmt: skip
def test_no_line_is_too_strange_to_be_answered(line: str, run: Run, event: Path):
    result = scan(run, event, line, "after it", session="F")
    assert (result.status, result.err) == (0, "")
    assert [one["verdict"] for one in result.lines] == ["unknown", "unknown"]
    assert run("doctor", event, "--json").json["sound"] is True


@pytest.mark.parametrize("line", [
    '{"code": ""}', '{"code": "\\ud800"}', '{"code": "x", "scan_id": "\\ud800\\u0000"}', '{"code": "\\u0000"}',
    '{"code": "x", "code": "y"}', '{"code": "x", "more": {"a": [1, 2]}}', '{"code": "x", "at": null, "session": null}',
    '{"code": 1e400}', '{"code": ' + "9" * 5000 + "}",
], ids=lambda line: repr(line[:20]))  # fmt: skip
def test_no_code_that_a_script_says_is_too_strange_to_be_answered(line: str, run: Run, event: Path):
    result = told_scan(run, event, line, '{"code": "after it"}', session="F")
    assert (result.status, result.err) == (0, "")
    assert [one["verdict"] for one in result.lines] == ["unknown", "unknown"]
    assert run("doctor", event, "--json").json["sound"] is True


@pytest.mark.parametrize(("line", "error"), [
    ("x", "scan.bad_line"),
    ("1234", "scan.bad_line"),
    ('{"code": "x"', "scan.bad_line"),
    ("{}", "scan.bad_line"),
    ("[]", "scan.bad_line"),
    ("null", "scan.bad_line"),
    ('"x"', "scan.bad_line"),
    ('{"cod": "x"}', "scan.bad_line"),
    ('{"session": "F"}', "scan.bad_line"),
    ('{"a": ' * 100_000, "scan.bad_line"),
    ("\x00", "scan.bad_line"),
    ('{"code": "x", "at": "yesterday"}', "scan.bad_time"),
    ('{"code": "x", "at": 1709000000}', "scan.bad_time"),
    ('{"code": "x", "at": "0001-01-01T00:00+14:00"}', "scan.bad_time"),
    ('{"code": "x", "at": "9999-12-31T23:59-12:00"}', "scan.bad_time"),
    ('{"code": "x", "at": ["2024"]}', "scan.bad_line"),
    ('{"code": "x", "at": true}', "scan.bad_line"),
    ('{"code": null}', "scan.bad_line"),
    ('{"code": ["x"]}', "scan.bad_line"),
    ('{"code": NaN}', "scan.bad_line"),
    ('{"code": "x", "session": ["F"]}', "scan.bad_line"),
    ('{"code": "x", "scan_id": {}}', "scan.bad_line"),
    ('{"code": "x", "override": true}', "scan.bad_line"),
    ('{"code": "x", "session": "Z"}', "scan.unknown_session"),
    ('{"code": "x", "session": "\\ud800"}', "scan.unknown_session"),
    ('{"code": "x", "direction": "sideways"}', "scan.bad_direction"),
    ('{"code": "x", "direction": []}', "scan.bad_line"),
], ids=lambda text: repr(text[:30]))  # fmt: skip
def test_a_line_that_is_no_scan_is_told_in_its_place_and_the_others_go_on(line: str, error: str, run: Run, event: Path):
    result = told_scan(run, event, '{"code": "before it"}', line, '{"code": "after it"}', session="F")
    assert result.status == 1
    before, told, after = result.lines
    assert (before["verdict"], after["verdict"]) == ("unknown", "unknown")
    assert (told["line"], told["error"]) == (2, error)
    assert told["message"].endswith(".")
    assert "1 line" in result.err


@pytest.mark.parametrize("content", [
    "caf\xe9\n".encode("latin-1"), b"\xff\xfe\n", bytes(range(1, 256)), "이름\n".encode("cp949"), b"\x00" * 100 + b"\n",
    "x\n".encode("utf-16"), b"no line end",
], ids=repr)  # fmt: skip
def test_bytes_that_are_no_text_are_answered(content: bytes, run: Run, event: Path):
    result = run("scan", event, "--session", "F", stdin=content)
    assert (result.status, result.err) == (0, "")
    assert {line["verdict"] for line in result.lines} <= {"unknown"}


def test_scanners_end_a_line_as_they_like(run: Run, event: Path):
    one, two, three = (person["ticket_code"] for person in people(run, event))
    result = run("scan", event, "--session", "F", "--at", "2024-02-28T10:30", stdin=f"{one}\r\n{two}\r{three}")
    assert [line["verdict"] for line in result.lines] == ["admitted"] * 3


def test_a_session_and_a_room_may_be_typed_in_decomposed_hangul(run: Run, event: Path, tmp_path: Path):
    records = making.new_event(tmp_path, [making.session("가", room="로비")], name="ga.kiosk")
    records.close()
    decomposed = ("--session", "\u1100\u1161", "--room", "\u1105\u1169\u1107\u1175")
    assert run("scan", records.path, *decomposed, stdin="x\n").lines[0]["session"] == "가"


def test_the_verdicts_are_told_as_codes(run: Run, event: Path):
    (line,) = scan(run, event, "x").lines
    assert line["verdict"] in set(Verdict)


def test_a_mark_before_the_first_line_of_utf_8_is_no_part_of_it(run: Run, event: Path):
    code = people(run, event)[0]["ticket_code"]
    line = json.dumps({"code": code, "scan_id": "first"})
    result = run("scan", event, "--jsonl", "--at", "2024-02-28T10:30", stdin=f"\ufeff{line}\n")
    assert [line["scan_id"] for line in result.lines] == ["first"]
