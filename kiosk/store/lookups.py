"""What is found when the records are asked about a code or a person."""

from dataclasses import dataclass
from typing import NamedTuple

from kiosk.core.attendance import Movement, Stay
from kiosk.core.roster import Attendee, Entrant
from kiosk.core.scan import PastScan


@dataclass(frozen=True, slots=True)
class Holder:
    """Who a known code belongs to: the attendee, the key of the ticket, and whether it is still in force."""

    attendee: Attendee
    key: str
    current: bool


class AtTheDoor(NamedTuple):
    """Whose one of this event's own codes is: the person as a scan needs them, whether that ticket is still in force,
    and whether a badge was made.
    """

    person: Entrant
    current: bool
    has_badge: bool


class History(NamedTuple):
    """A person's stays, the accepted scans they are made of, the latest scan of a code at a desk, and the answer
    that its chain of double beeps began with.
    """

    stays: list[Stay]
    moved: list[Movement]
    last: PastScan | None
    first: PastScan | None
