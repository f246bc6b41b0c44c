"""What the pages and the manual tell of the commands is what the program has: names, options, variables, shapes."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from docs import references
from kiosk import settings
from kiosk.actions.preparing.laptop import this_laptop
from kiosk.actions.preparing.try_laptop import try_laptop
from kiosk.cli.main import kiosk, main
from kiosk.core.laptop import Devices
from kiosk.words import catalogue
from kiosk.words.readiness import TOPICS

CHECKOUT = Path(__file__).resolve().parent.parent
PAGES = {"en": CHECKOUT / "docs" / "commands.md", "ko": CHECKOUT / "docs" / "commands.ko.md"}
languages = pytest.mark.parametrize("language", PAGES)


def table(language: str, heading: int) -> list[list[str]]:
    """The rows of the table in the section of that number."""
    section = re.split(r"(?m)^## ", PAGES[language].read_text(encoding="utf-8"))[heading]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("|")]
    return rows[2:]


EXIT, VARIABLES, SHAPES = 1, 2, 4


def commands(command: click.Command, name: str = "kiosk") -> Iterator[tuple[str, click.Command]]:
    """Every command by its whole name."""
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for word in command.list_commands(context):
            yield from commands(command.get_command(context, word), f"{name} {word}")


@languages
def test_every_command_with_each_of_its_options_is_told_in_both_languages(language: str):
    # A group that is about an event names it before the command.
    told = {re.sub(r" [A-Z]+\b", "", command.name): command for command in references.described(language)}
    assert list(told) == [name for name, _command in commands(kiosk)]
    for name, command in commands(kiosk):
        named = " ".join(names for names, _text in told[name].options)
        options = [option for parameter in command.params for option in parameter.opts if option.startswith("--")]
        assert [option for option in options if option not in named] == [], name
        assert told[name].text, name
    if language == "ko":
        assert [name for name, command in told.items() if not re.search("[가-힣]", command.text)] == []


def test_the_language_in_use_stays_what_it_was():
    before = catalogue.language()
    references.markdown("ko")
    assert catalogue.language() == before


@languages
def test_the_page_gets_the_commands_where_it_asks_for_them(language: str):
    assert PAGES[language].read_text(encoding="utf-8").count(references.MARK) == 1


@languages
@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_the_manual_can_be_set_without_a_warning(language: str):
    command = ["groff", "-man", "-ww", "-Kutf8", "-Tutf8"]
    done = subprocess.run(command, input=references.manual(language), capture_output=True, encoding="utf-8", check=True)
    faults = [line for line in done.stderr.splitlines() if "cannot" not in line]  # lines that a terminal cannot break
    assert faults == []
    assert "kiosk hub invite" in re.sub("\x1b\\[[0-9;]*m", "", done.stdout)


@languages
def test_every_variable_that_the_program_reads_is_told_and_no_other(language: str):
    read = {
        name
        for package in ("kiosk", "printing")
        for file in (CHECKOUT / package).rglob("*.py")
        for name in re.findall(r"\bKIOSK_[A-Z0-9_]+\b", file.read_text(encoding="utf-8"))
    }
    assert {row[0].strip("`") for row in table(language, VARIABLES)} == read


@languages
def test_every_exit_status_is_told(language: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture):
    seen = set()
    for words in (["--version"], ["doctor", "nowhere.kiosk"], ["--no-such"]):
        monkeypatch.setattr(sys, "argv", ["kiosk", *words])
        seen.add(str(main()))
    capfd.readouterr()
    assert {row[0] for row in table(language, EXIT)} == seen | {"130"}


@pytest.fixture(scope="module")
def event(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole event, so that every command has something to print."""
    folder = tmp_path_factory.mktemp("day") / "out"
    command = [sys.executable, "-m", "kiosk", "rehearse", "--out", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    (made,) = folder.glob("*.kiosk")
    return made


def test_what_a_command_prints_as_json_has_the_keys_that_are_told(
    event: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture
):
    assert table("ko", SHAPES) == table("en", SHAPES)
    demo = CHECKOUT / "resources" / "demo"
    meant = {"EVENT": event, "ROSTER.xlsx": demo / "roster.xlsx", "PROGRAMME.csv": demo / "programme.csv"}
    scanned = tmp_path / "scanned"
    scanned.write_text("1234\n", encoding="utf-8")
    wrong = {}
    for command, keys in table("en", SHAPES):
        words = [str(meant.get(word, word)) for word in command.strip("`").split()]
        capfd.readouterr()
        with scanned.open(encoding="utf-8") as stdin, monkeypatch.context() as patch:
            patch.chdir(tmp_path)
            patch.setattr(sys, "stdin", stdin)
            patch.setattr(sys, "argv", words)
            main()
        said, trouble = capfd.readouterr()
        first = json.loads(said.splitlines()[0]) if said else trouble
        if list(first) != re.findall(r"`(\w+)`", keys):
            wrong[command] = list(first)
    assert wrong == {}


def test_every_part_of_a_tried_laptop_has_a_row_that_says_how_often_it_was_tried():
    page = (CHECKOUT / "docs" / "tried.md").read_text(encoding="utf-8")
    told = re.findall(r"(?m)^\| ([a-z ]+) \|", page.partition("## Systems")[0])
    lines = try_laptop(Devices(1366, 768, 100, 0, 0, 0), this_laptop(settings.load()))
    assert told[1:] == [TOPICS[topic].lower() for topic in dict.fromkeys(line.topic for line in lines)]
