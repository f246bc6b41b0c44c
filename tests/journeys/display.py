"""The program as it is started, on a private display, with real keys and a look at its pixels."""

import os
import queue
import shutil
import struct
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from kiosk.scanners.positions import us_positions

PROGRAMS = ("Xvfb", "openbox", "xdotool")
MISSING = [program for program in PROGRAMS if not shutil.which(program)]


PATIENCE = 60  # seconds; a healthy machine answers within one
WIDTH, HEIGHT = 1366, 768
TEAL, AMBER = (0x00, 0x79, 0x6B), (0xFF, 0xB8, 0x1C)
KEY_OF = {char: ("shift+" if shifted else "") + str(code) for (code, shifted), char in us_positions("xcb").items()}
KEY_OF |= {"\r": "36", "\t": "23", "\x03": "ctrl+54"}


@contextmanager
def bare_screen(*options: str) -> Iterator[str]:
    """A display without a window manager: its name, such as ``:5``; ``options`` are further ones of Xvfb."""
    reading, writing = os.pipe()
    screen = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp", *options]
    with subprocess.Popen(screen, pass_fds=[writing], stderr=subprocess.DEVNULL) as server, os.fdopen(reading) as told:
        os.close(writing)
        try:
            yield f":{told.readline().strip()}"
        finally:
            server.terminate()


def opens_its_window(command: Sequence[str | Path], environment: Mapping[str, str], *, seconds: int = 120) -> None:
    """Start the program, wait until it says that its window can be used, and end it."""
    with subprocess.Popen(
        command,
        cwd="/",
        env={**environment, "KIOSK_READY": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as program:
        too_late = threading.Timer(seconds, program.kill)
        too_late.start()
        said: list[str] = []
        while not said or (said[-1] and said[-1] != "READY\n"):
            said.append(program.stdout.readline())
        too_late.cancel()
        program.terminate()
    assert said[-1] == "READY\n", "".join(said)


class Display:
    """A private display with a window manager, and the program on it."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._children: list[subprocess.Popen] = []
        self._lines: queue.Queue[str] = queue.Queue()
        self._environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_STATE_HOME": str(home / "state"),
            "LC_ALL": "C.UTF-8",
            "PYTHONUTF8": "1",
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
            "QT_QPA_PLATFORM": "xcb",
            "KIOSK_LANGUAGE": "en",
            "KIOSK_READY": "1",
        }
        self._log = (home / "log").open("w")

    def start(self, event: Path) -> None:
        """The display, the window manager, and the program with ``event`` open."""
        screen = f"{WIDTH}x{HEIGHT}x24"
        display = self._child(
            "Xvfb", "-displayfd", "1", "-screen", "0", screen, "-fbdir", str(self._home), "-nolisten", "tcp"
        )
        self._environment["DISPLAY"] = ":" + display.stdout.readline().strip()
        self._child("openbox")
        program = self._child(sys.executable, "-m", "kiosk", "open", str(event))
        self._reading = threading.Thread(target=lambda: [self._lines.put(line) for line in program.stdout], daemon=True)
        self._reading.start()
        self._program = program
        assert self.told() == "READY"

    def told(self) -> str:
        """The next line of the program."""
        return self._lines.get(timeout=PATIENCE).strip()

    def scan(self, code: str) -> None:
        """Press the keys of ``code`` and Enter by their place, a few milliseconds apart."""
        self.type(code + "\r")

    def type(self, *texts: str, delay: int = 4) -> None:
        """Press the keys of each text by their place, ``delay`` milliseconds apart; several texts at the same time."""
        commands = [["xdotool", "key", "--delay", str(delay), *(KEY_OF[char] for char in text)] for text in texts]
        typing = [subprocess.Popen(command, env=self._environment) for command in commands]
        assert [process.wait(PATIENCE) for process in typing] == [0] * len(texts)

    def key(self, name: str) -> None:
        """Press one named key."""
        subprocess.run(["xdotool", "key", name], env=self._environment, check=True, timeout=PATIENCE)

    def wait_for_window(self, title: str) -> None:
        """Wait until a window of this title takes the keys; until then they would go to the one behind it."""
        asking = ["xdotool", "getactivewindow", "getwindowname"]
        deadline = time.monotonic() + PATIENCE
        while title not in subprocess.run(asking, env=self._environment, capture_output=True, text=True).stdout:
            assert time.monotonic() < deadline, f"no window {title}"
            time.sleep(0.05)

    def share_of(self, colour: tuple[int, int, int]) -> float:
        """How much of the screen has exactly this colour, from 0 to 1."""
        content = (self._home / "Xvfb_screen0").read_bytes()  # an X window dump: header, colour map, pixels
        header_size, *_rest = struct.unpack(">I", content[:4])
        colours = struct.unpack(">I", content[76:80])[0]
        pixels = content[header_size + 12 * colours :]
        counts = Counter(struct.iter_unpack("<I", pixels[: WIDTH * HEIGHT * 4]))
        wanted = colour[0] << 16 | colour[1] << 8 | colour[2]
        return sum(count for (pixel,), count in counts.items() if pixel & 0xFFFFFF == wanted) / (WIDTH * HEIGHT)

    def quit(self) -> int:
        """Close the window as its close button does; the exit code of the program."""
        self.key("alt+F4")
        return self._program.wait(PATIENCE)

    def stop(self) -> None:
        """End everything that was started here."""
        for child in reversed(self._children):
            child.terminate()
            child.wait(PATIENCE)
        self._reading.join(PATIENCE)
        for child in self._children:
            child.stdout.close()
        self._log.close()

    def _child(self, *command: str) -> subprocess.Popen:
        child = subprocess.Popen(
            command, env=self._environment, stdout=subprocess.PIPE, stderr=self._log, text=True, cwd=self._home
        )
        self._children.append(child)
        return child
