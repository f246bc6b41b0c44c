"""An encrypted event on a real Linux desktop's key ring: GNOME's, over D-Bus, at one login after the other."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests import making

_UNLOCKED = "printf 'login' | gnome-keyring-daemon --unlock --components=secrets >/dev/null"
_LOCKED = "gnome-keyring-daemon --start --components=secrets >/dev/null"


def _is_there() -> bool:
    """Whether the key ring can be run; some containers forbid it, as it may lock memory."""
    daemon = shutil.which("gnome-keyring-daemon")
    try:
        return bool(daemon and shutil.which("dbus-run-session")) and not subprocess.call(
            [daemon, "--version"], stdout=subprocess.DEVNULL, timeout=20
        )
    except PermissionError:
        return False


pytestmark = [pytest.mark.long, pytest.mark.skipif(not _is_there(), reason="no key ring of GNOME")]


class Login:
    """A login at a laptop's desktop: commands are called within it."""

    def __init__(self, home: Path, environment: dict[str, str], ring: str) -> None:
        # Not below the folder of the test: a socket's path has room for about a hundred letters.
        runtime = tempfile.mkdtemp(prefix="kiosk-run-", dir="/tmp")
        self._ring = ring
        self._environment = environment | {
            "HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "XDG_RUNTIME_DIR": runtime,
            "KIOSK_LANGUAGE": "en", "PYTHONPATH": str(Path(__file__).parents[2]),
        }  # fmt: skip

    def kiosk(self, *words: str | Path) -> subprocess.CompletedProcess:
        """``kiosk`` in a session bus of its own, after the key ring has started."""
        script = f'{self._ring} 2>/dev/null && exec "$@"'
        command = [sys.executable, "-m", "kiosk", *map(str, words)]
        return subprocess.run(
            ["dbus-run-session", "--", "sh", "-c", script, "sh", *command],
            env=self._environment, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip


@pytest.fixture
def event(tmp_path: Path) -> Path:
    return making.closed_event(tmp_path)


@pytest.fixture
def environment(environment_of_a_user: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment_of_a_user.items() if name != "DBUS_SESSION_BUS_ADDRESS"}


def test_the_key_ring_keeps_the_code_from_one_login_to_the_next(
    event: Path, tmp_path: Path, environment: dict[str, str]
):
    home = tmp_path / "home"
    encrypted = Login(home, environment, _UNLOCKED).kiosk("encrypt", event)
    assert encrypted.returncode == 0, encrypted.stderr
    assert "This laptop remembers the code" in encrypted.stdout
    code = encrypted.stdout.splitlines()[0].removeprefix("Recovery code: ")
    assert all(code.encode() not in path.read_bytes() for path in home.rglob("*") if path.is_file())

    again = Login(home, environment, _UNLOCKED).kiosk("attendees", event)
    assert (again.returncode, len(again.stdout.splitlines())) == (0, 3), again

    decrypted = Login(home, environment, _UNLOCKED).kiosk("decrypt", event)
    assert decrypted.returncode == 0, decrypted.stderr


def test_a_locked_or_another_laptops_key_ring_asks_for_the_code(
    event: Path, tmp_path: Path, environment: dict[str, str]
):
    encrypted = Login(tmp_path / "home", environment, _UNLOCKED).kiosk("encrypt", event)
    code = encrypted.stdout.splitlines()[0].removeprefix("Recovery code: ")
    for home, ring in ((tmp_path / "home", _LOCKED), (tmp_path / "another home", _UNLOCKED)):
        refused = Login(home, environment, ring).kiosk("attendees", event)
        assert refused.returncode == 1
        assert "day.kiosk is encrypted, and this laptop does not have its recovery code." in refused.stderr
        typed = Login(home, environment | {"KIOSK_EVENT_KEY": code}, ring).kiosk("attendees", event)
        assert (typed.returncode, len(typed.stdout.splitlines())) == (0, 3), typed


def test_where_the_key_ring_stays_locked_encrypting_says_that_nobody_keeps_the_code(
    event: Path, tmp_path: Path, environment: dict[str, str]
):
    encrypted = Login(tmp_path / "home", environment, _LOCKED).kiosk("encrypt", event)
    assert encrypted.returncode == 0, encrypted.stderr
    assert "This computer has no key store" in encrypted.stdout
    assert "Traceback" not in encrypted.stderr
