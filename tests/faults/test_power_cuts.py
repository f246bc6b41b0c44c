"""The power goes off at a random instant while ``kiosk scan`` answers: nothing that it answered is lost.

The real command runs with its calls to the disk recorded; each round rebuilds what a disk may hold at one instant,
opens that as an event and looks for every answer given before.  A mistake put in on purpose shows that a loss would be
found.
"""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.actions.event import open_event, opened
from kiosk.actions.keeping.encrypt import encrypt_event, make_code
from kiosk.actions.keeping.unlock import is_encrypted
from tests import making
from tests.faults.power_cut import Call, Disk, read_recording
from tests.key_rings import laptop

SCANS = 250
FEW, MANY = 60, 500
DESK = Path(__file__).with_name("faulty_desk.py")


@pytest.fixture
def record(event: tuple[Path, list[str]], faulty: dict[str, str], tmp_path: Path):
    """Runs the desk over a day's lines with a mistake put in, or none; its calls to the disk, and the disk before."""
    path, codes = event

    def run(seed: str) -> tuple[Disk, list[Call]]:
        before, recording = Disk(path.parent), tmp_path / "recording"
        lines = "".join(f"{line}\n" for line in lines_to_scan(codes))
        words = [sys.executable, str(DESK), "scan", str(path), seed]
        environment = faulty | {"FAULTS_RECORD": str(recording)}
        subprocess.run(words, input=lines, env=environment, text=True, check=True, capture_output=True, timeout=120)
        return before, read_recording(recording)

    return run


def lines_to_scan(codes: list[str]) -> list[str]:
    """Everybody comes and goes, one scan a second from 10:40."""
    return [
        json.dumps({"code": codes[number % len(codes)], "scan_id": f"s{number}", "at": f"2024-02-28T10:4{time}"})
        for number in range(SCANS)
        for time in [f"{number // 60}:{number % 60:02}"]
    ]


def losses(disk: Disk, calls: list[Call], cuts: int, luck: random.Random, folder: Path) -> list[str]:
    """What was answered before each of so many random instants and is not found after it."""
    instants, lost = sorted(luck.choices(range(len(calls)), k=cuts)), []
    for number, call in enumerate(calls):
        disk.take(call)
        while instants and instants[0] == number:
            instants.pop(0)
            lost += lost_after_cut(disk, luck, folder)
    return lost


def lost_after_cut(disk: Disk, luck: random.Random, folder: Path) -> list[str]:
    """Open what the disk may hold now; the answers given so far that it lacks."""
    for old in folder.iterdir():
        old.unlink()
    for name, content in disk.after_cut(luck).items():
        (folder / name).write_bytes(content)
    answered = {answer["scan_id"]: answer["verdict"] for answer in map(json.loads, disk.said.decode().splitlines())}
    with opened(open_event(folder / "day.kiosk")) as records:
        stored = {operation.op_id: operation.payload["verdict"] for operation in records.scans.all()}
    if luck.random() < 0.05:
        assert making.examined(folder / "day.kiosk").sound
    return [scan for scan, verdict in answered.items() if stored.get(scan) != verdict]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where the files are laid out that a power cut left."""
    folder = tmp_path / "after"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("cuts", [FEW, pytest.param(MANY, marks=pytest.mark.long)])
def test_no_answered_scan_is_lost_whenever_the_power_goes_off(record, cuts: int, place: Path, size: int):
    seed = random.randrange(2**32)
    disk, calls = record("none")
    answers = sum(call.data.count(b"\n") for call in calls if call.kind == "a")
    assert answers == SCANS
    assert {"w", "s"} <= {call.kind for call in calls}
    assert losses(disk, calls, cuts * size, random.Random(seed), place) == [], f"seed {seed}"


@pytest.mark.parametrize("cuts", [FEW, pytest.param(MANY, marks=pytest.mark.long)])
def test_no_answered_scan_of_an_encrypted_event_is_lost(
    record, event: tuple[Path, list[str]], faulty: dict[str, str], cuts: int, place: Path, size: int,
    monkeypatch: pytest.MonkeyPatch,
):  # fmt: skip
    with laptop():
        code = make_code()
        encrypt_event(event[0], code)
        faulty |= {"KIOSK_EVENT_KEY": code.text, "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
        monkeypatch.setenv("KIOSK_EVENT_KEY", code.text)
        seed = random.randrange(2**32)
        disk, calls = record("none")
        assert is_encrypted(event[0])
        assert sum(call.data.count(b"\n") for call in calls if call.kind == "a") == SCANS
        assert {"w", "s"} <= {call.kind for call in calls}
        assert losses(disk, calls, cuts * size, random.Random(seed), place) == [], f"seed {seed}"


@pytest.mark.parametrize("mistake", ["acknowledge_before_commit", "synchronous_normal"])
def test_a_mistake_put_in_on_purpose_loses_scans_and_is_found(record, mistake: str, place: Path):
    disk, calls = record(mistake)
    assert losses(disk, calls, 40, random.Random(7), place) != []
