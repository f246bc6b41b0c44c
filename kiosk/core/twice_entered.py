"""People who seem to have been entered twice: a walk-in at two desks that did not know of one another.

The same signs tell as when a roster comes again (``roster_identity``): number of the registration, address or phone
with the name, or name with affiliation when nothing speaks against it.  A suggestion is only that; a person decides.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from kiosk.core.roster import Attendee
from kiosk.core.roster_identity import Entry, entry_of_attendee

_MOST_NAMESAKES = 20
"""More than this under one sign share a stand-in for a name (미정, TBD)."""


def suggestions(
    people: Iterable[Attendee], apart: Collection[frozenset[str]] = ()
) -> Iterator[tuple[Attendee, Attendee]]:
    """Pairs that may be one person, the one entered earlier first; ``apart`` are pairs known to be two people."""
    groups: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    seen: set[frozenset[str]] = set(apart)
    for attendee in people:
        entry = entry_of_attendee(attendee)
        for sign in (*entry.strong_keys(), ("name", entry.name, entry.affiliation)):
            namesakes = groups[sign]
            for other in namesakes[:_MOST_NAMESAKES]:
                pair = frozenset((attendee.id, other.attendee.id))
                if pair not in seen and entry.may_be(other):
                    seen.add(pair)
                    yield other.attendee, attendee
            namesakes.append(entry)
