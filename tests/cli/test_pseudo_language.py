"""What commands say in a language made from the English: nothing is left in English or joined from pieces."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from kiosk.cli.main import VERBS, kiosk
from tests import pseudo
from tests.cli.calls import Run
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


def _commands() -> Iterator[tuple[str, ...]]:
    """The words that call each command, and each within a group."""
    for verb in VERBS:
        command = kiosk.get_command(click.Context(kiosk), verb)
        if isinstance(command, click.Group):
            # the meetings are called with their event in between
            event = ("day.kiosk",) if command.params else ()
            yield from ((verb, *event, inner) for inner in command.commands)
        yield (verb,)


@pytest.mark.parametrize("words", tuple(_commands()), ids=" ".join)
@pytest.mark.usefixtures("_spoken")
def test_the_help_of_a_command_is_in_the_language(run: Run, event: Path, words: tuple[str, ...]) -> None:
    told = " ".join(run(*(event if word == "day.kiosk" else word for word in words), "--help").out.split())
    usage, _options, rest = told.partition("]")
    assert usage.startswith("⟦")
    options = rest.partition("⟦Çõmmàñdš")[0]
    left = " ".join(_OF_COMMANDS.sub("", " ".join(pseudo.outside(options))).split())
    assert not re.search("[A-Za-z]{3}", left), left


@pytest.mark.usefixtures("_spoken")
def test_the_list_of_commands_and_wrong_usage_are_in_the_language(run: Run, event: Path) -> None:
    listed = run("--help").out.partition("⟦Çõmmàñdš")[2].partition("\n\n")[0].splitlines()[1:]
    told = [line.split(maxsplit=1) for line in listed if re.match(r"  \w", line)]
    assert [name for name, *_text in told] == list(VERBS)
    assert [name for name, text in told if not text.startswith("⟦")] == []
    for words in (
        *(("badges", event), ("badges", event, "--colour"), ("badges", event, "--sort"), ("badgess",)),
        *(("plugins", "a", "b"), ("import", event, "x", "--map", "y"), ("rehearse", "--desks", "0")),
    ):
        said = run(*words)
        assert said.status == 2
        assert "⟦Érrõr: " in said.err, said.err


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
@pytest.mark.usefixtures("_spoken")
def test_a_command_says_nothing_in_another_language(run: Run, event: Path, words: tuple[str, ...]) -> None:
    told = run(words[0], event, *words[1:])
    assert "⟦" in told.out + told.err or words[0] in ("attendees", "conflicts")
    assert pseudo.faults(_NO_WORDS.sub("", told.out + told.err), DATA) == []
