"""What a check of a certificate, a ticket or a file finds."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a check found; only ``genuine`` says that all is well.  In the order of their weight."""

    CHANGED = "changed"
    OTHER_EVENT = "other_event"
    REVOKED = "revoked"
    REPLACED = "replaced"
    UNKNOWN = "unknown"
    GENUINE = "genuine"


WEIGHT = {verdict: number for number, verdict in enumerate(Verdict)}


class Subject(StrEnum):
    """What was checked."""

    FILE = "file"  # a PDF, every byte of it
    CODE = "code"  # the code of a certificate, which says in short what the paper has to say
    TICKET = "ticket"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found.  ``serial``, ``name``, ``issued_on`` (ISO 8601, in the event's zone) and ``minutes`` are what the
    code says, as far as it is this event's; ``replaced_by`` the number to ask for instead; ``file`` what was looked at.
    """

    verdict: Verdict
    subject: Subject
    serial: str = ""
    name: str = ""
    issued_on: str = ""
    minutes: int | None = None
    replaced_by: str = ""
    reason: str = ""
    file: str = ""


def worst(found: Iterable[Verified]) -> Verdict:
    """The verdict over several: genuine only if each of them is."""
    return min((one.verdict for one in found), key=WEIGHT.__getitem__, default=Verdict.UNKNOWN)
