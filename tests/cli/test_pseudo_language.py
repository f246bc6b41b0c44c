"""What commands say in a language made from the English: nothing is left in English or joined from pieces."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from kiosk.cli.main import VERBS
from tests import papers, pseudo
from tests.cli.calls import Run, command_of, every_command
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
_NO_WORDS = re.compile(r"[\w./-]*\.(?:kiosk|pdf|xlsx)|[0-9a-f-]{36}(?::\d+)?|참석자\d")
"""Files, ids and the people of the event."""

DATA = {"하루", "모임", "산", "Asia/Seoul", "laptop-1", "Korean", "English", "talk", "registration"}
DATA |= {text for one in A_DAY for text in (*one.titles.values(), one.room, one.code, one.kind)}


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
