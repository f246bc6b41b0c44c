"""What importing a list would do to the roster: new, changed and unchanged people, rows left out, and what is asked."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from kiosk.core.lists.cells import Fault
from kiosk.core.lists.identity import NEW, Answers, Ask, Doubt, group_rows, pair
from kiosk.core.lists.merge import DESK, FILE, Listed, Merged, merge
from kiosk.core.lists.reading import Question
from kiosk.core.lists.roster_file import RosterRow
from kiosk.core.lists.signs import (
    FileEntry,
    KnownEntry,
    are_ids,
    entry_of_attendee,
    entry_of_row,
    shared_numbers,
)
from kiosk.core.roster import Attendee, Status

FIELD = "field"
"""The kind of question about a field that the list and the desk both changed."""

LISTS = "lists"
"""Among what lists said of a person: by which lists they came."""

_OUT = (Status.CANCELLED, Status.BLOCKED)
_KNOWN_SHARE = 2
_NEVER = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Change:
    """An attendee whom row ``row`` of the file is; ``changes`` are the new values of the fields that differ, ``listed``
    what the file says otherwise than files did before, ``more_codes`` the codes of further tickets of theirs."""

    attendee: Attendee
    row: int
    changes: Mapping[str, object]
    listed: Listed = field(default_factory=dict)
    more_codes: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The attendee's id."""
        return self.attendee.id


@dataclass(frozen=True, slots=True)
class Plan:
    """What importing the file would do.

    ``same`` are rows of people who have another row that counts; ``missing`` who came by this list before and are not
    in it now.  People whom the file does not name stay as they are; rows asked about are left until answered.
    """

    new: tuple[RosterRow, ...] = ()
    changed: tuple[Change, ...] = ()
    unchanged: tuple[Change, ...] = ()
    rejected: tuple[Fault, ...] = ()
    same: tuple[Fault, ...] = ()
    questions: tuple[Question, ...] = ()
    missing: tuple[Attendee, ...] = ()
    notes: tuple[Fault, ...] = ()
    more_codes: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def rows_asked(self) -> int:
        """How many rows wait for an answer; of one row several things may be asked."""
        return len({question.row for question in self.questions})


@dataclass(frozen=True, slots=True)
class Before:
    """What is known when a list comes: the roster, what lists said so far by attendee, the codes of other systems, the
    name of this list (made from its headings), whether a list of that name came before, and who was let in already."""

    attendees: Sequence[Attendee] = ()
    listed: Mapping[str, Listed] = field(default_factory=dict)
    external_codes: Collection[str] = frozenset()
    list_name: str = ""
    renewed: bool = False
    let_in: Collection[str] = frozenset()


def plan(
    before: Before,
    people: Sequence[RosterRow],
    *,
    answers: Answers | None = None,
    moments: Mapping[int, datetime] | None = None,
) -> Plan:
    """What ``people`` (from ``read_people``) mean for the roster; the time grows with their number.

    ``moments`` say by row when it was sent in, None for a file that is no form's.
    """
    return _Planning(before, people, answers or {}, moments).plan()


