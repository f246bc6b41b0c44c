"""The decision at the door: one scan and the situation it meets give one answer.

``decide`` is the only place where anybody is admitted or refused; window, command line, other desks and rehearsal all
call it.  The verdicts and their order are section 4 of the contract, drawn in ``docs/check-in.md``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from kiosk.core.attendance import REGISTRATION, Direction, Stay
from kiosk.core.programme import Admission, Session, Tracking
from kiosk.core.roster import Attendee, Status

DOUBLE_BEEP = timedelta(seconds=5)
"""Two scans of one code at one desk no further apart than this are a scanner's double beep."""


class Verdict(StrEnum):
    """The answers, in the order in which they are considered: the first that applies is given."""

    UNKNOWN = "unknown"
    OTHER_EVENT = "other_event"
    FORGED = "forged"
    REVOKED = "revoked"
    CANCELLED = "cancelled"
    BLOCKED = "blocked"
    NO_SESSION = "no_session"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    NOT_ELIGIBLE = "not_eligible"
    NOT_REGISTERED = "not_registered"
    REPEAT = "repeat"
    ALREADY_IN = "already_in"
    NOT_IN = "not_in"
    FULL = "full"
    LEFT = "left"
    ADMITTED = "admitted"
    ADMITTED_UNLISTED = "admitted_unlisted"


class Colour(StrEnum):
    """How an answer is shown."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


OVERRIDABLE = frozenset({
    Verdict.REVOKED, Verdict.CANCELLED, Verdict.BLOCKED, Verdict.TOO_EARLY, Verdict.TOO_LATE,
    Verdict.NOT_ELIGIBLE, Verdict.NOT_REGISTERED, Verdict.ALREADY_IN, Verdict.FULL,
})  # fmt: skip
"""Refusals that a person may overrule with a reason."""

_RED = {Verdict.UNKNOWN, Verdict.OTHER_EVENT, Verdict.FORGED, Verdict.REVOKED, Verdict.CANCELLED, Verdict.BLOCKED}
_GREEN = {Verdict.LEFT, Verdict.ADMITTED, Verdict.ADMITTED_UNLISTED}


class Asked(StrEnum):
    """The direction a desk asks for; ``toggle`` is resolved to in or out by the decision."""

    IN = "in"
    OUT = "out"
    TOGGLE = "toggle"


class Found(StrEnum):
    """What the scanned text turned out to be."""

    NOTHING = "nothing"
    OTHER_EVENT = "other_event"
    FORGED = "forged"
    REVOKED = "revoked"
    UNLISTED = "unlisted"
    LISTED = "listed"


@dataclass(frozen=True, slots=True)
class Scan:
    """One beam of the scanner.  ``at`` is aware; ``session`` pins a session, else ``room`` and the clock choose one.

    ``override`` is the reason with which a person overrules a refusal.
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


@dataclass(frozen=True, slots=True)
class PastScan:
    """A scan of this person answered earlier: what the duplicate of it needs to know."""

    at: datetime
    desk: str
    session: str | None
    verdict: Verdict
    code: str
    asked: Asked | None
    overridden: bool = False


@dataclass(frozen=True, slots=True)
class Situation:
    """All that ``decide`` looks at besides the scan itself.

    ``code`` is the canonical code found; ``subject`` the attendee's id, or the ticket number of a person not listed
    here yet; ``stays`` what had happened by the moment of the scan; ``occupancy`` people inside by session; ``last``
    the latest scan of this code at this desk up to then, with ``first`` the answer that a chain of double beeps began
    with.
    """

    found: Found
    programme: Mapping[str, Session]
    code: str = ""
    subject: str = ""
    attendee: Attendee | None = None
    stays: Sequence[Stay] = ()
    occupancy: Mapping[str, int] | None = None
    last: PastScan | None = None
    first: PastScan | None = None
    has_badge: bool = False


@dataclass(frozen=True, slots=True)
class Previous:
    """What happened before, on a duplicate."""

    at: datetime
    desk: str
    session: str | None
    verdict: Verdict
    overridden: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer to one scan.  ``accepted`` says whether it moved the person; ``badge_due`` whether a badge is owed."""

    verdict: Verdict
    accepted: bool
    direction: Direction
    session: str | None
    previous: Previous | None = None
    overridden: bool = False
    badge_due: bool = False
    opens_next: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """The scanned person as they were known when the answer was given."""

    id: str
    name: str
    affiliation: str
    category: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The stored answer to one scan.  ``at`` is aware, UTC; ``reason`` is why an organiser blocked the person."""

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


