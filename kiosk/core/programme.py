"""The programme of an event: its sessions, and which of them is meant by a room and a moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Tracking(StrEnum):
    """What is scanned at a session's door."""

    ENTRY = "entry"
    ENTRY_EXIT = "entry_exit"


class Admission(StrEnum):
    """Who may enter: everybody, the people on the session's list, or the people of some categories."""

    OPEN = "open"
    REGISTERED = "registered"
    CATEGORY = "category"


@dataclass(frozen=True, slots=True)
class Session:
    """One programme item.  Moments are aware datetimes in UTC; ``opens_before`` and ``closes_after`` are minutes.

    ``titles`` are by language (``kiosk.core.texts``); ``minimum_share`` (0 to 1) is the share of the session's minutes
    below which a stay is only ``partial``.
    """

    code: str
    titles: Mapping[str, str]
    kind: str
    room: str
    starts_at: datetime
    ends_at: datetime
    capacity: int | None = None
    admission: Admission = Admission.OPEN
    categories: tuple[str, ...] = ()
    tracking: Tracking = Tracking.ENTRY
    counts: bool = True
    opens_before: int = 20
    closes_after: int = 20
    minimum_share: float = 0.0
    speakers: tuple[str, ...] = ()
