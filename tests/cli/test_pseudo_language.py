"""What commands say in a language made from the English: nothing is left in English or joined from pieces."""

import errno
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from kiosk.actions.desks.hub import event_of, server_of
from kiosk.actions.event import opened, read_event
from kiosk.cli.main import VERBS
from kiosk.store import hub_server
from tests import papers, pseudo
from tests.cli import stories
from tests.cli.calls import Result, Run, command_of, every_command
from tests.key_rings import laptop
from tests.making import A_DAY

COMMANDS = (
    ("doctor",), ("statistics",), ("checklist",), ("audit",), ("conflicts",), ("attendees",), ("event",), ("privacy",),
    ("purge",), ("figures",), ("rollcall",), ("access",), ("queue",), ("imports",), ("attendance",),
    ("badges", "--out", "out.pdf"), ("tickets", "--out", "out.pdf"), ("tickets", "--out", "tickets"),
    ("tickets", "--list", "--out", "out.pdf"), ("mail", "--out", "out.xlsx"), ("helper", "--out", "out.pdf"),
    ("certificates", "--out", "out.pdf"), ("certificates", "list"), ("certificates", "revoke", "A-1", "--reason", "x"),
    ("certificates", "register", "--out", "out.xlsx"), ("signin", "--session", "E", "--out", "out.pdf"),
    ("signin", "--session", "Z", "--out", "out.pdf"), ("export", "--out", "out.xlsx"), ("export", "--out", "out.csv"),
    ("export", "--out", "out.nope"), ("report", "--out", "out.pdf"), ("evidence", "--out", "evidence"),
    ("backup", "--out", "copy.kiosk"), ("recover",), ("encrypt",), ("recovery-code",), ("decrypt",),
    ("undo", "none", "--reason", "x"), ("sync", "--once"), ("verify",), ("import", "out.xlsx"),
    ("programme", "out.csv"),
)  # fmt: skip
_WITHOUT_WORDS = ("attendees", "conflicts", "queue", "imports", "attendance", "access")
"""Commands that list what there is, here nothing."""
_NO_WORDS = re.compile(
    r"[\w./-]*/[\w./-]+|[\w-]+\.(?:kiosk|kioskjoin|pdf|xlsx|csv|json)\b|[0-9a-f-]{36}(?::\d+)?|참석자\d|\d s\b|:\d\d\b"
)
"""Files, ids and the people of the event."""

DATA = {"하루", "모임", "산", "Asia/Seoul", "laptop-1", "Korean", "English", "talk"}
DATA |= {"en", "ko", "qps", "a@example.com", "b@example.com", "c@example.com", "utf-8"}
DATA |= {os.strerror(errno.ECONNREFUSED), os.strerror(errno.ENOENT)}
DATA |= {text for one in A_DAY for text in (*one.titles.values(), one.room, one.code)}


_OF_COMMANDS = re.compile(
    r"-{1,2}[\w-]+|[\w./-]*\.(?:kiosk|pdf|xlsx)|\[[^⟦⟧]*?\]|\{[^}⟦⟧]*\}|\w+(?:\|\w+)+|\b[A-Z][A-Z0-9_=]+\b"
)
"""Names of options, files, what is chosen from, and what stands for a value."""


