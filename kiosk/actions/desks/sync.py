"""Sharing an event with other desks: collect here, exchange with the hub, take in here.

The network is never touched while the records are held: ``collect`` and ``take_in`` run where the records live and take
milliseconds, ``exchange`` runs elsewhere and may take as long as the network likes.  Every step may be repeated, cut
off or answered twice: what an operation means does not depend on how often or in which order it arrived.
"""

import random
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from typing import NamedTuple, Protocol, TypeVar

from kiosk import clock
from kiosk.actions.desks.sync_setup import event_of
from kiosk.actions.desks.sync_state import Waiting
from kiosk.actions.handles import takes_event
from kiosk.core.open_event import OpenEvent
from kiosk.core.operation import Kind
from kiosk.errors import KioskError
from kiosk.store import hub_access, signatures, sync_rows, trial
from kiosk.store.hub_link import RowsRefusedError
from kiosk.store.log import Row
from kiosk.store.records import Records
from kiosk.store.seals import FIRST_OF_ALL, Name, Voucher
from kiosk.store.timestamps import moment

BATCH = 500
"""The most operations in one push or pull."""

PIECE = 50
"""The most operations taken in between two scans: about ten milliseconds."""

HEAVIEST_BATCH = 2_000_000
"""Bytes; a batch is shorter where its rows are long, so that it gets through a bad network in time."""

TOO_LONG = 16_000_000
"""Bytes beyond which a single row (a layout with its pictures, at most) is set aside: it would be cut off for ever."""

MOST_NEWS = 100_000
"""So many operations may come to the hub while one desk exchanges with it; a hub that goes on and on is left."""

CLOCK_NOISE = timedelta(seconds=1)
"""A clock that is off by less is right: no order of scans at two doors depends on it."""

SLOWEST_RETRY_S, FIRST_RETRY_S = 30.0, 0.25

T = TypeVar("T")


class Ask(Protocol):
    """Runs a piece of work where the records live, and returns its result."""

    def __call__(self, work: Callable[[OpenEvent], T], /) -> T: ...


def asking(event: OpenEvent) -> Ask:
    """Work done where it is asked for: for a process that does nothing but share."""

    def ask(work: Callable[[OpenEvent], T], /) -> T:
        return work(event)

    return ask


class Hub(Protocol):
    """What an exchange needs of the hub; ``HubLink`` is one, a test's another.

    ``forwards``: whether this desk may bring operations of other desks too.  Calls raise ``KioskError`` when the hub is
    out of reach; ``push`` raises ``RowsRefusedError`` when a row can never be stored.
    """

    forwards: bool

    def heads(self) -> dict[str, int]:
        """How far each log reaches at the hub."""

    def push(self, rows: Sequence[Row]) -> None:
        """Store rows that follow without a hole what the hub has; those it has already are left as they are."""

    def pull(self, known: Mapping[str, int], limit: int) -> list[Row]:
        """At most ``limit`` rows beyond what is known, each log in its order."""


