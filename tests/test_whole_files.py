"""Files that are there whole or not at all."""

import os
import stat
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.whole_files import patiently, scratch, write_text, written_beside


def test_what_goes_wrong_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path):
    path = tmp_path / "set-up.json"
    write_text(path, "old")
    with pytest.raises(ZeroDivisionError), written_beside(path) as unfinished:
        unfinished.write_text("half of the n", encoding="utf-8")
        raise ZeroDivisionError
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_old_file_stands_until_the_new_one_is_whole(tmp_path: Path):
    path = tmp_path / "folder" / "명단.json"
    write_text(path, "old")
    with written_beside(path) as unfinished:
        unfinished.write_text("새것", encoding="utf-8")
        assert path.read_text(encoding="utf-8") == "old"
    assert path.read_text(encoding="utf-8") == "새것"
    assert list(path.parent.iterdir()) == [path]


def test_two_writers_of_one_file_do_not_meet(tmp_path: Path):
    path = tmp_path / "heads.json"
    with written_beside(path) as first, written_beside(path) as second:
        first.write_text("first", encoding="utf-8")
        second.write_text("second", encoding="utf-8")
    assert path.read_text(encoding="utf-8") == "first", "whoever ends last"


@pytest.mark.skipif(sys.platform == "win32", reason="rights of files are kept otherwise there")
def test_a_private_file_is_never_readable_by_others(tmp_path: Path):
    path = tmp_path / "access.json"
    write_text(path, "open")
    with written_beside(path, private=True) as unfinished:
        assert stat.S_IMODE(unfinished.stat().st_mode) == 0o600
        unfinished.write_text("password", encoding="utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.access(path, os.R_OK)


class HeldError(PermissionError):
    """What Windows says of a file that another program has open; elsewhere an OSError has no such code."""

    def __init__(self, winerror: int) -> None:
        super().__init__(13, "The process cannot access the file")
        self.winerror = winerror


def held_for(times: int, winerror: int) -> tuple[list[int], Callable[[], str]]:
    """A step that is refused so many times, and the list of its tries."""
    tries: list[int] = []

    def act() -> str:
        tries.append(winerror)
        if len(tries) <= times:
            raise HeldError(winerror)
        return "done"

    return tries, act


@pytest.mark.parametrize("winerror", [5, 32, 33])
def test_a_file_that_is_held_for_a_moment_is_tried_again(winerror: int):
    tries, act = held_for(3, winerror)
    assert patiently(act) == "done"
    assert len(tries) == 4


def test_what_stays_held_is_told_in_the_end(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("time.sleep", lambda _: None)
    tries, act = held_for(100, 32)
    with pytest.raises(PermissionError):
        patiently(act)
    assert len(tries) == 7


@pytest.mark.parametrize(
    ("trouble", "held"), [(HeldError(5), (32, 33)), (PermissionError(13, "rights"), (5, 32, 33)), (KeyError(), (32,))]
)
def test_what_does_not_pass_by_itself_is_told_at_once(trouble: Exception, held: tuple[int, ...]):
    tries = []

    def act() -> None:
        tries.append(1)
        raise trouble

    with pytest.raises(type(trouble)):
        patiently(act, held)
    assert tries == [1]


@pytest.mark.skipif(sys.platform != "win32", reason="only Windows refuses to replace a file that somebody reads")
def test_a_file_that_a_scanner_reads_is_replaced_when_it_lets_go(tmp_path: Path):
    path = tmp_path / "명단.json"
    write_text(path, "old")
    held = path.open("rb")
    threading.Timer(0.3, held.close).start()
    write_text(path, "new")
    assert path.read_text(encoding="utf-8") == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_name_as_long_as_names_may_be_can_be_written(tmp_path: Path):
    path = tmp_path / ("가" * 83 + ".xlsx")
    assert len(path.name.encode()) == 254
    write_text(path, "whole")
    assert path.read_text(encoding="utf-8") == "whole"


def test_a_scratch_folder_hides_no_trouble_and_goes_away():
    with pytest.raises(ZeroDivisionError), scratch("test") as folder:
        (folder / "page.pdf").write_bytes(b"a name")
        raise ZeroDivisionError
    assert not folder.exists()


@pytest.mark.skipif(sys.platform != "win32", reason="only Windows refuses to delete a file that is open")
def test_a_page_still_held_does_not_hide_why_it_was_not_printed():
    with pytest.raises(ZeroDivisionError), scratch("test") as folder:
        held = (folder / "page.pdf").open("wb")
        raise ZeroDivisionError
    held.close()
