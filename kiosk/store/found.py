"""What is found when the records are asked about a code or a person."""

from dataclasses import dataclass

from kiosk.core.attendance import Stay
from kiosk.core.roster import Attendee
from kiosk.core.scan import PastScan


@dataclass(frozen=True, slots=True)
class Holder:
    """Who a known code belongs to: the attendee, the key of the ticket, and whether it is still in force."""

    attendee: Attendee
    key: str
    current: bool


@dataclass(frozen=True, slots=True)
class History:
    """A person's stays, the latest scan of a code at a desk, and the answer its chain of double beeps began with."""

    stays: list[Stay]
    last: PastScan | None
    first: PastScan | None