def decide(scan: Scan, situation: Situation) -> Decision:
    """Answer ``scan``: the first verdict that applies, in the order of ``Verdict``.

    With an ``override`` the overridable refusals are passed over and the first of them is kept in the answer; a
    refusal that may not be overruled still refuses.
    """
    session, direction = choose(scan, situation.programme, situation.stays)
    overruled: Verdict | None = None
    for refusal in _refusals(scan, situation, session, direction):
        if scan.override and refusal in OVERRIDABLE:
            overruled = overruled or refusal
            continue
        return _refusal(refusal, scan, situation, session, direction)
    verdict = overruled or _acceptance(situation, direction)
    return Decision(
        verdict=verdict,
        accepted=True,
        direction=direction,
        session=session.code if session else None,
        previous=_previous(verdict, situation, session),
        overridden=overruled is not None,
        badge_due=direction is Direction.IN and not situation.has_badge,
    )


def choose(
    scan: Scan, programme: Mapping[str, Session], person_stays: Sequence[Stay] = ()
) -> tuple[Session | None, Direction]:
    """The session and the direction a scan means.

    A pinned session is taken as it is.  Else the room (no room: the whole event has one door) and the clock choose: an
    entry means the session open for entry whose start is nearest; an exit means the session the person is in.  A toggle
    is an exit while the person's session runs, otherwise an entry.  Sessions that scan entries only are never toggled.
    """
    if scan.session is not None:
        session = programme[scan.session]
        return session, _direction(scan, session, _stay_in(session, person_stays, scan.at))
    here = [session for session in programme.values() if scan.room in (None, "", session.room)]
    entering = _opened_last(here, scan.at)
    leaving = _session_inside(here, person_stays, scan.at)
    if scan.asked is Asked.IN or (scan.asked is not Asked.OUT and not _is_toggled_out(leaving, entering, scan.at)):
        return entering, Direction.IN
    return leaving or entering, Direction.OUT


def opens_at(session: Session) -> datetime:
    """The moment from which entries are taken."""
    return session.starts_at - timedelta(minutes=session.opens_before)


def closes_at(session: Session) -> datetime:
    """The moment until which exits are taken."""
    return session.ends_at + timedelta(minutes=session.closes_after)


def next_session(programme: Mapping[str, Session], room: str | None, at: datetime) -> Session | None:
    """The session that opens next in ``room`` (anywhere, without a room) after ``at``."""
    coming = [s for s in programme.values() if room in (None, "", s.room) and opens_at(s) > at]
    return min(coming, key=lambda s: (opens_at(s), s.code), default=None)


def _refusals(scan: Scan, situation: Situation, session: Session | None, direction: Direction) -> Iterator[Verdict]:
    """Every refusal that applies, in order.  An exit is refused only for its code, and for not being inside."""
    of_code = {
        Found.NOTHING: Verdict.UNKNOWN,
        Found.OTHER_EVENT: Verdict.OTHER_EVENT,
        Found.FORGED: Verdict.FORGED,
        Found.REVOKED: Verdict.REVOKED,
    }
    if situation.found in of_code:
        yield of_code[situation.found]
    if direction is Direction.IN:
        yield from _person_refusals(situation.attendee)
        yield from _session_refusals(scan, session)
        yield from _list_refusals(session, situation.attendee)
    if _is_double_beep(scan, situation):
        yield Verdict.REPEAT
    inside = session is not None and _stay_in(session, situation.stays, scan.at) is not None
    if direction is Direction.OUT:
        if not inside:
            yield Verdict.NOT_IN
        return
    if inside:
        yield Verdict.ALREADY_IN
    if session is not None and _is_full(session, situation):
        yield Verdict.FULL


def _person_refusals(attendee: Attendee | None) -> Iterator[Verdict]:
    if attendee is not None and attendee.status is Status.CANCELLED:
        yield Verdict.CANCELLED
    if attendee is not None and attendee.status is Status.BLOCKED:
        yield Verdict.BLOCKED


def _session_refusals(scan: Scan, session: Session | None) -> Iterator[Verdict]:
    if session is None:
        yield Verdict.NO_SESSION
    elif scan.at < opens_at(session):
        yield Verdict.TOO_EARLY
    elif scan.at >= session.ends_at:
        yield Verdict.TOO_LATE


