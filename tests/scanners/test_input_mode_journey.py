"""A real window on a real display under a real Korean input method, scanned by a real (if simulated) keyboard."""

import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from kiosk.scanners.positions import us_positions
from kiosk.scanners.wedge import IDLE_MS

PROGRAMS = ("Xvfb", "openbox", "xdotool", "setxkbmap", "dbus-daemon", "ibus-daemon", "ibus")
HANGUL_ENGINES = ("/usr/libexec/ibus-engine-hangul", "/usr/lib/ibus/ibus-engine-hangul")
MISSING = [program for program in PROGRAMS if not shutil.which(program)]
if not any(Path(engine).exists() for engine in HANGUL_ENGINES):
    MISSING.append("ibus-hangul")

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
]

PATIENCE = 30  # seconds; a healthy machine answers within one
TICKET = "1234567890123456789012345678901234"
FOREIGN = "ABC123HAJ"
KEYS = {char: ("shift+" if shifted else "") + str(code) for (code, shifted), char in us_positions("xcb").items()}
KEYS |= {"\b": "22", "\r": "36"}


class Desktop:
    """A private display, session bus and input method, with the window under test in front."""

    def __init__(self, home):
        self._children = []
        self._lines = queue.Queue()
        (home / "run").mkdir(mode=0o700)
        self._environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_CACHE_HOME": str(home / "cache"),
            "XDG_RUNTIME_DIR": str(home / "run"),
            "LC_ALL": "C.UTF-8",
            "PYTHONUTF8": "1",
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
            "GSETTINGS_BACKEND": "keyfile",
            "IBUS_ADDRESS": f"unix:path={home}/ibus.sock",
            "QT_IM_MODULE": "ibus",
            "QT_QPA_PLATFORM": "xcb",
        }
        self._log = (home / "log").open("w")

    def start(self, layout, codes, hangul):
        """Brings everything up, one after the other."""
        display = self._child("Xvfb", "-displayfd", "1", "-screen", "0", "800x600x24", "-nolisten", "tcp")
        self._environment["DISPLAY"] = ":" + display.stdout.readline().strip()
        bus = self._child("dbus-daemon", "--session", "--nofork", "--print-address=1")
        self._environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        self._child("openbox")
        self._run("setxkbmap", layout)
        if hangul:
            self._start_hangul()
        window = self._child(sys.executable, str(Path(__file__).with_name("scanned_window.py")), *codes)
        threading.Thread(target=lambda: [self._lines.put(line) for line in window.stdout], daemon=True).start()
        assert self.told() == "READY xcb"

    def _start_hangul(self):
        settings = Path(self._environment["XDG_CONFIG_HOME"], "glib-2.0", "settings")
        settings.mkdir(parents=True)
        hangul_first = "[org/freedesktop/ibus/engine/hangul]\ninitial-input-mode='hangul'\n"
        settings.joinpath("keyfile").write_text(hangul_first, encoding="utf-8")
        self._child(
            *("ibus-daemon", "--panel=disable", "--emoji-extension=disable"),
            f"--address={self._environment['IBUS_ADDRESS']}",
        )
        deadline = time.monotonic() + PATIENCE
        while self._run("ibus", "engine", check=False).strip() != "hangul":
            assert time.monotonic() < deadline, "the Hangul engine does not start"
            self._run("ibus", "engine", "hangul", check=False)

    def type(self, text):
        """Presses the keys of a US keyboard by their place, as a scanner does, a few milliseconds apart."""
        self._run("xdotool", "key", "--delay", "4", *(KEYS[char] for char in text))

    def go_to_the_note(self):
        """Moves the focus from the line edit to the note."""
        self._run("xdotool", "key", "F7")

    def keep_busy(self):
        """Makes the window deaf for half a second."""
        self._run("xdotool", "key", "F6")

    def field(self):
        """What the line edit holds."""
        self._run("xdotool", "key", "F5")
        return self.told().removeprefix("FIELD ").removeprefix("FIELD")

    def told(self):
        """The next line the window says."""
        return self._lines.get(timeout=PATIENCE).rstrip("\n")

    def close(self):
        """Ends every child, the youngest first."""
        for child in reversed(self._children):
            child.terminate()
            try:
                child.wait(5)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait(5)
            child.stdout.close()
        self._log.close()

    def _child(self, *command):
        child = subprocess.Popen(
            command, env=self._environment, stdout=subprocess.PIPE, stderr=self._log, text=True, encoding="utf-8"
        )
        self._children.append(child)
        return child

    def _run(self, *command, check=True):
        done = subprocess.run(
            command, env=self._environment, stdout=subprocess.PIPE, stderr=self._log, text=True, timeout=PATIENCE
        )
        assert not check or done.returncode == 0, f"{command[0]} gave {done.returncode}"
        return done.stdout


