"""run.py: what a newcomer types first, on machines that lack this or that."""

import ast
import email
import importlib.util
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tarfile
import time
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
DEBIAN_TABLES = ("_LIBRARIES", "_PROGRAMS", "_INPUT", "_RING")
on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at a Linux system's libraries")


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """run.py as a module of a checkout that holds nothing else, with no programs to be found."""
    copy = Path(shutil.copy(CHECKOUT / "run.py", tmp_path))
    spec = importlib.util.spec_from_file_location("run_door", copy)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setenv("PATH", "")
    return module


def knock(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``folder``'s run.py as a newcomer would, from another folder."""
    return subprocess.run(
        [sys.executable, folder / "run.py", *arguments],
        cwd=folder.parent,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


# --- the page about it ---


def test_the_page_names_every_verb_and_every_package_of_the_system(door: ModuleType):
    page = (CHECKOUT / "docs" / "installing.md").read_text(encoding="utf-8")
    assert [verb for verb in door.VERBS if f"`python3 run.py {verb}" not in page] == []
    tables = [table for name, table in vars(door).items() if name.isupper() and name.endswith(DEBIAN_TABLES)]
    packages = {package for table in tables for package in table.values() if not package.startswith("libpython")}
    assert len(packages) > 20
    assert packages - set(re.findall(r"[\w.+-]+", page)) == set()


# --- the file itself ---


def test_it_needs_the_standard_library_only():
    tree = ast.parse((CHECKOUT / "run.py").read_text(encoding="utf-8"))
    names = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module])
    }
    assert names - sys.stdlib_module_names == set()


def test_an_older_python_can_read_it_and_so_say_that_it_is_too_old():
    ast.parse((CHECKOUT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 8))


def test_its_help_names_every_verb(door: ModuleType):
    help_text = knock(CHECKOUT, "--help")
    assert help_text.returncode == 0
    assert set(re.findall(r"run\.py (\w+)", help_text.stdout)) == set(door.VERBS)


@pytest.mark.parametrize("arguments", [[], ["tset"], ["demo", "one", "two"], ["demo", "--speed"], ["setup", "now"]])
def test_wrong_usage_is_told_with_the_right_one(arguments: list[str]):
    answer = knock(CHECKOUT, *arguments)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "run.py demo [DIR]" in answer.stderr


# --- the pins ---


def test_the_pins_name_no_host_and_no_path():
    pins = (CHECKOUT / "requirements.txt").read_text(encoding="utf-8")
    assert re.findall(r"https?:|file:|--index|--find|--extra|/\w+/", pins) == []


def test_every_package_the_project_asks_for_is_pinned_with_hashes():
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *(name for group in project["optional-dependencies"].values() for name in group)]
    pins = (CHECKOUT / "requirements.txt").read_text(encoding="utf-8")
    pinned = set(re.findall(r"^([\w.-]+)==\S+ (?:; .+ )?\\\n +--hash=sha256:", pins, re.MULTILINE))
    assert {re.match(r"[\w.-]+", name)[0] for name in asked} - pinned == set()
    assert pinned == set(re.findall(r"^([\w.-]+)==", pins, re.MULTILINE))


def test_every_package_the_project_asks_for_has_its_reason_written_down():
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *(name for group in project["optional-dependencies"].values() for name in group)]
    page = (CHECKOUT / "docs" / "decisions" / "dependencies.md").read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| `([\w.-]+)` \|", page, re.MULTILINE))
    assert {re.match(r"[\w.-]+", name)[0] for name in asked} == rows


# --- the system around it ---


@on_linux
def test_a_library_that_is_missing_is_named_by_its_package(door: ModuleType):
    needed = {"libc.so.6": "libc6", "libnothing.so.1": "libnothing1", "nothing-at-all": "nothing", "/no/file": "file"}
    assert door.missing(needed) == ["file", "libnothing1", "nothing"]


def test_what_cannot_be_installed_is_named_with_the_line_that_does_it(door: ModuleType):
    with pytest.raises(door.SetUpError, match=r"lacks liba1, libb2, .* sudo apt-get install \S+ liba1 libb2$"):
        door.supply(["liba1", "libb2"], "the window cannot open without them")


