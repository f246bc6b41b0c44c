"""Exit codes of the command line, and one sentence for whatever is wrong."""

import os
import shlex
from pathlib import Path

import click
import pytest

from kiosk.cli.main import kiosk
from tests.cli.calls import Run, people
from tests.making import DEMO


@pytest.mark.parametrize("line", [
    "scan", "nonsense", "scan EVENT --nonsense", "scan EVENT --direction sideways", "attendee", "attendee nonsense",
    "attendee edit EVENT", "undo EVENT 1", "export EVENT", "import EVENT", "import EVENT x.csv --map name",
    "new EVENT", "new EVENT --programme p.csv --certificate-share 2",
    "new EVENT --programme p.csv --certificate-sessions x",
    "attendance EVENT extra", "--nonsense", "tickets EVENT --out list.pdf --list --sheet a4",
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
    ("attendees LONG", "too long"),
    ("scan MISSING", "no event file"),
    ("scan GARBAGE", "not an event"),
    ("scan EVENT --session Z", "no session or hand-out Z"),
    ("scan EVENT --room 화장실", "Rooms of this event"),
    ("scan EVENT --at yesterday", "is not a time"),
    ("scan EVENT --at 0001-01-01T00:00", "is not a time"),
    ("scan EVENT --at 9999-12-31T23:59", "is not a time"),
    ("scan EVENT --at 2024-02-30", "is not a time"),
    ("undo EVENT none --reason x", "no scan none"),
    ("undo EVENT none --reason ' '", "Give a reason"),
    ("attendee add EVENT", "needs a name"),
    ("attendee add EVENT --name ' '", "needs a name"),
    ("attendee add EVENT --name x --sessions A;Z", "no session or hand-out A"),
    ("attendee edit EVENT 0 --name x", "Nobody on the roster"),
    ("attendee cancel EVENT 0", "Nobody on the roster"),
    ("attendee block EVENT FIRST", "Give a reason"),
    ("attendee reissue EVENT 0", "Nobody on the roster"),
    ("attendee restore EVENT 'x; DROP TABLE op'", "Nobody on the roster"),
    ("import EVENT none.csv", "no file"),
    ("import EVENT FOLDER", "is a folder"),
    ("import EVENT EMPTY", "is empty"),
    ("import EVENT GARBAGE", "neither"),
    ("import EVENT EVENT", "."),
    ("import EVENT ROSTER --map name=Z9", "no column"),
    ("import EVENT ROSTER --map salary=A", "no field salary"),
    ("import EVENT ROSTER --map session:Z=A", "no session or hand-out Z"),
    ("import EVENT ROSTER --sheet none", "."),
    ("import EVENT LONG", "."),
    ("programme EVENT none.csv", "no file"),
    ("programme EVENT GARBAGE", "neither"),
    ("programme EVENT ROSTER", "."),
    ("new EVENT --programme none.csv", "already exists"),
    ("new fresh.kiosk --programme none.csv", "no file"),
    ("new none/fresh.kiosk --programme PROGRAMME", "does not exist"),
    ("new fresh.kiosk --programme PROGRAMME --timezone Asia/Atlantis", "not a time zone"),
    ("new fresh.kiosk --programme PROGRAMME --certificate-required Z", "no session or hand-out Z"),
    ("new fresh.kiosk --programme PROGRAMME --roster GARBAGE", "neither"),
    ("new LONG --programme PROGRAMME", "too long"),
    ("export EVENT --out x.doc", "should end in"),
    ("export EVENT --out none/x.xlsx", "cannot be saved"),
    ("backup EVENT --out EVENT", "overwrite the event itself"),
    ("backup EVENT --out none/x", "does not exist"),
    ("backup EVENT --out FOLDER", "is a folder"),
    ("backup EVENT --out .", "is a folder"),
    ("backup EVENT --out EMPTY", "not a backup of this event"),
    ("backup EVENT --out LONG", "."),
    ("badges EVENT --out x.pdf --layout none", "no layout"),
    ("badges EVENT --out x.pdf --sheet none", "no layout"),
    ("badges EVENT --out x.pdf --only 0", "Nobody on the roster"),
    ("badges EVENT --out EMPTY/x.pdf", "could not be saved"),
    ("tickets EVENT --out EMPTY", "is a file"),
    ("tickets EVENT --out EVENT", "is an event file"),
    ("tickets EVENT --out new.kiosk", "is an event file"),
    ("badges EVENT --out EVENT", "is an event file"),
    ("badges EVENT --out badges.png", "should end in one of: .pdf"),
    ("badges EVENT --out FOLDER", "should end in"),
    ("export EVENT --out EVENT", "is an event file"),
    ("export EVENT --out copy.csv", "is an event file"),
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
    assert "Traceback" not in result.err and "bug in the program" not in result.err
    *before, sentence = result.err.strip().splitlines()
    assert sentence.endswith((".", ")")) and len(before) <= 3
    assert not (tmp_path / "fresh.kiosk").exists()


def test_a_rejected_row_is_told_with_its_number_and_stores_nothing(run: Run, event: Path, tmp_path: Path):
    (tmp_path / "roster.csv").write_text("이름,세션\n도재담,P\n추솔,없는 세션\n", encoding="utf-8")
    result = run("import", event, "roster.csv", "--json")
    assert result.status == 1
    assert (result.json["new"], len(result.json["rejected"]), result.json["stored"]) == (1, 1, False)
    assert result.json["rejected"][0]["row"] == 3
    assert len(people(run, event)) == 3
    assert run("import", event, "roster.csv", "--leave-out-rejected").status == 0
    assert len(people(run, event)) == 4


def test_a_programme_with_a_rejected_row_says_that_it_was_not_stored(run: Run, event: Path, tmp_path: Path):
    file = tmp_path / "bad.csv"
    file.write_text("code,title_ko,starts_at,ends_at\nA,가,2024-02-27T10:00,2024-02-27T11:00\nB,나,,\n", "utf-8")
    result = run("programme", event, file, "--json")
    assert (result.status, result.json["new"], result.json["stored"]) == (1, 1, False)
    assert [(fault["row"], fault["title"]) for fault in result.json["rejected"]] == [(3, "나")]


def test_a_dry_run_stores_nothing(run: Run, event: Path, tmp_path: Path):
    (tmp_path / "roster.csv").write_text("이름\n도재담\n", encoding="utf-8")
    result = run("import", event, "roster.csv", "--dry-run", "--json")
    assert (result.status, result.json["new"], result.json["stored"]) == (0, 1, False)
    assert len(people(run, event)) == 3


def test_a_column_is_named_by_hand(run: Run, event: Path, tmp_path: Path):
    (tmp_path / "roster.csv").write_text("이름,갑,을\n도재담,한빛,부장\n", encoding="utf-8")
    assert run("import", event, "roster.csv", "--map", "affiliation=갑", "--map", "title=C").status == 0
    assert [people(run, event)[3][field] for field in ("name", "affiliation", "title")] == ["도재담", "한빛", "부장"]


def test_a_damaged_event_is_told(run: Run, event: Path):
    content = bytearray(event.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    event.write_bytes(content)
    for line in ("attendees", "attendance", "doctor", "scan"):
        result = run(line, event, stdin="1\n")
        assert (result.status, result.out) == (1, "")
        assert "is damaged" in result.err


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
@pytest.mark.parametrize("words", [(), ("demo", "somewhere"), ("open", "{event}"), ("{event}",)])
def test_without_a_display_the_window_is_refused_in_one_sentence(
    words: tuple[str, ...], run: Run, event: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    result = run(*(word.format(event=event) for word in words))
    assert (result.status, result.out) == (1, "")
    assert "no display" in result.err
    assert not (tmp_path / "somewhere").exists()


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