@pytest.fixture
def desktop():
    # Not in the folder of the test: a socket's path has room for about a hundred letters.
    with tempfile.TemporaryDirectory(prefix="kiosk-ibus-", dir="/tmp", ignore_cleanup_errors=True) as home:
        desktop = Desktop(Path(home))
        yield desktop
        desktop.close()


def test_codes_are_read_while_the_korean_input_mode_composes(desktop):
    desktop.start("us", (TICKET, FOREIGN), hangul=True)
    desktop.type("rlaalstn\r")
    assert desktop.told() == "ENTERED 김민수"

    desktop.type(TICKET + "\r")
    assert desktop.told() == f"SCANNED {TICKET}"
    assert desktop.field() == ""

    desktop.type(FOREIGN + "\r")
    assert desktop.told() == f"SCANNED {FOREIGN}"
    assert desktop.field() == ""

    desktop.type(FOREIGN)  # ends by a pause, its last syllable still in work
    assert desktop.told() == f"SCANNED {FOREIGN}"
    assert desktop.field() == ""

    for code in (TICKET, FOREIGN):
        desktop.type("rlaa")  # 김ㅁ, then the person waits: a pause is what this is about
        time.sleep(IDLE_MS / 1000 + 0.2)
        desktop.type(code + "\r")
        assert desktop.told() == f"SCANNED {code}"
        assert desktop.field() == "김ㅁ"
        desktop.type("\b\b")
        assert desktop.field() == ""

    for _ in range(20):
        desktop.type(FOREIGN + "\r" + TICKET + "\r")
        assert [desktop.told(), desktop.told()] == [f"SCANNED {FOREIGN}", f"SCANNED {TICKET}"]
    assert desktop.field() == ""

    desktop.type(TICKET[:10])
    desktop.keep_busy()
    desktop.type(TICKET[10:] + "\r")
    assert desktop.told() == f"SCANNED {TICKET}"
    assert desktop.field() == ""

    desktop.go_to_the_note()
    for code in (FOREIGN + "\r", FOREIGN):
        desktop.type(code)
        assert desktop.told() == f"SCANNED {FOREIGN}"
        desktop.type("rk")  # flushes what the input method may still hold
        assert desktop.field() == "가"
        desktop.type("\b")


@pytest.mark.parametrize("layout", ["us", "fr", "de", "ru", "kr"])
def test_codes_are_read_under_other_layouts(desktop, layout):
    desktop.start(layout, (TICKET, FOREIGN), hangul=False)
    desktop.type(TICKET + "\r" + FOREIGN + "\r" + FOREIGN)
    assert [desktop.told() for _ in range(3)] == [f"SCANNED {code}" for code in (TICKET, FOREIGN, FOREIGN)]
    assert desktop.field() == ""

    desktop.type(TICKET[:10])
    desktop.keep_busy()
    desktop.type(TICKET[10:] + "\r")
    assert desktop.told() == f"SCANNED {TICKET}"
