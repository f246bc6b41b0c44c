"""The decision at the door: one scan and the situation it meets give one answer.

``decide`` is the only place where anybody is admitted or refused; window, command line, other desks and rehearsal all
call it.  The verdicts and their order are section 4 of the contract, drawn in ``docs/check-in.md``.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from kiosk.core.agenda import choose, next_session, opens_at, stay_in
from kiosk.core.attendance import HANDOUT, Direction, Movement, Stay, left_behind
from kiosk.core.programme import Admission, Session
from kiosk.core.roster import Registered, Status, may_enter, party_size
from kiosk.core.scan import OVERRIDABLE, Asked, OfParty, PastScan, Previous, Scan, Verdict, understood

DOUBLE_BEEP = timedelta(seconds=5)
"""Two scans of one code at one desk no further apart than this are a scanner's double beep."""
BEEP_OF_A_PARTY = timedelta(seconds=2)
"""The same where several people enter one after the other on one code."""
_OWES_NO_BADGE = (Verdict.GIVEN, Verdict.RETURNED, Verdict.ALREADY_GIVEN, Verdict.NONE_LEFT, Verdict.COMPANION)


class Found(StrEnum):
    """What the scanned text turned out to be."""

    NOTHING = "nothing"
    OTHER_EVENT = "other_event"
    FORGED = "forged"
    REVOKED = "revoked"
    UNLISTED = "unlisted"
    LISTED = "listed"


class Situation(NamedTuple):
    """All that ``decide`` looks at besides the scan itself.

    ``programme`` are the doors that the scan may mean: the sessions, or the one hand-out that is asked for.

    ``code`` is the canonical code found; ``subject`` the attendee's id, or the ticket number of a person not listed
    here yet; ``stays`` what had happened by the moment of the scan, made of the accepted scans ``moved``; ``occupancy``
    people inside by session, or pieces gone; ``last`` the latest scan of this code at this desk up to then, with
    ``first`` the answer that a chain of double beeps began with; ``rule`` the reason with which a rule of a plug-in
    refuses the entry.
    """

    found: Found
    programme: Mapping[str, Session]
    code: str = ""
    subject: str = ""
    attendee: Registered | None = None
    stays: Sequence[Stay] = ()
    moved: Sequence[Movement] = ()
    occupancy: Mapping[str, int] | None = None
    last: PastScan | None = None
    first: PastScan | None = None
    has_badge: bool = False
    rule: str = ""


class Decision(NamedTuple):
    """The answer to one scan.  ``accepted`` says whether it moved the person; ``badge_due`` whether a badge is owed;
    ``left`` are the sessions in which the entry ends the person's stay.
    """

    verdict: Verdict
    accepted: bool
    direction: Direction
    session: str | None
    previous: Previous | None = None
    overridden: bool = False
    badge_due: bool = False
    opens_next: str | None = None
    left: tuple[str, ...] = ()
    party: OfParty | None = None


def decide(scan: Scan, situation: Situation) -> Decision:
    """Answer ``scan``: the first verdict that applies, in the order of ``Verdict``.

    With an ``override`` the overridable refusals are passed over and the first of them is kept in the answer; a
    refusal that may not be overruled still refuses.
    """
    session, direction = choose(scan, situation.programme, situation.stays)
    if direction is Direction.OUT and scan.asked is not Asked.OUT and _waits_for_more(scan, situation, session):
        direction = Direction.IN
    overruled: Verdict | None = None
    for refusal in _refusals(scan, situation, session, direction):
        if scan.override and refusal in OVERRIDABLE:
            overruled = overruled or refusal
            continue
        return _refusal(refusal, scan, situation, session, direction)
    party = _party(scan, situation, session, direction)
    verdict = overruled or _acceptance(situation, session, direction, party)
    return Decision(
        verdict=verdict,
        accepted=True,
        direction=direction,
        session=session.code if session else None,
        previous=_previous(verdict, situation, session),
        overridden=overruled is not None,
        badge_due=direction is Direction.IN and verdict not in _OWES_NO_BADGE and not situation.has_badge,
        left=_left_by(session, scan, situation),
        party=party,
    )


def _refusals(scan: Scan, situation: Situation, session: Session | None, direction: Direction) -> Iterator[Verdict]:
    """Every refusal that applies, in order.  An exit is refused only for its code, and for not being inside."""
    if situation.found in _OF_CODE:
        yield _OF_CODE[situation.found]
    if direction is Direction.IN:
        yield from _person_refusals(situation.attendee)
        yield from _session_refusals(scan, session)
        yield from _list_refusals(session, situation.attendee)
    if _is_double_beep(scan, situation):
        yield Verdict.REPEAT
    inside = session is not None and stay_in(session, situation.stays, scan.at) is not None
    handed = _is_handout(session)
    if direction is Direction.OUT:
        if not inside:
            yield Verdict.NOT_LENT if handed else Verdict.NOT_IN
        return
    if inside and _party_in(scan, situation, session) >= _size(situation, session):
        yield Verdict.ALREADY_GIVEN if handed else Verdict.ALREADY_IN
    if session is not None and _is_full(session, situation):
        yield Verdict.NONE_LEFT if handed else Verdict.FULL
    if situation.rule:
        yield Verdict.HOUSE_RULE


