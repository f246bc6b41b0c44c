"""The command line as scripts rely on it: exit codes, shapes, one sentence for whatever is wrong, results on stdout."""

import json
import os
import shlex
from pathlib import Path

import click
import pytest

from kiosk.cli.main import VERBS, kiosk
from kiosk.core.scan import Verdict
from tests import making
from tests.cli.calls import Result, Run
from tests.making import DEMO


def people(run: Run, event: Path) -> list[dict]:
    return run("attendees", event, "--json").lines


def scan(run: Run, event: Path, *lines: str | dict, **options: str) -> Result:
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    text = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    return run("scan", event, *words, stdin="\n".join(text) + "\n")


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


# --- exit codes ---


@pytest.mark.parametrize("line", [
    "scan", "nonsense", "scan EVENT --nonsense", "scan EVENT --direction sideways", "attendee", "attendee nonsense",
    "attendee edit EVENT", "undo EVENT 1", "export EVENT", "import EVENT", "import EVENT x.csv --map name",
    "new EVENT", "new EVENT --programme p.csv --certificate-share 2",
    "new EVENT --programme p.csv --certificate-sessions x",
    "attendance EVENT extra", "--nonsense",
])  # fmt: skip
def test_wrong_usage_ends_with_2(line: str, run: Run, event: Path):
    result = run(*(str(event) if word == "EVENT" else word for word in shlex.split(line)))
    assert (result.status, result.out) == (2, "")
    assert result.err


TROUBLES = [
    ("attendees MISSING", "no event file"),
    ("attendees FOLDER", "cannot be read"),
    ("attendees EMPTY", "not an event"),
    ("attendees GARBAGE", "not an event"),
    ("attendees LONG", "refused"),
    ("scan MISSING", "no event file"),
    ("scan GARBAGE", "not an event"),
    ("scan EVENT --session Z", "no session Z"),
    ("scan EVENT --room 화장실", "Rooms of this event"),
    ("scan EVENT --at yesterday", "is no time"),
    ("scan EVENT --at 0001-01-01T00:00", "is no time"),
    ("scan EVENT --at 9999-12-31T23:59", "is no time"),
    ("scan EVENT --at 2024-02-30", "is no time"),
    ("undo EVENT none --reason x", "no scan none"),
    ("undo EVENT none --reason ' '", "needs a reason"),
    ("attendee add EVENT", "needs a name"),
    ("attendee add EVENT --name ' '", "needs a name"),
    ("attendee add EVENT --name x --sessions A;Z", "no session A"),
    ("attendee edit EVENT 0 --name x", "Nobody on the roster"),
    ("attendee cancel EVENT 0", "Nobody on the roster"),
    ("attendee block EVENT FIRST", "needs a reason"),
    ("attendee reissue EVENT 0", "Nobody on the roster"),
    ("attendee restore EVENT 'x; DROP TABLE op'", "Nobody on the roster"),
    ("import EVENT none.csv", "no file"),
    ("import EVENT FOLDER", "is a folder"),
    ("import EVENT EMPTY", "is empty"),
    ("import EVENT GARBAGE", "neither"),
    ("import EVENT EVENT", "."),
    ("import EVENT ROSTER --map name=Z9", "no column"),
    ("import EVENT ROSTER --map salary=A", "no field salary"),
    ("import EVENT ROSTER --map session:Z=A", "no session Z"),
    ("import EVENT ROSTER --sheet none", "."),
    ("import EVENT LONG", "."),
    ("programme EVENT none.csv", "no file"),
    ("programme EVENT GARBAGE", "neither"),
    ("programme EVENT ROSTER", "."),
    ("new EVENT --programme none.csv", "exists already"),
    ("new fresh.kiosk --programme none.csv", "no file"),
    ("new none/fresh.kiosk --programme PROGRAMME", "does not exist"),
    ("new fresh.kiosk --programme PROGRAMME --timezone Asia/Atlantis", "no time zone"),
    ("new fresh.kiosk --programme PROGRAMME --certificate-required Z", "no session Z"),
    ("new fresh.kiosk --programme PROGRAMME --roster GARBAGE", "neither"),
    ("new LONG --programme PROGRAMME", "refused"),
    ("export EVENT --out x.doc", "should end in"),
    ("export EVENT --out none/x.xlsx", "cannot be written"),
    ("backup EVENT --out EVENT", "onto the event itself"),
    ("backup EVENT --out none/x", "does not exist"),
    ("backup EVENT --out FOLDER", "is a folder"),
    ("backup EVENT --out .", "is a folder"),
    ("backup EVENT --out EMPTY", "no copy of this event"),
    ("backup EVENT --out LONG", "."),
    ("badges EVENT --out x.pdf --layout none", "no layout"),
    ("badges EVENT --out x.pdf --sheet none", "no layout"),
    ("badges EVENT --out x.pdf --only 0", "Nobody on the roster"),
    ("badges EVENT --out EMPTY/x.pdf", "could not be written"),
    ("tickets EVENT --out EMPTY", "is a file"),
    ("tickets EVENT --out EVENT", "of an event"),
    ("tickets EVENT --out new.kiosk", "of an event"),
    ("badges EVENT --out EVENT", "of an event"),
    ("badges EVENT --out badges.png", "should end in one of: .pdf"),
    ("badges EVENT --out FOLDER", "should end in"),
    ("export EVENT --out EVENT", "of an event"),
    ("export EVENT --out copy.csv", "of an event"),
    ("import EVENT .", "is a folder"),
    ("tickets EVENT --out FOLDER/x.pdf --sheet none", "no layout"),
    ("certificates GARBAGE --out x", "not an event"),
    ("doctor GARBAGE", "not an event"),
    ("open MISSING", "no event file"),
]


