"""A run of the tests that is ended, however that is done, leaves nothing running."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PATIENCE_S = 120

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="processes are looked for in /proc"),
]


def servers_below(folder: Path) -> list[int]:
    """The processes of PostgreSQL whose data lie below a folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes()
        except OSError:
            continue  # it has ended meanwhile
        if b"postgres" in words and os.fsencode(folder) in words:
            found.append(int(process.name))
    return found


def waited_for(is_so) -> bool:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        if is_so():
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT], ids=lambda ending: ending.name)
def test_no_server_outlives_the_run_that_started_it(ending: int, checkout: Path):
    folder = Path(os.environ["HOME"], f"ended-{ending}")
    folder.mkdir(mode=0o711)
    environment = {**os.environ, "TMPDIR": str(folder)}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "tests/actions/test_sync.py"]
    with subprocess.Popen(
        command, cwd=checkout, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as run:
        try:
            assert waited_for(lambda: servers_below(folder)), "the run started no server"
        finally:
            run.send_signal(ending)
    assert waited_for(lambda: not servers_below(folder))
