"""The library that stands between a desk and its disk, built once, and an event to scan in."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import making

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def io_faults(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library built from io_faults.c."""
    compiler = shutil.which("gcc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("not installed: gcc on Linux, which builds the library that records and fails calls to the disk")
    library = tmp_path_factory.mktemp("io_faults") / "io_faults.so"
    subprocess.run([compiler, "-O2", "-shared", "-fPIC", "-o", library, HERE / "io_faults.c", "-ldl"], check=True)
    return library


@pytest.fixture
def watched(tmp_path: Path) -> Path:
    """The folder whose files are watched."""
    folder = tmp_path / "watched"
    folder.mkdir()
    return folder


@pytest.fixture
def event(watched: Path) -> tuple[Path, list[str]]:
    """A closed event of twenty people in the watched folder, and their codes."""
    records = making.new_event(watched)
    codes = [person.ticket_code for person in making.add_people(records, 20)]
    records.close()
    return records.path, codes


@pytest.fixture
def faulty(io_faults: Path, watched: Path, environment_of_a_user: dict[str, str]) -> dict[str, str]:
    """Environment of a process whose calls to the disk are watched."""
    root = str(HERE.parents[1])
    more = {"LD_PRELOAD": str(io_faults), "FAULTS_FOLDER": str(watched), "PYTHONPATH": root, "KIOSK_LANGUAGE": "en"}
    return {name: value for name, value in (environment_of_a_user | more).items() if name in os.environ or name in more}