def _list_refusals(session: Session | None, attendee: Attendee | None) -> Iterator[Verdict]:
    """Who is not listed at this desk yet cannot be held against a list."""
    if session is None or attendee is None:
        return
    if session.admission is Admission.CATEGORY and attendee.category not in session.categories:
        yield Verdict.NOT_ELIGIBLE
    if session.admission is Admission.REGISTERED and session.code not in attendee.sessions:
        yield Verdict.NOT_REGISTERED


def _is_double_beep(scan: Scan, situation: Situation) -> bool:
    """A person who overrules, pins another session or turns the direction round means it; a scanner does not."""
    last = situation.last
    if last is None or scan.override or last.asked is not scan.asked:
        return False
    if scan.session is not None and last.session != scan.session:
        return False
    return timedelta() <= scan.at - last.at <= DOUBLE_BEEP


def _is_full(session: Session, situation: Situation) -> bool:
    inside = (situation.occupancy or {}).get(session.code, 0)
    return session.capacity is not None and inside >= session.capacity


def _refusal(
    verdict: Verdict, scan: Scan, situation: Situation, session: Session | None, direction: Direction
) -> Decision:
    coming = next_session(situation.programme, scan.room, scan.at) if verdict is Verdict.NO_SESSION else None
    return Decision(
        verdict=verdict,
        accepted=False,
        direction=direction,
        session=session.code if session else None,
        previous=_previous(verdict, situation, session),
        # A badge that failed to print is still owed to somebody who is already in.
        badge_due=verdict is Verdict.ALREADY_IN and not situation.has_badge,
        opens_next=coming.code if coming else None,
    )


def _acceptance(situation: Situation, direction: Direction) -> Verdict:
    if direction is Direction.OUT:
        return Verdict.LEFT
    return Verdict.ADMITTED_UNLISTED if situation.found is Found.UNLISTED else Verdict.ADMITTED


def _previous(verdict: Verdict, situation: Situation, session: Session | None) -> Previous | None:
    if verdict is Verdict.REPEAT and situation.first is not None:
        first = situation.first
        return Previous(first.at, first.desk, first.session, first.verdict, first.overridden)
    if verdict is Verdict.ALREADY_IN and session is not None:
        entry = [stay for stay in situation.stays if stay.session == session.code][-1].entry
        return Previous(entry.at, entry.desk, entry.session, Verdict(entry.verdict or Verdict.ADMITTED))
    if verdict is Verdict.NOT_IN and session is not None:
        exits = [stay.exit for stay in situation.stays if stay.session == session.code and stay.exit is not None]
        return Previous(exits[-1].at, exits[-1].desk, exits[-1].session, Verdict(exits[-1].verdict)) if exits else None
    return None


def _direction(scan: Scan, session: Session, inside: Stay | None) -> Direction:
    if scan.asked in (Asked.IN, Asked.OUT):
        return Direction(scan.asked)
    toggles = session.tracking is Tracking.ENTRY_EXIT
    return Direction.OUT if toggles and inside is not None else Direction.IN


def _stay_in(session: Session, person_stays: Sequence[Stay], at: datetime) -> Stay | None:
    """The stay that makes a person 'inside' at ``at``: open, begun, and exits not over yet.

    A registration desk holds nobody, yet who has registered has registered; likewise an entry-only session has its
    people once admitted.
    """
    for stay in person_stays:
        if stay.session == session.code and stay.left_at is None and stay.entry.at <= at <= closes_at(session):
            return stay
    return None


def _opened_last(sessions: Sequence[Session], at: datetime) -> Session | None:
    """Of the sessions open for entry the one whose start is nearest: before a change-over people come for the next."""
    open_now = [session for session in sessions if opens_at(session) <= at < session.ends_at]
    return min(open_now, key=lambda s: (abs(s.starts_at - at), s.code), default=None)


def _session_inside(sessions: Sequence[Session], person_stays: Sequence[Stay], at: datetime) -> Session | None:
    inside = [
        (stay.entry.at, session.code, session)
        for session in sessions
        if session.kind != REGISTRATION
        for stay in [_stay_in(session, person_stays, at)]
        if stay is not None
    ]
    return max(inside, key=lambda item: item[:2])[2] if inside else None


def _is_toggled_out(leaving: Session | None, entering: Session | None, at: datetime) -> bool:
    if leaving is None or leaving.tracking is not Tracking.ENTRY_EXIT:
        return False
    return at < leaving.ends_at or entering is None
