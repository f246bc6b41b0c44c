"""What is handed to people at a desk: given once (a kit, a meal), or lent and to be returned (a receiver).

Hand-outs are no part of the programme: nobody attends one, and no figure of attendance knows of them.  At the scan
they are a door of their own, so that one decision, one undo and one override serve both.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from kiosk.core.attendance import HANDOUT
from kiosk.core.programme import Admission, Session, Tracking

_BEGIN, _END = datetime(1970, 1, 2, tzinfo=UTC), datetime(2999, 12, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Handout:
    """One thing.  ``titles`` are by language; ``lent``: it comes back; ``categories``: who gets one, everybody where
    none is named; ``stock``: how many there are, None where nobody counts.
    """

    code: str
    titles: Mapping[str, str]
    lent: bool = False
    categories: tuple[str, ...] = ()
    stock: int | None = None

    @property
    def door(self) -> Session:
        """The hand-out as the scan meets it: always open, in no room, holding nobody."""
        return Session(
            self.code, self.titles, HANDOUT, "", _BEGIN, _END, self.stock,
            Admission.CATEGORY if self.categories else Admission.OPEN, self.categories,
            Tracking.ENTRY_EXIT if self.lent else Tracking.ENTRY, counts=False, opens_before=0, closes_after=0,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Handed:
    """One hand-out and one person: when it was given last (aware, UTC) and where, and when it was returned.

    ``pieces`` is how often it was given; ``is_out``: the person has it.
    """

    person: str
    handout: str
    pieces: int
    is_out: bool
    given_at: datetime
    desk: str
    returned_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class HandoutCount:
    """How many people were given a hand-out, how many pieces went out, and how many are with people now."""

    people: int = 0
    pieces: int = 0
    out: int = 0

    def gone(self, handout: Handout) -> int:
        """Pieces that are not in the box: those lent are there again when they were returned."""
        return self.out if handout.lent else self.pieces
