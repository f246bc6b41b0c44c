"""What ``--help`` and wrong usage say, in the language in use.

The texts stand in English with the commands (docstrings, ``help=``) and are collected from there into the catalogue;
the words of click itself are in the catalogue, too, and click looks them up by gettext.
"""

import copy
import gettext
import inspect
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager

import click

from kiosk import languages
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
    N_("Show this message and exit."),
    N_("Error: {message}"),
    N_("Try '{command} {option}' for help."),
    N_("Missing command."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing parameter"),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    N_("Option {name!r} does not take a value."),
    N_("default: {default}"),
    N_("required"),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
    N_("Choose from:\n\t{choices}"),
    N_("Error: The two entered values do not match."),
    N_("Repeat for confirmation"),
    ngettext("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    ngettext("{value!r} does not match the format {format}.", "{value!r} does not match the formats {formats}."),
    ngettext("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    ngettext("Takes {nargs} values but 1 was given.", "Takes {nargs} values but {len} were given."),
)
"""What click says of a command, as it stands in click."""


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
    spoken.help = _(paragraphs(command.help)) if command.help else None
    if command.epilog:
        spoken.epilog = _("Example: {command}").format(command=command.epilog.removeprefix(_EXAMPLE))
    spoken.params = [_parameter(parameter) for parameter in command.params]
    if isinstance(spoken, click.Group):
        spoken.commands = {name: in_language(inner) for name, inner in spoken.commands.items()}
    return spoken


def _parameter(parameter: click.Parameter) -> click.Parameter:
    if not isinstance(parameter, click.Option) or not parameter.help:
        return parameter
    spoken = copy.copy(parameter)
    spoken.help = _(parameter.help)
    return spoken
