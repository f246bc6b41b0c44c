"""Hand-outs as the log keeps them, and who has what: folded at every scan beside the stays, which know none of it."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from kiosk.core import texts
from kiosk.core.attendance import Direction, Movement, Stay
from kiosk.core.handout import Handed, Handout, HandoutCount
from kiosk.store.timestamps import microseconds, moment

HANDOUT_FIELDS = frozenset({"titles", "lent", "categories", "stock"})


def handout_fields(handout: Handout, known: Handout | None = None) -> dict[str, object]:
    """A hand-out as the log keeps it; there again, if it had been removed.

    Titles of the hand-out as it was ``known`` go, where they are in a language that it has none in now.
    """
    return {
        "titles": dict.fromkeys(known.titles if known else (), "") | texts.said(handout.titles), "lent": handout.lent,
        "categories": list(handout.categories), "stock": handout.stock, "removed": False,
    }  # fmt: skip


def handout_from(code: str, fields: Mapping[str, Any]) -> Handout:
    """The hand-out that ``handout_fields`` described."""
    return Handout(
        code, texts.said(fields["titles"]), fields["lent"], tuple(fields["categories"]), fields["stock"]
    )  # fmt: skip


class Row(NamedTuple):
    """One hand-out and one person; ``out`` is 1 while the person has it, times in microseconds."""

    handout: str
    pieces: int
    out: int
    given_us: int
    desk: str
    returned_us: int | None


_COLUMNS = ", ".join(Row._fields)
_WRITE = f"INSERT INTO handed (person, {_COLUMNS}) VALUES (?{', ?' * len(Row._fields)})"


class HandedOut:
    """The table of one connection, with its counts kept in memory."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._counts: dict[str, HandoutCount] | None = None

    def forget(self) -> None:
        """Count from the table again when next asked."""
        self._counts = None

    def counts(self) -> dict[str, HandoutCount]:
        """By hand-out; one that nobody was given is left out."""
        if self._counts is None:
            rows = self._db.execute("SELECT handout, COUNT(*), SUM(pieces), SUM(out) FROM handed GROUP BY handout")
            self._counts = {code: HandoutCount(*numbers) for code, *numbers in rows}
        return self._counts

    def all(self) -> Iterator[Handed]:
        """Everybody who was given anything, in the order in which they were given it."""
        rows = self._db.execute(f"SELECT person, {_COLUMNS} FROM handed ORDER BY given_us, person, handout")
        for person, *fields in rows:
            row = Row(*fields)
            returned = None if row.returned_us is None else moment(row.returned_us)
            yield Handed(person, row.handout, row.pieces, bool(row.out), moment(row.given_us), row.desk, returned)

    def write(self, person: str, held: Sequence[Stay], movements: Sequence[Movement]) -> None:
        """Put down what one person was given; ``held`` are their stays at the doors of hand-outs."""
        now = list(_rows_of(held, movements))
        before = [
            Row(*row)
            for row in self._db.execute(f"SELECT {_COLUMNS} FROM handed WHERE person = ? ORDER BY handout", (person,))
        ]
        if before == now:
            return
        self._db.execute("DELETE FROM handed WHERE person = ?", (person,))
        self._db.executemany(_WRITE, [(person, *row) for row in now])
        self._recount(before, -1)
        self._recount(now, 1)

    def _recount(self, rows: Sequence[Row], sign: int) -> None:
        if self._counts is None:
            return
        for row in rows:
            was = self._counts.get(row.handout, HandoutCount())
            self._counts[row.handout] = HandoutCount(
                was.people + sign, was.pieces + sign * row.pieces, was.out + sign * row.out
            )


def _rows_of(held: Sequence[Stay], movements: Sequence[Movement]) -> Iterator[Row]:
    latest = {stay.session: stay for stay in held}  # stays come in the order of their entry
    for code in sorted(latest):
        stay = latest[code]
        pieces = sum(one.session == code and one.direction is Direction.IN for one in movements)
        returned = stay.exit and microseconds(stay.exit.at)
        yield Row(code, pieces, int(stay.exit is None), microseconds(stay.entry.at), stay.entry.desk, returned)
