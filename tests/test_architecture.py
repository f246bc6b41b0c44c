"""The structure that docs/architecture.md draws is the one the code has."""

import ast
import importlib.metadata
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.core.operation import Kind
from kiosk.store.schema import READ_MODEL

CHECKOUT = Path(__file__).resolve().parent.parent
PACKAGES = ("kiosk", "printing")
NOT_THE_PROGRAM = {"bench", "test", "bundle", "build", "pages", "mutation"}  # extras for work on the code
VAGUE_NAMES = {"common", "helper", "helpers", "manager", "misc", "util", "utils"}

# What core may not touch, because the same values must give the same answer everywhere and at any time.
IMPURE_MODULES = {
    *("asyncio", "glob", "io", "logging", "os", "pathlib", "random", "secrets", "shutil", "socket", "sqlite3"),
    *("subprocess", "sys", "tempfile", "threading", "time", "urllib", "uuid"),
}
PURE_PARTS = ("urllib.parse.",)  # only takes a link's text apart
IMPURE_CALLS = {"input", "open", "print"}
CLOCK_METHODS = {"now", "today", "utcnow"}


def modules_of(*folders: str) -> list[Path]:
    """The Python files under some folders of the checkout."""
    return sorted(path for folder in folders for path in (CHECKOUT / folder).rglob("*.py"))


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and full name of everything imported anywhere in ``tree``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module or ''}.{alias.name}") for alias in node.names)


# --- import contracts ---


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the contracts of ``folder``'s pyproject.toml on the packages that lie there."""
    code = "import sys; sys.path.insert(0, ''); from importlinter.cli import lint_imports; "
    code += "sys.exit(lint_imports(config_filename='pyproject.toml', no_cache=True))"
    return subprocess.run([sys.executable, "-P", "-c", code], cwd=folder, capture_output=True, text=True, check=False)


def test_imports_keep_the_contracts():
    result = lint_imports(CHECKOUT)
    assert result.returncode == 0, result.stdout + result.stderr


BREACHES = {
    "Imports point one way": ("kiosk/store/a.py", "import kiosk.actions"),
    "Tables know rows": ("kiosk/tables/a.py", "import kiosk.core"),
    "Printing knows pages": ("printing/a.py", "import kiosk.errors"),
    "Only the window and the command line turn codes": ("kiosk/actions/a.py", "import kiosk.words"),
    "reach files and the database through actions": ("kiosk/ui/a.py", "import kiosk.store"),
    "The frame knows the screens": ("kiosk/ui/services/a.py", "import kiosk.ui.frame"),
    "Qt only in": ("kiosk/actions/b.py", "from PySide6.QtCore import QObject"),
    "Databases only in": ("kiosk/cli/a.py", "import sqlite3"),
    "Mails are handed over": ("kiosk/cli/b.py", "import smtplib"),
    "Page and code drawing": ("kiosk/actions/c.py", "import reportlab.pdfgen"),
}


def test_every_contract_notices_a_breach(tmp_path: Path):
    (tmp_path / "pyproject.toml").write_bytes((CHECKOUT / "pyproject.toml").read_bytes())
    folders = ["printing", "kiosk", *(f"kiosk/{n}" for n in "ui cli scanners words actions store tables core".split())]
    rooms = [f"kiosk/ui/{room.parent.name}" for room in (CHECKOUT / "kiosk" / "ui").glob("*/__init__.py")]
    for folder in folders + rooms:
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "__init__.py").touch()
    for name in ("errors", "paths", "mail_server"):
        (tmp_path / "kiosk" / f"{name}.py").touch()
    kept = lint_imports(tmp_path)
    assert kept.returncode == 0, kept.stdout + kept.stderr

    for file, line in BREACHES.values():
        (tmp_path / file).write_text(line, encoding="utf-8")
    broken = lint_imports(tmp_path)
    verdicts = re.findall(r"^(.+) BROKEN", broken.stdout, re.MULTILINE)
    assert len(verdicts) == len(BREACHES), broken.stdout + broken.stderr
    assert all(any(name in verdict for verdict in verdicts) for name in BREACHES)


