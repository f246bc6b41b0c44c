"""What a desk watches over: a room or one session, and the direction; and the scans it makes of what arrives."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from kiosk import clock
from kiosk.actions.door.check_in import new_scan_id
from kiosk.core.agenda import choose, coming_sessions, opens_at
from kiosk.core.programme import Session
from kiosk.core.scan import Answer, Asked, Scan


@dataclass(frozen=True, slots=True)
class Door:
    """``session`` pins a session; else ``room`` (none: the whole event has one door) and the clock choose.

    ``asked`` is None where the session's tracking decides the direction.
    """

    room: str | None = None
    session: str | None = None
    asked: Asked | None = None


def new_scan(door: Door, text: str, at: datetime, desk: str) -> Scan:
    """A scan of ``text`` at this door at the moment ``at`` (aware), with an id of its own."""
    return Scan(
        new_scan_id(), text, at, desk, session=door.session, room=door.room, asked=door.asked,
        correction=clock.correction(),
    )  # fmt: skip


def overriding_scan(refused: Scan, answer: Answer, reason: str, at: datetime) -> Scan:
    """The scan that overrules ``answer``: the same code for the same session and direction, with the reason."""
    return replace(
        refused,
        id=new_scan_id(),
        at=at,
        correction=clock.correction(),
        session=answer.session or refused.session,
        asked=Asked(answer.direction),
        override=reason,
    )


def scan_for(refused: Scan, session: str, at: datetime) -> Scan:
    """The same code once more, for the session that is the right one."""
    return replace(
        refused, id=new_scan_id(), at=at, correction=clock.correction(), session=session, asked=Asked.IN, override=""
    )


def open_session(door: Door, programme: Mapping[str, Session], at: datetime) -> Session | None:
    """The session that an entry means now: the pinned one, or what room and clock choose."""
    if door.session is not None:
        return programme.get(door.session)
    asking = Scan("", "", at, "", room=door.room, asked=Asked.IN)
    return choose(asking, programme)[0]


def coming_session(door: Door, programme: Mapping[str, Session], at: datetime) -> Session | None:
    """The session that opens next at this door."""
    return next(iter(coming_after(door, programme, at)), None)


def coming_after(door: Door, programme: Mapping[str, Session], at: datetime) -> list[Session]:
    """The sessions that open at this door after ``at``, the next one first; a pinned one is not to come."""
    return [session for session in coming_sessions(programme, door.room, at) if session.code != door.session]


def open_rooms(programme: Mapping[str, Session], at: datetime) -> set[str]:
    """The rooms in which a session is open for entry."""
    return {session.room for session in programme.values() if opens_at(session) <= at < session.ends_at}


def rooms(programme: Mapping[str, Session]) -> list[str]:
    """All rooms in the order of their first session."""
    return list(dict.fromkeys(session.room for session in programme.values() if session.room))
