"""The program as it is started, on a real display, scanned by a keyboard that types a ticket's digits."""

import os
import queue
import shutil
import struct
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kiosk import clock
from kiosk.actions.check_in import answer_of
from kiosk.actions.demonstration import make_demonstration
from kiosk.actions.event import read_event
from kiosk.actions.manage_roster import attendee as attendee_of
from kiosk.core.checkin import DOUBLE_BEEP
from kiosk.core.scan import Verdict

PROGRAMS = ("Xvfb", "openbox", "xdotool")
MISSING = [program for program in PROGRAMS if not shutil.which(program)]

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
]

PATIENCE = 60  # seconds; a healthy machine answers within one
WIDTH, HEIGHT = 1366, 768
TEAL, AMBER = (0x00, 0x79, 0x6B), (0xFF, 0xB8, 0x1C)
KEY_OF = {str(digit): str(19 if digit == "0" else 9 + int(digit)) for digit in "0123456789"} | {"\r": "36"}


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
        keys = [KEY_OF[char] for char in code + "\r"]
        subprocess.run(["xdotool", "key", "--delay", "4", *keys], env=self._environment, check=True, timeout=PATIENCE)

    def key(self, name: str) -> None:
        """Press one named key."""
        subprocess.run(["xdotool", "key", name], env=self._environment, check=True, timeout=PATIENCE)

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


@pytest.fixture
def event(tmp_path: Path) -> Path:
    """The demonstration, with a programme that begins now."""
    path = tmp_path / "workshop.kiosk"
    make_demonstration(path).close()
    return path


@pytest.fixture
def display(tmp_path: Path, event: Path) -> Iterator[Display]:
    made = Display(tmp_path)
    try:
        made.start(event)
        yield made
    finally:
        made.stop()


def seen_within_patience(display: Display, colour: tuple[int, int, int]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if display.share_of(colour) > 0.25:
            return True
        time.sleep(0.05)
    return False


def test_a_ticket_is_scanned_twice_and_the_door_says_so_on_screen_and_on_disk(display: Display, event: Path):
    with closing(read_event(event)) as records:
        person = records.attendees()[0]
    display.scan(person.ticket_code)
    assert display.told() == "ANSWER admitted"
    assert seen_within_patience(display, TEAL)

    time.sleep(DOUBLE_BEEP.total_seconds() + 0.5)
    display.scan(person.ticket_code)
    assert display.told() == "ANSWER already_in"
    assert seen_within_patience(display, AMBER)

    display.scan("9" * 13)
    assert display.told() == "ANSWER unknown"
    assert display.quit() == 0

    with closing(read_event(event)) as records:
        answers = [answer_of(operation) for operation in records.newest_scans(10)]
        assert attendee_of(records, person.id).name == answers[-1].person.name
    assert [answer.verdict for answer in answers] == [Verdict.UNKNOWN, Verdict.ALREADY_IN, Verdict.ADMITTED]
    assert all(abs((answer.at - clock.now()).total_seconds()) < 10 * PATIENCE for answer in answers)


def test_scans_are_taken_while_a_person_is_searching(display: Display, event: Path):
    with closing(read_event(event)) as records:
        first, second = records.attendees()[:2]
    display.key("F3")
    display.key("a")
    display.scan(first.ticket_code)
    assert display.told() == "ANSWER admitted"
    display.scan(second.ticket_code)
    assert display.told() == "ANSWER admitted"
    with closing(read_event(event)) as records:
        assert [scan.subject for scan in records.newest_scans(2)] == [second.id, first.id]
