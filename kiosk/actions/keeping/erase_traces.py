"""What an erasure reaches beside the tables: traces in the file, copies near and far, the hub; and finishing one that
was cut off.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk import whole_files
from kiosk.actions.desks import sync_setup
from kiosk.actions.event import opened, read_records
from kiosk.actions.handles import takes_event
from kiosk.actions.keeping.auto_backup import MARK, backups_in, event_mark, make_backup
from kiosk.actions.keeping.backup_places import forget_place, places_of
from kiosk.core.operation import Kind
from kiosk.errors import KioskError
from kiosk.paths import EVENT_SUFFIX
from kiosk.store import event_file, replacing
from kiosk.store.records import Records


@dataclass(frozen=True, slots=True)
class Reach:
    """What a purge would erase: how many people, and the copies of the event that can be reached; and what it cannot:
    ``missing`` is the folder for copies when its drive is not there, ``away`` are other places where this laptop made
    copies that cannot be reached.

    ``ahead`` are those of the copies that hold what this file does not: when a copy is erased, one of them may be the
    event itself.  ``hub_of_another`` is true where only the organiser's laptop can erase at the hub.
    """

    people: int
    copies: tuple[Path, ...]
    ahead: tuple[Path, ...]
    missing: Path | None
    hub: bool
    hub_of_another: bool = False
    away: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Finished:
    """What was erased still of an erasure that had been cut off; ``left`` and ``hub_missed`` as in ``Purged``."""

    files: tuple[Path, ...]
    left: tuple[Path, ...]
    hub_missed: str


@takes_event
def reach_of(records: Records, folder: Path | None) -> Reach:
    """What a purge would erase."""
    is_missing = folder is not None and not (folder / MARK).is_file()
    copies, by = tuple(copies_of(records, folder)), sync_setup.shared_by(records)
    return Reach(
        records.people.count(), copies, tuple(copy for copy in copies if _is_ahead(copy, records)),
        folder if is_missing else None, by.is_organiser, by.joined and not by.is_organiser, away_from(records, folder),
    )  # fmt: skip


def is_cut_off(path: Path) -> bool:
    """Whether an erasure of this event was cut off before every trace was gone."""
    return _note(path).exists()


@takes_event
def finish_erasure(records: Records, *, now: datetime, folder: Path | None, desk_id: str) -> Finished | None:
    """Go on with an erasure that was cut off by a kill or a full disk; None when there is none.

    Raises ``KioskError`` when it is cut off again.
    """
    note = _note(records.path)
    if not is_cut_off(records.path):
        return None
    words = {str(op.hlc): op.hlc for op in records.journal.of_kind(Kind.PURGE)}
    hlc = words.get(note.read_text(encoding="ascii", errors="replace"))
    if hlc is None:  # cut off before anybody was erased
        whole_files.take_away(note)
        return None
    reach = reach_of(records, folder)
    with finished_later(records, hlc):
        failed = erase_traces(records, reach.copies, None if reach.missing else folder, desk_id, now)
        missed = erase_at_hub(records, hlc) if reach.hub else ""
    files = tuple(copy for copy in reach.copies if copy not in failed)
    return Finished(files, (*failed, *left_beside(records)), missed)


@contextmanager
def finished_later(records: Records, hlc: int) -> Iterator[None]:
    """Keep a note beside the event while it is erased from: what is cut off in the block is finished later."""
    note = _note(records.path)
    try:
        whole_files.write_text(note, str(hlc))
    except OSError as trouble:
        raise KioskError("event.cannot_write", file=str(note), why=trouble.strerror) from trouble
    try:
        yield
    except KioskError as trouble:
        if all(op.hlc != hlc for op in records.journal.of_kind(Kind.PURGE)):
            whole_files.take_away(note)
            raise
        raise KioskError("purge.cut_off", why=trouble.details.get("why", trouble.code)) from trouble
    whole_files.take_away(note)


def erase_traces(
    records: Records, copies: Iterable[Path], folder: Path | None, desk_id: str, now: datetime
) -> tuple[Path, ...]:
    """Erase what the file still holds beneath its tables, and the copies; those that could not be erased."""
    mark, failed = event_mark(records), []
    records.file.compact()
    for copy in copies:
        try:
            replacing.overwrite(copy)
        except OSError:  # a write-protected stick: it is named
            failed.append(copy)
            continue
        forget_place(mark, copy)
    if folder is not None:
        make_backup(records, folder, desk_id=desk_id, now=now)
    return tuple(failed)


def _note(path: Path) -> Path:
    return path.with_name(f".{path.name}.erasing")


def erase_at_hub(records: Records, before: int) -> str:
    """Erase at the hub what was erased here; the code of the sentence when it could not be reached."""
    # imported late: the client of the database takes a while to load, and every start looks for a cut-off erasure
    from kiosk.actions.desks import hub

    try:
        hub.erase(records, before)
    except KioskError:
        return "purge.hub_missed"
    return ""


@takes_event
def copies_of(records: Records, folder: Path | None) -> list[Path]:
    """Copies in the folder for safe copies and in former ones, backups, and beside the event: other copies and what was
    put aside as damaged.
    """
    mark = event_mark(records)
    places = dict.fromkeys(filter(None, (folder and folder.resolve(), *places_of(mark))))
    kept = (copy.path for place in places for copy in backups_in(place) if copy.event_mark == mark)
    found = [path for path in kept if not _leads_elsewhere(path, records)]
    beside = (path for path in sorted(records.path.parent.glob(f"*{EVENT_SUFFIX}")))
    for path in dict.fromkeys((*beside, *(place for place in places if place.is_file()))):
        if _leads_elsewhere(path, records):
            continue
        if path.name.startswith(f"{records.path.stem}.damaged-") or _is_copy(path, records):
            found.append(path)
    return list(dict.fromkeys(found))


def away_from(records: Records, folder: Path | None) -> tuple[Path, ...]:
    """Places where this laptop put copies of the event and that cannot be reached, but for the folder in use."""
    places = (place for place in places_of(event_mark(records)) if folder is None or place != folder.resolve())
    return tuple(place for place in places if not place.exists() and not _is_deleted(place))


def _is_deleted(place: Path) -> bool:
    """Whether a backup is gone while its folder is there: somebody deleted it or took it elsewhere."""
    return place.suffix == EVENT_SUFFIX and place.parent.is_dir()


def left_beside(records: Records) -> tuple[Path, ...]:
    """Links to the event, what looks like an event of its name, and copies of other names, whatever their endings:
    nothing of them is erased.
    """
    own = records.path
    return tuple(
        path
        for path in sorted(own.parent.iterdir())
        if path.name != own.name
        and event_file.looks_like_event(path)
        and (path.name.lstrip(".").startswith(own.stem) or (not path.samefile(own) and _is_copy(path, records)))
    )


def _leads_elsewhere(path: Path, records: Records) -> bool:
    """Whether a name is no file of its own: a link, or another name of the event that is being erased from."""
    with suppress(OSError):
        return path.is_symlink() or path.samefile(records.path)
    return True


def _is_copy(path: Path, records: Records) -> bool:
    with suppress(KioskError), opened(read_records(path)) as other:
        return event_mark(other) == event_mark(records)
    return False


def _is_ahead(path: Path, records: Records) -> bool:
    """Whether work went on in another file of the event after this one was copied."""
    known = records.journal.lengths()
    with suppress(KioskError), opened(read_records(path)) as other:
        return any(length > known.get(name, 0) for name, length in other.journal.lengths().items())
    return False
