"""The window never stands still: what holds that without measuring time, so that a busy machine does not decide.

How long the gaps are with 100,000 people is measured by ``python3 run.py bench stalls``.
"""

import gc
import json
import os
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

import pytest

from kiosk.store.subjects.people import PeopleRecords
from kiosk.ui.frame.ahead import hold_still
from tests.ui.looks import SCREENS

CHECKOUT = Path(__file__).parents[2]
_MOST = {"read_people": 1, "entered_twice": 1, "checklist": 1, "registered_people": 4}
"""Who may read the whole roster when all screens are shown, and how often: the index that all share, and three looks
that are about everybody: entered twice, ready for the event, and, twice at each show, whether every badge has room.
"""


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """The actions that read the whole roster, by name."""
    asked: Counter[str] = Counter()
    honest = PeopleRecords.each

    def each(records: PeopleRecords):
        asked[_asking_action()] += 1
        return honest(records)

    monkeypatch.setattr(PeopleRecords, "each", each)
    return asked


def _asking_action() -> str:
    frame = sys._getframe(1)
    while frame is not None and not frame.f_globals.get("__name__", "").startswith("kiosk.actions"):
        frame = frame.f_back
    return frame.f_code.co_name if frame else "nobody"


def test_all_screens_together_read_the_roster_once_besides_the_looks_at_everybody(window, people, readers, qtbot):
    for name in [*SCREENS, "guide", "check_in", *SCREENS]:
        window.show_screen(name)
        _let_the_lanes_finish(window, qtbot)
        if name == "checklist":
            readers["checklist"] = min(readers["checklist"], 1)  # shown twice, it looks twice
    assert readers["registered_people"], "the badge card looked at everybody: the test watches the right place"
    assert not {name: times for name, times in readers.items() if times > _MOST.get(name, 0)}


def test_garbage_is_collected_by_the_windows_thread_alone(qtbot):
    threads: set[int] = set()

    def note(phase: str, _info: dict[str, int]) -> None:
        threads.add(threading.get_ident())

    def make_garbage() -> None:
        for _each in range(20_000):
            circle: list[object] = []
            circle.append(circle)

    turn = sys.getswitchinterval()
    collecting = hold_still()
    gc.callbacks.append(note)
    try:
        worker = threading.Thread(target=make_garbage)
        worker.start()
        worker.join()
        qtbot.waitUntil(lambda: bool(threads))
        assert threads == {threading.get_ident()}
    finally:
        collecting.deleteLater()
        gc.callbacks.remove(note)
        gc.unfreeze()
        sys.setswitchinterval(turn)


def _let_the_lanes_finish(window, qtbot) -> None:
    done: list[None] = []
    for lane in (window.desk.reader, window.desk.papers):
        lane.run(lambda _records, _progress, _cancelled: None, done.append)
    qtbot.waitUntil(lambda: len(done) == 2, timeout=60_000)


@pytest.mark.long
def test_no_screen_makes_python_collect_everything_or_imports_anything(workshop: Path, tmp_path: Path):
    environment = dict(os.environ, HOME=str(tmp_path), XDG_CONFIG_HOME=str(tmp_path), QT_QPA_PLATFORM="offscreen")
    command = [sys.executable, "-m", "tests.benchmarks.stall_tour", str(workshop), "0.3"]
    told = subprocess.run(
        command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=True, timeout=600
    )
    found = [json.loads(line) for line in told.stdout.splitlines() if line.startswith("{")]
    assert {one["screen"] for one in found} >= {*SCREENS, "guide"}
    assert {one["screen"]: one["collections"] for one in found if one["collections"]} == {}
    assert {one["screen"]: one["imported"] for one in found if one["imported"] and one["screen"] != "open"} == {}
    assert all(one["scans"] for one in found if one["screen"] in ("open", "documents")), "scans were answered meanwhile"
