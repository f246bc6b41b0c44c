"""The roster in memory: for finding people, and for what an answer says of a person beyond the scan."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.actions.handles import takes_event
from kiosk.core.figures import expected_by_session
from kiosk.core.roster import Attendee
from kiosk.core.search import SearchIndex
from kiosk.store.records import Records


@dataclass(frozen=True, slots=True)
class PeopleIndex:
    """People by id, the search over them, and how many each session expects."""

    people: Mapping[str, Attendee] = field(default_factory=dict)
    search: SearchIndex = field(default_factory=lambda: SearchIndex([]))
    expected: Mapping[str, int] = field(default_factory=dict)

    def find(self, typed: str, limit: int) -> list[Attendee]:
        """People who fit what was typed, best first."""
        return [self.people[found] for found in self.search.find(typed, limit)]

    def read_as(self, typed: str) -> str:
        """What ``typed`` had to be read as to find them; empty where it was taken as it stands."""
        return self.search.read_as(typed)


@takes_event
def read_people(records: Records, *_progress_and_cancelled: object) -> PeopleIndex:
    """Read the roster; work for a lane that reads."""
    people = records.people.all()
    return PeopleIndex(
        {person.id: person for person in people},
        SearchIndex(people),
        expected_by_session(people, records.programme.sessions()),
    )
