"""A roster file becomes people of the event: looked at first, then stored all or nothing."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from kiosk import clock
from kiosk.actions.access import require
from kiosk.actions.handles import takes_event
from kiosk.actions.people.added_importers import read_added
from kiosk.actions.people.manage_roster import external_ticket, new_numbers
from kiosk.actions.people.map_columns import map_columns, with_answers, with_own_fields
from kiosk.actions.preparing.translate_names import translating
from kiosk.core.access import Permission
from kiosk.core.figures import sector_of
from kiosk.core.lists.cells import Cell, Fault
from kiosk.core.lists.consent import REFUSED
from kiosk.core.lists.identity import Answers
from kiosk.core.lists.known_lists import mapped_as_before, mapping_of, name_of_list, without_attendance
from kiosk.core.lists.looks import Looks
from kiosk.core.lists.merge import new_fields
from kiosk.core.lists.reading import OtherSheet, Question, ReadingSummary, Tally
from kiosk.core.lists.roster_columns import Columns, columns_below, guess_columns, holds_people, roster_score
from kiosk.core.lists.roster_file import Reading, RosterRow, read_people
from kiosk.core.lists.roster_plan import LISTS, Before, Change, Plan, plan
from kiosk.core.lists.roster_summary import summary_of
from kiosk.core.lists.several_sheets import united, united_moments, united_summary
from kiosk.core.lists.time_stamps import column_of_moments, moments
from kiosk.core.operation import Kind, Operation
from kiosk.core.own_field import OwnField, tidy
from kiosk.core.roster import Attendee, Status
from kiosk.core.texts import COMMON
from kiosk.core.ticket import Origin
from kiosk.errors import KioskError
from kiosk.store.log import new_uuid7
from kiosk.store.records import Records
from kiosk.tables.reading import read_table
from kiosk.tables.table import Table
from kiosk.tables.writing import write_csv

_AT_ONCE = 5000


@contextmanager
def _collecting_nothing() -> Iterator[None]:
    """While a list is read no garbage is collected.  Its rows are in no circles, and to look for some among hundreds of
    thousands of them, again and again, took a sixth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass(frozen=True, slots=True)
class RosterImport:
    """A roster file as understood: the table, what its columns hold, the rows read, and what they would change.

    ``answers`` are those the plan was made with; ``as_of`` is how much of the log it was made on; ``is_mapped`` says
    that the columns are not as the program would have read them by itself.  ``others`` are further sheets read
    together with the first, ``readings`` those of each, which ``reading`` unites.
    """

    table: Table
    columns: Columns
    reading: Reading
    plan: Plan
    as_of: int
    answers: Answers = field(default_factory=dict)
    is_mapped: bool = False
    others: Sequence[tuple[Table, Columns]] = ()
    readings: Sequence[Reading] = ()

    @property
    def summary(self) -> ReadingSummary:
        """What was read from where, what was left aside and why."""
        sheets = ((self.table, self.columns), *self.others)
        return united_summary([_summary(*sheet, reading) for sheet, reading in zip(sheets, self.readings, strict=True)])

    @property
    def tally(self) -> Tally:
        """What becomes of the file's rows, each counted once."""
        plan = self.plan
        return Tally(
            new=len(plan.new), changed=len(plan.changed), unchanged=len(plan.unchanged), same_person=len(plan.same),
            rejected=len(self.rejected), skipped=len(self.summary.skipped),
            questions=plan.rows_asked + sum(question.row > 0 for question in self.reading.questions),
        )  # fmt: skip

    @property
    def rejected(self) -> tuple[Fault, ...]:
        """Every row that cannot be taken, in the order of the file, with the reason."""
        return tuple(sorted((*self.reading.rejected, *self.plan.rejected), key=lambda fault: fault.row))

    @property
    def questions(self) -> tuple[Question, ...]:
        """What has to be answered before the rows it is about can be stored."""
        return (*self.reading.questions, *self.plan.questions)

    @property
    def asks_of_columns(self) -> bool:
        """Whether it has to be said first what some columns hold: nothing of the file is stored before."""
        return any(question.row == 0 for question in self.reading.questions)

    @property
    def doubts(self) -> tuple[Fault, ...]:
        """What is told of rows that are taken, and of rows of people who have another one."""
        return (*self.plan.notes, *sorted((*self.reading.warnings, *self.plan.same), key=lambda fault: fault.row))


