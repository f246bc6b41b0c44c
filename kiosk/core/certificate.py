"""Who has earned a certificate, by the rule of the event."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Protocol

from kiosk.core.attendance import AttendanceStatus, clock_minutes, has_minutes
from kiosk.core.programme import Session
from kiosk.core.roster import Attendee, may_enter


class Attended(Protocol):
    """What of somebody's attendance at one session the rule looks at."""

    @property
    def session(self) -> str:
        """The session's code."""

    @property
    def status(self) -> AttendanceStatus:
        """Present, in part or absent."""

    @property
    def minutes(self) -> int:
        """Whole minutes there."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The event's rule: at least so many counted sessions present, so large a share (0 to 1) of the counted minutes
    open to the person, and these sessions without fail."""

    minimum_sessions: int = 1
    minimum_share: float = 0.0
    required: tuple[str, ...] = ()


class Shortfall(StrEnum):
    """Why somebody gets no certificate."""

    CANCELLED = "cancelled"
    BLOCKED = "blocked"
    WAITING = "waiting"
    ABSENT = "absent"
    TOO_FEW_SESSIONS = "too_few_sessions"
    TOO_FEW_MINUTES = "too_few_minutes"
    REQUIRED_MISSED = "required_missed"


@dataclass(frozen=True, slots=True)
class Entitlement:
    """What a person's attendance amounts to: the counted sessions attended, whole minutes of the minutes open to them,
    and every shortfall (none: the certificate is earned) with the required sessions that were missed."""

    sessions: tuple[str, ...]
    minutes: int
    open_minutes: int
    shortfalls: tuple[Shortfall, ...]
    missed: tuple[str, ...] = ()

    @property
    def earned(self) -> bool:
        """Whether the certificate may be issued."""
        return not self.shortfalls


def entitlement(
    attendee: Attendee, attendances: Iterable[Attended], programme: Mapping[str, Session], rule: Rule
) -> Entitlement:
    """Hold one person's attendances against the rule.  Sessions present count; partial ones lend their minutes only."""
    judged = list(attendances)
    counted = [a for a in judged if counts_for_certificates(programme[a.session])]
    present = tuple(a.session for a in counted if a.status is AttendanceStatus.PRESENT)
    minutes = sum(a.minutes for a in counted)
    open_minutes = _minutes_open_to(attendee, programme)
    attended = {a.session for a in judged if a.status is AttendanceStatus.PRESENT}
    missed = tuple(code for code in rule.required if code not in attended)
    shortfalls = []
    if not attendee.stands:
        shortfalls.append(Shortfall(attendee.status))
    if not any(a.status is not AttendanceStatus.ABSENT for a in counted):
        shortfalls.append(Shortfall.ABSENT)
    elif len(present) < rule.minimum_sessions:
        shortfalls.append(Shortfall.TOO_FEW_SESSIONS)
    if timedelta(minutes=minutes) < timedelta(minutes=open_minutes) * rule.minimum_share:  # exact at 55 of 100
        shortfalls.append(Shortfall.TOO_FEW_MINUTES)
    if missed:
        shortfalls.append(Shortfall.REQUIRED_MISSED)
    return Entitlement(present, minutes, open_minutes, tuple(shortfalls), missed)


def entitlement_of_session(attendee: Attendee, attendances: Iterable[Attended], session: Session) -> Entitlement:
    """What earns a paper of one session: being there, as long as the session asks for."""
    (own,) = (one for one in attendances if one.session == session.code)
    shortfalls = [] if attendee.stands else [Shortfall(attendee.status)]
    if own.status is AttendanceStatus.ABSENT:
        shortfalls.append(Shortfall.ABSENT)
    elif own.status is AttendanceStatus.PARTIAL:
        shortfalls.append(Shortfall.TOO_FEW_MINUTES)
    present = () if shortfalls else (session.code,)
    return Entitlement(present, own.minutes, clock_minutes([session]), tuple(shortfalls))


def counts_for_certificates(session: Session) -> bool:
    """Whether the sessions and minutes of the rule are counted here; a registration has no minutes."""
    return session.counts and has_minutes(session)


def _minutes_open_to(attendee: Attendee, programme: Mapping[str, Session]) -> int:
    """Minutes of the counted sessions meant for this person; hours in which two of them overlap are counted once."""
    return clock_minutes(
        session for session in programme.values() if counts_for_certificates(session) and may_enter(attendee, session)
    )
