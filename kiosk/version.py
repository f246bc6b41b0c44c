"""Which version of the program this is."""

import subprocess
from importlib.metadata import version
from pathlib import Path

from kiosk import paths

NAME = "checkin-kiosk"
COMMIT_FILE = "commit.txt"


def number() -> str:
    """The version as the package states it: ``0.1.0``."""
    return version(NAME)


def commit() -> str:
    """The commit it was built from, short: written down in a bundle, asked of git in a checkout, else nothing."""
    written = paths.resource(COMMIT_FILE)
    if written.is_file():
        return written.read_text("utf-8").strip()
    root = Path(__file__).resolve().parents[1]
    if not (root / ".git").exists():
        return ""
    asked = ["git", "-C", str(root), "rev-parse", "--short=9", "HEAD"]
    try:
        return subprocess.run(asked, capture_output=True, text=True, check=True, timeout=5).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return ""


def text() -> str:
    """Version and commit for people: ``0.1.0 (b4bb1b5c0)``."""
    return f"{number()} ({built})" if (built := commit()) else number()