@dataclass(frozen=True, slots=True)
class Imported:
    """Counts of people after an import; ``questions`` counts the rows that were left because nobody answered."""

    new: int
    changed: int
    unchanged: int
    rejected: int
    questions: int = 0
    cancelled: int = 0


@_collecting_nothing()
def open_roster(path: Path, *, sheet: str | None = None) -> Table:
    """Read the table of a roster file; raises ``KioskError`` for a file that cannot be read."""
    return read_added(path) or read_table(path, sheet, roster_score)


def open_sheets(path: Path, sheets: Sequence[str] = (), *, every: bool = False) -> list[Table]:
    """The tables of the named sheets, or with ``every`` of all that have people, as they stand in the workbook; the
    likeliest sheet alone where none is named.  Raises ``KioskError`` as ``open_roster`` does."""
    first = open_roster(path, sheet=sheets[0] if sheets else None)
    if every:
        people = {sheet.name for sheet in first.others if holds_people(sheet.score)} | {first.sheet}
        sheets = [name for name in first.sheets if name in people]
    wanted = dict.fromkeys(sheets)
    return [open_roster(path, sheet=name) for name in wanted] if len(wanted) > 1 else [first]


def _summary(table: Table, columns: Columns, reading: Reading) -> ReadingSummary:
    others = tuple(OtherSheet(s.name, s.rows) for s in table.others if holds_people(s.score))
    return summary_of(
        table.rows, columns, reading, file=table.file, sheet=table.sheet, encoding=table.encoding, others=others
    )


@takes_event
def guess(
    records: Records, table: Table, mapping: Mapping[str, str] | None = None, *, header: int | None = None
) -> Columns:
    """What the columns of ``table`` hold: as a person said of a file of the same headings, else guessed, then changed
    by ``mapping`` of field (or ``session:CODE``) to column.  ``header`` is the row of the headings as a person says it,
    from 1, or 0 where there is none.

    A column is named by its header, its letter or its number.  Raises ``KioskError`` for a field or column that is
    none.
    """
    sessions = records.programme.sessions().values()
    if header is None:
        columns = guess_columns(table.rows, sessions)
    elif header > len(table.rows):
        raise KioskError("roster.no_such_row", row=header, rows=len(table.rows))
    else:
        columns = columns_below(table.rows, sessions, header - 1)
    columns = _as_before(records, with_own_fields(without_attendance(columns), _own(records)))
    return map_columns(records, columns, mapping or {})


def _looks(table: Table) -> Looks:
    return Looks(table.sheet, table.struck, table.hidden, table.comments)


def _own(records: Records) -> Iterable[OwnField]:
    return records.people.own_fields().values()


def _as_before(records: Records, columns: Columns) -> Columns:
    """Mapped once, known for ever."""
    name = name_of_list(columns.labels)
    mapped = [one for one in records.imports.all() if name and one.name == name and one.mapping]
    if not mapped:
        return columns
    last = mapped[-1]
    return mapped_as_before(columns, last.headers, last.mapping, list(records.programme.sessions()))


@takes_event
@_collecting_nothing()
def plan_roster(
    records: Records,
    table: Table,
    columns: Columns,
    *,
    answers: Answers | None = None,
    others: Sequence[tuple[Table, Columns]] = (),
) -> RosterImport:
    """What importing ``table``, and the sheets ``others`` with it, would do; stores nothing.

    Raises ``KioskError`` when the file as a whole cannot be used.
    """
    sessions = records.programme.sessions().values()
    sheets = [(table, columns), *others]
    readings = [read_people(one.rows, of, sessions, _looks(one)) for one, of in sheets]
    reading = united(readings)
    if answers and reading.questions:
        sheets = [(one, with_answers(of, reading.questions, answers)) for one, of in sheets]
        readings = [read_people(one.rows, of, sessions, _looks(one)) for one, of in sheets]
        reading = united(readings)
    (_, columns), *others = sheets
    if reading.refused is not None:
        raise KioskError(reading.refused.code, **{"row": reading.refused.row, **reading.refused.details})
    as_of = records.journal.length()
    given = dict(answers or {})
    made = _plan(records, sheets, reading, given)
    is_mapped = mapping_of(columns) != mapping_of(guess(records, table))
    return RosterImport(table, columns, reading, made, as_of, given, is_mapped, others, readings)


