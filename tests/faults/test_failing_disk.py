"""Every call to the disk fails once while ``kiosk scan`` answers: one sentence, and nothing answered is lost."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.actions.event import open_event, opened
from tests import making

DESK = Path(__file__).with_name("faulty_desk.py")
SCANS = 4


@pytest.mark.long
@pytest.mark.parametrize("once", ["once", "sticky"])
def test_a_failing_call_to_the_disk_loses_nothing_that_was_answered(
    event: tuple[Path, list[str]], faulty: dict[str, str], tmp_path: Path, once: str
):
    path, codes = event
    lines = tmp_path / "lines"
    lines.write_text("".join(f"{json.dumps({'code': code, 'scan_id': f's{number}', 'at': '2024-02-28T10:45:00'})}\n"
                             for number, code in enumerate(codes[:SCANS])), encoding="utf-8")  # fmt: skip
    run = subprocess.run(
        [sys.executable, str(DESK), "fail", str(path), str(lines), once],
        env=faulty, capture_output=True, text=True, check=True, timeout=900,
    )  # fmt: skip
    honest, *rounds = map(json.loads, run.stdout.splitlines())
    assert honest["code"] == 0
    assert honest["said"].count("\n") == SCANS
    assert all(honest["calls"].values()), "each kind of call is made"
    assert len(rounds) == 2 * sum(honest["calls"].values())
    assert any(round_["code"] == 1 for round_ in rounds)
    for round_ in rounds:
        what_was_answered_is_there(round_)


def what_was_answered_is_there(round_: dict) -> None:
    """One sentence or none, and each answer printed is in the file, which is sound."""
    assert round_["code"] in (0, 1), round_
    assert "Traceback" not in round_["told"], round_
    assert "bug in the program" not in round_["told"], round_
    if round_["code"] == 1:
        assert len(round_["told"].strip().splitlines()) == 1, round_
    answered = [json.loads(line) for line in round_["said"].splitlines(keepends=True) if line.endswith("\n")]
    path = Path(round_["event"])
    with opened(open_event(path)) as records:
        stored = {operation.op_id: operation.payload["verdict"] for operation in records.scans.all()}
    for answer in answered:
        assert stored.get(answer["scan_id"]) == answer["verdict"], round_
    assert making.examined(path).sound, round_
