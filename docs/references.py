"""What is told of every command, made of the program itself: for the pages, and for the manual of Unix systems.

MkDocs calls ``on_page_markdown`` for each page and gets the commands where a page says ``<!-- commands -->``, in the
page's language.  ``python docs/references.py manual LANGUAGE`` prints the page for ``man kiosk``.
"""

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import click

from kiosk import languages, version
from kiosk.cli import spoken
from kiosk.cli.main import kiosk
from kiosk.words import catalogue

MARK = "<!-- commands -->"
_KOREAN = ".ko.md"
_HEADINGS = {"en": ("NAME", "SYNOPSIS", "OPTIONS", "COMMANDS"), "ko": ("이름", "개요", "옵션", "명령")}
"""As the other pages of the manual in that language have them."""


@dataclass(frozen=True, slots=True)
class Described:
    """One command: its whole name, what follows the name, what it does, its options, an example."""

    name: str
    usage: str
    text: str
    options: tuple[tuple[str, str], ...]
    example: str


def described(language: str) -> list[Described]:
    """Every command, those of a group after the group, in the order of an event."""
    before = catalogue.language()
    catalogue.use_language(language)
    try:
        with spoken.click_in_language():
            context = click.Context(kiosk, info_name="kiosk", **kiosk.context_settings)
            return list(_walked(spoken.in_language(kiosk), context))
    finally:
        catalogue.use_language(before)


def markdown(language: str) -> str:
    """The commands as sections of a page."""
    return "\n".join(line for command in described(language) for line in _section(command))


def manual(language: str) -> str:
    """The commands as a page of the manual, in the language of ``man``."""
    (first, *others), (name, synopsis, options, commands) = described(language), _HEADINGS[language]
    lines = [
        f'.TH KIOSK 1 "" "kiosk {version.number()}"',
        f".SH {name}",
        f"kiosk \\- {_roff(first.text.partition('.')[0])}",
        f".SH {synopsis}",
        f".B kiosk\n{_roff(first.usage)}",
        f".SH {options}",
        *_roff_options(first),
        f".SH {commands}",
    ]
    for command in others:
        lines += [f".SS {_roff(command.name)} {_roff(command.usage)}", _roff(command.text).replace("\n\n", "\n.PP\n")]
        lines += [*_roff_options(command), *([f".PP\n{_roff(command.example)}"] if command.example else [])]
    return "\n".join(lines) + "\n"


def on_page_markdown(text: str, *, page: Any, **_others: object) -> str:
    """MkDocs: the page with the commands in their place."""
    language = "ko" if page.file.src_uri.endswith(_KOREAN) else languages.SOURCE
    return text.replace(MARK, markdown(language)) if MARK in text else text


def _walked(command: click.Command, context: click.Context) -> Iterator[Described]:
    pieces = command.collect_usage_pieces(context)
    records = (parameter.get_help_record(context) for parameter in command.get_params(context))
    options = tuple((names, re.sub(r"\s+", " ", text)) for names, text in filter(None, records) if text)
    name = context.command_path
    yield Described(name, " ".join(pieces), (command.help or "").strip(), options, (command.epilog or "").strip())
    if isinstance(command, click.Group):
        for word in command.list_commands(context):
            inner = command.get_command(context, word)
            if inner is not None and not inner.hidden:
                yield from _walked(inner, click.Context(inner, info_name=word, parent=context))


def _section(command: Described) -> Iterator[str]:
    yield from (f"### {command.name}", "", f"`{command.name} {command.usage}`", "", _plain(command.text), "")
    yield from ("| | |", "|---|---|")
    yield from (f"| `{_in_table(names)}` | {_in_table(_plain(text))} |" for names, text in command.options)
    yield from ("", _plain(command.example), "") if command.example else ("",)


def _plain(text: str) -> str:
    """Text that Markdown leaves as it is."""
    return re.sub(r"([<>*_`\[\]])", r"\\\1", text)


def _in_table(text: str) -> str:
    return text.replace("|", "\\|")


def _roff_options(command: Described) -> Iterator[str]:
    for names, text in command.options:
        yield f".TP\n.B {_roff(names)}\n{_roff(text)}"


def _roff(text: str) -> str:
    """Text that ``man`` leaves as it is: a hyphen is a minus there, a dot or quote at the start of a line a command."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"(?m)^([.'])", r"\\&\1", escaped)


PRINTS: dict[str, Callable[[str], str]] = {"manual": manual, "markdown": markdown}

if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(PRINTS[sys.argv[1]](sys.argv[2]))
