"""A folder that every program can open stands for one under a name in Hangul."""

import os
import stat
import sys
from pathlib import Path

import pytest

from kiosk.plain_places import plain, stand_in_for


def test_the_same_place_stands_for_a_folder_each_time(tmp_path: Path):
    own, shared = tmp_path / "홍길동" / "kiosk", tmp_path / "ProgramData" / "kiosk"
    place = stand_in_for(own, shared)
    (place / "server.crt").write_text("certificate", encoding="ascii")
    assert place.parent == shared and place.name.isascii()
    assert stand_in_for(own, shared) == place
    assert stand_in_for(tmp_path / "müller" / "kiosk", shared) != place


def test_a_place_that_was_deleted_is_made_anew(tmp_path: Path):
    own, shared = tmp_path / "홍길동", tmp_path / "shared"
    first = stand_in_for(own, shared)
    first.rmdir()
    second = stand_in_for(own, shared)
    assert second.is_dir() and second != first


@pytest.mark.skipif(sys.platform == "win32", reason="rights of folders are kept otherwise there")
def test_nobody_else_may_look_into_it(tmp_path: Path):
    before = os.umask(0)
    try:
        assert stat.S_IMODE(stand_in_for(tmp_path / "홍길동", tmp_path / "shared").stat().st_mode) == 0o700
    finally:
        os.umask(before)


def test_where_every_program_reads_the_path_nothing_is_moved(tmp_path: Path):
    folder = tmp_path / ("kiosk" if sys.platform == "win32" else "홍길동")
    if sys.platform == "win32" and not str(folder).isascii():
        pytest.skip("the temporary folder itself lies under a name in Hangul")
    assert plain(folder) == folder
    assert not folder.exists()
