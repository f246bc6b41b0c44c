"""Who a row of a list is: which person of the roster, which earlier row, or somebody new.

Signs have to agree (section 10 of the contract): the name and one of number of the registration, e-mail, phone,
organisation; or, where the name was corrected, two of number, e-mail and mobile phone that nobody else has.  One number
alone carries nobody's record to another name.  What speaks for and against it at once is a question for a person.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.core.lists.signs import NUMBERS, Entry, FileEntry, KnownEntry, Relation, Shared, agreement, relation

# More people of one name in one place than this share a stand-in for a name (미정, TBD); to look at all of them for
# each of them would take hours, and to ask of each of them, too.
_MOST_NAMESAKES = 50


class Ask(StrEnum):
    """What only a person can say of who somebody is."""

    SAME_PERSON = "same_person"  # is the row this person of the roster?
    SEVERAL_PEOPLE = "several_people"  # which of these people of the roster is the row?
    SAME_ROW = "same_row"  # is the row the person of an earlier row?
    PASSED_ON = "passed_on"  # was this person's registration passed on, or the name corrected?


SAME, NEW, PASSED_ON = "same", "new", "passed_on"
"""Answers; to ``SEVERAL_PEOPLE`` an attendee's id is one, too."""

Answers = Mapping[tuple[int, str, str], str]
"""What a person answered, by row, kind of question and field."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What has to be asked of a row: it may be one of ``people`` of the roster, or the person of the row ``other``."""

    ask: Ask
    entry: FileEntry
    people: tuple[KnownEntry, ...] = ()
    other: FileEntry | None = None

    @property
    def choices(self) -> tuple[str, ...]:
        """The answers there are."""
        if self.ask is Ask.SEVERAL_PEOPLE:
            return (*(entry.attendee.id for entry in self.people), NEW)
        return (PASSED_ON, NEW) if self.ask is Ask.PASSED_ON else (SAME, NEW)


@dataclass(slots=True)
class Pairs:
    """Which row is which known person: ``found`` by row number; rows of ``carried`` take over a registration that was
    passed on; ``doubts`` wait for an answer."""

    shared: Shared
    answers: Answers
    found: dict[int, KnownEntry] = field(default_factory=dict)
    carried: set[int] = field(default_factory=set)
    doubts: list[Doubt] = field(default_factory=list)
    _taken: set[int] = field(default_factory=set)

    def join(self, entry: FileEntry, of: KnownEntry) -> None:
        """Row ``entry`` is the known person ``of``."""
        self.found[entry.row] = of
        self._taken.add(id(of))

    def free(self, people: Iterable[KnownEntry]) -> list[KnownEntry]:
        """Those whom no row is so far."""
        return [entry for entry in people if id(entry) not in self._taken]

    def relation(self, one: Entry, other: Entry) -> Relation:
        """What the signs of two people say."""
        return relation(one, other, self.shared)

    def settle(self, doubt: Doubt) -> None:
        """Do what was answered, or keep the question."""
        answer = self.answers.get((doubt.entry.row, doubt.ask, ""), "")
        chosen = next((other for other in doubt.people if other.attendee.id == answer), None)
        if answer in (SAME, PASSED_ON) and len(doubt.people) == 1:
            chosen = doubt.people[0]
        if chosen is not None:
            self.join(doubt.entry, chosen)
            if doubt.ask is Ask.PASSED_ON:
                self.carried.add(doubt.entry.row)
        elif answer != NEW:
            self.doubts.append(doubt)


def group_rows(asked: Sequence[FileEntry], shared: Shared, answers: Answers) -> list[list[FileEntry]]:
    """The rows of each person of the file, by sure signs and by what was answered to ``SAME_ROW``."""
    seen: dict[tuple[str, ...], list[list[FileEntry]]] = {}
    groups: list[list[FileEntry]] = []
    is_answered = any(kind == Ask.SAME_ROW for _row, kind, _field in answers)

    def is_again(entry: FileEntry, first: FileEntry) -> bool:
        found = relation(entry, first, shared)
        if found is Relation.SAME or (found is Relation.PROBABLE and not entry.is_bare()):
            return True
        asked_for = found in (Relation.PROBABLE, Relation.UNKNOWN)
        return asked_for and answers.get((entry.row, Ask.SAME_ROW, "")) == SAME

    for entry in asked:
        keys = entry.sure_keys() + entry.probable_keys() + (_name_keys(entry) if is_answered else [])
        near = [group for key in keys if key in seen for group in seen[key]]
        own = next((group for group in near if is_again(entry, group[0])), None) if near else None
        if own is None:
            own = []
            groups.append(own)
        own.append(entry)
        for key in keys:
            beside = seen.setdefault(key, [])
            if len(beside) < _MOST_NAMESAKES and not (near and any(group is own for group in beside)):
                beside.append(own)
    return groups


def pair(
    known: Sequence[KnownEntry], asked: Sequence[FileEntry], shared: Shared, answers: Answers, *, renewed: bool = False
) -> Pairs:
    """Who each of ``asked`` (one row a person) is.

    ``renewed`` says that this is a list known already: who is gone from it may be there with another number.

    Sure signs go first, for all rows, so that a weak sign never takes a person whom a later row surely is.
    """
    pairs, index = Pairs(shared, answers), _Index(known)
    rows = asked
    if known:
        rows = _pair_sure(pairs, index.by_sure_signs, rows)
        rows = _pair_sure(pairs, index.by_numbers, rows)
        rows = _pair_probable(pairs, index, rows)
        rows = _ask_of_known(pairs, index, rows, renewed=renewed)
    _ask_of_rows(pairs, rows)
    return pairs


