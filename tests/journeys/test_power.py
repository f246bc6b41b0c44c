"""What a printed line promises: ``kiosk scan`` is killed at any instant, and nothing it answered is lost.

This shows that a killed program loses nothing.  What a power cut spares is a matter of ``synchronous=FULL`` and of the
disk, and is told in docs/storage.md: no kill shows the difference.
"""

import json
import os
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kiosk.actions.event import opened, read_event
from tests import making

FEW, MANY = 4, 60
PEOPLE = 20


@pytest.fixture
def desk(environment_of_a_user: dict[str, str]) -> dict[str, str]:
    return environment_of_a_user | {"KIOSK_LANGUAGE": "en", "PYTHONPATH": str(Path(__file__).parents[2])}


def lines_to_scan(codes: list[str], round_: int, luck: random.Random) -> list[str]:
    """Entries, exits, double beeps and strangers, each with an id of its own."""
    lines = []
    for number in range(3000):
        at = f"2024-02-28T{10 + number // 1800:02d}:{number // 30 % 60:02d}:{number % 30 * 2:02d}"
        code = luck.choice([*codes, "nobody's"])
        lines.append(json.dumps({"code": code, "scan_id": f"{round_}-{number}", "at": at, "session": "F"}))
    return lines


def scan_until_killed(event: Path, lines: list[str], patience: float, environment: dict[str, str]) -> dict[str, str]:
    """Answers by the line they belong to, as far as they were read; the process is killed after ``patience`` seconds
    of answering.
    """
    (event.parent / "lines").write_text("\n".join(lines) + "\n", encoding="utf-8")
    words = [sys.executable, "-m", "kiosk", "scan", str(event), "--jsonl"]
    with (
        (event.parent / "lines").open(encoding="utf-8") as typed,
        subprocess.Popen(words, stdin=typed, stdout=subprocess.PIPE, text=True, env=environment) as process,
    ):
        answers = [process.stdout.readline()]
        killer = threading.Timer(patience, process.kill)
        killer.start()
        answers += process.stdout
        killer.cancel()
    whole = [answer for answer in answers if answer.endswith("\n")]
    return dict(zip(lines, whole, strict=False))


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX")
@pytest.mark.parametrize("rounds", [FEW, pytest.param(MANY, marks=pytest.mark.long)])
def test_no_line_that_was_answered_is_lost_however_the_desk_dies(
    rounds: int, size: int, tmp_path: Path, desk: dict[str, str]
):
    luck = random.Random()
    records = making.new_event(tmp_path)
    codes = [person.ticket_code for person in making.add_people(records, PEOPLE)]
    records.close()
    acknowledged: dict[str, str] = {}
    for round_ in range(rounds * size):
        patience = luck.uniform(0, 0.15)
        acknowledged |= scan_until_killed(records.path, lines_to_scan(codes, round_, luck), patience, desk)
    assert len(acknowledged) > rounds * size
    everything_is_there(records.path, acknowledged)
    assert making.examined(records.path).sound
    same_answers_again(records.path, acknowledged, desk)


def everything_is_there(event: Path, acknowledged: dict[str, str]) -> None:
    with opened(read_event(event)) as records:
        stored = {operation.op_id: operation for operation in records.scans.all()}
    for line in acknowledged.values():
        answer = json.loads(line)
        assert stored[answer["scan_id"]].payload["verdict"] == answer["verdict"]


def same_answers_again(event: Path, acknowledged: dict[str, str], environment: dict[str, str]) -> None:
    before = making.examined(event).operations
    again = subprocess.run(
        [sys.executable, "-m", "kiosk", "scan", str(event), "--jsonl"],
        input="\n".join(acknowledged) + "\n", capture_output=True, text=True, env=environment, check=True, timeout=300,
    )  # fmt: skip
    assert again.stdout.splitlines(keepends=True) == list(acknowledged.values())
    assert making.examined(event).operations == before