@pytest.fixture
def _spoken(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Speak the language; after ``run``, which lets the tests speak English."""
    pseudo.make(tmp_path / "catalogues")
    monkeypatch.setenv("KIOSK_TRANSLATIONS", str(tmp_path / "catalogues"))
    monkeypatch.setenv("KIOSK_LANGUAGE", pseudo.CODE)


@pytest.mark.parametrize("words", tuple(every_command()), ids=" ".join)
@pytest.mark.usefixtures("_spoken")
def test_the_help_of_a_command_is_in_the_language(run: Run, event: Path, words: tuple[str, ...]) -> None:
    usage, _line, rest = run(*(event if word == "day.kiosk" else word for word in words), "--help").out.partition(
        "\n\n"
    )
    assert usage.startswith("⟦")
    options = " ".join(rest.split()).partition("⟦Çõmmàñdš")[0]
    left = " ".join(_OF_COMMANDS.sub("", " ".join(pseudo.outside(options))).split())
    assert not re.search("[A-Za-z]{3}", left), left


@pytest.mark.usefixtures("_spoken")
def test_the_list_of_commands_is_in_the_language(run: Run) -> None:
    listed = run("--help").out.partition("⟦Çõmmàñdš")[2].partition("\n\n")[0].splitlines()[1:]
    told = [line.split(maxsplit=1) for line in listed if re.match(r"  \w", line)]
    assert [name for name, *_text in told] == list(VERBS)
    assert [name for name, text in told if not text.startswith("⟦")] == []


_QUOTED = re.compile(r"'[^']*'|\{[^{}]*\}|\d<=x(?:<=\d+)?|x>=\d")
"""Names and values in what is said of wrong usage."""


def _wrong_calls(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Calls of a command that click refuses: with nothing, with too much, and with each option and argument wrong."""
    command = command_of(words)
    arguments = [("1",) * max(1, one.nargs) for one in command.params if isinstance(one, click.Argument)]
    given = (*words, *(word for each in arguments for word in each))
    yield (*words, "--no-such-option")
    yield (*given, "--json=3") if any("--json" in one.opts for one in command.params) else (*words, "--help=3")
    if any(one.required for one in command.params) and not isinstance(command, click.Group):
        yield words
    for one in command.params:
        if isinstance(one, click.Option) and not one.is_flag:
            yield (*given, one.opts[0])
            kinds = one.type.types if isinstance(one.type, click.Tuple) else [one.type]
            if not all(isinstance(kind, click.types.StringParamType | click.Path) for kind in kinds):
                yield (*given, one.opts[0], *("wrong",) * one.nargs)
    if not isinstance(command, click.Group) and all(one.nargs > 0 for one in command.params):
        yield (*given, "too", "much")


@pytest.mark.parametrize("words", tuple(every_command()), ids=" ".join)
@pytest.mark.usefixtures("_spoken")
def test_what_is_said_of_wrong_usage_is_in_the_language(run: Run, words: tuple[str, ...]) -> None:
    for call in _wrong_calls(words):
        said = run(*call)
        assert said.status == 2, (call, said)
        assert "⟦Érrõr: " in said.err, call
        _usage, _try, *errors = said.err.partition("⟦Érrõr")
        told = _QUOTED.sub("", " ".join(pseudo.outside("".join(("⟦Érrõr", *errors)))))
        assert not re.search("[A-Za-z]{2}", told), (call, said.err)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
@pytest.mark.usefixtures("_spoken")
def test_a_command_says_nothing_in_another_language(run: Run, event: Path, words: tuple[str, ...]) -> None:
    told = run(words[0], event, *words[1:])
    assert "⟦" in told.out + told.err or words[0] in _WITHOUT_WORDS or words[1:] == ("list",)
    shown = "" if words[0] == "attendance" else told.out + told.err  # that is for programs
    assert pseudo.faults(_NO_WORDS.sub("", shown), DATA) == []


def said(told: Result, line: str) -> str:
    """What people read of an answer: of a scan, whose answers are for programs, the sentence in it."""
    if line.startswith("scan "):
        return "\n".join(answer["message"] for answer in told.lines) + told.err
    return "" if line.startswith("attendance ") else told.out + told.err


def faults_in(run: Run, event: Path, story: str) -> list[tuple[str, str]]:
    """Each line of a story with what was not said in the language."""
    return [
        (line, fault)
        for line, told in stories.told(run, event, story)
        for fault in pseudo.faults(_NO_WORDS.sub("", said(told, line)), DATA | stories.WORDS)
    ]


def test_every_command_is_in_a_story() -> None:
    groups = {words for words in every_command() if isinstance(command_of(words), click.Group)}
    assert set(every_command()) - groups - stories.SERVED <= stories.called() | {words[:1] for words in COMMANDS}


@pytest.mark.parametrize("name", stories.STORIES)
@pytest.mark.usefixtures("_spoken")
def test_a_story_is_told_in_the_language(run: Run, event: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIOSK_NEW_PIN", "402817")
    monkeypatch.setenv("KIOSK_PIN", "402817")
    stories.write_files(event.parent)
    with laptop():
        assert faults_in(run, event, stories.STORIES[name]) == []


def first_line(*words: str | Path) -> str:
    """What a command says that runs until it is ended."""
    command = [sys.executable, "-m", "kiosk", *map(str, words)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:
        try:
            return process.stdout.readline()
        finally:
            process.send_signal(signal.SIGTERM)


@pytest.mark.long
@pytest.mark.usefixtures("_spoken")
def test_the_hub_speaks_the_language(run: Run, event: Path) -> None:
    made = run("hub", "create", event, "--desk", "본부")
    assert (made.status, pseudo.faults(made.out, set())) == (0, [])
    with opened(read_event(event)) as records:
        server = server_of(event_of(records))
    assert pseudo.faults(first_line("hub", "serve", event), set()) == []
    hub_server.start(server)
    try:
        assert pseudo.faults(first_line("hub", "metrics", event, "--port", "0"), {"http", "metrics"}) == []
        assert faults_in(run, event, stories.HUB_STORY) == []
        assert (event.parent / "sheets.pdf").is_file()
    finally:
        hub_server.stop(server, at_once=True)


_PAPERS = ("report.pdf", "report.docx", "report.xlsx", "attendance.xlsx", "attendance.csv", "register.xlsx", "roll.pdf")
_COMMANDS_OF = {
    "report": ("report",), "attendance": ("export",), "register": ("certificates", "register"), "roll": ("rollcall",),
}  # fmt: skip
_DATA_ON_PAPER = DATA | {"하루", "사람", "회사"}


@pytest.mark.parametrize("name", _PAPERS)
@pytest.mark.usefixtures("_spoken")
def test_a_paper_says_nothing_in_another_language(run: Run, event: Path, name: str) -> None:
    verb, *more = _COMMANDS_OF[name.partition(".")[0]]
    assert run(verb, event, *more, "--out", name).status == 0
    texts = list(papers.texts(event.parent / name))
    assert any("~" in text for text in texts)
    found = [fault for text in texts for fault in pseudo.untranslated(text, _DATA_ON_PAPER)]
    assert found == []


@pytest.mark.usefixtures("_spoken")
def test_a_heading_of_several_words_takes_two_lines_before_it_is_cut(run: Run, event: Path) -> None:
    run("report", event, "--out", "report.pdf")
    said = " ".join(papers.texts(event.parent / "report.pdf"))
    for heading in ("Minutes in all", "Most at one time", "Of those no longer earned"):
        assert pseudo.pseudo(heading).strip("⟦⟧").partition("~")[0] + "~" in said


@pytest.mark.usefixtures("_spoken")
def test_the_evidence_says_nothing_in_another_language(run: Run, event: Path) -> None:
    run("evidence", event, "--out", "evidence")
    folder = event.parent / "evidence"
    assert len(list(folder.glob("*.pdf"))) > 2
    found = [
        (file.name, fault) for file in sorted(folder.glob("0[0-5]*"))
        for text in (papers.texts(file) if file.is_file() and file.suffix != ".csv" else ())
        for fault in pseudo.untranslated(text, _DATA_ON_PAPER)
    ]  # fmt: skip
    assert found == []
