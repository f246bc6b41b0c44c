"""The signs by which people are known: name, organisation, number of the registration, e-mail, phone; and what the
signs of two people say of whether they are one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from kiosk.core.lists.company import company_keys
from kiosk.core.lists.contact import email, is_mobile, phone
from kiosk.core.lists.person_name import alike, name_key
from kiosk.core.lists.roster_file import RosterRow
from kiosk.core.roster import Attendee
from kiosk.core.ticket import is_well_formed

NUMBERS = ("external_id", "email", "phone")
"""What one person has and others have not, as a rule."""

Shared = Mapping[str, frozenset[str]]
"""Of each kind of number the values that stand with several names."""

_RENUMBERED_SHARE = 3
_FEWEST_RENUMBERED = 2


class Relation(Enum):
    """What the signs of two people say."""

    SAME = auto()
    PROBABLE = auto()  # name and organisation, or the name where nothing else is known of either
    DOUBTFUL = auto()  # something speaks for it, something against it
    UNKNOWN = auto()  # one name, and nothing else that could be compared
    NAMESAKE = auto()  # one name, and something else that differs
    PASSED_ON = auto()  # another name with a number that was somebody's
    APART = auto()


@dataclass(slots=True, eq=False)
class Entry:
    """A person of the roster or of the file with what tells who they are; ``row`` is 0 for one of the roster."""

    row: int
    names: tuple[str, ...]
    companies: tuple[str, ...]
    external_id: str
    email: str
    phone: str
    ticket: str

    def sure_keys(self) -> list[tuple[str, ...]]:
        """A name with a number: what two people hardly share."""
        signs = (
            ("external_id", self.external_id), ("email", self.email), ("phone", self.phone), ("ticket", self.ticket),
        )  # fmt: skip
        return [(sign, value, name) for name in self.names for sign, value in signs if value]

    def probable_keys(self) -> list[tuple[str, ...]]:
        """A name with an organisation, or alone where none is given."""
        return [(name, company) for name in self.names for company in self.companies or ("",)]

    def is_bare(self) -> bool:
        """Whether nothing but a name is known."""
        return not (self.companies or self.external_id or self.email or self.phone)


@dataclass(slots=True, eq=False)
class KnownEntry(Entry):
    """A person of the roster."""

    attendee: Attendee

    def in_one_line(self) -> str:
        """The person as put beside another one."""
        return _in_one_line(getattr(self.attendee, name) for name in _SHOWN)


@dataclass(slots=True, eq=False)
class FileEntry(Entry):
    """A person of the file."""

    person: RosterRow

    def in_one_line(self) -> str:
        """The person as put beside another one."""
        return _in_one_line(self.person.fields.get(name, "") for name in _SHOWN)


def _in_one_line(values: Iterable[str]) -> str:
    """The code of a ticket of ours tells nobody anything."""
    return " · ".join(value for value in values if value and not is_well_formed(value))


_SHOWN = ("name", "affiliation", "title", "email", "phone", "external_id", "ticket_code")


def entry_of_attendee(attendee: Attendee) -> KnownEntry:
    """What tells who an attendee of the roster is."""
    return KnownEntry(
        0,
        _names(attendee.name, attendee.name_latin),
        company_keys(attendee.affiliation),
        attendee.external_id,
        _address(email(attendee.email)),
        phone(attendee.phone),
        attendee.ticket_code,
        attendee,
    )


def entry_of_row(person: RosterRow) -> FileEntry:
    """What tells who a person of the file is."""
    get = person.fields.get
    return FileEntry(
        person.row,
        _names(person.fields["name"], get("name_latin", "")),
        company_keys(get("affiliation", "")),
        get("external_id", ""),
        _address(get("email", "")),
        get("phone", ""),
        get("ticket_code", ""),
        person,
    )


def _address(written: str) -> str:
    """What forms write where they know no address (anonymous) tells nothing."""
    return written if "@" in written else ""


def _names(name: str, latin: str) -> tuple[str, ...]:
    key = name_key(name)
    if not latin:
        return (key,)
    other = name_key(latin)
    return (key,) if other == key else (key, other)


def relation(one: Entry, other: Entry, shared: Shared) -> Relation:
    """What the signs of two people say.  Called for every two people who may be one, so it looks at each sign once."""
    agreeing: list[str] = []
    differing: list[str] = []
    for sign, value, against in (
        ("email", one.email, other.email),
        ("phone", one.phone, other.phone),
        ("external_id", one.external_id, other.external_id),
    ):
        if value and against:
            (agreeing if value == against else differing).append(sign)
    own = [sign for sign in agreeing if _is_own(one, sign, shared)] if agreeing else agreeing
    if not _share_a_name(one, other):
        return _relation_of_other_names(one, other, own)
    if one.ticket and one.ticket == other.ticket:
        return Relation.SAME
    if agreeing:
        # Somebody who registered twice has two numbers.
        counted = [sign for sign in differing if sign != "external_id" or own == ["external_id"] or not own]
        return Relation.SAME if not counted or len(own) >= len(counted) else Relation.DOUBTFUL
    if one.companies and not set(one.companies).isdisjoint(other.companies):
        return Relation.DOUBTFUL if differing else Relation.PROBABLE
    if differing or (one.companies and other.companies):
        return Relation.NAMESAKE
    return Relation.PROBABLE if one.is_bare() and other.is_bare() else Relation.UNKNOWN


def _share_a_name(one: Entry, other: Entry) -> bool:
    return one.names[0] == other.names[0] or not set(one.names).isdisjoint(other.names)


def _relation_of_other_names(one: Entry, other: Entry, own: Sequence[str]) -> Relation:
    """A name is corrected (김한나, 김하나) or changes by marriage; with another name altogether it is somebody else."""
    if len(own) > 1 and any(alike(name, name_of_other) for name in one.names for name_of_other in other.names):
        return Relation.SAME
    return Relation.PASSED_ON if own or (one.ticket and one.ticket == other.ticket) else Relation.APART


def agreement(one: Entry, other: Entry) -> int:
    """How much speaks for it that two people are one, to choose among several."""
    numbers = sum(_agree(one, other, sign) - _differ(one, other, sign) for sign in NUMBERS)
    return 2 * numbers + (not set(one.companies).isdisjoint(other.companies))


def _agree(one: Entry, other: Entry, sign: str) -> bool:
    value = getattr(one, sign)
    return bool(value) and value == getattr(other, sign)


def _differ(one: Entry, other: Entry, sign: str) -> bool:
    value, against = getattr(one, sign), getattr(other, sign)
    return bool(value and against) and value != against


def _is_own(entry: Entry, sign: str, shared: Shared) -> bool:
    """A number of the fixed network is a desk's or a company's."""
    return getattr(entry, sign) not in shared[sign] and (sign != "phone" or is_mobile(entry.phone))


def shared_numbers(entries: Iterable[Entry]) -> Shared:
    """The values of each kind of number that stand with more than one name: a secretary's, a company's, an order's."""
    first: dict[str, dict[str, str]] = {sign: {} for sign in NUMBERS}
    found: dict[str, set[str]] = {sign: set() for sign in NUMBERS}
    for entry in entries:
        for sign in NUMBERS:
            value = getattr(entry, sign)
            if value and first[sign].setdefault(value, entry.names[0]) not in entry.names:
                found[sign].add(value)
    return {sign: frozenset(values) for sign, values in found.items()}


