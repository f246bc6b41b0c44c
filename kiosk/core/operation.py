"""The log of an event: immutable operations, of which everything else is a fold.

An operation is never changed or removed; a correction is another operation.  State is a pure function of the *set* of
operations, so desks that exchange them in any order and any number of times come to the same result.  Operations are
identified by (log_id, seq): every start of the program opens a log of its own and numbers it 1, 2, 3 without holes, so
that a restored or copied file can never use a number twice.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from kiosk.core.earlier_shapes import in_todays_shape

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

VERSION = 2
"""Version of the shape of an operation's payload."""

TEXTS = frozenset(
    {
        "names",
        "places",
        "organisers",
        "titles",
        "labels",
        "hosts",
        "purposes",
        "budgets",
        "mail_subjects",
        "mail_bodies",
        "providers",
        "course_numbers",
        "instructors",
        "credit_units",
    }
)
"""Fields that hold ``{language: text}``: each language is edited for itself; empty where it was taken away."""


SIGNED = "signed"
"""The field in which an organiser's signature stands (``kiosk.core.authority``); it says nothing by itself."""


class Kind(StrEnum):
    """What an operation says.  Kinds this version does not know are kept and left alone."""

    EVENT = "event"  # fields of the event itself
    SESSION = "session"  # fields of a session; subject: its code
    HANDOUT = "handout"  # fields of something that is handed out; subject: its code
    OWN_FIELD = "own_field"  # an own field of the event's people; subject: its code
    ATTENDEE = "attendee"  # fields of a person; subject: the attendee's id
    TICKET = "ticket"  # a code given to a person; subject: the attendee's id
    SCAN = "scan"  # one answered scan; subject: the attendee's id, or the ticket number of a person not listed yet
    VOID = "void"  # takes a scan back; subject: the scan's id
    BADGE = "badge"  # a badge was made; subject: the attendee's id
    CERTIFICATE = "certificate"  # a certificate was issued, and all it says; subject: the attendee's id
    REVOKE = "revoke"  # the number of a certificate stands no longer; subject: the attendee's id
    FORM = "form"  # what certificates were printed with, a layout or a seal; subject: its hash
    MAIL = "mail"  # a mail was begun, or what its server answered; subject: the attendee's id
    LAYOUT = "layout"  # a layout of the event's own; subject: its name
    MEETING = "meeting"  # fields of a one-to-one meeting; subject: the meeting's id
    OPERATOR = "operator"  # role and PIN of somebody who works at the desks; subject: their name
    CLOCK = "clock"  # what has to be added to the times of a log; subject: the log's id
    MERGE = "merge"  # two attendees are one person, or are not; subject: the one that is given up
    ACCEPT = "accept"  # a double admission is left as it is; subject: the later scan's id
    PURGE = "purge"  # everybody known until then was erased; subject: "event"
    IMPORT = "import"  # a list was brought in by the operations before it, or was taken back; subject: its id
    GRANT = "grant"  # a key is an organiser's; subject: the public key
    CALL = "call"  # staff are called at a self-service desk, or are on the way; subject: the laptop that called
    TRANSLATION = "translation"  # what a name written once is called in other languages; subject: the name
    WITHDRAW = "withdraw"  # a key is an organiser's no more; subject: the public key
    LAPTOP = "laptop"  # the key with which a laptop seals what it sends; subject: the public key
    SEAL = "seal"  # how far logs are genuine, signed by the laptop that wrote them; subject: the laptop
    SIGN_IN = "sign_in"  # somebody signed in, tried to, or was locked out; subject: their name


@dataclass(frozen=True, slots=True)
class Operation:
    """One line of the log.

    ``wall_us`` is the moment it is about, in microseconds since 1970 UTC as the desk's clock showed it; ``offset_us``
    what has to be added to it to correct that clock; ``hlc`` the hybrid logical clock that orders edits; ``v`` the
    version of the payload's shape; ``operator`` who was signed in, or nothing.  ``nonce``, ``digest`` and ``chain`` are
    those of ``kiosk.core.hash_chain``; an operation whose content was erased has no ``nonce``.  ``text`` is the JSON of
    the payload as ``digest`` took it, so that it is not made again for the disk; one that was read has none.
    """

    log_id: str
    seq: int
    op_id: str
    desk_id: str
    kind: str
    subject: str
    session: str | None
    direction: str | None
    wall_us: int
    offset_us: int
    hlc: int
    payload: Mapping[str, Any]
    v: int = VERSION
    operator: str = ""
    nonce: bytes | None = None
    digest: bytes = b""
    chain: bytes = b""
    text: str = field(default="", repr=False, compare=False)

    @property
    def at_us(self) -> int:
        """The corrected moment, microseconds since 1970 UTC."""
        return self.wall_us + self.offset_us

    @property
    def at(self) -> datetime:
        """The corrected moment, aware, in UTC."""
        return _EPOCH + timedelta(microseconds=self.at_us)


def as_text(at: datetime) -> str:
    """An aware moment as payloads keep it: ISO 8601 in UTC with ``Z``."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def latest_fields(operations: Iterable[Operation]) -> dict[str, object]:
    """Fold edits of one subject: for each field the value of the latest edit by logical clock wins."""
    fields: dict[str, object] = {}
    for operation in sorted(operations, key=lambda op: (op.hlc, op.op_id)):
        fold_edit(fields, in_todays_shape(operation.kind, operation.payload))
    fields.pop(SIGNED, None)
    return fields


def fold_edit(fields: dict[str, object], edit: Mapping[str, object]) -> None:
    """Put the later values of ``edit`` in the place of those in ``fields``; of texts only the languages it says."""
    for name, value in edit.items():
        earlier = fields.get(name)
        if name in TEXTS and isinstance(earlier, Mapping) and isinstance(value, Mapping):
            fields[name] = {**earlier, **value}
        else:
            fields[name] = value


def tick(last: int, wall_ms: int) -> int:
    """The next value of a hybrid logical clock after ``last``: milliseconds in the high bits, a counter in the low 16.

    It never goes back, however the wall clock jumps (Kulkarni et al., "Logical Physical Clocks", 2014).
    """
    return max(last + 1, wall_ms << 16)


def clean(value: object) -> object:
    """``value`` as it may stand in a log that other databases will read: NFC text without NUL or lone surrogates.

    SQLite takes what PostgreSQL refuses; one such value would jam the exchange between desks for ever.
    """
    if isinstance(value, str):
        return _clean_text(value)
    if isinstance(value, Mapping):
        return clean_payload(value)
    if isinstance(value, list | tuple):
        return [clean(item) for item in value]
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return None
    return value


def clean_payload(payload: Mapping[Any, object]) -> dict[str, object]:
    """``payload`` as it may stand in a log, as ``clean`` makes its values."""
    return {_clean_text(str(key)): clean(item) for key, item in payload.items()}


def _clean_text(text: str) -> str:
    if text.isascii():
        return text.replace("\0", "")
    return unicodedata.normalize("NFC", text.replace("\0", "").encode("utf-8", "replace").decode("utf-8"))
