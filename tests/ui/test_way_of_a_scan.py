"""The way of one scan, as docs/architecture.md tells it, is the way the program goes."""

import re
import sys
import threading
from pathlib import Path

from tests.ui.test_check_in_screen import person, type_keys

_ROW = re.compile(r"^\| (window|records) \| `(kiosk\.[\w.]+)` \|$", re.MULTILINE)


def told_way() -> list[tuple[str, str]]:
    """Lane and full name of each step in the document."""
    document = Path(__file__).parents[2] / "docs" / "architecture.md"
    return _ROW.findall(document.read_text(encoding="utf-8"))


class Calls:
    """Notes the calls of some functions, each with the thread it was made in."""

    def __init__(self, names: set[str]) -> None:
        self._names = names
        self.made: list[tuple[str, str]] = []

    def __call__(self, frame, event, _argument) -> None:
        if event != "call":
            return
        name = f"{frame.f_globals.get('__name__')}.{frame.f_code.co_qualname}"
        if name in self._names:
            is_window = threading.current_thread() is threading.main_thread()
            self.made.append(("window" if is_window else "records", name))


def test_a_scan_goes_the_way_the_document_tells(open_window, workshop, qtbot):
    way = told_way()
    calls = Calls({name for _, name in way})
    threading.setprofile(calls)  # for the lanes, which begin with the window
    try:
        window = open_window(workshop)
        calls.made.clear()
        sys.setprofile(calls)
        with qtbot.waitSignal(window.answer_painted):
            type_keys(person(workshop, "도재담").ticket_code + "\r")
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
    first = [step for number, step in enumerate(calls.made) if step not in calls.made[:number]]
    assert len(way) == 9
    assert first == way