class _Index:
    """Known people by every sign they may be found by."""

    def __init__(self, known: Sequence[KnownEntry]) -> None:
        self._people: dict[tuple[str, ...], list[KnownEntry]] = defaultdict(list)
        for entry in known:
            for key in entry.sure_keys() + entry.probable_keys() + _number_keys(entry) + _name_keys(entry):
                self._people[key].append(entry)

    def by_sure_signs(self, entry: Entry) -> list[KnownEntry]:
        """People with the same name and a number of theirs."""
        return self._found(entry.sure_keys())

    def by_numbers(self, entry: Entry) -> list[KnownEntry]:
        """People with one of the numbers or with the ticket, whatever their name."""
        return self._found(_number_keys(entry))

    def by_name(self, entry: Entry) -> list[KnownEntry]:
        """People of one name."""
        return self._found(_name_keys(entry))

    def by_name_and_company(self, entry: Entry) -> list[KnownEntry]:
        """People of one name in one organisation."""
        return self._found(entry.probable_keys())

    def _found(self, keys: Iterable[tuple[str, ...]]) -> list[KnownEntry]:
        found: list[KnownEntry] = []
        for key in keys:
            if people := self._people.get(key):
                found += people[:_MOST_NAMESAKES]
        return list(dict.fromkeys(found)) if len(found) > 1 else found


def _number_keys(entry: Entry) -> list[tuple[str, ...]]:
    return [("number", sign, value, "") for sign in (*NUMBERS, "ticket") if (value := getattr(entry, sign))]


def _name_keys(entry: Entry) -> list[tuple[str, ...]]:
    return [(name,) for name in entry.names]


def _pair_sure(
    pairs: Pairs, candidates: Callable[[Entry], list[KnownEntry]], asked: Sequence[FileEntry]
) -> list[FileEntry]:
    """Join whoever is the same for sure; the rows still open."""
    left = []
    for entry in asked:
        people = [other for other in pairs.free(candidates(entry)) if pairs.relation(entry, other) is Relation.SAME]
        if people:
            pairs.join(entry, max(people, key=lambda other: agreement(entry, other)))
        else:
            left.append(entry)
    return left


def _pair_probable(pairs: Pairs, index: _Index, asked: Sequence[FileEntry]) -> list[FileEntry]:
    """Name and organisation, where one row and one known person are left for them; the rows still open."""
    rows = Counter(key for entry in asked for key in entry.probable_keys())
    left = []
    for entry in asked:
        near = pairs.free(index.by_name_and_company(entry))
        people = [other for other in near if pairs.relation(entry, other) is Relation.PROBABLE]
        if len(people) == 1 and all(rows[key] == 1 for key in entry.probable_keys()):
            pairs.join(entry, people[0])
        elif people:
            pairs.settle(_doubt(entry, people))
        else:
            left.append(entry)
    return left


def _ask_of_known(pairs: Pairs, index: _Index, asked: Sequence[FileEntry], *, renewed: bool) -> list[FileEntry]:
    """What speaks for somebody whom no other row is, and not enough, is asked; the rows of whom nothing speaks."""
    left = []
    for entry in asked:
        people = dict.fromkeys(pairs.free(index.by_numbers(entry) + index.by_name(entry)))
        if not people:
            left.append(entry)
            continue
        found: dict[Relation, list[KnownEntry]] = defaultdict(list)
        for other in people:
            found[pairs.relation(entry, other)].append(other)
        near = found[Relation.SAME] + found[Relation.PROBABLE] + found[Relation.DOUBTFUL] + found[Relation.UNKNOWN]
        if near:
            pairs.settle(_doubt(entry, near))
        elif found[Relation.PASSED_ON]:
            pairs.settle(Doubt(Ask.PASSED_ON, entry, tuple(found[Relation.PASSED_ON][:1])))
        elif renewed and len(found[Relation.NAMESAKE]) == 1:
            pairs.settle(_doubt(entry, found[Relation.NAMESAKE]))
        else:
            left.append(entry)
    return left


def _signs_of(entry: Entry) -> int:
    """Which kinds of signs are given beside the name, a bit each: two people can be compared by what both have."""
    return bool(entry.email) | bool(entry.phone) << 1 | bool(entry.companies) << 2 | bool(entry.external_id) << 3


def _doubt(entry: FileEntry, people: Sequence[KnownEntry]) -> Doubt:
    return Doubt(Ask.SEVERAL_PEOPLE if len(people) > 1 else Ask.SAME_PERSON, entry, tuple(people))


def _ask_of_rows(pairs: Pairs, asked: Sequence[FileEntry]) -> None:
    """Two rows of one name of which nothing else can be compared are one person or two."""
    first: dict[str, dict[int, FileEntry]] = defaultdict(dict)
    counts: Counter[str] = Counter()
    for entry in asked:
        name, signs = entry.names[0], _signs_of(entry)
        namesakes = first[name]
        if 0 < counts[name] < _MOST_NAMESAKES:
            other = next((other for given, other in namesakes.items() if not signs & given), None)
            if other is not None:
                pairs.settle(Doubt(Ask.SAME_ROW, entry, other=other))
        counts[name] += 1
        if counts[name] <= _MOST_NAMESAKES:
            namesakes.setdefault(signs, entry)
