"""Copies of the event in a second place, such as a USB stick: made while the desk goes on, and verified."""

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from kiosk.actions.event import opened, read_records, trouble_of
from kiosk.actions.handles import takes_event
from kiosk.actions.keeping.backup_places import note_place
from kiosk.core.backup_retention import surplus
from kiosk.core.hash_chain import BrokenLine
from kiosk.errors import KioskError
from kiosk.store import event_file
from kiosk.store.examination import differences, is_whole_copy
from kiosk.store.records import Records
from kiosk.whole_files import take_away

MARK = ".kiosk-copies"
"""Lies in a folder chosen for copies: without it the folder is what an unplugged drive left behind."""

_STAMP = "%Y%m%d-%H%M%S"
_NAME = re.compile(r"(.+)\.([0-9a-f]{8})\.([0-9a-f]{8})\.(\d{8}-\d{6})\.kiosk")


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A copy of an event, the moment (UTC) of which it is, and a mark of the event that its file's name carries."""

    path: Path
    made_at: datetime
    event_mark: str
    desk_mark: str


@dataclass(frozen=True, slots=True)
class BackupState:
    """How safe an event is: the copies that can be reached, newest first, and how the newest compares.

    ``behind`` is the number of operations that the newest copy lacks; ``lost`` are lines that the copy has and the
    event has not, or has otherwise: somebody cut off or rewrote the event's log.
    """

    folder: Path | None
    trouble: str
    copies: tuple[BackupFile, ...]
    behind: int
    lost: tuple[BrokenLine, ...]


def choose_folder(folder: Path) -> None:
    """Mark a folder as the place for copies; raises ``KioskError`` when nothing can be written there."""
    if not folder.is_dir():
        raise KioskError("copies.no_folder", folder=str(folder))
    try:
        (folder / MARK).write_text("The check-in desk keeps copies of its events here.\n", encoding="utf-8")
    except OSError as trouble:
        raise KioskError("copies.read_only", folder=str(folder), why=trouble.strerror) from trouble


def is_same_drive(folder: Path, event: Path) -> bool:
    """Whether a folder is on the drive on which the event is: then both are lost together."""
    try:
        return folder.stat().st_dev == event.stat().st_dev
    except OSError:
        return False


def make_backup(records: Records, folder: Path, *, desk_id: str, now: datetime) -> BackupFile:
    """Copy the event into the folder chosen for copies, verify what was written, and let old copies go.

    Raises ``KioskError`` when the drive is not there, full or write-protected, does not give back what was written, or
    the event itself is not sound.
    """
    check_folder(folder)
    marks = event_mark(records), _mark(desk_id)
    beginning = ".".join((records.path.stem, *marks, ""))
    for unfinished in folder.glob(f".{_literal(beginning)}*.part*"):  # the drive was pulled out in the middle
        take_away(unfinished)
    path = folder / f"{beginning}{now.astimezone(UTC):{_STAMP}}.kiosk"
    length = records.journal.length()
    event_file.copy_to(records.file, path)
    if not is_whole_copy(path, records.file, length):
        take_away(path)
        raise trouble_of(records) or KioskError("copies.not_whole", folder=str(folder))
    note_place(marks[0], folder)
    own = {copy.made_at: copy for copy in backups_in(folder) if (copy.event_mark, copy.desk_mark) == marks}
    for moment in surplus(list(own)):
        with suppress(OSError):  # it goes with the next one
            take_away(own[moment].path)
    return BackupFile(path, now, *marks)


def check_folder(folder: Path) -> None:
    """Raise ``KioskError`` when the folder for copies is not there, or cannot be written."""
    if not (folder / MARK).is_file():
        raise KioskError("copies.no_folder", folder=str(folder))
    if not os.access(folder, os.W_OK):
        raise KioskError("copies.read_only", folder=str(folder), why="")


def backups_in(folder: Path) -> list[BackupFile]:
    """All copies of all events in a folder, the newest first; none when it cannot be read."""
    try:
        names = [path.name for path in folder.iterdir()]
    except OSError:
        return []
    found = []
    for name in names:
        if parts := _NAME.fullmatch(name):
            made_at = datetime.strptime(parts[4], _STAMP).replace(tzinfo=UTC)
            found.append(BackupFile(folder / name, made_at, parts[2], parts[3]))
    return sorted(found, key=lambda copy: copy.made_at, reverse=True)


@takes_event
def backup_state(records: Records, folder: Path | None) -> BackupState:
    """How safe the event is, with the copies in ``folder``; the newest is held against the event line by line."""
    if folder is None:
        return BackupState(None, "", (), records.journal.length(), ())
    mark = event_mark(records)
    copies = tuple(copy for copy in backups_in(folder) if copy.event_mark == mark)
    try:
        check_folder(folder)
        trouble = ""
    except KioskError as found:
        trouble = found.code
    if not copies:
        return BackupState(folder, trouble, (), records.journal.length(), ())
    with opened(read_records(copies[0].path)) as copy:
        behind = records.journal.length() - copy.journal.length()
        return BackupState(folder, trouble, copies, behind, differences(records.file, copy.file))


def event_mark(records: Records) -> str:
    """What tells this event's copies from another's; says nothing of the secret it is made from."""
    return records.event.ticket_key().mark("")[:8]


def _mark(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:8]


def _literal(text: str) -> str:
    """``text`` as a pattern of ``glob`` that stands for itself."""
    return re.sub(r"([\[*?])", r"[\1]", text)


@takes_event
def back_up_what_is_new(records: Records, folder: Path, copied: int, *, desk_id: str, now: datetime) -> int:
    """Copy the event if more was recorded than the ``copied`` operations of its last copy; how many there are now.

    Raises ``KioskError`` as ``make_backup`` does, also when there is nothing to copy and the drive is not there.
    """
    length = records.journal.length()
    if length > copied:
        make_backup(records, folder, desk_id=desk_id, now=now)
    else:
        check_folder(folder)
    return length