@pytest.mark.parametrize(("line", "part"), TROUBLES, ids=[line for line, _ in TROUBLES])
def test_trouble_ends_with_1_and_one_sentence(line: str, part: str, run: Run, event: Path, tmp_path: Path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "garbage").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "copy.csv").write_bytes(event.read_bytes())
    names = {
        "EVENT": event, "MISSING": "none.kiosk", "FOLDER": "folder", "EMPTY": "empty", "GARBAGE": "garbage",
        "LONG": "x" * 300, "ROSTER": DEMO / "roster.xlsx", "PROGRAMME": DEMO / "programme.csv",
        "FIRST": people(run, event)[0]["id"], "EMPTY/x.pdf": "empty/x.pdf", "FOLDER/x.pdf": "folder/x.pdf",
    }  # fmt: skip
    result = run(*(str(names.get(word, word)) for word in shlex.split(line)))
    assert (result.status, result.out) == (1, "")
    assert part in result.err
    assert "Traceback" not in result.err and "fault of the program" not in result.err
    *before, sentence = result.err.strip().splitlines()
    assert sentence.endswith((".", ")")) and len(before) <= 3
    assert not (tmp_path / "fresh.kiosk").exists()


def test_a_rejected_row_is_told_with_its_number_and_stores_nothing(run: Run, event: Path, tmp_path: Path):
    (tmp_path / "roster.csv").write_text("이름,세션\n도재담,P\n추솔,없는 세션\n", encoding="utf-8")
    result = run("import", event, "roster.csv", "--json")
    assert result.status == 1
    assert (result.json["new"], result.json["rejected"], result.json["stored"]) == (1, 1, False)
    assert result.json["rejections"][0]["row"] == 3
    assert len(people(run, event)) == 3
    assert run("import", event, "roster.csv", "--leave-out-rejected").status == 0
    assert len(people(run, event)) == 4


def test_a_dry_run_stores_nothing(run: Run, event: Path, tmp_path: Path):
    (tmp_path / "roster.csv").write_text("이름\n도재담\n", encoding="utf-8")
    result = run("import", event, "roster.csv", "--dry-run", "--json")
    assert (result.status, result.json["new"], result.json["stored"]) == (0, 1, False)
    assert len(people(run, event)) == 3


def test_a_column_is_named_by_hand(run: Run, event: Path, tmp_path: Path):
    (tmp_path / "roster.csv").write_text("이름,갑,을\n도재담,한빛,부장\n", encoding="utf-8")
    assert run("import", event, "roster.csv", "--map", "affiliation=갑", "--map", "title=C").status == 0
    assert [people(run, event)[3][field] for field in ("name", "affiliation", "title")] == ["도재담", "한빛", "부장"]


# --- shapes ---

ATTENDEE = {
    "id", "name", "name_latin", "affiliation", "title", "category", "email", "phone", "status", "sessions",
    "ticket_code", "external_id",
}  # fmt: skip
ANSWER = [
    "scan_id", "verdict", "direction", "session", "at", "attendee", "previous", "overridden", "badge_due", "left",
    "message", "meetings",
]  # fmt: skip
PREVIOUS = {"at", "desk", "session", "verdict"}
ATTENDANCE = {
    "attendee_id", "name", "session", "status", "first_in", "last_out", "minutes", "session_minutes", "stays",
    "open_exit",
}  # fmt: skip


def test_a_new_event_is_told(run: Run, tmp_path: Path):
    result = run("new", "w.kiosk", "--programme", DEMO / "programme.csv", "--roster", DEMO / "roster.xlsx", "--json")
    assert result.status == 0
    assert (result.json["sessions"], result.json["attendees"], result.json["timezone"]) == (7, 84, "Asia/Seoul")
    assert run("doctor", "w.kiosk", "--json").json["sound"] is True


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
        "overridden": False, "badge_due": True, "left": [], "message": admitted["message"], "meetings": [],
    }  # fmt: skip
    assert again["previous"] == {
        "at": "2024-02-28T01:30:00Z", "desk": "접수 1", "session": "F", "verdict": "admitted",
    }  # fmt: skip
    assert set(again["previous"]) == PREVIOUS
    assert (unknown["verdict"], unknown["attendee"], unknown["at"]) == ("unknown", None, "2024-02-28T01:40:00Z")
    assert all(line["message"].endswith(".") for line in result.lines)


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


