"""Lists of the same headings: what a person said their columns hold is known when another one comes."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kiosk.core.lists.cells import squash
from kiosk.core.lists.roster_columns import Columns, assign

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
    """The column of every meaning, ``session:CODE`` for marks."""
    return {**columns.fields, **{f"session:{code}": column for code, column in columns.sessions.items()}}


def mapped_as_before(
    columns: Columns, headers: Sequence[str], mapping: Mapping[str, int], sessions: Sequence[str]
) -> Columns:
    """``columns`` with the meanings that ``mapping`` gave those of ``headers``; sessions that are gone are left out."""
    places = _places(headers, columns.labels)
    meanings = {
        places[column]: meaning
        for meaning, column in mapping.items()
        if column in places and _is_there(meaning, sessions)
    }
    for column in range(len(columns.labels)):
        columns = assign(columns, column, None)
    for column, meaning in meanings.items():
        columns = assign(columns, column, meaning)
    return columns


def _is_there(meaning: str, sessions: Sequence[str]) -> bool:
    code = meaning.removeprefix("session:")
    return code == meaning or code in sessions


def _places(before: Sequence[str], now: Sequence[str]) -> dict[int, int]:
    """Where each column of then stands now: in its place, or, in another order, where its heading is."""
    old, new = [squash(label) for label in before], [squash(label) for label in now]
    if old == new:
        return {column: column for column in range(len(new))}
    return {column: new.index(label) for column, label in enumerate(old) if label and new.count(label) == 1}
