"""A command that is ended from outside leaves nothing half-written."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

TIMEOUT = 120


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a program without asking it")
@pytest.mark.parametrize("out", ["evidence", "evidence.zip"])
def test_an_ended_evidence_run_leaves_nothing(
    event: Path, tmp_path: Path, environment_of_a_user: dict[str, str], out: str
) -> None:
    (tmp_path / "out").mkdir()
    words = [sys.executable, "-m", "kiosk", "evidence", str(event), "--out", str(tmp_path / "out" / out)]
    env = environment_of_a_user | {"KIOSK_LANGUAGE": "en", "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True, env=env) as process:
        deadline = time.monotonic() + TIMEOUT
        while not any((tmp_path / "out").iterdir()) and time.monotonic() < deadline:
            time.sleep(0.01)
        assert any((tmp_path / "out").iterdir()), "it never began"
        process.send_signal(signal.SIGTERM)
        _nothing, told = process.communicate(timeout=TIMEOUT)
    assert (process.returncode, told.strip()) == (130, "Stopped.")
    assert list((tmp_path / "out").iterdir()) == []
