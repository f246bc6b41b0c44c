"""Types are checked: what a function says it takes and gives is what it does."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent


def test_every_checked_package_is_clean_under_strict_rules_and_says_so() -> None:
    settings = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]
    packages = {package.split(".")[0] for package in settings["packages"]}
    left_out = {name.split(".")[0] for override in settings["overrides"] for name in override["module"]}
    assert settings["strict"] and not packages & left_out
    for package in packages:
        assert (CHECKOUT / package / "py.typed").is_file()
    found = subprocess.run([sys.executable, "-m", "mypy"], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout + found.stderr


@pytest.mark.parametrize(
    ("use", "is_fine"), [("attendees_count(event)", True), ("event.people.all()", False), ("event.append", False)]
)
def test_types_refuse_to_ask_an_open_event_outside_actions(tmp_path: Path, use: str, is_fine: bool) -> None:
    code = tmp_path / "window.py"
    code.write_text(
        "from kiosk.actions.people.manage_roster import all_attendees\n"
        "from kiosk.core.open_event import OpenEvent\n\n\n"
        "def attendees_count(event: OpenEvent) -> int:\n    return len(all_attendees(event))\n\n\n"
        f"def use(event: OpenEvent) -> object:\n    return {use}\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "mypy", "--strict", str(code)]
    found = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert (found.returncode == 0) is is_fine, found.stdout + found.stderr
