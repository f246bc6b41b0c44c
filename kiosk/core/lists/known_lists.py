"""Lists of the same headings: what a person said their columns hold is known when another one comes."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from kiosk.core.lists.cells import squash
from kiosk.core.lists.roster_columns import Columns, assign
from kiosk.core.lists.roster_words import FIELDS
from kiosk.core.roster import OWN, Status

_SESSION, _STATE = "session:", "status:"
_SUMS_OF_ATTENDANCE = frozenset({"인정시간분", "minutesthatcount"})
"""Headings that only our own table of attendance has; the test of exports holds them against its words."""


def name_of_list(labels: Sequence[str]) -> str:
    """What lists of the same headings have in common, in whatever order; nothing for a list without headings."""
    known = sorted(filter(None, map(squash, labels)))
    return hashlib.sha256("\n".join(known).encode()).hexdigest()[:12] if known else ""


def without_attendance(columns: Columns) -> Columns:
    """The columns of our own table of attendance without those of the sessions: who came is no registration."""
    known = set(map(squash, columns.labels))
    return replace(columns, sessions={}) if _SUMS_OF_ATTENDANCE & known else columns


def mapping_of(columns: Columns) -> dict[str, int]:
    """Everything that was understood of the columns, to be known of the next file of these headings.

    By meaning its column: a field, ``session:CODE`` for marks, ``name+1`` for what follows the name (and so of the
    Latin name and the status), ``consent+1`` for who took it back, ``2:name`` for the second person of a row;
    ``status:WORD`` has the place of a state in ``Status``.
    """
    further = {
        "name": columns.behind_name, "name_latin": columns.behind_latin, "status": columns.more_states,
        "consent": columns.taken_back,
    }  # fmt: skip
    return {
        **columns.fields,
        **{f"{_SESSION}{code}": column for code, column in columns.sessions.items()},
        **{f"{name}+{n}": column for name, several in further.items() for n, column in enumerate(several, start=1)},
        **{f"{n}:{name}": c for n, person in enumerate(columns.people, start=2) for name, c in person.items()},
        **{f"{_STATE}{word}": list(Status).index(status) for word, status in columns.states.items()},
    }


def mapped_as_before(
    columns: Columns, headers: Sequence[str], mapping: Mapping[str, int], sessions: Sequence[str]
) -> Columns:
    """``columns`` with the meanings that ``mapping`` gave those of ``headers``; sessions that are gone are left out."""
    places = _places(headers, columns.labels)
    stand = {meaning: places[column] for meaning, column in mapping.items() if column in places}
    for column in range(len(columns.labels)):
        columns = assign(columns, column, None)
    for meaning, column in stand.items():
        if (
            meaning in FIELDS
            or meaning.startswith(OWN)
            or (meaning.startswith(_SESSION) and _is_there(meaning, sessions))
        ):
            columns = assign(columns, column, meaning)
    people = _people(stand)
    following = {name: _following(stand, name) for name in ("name", "name_latin", "status", "consent")}
    taken = {*columns.used, *chain(*following.values()), *chain(*(person.values() for person in people))}
    words = {meaning.removeprefix(_STATE): at for meaning, at in mapping.items() if meaning.startswith(_STATE)}
    return replace(
        columns, behind_name=following["name"], behind_latin=following["name_latin"], more_states=following["status"],
        taken_back=following["consent"], people=people, ignored=columns.ignored - taken,
        states={word: list(Status)[at] for word, at in words.items() if 0 <= at < len(Status)},
    )  # fmt: skip


def _following(stand: Mapping[str, int], name: str) -> tuple[int, ...]:
    """The columns whose text follows that of a field, in their order."""
    found = {meaning.removeprefix(f"{name}+"): c for meaning, c in stand.items() if meaning.startswith(f"{name}+")}
    return tuple(found[number] for number in sorted(found, key=int))


def _people(stand: Mapping[str, int]) -> tuple[dict[str, int], ...]:
    """The columns of each further person of a row."""
    people: dict[int, dict[str, int]] = {}
    for meaning, column in stand.items():
        number, sign, name = meaning.partition(":")
        if sign and number.isdecimal() and name in FIELDS:
            people.setdefault(int(number), {})[name] = column
    return tuple(people[number] for number in sorted(people))


def _is_there(meaning: str, sessions: Sequence[str]) -> bool:
    code = meaning.removeprefix(_SESSION)
    return code == meaning or code in sessions


def _places(before: Sequence[str], now: Sequence[str]) -> dict[int, int]:
    """Where each column of then stands now: in its place, or, in another order, where its heading is."""
    old, new = [squash(label) for label in before], [squash(label) for label in now]
    if old == new:
        return {column: column for column in range(len(new))}
    return {column: new.index(label) for column, label in enumerate(old) if label and new.count(label) == 1}