class _Planning:
    """One plan being made."""

    def __init__(
        self, before: Before, people: Sequence[RosterRow], answers: Answers, moments: Mapping[int, datetime] | None
    ) -> None:
        self._before, self._answers, self._moments = before, answers, moments
        self._known = [entry_of_attendee(attendee) for attendee in before.attendees]
        asked = [entry_of_row(person) for person in people]
        self._notes: list[Fault] = []
        self._asked = asked
        if any(entry.external_id for entry in asked) and not are_ids(self._known, asked):
            self._notes.append(Fault(0, "roster.numbers_are_no_ids"))
            self._asked = [_unnumbered(entry) for entry in asked]
        self._new: list[RosterRow] = []
        self._joined: list[Change] = []
        self._rejected: list[Fault] = []
        self._same: list[Fault] = []
        self._questions: list[Question] = []
        self._more_codes: dict[int, tuple[str, ...]] = {}
        self._tickets: dict[str, KnownEntry | FileEntry] = {
            entry.ticket: entry for entry in self._known if entry.ticket
        }

    def plan(self) -> Plan:
        """The plan."""
        shared = shared_numbers(self._asked)
        rows = [self._counting_row(group) for group in group_rows(self._asked, shared, self._answers)]
        pairs = pair(self._known, rows, shared, self._answers, renewed=self._before.renewed)
        doubts = {doubt.entry.row: doubt for doubt in pairs.doubts}
        for entry in rows:
            of = pairs.found.get(entry.row)
            if entry.row in doubts:
                self._questions.append(_question_of_identity(doubts[entry.row], self._before.let_in))
            elif self._takes_no_ticket_of_others(entry, of):
                self._add(entry, of, carried=entry.row in pairs.carried)
        found = {id(of) for of in pairs.found.values()} | {id(of) for doubt in pairs.doubts for of in doubt.people}
        return Plan(
            tuple(self._new),
            tuple(change for change in self._joined if change.changes or change.more_codes),
            tuple(change for change in self._joined if not (change.changes or change.more_codes)),
            tuple(sorted(self._rejected, key=lambda fault: fault.row)),
            tuple(sorted(self._same, key=lambda fault: fault.row)),
            tuple(sorted(self._questions, key=lambda question: question.row)),
            tuple(self._missing(found)),
            tuple(self._notes),
            self._more_codes,
        )

    def _counting_row(self, group: Sequence[FileEntry]) -> FileEntry:
        """The row that counts of a person's: the latest answer, or the first of several registrations, which then has
        the sessions and codes of all."""
        if len(group) == 1:
            return group[0]
        registrations = {(entry.external_id, entry.ticket) for entry in group}
        taking_part = [entry for entry in group if _status(entry) not in _OUT] or list(group)
        if len(registrations) > 1:
            counts = _united(taking_part, self._more_codes)
        elif (moments := self._moments) is not None:
            counts = max(group, key=lambda entry: (moments.get(entry.row, _NEVER), entry.row))
        else:
            counts = group[0]
        for entry in group:
            if entry.row != counts.row:
                details = {"row": entry.row, "other": counts.row, "name": counts.person.fields["name"]}
                code = "roster.answered_again" if self._moments is not None else "roster.same_person"
                self._same.append(Fault(entry.row, code, details))
        return counts

    def _takes_no_ticket_of_others(self, entry: FileEntry, of: KnownEntry | None) -> bool:
        if not entry.ticket:
            return True
        owner = self._tickets.setdefault(entry.ticket, entry)
        if owner is entry or owner is of:
            return True
        if not isinstance(owner, KnownEntry):
            details: dict[str, object] = {"row": entry.row, "other": owner.row}
            self._rejected.append(Fault(entry.row, "roster.double_ticket_in_file", details))
            return False
        if self._answers.get((entry.row, Ask.PASSED_ON, "")) == NEW:
            entry.person = _without(entry.person, "ticket_code")
            return True
        self._rejected.append(Fault(entry.row, "roster.double_ticket", {"name": owner.attendee.name}))
        return False

    def _add(self, entry: FileEntry, of: KnownEntry | None, *, carried: bool) -> None:
        if of is None:
            self._new.append(entry.person)
            return
        attendee = of.attendee
        listed = self._before.listed.get(attendee.id, {})
        answers = {name: answer for (row, kind, name), answer in self._answers.items()
                   if row == entry.row and kind == FIELD} if self._answers else {}  # fmt: skip
        merged = merge(
            self._as_merged(attendee, entry.person), entry.person, listed, answers, renewed=self._before.renewed,
            carried=carried,
        )  # fmt: skip
        if merged.conflicts:
            self._questions += _questions_of_fields(entry, attendee, merged)
            return
        now = dict(merged.listed)
        lists = listed.get(LISTS) or ()
        if self._before.list_name and self._before.list_name not in lists:
            now[LISTS] = sorted({*lists, self._before.list_name})
        more = self._more_codes.pop(entry.row, ())
        fresh = tuple(code for code in more if code not in self._before.external_codes)
        if attendee.status in _OUT and merged.changes.get("status") is None and _status(entry) not in _OUT:
            self._notes.append(Fault(entry.row, "roster.stays_out", {"name": attendee.name}))
        self._joined.append(Change(attendee, entry.row, merged.changes, now, fresh))

    def _as_merged(self, attendee: Attendee, person: RosterRow) -> Attendee:
        """A code of the event's own is not one that lists know of."""
        code = person.fields.get("ticket_code")
        if not code or code == attendee.ticket_code or attendee.ticket_code in self._before.external_codes:
            return attendee
        return replace(attendee, ticket_code="")

    def _missing(self, found: Collection[int]) -> Iterable[Attendee]:
        """Who came by this list, or by any when most of its people came by one before, and is not in it any more."""
        if not found:
            return []  # another list that has the same headings
        listed = self._before.listed
        gone = [entry.attendee for entry in self._known if id(entry) not in found and entry.attendee.id in listed]
        if self._before.renewed:
            gone = [person for person in gone if self._before.list_name in (listed[person.id].get(LISTS) or ())]
        elif len(self._joined) * _KNOWN_SHARE < len(self._joined) + len(self._new):
            return []
        return [person for person in gone if person.status not in _OUT]


def _status(entry: FileEntry) -> str:
    return entry.person.fields.get("status", "")


def _unnumbered(entry: FileEntry) -> FileEntry:
    return entry_of_row(_without(entry.person, "external_id")) if entry.external_id else entry


def _without(person: RosterRow, name: str) -> RosterRow:
    return replace(person, fields={key: value for key, value in person.fields.items() if key != name})


def _united(group: Sequence[FileEntry], more_codes: dict[int, tuple[str, ...]]) -> FileEntry:
    """The first of several registrations of one person, with the sessions of all, and their codes beside its own."""
    first = group[0]
    codes = dict.fromkeys(entry.ticket for entry in group if entry.ticket and entry.ticket != first.ticket)
    if codes:
        more_codes[first.row] = tuple(codes)
    asked = [entry.person.sessions for entry in group if entry.person.sessions is not None]
    if asked:
        first.person = replace(first.person, sessions=frozenset().union(*asked))
    return first


def _question_of_identity(doubt: Doubt, let_in: Collection[str]) -> Question:
    others: Sequence[KnownEntry | FileEntry] = doubt.people or ((doubt.other,) if doubt.other else ())
    return Question(
        doubt.entry.row,
        doubt.ask,
        who=doubt.entry.person.fields["name"],
        desk="\n".join(other.in_one_line() for other in others),
        file=doubt.entry.in_one_line(),
        choices=doubt.choices,
        other_row=doubt.other.row if doubt.other else 0,
        is_scanned=doubt.ask is Ask.PASSED_ON and any(known.attendee.id in let_in for known in doubt.people),
    )


def _questions_of_fields(entry: FileEntry, attendee: Attendee, merged: Merged) -> list[Question]:
    return [
        Question(
            entry.row, FIELD, who=attendee.name, field=conflict.field, desk=conflict.desk, file=conflict.file,
            choices=(DESK, FILE),
        )
        for conflict in merged.conflicts
    ]  # fmt: skip