_OF_CODE = {
    Found.NOTHING: Verdict.UNKNOWN,
    Found.OTHER_EVENT: Verdict.OTHER_EVENT,
    Found.FORGED: Verdict.FORGED,
    Found.REVOKED: Verdict.REVOKED,
}
_REFUSED_FOR = {
    Status.CANCELLED: Verdict.CANCELLED,
    Status.BLOCKED: Verdict.BLOCKED,
    Status.WAITING: Verdict.NOT_CONFIRMED,
}


def _person_refusals(attendee: Registered | None) -> Iterator[Verdict]:
    if attendee is not None and attendee.status in _REFUSED_FOR:
        yield _REFUSED_FOR[attendee.status]


def _session_refusals(scan: Scan, session: Session | None) -> Iterator[Verdict]:
    if session is None:
        yield Verdict.NO_SESSION
    elif scan.at < opens_at(session):
        yield Verdict.TOO_EARLY
    elif scan.at >= session.ends_at:
        yield Verdict.TOO_LATE


def _list_refusals(session: Session | None, attendee: Registered | None) -> Iterator[Verdict]:
    """Who is not listed at this desk yet cannot be held against a list."""
    if session is None or attendee is None:
        return
    if not may_enter(attendee, session):
        yield Verdict.NOT_ELIGIBLE if session.admission is Admission.CATEGORY else Verdict.NOT_REGISTERED


def _is_handout(session: Session | None) -> bool:
    return session is not None and session.kind == HANDOUT


def _is_double_beep(scan: Scan, situation: Situation) -> bool:
    """A person who overrules, pins another session or turns the direction round means it; a scanner does not.  Nor is
    the first scan for a session one after something was handed out.
    """
    last = situation.last
    if last is None or scan.override or last.asked is not scan.asked:
        return False
    if last.session is not None and last.session not in situation.programme:
        return False
    if scan.session is not None and last.session != scan.session:
        return False
    waits = _size(situation, situation.programme.get(last.session or "")) > 1
    return timedelta() <= scan.at - last.at <= (BEEP_OF_A_PARTY if waits else DOUBLE_BEEP)


def _is_full(session: Session, situation: Situation) -> bool:
    inside = (situation.occupancy or {}).get(session.code, 0)
    return session.capacity is not None and inside >= session.capacity


def _refusal(
    verdict: Verdict, scan: Scan, situation: Situation, session: Session | None, direction: Direction
) -> Decision:
    if verdict is Verdict.REPEAT and situation.first is not None:
        # The first answer is shown again, with its session and the way it was about.
        first = situation.first
        return Decision(verdict, False, first.direction, first.session, _previous(verdict, situation, session))
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


def _left_by(session: Session | None, scan: Scan, situation: Situation) -> tuple[str, ...]:
    """Sessions the person is in and leaves by entering ``session``; who is in it, or goes out, does not."""
    inside = {stay.session: stay for stay in situation.stays if stay.exit is None}
    if session is None or session.code in inside:
        return ()
    return tuple(left_behind(session, scan.at, inside, situation.programme))


def _size(situation: Situation, session: Session | None) -> int:
    """How many people may enter on this ticket; a hand-out is one for the person who is named."""
    return 1 if session is None or _is_handout(session) else party_size(situation.attendee)


def _waits_for_more(scan: Scan, situation: Situation, session: Session | None) -> bool:
    """Whether not everybody on this ticket is in: a scan that says no direction is then the next one's entry."""
    return 0 < _party_in(scan, situation, session) < _size(situation, session)


def _party_in(scan: Scan, situation: Situation, session: Session | None) -> int:
    """How many people came in on this ticket since the stay began that is open in a session."""
    stay = session and stay_in(session, situation.stays, scan.at)
    if not stay:
        return 0
    entries = (one for one in situation.moved if one.session == stay.session and one.direction is Direction.IN)
    return max(1, sum(one.at >= stay.entry.at for one in entries))


def _party(scan: Scan, situation: Situation, session: Session | None, direction: Direction) -> OfParty | None:
    """Which of several people on one ticket enters."""
    size = _size(situation, session)
    if size == 1 or direction is Direction.OUT:
        return None
    return OfParty(min(_party_in(scan, situation, session) + 1, size), size)


def _acceptance(situation: Situation, session: Session | None, direction: Direction, party: OfParty | None) -> Verdict:
    if _is_handout(session):
        return Verdict.RETURNED if direction is Direction.OUT else Verdict.GIVEN
    if direction is Direction.OUT:
        return Verdict.LEFT
    if party is not None and party.number > 1:
        return Verdict.COMPANION
    return Verdict.ADMITTED_UNLISTED if situation.found is Found.UNLISTED else Verdict.ADMITTED


def _previous(verdict: Verdict, situation: Situation, session: Session | None) -> Previous | None:
    if verdict is Verdict.REPEAT and situation.first is not None:
        first = situation.first
        return Previous(first.at, first.desk, first.session, first.verdict, first.overridden)
    if verdict in (Verdict.ALREADY_IN, Verdict.ALREADY_GIVEN) and session is not None:
        entry = [stay for stay in situation.stays if stay.session == session.code][-1].entry
        return Previous(entry.at, entry.desk, entry.session, understood(entry.verdict, accepted=True, goes_out=False))
    if verdict in (Verdict.NOT_IN, Verdict.NOT_LENT) and session is not None:
        exits = [stay.exit for stay in situation.stays if stay.session == session.code and stay.exit is not None]
        if not exits:
            return None
        left = understood(exits[-1].verdict, accepted=True, goes_out=True)
        return Previous(exits[-1].at, exits[-1].desk, exits[-1].session, left)
    return None