def test_every_module_stands_on_a_layer():
    contracts = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = next(one["layers"] for one in contracts["contracts"] if one["id"] == "one-way")
    named = {name.strip("( )") for layer in layers for name in layer.split("|")}
    there = {f"kiosk.{path.stem}" for path in (CHECKOUT / "kiosk").iterdir() if path.suffix == ".py" or path.is_dir()}
    assert there - {"kiosk.__init__", "kiosk.__pycache__"} <= named


# --- core ---


def impurities(tree: ast.Module) -> list[str]:
    """What in a module of core reaches beyond its arguments, each with its line."""
    found = []
    for line, name in imported(tree):
        root = name.partition(".")[0]
        if root in IMPURE_MODULES and not name.startswith(PURE_PARTS):
            found.append(f"{line}: imports {name}")
        elif root not in sys.stdlib_module_names and not f"{name}.".startswith("kiosk.core."):
            found.append(f"{line}: imports {name}, which is not the standard library")
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name) and called.id in IMPURE_CALLS:
                found.append(f"{node.lineno}: calls {called.id}()")
            elif isinstance(called, ast.Attribute) and called.attr in CLOCK_METHODS:
                found.append(f"{node.lineno}: reads the clock by {called.attr}()")
    return found


@pytest.mark.parametrize("path", modules_of("kiosk/core"), ids=lambda path: path.stem)
def test_core_is_pure(path: Path):
    assert impurities(parsed(path)) == []


@pytest.mark.parametrize(
    "line",
    [
        "import time",
        "from random import choice",
        "import os.path",
        "from urllib.request import urlopen",
        "from kiosk.errors import KioskError",
        "from kiosk import store",
        "import click",
        "from datetime import datetime\ndatetime.now()",
        "open('file')",
        "def f():\n    import uuid",
    ],
)
def test_a_core_that_is_not_pure_is_noticed(line: str):
    assert len(impurities(ast.parse(line))) == 1


def test_core_may_use_itself_and_the_standard_library():
    lines = [
        "import hmac, zoneinfo",
        "from kiosk.core import ticket",
        "from kiosk.core.ticket import read",
        "from kiosk import core",
    ]
    assert impurities(ast.parse("\n".join(lines))) == []


# --- imports in functions, names ---


