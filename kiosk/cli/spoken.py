"""What ``--help`` and wrong usage say, in the language in use.

The texts stand in English with the commands (docstrings, ``help=``) and are collected from there into the catalogue;
the words of click itself are in the catalogue, too, and click looks them up by gettext.
"""

import copy
import gettext
import inspect
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click

from kiosk import languages
from kiosk.letter_width import is_wide
from kiosk.words import catalogue
from kiosk.words.catalogue import N_, _

_EXAMPLE = "Example: "


def ngettext(one: str, many: str) -> tuple[str, str]:
    """Mark two texts of which a number chooses one, by the name gettext's tools look for."""
    return one, many


WORDS_OF_CLICK = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Positional arguments"),
    N_("Show this message and exit."),
    N_("Error: {message}"),
    N_("Try '{command} {option}' for help."),
    N_("Missing command."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing parameter"),
    N_("Missing {param_type}"),
    N_("Missing parameter: {param_name}"),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    N_("Option {name!r} does not take a value."),
    N_("Argument {name!r} takes {nargs} values."),
    N_("default: {default}"),
    N_("env var: {var}"),
    N_("required"),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value!r} is not a valid boolean. Recognized values: {states}"),
    N_("{value} is not in the range {range}."),
    N_("{name} {filename!r} does not exist."),
    N_("{name} {filename!r} is a file."),
    N_("{name} {filename!r} is a directory."),
    N_("{name} {filename!r} is not readable."),
    N_("{name} {filename!r} is not writable."),
    N_("file"),
    N_("directory"),
    N_("path"),
    N_("Could not open file {filename!r}: {message}"),
    N_("unknown error"),
    N_("Windows error: {error}"),
    N_("Choose from:\n\t{choices}"),
    N_("Error: The two entered values do not match."),
    N_("Error: invalid input"),
    N_("Repeat for confirmation"),
    N_("d"),
    ngettext("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    ngettext("{value!r} does not match the format {format}.", "{value!r} does not match the formats {formats}."),
    ngettext("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    ngettext("Takes {nargs} values but 1 was given.", "Takes {nargs} values but {len} were given."),
    ngettext(
        "{len_type} values are required, but {len_value} was given.",
        "{len_type} values are required, but {len_value} were given.",
    ),
)
"""What click says of a command, as it stands in click; the test run compares it with click's own source."""

IN_USAGE = (N_("[OPTIONS]"), N_("COMMAND [ARGS]..."), N_("[COMMAND] [ARGS]..."))
"""What click writes into lines of usage, and does not look up."""

_KINDS_OF_NUMBER = {
    "integer": N_("integer"),
    "integer range": N_("integer"),
    "float": N_("number"),
    "float range": N_("number"),
}
"""How click names what it expected instead, which it does not look up."""

_NARROW = "\0"
"""Follows each wide letter while click wraps a text: click counts letters, and a terminal its columns."""


class _Wrapped(click.HelpFormatter):
    """Help whose lines fit the terminal in scripts whose letters take two columns."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line of usage, behind click's own word for it."""
        prefix = f"{gettext.gettext('Usage:')} " if prefix is None else prefix
        super().write_usage(prog, _widened(args), _widened(prefix))

    def write_text(self, text: str) -> None:
        """Paragraphs, wrapped."""
        super().write_text(_widened(text))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Options or commands, each with its help."""
        super().write_dl([(_widened(name), _widened(text)) for name, text in rows], col_max, col_spacing)

    def getvalue(self) -> str:
        """Everything written."""
        return super().getvalue().replace(_NARROW, "")


class _Context(click.Context):
    formatter_class = _Wrapped


def _widened(text: str) -> str:
    return "".join(f"{letter}{_NARROW}" if is_wide(letter) else letter for letter in text)


@contextmanager
def click_in_language() -> Iterator[None]:
    """Let click speak the language in use: it asks gettext, which asks the environment."""
    before, domain = os.environ.get("LANGUAGE"), gettext.textdomain()
    language = catalogue.language()
    gettext.bindtextdomain("kiosk", languages.folder_of(language))
    gettext.textdomain("kiosk")
    os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        gettext.textdomain(domain)
        if before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before


def paragraphs(text: str) -> str:
    """A docstring as it stands in the catalogue: without indents, and each paragraph in one line."""
    return re.sub(r"(?<!\n)\n(?!\n)", " ", inspect.cleandoc(text))


def in_language(command: click.Command) -> click.Command:
    """A copy of the command, and of those within it, whose help is in the language in use."""
    spoken = copy.copy(command)
    spoken.context_class = _Context
    spoken.help = _(paragraphs(command.help)) if command.help else None
    spoken.options_metavar = _(command.options_metavar) if command.options_metavar else None
    if command.epilog:
        spoken.epilog = _("Example: {command}").format(command=command.epilog.removeprefix(_EXAMPLE))
    spoken.params = [_parameter(parameter) for parameter in command.params]
    if isinstance(spoken, click.Group):
        spoken.subcommand_metavar = _(spoken.subcommand_metavar)
        spoken.commands = {name: in_language(inner) for name, inner in spoken.commands.items()}
    return spoken


def _parameter(parameter: click.Parameter) -> click.Parameter:
    spoken, kind = copy.copy(parameter), parameter.type
    if kind.name in _KINDS_OF_NUMBER:
        spoken.type = copy.copy(kind)
        spoken.type.name = _(_KINDS_OF_NUMBER[kind.name])
    if isinstance(spoken, click.Option):
        spoken.metavar = parameter.metavar or _stands_for(kind)
        spoken.help = _(spoken.help) if spoken.help else None
    return spoken


def _stands_for(kind: click.ParamType[object]) -> str | None:
    """What stands for a value in help, the same in every language; None where click's own word is."""
    if isinstance(kind, click.Path):
        return "PATH"
    return "NUMBER" if kind.name in _KINDS_OF_NUMBER else None
