"""Making a damaged event whole again: from its best copy, its hub, and what can still be read of the file itself."""

import uuid
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from kiosk.actions import access
from kiosk.actions.event import damage_explained, open_records, opened, read_records, trouble_of
from kiosk.actions.keeping.auto_backup import backups_in
from kiosk.core.operation import Kind, Operation
from kiosk.core.recovery_code import RecoveryCode
from kiosk.core.ticket import TicketKey, key_from
from kiosk.errors import KioskError
from kiosk.paths import EVENT_SUFFIX
from kiosk.store import event_file, hub_access, key_ring, log, replacing
from kiosk.store.examination import examine
from kiosk.store.records import Records
from kiosk.store.salvage import sound_operations

_UNSOUND = {
    "event.damaged", "event.tampered", "event.read_model_differs", "event.strange", "event.unfinished",
    "event.not_an_event",
}  # fmt: skip
"""What opening says of a file that can be made whole; anything else, such as a newer program's file, is no damage."""


@dataclass(frozen=True, slots=True)
class Recovery:
    """What became of a damaged event.

    ``aside`` is where the damaged file lies now; ``source`` the copy that was used, if there was one.  ``from_copy``
    operations came from the copy, then ``from_hub`` that the copy lacks from the hub, then ``salvaged`` that nobody
    else has from the damaged file.  ``hub_trouble`` says why the hub of a shared event gave nothing or not everything.
    """

    path: Path
    aside: Path
    source: Path | None
    from_copy: int
    salvaged: int
    from_hub: int = 0
    hub_trouble: KioskError | None = None


@dataclass(frozen=True, slots=True)
class Organiser:
    """Who says that an event is to be made whole, and the PIN that shows it."""

    name: str
    pin: str = field(repr=False)


def recover_event(
    path: Path,
    *,
    now: datetime,
    source: Path | None = None,
    folder: Path | None = None,
    laptop: str = "",
    organiser: Callable[[KioskError], Organiser] | None = None,
) -> Recovery:
    """Put a damaged event aside and a whole one in its place; the damaged file is never deleted.

    The copy is ``source``, else the longest sound copy of this event in ``folder`` and beside the event.  What it lacks
    comes from the hub, if ``laptop`` shares the event and the hub can be reached, and then from the damaged file, line
    by line as its hash chains go on.  What the hub cannot give now comes back with the next exchange.

    Of an event with organisers one of them has to show who they are: ``organiser`` is asked for name and PIN then, and
    gets the trouble to raise where it has none.

    Raises ``KioskError`` when the event is in use or sound, ``source`` is of another event or not sound, or none of the
    three has anything of it.
    """
    path = event_file.with_suffix(path)
    if not path.is_file():
        raise KioskError("event.missing", file=str(path))
    with event_file.held(path):
        if is_sound(path):
            raise KioskError("recover.is_sound", file=path.name)
        readable = sound_operations(path, {})
        key = _key_of(readable)
        chosen = _best_copy(path, folder, key) if source is None else _checked_copy(source, path, key)
        whole = path.with_name(f".{uuid.uuid4().hex}.kiosk")
        try:
            from_copy = _begin_whole(whole, chosen, key_ring.code_of(path))
            with (
                closing(event_file.open_for_writing(whole)) as file,
                damage_explained(records := Records(file, laptop)),
            ):
                from_hub, trouble = _refill(records, path, _key_of(readable))
                salvaged = _absorb(records, sound_operations(path, records.journal.chain_heads()))
                if not records.event.has_key():
                    raise KioskError("recover.no_copy" if trouble is None else "recover.no_hub", file=path.name)
                _check_is_organiser(records, organiser)
            aside = _free_name(path, now)
            event_file.put_aside(path, aside)
            event_file.put_in_place(whole, path)
        except BaseException:
            event_file.remove(whole)
            raise
    return Recovery(path, aside, chosen, from_copy, salvaged, from_hub, trouble)


def _check_is_organiser(records: Records, ask: Callable[[KioskError], Organiser] | None) -> None:
    people = access.organisers(records.operators.all())
    if not people:
        return
    names = tuple(person.name for person in people)
    wanted = KioskError("recover.organiser_needed", known=", ".join(names), organisers=names)
    if ask is None:
        raise wanted
    said = ask(wanted)
    if access.operator_of(records, said.name) not in people:
        raise wanted
    if not access.is_pin_right(records, said.name, said.pin):
        raise access.wrong_pin(records, said.name)


def is_sound(path: Path) -> bool:
    """Whether an event opens, and nothing is wrong with it."""
    try:
        with opened(read_records(path)) as records:
            return trouble_of(records) is None
    except KioskError as trouble:
        if trouble.code in _UNSOUND:
            return False
        raise


