"""Who a row of a roster file is: which person of the event's roster, or which earlier row.

A person is known by ``external_id``, else by e-mail, else by phone, else by name with affiliation.  A shared address or
number (a secretary's, a company's) identifies nobody by itself: then the name has to agree as well.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kiosk.core.cells import Fault
from kiosk.core.contact import email, is_mobile, phone
from kiosk.core.roster import Attendee
from kiosk.core.roster_file import RosterRow

# More people of one name in one place than this share a stand-in for a name (미정, TBD); to look at all of them for
# each of them would take hours.
_MOST_NAMESAKES = 50


@dataclass(slots=True, eq=False)
class Entry:
    """A person of the roster or of the file with what tells who they are; ``row`` is 0 for one of the roster."""

    row: int
    name: str
    affiliation: str
    external_id: str
    email: str
    phone: str
    ticket: str
    attendee: Attendee | None = None
    person: RosterRow | None = None

    def strong_keys(self) -> Iterator[tuple[str, ...]]:
        """What names one person beyond doubt, the surest first."""
        if self.external_id:
            yield ("external_id", self.external_id)
        if self.email:
            yield ("email", self.email, self.name)
        if self.phone:
            yield ("phone", self.phone, self.name)

    def may_be(self, other: "Entry") -> bool:
        """Whether nothing says that these are two people: different numbers of the registration, or, where neither
        address nor phone agrees, different addresses or phones."""
        if self.external_id and other.external_id:
            return self.external_id == other.external_id
        if (self.email and self.email == other.email) or (self.phone and self.phone == other.phone):
            return True
        return not (_differ(self.email, other.email) or _differ(self.phone, other.phone))


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _plain(name: str) -> str:
    """Spaces and case tell no people apart: 홍 길동 is 홍길동."""
    return name.replace(" ", "").casefold()


def entry_of_attendee(attendee: Attendee) -> Entry:
    """What tells who an attendee of the roster is."""
    return Entry(
        0,
        _plain(attendee.name),
        _plain(attendee.affiliation),
        attendee.external_id,
        email(attendee.email),
        phone(attendee.phone),
        attendee.ticket_code,
        attendee=attendee,
    )


def entry_of_row(person: RosterRow) -> Entry:
    """What tells who a person of the file is."""
    get = person.fields.get
    return Entry(
        person.row,
        _plain(person.fields["name"]),
        _plain(get("affiliation", "")),
        get("external_id", ""),
        get("email", ""),
        get("phone", ""),
        get("ticket_code", ""),
        person=person,
    )


@dataclass(slots=True)
class Pairs:
    """Which row is which known person: ``found`` by row number, ``taken`` the row that has a known person already."""

    found: dict[int, Entry] = field(default_factory=dict)
    taken: dict[int, int] = field(default_factory=dict)
    rejected: list[Fault] = field(default_factory=list)
    left_out: set[int] = field(default_factory=set)

    def join(self, entry: Entry, of: Entry) -> None:
        """Row ``entry`` is the known person ``of``; if an earlier row was that too, it is the same person twice."""
        earlier = self.taken.setdefault(id(of), entry.row)
        if earlier == entry.row:
            self.found[entry.row] = of
        else:
            self.twice(entry, earlier)

    def twice(self, entry: Entry, earlier: int) -> None:
        """Leave out row ``entry``, which is the person of row ``earlier`` again."""
        self.leave_out(entry, "roster.same_person", row=entry.row, other=earlier)

    def leave_out(self, entry: Entry, code: str, **details: object) -> None:
        """Leave out row ``entry`` with a reason."""
        self.left_out.add(entry.row)
        self.rejected.append(Fault(entry.row, code, details))


def pair(known: Sequence[Entry], asked: Sequence[Entry]) -> Pairs:
    """Sure signs first, for all rows, so that a weak sign never takes a person whom a later row surely is."""
    pairs = Pairs()
    _pair_by_sure_signs(pairs, known, asked)
    open_rows = [entry for entry in asked if entry.row not in pairs.found and entry.row not in pairs.left_out]
    if open_rows:
        _pair_by_address(pairs, known, asked, open_rows)
        _pair_by_name(pairs, known, asked, open_rows)
    return pairs


def _pair_by_sure_signs(pairs: Pairs, known: Sequence[Entry], asked: Sequence[Entry]) -> None:
    index: dict[tuple[str, ...], Entry] = {}
    for entry in known:
        for key in entry.strong_keys():
            index.setdefault(key, entry)
    seen: dict[tuple[str, ...], Entry] = {}
    for entry in asked:
        keys = list(entry.strong_keys())
        earlier = _first(entry, keys, seen)
        of = _first(entry, keys, index)
        if earlier is not None:
            pairs.twice(entry, earlier.row)
        elif of is not None:
            pairs.join(entry, of)
        for key in keys:
            seen.setdefault(key, entry)


def _first(entry: Entry, keys: Iterable[tuple[str, ...]], index: Mapping[tuple[str, ...], Entry]) -> Entry | None:
    return next((found for key in keys if (found := index.get(key)) is not None and entry.may_be(found)), None)


def _pair_by_address(pairs: Pairs, known: Sequence[Entry], asked: Sequence[Entry], open_rows: Sequence[Entry]) -> None:
    """An address or a mobile number that only one person of the file and one of the roster has is theirs, whatever the
    name is now.  A number of the fixed network is a desk's or a company's, and needs the name as well."""
    for name in ("email", "phone"):
        of_file = Counter(getattr(entry, name) for entry in asked)
        of_roster: dict[str, list[Entry]] = defaultdict(list)
        for entry in known:
            of_roster[getattr(entry, name)].append(entry)
        for entry in open_rows:
            value = getattr(entry, name)
            if not value or entry.row in pairs.found or of_file[value] > 1 or len(of_roster.get(value, ())) != 1:
                continue
            (of,) = of_roster[value]
            if name == "phone" and (not is_mobile(value) or _differ(entry.email, of.email)):
                continue
            if id(of) not in pairs.taken and entry.may_be(of):
                pairs.join(entry, of)


def _pair_by_name(pairs: Pairs, known: Sequence[Entry], asked: Sequence[Entry], open_rows: Sequence[Entry]) -> None:
    """Name with affiliation, for what nothing else decides; two people of whom both may be meant are not guessed at."""
    same_name: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in known:
        same_name[entry.name, entry.affiliation].append(entry)
    for entry in asked:
        if entry.row in pairs.found:
            same_name[entry.name, entry.affiliation].append(entry)
    for entry in open_rows:
        if entry.row in pairs.found or entry.row in pairs.left_out:
            continue
        namesakes = same_name[entry.name, entry.affiliation]
        others = [other for other in namesakes[:_MOST_NAMESAKES] if entry.may_be(other)]
        _decide_by_name(pairs, entry, others)
        if entry.row not in pairs.left_out:
            namesakes.append(entry)


def _decide_by_name(pairs: Pairs, entry: Entry, others: Sequence[Entry]) -> None:
    of_file = next((other for other in others if other.row), None)
    if of_file is not None:
        pairs.twice(entry, of_file.row)
    elif len(others) == 1:
        pairs.join(entry, others[0])
    elif others:
        pairs.leave_out(entry, "roster.several_people", name=entry.person.fields["name"], count=len(others))
