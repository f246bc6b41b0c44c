"""A scan, and the answer it is given: the values the desk works with.  How one leads to the other is in ``checkin``."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from kiosk.core.attendance import Direction


class Verdict(StrEnum):
    """The answers, in the order in which they are considered: the first that applies is given."""

    UNKNOWN = "unknown"
    OTHER_EVENT = "other_event"
    FORGED = "forged"
    REVOKED = "revoked"
    CANCELLED = "cancelled"
    BLOCKED = "blocked"
    NOT_CONFIRMED = "not_confirmed"
    NO_SESSION = "no_session"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    NOT_ELIGIBLE = "not_eligible"
    NOT_REGISTERED = "not_registered"
    REPEAT = "repeat"
    ALREADY_IN = "already_in"
    ALREADY_GIVEN = "already_given"
    NOT_IN = "not_in"
    NOT_LENT = "not_lent"
    FULL = "full"
    NONE_LEFT = "none_left"
    HOUSE_RULE = "house_rule"
    LEFT = "left"
    RETURNED = "returned"
    GIVEN = "given"
    ADMITTED = "admitted"
    COMPANION = "companion"
    ADMITTED_UNLISTED = "admitted_unlisted"


class Colour(StrEnum):
    """How an answer is shown."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


OVERRIDABLE = frozenset({
    Verdict.REVOKED, Verdict.CANCELLED, Verdict.BLOCKED, Verdict.NOT_CONFIRMED, Verdict.TOO_EARLY,
    Verdict.TOO_LATE, Verdict.NOT_ELIGIBLE, Verdict.NOT_REGISTERED, Verdict.ALREADY_IN,
    Verdict.ALREADY_GIVEN, Verdict.FULL, Verdict.NONE_LEFT,
    Verdict.HOUSE_RULE,
})  # fmt: skip
"""Refusals that a person may overrule with a reason."""

_RED = {Verdict.UNKNOWN, Verdict.OTHER_EVENT, Verdict.FORGED, Verdict.REVOKED, Verdict.CANCELLED, Verdict.BLOCKED}
_GREEN = {Verdict.LEFT, Verdict.RETURNED, Verdict.GIVEN, Verdict.ADMITTED, Verdict.COMPANION, Verdict.ADMITTED_UNLISTED}


def understood(word: str, *, accepted: bool, goes_out: bool) -> Verdict:
    """A stored verdict; one that only a newer program gives is shown as the nearest that this one knows.

    What counts is whether the scan was accepted and which way it went, and that is never another.
    """
    try:
        return Verdict(word)
    except ValueError:
        entered = Verdict.LEFT if goes_out else Verdict.ADMITTED
        return entered if accepted else Verdict.NOT_ELIGIBLE


class Asked(StrEnum):
    """The direction a desk asks for; ``toggle`` is resolved to in or out by the decision."""

    IN = "in"
    OUT = "out"
    TOGGLE = "toggle"


@dataclass(frozen=True, slots=True)
class Scan:
    """One beam of the scanner.  ``at`` is aware; ``session`` pins a session, else ``room`` and the clock choose one.

    ``override`` is the reason with which a person overrules a refusal; ``correction`` what of ``at`` was added to the
    laptop's own clock.
    """

    id: str
    text: str
    at: datetime
    desk: str
    operator: str = ""
    session: str | None = None
    room: str | None = None
    asked: Asked | None = None
    override: str = ""
    correction: timedelta = timedelta()


class PastScan(NamedTuple):
    """A scan of this person answered earlier: what the duplicate of it needs to know."""

    at: datetime
    desk: str
    session: str | None
    verdict: Verdict
    code: str
    asked: Asked | None
    overridden: bool = False
    direction: Direction = Direction.IN


class Previous(NamedTuple):
    """What happened before, on a duplicate."""

    at: datetime
    desk: str
    session: str | None
    verdict: Verdict
    overridden: bool = False


class Person(NamedTuple):
    """The scanned person as they were known when the answer was given."""

    id: str
    name: str
    affiliation: str
    category: str


class OfParty(NamedTuple):
    """The how manieth of how many people on one ticket."""

    number: int
    size: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The stored answer to one scan.  ``at`` is aware, UTC; ``reason`` is why a registration was blocked or
    cancelled, or a rule refused; ``left`` are the sessions that an entry ended the person's stay in; ``party`` is told
    where several people come on one ticket."""

    scan_id: str
    verdict: Verdict
    accepted: bool
    direction: Direction
    session: str | None
    at: datetime
    desk: str
    person: Person | None = None
    previous: Previous | None = None
    overridden: bool = False
    badge_due: bool = False
    opens_next: str | None = None
    reason: str = ""
    left: tuple[str, ...] = ()
    party: OfParty | None = None

    @property
    def colour(self) -> Colour:
        """How the answer is shown."""
        return colour(self.verdict, self.previous, self.overridden)


def colour(verdict: Verdict, previous: Previous | None = None, overridden: bool = False) -> Colour:
    """The colour of an answer; a double beep keeps the colour of the answer it repeats."""
    if overridden:
        return Colour.GREEN
    if verdict is Verdict.REPEAT and previous is not None:
        return colour(previous.verdict, overridden=previous.overridden)
    return Colour.RED if verdict in _RED else Colour.GREEN if verdict in _GREEN else Colour.AMBER
