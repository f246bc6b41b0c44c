"""What an event amounts to in figures, counted from attendance, certificates, meetings and scans."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kiosk.core.attendance import REGISTRATION, Attendance, AttendanceStatus
from kiosk.core.certificate import Entitlement, Shortfall, expected_at
from kiosk.core.partnering import Meeting, Result, count_results
from kiosk.core.programme import Session
from kiosk.core.roster import Attendee, Status

BUCKET = 60
"""Minutes: how people are put together by the time they spent."""

Attended = tuple[Attendee, Sequence[Attendance]]


@dataclass(frozen=True, slots=True)
class SessionFigures:
    """One session: whom it was meant for, who came, and how long those who came stayed on average."""

    session: Session
    expected: int
    present: int
    partial: int
    minutes: float

    @property
    def came(self) -> int:
        """Everybody who was there at all."""
        return self.present + self.partial


@dataclass(frozen=True, slots=True)
class Share:
    """Part of a group: who came of those expected."""

    name: str
    expected: int
    came: int


@dataclass(frozen=True, slots=True)
class EventFigures:
    """An event in figures.  ``came`` are those registered who came, ``others`` those whose registration does not stand
    or has not arrived, and who were admitted all the same.  ``minutes`` counts people by hours begun (0: none at all);
    ``shortfalls`` people by reason.
    """

    registered: int
    came: int
    others: int
    sessions: tuple[SessionFigures, ...]
    categories: tuple[Share, ...]
    minutes: Mapping[int, int]
    certificates: int
    shortfalls: Mapping[Shortfall, int]
    meetings: tuple[Meeting, ...] = ()

    @property
    def matched(self) -> int:
        """Cooperation tasks that were found."""
        return count_results(self.meetings)[Result.MATCHED]


def figures_of(
    attended: Iterable[Attended],
    programme: Mapping[str, Session],
    entitlements: Iterable[Entitlement],
    certificates: int,
    meetings: Iterable[Meeting] = (),
) -> EventFigures:
    """Count.  Who is cancelled or blocked is expected nowhere; a session counts everybody who was there."""
    everybody = [(person, {one.session: one for one in own}) for person, own in attended]
    claims = list(entitlements)
    standing = [person for person, _own in everybody if person.status is Status.REGISTERED]
    there = [person for person, own in everybody if any(map(_was_there, own.values()))]
    return EventFigures(
        registered=len(standing),
        came=sum(person.status is Status.REGISTERED for person in there),
        others=sum(person.status is not Status.REGISTERED for person in there),
        sessions=tuple(_of_session(session, everybody) for session in programme.values()),
        categories=tuple(
            Share(name, _standing(standing, name), _standing(there, name))
            for name in sorted({person.category for person in standing})
        ),
        minutes=Counter(-(-claim.minutes // BUCKET) for claim in claims),
        certificates=certificates,
        shortfalls=Counter(claim.shortfalls[0] for claim in claims if claim.shortfalls),
        meetings=tuple(meetings),
    )


def _of_session(session: Session, everybody: Sequence[tuple[Attendee, Mapping[str, Attendance]]]) -> SessionFigures:
    here = [own[session.code] for _person, own in everybody if session.code in own and _was_there(own[session.code])]
    total = sum(one.seconds for one in here) / 60
    return SessionFigures(
        session,
        expected=sum(p.status is Status.REGISTERED and expected_at(p, session) for p, _own in everybody),
        present=sum(one.status is AttendanceStatus.PRESENT for one in here),
        partial=sum(one.status is AttendanceStatus.PARTIAL for one in here),
        minutes=total / len(here) if here and session.kind != REGISTRATION else 0.0,
    )


def _standing(people: Iterable[Attendee], category: str) -> int:
    return sum(person.category == category and person.status is Status.REGISTERED for person in people)


def _was_there(one: Attendance) -> bool:
    return one.status is not AttendanceStatus.ABSENT
