"""The Windows program, made anew and tried, where ``python3 run.py windows`` has made a Windows before: that fetches
its Python and its packages, which a test run does not begin by itself.
"""

import faulthandler
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.windows.rig import NotHereError, check_machine, folder

_MADE_IN, _TRIED_IN = 1200, 300  # seconds; five minutes in all on an idle machine
_MADE = ("root", "python", "wheels", "source", "bundle")
_TRIED = ("check",)


@pytest.mark.long
def test_the_windows_program_is_made_and_each_of_its_features_works(checkout: Path):
    if not folder().is_dir():
        pytest.skip("python3 run.py windows has made no Windows here")
    try:
        check_machine(folder())
    except NotHereError as trouble:
        pytest.skip(str(trouble))
    faulthandler.cancel_dump_traceback_later()  # longer than any other test, with limits of its own
    made, said = stages(checkout, _MADE, _MADE_IN)
    if made is None or "run.py windows: no Debian" in said or "packages cannot be installed" in said:
        pytest.skip(f"cannot be made here: {said.strip().splitlines()[-1] if said.strip() else 'no answer'}")
    if made and "run.py windows: pip " in said:
        pytest.skip(f"the packages are not to be had: {said.strip().splitlines()[-1]}")
    assert made == 0, said[-3000:]
    tried, said = stages(checkout, _TRIED, _TRIED_IN)
    if tried is None:
        pytest.skip(f"too slow here, it got as far as: {said.strip().splitlines()[-1]}")
    assert tried == 0, said[-3000:]


def stages(checkout: Path, names: tuple[str, ...], seconds: float) -> tuple[int | None, str]:
    """The exit code of these stages, None when they took too long, and what they said."""
    command = [sys.executable, "-m", "tests.windows", *names]
    with subprocess.Popen(
        command, cwd=checkout, env={**os.environ, "KIOSK_QUICK": "1"}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        encoding="utf-8", errors="replace",
    ) as running:  # fmt: skip
        try:
            said, _ = running.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            running.send_signal(signal.SIGINT)  # it puts its screen away
            said, _ = running.communicate()
            return None, said
    return running.returncode, said
