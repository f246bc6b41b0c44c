"""The people of an event, and the one table of what is kept of each of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from kiosk.core.programme import Admission, Session

OWN = "own."
"""Before the code of an event's own field, where it stands beside the fields that every person has."""


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
    agreed to what is kept of them, and to which version of the text, as far as that is known
    (``kiosk.core.lists.consent``).  ``own`` are the values of the event's own fields (``kiosk.core.own_field``), by
    code; empty ones are left out.  ``party`` is how many people come on the ticket, with the one who is named: digits,
    empty for one.
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
    party: str = ""
    own: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def is_registered(self) -> bool:
        """Whether the registration is valid: the one meaning of "registered", for counts, badges, tickets and mails."""
        return self.status is Status.REGISTERED


class Registered(Protocol):
    """What decides who may go where; a person of the roster says it, and so does what the door reads of one."""

    @property
    def id(self) -> str:
        """The attendee's id."""

    @property
    def name(self) -> str:
        """As it is shown at the scan."""

    @property
    def affiliation(self) -> str:
        """Likewise."""

    @property
    def category(self) -> str:
        """As sessions by category ask for it."""

    @property
    def sessions(self) -> tuple[str, ...]:
        """Codes of the sessions the person is on the list of."""

    @property
    def status(self) -> Status:
        """Whether the registration stands."""

    @property
    def status_reason(self) -> str:
        """Why it does not."""

    @property
    def party(self) -> str:
        """How many people come on the ticket, with the one who is named; empty for one."""


class Entrant(NamedTuple):
    """A person as the door needs them: the few fields that a scan is decided and answered by."""

    id: str
    name: str
    affiliation: str
    category: str
    status: Status
    status_reason: str
    sessions: tuple[str, ...]
    party: str = ""


def party_size(attendee: Registered | None) -> int:
    """How many people are admitted on one ticket."""
    return int(attendee.party) if attendee is not None and attendee.party.isdecimal() else 1


def may_enter(attendee: Registered, session: Session) -> bool:
    """Whether a session is meant for this person: open to all, to their category, or they are on its list."""
    if session.admission is Admission.REGISTERED:
        return session.code in attendee.sessions
    if session.admission is Admission.CATEGORY:
        return attendee.category in session.categories
    return True


def is_expected(attendee: Attendee, session: Session) -> bool:
    """Whether this person is one of the expected (대상): registered, and the session is meant for them."""
    return attendee.is_registered and may_enter(attendee, session)


class FieldKind(StrEnum):
    """What the values of a field are, and so how one is read."""

    TEXT = "text"
    EMAIL = "email"
    PHONE = "phone"
    MARK = "mark"
    CONSENT = "consent"
    LANGUAGE = "language"
    SESSIONS = "sessions"
    STATUS = "status"
    IDENTIFIER = "identifier"
    PARTY = "party"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class PersonField:
    """One field of ``Attendee``.

    ``editable``: it is typed and corrected by hand.  ``in_files``: a roster file may have a column for it.  ``kept``:
    it stands in the operations about a person (codes of tickets have operations of their own).  ``on_paper``: every
    document may say it.  ``exported``: it stands beside a person's attendance in what the office gets.
    """

    name: str
    kind: FieldKind = FieldKind.TEXT
    editable: bool = True
    in_files: bool = True
    kept: bool = True
    on_paper: bool = False
    exported: bool = False


PERSON_FIELDS = (
    PersonField("name", on_paper=True, exported=True),
    PersonField("name_latin", on_paper=True, exported=True),
    PersonField("affiliation", on_paper=True, exported=True),
    PersonField("title", on_paper=True, exported=True),
    PersonField("category", on_paper=True, exported=True),
    PersonField("email", FieldKind.EMAIL, exported=True),
    PersonField("phone", FieldKind.PHONE, exported=True),
    PersonField("notes"),
    PersonField("mark", FieldKind.MARK),
    PersonField("needs"),
    PersonField("language", FieldKind.LANGUAGE),
    PersonField("sessions", FieldKind.SESSIONS),
    PersonField("status", FieldKind.STATUS, editable=False, exported=True),
    PersonField("status_reason", editable=False, in_files=False),
    PersonField("external_id", FieldKind.IDENTIFIER, exported=True),
    PersonField("ticket_code", FieldKind.IDENTIFIER, editable=False, kept=False),
    PersonField("consent", FieldKind.CONSENT),
    PersonField("party", FieldKind.PARTY),
    PersonField("own", FieldKind.OWN, editable=False, in_files=False, kept=False),
)
"""Everything kept of a person but their id, in the order in which it is listed."""

EDITABLE = tuple(field.name for field in PERSON_FIELDS if field.editable)
KEPT = tuple(field.name for field in PERSON_FIELDS if field.kept)
ON_PAPER = tuple(field.name for field in PERSON_FIELDS if field.on_paper)
EXPORTED = tuple(field.name for field in PERSON_FIELDS if field.exported)


def value_of(person: Attendee, name: str) -> Any:
    """A field of a person by its name, one of the event's own (``own.CODE``) like any other."""
    return person.own.get(name.removeprefix(OWN), "") if name.startswith(OWN) else getattr(person, name)
