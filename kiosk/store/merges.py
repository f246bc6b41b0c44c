"""People who were entered twice and joined: who stands for whom.

A merge says of two attendees that they are one person, or that they are not; of each pair the latest word counts.  From
all of them follows who stands for whom, whatever order they arrived in: pairs are joined in the order of their logical
clocks, and the one kept by the later merge stands for all.
"""

import sqlite3
from collections.abc import Iterable

from kiosk.core.operation import Kind, Operation
from kiosk.store import log


class Merges:
    """Who was given up for whom, kept in memory: there are few."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._into: dict[str, str] | None = None

    def root(self, person: str) -> str:
        """Who stands for a person: mostly they themselves."""
        return self._known().get(person, person)

    def members(self, person: str) -> list[str]:
        """Everybody a person stands for, themselves first."""
        return [person, *sorted(given_up for given_up, into in self._known().items() if into == person)]

    def forget(self) -> None:
        """Read again when next asked."""
        self._into = None

    def fold(self) -> set[str]:
        """Work out anew who stands for whom; everybody for whom that changed, who stands or stood for them, and all
        whom those stand or stood for: what is kept of one person is made from what was done about all of them.
        """
        before, now = self._known(), _resolved(log.of_kind(self._db, Kind.MERGE))
        changed = {person for person in before.keys() | now.keys() if before.get(person) != now.get(person)}
        self._db.execute("DELETE FROM merged")
        self._db.executemany("INSERT INTO merged VALUES (?, ?)", now.items())
        self._into = now
        roots = {found.get(person, person) for person in changed for found in (before, now)}
        return roots | {person for found in (before, now) for person, into in found.items() if into in roots}

    def _known(self) -> dict[str, str]:
        if self._into is None:
            self._into = dict(self._db.execute("SELECT attendee_id, into_id FROM merged").fetchall())
        return self._into


def _resolved(operations: Iterable[Operation]) -> dict[str, str]:
    latest: dict[frozenset[str], Operation] = {}
    for op in sorted(operations, key=lambda op: (op.hlc, op.op_id)):
        pair = frozenset((op.subject, op.payload["into"]))
        latest.pop(pair, None)  # the latest word on a pair also takes its place in the order
        latest[pair] = op
    into: dict[str, str] = {}

    def root(person: str) -> str:
        while person in into:
            person = into[person]
        return person

    for op in latest.values():
        given_up, kept = root(op.subject), root(op.payload["into"])
        if op.payload["same"] and given_up != kept:
            into[given_up] = kept
    return {person: root(person) for person in into}
