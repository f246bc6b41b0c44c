"""What the pages name is there: links, files, and every command line with its options."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml

import run
from kiosk.cli.main import kiosk

CHECKOUT = Path(__file__).resolve().parent.parent
PAGES = [
    *(CHECKOUT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")),
    *sorted((CHECKOUT / "docs").rglob("*.md")),
]
pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(CHECKOUT).as_posix())
SITE = yaml.safe_load((CHECKOUT / "mkdocs.yml").read_text(encoding="utf-8"))
LONGEST = 24
"""Words of a sentence in a page that people read."""
OURS = ("docs/", "kiosk/", "printing/", "resources/", "tests/")
NOT_OF_THE_CHECKOUT = {"kiosk/resources"}  # where the wheel has them


def pages_for_people() -> list[Path]:
    """What is read by those who use the program or add to it, in English; not what its makers tell each other."""
    parts = [part if isinstance(part, dict) else {"": [part]} for part in SITE["nav"]]
    named = [name for part in parts for heading in ("", "Using it", "Adding to it") for name in part.get(heading, ())]
    return [*(CHECKOUT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")),
            *(CHECKOUT / "docs" / name for name in named)]  # fmt: skip


def sentences(text: str) -> Iterator[str]:
    """Each sentence of a page; items of a list and cells of a table begin anew, and a span of code is one word."""
    text = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"\]\([^)]*\)", "]", re.sub(r"`[^`]*`", "Code", text))
    for item in re.split(r"\n\s*\n|\n\s*(?:[-*]|\d+\.) |\n#+ |\|", text):
        yield from re.split(r"(?<=[.!?])[)”’*]*\s+(?=[^a-z])", " ".join(item.split()))


def anchors(page: Path) -> set[str]:
    """The headings of a page as links name them."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def command_lines(text: str) -> Iterator[str]:
    """Every call of ``kiosk`` in a code span or a code block, up to its remark."""
    blocks = re.findall(r"^```\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))
    for line in [*lines, *spans]:
        if re.match(r"kiosk( |$)", line):
            yield line.partition("#")[0].strip()


def fault_of(line: str) -> str:
    """What of a command line the program does not know, or nothing."""
    context = click.Context(kiosk)
    command, known = kiosk, {"--help"}
    for word in line.split()[1:]:
        known |= {option for given in command.params for option in (*given.opts, *given.secondary_opts)}
        if word.startswith("--"):
            if word not in known:
                return f"no option {word}"
        elif isinstance(command, click.Group) and (found := command.get_command(context, word)) is not None:
            command = found
        elif command is kiosk and word.islower() and word.isascii():
            return f"no command {word}"
    return ""


@pages
def test_every_link_leads_somewhere(page: Path):
    for target in re.findall(r"\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
        file, _, anchor = target.partition("#")
        there = page.parent / file if file else page
        assert there.exists(), target
        assert not anchor or anchor in anchors(there), target


@pages
def test_every_file_that_is_named_exists(page: Path):
    named = [name for name in re.findall(r"`([\w./*-]+)`", page.read_text(encoding="utf-8")) if name.startswith(OURS)]
    assert [name for name in named if name not in NOT_OF_THE_CHECKOUT and not list(CHECKOUT.glob(name))] == []


@pages
def test_no_table_is_torn_apart(page: Path):
    """A row that follows no other row is the head of a table, and a line of dashes follows it."""
    lines = ["", *page.read_text(encoding="utf-8").splitlines(), ""]
    heads = [n for n, line in enumerate(lines) if line.startswith("|") and not lines[n - 1].startswith("|")]
    assert [lines[n] for n in heads if not re.fullmatch(r"\|[-:| ]+\|", lines[n + 1])] == []


@pages
def test_every_command_line_is_understood(page: Path):
    lines = set(command_lines(page.read_text(encoding="utf-8")))
    assert {line: fault for line in lines if (fault := fault_of(line))} == {}


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("kiosk levitate x.pdf", "no command levitate"),
        ("kiosk badges w.kiosk --colour red", "no option --colour"),
        ("kiosk hub create EVENT --loud", "no option --loud"),
        ("kiosk --operator NAME export w.kiosk --out a.csv", ""),
        ("kiosk meetings w.kiosk import a.xlsx --dry-run", ""),
    ],
)
def test_a_command_line_that_is_not_understood_is_noticed(line: str, fault: str):
    assert fault_of(line) == fault


@pytest.mark.parametrize("page", pages_for_people(), ids=lambda page: page.relative_to(CHECKOUT).as_posix())
def test_no_sentence_for_people_is_too_long(page: Path):
    told = sentences(page.read_text(encoding="utf-8"))
    assert [one for one in told if len(re.findall(r"[^\W_][\w'’./-]*", one)) > LONGEST] == []


def test_sentences_are_told_apart():
    page = """# Head

One (`kiosk a. B`) and [two. Three](there.md). Four:

- five
- six; it goes
  on. Seven

| eight | nine |
|---|---|
"""
    told = [one.strip() for one in sentences(page)]
    parts = [
        "# Head",
        "One (Code) and [two.",
        "Three].",
        "Four:",
        "- five",
        "six; it goes on.",
        "Seven",
        "eight",
        "nine",
    ]
    assert [one for one in told if one.strip("-")] == parts


def test_nothing_is_misspelt_in_pages_and_code():
    looked_at = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "docs", "kiosk", "printing", "run.py"]
    command = [sys.executable, "-m", "codespell_lib", *looked_at]
    result = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_systems_that_others_test_on_get_what_the_tests_want():
    listed = (CHECKOUT / ".github" / "workflows" / "tests.yml").read_text(encoding="utf-8")
    tables = (run.QT_LIBRARIES, run.WINDOW_LIBRARIES, run.DOCUMENT_PROGRAMS, run.JOURNEY_PROGRAMS, run.KOREAN_INPUT)
    more = (run.FAULT_PROGRAMS, run.PRINT_PROGRAMS, run.BROWSER, run.KEY_RING, {"objdump": "binutils"})
    wanted = {package for table in (*tables, *more) for package in table.values()}
    assert wanted <= set(re.findall(r"[\w.+-]+", listed))


def test_every_promise_of_the_threat_model_is_held_by_a_test_that_is_there():
    page = (CHECKOUT / "docs" / "threat-model.md").read_text(encoding="utf-8")
    promised = page.partition("## What is promised")[2].partition("\n## ")[0]
    rows = [line for line in promised.splitlines() if line.startswith("| ") and not line.startswith("| promise ")]
    tests = list((CHECKOUT / "tests").rglob("test_*.py"))
    there = {path.name for path in tests}
    for path in tests:
        there.update(re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE))
    assert len(rows) > 20
    for row in rows:
        held = re.findall(r"`(test_\w+(?:\.py)?)", row.split("|")[2])
        assert held, f"nothing holds: {row}"
        assert [name for name in held if name not in there] == [], row
