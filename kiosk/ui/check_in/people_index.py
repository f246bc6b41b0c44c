"""The roster in the window's memory: for finding people, and for what an answer says of a person beyond the scan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kiosk.actions.event import Records
from kiosk.core.agenda import stay_in
from kiosk.core.attendance import stays
from kiosk.core.certificate import expected_at
from kiosk.core.programme import Session
from kiosk.core.roster import Attendee
from kiosk.core.search import SearchIndex
from kiosk.ui.background import Cancelled, Progress


@dataclass(frozen=True, slots=True)
class PeopleIndex:
    """People by id, the search over them, and how many each session expects."""

    people: Mapping[str, Attendee] = field(default_factory=dict)
    search: SearchIndex = field(default_factory=lambda: SearchIndex([]))
    expected: Mapping[str, int] = field(default_factory=dict)

    def find(self, typed: str, limit: int) -> list[Attendee]:
        """People who fit what was typed, best first."""
        return [self.people[found] for found in self.search.find(typed, limit)]


def read_people(records: Records, _progress: Progress, _cancelled: Cancelled) -> PeopleIndex:
    """Read the roster; work for a lane that reads."""
    people = records.people.all()
    return PeopleIndex(
        {person.id: person for person in people},
        SearchIndex(people),
        expected(people, records.programme.sessions().values()),
    )


def read_inside(
    session: Session | None, at: datetime, records: Records, _progress: Progress, _cancelled: Cancelled
) -> frozenset[str]:
    """The ids of those who are in ``session`` at the moment ``at`` (aware); work for a lane that reads."""
    if session is None:
        return frozenset()
    programme = records.programme.sessions()
    return frozenset(
        person
        for person, movements in records.scans.movements_by_person()
        if stay_in(session, stays(movements, programme), at) is not None
    )


def expected(people: Iterable[Attendee], sessions: Iterable[Session]) -> dict[str, int]:
    """By session: how many people it is meant for."""
    people = list(people)
    return {session.code: sum(expected_at(person, session) for person in people) for session in sessions}