def test_what_can_be_done_without_is_named_and_the_rest_goes_on(door: ModuleType, capsys: pytest.CaptureFixture):
    door.supply(["xdotool"], "the journeys that need it are skipped", optional=True)
    assert "lacks xdotool, and the journeys that need it are skipped" in capsys.readouterr().err


@on_linux
@pytest.mark.parametrize(
    ("environment", "reason"),
    [
        ({}, "There is no display here"),
        ({"DISPLAY": ":9876"}, "The display :9876 does not let this user in"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, ""),
        ({"QT_QPA_PLATFORM": "vnc"}, ""),
    ],
)
def test_a_window_opens_only_where_a_display_answers(
    door: ModuleType, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], reason: str
):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert door.why_no_window() == reason


# --- trouble ---


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk is full"),
        ("ERROR: [Errno 13] Permission denied: '/srv/.venv/bin'", "copy this folder to a place of your own"),
        ("WARNING: Retrying ... NewConnectionError('...')\nERROR: No matching distribution found for x", "the network"),
        ("ERROR: No matching distribution found for pyside6==6.11.3", "use Python 3.11 to 3.15"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "not the one pinned"),
        ("building\nERROR: something new\n\n", "(ERROR: something new)"),
    ],
)
def test_what_pip_says_becomes_one_sentence(door: ModuleType, said: str, sentence: str):
    answer = door.why_it_failed(said)
    assert sentence in answer
    assert "\n" not in answer


def copy_of_the_door(folder: Path) -> Path:
    folder.mkdir(parents=True)
    for name in ("run.py", "requirements.txt", "pyproject.toml"):
        shutil.copy(CHECKOUT / name, folder)
    return folder


def test_a_place_that_cannot_be_written_to_gives_a_sentence(tmp_path: Path):
    folder = copy_of_the_door(tmp_path / "읽기 전용")
    (folder / ".venv").write_text("a file where the environment should be", encoding="utf-8")
    answer = knock(folder, "setup")
    assert answer.returncode == 1
    assert re.fullmatch(r"run\.py: .+\n", answer.stderr)


def test_two_at_once_take_turns(tmp_path: Path):
    folder = copy_of_the_door(tmp_path / "checkout")
    (folder / ".venv").write_text("so that the second one ends quickly", encoding="utf-8")
    first = sqlite3.connect(folder / ".venv.lock", isolation_level=None)
    first.execute("BEGIN EXCLUSIVE")
    with subprocess.Popen([sys.executable, folder / "run.py", "setup"], stderr=subprocess.PIPE, text=True) as second:
        assert "Another run.py is preparing" in second.stderr.readline()
        assert second.poll() is None
        first.close()
        assert second.stderr.readline().startswith("run.py: ")
    assert second.returncode == 1


def test_an_incomplete_checkout_gives_a_sentence(tmp_path: Path):
    folder = copy_of_the_door(tmp_path / "checkout")
    (folder / "requirements.txt").unlink()
    answer = knock(folder, "demo")
    assert answer.returncode == 1
    assert re.fullmatch(r"run\.py: .+requirements\.txt.+ must be complete.+\n", answer.stderr)


SLOW_TO_END = """
import signal, time
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
print("READY", flush=True)
signal.sigwait([signal.SIGINT])
time.sleep(0.6)
print("END")
"""


@pytest.mark.skipif(os.name == "nt", reason="interrupts by a signal that Windows does not have")
def test_a_program_that_is_interrupted_ends_in_its_own_time():
    code = "import runpy, sys; door = runpy.run_path('run.py'); door['start'].__globals__['PYTHON'] = sys.executable; "
    code += f"sys.exit(door['start']('-c', {SLOW_TO_END!r}))"
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=CHECKOUT, start_new_session=True, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "READY\n"
        os.killpg(process.pid, signal.SIGINT)
        assert process.stdout.read() == "END\n"
    assert process.returncode == 0


# --- the whole way ---


