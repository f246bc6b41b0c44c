"""A bundle built for tests."""

import shutil
import subprocess
import sys
from pathlib import Path


def built(checkout: Path, folder: Path) -> Path:
    """The program of a bundle built in ``folder``."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    command += ["--distpath", folder / "dist", "--workpath", folder / "build", checkout / "kiosk.spec"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=800)
    assert done.returncode == 0, done.stderr
    shutil.rmtree(folder / "build")
    return folder / "dist" / "kiosk" / "kiosk"
