"""Making a damaged event whole again: from its best copy, and from what can still be read of the file itself."""

import uuid
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk.actions.event import open_event, opened, read_event
from kiosk.actions.safe_copies import copies_in
from kiosk.core.operation import Kind, Operation
from kiosk.core.recovery_code import RecoveryCode
from kiosk.errors import KioskError
from kiosk.store import event_file, key_ring, log
from kiosk.store.examination import examine
from kiosk.store.records import Records
from kiosk.store.salvage import sound_operations


@dataclass(frozen=True, slots=True)
class Recovery:
    """What became of a damaged event.

    ``aside`` is where the damaged file lies now; ``source`` the copy that was used, or None when the file itself gave
    everything; ``from_copy`` operations came from the copy and ``salvaged`` later ones from the damaged file.
    """

    path: Path
    aside: Path
    source: Path | None
    from_copy: int
    salvaged: int


def recover_event(path: Path, *, now: datetime, source: Path | None = None, folder: Path | None = None) -> Recovery:
    """Put a damaged event aside and a whole one in its place; the damaged file is never deleted.

    The copy is ``source``, else the longest sound copy of this event in ``folder`` and beside the event.  What the
    damaged file still holds beyond it, line by line as its hash chains go on, is added.  Operations that other desks
    have come back with the next exchange: every desk is asked for what is missing here.

    Raises ``KioskError`` when the event is in use or sound, or there is neither a sound copy nor anything to read.
    """
    if not path.is_file():
        raise KioskError("event.missing", file=str(path))
    with event_file.held(path):
        if source is None and is_sound(path):
            raise KioskError("recover.is_sound", file=path.name)
        readable = sound_operations(path, {})
        chosen = source if source is not None else _best_copy(path, folder, _secret_of(readable))
        code = key_ring.code_of(path)
        whole = path.with_name(f".{uuid.uuid4().hex}.kiosk")
        try:
            from_copy, salvaged = _make_whole(whole, chosen, path, readable, code)
            aside = _free_name(path, now)
            event_file.put_aside(path, aside)
            event_file.put_in_place(whole, path)
        except BaseException:
            event_file.remove(whole)
            raise
    return Recovery(path, aside, chosen, from_copy, salvaged)


def is_sound(path: Path) -> bool:
    """Whether an event opens, and nothing is wrong with it."""
    try:
        with opened(read_event(path)) as records:
            return examine(records.file).sound
    except KioskError:
        return False


def _make_whole(
    whole: Path, source: Path | None, damaged: Path, readable: list[Operation], code: RecoveryCode | None
) -> tuple[int, int]:
    """Make the event anew at ``whole``; how many operations came from the copy, and how many from the damaged file.

    What was encrypted is so again, also from a copy that is older than that.
    """
    if source is not None:
        with opened(read_event(source)) as copy:
            known, from_copy = log.heads(copy.file.connection), log.count(copy.file.connection)
            if code in (None, copy.file.code):
                copy.copy_to(whole)
            else:
                event_file.convert_to(copy.file, whole, code)
        later = sound_operations(damaged, known)
        with opened(open_event(whole)) as records:
            _absorb(records, later)
        return from_copy, len(later)
    if not _secret_of(readable):
        raise KioskError("recover.no_copy", file=damaged.name)
    with opened(Records(event_file.create(whole, code))) as records:
        _absorb(records, readable)
    return 0, len(readable)


def _absorb(records: Records, operations: list[Operation]) -> None:
    with records.transaction():
        log.append(records.file.connection, operations)
    records.rebuild()


def _best_copy(path: Path, folder: Path | None, secret: str) -> Path | None:
    """The sound copy with the most operations; of the same event by its secret, or by its name when that is lost."""
    places = {copy.path: copy.path.name.split(".")[0] for copy in (copies_in(folder) if folder else ())}
    places |= {beside: beside.stem for beside in path.parent.glob(f"*{event_file.SUFFIX}") if beside != path}
    best, most = None, 0
    for candidate, stem in places.items():
        with suppress(KioskError), opened(read_event(candidate)) as copy:
            is_same = copy.event()["secret"] == secret if secret else stem.startswith(path.stem)
            if is_same and copy.length() > most and examine(copy.file).sound:
                best, most = candidate, copy.length()
    return best


def _secret_of(operations: list[Operation]) -> str:
    """The secret of the event, by which its copies are known, if it could still be read."""
    secrets = (op.payload.get("secret") for op in operations if op.kind == Kind.EVENT)
    return next((str(secret) for secret in secrets if secret), "")


def _free_name(path: Path, now: datetime) -> Path:
    return path.with_name(f"{path.stem}.damaged-{now.astimezone():%Y%m%d-%H%M%S}{path.suffix}")