def are_ids(known: Iterable[Entry], asked: Sequence[Entry]) -> bool:
    """Whether the numbers of the registration in a file are people's: not those of its lines, not an order's or a
    company's that several people have, and not given anew since the last file."""
    values = [entry.external_id for entry in asked if entry.external_id]
    return bool(values) and not (
        _count_lines(values) or shared_numbers(asked)["external_id"] or _are_given_anew(known, asked)
    )


def _count_lines(values: Sequence[str]) -> bool:
    """Whether numbers run from 1 to n, some perhaps left out: those change with every sorting."""
    numbers = {int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 7}
    if len(numbers) < len(values):
        return False
    return min(numbers) <= 2 and max(numbers) <= 2 * len(numbers) + 2


def _are_given_anew(known: Iterable[Entry], asked: Sequence[Entry]) -> bool:
    """Whether many of the people who are sure by other signs have another number now."""
    before: dict[tuple[str, ...], str] = {}
    for entry in known:
        if entry.external_id:
            before.update((key, entry.external_id) for key in _keys_without_id(entry))
    pairs = [
        (entry.external_id, next((before[key] for key in _keys_without_id(entry) if key in before), ""))
        for entry in asked
        if entry.external_id
    ]
    sure = [(now, then) for now, then in pairs if then]
    changed = sum(now != then for now, then in sure)
    return changed >= _FEWEST_RENUMBERED and changed * _RENUMBERED_SHARE >= len(sure)


def _keys_without_id(entry: Entry) -> Iterator[tuple[str, ...]]:
    yield from (key for key in entry.sure_keys() if key[0] != "external_id")
    if entry.companies:
        yield from entry.probable_keys()
