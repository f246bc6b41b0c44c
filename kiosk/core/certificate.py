"""Who has earned a certificate, by the rule of the event."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from kiosk.core.attendance import REGISTRATION, Attendance, AttendanceStatus
from kiosk.core.programme import Admission, Session
from kiosk.core.roster import Attendee, Status


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
    attendee: Attendee, attendances: Iterable[Attendance], programme: Mapping[str, Session], rule: Rule
) -> Entitlement:
    """Hold one person's attendances against the rule.  Sessions present count; partial ones lend their minutes only."""
    judged = list(attendances)
    counted = [a for a in judged if counts_for_certificates(programme[a.session])]
    present = tuple(a.session for a in counted if a.status is AttendanceStatus.PRESENT)
    minutes = int(sum(a.seconds for a in counted) // 60)
    open_minutes = _minutes_open_to(attendee, programme)
    attended = {a.session for a in judged if a.status is AttendanceStatus.PRESENT}
    missed = tuple(code for code in rule.required if code not in attended)
    shortfalls = []
    if attendee.status is not Status.REGISTERED:
        shortfalls.append(Shortfall(attendee.status))
    if not any(a.status is not AttendanceStatus.ABSENT for a in counted):
        shortfalls.append(Shortfall.ABSENT)
    elif len(present) < rule.minimum_sessions:
        shortfalls.append(Shortfall.TOO_FEW_SESSIONS)
    if minutes < rule.minimum_share * open_minutes:
        shortfalls.append(Shortfall.TOO_FEW_MINUTES)
    if missed:
        shortfalls.append(Shortfall.REQUIRED_MISSED)
    return Entitlement(present, minutes, open_minutes, tuple(shortfalls), missed)


def counts_for_certificates(session: Session) -> bool:
    """Whether the sessions and minutes of the rule are counted here; a registration has no minutes."""
    return session.counts and session.kind != REGISTRATION


def expected_at(attendee: Attendee, session: Session) -> bool:
    """Whether a session is meant for this person: open to all, to their category, or they are on its list."""
    if session.admission is Admission.REGISTERED:
        return session.code in attendee.sessions
    if session.admission is Admission.CATEGORY:
        return attendee.category in session.categories
    return True


def _minutes_open_to(attendee: Attendee, programme: Mapping[str, Session]) -> int:
    """Minutes of the counted sessions meant for this person; hours in which two of them overlap are counted once."""
    spans = sorted(
        (session.starts_at, session.ends_at)
        for session in programme.values()
        if counts_for_certificates(session) and expected_at(attendee, session)
    )
    total, reached = timedelta(), None
    for start, end in spans:
        begin = start if reached is None else max(start, reached)
        if begin < end:
            total += end - begin
            reached: datetime | None = end
    return int(total.total_seconds() // 60)
