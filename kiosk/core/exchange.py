"""What is told of desks that share an event: who they are, what they could not agree on, what one could not use."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.core.fleet import UNKNOWN, DeskReport


@dataclass(frozen=True, slots=True)
class DeskEntry:
    """A desk as the hub knows it.  ``offset_us`` is what has to be added to its clock; moments are aware.

    ``report`` is what it told of itself last; all unknown from a desk or through a hub of an earlier program.
    """

    number: int
    role: str
    name: str
    desk_id: str | None
    organiser: bool
    joined_at: datetime | None
    last_seen: datetime | None
    offset_us: int | None
    waiting: int
    revoked_at: datetime | None
    report: DeskReport = UNKNOWN


@dataclass(frozen=True, slots=True)
class EntryAtDesk:
    """One of the two scans: where and when (aware, UTC, corrected)."""

    scan_id: str
    desk: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Conflict:
    """A person admitted twice to one session.  The earlier entry counts; ``accepted`` once somebody left it so."""

    person: str
    name: str
    affiliation: str
    session: str
    earlier: EntryAtDesk
    later: EntryAtDesk
    accepted: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SetAside:
    """An operation that is kept but not folded.  ``reason`` is a word: a column, ``payload.field``, or the hub's.

    ``desk`` is what people call the laptop that wrote it; empty where it never scanned.
    """

    log_id: str
    seq: int
    desk_id: str
    kind: str
    reason: str
    desk: str = ""