def unexplained_imports(source: str) -> list[int]:
    """Lines of imports inside functions with no ``# imported late: reason`` on them or on the line above."""
    lines = source.splitlines()
    functions = (n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
    inside = {
        node.lineno
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    return sorted(n for n in inside if not re.search(r"# imported late: \S", "\n".join(lines[max(0, n - 2) : n])))


def test_no_import_hides_in_a_function_without_its_reason():
    found = {
        str(path.relative_to(CHECKOUT)): lines
        for path in modules_of(*PACKAGES)
        if (lines := unexplained_imports(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_an_import_hidden_in_a_function_is_noticed():
    assert unexplained_imports("def f():\n    import json\n") == [2]
    assert unexplained_imports("def f():\n    import json  # imported late: start-up time\n") == []
    assert unexplained_imports("def f():\n    # imported late: an optional device\n    import json\n") == []


def passed_on(source: str) -> list[int]:
    """Lines of a module that offer a name which another module makes."""
    tree = ast.parse(source)
    renamed = (
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom) and any(name.name == name.asname for name in node.names)
    )
    listed = (node.lineno for node in tree.body if isinstance(node, ast.Assign) and "__all__" in names_in(node.targets))
    return sorted([*renamed, *listed])


def names_in(targets: list[ast.expr]) -> set[str]:
    return {target.id for target in targets if isinstance(target, ast.Name)}


def test_every_name_is_imported_from_the_module_that_makes_it():
    public = CHECKOUT / "kiosk" / "api.py"  # its list is the promise to scripts
    found = {
        str(path.relative_to(CHECKOUT)): lines
        for path in modules_of(*PACKAGES)
        if path != public and (lines := passed_on(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_a_name_that_is_passed_on_is_noticed():
    assert passed_on("from a import B as B\n") == [1]
    assert passed_on('from a import B\n__all__ = ["B"]\n') == [2]
    assert passed_on("from a import B as C\n") == []


def test_every_file_says_what_it_is_about():
    vague = [
        path for path in modules_of(*PACKAGES, "tests") if path.stem in VAGUE_NAMES or path.parent.name in VAGUE_NAMES
    ]
    assert vague == []


def test_every_folder_with_code_is_a_package():
    folders = {path.parent for path in modules_of(*PACKAGES)} | {CHECKOUT / name for name in PACKAGES}
    assert [
        str(folder.relative_to(CHECKOUT)) for folder in sorted(folders) if not (folder / "__init__.py").is_file()
    ] == []


def test_what_the_program_imports_is_what_it_asks_for():
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {re.match(r"[\w-]+", line)[0] for line in project["dependencies"]}
    groups = project["optional-dependencies"]
    extras = {re.match(r"[\w-]+", line)[0] for name in groups.keys() - NOT_THE_PROGRAM for line in groups[name]}
    roots = {name.partition(".")[0] for path in modules_of(*PACKAGES) for _, name in imported(parsed(path))}
    providers = importlib.metadata.packages_distributions()
    foreign = roots - sys.stdlib_module_names - set(PACKAGES) - {"shiboken6"}  # a part of PySide6
    used = set()
    for root in foreign:
        names = {name.lower().replace("_", "-") for name in providers[root]}  # Qt comes in several packages
        used |= names & (asked | extras) or names
    assert extras <= used, "an extra brings what the program can use"
    assert used - extras | {"tzdata"} == asked, "tzdata is found by zoneinfo, all others by an import"


def test_ruff_finds_nothing():
    result = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format", "concise", "."],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr


# --- docs/architecture.md ---


def drawn_tree(document: str) -> dict[str, set[str]]:
    """Folders and what they hold, as drawn in the first fenced block of ``document`` that draws ``kiosk/``.

    A word ending in ``/`` at the start of a line opens a folder, placed by its indentation; the words after it, and
    those of deeper lines without such a start, lie in it, with or without ``.py``. ``#`` begins a remark.
    """
    fences = re.findall(r"^```\w*\n(.*?)^```", document, re.MULTILINE | re.DOTALL)
    block = next((fence for fence in fences if re.search(r"^kiosk/", fence, re.MULTILINE)), "")
    folders: dict[str, set[str]] = {}
    above: list[tuple[int, str]] = []
    for line in block.splitlines():
        words = line.partition("#")[0].split()
        if not words:
            continue
        indent = len(line) - len(line.lstrip())
        while above and above[-1][0] >= indent:
            above.pop()
        if words[0].endswith("/"):
            path = "/".join([*(name for _, name in above[-1:]), words.pop(0).rstrip("/")])
            above.append((indent, path))
            folders[path] = set()
        if above:
            folders[above[-1][1]].update(word.removesuffix(".py") for word in words)
    return folders


def real_tree() -> dict[str, set[str]]:
    """The packages' folders and the modules in each."""
    tree: dict[str, set[str]] = {}
    for path in modules_of(*PACKAGES):
        modules = tree.setdefault(path.parent.relative_to(CHECKOUT).as_posix(), set())
        if path.stem != "__init__":
            modules.add(path.stem)
    return tree


def test_the_drawn_tree_is_the_real_one():
    drawn = drawn_tree((CHECKOUT / "docs" / "architecture.md").read_text(encoding="utf-8"))
    real = real_tree()
    assert {path: drawn[path] for path in drawn if path.partition("/")[0] in PACKAGES} == real
    others = {path for path in drawn if path.partition("/")[0] not in PACKAGES}
    assert [path for path in sorted(others) if not (CHECKOUT / path).exists()] == []


def test_every_kind_of_operation_has_one_row_and_every_folded_table_is_named():
    document = (CHECKOUT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = document.partition("| operation | subject | folded into |")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| `(\w+)` \|.*\|(.*)\|$", table, re.MULTILINE)
    assert sorted(kind for kind, _ in rows) == sorted(Kind)
    assert {name for _, tables in rows for name in re.findall(r"`(\w+)`", tables)} == set(READ_MODEL)


def test_a_tree_is_read_as_it_is_drawn():
    document = """
```
kiosk/         paths
  app.py  errors  # two
  core/        ticket
               roster.py
printing/
  qr
```
"""
    assert drawn_tree(document) == {
        "kiosk": {"paths", "app", "errors"},
        "kiosk/core": {"ticket", "roster"},
        "printing": {"qr"},
    }