@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="interrupts by a signal that Windows does not have")
def test_a_fresh_checkout_sets_itself_up_even_when_interrupted_and_starts_at_once_afterwards(tmp_path: Path):
    folder = tmp_path / "새 폴더" / "check in"
    skip = shutil.ignore_patterns(".venv", ".git", "__pycache__", ".*_cache", ".hypothesis", "build", "dist")
    shutil.copytree(CHECKOUT, folder, ignore=skip)
    stamp, left_over = folder / ".venv" / "set-up-by-run.py", folder / ".venv" / "left-over"

    first = subprocess.Popen(
        [sys.executable, folder / "run.py", "setup"], start_new_session=True, stderr=subprocess.PIPE, text=True
    )
    with first:
        while not stamp.is_file():
            assert first.poll() is None, first.stderr.read()
            time.sleep(0.05)
        left_over.touch()
        os.killpg(first.pid, signal.SIGINT)
        first.communicate(timeout=300)
    assert first.returncode == 130
    assert stamp.read_text(encoding="utf-8") == "unfinished"

    second = knock(folder, "setup")
    if "cannot be downloaded" in second.stderr:
        pytest.skip("the packages cannot be downloaded here")
    assert second.returncode == 0, second.stderr
    assert not left_over.exists(), "an environment cut short is made anew"

    began = time.monotonic()
    third = knock(folder, "setup")
    assert (third.returncode, time.monotonic() - began < 2) == (0, True)
    assert "Setting up" not in third.stderr

    program = folder / ".venv" / "bin" / "python"
    code = "from kiosk import paths; import printing; print(paths.resource('fonts').is_dir())"
    found = subprocess.run([program, "-P", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert found.stdout == "True\n", found.stderr


@pytest.mark.long
def test_the_source_archive_holds_what_makes_the_program(tmp_path: Path):
    source = tmp_path / "source"
    skip = shutil.ignore_patterns(".venv", ".git", "__pycache__", ".*_cache", ".hypothesis", "build", "dist", "site")
    shutil.copytree(CHECKOUT, source, ignore=skip)
    code = f"from hatchling import build; print(build.build_sdist({str(tmp_path)!r}))"
    name = subprocess.run(
        [sys.executable, "-c", code], cwd=source, capture_output=True, text=True, check=True, timeout=300
    ).stdout.split()[-1]
    with tarfile.open(tmp_path / name) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    (unpacked,) = (tmp_path / "unpacked").iterdir()
    told = email.message_from_string((unpacked / "PKG-INFO").read_text(encoding="utf-8"))
    assert told.get_payload().strip() == (CHECKOUT / "README.md").read_text(encoding="utf-8").strip()
    assert (told["License-Expression"], told["Name"]) == ("Apache-2.0", "checkin-kiosk")
    assert [
        name
        for name in (
            "LICENSE",
            "run.py",
            "kiosk/core/checkin.py",
            "tests/conftest.py",
            "docs/architecture.md",
            "mkdocs.yml",
        )
        if not (unpacked / name).is_file()
    ] == []
    code = f"from hatchling import build; build.build_wheel({str(tmp_path)!r})"
    subprocess.run([sys.executable, "-c", code], cwd=unpacked, check=True, capture_output=True, timeout=300)
    assert len(list(tmp_path.glob("*.whl"))) == 1


@pytest.mark.long
def test_an_ordinary_installation_brings_its_resources(tmp_path: Path):
    build = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--target"]
    source = tmp_path / "source"  # a copy: the build writes beside the project's files
    skip = shutil.ignore_patterns(".venv", ".git", "__pycache__", ".*_cache", ".hypothesis", "build", "dist", "tests")
    shutil.copytree(CHECKOUT, source, ignore=skip)
    subprocess.run([*build, tmp_path / "site", source], check=True, timeout=300)
    shutil.rmtree(source)
    code = "import kiosk.paths, printing; print(kiosk.paths.resource('fonts').resolve())"
    found = subprocess.run(
        [sys.executable, "-P", "-c", code],
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.stdout.strip() == str((tmp_path / "site" / "kiosk" / "resources" / "fonts").resolve()), found.stderr
