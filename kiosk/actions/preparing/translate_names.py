"""What affiliations, positions, rooms, categories and proposals are called in other languages: which there are, and
saying it."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from kiosk import clock
from kiosk.actions.access import require
from kiosk.actions.handles import takes_event
from kiosk.core import texts
from kiosk.core.access import Permission
from kiosk.core.figures import category_order
from kiosk.core.lists.company import company_keys
from kiosk.core.operation import Kind, Operation
from kiosk.core.texts import Texts
from kiosk.core.translations import Translations
from kiosk.errors import KioskError
from kiosk.store.records import Records


@dataclass(frozen=True, slots=True)
class UsedName:
    """A name as lists and programme write it, what it is the name of (``category``, ``room``, ``affiliation``,
    ``title``, ``proposal``), and what it is called in other languages.
    """

    name: str
    field: str
    others: Texts


@takes_event
def translations_of(records: Records) -> Translations:
    """What names of the event are called in other languages."""
    return records.event.translations()


@takes_event
def used_names(records: Records) -> list[UsedName]:
    """Every category, room, affiliation, position and proposal in use, each once, in this order; companies that meet
    are affiliations, once where the roster writes one otherwise.
    """
    said, meetings = records.event.translations(), records.programme.meetings()
    rooms = sorted({session.room for session in records.programme.sessions().values()})
    affiliations = set(records.people.values_of("affiliation"))
    on_roster = set(chain.from_iterable(map(company_keys, affiliations)))
    companies = {company for meeting in meetings for company in meeting.companies}
    strangers = {company for company in companies if on_roster.isdisjoint(company_keys(company))}
    used = {
        "category": category_order(records.people.values_of("category")),
        "room": rooms,
        "affiliation": sorted(affiliations | strangers),
        "title": sorted(records.people.values_of("title")),
        "proposal": sorted({meeting.proposal for meeting in meetings}),
    }
    found = {name: field for field, names in reversed(used.items()) for name in names if name}
    order = list(used)
    return sorted(
        (UsedName(name, field, said.of(name)) for name, field in found.items()),
        key=lambda one: (order.index(one.field), used[one.field].index(one.name)),
    )


@takes_event
def translate_names(records: Records, said: Mapping[str, Texts]) -> int:
    """Store what names are called, by the name as written and by language, empty where nothing is said any more;
    returns how many changed.

    Raises ``KioskError`` for a name that nobody and nothing of the event has.
    """
    require(records, Permission.CHANGE_PROGRAMME)
    known = {one.name for one in used_names(records)} | set(records.event.translations().all())
    for name in said:
        if name not in known:
            raise KioskError("event.no_such_name", value=name)
    with records.transaction():
        operations = translating(records, said)
        records.append_all(operations)
    return len(operations)


def translating(records: Records, said: Mapping[str, Texts]) -> list[Operation]:
    """What adds to the log what names are called, as far as that is news; languages that are not named stay."""
    known = records.event.translations()
    changes = {name: texts.changes(known.of(name), {**known.of(name), **others}) for name, others in said.items()}
    return [
        records.new_operation(Kind.TRANSLATION, name, {"names": changed}, at=clock.now())
        for name, changed in changes.items()
        if changed
    ]
