"""Practising at a desk: who comes, what is in the way, and whether it was solved, by what the log then holds.

The same seed plays the same arrivals.  Nothing here looks at buttons: a mishap is solved by what a desk would have to
answer for afterwards.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from kiosk.core.attendance import REGISTRATION
from kiosk.core.programme import Admission, Session

ARRIVALS = 12
LASTS = timedelta(minutes=10)
_SETTLED = timedelta(minutes=6)
_SHORT = timedelta(minutes=30)


class Mishap(StrEnum):
    """What is in the way of an arrival."""

    NONE = "none"
    DUPLICATE = "duplicate"
    WRONG_ROOM = "wrong_room"
    FORGOTTEN = "forgotten"
    JAM = "jam"
    NETWORK = "network"
    SCANNER = "scanner"


class Deed(StrEnum):
    """What the log holds of an arrival since it came."""

    ENTERED = "entered"
    OVERRULED = "overruled"  # entered in spite of a refusal, with a reason
    REFUSED = "refused"
    BADGE_AGAIN = "badge_again"  # with a reason
    ANOTHER = "another"  # somebody else entered, whom nobody sent


@dataclass(frozen=True, slots=True)
class Solved:
    """What has to be in the log, and what must not."""

    by: frozenset[Deed]
    unless: frozenset[Deed] = frozenset({Deed.ANOTHER})


_ENTERED = Solved(frozenset({Deed.ENTERED}))
SOLVED: Mapping[Mishap, Solved] = {
    Mishap.NONE: _ENTERED,
    Mishap.DUPLICATE: Solved(frozenset({Deed.OVERRULED})),
    Mishap.WRONG_ROOM: Solved(frozenset({Deed.REFUSED}), frozenset({Deed.ENTERED, Deed.ANOTHER})),
    Mishap.FORGOTTEN: _ENTERED,
    Mishap.JAM: Solved(frozenset({Deed.BADGE_AGAIN})),
    Mishap.NETWORK: _ENTERED,
    Mishap.SCANNER: _ENTERED,
}
MISHAPS = tuple(mishap for mishap in Mishap if mishap is not Mishap.NONE)


@dataclass(frozen=True, slots=True)
class Arrival:
    """One arrival; ``person`` is an attendee's id."""

    mishap: Mishap
    person: str


@dataclass(frozen=True, slots=True)
class Played:
    """What came of an arrival, and the seconds it took."""

    mishap: Mishap
    solved: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class Summary:
    """How a practice went.  ``mean`` and ``longest`` are seconds."""

    arrivals: int
    solved: int
    mean: float
    longest: float
    mishaps: tuple[Played, ...]


def is_solved(mishap: Mishap, deeds: Collection[Deed]) -> bool:
    """Whether the log holds what it has to, and nothing that it must not."""
    rule = SOLVED[mishap]
    return rule.by <= set(deeds) and not rule.unless & set(deeds)


def mixed(seed: int, items: Iterable[str]) -> list[str]:
    """``items`` in an order that looks like chance and is the same for the same seed."""
    return sorted(items, key=lambda item: (sha256(f"{seed}:{item}".encode()).digest(), item))


def script(seed: int, people: Sequence[str], mishaps: Collection[Mishap]) -> tuple[Arrival, ...]:
    """An arrival for each of ``people``, in their order: first one without a mishap, then each mishap once, as far as
    there are people, mixed among further ones without.
    """
    room = max(0, len(people) - 1)
    chosen = mixed(seed, mishaps)[:room]
    plain = [f"{Mishap.NONE}.{number}" for number in range(room - len(chosen))]
    order = [str(Mishap.NONE), *mixed(seed + 1, [*chosen, *plain])][: len(people)]
    kinds = [Mishap(name.partition(".")[0]) for name in order]
    return tuple(Arrival(mishap, person) for mishap, person in zip(kinds, people, strict=True))


def summed_up(played: Sequence[Played]) -> Summary:
    """What to tell of the arrivals that were played."""
    seconds = [one.seconds for one in played]
    return Summary(
        arrivals=len(played),
        solved=sum(one.solved for one in played),
        mean=sum(seconds) / len(seconds) if seconds else 0.0,
        longest=max(seconds, default=0.0),
        mishaps=tuple(one for one in played if one.mishap is not Mishap.NONE),
    )


def session_to_play(programme: Mapping[str, Session], room: str) -> Session | None:
    """The session at whose door people arrive: in the desk's room, long enough, with a list of its own, the earliest;
    each of these as far as there is one.  None where the programme is empty.
    """
    return min(
        programme.values(),
        key=lambda session: (
            bool(room) and session.room != room,
            session.ends_at - session.starts_at < _SHORT,
            session.admission is Admission.OPEN,
            session.kind == REGISTRATION,
            session.starts_at,
            session.code,
        ),
        default=None,
    )


def session_elsewhere(programme: Mapping[str, Session], here: Session) -> Session | None:
    """A session in another room, for somebody who stands at the wrong door."""
    others = (session for session in programme.values() if session.room and session.room != here.room)
    return min(
        others, key=lambda session: (session.kind == REGISTRATION, session.starts_at, session.code), default=None
    )


def begins_at(session: Session) -> datetime:
    """The moment of the session at which people begin to arrive: the doors are open, and some are inside already."""
    return session.starts_at + min(_SETTLED, (session.ends_at - session.starts_at) / 3)