@takes_event
@_collecting_nothing()
def import_roster(
    records: Records,
    planned: RosterImport,
    *,
    leave_out_rejected: bool = False,
    cancel_missing: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Imported:
    """Store a planned import in one transaction: all of it or nothing, but for rows that wait for an answer.

    ``cancel_missing`` is the reason with which people who left the list are cancelled, None to leave them.  If anything
    was stored since, the plan is made anew on the roster as it is now.  Raises ``KioskError`` when a row is rejected,
    unless ``leave_out_rejected`` says that the others are wanted all the same.
    """
    require(records, Permission.IMPORT_ROSTER)
    if planned.asks_of_columns:
        raise KioskError("roster.columns_asked")
    is_fresh = planned.as_of == records.journal.length()
    plan = planned.plan
    if not is_fresh:
        sheets = [(planned.table, planned.columns), *planned.others]
        plan = _plan(records, sheets, planned.reading, planned.answers)
    rejected = (*planned.reading.rejected, *plan.rejected)
    if rejected and not leave_out_rejected:
        raise KioskError("roster.rows_rejected", count=len(rejected), faults=rejected)
    with records.transaction():
        operations = list(_operations(records, planned, plan, cancel_missing))
        for start in range(0, len(operations), _AT_ONCE):
            records.append_all(operations[start : start + _AT_ONCE])
            if progress:
                progress(min(start + _AT_ONCE, len(operations)), len(operations))
        if operations or planned.is_mapped:
            line = _line_of(planned, plan, len(operations))
            records.append(Kind.IMPORT, new_uuid7(), line, at=clock.now())
    return Imported(
        len(plan.new), len(plan.changed), len(plan.unchanged), len(rejected), planned.tally.questions,
        0 if cancel_missing is None else len(plan.missing),
    )  # fmt: skip


def save_faulty_rows(out: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write rows of a file with what is wrong with them as CSV; raises ``KioskError`` when that is not possible."""
    write_csv(out, header, rows)


def _plan(records: Records, sheets: Sequence[tuple[Table, Columns]], reading: Reading, answers: Answers) -> Plan:
    """What the rows mean for the roster as it is now."""
    name = name_of_list(sheets[0][1].labels)
    attendees = records.people.all()
    before = Before(
        attendees,
        records.imports.listed(),
        frozenset(records.tickets.external()),
        name,
        any(one.name == name and not one.taken_back for one in records.imports.all()),
        records.scans.let_in(),
    )
    people = _as_written(records, _without_own_codes(records, reading.people, attendees))
    people = _with_tidy_values(records, people)
    return plan(before, people, answers=answers, moments=united_moments([_moments(*sheet) for sheet in sheets]))


def _moments(table: Table, columns: Columns) -> Mapping[int, datetime] | None:
    """When each row was sent in, if a form says so in a column that nothing else is taken from."""
    column = column_of_moments(columns.labels)
    if column is None or column in (*columns.fields.values(), *columns.sessions.values()):
        return None
    return moments(table.rows, columns.header + 1, column)


def _without_own_codes(
    records: Records, people: Sequence[RosterRow], attendees: Sequence[Attendee]
) -> Sequence[RosterRow]:
    """Codes this event issued come back in our own lists.  One that was replaced since is no code of another system."""
    if not any(person.fields.get("ticket_code") for person in people):
        return people
    key = records.event.ticket_key()
    in_force = {attendee.ticket_code for attendee in attendees}

    def tidy(person: RosterRow) -> RosterRow:
        code = person.fields.get("ticket_code", "")
        found = None if not code or code in in_force else key.read(code)
        if found is None or found.origin is not Origin.GENUINE:
            return person
        return replace(person, fields={name: value for name, value in person.fields.items() if name != "ticket_code"})

    return [tidy(person) for person in people]


def _as_written(records: Records, people: Sequence[RosterRow]) -> Sequence[RosterRow]:
    """Affiliations, positions and categories by the names that the event writes; others are of another language."""
    translations, categories = records.event.translations(), records.people.values_of("category")
    others = {name: frozenset(records.people.values_of(name)) for name in ("affiliation", "title")}
    used = {"category": frozenset(categories), **others}
    sectors = {sector.casefold(): name for name in categories if (sector := sector_of(name))}

    def written(field: str, name: str) -> str:
        if not name or name in used[field]:
            return name
        return translations.written(name) or (sectors.get(name.casefold(), name) if field == "category" else name)

    def tidy(person: RosterRow) -> RosterRow:
        found = {field: written(field, person.fields[field]) for field in used if field in person.fields}
        changed = any(person.fields[field] != name for field, name in found.items())
        return replace(person, fields={**person.fields, **found}) if changed else person

    return [tidy(person) for person in people]


def _with_tidy_values(records: Records, people: Sequence[RosterRow]) -> Sequence[RosterRow]:
    """Values of own fields as the desk keeps them; one that the field does not have stays as it was written."""
    own = {field.name: field for field in _own(records)}
    if not own:
        return people
    return [
        replace(person, fields={
            name: (tidy(own[name], value) or value) if name in own else value for name, value in person.fields.items()
        })
        for person in people
    ]  # fmt: skip


def _line_of(planned: RosterImport, plan: Plan, count: int) -> dict[str, object]:
    """What the log says of the import itself; it names no people."""
    line: dict[str, object] = {
        "file": planned.table.file, "list": name_of_list(planned.columns.labels), "count": count,
        "new": len(plan.new), "changed": len(plan.changed),
    }  # fmt: skip
    if planned.is_mapped:
        line |= {"headers": list(planned.columns.labels), "mapping": mapping_of(planned.columns)}
    return line


def _says_something(change: Change) -> bool:
    return bool(change.listed or change.changes.keys() - {"ticket_code"})


def _operations(records: Records, planned: RosterImport, plan: Plan, cancel_missing: str | None) -> Iterator[Operation]:
    """What the plan adds to the log: people first, then the codes other systems gave them."""
    now = clock.now()
    lists = [name] if (name := name_of_list(planned.columns.labels)) else []
    tickets: list[tuple[str, dict[str, object]]] = []
    for attendee_id, person in zip(new_numbers(records, len(plan.new)), plan.new, strict=True):
        fields = new_fields(person) | {"listed": _listed_of_new(person, lists)}
        yield records.new_operation(Kind.ATTENDEE, attendee_id, fields, at=now)
        codes = filter(None, (person.fields.get("ticket_code"), *plan.more_codes.get(person.row, ())))
        tickets += [(attendee_id, external_ticket(code)) for code in codes]
    for change in (*plan.changed, *plan.unchanged):
        if _says_something(change):
            fields = {name: value for name, value in change.changes.items() if name != "ticket_code"}
            yield records.new_operation(Kind.ATTENDEE, change.id, fields | {"listed": _listed_now(change)}, at=now)
        if "ticket_code" in change.changes:
            tickets.append((change.id, _new_code(records, change)))
        tickets += [(change.id, external_ticket(code)) for code in change.more_codes]
    called = {name: {COMMON: said} for row in planned.reading.people for name, said in row.in_english.items()}
    yield from translating(records, called)
    for attendee_id, ticket in tickets:
        yield records.new_operation(Kind.TICKET, attendee_id, ticket, at=now)
    if cancel_missing is not None:
        gone = {"status": Status.CANCELLED, "status_reason": cancel_missing}
        for attendee in plan.missing:
            yield records.new_operation(Kind.ATTENDEE, attendee.id, dict(gone), at=now)


def _listed_of_new(person: RosterRow, lists: Sequence[str]) -> dict[str, object]:
    """What a list says of somebody beyond the fields that are stored with it."""
    said: dict[str, object] = {LISTS: list(lists)} if lists else {}
    if code := person.fields.get("ticket_code"):
        said["ticket_code"] = code
    if person.refuses_consent:
        said["consent"] = REFUSED
    return said


def _listed_now(change: Change) -> dict[str, object]:
    """What the list says otherwise than before; a value stored in the same operation is not said twice."""
    stored = {name: value for name, value in change.changes.items() if name != "ticket_code"}
    said = {name: value for name, value in change.listed.items() if stored.get(name) != value}
    # What changed otherwise than the list says it was not said by the list.
    unsaid = dict.fromkeys(stored.keys() - change.listed.keys())
    return unsaid | said


def _new_code(records: Records, change: Change) -> dict[str, object]:
    code = str(change.changes["ticket_code"])
    return external_ticket(code, replaces=_external_code(records, change.attendee))


def _external_code(records: Records, attendee: Attendee) -> str:
    """The person's code of another system, or nothing when their code is this event's own."""
    return attendee.ticket_code if records.tickets.is_external(attendee.ticket_code) else ""
