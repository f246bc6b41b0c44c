"""Types are checked: what a function says it takes and gives is what it does."""

import subprocess
import sys
import tomllib
from pathlib import Path

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
