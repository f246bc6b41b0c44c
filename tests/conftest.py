"""What every test may rely on: no display needed, nobody's settings touched, no trouble logged unnoticed."""

import gc
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Generator, Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.printers import PrintServer, skip_without_cups

_HOME = tempfile.TemporaryDirectory(prefix="kiosk-tests-home-", ignore_cleanup_errors=True)
Path(_HOME.name).chmod(0o711)  # the server of a hub runs as another user where the tests run as root


def _private_home(home: Path) -> dict[str, str]:
    """Environment under which settings, documents and caches of this run and its child processes lie in ``home``."""
    return {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "APPDATA": str(home / "AppData" / "Roaming"),
        "LOCALAPPDATA": str(home / "AppData" / "Local"),
        # Windows itself is asked where these are, whatever the environment says, unless platformdirs is told:
        "WIN_PD_OVERRIDE_APPDATA": str(home / "AppData" / "Roaming"),
        "WIN_PD_OVERRIDE_LOCAL_APPDATA": str(home / "AppData" / "Local"),
        "WIN_PD_OVERRIDE_PERSONAL": str(home / "Documents"),
        "PROGRAMDATA": str(home / "ProgramData"),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_DATA_HOME": str(home / ".local" / "share"),
        "XDG_STATE_HOME": str(home / ".local" / "state"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "XDG_DOCUMENTS_DIR": str(home / "Documents"),
    }


def _prepare_environment() -> None:
    """Done while this file is read: Qt and platformdirs look at the environment once, before any fixture runs.

    Without a display Qt ends the process with a core dump, and with one the tests would flash windows over whatever
    the person at the desk is doing: so offscreen, unless ``QT_QPA_PLATFORM`` asks for something else.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("PIP_CACHE_DIR", str(Path.home() / ".cache" / "pip"))
    os.environ.update(_private_home(Path(_HOME.name)))
    os.environ.update(LC_ALL="C.UTF-8", PYTHONUTF8="1")
    os.environ.pop("LANGUAGE", None)
    # Whoever starts the run in the background switches Ctrl+C off for it and all its children, and tests wait for it.
    # A run that is ended is to put away what its tests started, as after Ctrl+C.
    if threading.current_thread() is threading.main_thread():
        for ending in (signal.SIGINT, signal.SIGTERM):
            signal.signal(ending, signal.default_int_handler)


_prepare_environment()

# No deadline: two shared cores make honest examples slow now and then. Examples stay random, so that every run looks
# somewhere new; a failure prints the line that brings it back.
hypothesis.settings.register_profile("kiosk", deadline=None, print_blob=True)
# Each mutant of the code (tests/mutation.py) meets the same examples, and few: there are thousands of mutants.
hypothesis.settings.register_profile("mutants", deadline=None, derandomize=True, max_examples=20)
hypothesis.settings.load_profile("kiosk")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Collect what a test with a window leaves here alone: in the thread of a lane it would end the whole run."""
    if "qapp" not in getattr(item, "fixturenames", ()):
        return (yield)
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.enable()


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> object:
    """The one of pytest-qt, with more patience."""
    # imported late: the environment has to be prepared first
    from tests.patient_bot import PatientBot

    return PatientBot(request)


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--size N`` makes the tests that look for rare accidents N times as long: kills, power cuts, histories."""
    parser.addoption("--size", type=int, default=1, metavar="N", help="look N times as long for rare accidents")


@pytest.fixture
def size(request: pytest.FixtureRequest) -> int:
    """How many times as long as usual to look for rare accidents."""
    return request.config.getoption("--size")


@pytest.fixture(autouse=True)
def _speaks_english() -> None:
    """Each test begins in English, whatever language the one before it left."""
    # imported late: the environment has to be prepared first
    from kiosk.core.translations import Translations
    from kiosk.words import catalogue, names

    catalogue.use_language("en")
    names.use_names(Translations())


@pytest.fixture(autouse=True)
def _errors_are_noticed(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fails a test that logs an ERROR without ``@pytest.mark.logs_error`` on it, and the other way round."""
    yield
    logged = [
        record.getMessage()
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.ERROR
    ]
    if request.node.get_closest_marker("logs_error"):
        assert logged, "marked logs_error, but nothing was logged at that level"
    else:
        assert not logged, f"logged unexpectedly: {logged}"


_STOP_SERVERS = """
import signal, sys
from pathlib import Path
for ending in (signal.SIGINT, signal.SIGTERM):
    signal.signal(ending, signal.SIG_IGN)
sys.stdin.read()
from kiosk.store import hub_server
for folder in map(Path, sys.argv[1:]):
    for running in folder.rglob("postmaster.pid"):
        hub_server.stop(hub_server.HubServer(running.parents[1]), at_once=True)
"""


@pytest.fixture(scope="session", autouse=True)
def _servers_end_with_the_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Stops every server of a hub that a test started, when the run ends or is killed.

    A process of its own waits for the end of a pipe, which comes however this one dies.
    """
    folders = [_HOME.name, str(tmp_path_factory.getbasetemp())]
    command = [sys.executable, "-c", _STOP_SERVERS, *folders]
    root = Path(__file__).resolve().parent.parent
    with subprocess.Popen(command, stdin=subprocess.PIPE, cwd=root) as watch:
        yield
        watch.stdin.close()


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The folder of this checkout."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture
def environment_of_a_user() -> dict[str, str]:
    """Environment for a child process: this run's private home, Python's output unbuffered."""
    return dict(os.environ, PYTHONUNBUFFERED="1")


@pytest.fixture
def event(tmp_path: Path) -> Iterator[object]:
    """A day of four sessions, nobody on its roster yet, open for writing (``Records``)."""
    # imported late: the environment has to be prepared first
    from tests import making

    records = making.new_event(tmp_path)
    yield records
    records.close()


def pytest_report_header() -> str:
    """Says on which platform windows are painted; a difference there explains many a picture that differs."""
    return f"windows: {os.environ['QT_QPA_PLATFORM']}, python: {sys.executable}"


@pytest.fixture(scope="session")
def postgresql() -> Iterator[object]:
    """A real PostgreSQL server, made as the program makes the hub of an event; each test has an event of its own."""
    # imported late: most tests need no database server
    from tests.sharing import running_server

    with running_server() as server:
        yield server


@pytest.fixture
def print_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[PrintServer]:
    """A print server of this test's own, to which everything in this process and its children prints."""
    skip_without_cups()
    server = PrintServer()
    monkeypatch.setenv("CUPS_SERVER", server.address)
    server.start()
    yield server
    server.close()
