"""Which session, and which way through its door, a scan means: by the room, the clock and where the person is."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from kiosk.core.attendance import HANDOUT, REGISTRATION, Direction, Stay
from kiosk.core.programme import Session, Tracking
from kiosk.core.scan import Asked, Scan


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
        return session, _direction(scan, session, stay_in(session, person_stays, scan.at))
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


def is_over(programme: Mapping[str, Session], at: datetime) -> bool:
    """Whether nobody can go in or out any more: every session has ended."""
    return bool(programme) and at > max(map(closes_at, programme.values()))


def next_session(programme: Mapping[str, Session], room: str | None, at: datetime) -> Session | None:
    """The session that opens next in ``room`` (anywhere, without a room) after ``at``."""
    return next(iter(coming_sessions(programme, room, at)), None)


def coming_sessions(programme: Mapping[str, Session], room: str | None, at: datetime) -> list[Session]:
    """The sessions that open in ``room`` (anywhere, without a room) after ``at``, the next one first."""
    coming = [s for s in programme.values() if room in (None, "", s.room) and opens_at(s) > at]
    return sorted(coming, key=lambda s: (opens_at(s), s.code))


def stay_in(session: Session, person_stays: Sequence[Stay], at: datetime) -> Stay | None:
    """The stay that makes a person 'inside' at ``at``: open, begun, and exits not over yet.

    A registration desk holds nobody, yet who has registered has registered; likewise an entry-only session has its
    people once admitted.
    """
    for stay in person_stays:
        if stay.session == session.code and stay.left_at is None and stay.entry.at <= at <= closes_at(session):
            return stay
    return None


def _direction(scan: Scan, session: Session, inside: Stay | None) -> Direction:
    toggles = session.tracking is Tracking.ENTRY_EXIT
    if session.kind == HANDOUT and not toggles:
        return Direction.IN  # what is given for good does not come back, whatever way the desk is set to
    if scan.asked in (Asked.IN, Asked.OUT):
        return Direction(scan.asked)
    return Direction.OUT if toggles and inside is not None else Direction.IN


def _opened_last(sessions: Sequence[Session], at: datetime) -> Session | None:
    """Of the sessions open for entry the one whose start is nearest: before a change-over people come for the next."""
    open_now = [session for session in sessions if opens_at(session) <= at < session.ends_at]
    return min(open_now, key=lambda s: (abs(s.starts_at - at), s.code), default=None)


def _session_inside(sessions: Sequence[Session], person_stays: Sequence[Stay], at: datetime) -> Session | None:
    inside = [
        (stay.entry.at, session.code, session)
        for session in sessions
        if session.kind != REGISTRATION
        for stay in [stay_in(session, person_stays, at)]
        if stay is not None
    ]
    return max(inside, key=lambda item: item[:2])[2] if inside else None


def _is_toggled_out(leaving: Session | None, entering: Session | None, at: datetime) -> bool:
    if leaving is None or leaving.tracking is not Tracking.ENTRY_EXIT:
        return False
    return at < leaving.ends_at or entering is None
