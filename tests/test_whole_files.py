"""Files that are there whole or not at all."""

import os
import stat
import sys
from pathlib import Path

import pytest

from kiosk.whole_files import write_text, written_beside


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
