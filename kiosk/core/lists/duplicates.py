"""People who seem to have been entered twice: a walk-in at two desks that did not know of one another.

The same signs tell as when a roster comes again (``kiosk.core.lists.signs``).  A suggestion is only that; a person
decides.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from kiosk.core.lists.signs import KnownEntry, Relation, Shared, entry_of_attendee, relation, shared_numbers
from kiosk.core.roster import Attendee

_MOST_NAMESAKES = 20
"""More than this under one sign share a stand-in for a name (미정, TBD)."""

_MAY_BE_ONE = (Relation.SAME, Relation.PROBABLE)


def suggestions(
    people: Iterable[Attendee], apart: Collection[frozenset[str]] = ()
) -> Iterator[tuple[Attendee, Attendee]]:
    """Pairs that may be one person, the one entered earlier first; ``apart`` are pairs known to be two people."""
    entries = [entry_of_attendee(attendee) for attendee in people]
    shared: Shared = shared_numbers(entries)
    groups: dict[tuple[str, ...], list[KnownEntry]] = defaultdict(list)
    seen: set[frozenset[str]] = set(apart)
    for entry in entries:
        for sign in (*entry.sure_keys(), *entry.probable_keys()):
            namesakes = groups[sign]
            for other in namesakes[:_MOST_NAMESAKES]:
                pair = frozenset((entry.attendee.id, other.attendee.id))
                if pair not in seen and relation(entry, other, shared) in _MAY_BE_ONE:
                    seen.add(pair)
                    yield other.attendee, entry.attendee
            namesakes.append(entry)
    # Let go one after the other: all at once would hold up every thread of the process.
    while groups:
        groups.popitem()
    while entries:
        entries.pop()
