"""Where each person is: not here yet, been here, or inside a session now; by the census's own words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kiosk.core.programme import Session
from kiosk.core.roster import Attendee


class Whether(StrEnum):
    """Whether somebody of the roster has come."""

    NOT_YET = "not_yet"
    CAME = "came"
    INSIDE = "inside"


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Whether a person has come to anything yet, and the code of the session they are inside now."""

    whether: Whether = Whether.NOT_YET
    session: str = ""


@dataclass(frozen=True, slots=True)
class Called:
    """Somebody who is inside now.  Without a name their record has not come to this desk."""

    person: Attendee
    session: Session


def whereabouts(came: Iterable[str], called: Iterable[Called]) -> dict[str, Whereabouts]:
    """Where everybody is who came to anything (their ids) or is inside now; nobody else has come yet."""
    told = dict.fromkeys(came, Whereabouts(Whether.CAME))
    return told | {one.person.id: Whereabouts(Whether.INSIDE, one.session.code) for one in called}


def latest(sessions: Sequence[Session]) -> Session:
    """The session that begins last."""
    return max(sessions, key=lambda session: (session.starts_at, session.code))


def call_roll(stays: Iterable[tuple[str, Attendee]], running: Mapping[str, Session]) -> tuple[Called, ...]:
    """Everybody with a stay in a session that runs, once, by room and name; of two sessions they are inside the one
    that begins last: whoever enters it early still has a stay in the one before.
    """
    people: dict[str, Attendee] = {}
    inside: dict[str, list[Session]] = {}
    for code, person in stays:
        people[person.id] = person
        inside.setdefault(person.id, []).append(running[code])
    called = (Called(people[who], latest(sessions)) for who, sessions in inside.items())
    return tuple(
        sorted(called, key=lambda one: (one.session.room, one.person.name, one.person.affiliation, one.person.id))
    )
