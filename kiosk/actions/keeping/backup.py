"""Safe copies of an event, and the check whether its file is sound."""

import os
import shutil
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kiosk.actions.event import look_through, open_records, opened, read_records, trouble_of
from kiosk.actions.handles import gives_event, takes_event
from kiosk.actions.keeping.auto_backup import event_mark
from kiosk.actions.keeping.backup_places import note_place
from kiosk.actions.papers.output_paths import check_no_folder
from kiosk.core.examination import Examination
from kiosk.core.hash_chain import BrokenLine
from kiosk.errors import KioskError
from kiosk.store import event_file
from kiosk.store.examination import broken_within, examine
from kiosk.store.records import Records


@takes_event
def backup(records: Records, target: Path) -> Path:
    """Write a complete copy of the event to ``target`` while work goes on; returns where it is.

    Raises ``KioskError`` when the folder is missing or cannot be written, ``target`` is the event itself, there is
    anything there but an older copy of it, or the event is not sound: then an older copy stays as it is.
    """
    check_no_folder(target)
    if target.resolve() == records.path.resolve():
        raise KioskError("event.backup_onto_itself", file=target.name)
    if not target.parent.is_dir():
        raise KioskError("event.no_folder", folder=str(target.parent))
    if target.exists():
        _check_is_older_copy(records, target)
        _put_in_order(target)
    event_file.copy_to(records.file, target, partial(_check_is_sound, records.path.name))
    note_place(event_mark(records), target)
    return target


def _check_is_sound(name: str, copy: Path) -> None:
    """What is wrong with a copy was wrong with the event; the copy is looked at, which no desk goes on writing."""
    try:
        with opened(read_records(copy)) as made:
            trouble = trouble_of(made)
    except KioskError as found:
        trouble = found
    if trouble is not None:
        raise KioskError(trouble.code, **{**trouble.details, "file": name})


def _check_is_older_copy(records: Records, target: Path) -> None:
    """A copy on which work went on is no older copy: it holds what would be lost."""
    try:
        with opened(read_records(target)) as there:
            is_same = there.event.ticket_key() == records.event.ticket_key()
            found = there.journal.lengths() if is_same else {}
    except KioskError as trouble:
        raise KioskError("event.backup_over_other", file=target.name) from trouble
    if not is_same:
        raise KioskError("event.backup_over_other", file=target.name)
    known = records.journal.lengths()
    if any(length > known.get(name, 0) for name, length in found.items()):
        raise KioskError("event.backup_over_newer", file=target.name)


def _put_in_order(target: Path) -> None:
    """A copy that somebody opened and closed may have an empty write-ahead log beside it, which goes away when the copy
    is opened for writing; raises ``event.in_use`` while somebody works with it."""
    if target.with_name(f"{target.name}-wal").exists():
        open_records(target, wait_seconds=0).close()


@takes_event
def doctor(records: Records) -> Examination:
    """Examine the event file; nothing is changed."""
    return examine(records.file)


@dataclass(frozen=True, slots=True)
class Disk:
    """Whether an event may be written, whether a program has it open for writing, and how much room is left."""

    writable: bool
    in_use: bool
    free_bytes: int


@takes_event
def disk_of(records: Records) -> Disk:
    """How the file and its drive stand."""
    path = records.path
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    return Disk(writable, records.file.writable or event_file.is_held(path), shutil.disk_usage(path.parent).free)


@gives_event
def open_checked(path: Path, *, desk_id: str = "") -> Records:
    """Open an event for a day's work: its pages are looked through first, as far as a moment allows.

    Raises ``KioskError`` as ``open_event`` does, and ``event.damaged`` before anything is built on a damaged file.
    """
    records = open_records(path, desk_id=desk_id)
    try:
        look_through(records)
        with records.file.troubles():
            records.read_ahead()
    except BaseException:
        records.close()
        raise
    return records


@takes_event
def changed_lines(records: Records, seconds: float = 5.0) -> tuple[BrokenLine, ...]:
    """Lines of the logs that are not as they were written, the newest logs first, as far as ``seconds`` allow."""
    return broken_within(records.file, seconds)
