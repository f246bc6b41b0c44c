"""Help and wrong usage in the language in use: every word of click is known, and every line fits a terminal."""

import ast
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from kiosk.cli.spoken import WORDS_OF_CLICK
from tests.cli.calls import Run, every_command

NEVER_SAID = {
    # to who writes a command wrongly, by an exception of its own
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
    "Could not determine name for option with declarations {decls!r}",
    "Name '{name}' defined twice",
    "No options defined but a name was passed ({name}). Did you mean to declare an argument instead?"
    " Did you mean to pass '--{name}'?",
    "Unknown color {colour!r}",
    "Unknown standard stream '{name}'",
    "Value must be an iterable.",
    "Invalid start character for option ({option})",
    "Choice({choices})",
    # by what our commands do not use: editors, pauses, deprecation, versions and questions of click's own
    "{editor}: Editing failed",
    "{editor}: Editing failed: {e}",
    "Press any key to continue...",
    "%(prog)s, version %(version)s",
    "Show the version and exit.",
    "Do you want to continue?",
    "Confirm the action without prompting.",
    "{value!r} is not a valid UUID.",
    "{name} {filename!r} is not executable.",
    "(dynamic)",
    "deprecated",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}",
    "Couldn't detect Bash version, shell completion is not supported.",
    "Shell completion is not supported for Bash versions older than 4.4.",
    # by what answers before click does: ``kiosk.cli.main`` tells that it was stopped
    "Aborted!",
}


def texts_of_click() -> Iterator[str | tuple[str, str]]:
    """Every text that click looks up, as it stands in its source."""
    for file in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "ngettext"):
                said = tuple(one.value for one in node.args if isinstance(one, ast.Constant))
                if said:
                    yield said[0] if len(said) == 1 else said


def test_every_text_of_click_is_in_the_catalogue_or_never_said() -> None:
    of_click = set(texts_of_click())
    assert len(of_click) > 50
    assert of_click - set(WORDS_OF_CLICK) - NEVER_SAID == set()
    by_a_variable = {"required"}
    assert set(WORDS_OF_CLICK) - of_click == by_a_variable, "click says this no longer"


@pytest.mark.parametrize("words", tuple(every_command()), ids=" ".join)
def test_help_in_korean_fits_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    monkeypatch.setenv("KIOSK_LANGUAGE", "ko")
    monkeypatch.setenv("COLUMNS", "80")
    told = run(*words, "--help").out
    assert "선택 사항:" in told
    assert [line for line in told.splitlines() if _columns(line) > 80] == []


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
