"""Which session of the event a row without a code is, and the code of one that is new."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.core.lists.cells import squash
from kiosk.core.programme import Session

_A_WEEK = timedelta(days=7)
_LETTER = "S"


@dataclass(frozen=True, slots=True)
class Nameless:
    """A session read without a code; ``wish`` is the code it gets if it is new and nobody has that."""

    session: Session
    wish: str = ""


Sign = Callable[[Session], Hashable]


def codes_for(nameless: Sequence[Nameless], known: Mapping[str, Session], taken: Iterable[str]) -> list[str]:
    """A code for each session: of the session of the event that it agrees with, else a new one.

    Two signs must agree: title with start, title with room, or start and end with room; a title that both sides have
    once is enough within a week, and so are the hours where neither side has another session then.  ``taken`` are codes
    the file itself gives to others; they are nobody else's.
    """
    taken_codes = {code.casefold() for code in taken}
    free = {code: session for code, session in known.items() if code.casefold() not in taken_codes}
    codes: dict[int, str] = {}
    for place, one in enumerate(nameless):
        if one.wish in free and one.wish not in codes.values():
            codes[place] = one.wish
    for sign in _SIGNS:
        _agree(nameless, free, codes, sign)
    used = taken_codes | {code.casefold() for code in (*known, *codes.values())}
    for place, one in enumerate(nameless):
        if place not in codes:
            codes[place] = one.wish if one.wish and one.wish.casefold() not in used else _next_code(used)
            used.add(codes[place].casefold())
    return [codes[place] for place in range(len(nameless))]


def titles_of(session: Session) -> frozenset[str]:
    """The titles of a session as they are compared."""
    return frozenset(filter(None, map(squash, session.titles.values())))


def _title(session: Session) -> str:
    return min(titles_of(session), default="")


def _hours(session: Session) -> tuple[datetime, datetime]:
    return session.starts_at, session.ends_at


_SIGNS: tuple[Sign, ...] = (
    lambda s: (_title(s), s.starts_at, squash(s.room)),
    lambda s: (_title(s), s.starts_at),
    lambda s: (_title(s), squash(s.room)) if s.room else None,
    lambda s: _title(s),
    lambda s: (*_hours(s), squash(s.room)) if s.room else None,
    _hours,
)


def _agree(nameless: Sequence[Nameless], free: Mapping[str, Session], codes: dict[int, str], sign: Sign) -> None:
    """Give the codes of those that one sign names on both sides, once each."""
    used = set(codes.values())
    theirs: dict[Hashable, list[str]] = {}
    for code, session in free.items():
        if code not in used and (value := sign(session)) is not None:
            theirs.setdefault(value, []).append(code)
    ours: dict[Hashable, list[int]] = {}
    for place, one in enumerate(nameless):
        if place not in codes and (value := sign(one.session)) is not None:
            ours.setdefault(value, []).append(place)
    for value, places in ours.items():
        found = theirs.get(value, [])
        if len(places) == 1 and len(found) == 1 and _are_near(nameless[places[0]].session, free[found[0]]):
            codes[places[0]] = found[0]


def _are_near(one: Session, other: Session) -> bool:
    """Whether two sessions can be of one event: a keynote of another year is another keynote."""
    return abs(one.starts_at - other.starts_at) <= _A_WEEK


def _next_code(used: set[str]) -> str:
    number = 1
    while f"{_LETTER}{number}".casefold() in used:
        number += 1
    return f"{_LETTER}{number}"
