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
    open to the person, and the sessions that are required."""

    minimum_sessions: int = 1
    minimum_share: float = 0.0
    required: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Credits:
    """What an event awards for time: one credit for every whole ``minutes`` (none where that is 0), and nothing to who
    has fewer than ``minimum``.
    """

    minutes: int = 0
    minimum: int = 0

    @property
    def are_awarded(self) -> bool:
        """Whether the event awards any."""
        return self.minutes > 0

    def of(self, minutes: int) -> int:
        """The credits for so many minutes in all, rounded down once."""
        earned = minutes // self.minutes if self.are_awarded else 0
        return earned if earned >= self.minimum else 0


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
    """Hold one person's attendances against the rule, as ``Judge`` does."""
    return Judge(programme, rule).entitlement(attendee, attendances)


class Judge:
    """Holds one person after another against the rule, and works out once what is the same for all of a kind."""

    def __init__(self, programme: Mapping[str, Session], rule: Rule) -> None:
        self._programme, self._rule = programme, rule
        self._counting = {code for code, session in programme.items() if counts_for_certificates(session)}
        self._open_minutes: dict[tuple[str, tuple[str, ...]], int] = {}

    def entitlement(self, attendee: Attendee, attendances: Iterable[Attended]) -> Entitlement:
        """Hold one person's attendances against the rule.  Sessions present count; partial ones lend their minutes
        only.
        """
        rule, present, attended, minutes, came = self._rule, [], set(), 0, False
        for one in attendances:
            is_present, counts = one.status is AttendanceStatus.PRESENT, one.session in self._counting
            if is_present:
                attended.add(one.session)
            if counts:
                minutes += one.minutes
                came = came or one.status is not AttendanceStatus.ABSENT
                if is_present:
                    present.append(one.session)
        open_minutes = self._minutes_open_to(attendee)
        missed = tuple(code for code in rule.required if code not in attended)
        shortfalls = []
        if not attendee.is_registered:
            shortfalls.append(Shortfall(attendee.status))
        if not came:
            shortfalls.append(Shortfall.ABSENT)
        elif len(present) < rule.minimum_sessions:
            shortfalls.append(Shortfall.TOO_FEW_SESSIONS)
        if timedelta(minutes=minutes) < timedelta(minutes=open_minutes) * rule.minimum_share:  # exact at 55 of 100
            shortfalls.append(Shortfall.TOO_FEW_MINUTES)
        if missed:
            shortfalls.append(Shortfall.REQUIRED_MISSED)
        return Entitlement(tuple(present), minutes, open_minutes, tuple(shortfalls), missed)

    def _minutes_open_to(self, attendee: Attendee) -> int:
        """Minutes of the counted sessions meant for this person; hours in which two overlap are counted once."""
        key = attendee.category, attendee.sessions
        minutes = self._open_minutes.get(key)
        if minutes is None:
            own = (self._programme[code] for code in self._counting if may_enter(attendee, self._programme[code]))
            minutes = self._open_minutes[key] = clock_minutes(own)
        return minutes


def entitlement_of_session(attendee: Attendee, attendances: Iterable[Attended], session: Session) -> Entitlement:
    """What earns a paper of one session: being there, as long as the session asks for."""
    (own,) = (one for one in attendances if one.session == session.code)
    shortfalls = [] if attendee.is_registered else [Shortfall(attendee.status)]
    if own.status is AttendanceStatus.ABSENT:
        shortfalls.append(Shortfall.ABSENT)
    elif own.status is AttendanceStatus.PARTIAL:
        shortfalls.append(Shortfall.TOO_FEW_MINUTES)
    present = () if shortfalls else (session.code,)
    return Entitlement(present, own.minutes, clock_minutes([session]), tuple(shortfalls))


def counts_for_certificates(session: Session) -> bool:
    """Whether the sessions and minutes of the rule are counted here; a registration has no minutes."""
    return session.counts and has_minutes(session)
