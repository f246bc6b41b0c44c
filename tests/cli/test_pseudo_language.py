"""What commands say in a language made from the English: nothing is left in English or joined from pieces."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from kiosk.cli.main import VERBS
from tests import pseudo
from tests.cli.calls import Run, command_of, every_command
from tests.making import A_DAY

COMMANDS = (
    ("doctor",), ("statistics",), ("checklist",), ("audit",), ("conflicts",), ("attendees",),
    ("purge",),
    ("badges", "--out", "out.pdf"), ("tickets", "--out", "out.pdf"), ("certificates", "--out", "out.pdf"),
    ("signin", "--session", "E", "--out", "out.pdf"), ("signin", "--session", "Z", "--out", "out.pdf"),
    ("export", "--out", "out.xlsx"), ("report", "--out", "out.pdf"), ("backup", "--out", "copy.kiosk"),
    ("undo", "none", "--reason", "x"),
)  # fmt: skip
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
            if not isinstance(one.type, click.types.StringParamType | click.Path):
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
    assert "⟦" in told.out + told.err or words[0] in ("attendees", "conflicts")
    assert pseudo.faults(_NO_WORDS.sub("", told.out + told.err), DATA) == []
