"""Long work tells on a terminal that it goes on, and leaves the line empty for what is told then."""

import io
import sys
from threading import Event

import pytest

from kiosk.cli import shared


class Terminal(io.StringIO):
    """Standard error as a terminal; ``told`` is set with the first words."""

    def __init__(self) -> None:
        super().__init__()
        self.told = Event()

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        written = super().write(text)
        self.told.set()
        return written


def test_work_without_steps_counts_its_seconds_and_clears_the_line(monkeypatch: pytest.MonkeyPatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(shared, "SECOND", 0.01)
    with shared.seconds_shown():
        assert terminal.told.wait(10)
    assert terminal.getvalue().startswith("\rWorking… 0 s")
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_a_log_gets_none_of_it(monkeypatch: pytest.MonkeyPatch):
    log = io.StringIO()
    monkeypatch.setattr(sys, "stderr", log)
    monkeypatch.setattr(shared, "SECOND", 0.0)
    with shared.seconds_shown():
        pass
    assert log.getvalue() == ""
