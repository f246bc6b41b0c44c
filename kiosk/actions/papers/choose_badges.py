"""Whose badges are printed, and in which order: all of them the evening before, or what has changed since."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from kiosk.actions.handles import takes_event
from kiosk.actions.papers.print_documents import choose_attendees, registered_people
from kiosk.actions.papers.print_queue import badge_digest_of
from kiosk.core.figures import category_order
from kiosk.core.programmes.partnering import company_key, is_of
from kiosk.core.roster import Attendee
from kiosk.errors import KioskError
from kiosk.store.records import Records

WORDS = ("all", "unprinted", "changed")
SORTS = ("roster", "name", "affiliation", "category", "table")
"""As the envelopes lie on the desk: in the order of the roster, or sorted."""


@takes_event
def choose_badges(
    records: Records,
    only: Collection[str] = ("all",),
    *,
    categories: Collection[str] = (),
    affiliations: Collection[str] = (),
    tables: Collection[str] = (),
    sort: str = "roster",
) -> list[Attendee]:
    """The people whose badges are wanted.

    ``only`` holds words (``all``; ``unprinted``: no badge yet; ``changed``: what the badge says has changed since) or
    the ids and ticket codes of people.  Categories, affiliations and tables of one-to-one meetings narrow it down.
    Raises ``attendee.unknown`` for a code that nobody has and ``print.unknown_sort``.
    """
    if sort not in SORTS:
        raise KioskError("print.unknown_sort", sort=sort, known=", ".join(SORTS))
    words = set(only) & set(WORDS)
    people = _by_words(records, words) if words else choose_attendees(records, only)
    table_of = _tables(records, people) if tables or sort == "table" else {}
    chosen = [
        person
        for person in people
        if (not categories or person.category in categories)
        and (not affiliations or person.affiliation in affiliations)
        and (not tables or table_of.get(person.id) in tables)
    ]
    return chosen if sort == "roster" else sorted(chosen, key=_order(sort, table_of))


def changed_since(records: Records, people: Iterable[Attendee]) -> set[str]:
    """Ids of those whose badge said something else when it was printed."""
    printed = records.papers.badge_digest_ofs()
    return {
        person.id
        for person in people
        if printed.get(person.id) and printed[person.id] != badge_digest_of(records, person)
    }


@takes_event
def groups(records: Records) -> tuple[list[str], list[str], list[str]]:
    """The categories, affiliations and tables there are, each in its order."""
    return (
        category_order(records.people.values_of("category")),
        sorted(records.people.values_of("affiliation"), key=company_key),
        sorted({meeting.table for meeting in records.programme.meetings()}, key=_natural),
    )


@takes_event
def some_are_made(records: Records) -> bool:
    """Whether anybody has a badge already, or one is on its way to a printer."""
    return bool(records.papers.badge_times())


def _by_words(records: Records, words: set[str]) -> list[Attendee]:
    people = registered_people(records)
    if "all" in words:
        return people
    printed = records.papers.badge_times()
    changed = changed_since(records, people) if "changed" in words else set()
    return [person for person in people if ("unprinted" in words and person.id not in printed) or person.id in changed]


def _tables(records: Records, people: Iterable[Attendee]) -> dict[str, str]:
    """The table of each person's first meeting."""
    meetings = sorted(records.programme.meetings(), key=lambda meeting: meeting.starts_at)
    table_of = {}
    for person in people:
        own = (one.table for one in meetings if any(is_of(person.affiliation, company) for company in one.companies))
        if (table := next(own, None)) is not None:
            table_of[person.id] = table
    return table_of


def _order(sort: str, table_of: dict[str, str]) -> Callable[[Attendee], tuple[Any, ...]]:
    def key(person: Attendee) -> tuple[Any, ...]:
        table = table_of.get(person.id, "")
        first = {
            "name": (),
            # ㈜누리랩 stands under 누.
            "affiliation": (not person.affiliation, company_key(person.affiliation)),
            "category": (not person.category, person.category),
            "table": (not table, _natural(table), person.affiliation),
        }[sort]
        # Hangul syllables stand in Unicode as in a dictionary: no other order is needed for 가나다.
        return (*first, person.name, person.affiliation, person.id)

    return key


def _natural(table: str) -> tuple[int, str]:
    """Table 10 comes after table 9."""
    digits = "".join(character for character in table if character.isdecimal())
    return (int(digits) if digits else 0, table)