def _begin_whole(whole: Path, source: Path | None, code: RecoveryCode | None) -> int:
    """Begin the event anew at ``whole`` with what the copy has; how many operations that are.

    What was encrypted is so again, also from a copy that is older than that.
    """
    if source is None:
        event_file.create(whole, code).close()
        return 0
    with opened(read_records(source)) as copy:
        if code in (None, copy.file.code):
            event_file.copy_to(copy.file, whole)
        else:
            event_file.convert_to(copy.file, whole, code)
        return copy.journal.count()


def _refill(records: Records, damaged: Path, key: TicketKey | None) -> tuple[int, KioskError | None]:
    """What the hub has and ``records`` lack: how many operations came, and the trouble if that was not all.

    Where nothing says which event it was, it is the one that was shared from this place.
    """
    key = records.event.ticket_key() if key is None and records.event.has_key() else key
    reached_by = hub_access.load(hub_access.short_name(key)) if key else hub_access.of_file(damaged)
    if reached_by is None:
        return 0, None
    # imported late: the client of the database takes a while to load, and most events are not shared
    from kiosk.actions.desks import hub
    from kiosk.actions.desks.joining import fetch  # imported late: as above

    done = 0
    try:
        with hub.reached(reached_by.event, records.desk_id) as link:
            for done in fetch(link, records):  # noqa: B007 - counted up to where it was cut off
                pass
    except KioskError as trouble:
        return done, trouble
    return done, None


def _absorb(records: Records, operations: list[Operation]) -> int:
    """Add what nobody else has; how many operations that are."""
    # imported late: what shares between desks takes a while to load, and few events are damaged
    from kiosk.actions.desks import sync

    for rows in sync.pieces([log.row_of(op) for op in operations]):
        sync.take_in(records, rows)
    return len(operations)


def _checked_copy(source: Path, path: Path, key: TicketKey | None) -> Path:
    """``source``, when it is sound and of the same event, as far as the damaged file still says which that was."""
    with opened(read_records(source)) as copy:
        if key is not None and copy.event.ticket_key() != key:
            raise KioskError("recover.other_event", file=path.name, source=source.name)
        if (trouble := trouble_of(copy)) is not None:
            raise trouble
    return source


def _best_copy(path: Path, folder: Path | None, key: TicketKey | None) -> Path | None:
    """The sound copy with the most operations; of the same event by its key.

    Where that is lost, by the name that this program gives to copies, as long as those are all of one event.
    """
    places = {copy.path: copy.path.name.rsplit(".", 4)[0] for copy in (backups_in(folder) if folder else ())}
    for beside in path.parent.glob(f"*{EVENT_SUFFIX}"):
        if beside != path:
            places[beside] = beside.stem.removesuffix(".before-upgrade").partition(".damaged-")[0]
    best, most, events = None, 0, set()
    for candidate, stem in places.items():
        with suppress(KioskError), opened(read_records(candidate)) as copy:
            its_key = copy.event.ticket_key()
            if (its_key == key) if key else (stem == path.stem):
                events.add(its_key)
                if copy.journal.length() > most and examine(copy.file).sound:
                    best, most = candidate, copy.journal.length()
    return best if len(events) == 1 else None


def _key_of(operations: list[Operation]) -> TicketKey | None:
    """The key of the event, by which its copies are known, if it could still be read."""
    events = (op.payload for op in operations if op.kind == Kind.EVENT and isinstance(op.payload, Mapping))
    return next(filter(None, map(key_from, events)), None)


def _free_name(path: Path, now: datetime) -> Path:
    return path.with_name(f"{path.stem}.damaged-{now.astimezone():%Y%m%d-%H%M%S}{path.suffix}")


def rebuild_event(path: Path, *, fewer: bool = False) -> None:
    """Make the indices and what screens and commands read anew from the log, in a fresh file that takes the place of
    the event when it is sound.

    Raises ``KioskError`` when the event is in use, its log is damaged, or the fresh file would show fewer people or
    admissions than the old one and ``fewer`` does not say that this is meant.
    """
    path = event_file.with_suffix(path)
    with event_file.held(path):
        event_file.gather(path)
        fresh = replacing.unfinished(path)
        replacing.clear_leftovers(path)
        try:
            before = event_file.write_fresh(path, fresh)
            with opened(open_records(fresh)) as records:
                records.file.compact()
                after = records.file.shown()
                if (trouble := trouble_of(records)) is not None:
                    raise trouble
            if not fewer and any(now < then for now, then in zip(after, before, strict=True)):
                people, scans = (max(0, then - now) for now, then in zip(after, before, strict=True))
                raise KioskError("rebuild.fewer", file=path.name, people=people, scans=scans)
            replacing.take_place_of(path)
        except BaseException:
            replacing.clear_leftovers(path)
            raise