@dataclass(frozen=True, slots=True)
class Collected:
    """What goes to the hub next, how far each log reaches here, and all that waits with it."""

    rows: tuple[Row, ...]
    known: dict[str, int]
    waiting: Waiting


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What came from the hub, and rows of ours that it could not store, each with the reason."""

    rows: tuple[Row, ...]
    refused: tuple[tuple[Row, str], ...] = ()
    pushed: int = 0
    work: int = 0
    """Of those pushed, what somebody did; the others are seals."""


class Sealed(NamedTuple):
    """Rows of an answer to be taken in now, those that wait for a seal, and the first that was left for the next."""

    rows: Sequence[Row]
    unsealed: Collection[Name]
    left: Name | None


@takes_event
def collect(records: Records, hub_heads: Mapping[str, int], *, forwards: bool, limit: int = BATCH) -> Collected:
    """What the hub lacks of this file: of this laptop's own logs, or of all where the hub takes them from us.

    What is to be sent is sealed here, not when it is stored: a scan waits for no signature.
    """
    found = _collected(records, hub_heads, forwards=forwards, limit=limit)
    seal_log = records.seal(found.rows, partial(_voucher, records)) if found.rows else ""
    if not seal_log:
        return found  # an event without keys, or nothing new
    seals = records.exchange.rows_after(seal_log, hub_heads.get(seal_log, 0), limit)
    others = (row for row in found.rows if sync_rows.log_of(row) != seal_log)
    return replace(found, rows=(*seals, *others), known=records.exchange.heads())


def _voucher(records: Records) -> Voucher | None:
    """What this laptop was invited with, if an organiser vouched for it."""
    event = event_of(records)
    access, (by, signature) = hub_access.load(event), hub_access.voucher(event)
    return Voucher(signatures.key_of_invitation(access.password), by, signature) if access and by else None


def _collected(records: Records, hub_heads: Mapping[str, int], *, forwards: bool, limit: int) -> Collected:
    known = records.exchange.heads()
    rows: list[Row] = []
    count, oldest = 0, list[datetime]()
    for log_id in sorted(known):
        missing = known[log_id] - hub_heads.get(log_id, 0)
        if missing <= 0 or not (forwards or records.exchange.desk_of(log_id) == records.desk_id):
            continue
        first = records.exchange.rows_after(log_id, hub_heads.get(log_id, 0), max(1, limit - len(rows)))
        with suppress(OverflowError):  # a desk that lies says any number; its line is brought on as it is
            oldest.append(moment(sync_rows.wall_of(first[0])))
        count += 0 if log_id.startswith(FIRST_OF_ALL) else missing
        rows += first[: limit - len(rows)]
    return Collected(tuple(_light(rows)), known, Waiting(count, min(oldest, default=None)))


@takes_event
def waiting_here(records: Records, hub_heads: Mapping[str, int], *, forwards: bool) -> Waiting:
    """What the hub lacks of this file, as far as it is known how far it had got."""
    return _collected(records, hub_heads, forwards=forwards, limit=1).waiting


@takes_event
def has_lost_others(records: Records, hub_heads: Mapping[str, int]) -> bool:
    """Whether the hub lacks what other laptops wrote and is here: it came from the hub, which must have been emptied or
    restored from a copy since.
    """
    behind = (log_id for log_id, seq in records.exchange.heads().items() if hub_heads.get(log_id, 0) < seq)
    return any(records.exchange.desk_of(log_id) not in ("", records.desk_id) for log_id in behind)


def exchange(hub: Hub, collected: Collected, limit: int = BATCH) -> Exchanged:
    """Push what was collected, and pull what is not known here.  Touches no records.

    Raises ``KioskError`` when the hub answers with anything but lines that go on where the logs here end: nothing of
    such an answer is taken.
    """
    refused = tuple(_push(hub, collected.rows))
    rows = sensible_rows(hub.pull(collected.known, limit), collected.known, limit)
    return Exchanged(tuple(rows), refused, len(collected.rows), _work_in(collected.rows))


def _work_in(rows: Sequence[Row]) -> int:
    return sum(not sync_rows.log_of(row).startswith(FIRST_OF_ALL) for row in rows)


@takes_event
def take_in(
    records: Records, rows: Sequence[Row], trusted: Sequence[str] | None = None,
    unsealed: Collection[Name] | None = None,
) -> list[str]:  # fmt: skip
    """Store operations of other desks, in one transaction; the kinds of those that were new.

    What does not count is set aside, one by one (``kiosk.store.trial``); the others go on.  ``trusted`` are marks of
    organisers' keys, as invitations told them; without them those that this laptop keeps.  ``unsealed`` is what
    ``sort_by_seals`` found in the whole answer that these rows are a piece of.
    """
    if trusted is None:
        trusted = hub_access.trusted(event_of(records)) if sync_rows.has_grant(rows) and records.event.has_key() else ()
    with records.transaction():
        taken = records.take_in(rows, trusted, unsealed)
    if any(op.kind == Kind.PURGE for op in taken):
        records.file.compact()
    return [str(op.kind) for op in taken]


@takes_event
def sort_by_seals(records: Records, rows: Sequence[Row], limit: int, left: Name | None) -> Sealed:
    """Which rows of an answer of the hub are to be taken in now, and which of these wait for a seal.

    Where more is to come, the end of the log at which the answer was cut is left for the next one, in which it comes
    with its seal; but not twice: what was ``left`` the last time is taken, sealed or not.
    """
    unsealed = records.seals.unsealed(rows)
    kept = len(rows)
    if len(rows) >= limit:
        while kept and sync_rows.name_of(rows[kept - 1]) in unsealed:
            kept -= 1
    if 0 < kept < len(rows) and sync_rows.name_of(rows[kept]) != left:
        return Sealed(rows[:kept], unsealed, sync_rows.name_of(rows[kept]))
    return Sealed(rows, unsealed, None)


@takes_event
def heed_early_words(records: Records) -> None:
    """Erase now whom another desk erased while the event still ran by the clock here, if it is over."""
    if records.file.writable and records.early_words():
        with records.transaction():
            taken = records.heed_early_words()
        if taken:
            records.file.compact()


@takes_event
def note_refused(records: Records, refused: Sequence[tuple[Row, str]]) -> None:
    """Remember which rows of ours the hub got without their content, and why."""
    with records.transaction():
        for row, reason in refused:
            records.exchange.set_aside(row, f"hub.{reason}", taken=False)


@takes_event
def note_clock(records: Records, offset_us: int, round_trip_us: int) -> bool:
    """Correct this laptop's clock by what was measured at the hub; whether it was wrong enough to be corrected.

    The measurement is written to the log it holds for, so that every desk corrects what was stored before.  A log has
    one: when the clock turns out to be another one later, a new log begins.
    """
    offset = timedelta(microseconds=offset_us)
    if abs(offset - clock.correction()) < CLOCK_NOISE:
        return False
    with records.transaction():
        records.begin_measured_log()
        payload: dict[str, object] = {"offset_us": offset_us, "round_trip_us": round_trip_us}
        records.append(Kind.CLOCK, records.log_id, payload, at=clock.now())
    clock.correct(offset)
    return True


def pieces(rows: Sequence[Row], size: int = PIECE) -> Iterator[list[Row]]:
    """Rows in pieces that are taken in between scans."""
    left = iter(rows)
    while piece := list(islice(left, size)):
        yield piece


@dataclass(frozen=True, slots=True)
class Synced:
    """What an exchange moved, and what still waits here (the hub took no operations of others from us, say).

    ``kinds`` are those of the operations taken in.
    """

    pushed: int
    pulled: int
    waiting: Waiting
    kinds: frozenset[str] = frozenset()


def sync_all(hub: Hub, ask: Ask, progress: Callable[[int], None] = lambda _count: None) -> Synced:
    """Exchange until neither side lacks anything.

    Raises ``KioskError`` when the hub's answers make no sense, or do not end: far more came than it said there was.
    """
    pushed = pulled = taken = 0
    promised: int | None = None
    left: Name | None = None
    kinds: set[str] = set()
    ask(heed_early_words)
    while True:
        heads, forwards = sensible(hub.heads()), hub.forwards
        promised = sum(heads.values()) + MOST_NEWS if promised is None else promised
        collected = ask(partial(collect, hub_heads=heads, forwards=forwards, limit=BATCH))
        exchanged = exchange(hub, collected, BATCH)
        if exchanged.refused:
            ask(partial(note_refused, refused=exchanged.refused))
        if exchanged.rows:
            rows, unsealed, left = ask(partial(sort_by_seals, rows=exchanged.rows, limit=BATCH, left=left))
            for piece in pieces(rows):
                kinds.update(ask(partial(take_in, rows=piece, unsealed=unsealed)))
            pulled += _work_in(rows)
            taken += len(rows)
        pushed += exchanged.work
        progress(pushed + pulled)
        if taken > promised:
            raise KioskError("hub.nonsense")
        if not exchanged.pushed and not exchanged.rows:
            return Synced(pushed, pulled, collected.waiting, frozenset(kinds))


def sensible(heads: Mapping[str, int]) -> Mapping[str, int]:
    """How far the logs reach at the hub; raises ``KioskError`` when that is nothing a hub would say."""
    if all(isinstance(name, str) and type(seq) is int and seq >= 0 for name, seq in heads.items()):
        return heads
    raise KioskError("hub.nonsense")


def sensible_rows(rows: Sequence[Row], known: Mapping[str, int], limit: int) -> Sequence[Row]:
    """What a hub answered; raises ``KioskError`` unless all of it goes on where the logs here end."""
    if len(rows) <= limit and all(map(trial.is_row, rows)) and len(sync_rows.new_rows(rows, known)) == len(rows):
        return rows
    raise KioskError("hub.nonsense")


def next_pause(failures: int) -> float:
    """Seconds until the next try after so many failures: random up to a bound that doubles ("full jitter").

    Desks that lost the hub at one moment do not all come back at one moment.
    """
    return random.uniform(0, min(SLOWEST_RETRY_S, FIRST_RETRY_S * 2 ** min(failures, 20)))


def _light(rows: Sequence[Row]) -> Iterator[Row]:
    """Rows up to the weight of a batch, at least one."""
    weight = 0
    for row in rows:
        weight += sync_rows.size_of(row)
        if weight > HEAVIEST_BATCH and weight > sync_rows.size_of(row):
            return
        yield row


def _push(hub: Hub, rows: Sequence[Row]) -> Iterator[tuple[Row, str]]:
    """Push rows; yields those that cannot be stored, in whose place the hub gets a line without content.

    The bad ones among good ones are found by halves, so one of them costs a few more pushes and stops nothing.
    """
    if not rows:
        return
    reason = "too_long"
    if len(rows) > 1 or sync_rows.size_of(rows[0]) <= TOO_LONG:
        try:
            hub.push(rows)
            return
        except RowsRefusedError as refused:
            reason = str(refused)
    if len(rows) > 1:
        yield from _push(hub, rows[: len(rows) // 2])
        yield from _push(hub, rows[len(rows) // 2 :])
        return
    yield rows[0], reason
    try:
        hub.push([sync_rows.stand_in(rows[0])])
    except RowsRefusedError as refused:
        raise KioskError("hub.log_stuck", log=sync_rows.log_of(rows[0])) from refused
