"""A call of ``kiosk`` in this process, as the tests of the command line see it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from kiosk.cli.main import VERBS, kiosk


@dataclass(frozen=True)
class Result:
    """What one call did."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> dict:
        """The one object printed."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[dict]:
        """The objects printed, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Result]


def people(run: Run, event: Path) -> list[dict]:
    """Everybody of the event, as ``kiosk attendees --json`` prints them."""
    return run("attendees", event, "--json").lines


def scan(run: Run, event: Path, *lines: str | dict, **options: str) -> Result:
    """``kiosk scan`` of codes as a scanner types them; with an object among them, of what a script says."""
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    if any(isinstance(line, dict) for line in lines):
        words.append("--jsonl")
        lines = tuple(json.dumps(line if isinstance(line, dict) else {"code": line}) for line in lines)
    return run("scan", event, *words, stdin="".join(f"{line}\n" for line in lines))


def told_scan(run: Run, event: Path, *lines: str, **options: str) -> Result:
    """``kiosk scan --jsonl`` of lines as they are."""
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    return run("scan", event, *words, "--jsonl", stdin="".join(f"{line}\n" for line in lines))


def every_command() -> Iterator[tuple[str, ...]]:
    """The words that call each command, and each within a group; ``day.kiosk`` where its event stands in between."""
    for verb in VERBS:
        command = kiosk.get_command(click.Context(kiosk), verb)
        if isinstance(command, click.Group):
            event = ("day.kiosk",) if command.params else ()
            yield from ((verb, *event, inner) for inner in command.commands)
        yield (verb,)


def command_of(words: tuple[str, ...]) -> click.Command:
    """The command that such words call."""
    command = kiosk.get_command(click.Context(kiosk), words[0])
    return command.commands[words[-1]] if isinstance(command, click.Group) and len(words) > 1 else command
