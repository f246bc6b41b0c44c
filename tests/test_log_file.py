"""The program's log keeps its lines, also while another program holds it."""

import logging
import os
import stat
from pathlib import Path

import pytest

from kiosk import log_file
from kiosk.log_file import _SharedLog


def written(handler: logging.Handler, line: str) -> None:
    handler.emit(logging.LogRecord("kiosk", logging.WARNING, __file__, 1, line, (), None))


def test_a_full_log_goes_on_in_a_new_file(tmp_path: Path):
    handler = _SharedLog(tmp_path / "kiosk.log", maxBytes=100, backupCount=1, encoding="utf-8")
    for number in range(6):
        written(handler, f"line {number} " + "x" * 40)
    handler.close()
    assert (tmp_path / "kiosk.log.1").is_file()


def test_no_line_is_lost_while_the_full_log_cannot_be_put_aside(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    # A folder with something in it can be replaced on no system: as a log that another program has open on Windows.
    (tmp_path / "kiosk.log.1" / "held").mkdir(parents=True)
    handler = _SharedLog(tmp_path / "kiosk.log", maxBytes=100, backupCount=1, encoding="utf-8")
    for number in range(6):
        written(handler, f"line {number} " + "x" * 40)
    handler.close()
    lines = (tmp_path / "kiosk.log").read_text(encoding="utf-8").splitlines()
    assert [line[:6] for line in lines] == [f"line {number}" for number in range(6)]
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(os.name == "nt", reason="on Windows the folder decides who may read")
def test_the_log_is_its_owner_s_alone_also_when_a_new_file_begins(tmp_path: Path):
    handler = _SharedLog(tmp_path / "kiosk.log", maxBytes=100, backupCount=1, encoding="utf-8")
    for number in range(6):
        written(handler, f"line {number} " + "x" * 40)
    handler.close()
    assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()} == {0o600}


def test_a_log_that_is_started_again_writes_each_line_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("kiosk.paths.log_folder", lambda: tmp_path)
    for _again in range(3):
        log_file.start()
    logging.getLogger("kiosk.test").warning("the queue is long")
    assert log_file.path().read_text(encoding="utf-8").count("the queue is long") == 1
    monkeypatch.undo()
    log_file.start()
