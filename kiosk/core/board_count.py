"""The people and desks of a board, kept from one look to the next: only whoever something was done about since is
counted anew.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, TypeVar

from kiosk.core.board import DeskLine
from kiosk.core.figures import Counted, Presence
from kiosk.core.roster import Attendee, Status

_Key = TypeVar("_Key")


class Alike(NamedTuple):
    """What a board looks at of a person: many people are alike."""

    listed: bool
    category: str
    sessions: tuple[str, ...]
    status: Status
    presences: tuple[Presence, ...]


class Stand(NamedTuple):
    """How one person stands: with whom they count alike, and the minute since 1970 (UTC) of their first entry."""

    person: str
    alike: Alike
    arrived: int | None


class DeskScans(NamedTuple):
    """Scans answered at a desk, ``refused`` with a verdict or let in: how many that day, and the last ever."""

    desk: str
    refused: str
    scans: int
    last: datetime


@dataclass(slots=True)
class BoardCount:
    """What was counted up to the line ``until`` of the file, of the sessions and the day that ``scope`` names."""

    scope: object = None
    until: int = 0
    _stands: dict[str, Stand] = field(default_factory=dict)
    _alike: Counter[Alike] = field(default_factory=Counter)
    _arrived: Counter[int] = field(default_factory=Counter)
    _desks: dict[tuple[str, str], DeskScans] = field(default_factory=dict)
    _same: dict[Alike, Alike] = field(default_factory=dict)

    def begin(self, stands: Iterable[Stand]) -> None:
        """Count everybody."""
        for kept in (self._stands, self._alike, self._arrived, self._same):
            kept.clear()
        for stand in stands:
            self._add(stand)

    def replace(self, people: Iterable[str], stands: Iterable[Stand]) -> None:
        """Count some people anew; those of whom there is no stand any more are gone."""
        for person in people:
            stand = self._stands.pop(person, None)
            if stand is not None:
                _subtract(self._alike, stand.alike)
                if stand.arrived is not None:
                    _subtract(self._arrived, stand.arrived)
        for stand in stands:
            self._add(stand)

    def begin_desks(self, desks: Iterable[DeskScans]) -> None:
        """Count every scan."""
        self._desks = {(one.desk, one.refused): one for one in desks}

    def add_to_desks(self, desks: Iterable[DeskScans]) -> None:
        """Count scans that were not there before."""
        for one in desks:
            known = self._desks.get((one.desk, one.refused), one._replace(scans=0))
            more = known._replace(scans=known.scans + one.scans, last=max(known.last, one.last))
            self._desks[one.desk, one.refused] = more

    def people(self) -> Iterator[Counted]:
        """Everybody, those who count alike together; minutes are left out."""
        for alike, times in self._alike.items():
            person = Attendee("", "", category=alike.category, sessions=alike.sessions, status=alike.status)
            yield Counted(person, alike.presences, listed=alike.listed, times=times)

    def arrivals(self) -> list[tuple[int, int]]:
        """The minute of the first entry and how many people, in order."""
        return sorted(self._arrived.items())

    def desks(self) -> list[DeskLine]:
        """One line a desk, by name."""
        lines: dict[str, DeskLine] = {}
        for (name, _refused), one in sorted(self._desks.items()):
            known = lines.get(name, DeskLine(name, 0, one.last))
            lines[name] = DeskLine(name, known.scans + one.scans, max(known.last, one.last))
        return list(lines.values())

    def refused(self) -> Mapping[str, int]:
        """How often a scan was refused that day, by the verdict."""
        counts: Counter[str] = Counter()
        for (_desk, verdict), one in self._desks.items():
            if verdict and one.scans:
                counts[verdict] += one.scans
        return counts

    def _add(self, stand: Stand) -> None:
        alike = self._same.setdefault(stand.alike, stand.alike)
        self._stands[stand.person] = stand._replace(alike=alike)
        self._alike[alike] += 1
        if stand.arrived is not None:
            self._arrived[stand.arrived] += 1


def _subtract(counts: Counter[_Key], key: _Key) -> None:
    counts[key] -= 1
    if not counts[key]:
        del counts[key]
