"""Folders one may not write, files one may not read, a disk that is full."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk import paths, settings
from kiosk.actions.desks.invitation_files import save_invitation
from kiosk.actions.event import create_event, open_event, opened, read_event
from kiosk.actions.keeping.auto_backup import choose_folder, make_backup
from kiosk.actions.keeping.backup import backup, doctor
from kiosk.actions.keeping.encrypt import write_code
from kiosk.actions.office.access_log import Access, note_access
from kiosk.core.event import EventDetails
from kiosk.core.recovery_code import new_code
from kiosk.errors import KioskError
from kiosk.store import event_file
from kiosk.store.records import Records
from tests import making
from tests.making import Desk
from tests.store.posix import largest_file, posix_only, without_rights
from tests.trouble import refused


@pytest.fixture
def write_protected(closed: Path) -> Iterator[Path]:
    """The event in a folder that everybody may read and nobody but root write."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(closed, folder))
        path.chmod(0o444)
        path.parent.chmod(0o555)
        yield path
        path.parent.chmod(0o755)


@posix_only
def test_an_event_in_a_write_protected_folder_is_read(write_protected: Path):
    with without_rights(), opened(read_event(write_protected)) as records:
        assert records.people.count() == 3


@posix_only
def test_an_event_in_a_write_protected_folder_is_not_written(write_protected: Path):
    write_protected.chmod(0o666)
    with without_rights(), refused("event.cannot_write"):
        open_event(write_protected, wait_seconds=0)


@posix_only
def test_a_write_protected_event_in_an_open_folder_is_not_written(write_protected: Path):
    write_protected.parent.chmod(0o777)
    with without_rights(), refused("event.read_only"):
        open_event(write_protected, wait_seconds=0)


@posix_only
def test_an_event_nobody_may_read_is_told_so(write_protected: Path):
    write_protected.chmod(0)
    with without_rights(), refused("event.cannot_read"):
        read_event(write_protected)


@posix_only
def test_a_full_disk_loses_the_last_step_and_nothing_else(event: Records):
    people = making.add_people(event, 3)
    desk = Desk(event)
    first = desk.scan(people[0].ticket_code, "10:00")
    log_size = event.path.with_name("day.kiosk-wal").stat().st_size
    with largest_file(log_size), pytest.raises(KioskError, match=r"event\.disk_(full|trouble)"):
        desk.scan(people[1].ticket_code, "10:01")
    second = desk.scan(people[2].ticket_code, "10:02")
    assert [op.op_id for op in event.scans.newest(5)] == [second.scan_id, first.scan_id]
    assert doctor(event).sound


@posix_only
def test_an_event_for_which_there_is_no_room_is_not_made(tmp_path: Path):
    with largest_file(8192), pytest.raises(KioskError, match=r"event\.disk_(full|trouble)"):
        create_event(tmp_path / "day.kiosk", EventDetails({"ko": "하루"}))
    assert list(tmp_path.iterdir()) == []
    create_event(tmp_path / "day.kiosk", EventDetails({"ko": "하루"})).close()


@posix_only
def test_files_settings_codes_and_copies_are_readable_by_their_owner_only(tmp_path: Path):
    before = os.umask(0o022)
    records = making.new_event(tmp_path)
    making.add_people(records, 1)
    backup(records, tmp_path / "backup.kiosk")
    (tmp_path / "stick").mkdir()
    choose_folder(tmp_path / "stick")
    make_backup(records, tmp_path / "stick", desk_id="laptop-1", now=making.DAY)
    save_invitation("1234", tmp_path / "desk.kioskjoin")
    save_invitation("1234", tmp_path / "desk.png")
    write_code(records, new_code(bytes(range(64))), tmp_path / "code.pdf", "en")
    event_file.convert_to(records.file, tmp_path / "plain.kiosk", None)
    settings.save(settings.Settings(desk="1"))
    note_access(records, Access.SEARCH, 1)
    private = [
        *tmp_path.rglob("*.kiosk"),
        *tmp_path.rglob("*.kioskjoin"),
        *tmp_path.rglob("*-wal"),
        tmp_path / "code.pdf",
        tmp_path / "desk.png",
    ]
    private += [path for path in paths.config_folder().rglob("*") if path.is_file()]
    open_to_others = {path.name for path in private if path.stat().st_mode & 0o077 and not path.name.endswith(".lock")}
    assert not open_to_others
    records.close()
    os.umask(before)