def test_a_damaged_event_is_told(run: Run, event: Path):
    content = bytearray(event.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    event.write_bytes(content)
    for line in ("attendees", "attendance", "doctor", "scan"):
        result = run(line, event, stdin="1\n")
        assert (result.status, result.out) == (1, "")
        assert "is damaged" in result.err


# --- scanning ---


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
    told = scan(run, event, line % code, line % code).lines
    assert [(one["scan_id"], one["verdict"]) for one in told] == [("0", "admitted")] * 2


def test_empty_lines_are_passed_over(run: Run, event: Path):
    assert scan(run, event, "", "   ", "\t", "x").lines[0]["verdict"] == "unknown"
    assert scan(run, event, "").out == ""
    assert scan(run, event, "").status == 0


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


@pytest.mark.parametrize(("line", "error"), [
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
], ids=str)  # fmt: skip
def test_a_line_that_is_no_scan_is_told_in_its_place_and_the_others_go_on(line: str, error: str, run: Run, event: Path):
    result = scan(run, event, "before it", line, "after it", session="F")
    assert result.status == 1
    before, told, after = result.lines
    assert (before["verdict"], after["verdict"]) == ("unknown", "unknown")
    assert (told["line"], told["error"]) == (2, error)
    assert told["message"].endswith(".")
    assert "1 lines" in result.err


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


LONG_NAME = "김" * 500
NASTY = [
    "\x1b[31m", "=1+1", "a\tb", "'; DROP TABLE attendee; --", "\u202eabc", LONG_NAME, "👩‍👩‍👧", os.fsdecode(b"caf\xe9"),
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


@pytest.mark.parametrize("verb", ["import", "programme", "new --programme"])
def test_every_rejected_row_is_told_with_its_number(verb: str, run: Run, event: Path, tmp_path: Path):
    file = tmp_path / "bad.csv"
    rows = "이름,소속\n홍가람,㈜가온정밀\n,누리제어㈜\n" if verb == "import" else (
        "code,title_ko,starts_at,ends_at\nA,가,2024-02-27T10:00,2024-02-27T11:00\nB,나,2024-02-27T12:00,2024-02-27T11:00\n"
    )  # fmt: skip
    file.write_text(rows, "utf-8")
    word, _, option = verb.partition(" ")
    result = run(word, tmp_path / "x.kiosk", option, file) if option else run(word, event, file)
    assert result.status == 1
    assert result.err.startswith("Row 3: ")
    assert not (tmp_path / "x.kiosk").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows always has a display")
@pytest.mark.parametrize("words", [(), ("demo", "somewhere"), ("open",)])
def test_without_a_display_the_window_is_refused_in_one_sentence(
    words: tuple[str, ...], run: Run, event: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    result = run(*words, *([event] if words == ("open",) else []))
    assert (result.status, result.out) == (1, "")
    assert "no display" in result.err
    assert not (tmp_path / "somewhere").exists()


def test_a_mark_before_the_first_line_of_utf_8_is_no_part_of_it(run: Run, event: Path):
    code = people(run, event)[0]["ticket_code"]
    line = json.dumps({"code": code, "scan_id": "first"})
    result = run("scan", event, "--at", "2024-02-28T10:30", stdin=f"\ufeff{line}\n")
    assert [line["scan_id"] for line in result.lines] == ["first"]


def test_a_person_is_found_by_their_ticket_code_too(run: Run, event: Path):
    person = people(run, event)[1]
    assert run("attendee", "edit", event, person["ticket_code"], "--title", "부장", "--json").json["id"] == person["id"]
    assert people(run, event)[1]["title"] == "부장"


def test_what_the_event_lacks_is_told_once_for_all_certificates(run: Run, event: Path):
    scan(run, event, *(person["ticket_code"] for person in people(run, event)), session="F", at="2024-02-28T10:30")
    result = run("certificates", event, "--out", "certificates", "--json")
    assert len(result.json["issued"]) == 3
    assert result.err.splitlines() == ["“Organiser” is not given for this event."]


@pytest.mark.parametrize("zone", ["localtime", "Factory", "Asia/Seul", "", "../etc/passwd"])
def test_a_time_zone_that_other_laptops_do_not_know_is_refused(zone: str, run: Run, tmp_path: Path):
    result = run("new", "fresh.kiosk", "--programme", DEMO / "programme.csv", "--timezone", zone)
    assert result.status == 1 and "time zone" in result.err
    assert not (tmp_path / "fresh.kiosk").exists()


def test_a_file_one_may_not_read_is_left_to_the_verb_to_tell():
    """The option library would call it wrong usage, and end with 2."""
    for verb in ("import", "attendees", "tickets", "badges", "certificates", "export", "scan", "rehearse"):
        command = kiosk.get_command(click.Context(kiosk), verb)
        paths = [option.type for option in command.params if isinstance(option.type, click.Path)]
        assert paths and not any(path.readable for path in paths), verb
