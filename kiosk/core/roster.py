"""The people of an event."""

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """Whether a registration stands; ``waiting``: a place, a payment or an approval is outstanding."""

    REGISTERED = "registered"
    WAITING = "waiting"
    CANCELLED = "cancelled"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Attendee:
    """One person of the roster.  All text is NFC; ``sessions`` holds session codes; ``language`` is ``ko`` or ``en``.

    ``mark`` says whom the desk has before it (VIP, speaker), ``needs`` what the person needs to get in and take part
    (a wheelchair, sign language); both are shown at the scan, as the ``notes`` are.  ``consent`` says when the person
    agreed to what is kept of them, and to which version of the text, as far as that is known (``kiosk.core.consent``).
    """

    id: str
    name: str
    name_latin: str = ""
    affiliation: str = ""
    title: str = ""
    category: str = ""
    email: str = ""
    phone: str = ""
    notes: str = ""
    language: str = ""
    sessions: tuple[str, ...] = ()
    status: Status = Status.REGISTERED
    status_reason: str = ""
    external_id: str = ""
    ticket_code: str = ""
    mark: str = ""
    needs: str = ""
    consent: str = ""
