"""A roster file becomes people of the event: looked at first, then stored all or nothing."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk import clock
from kiosk.actions.access import require
from kiosk.actions.manage_roster import external_ticket, new_numbers
from kiosk.core.access import Permission
from kiosk.core.cells import Cell, Fault
from kiosk.core.operation import Kind, Operation
from kiosk.core.reading import OtherSheet, Tally, Told
from kiosk.core.roster import KEPT, Attendee
from kiosk.core.roster_columns import Columns, assign, find_column, guess_columns, holds_people, likeness
from kiosk.core.roster_file import Reading, RosterRow, read_people
from kiosk.core.roster_match import Change, Plan, match, new_attendee
from kiosk.core.roster_told import tell
from kiosk.core.roster_words import FIELDS
from kiosk.errors import KioskError
from kiosk.store.records import Records
from kiosk.tables.reading import Table, read_table
from kiosk.tables.writing import write_csv

SAME_PERSON = "roster.same_person"
_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class RosterImport:
    """A roster file as understood: the table, what its columns hold, the rows read, and what they would change.

    ``as_of`` is how much of the log the plan was made on.
    """

    table: Table
    columns: Columns
    reading: Reading
    plan: Plan
    as_of: int

    @property
    def told(self) -> Told:
        """What was read from where, what was left aside and why."""
        table = self.table
        others = tuple(OtherSheet(s.name, s.rows) for s in table.others if holds_people(s.likeness))
        return tell(
            table.rows, self.columns, self.reading, file=table.file, sheet=table.sheet, encoding=table.encoding,
            others=others,
        )  # fmt: skip

    @property
    def tally(self) -> Tally:
        """What becomes of the file's rows, each counted once."""
        same = sum(fault.code == SAME_PERSON for fault in self.rejected)
        plan = self.plan
        return Tally(
            new=len(plan.new), changed=len(plan.changed), unchanged=len(plan.unchanged), same_person=same,
            rejected=len(self.rejected) - same, skipped=len(self.told.skipped),
        )  # fmt: skip

    @property
    def rejected(self) -> tuple[Fault, ...]:
        """Every row that cannot be taken, in the order of the file, with the reason."""
        return tuple(sorted((*self.reading.rejected, *self.plan.rejected), key=lambda fault: fault.row))


@dataclass(frozen=True, slots=True)
class Imported:
    """Counts of people after an import."""

    new: int
    changed: int
    unchanged: int
    rejected: int


def open_roster(path: Path, *, sheet: str | None = None) -> Table:
    """Read the table of a roster file; raises ``KioskError`` for a file that cannot be read."""
    return read_table(path, sheet, likeness)


def guess(records: Records, table: Table, mapping: Mapping[str, str] | None = None) -> Columns:
    """What the columns of ``table`` hold: guessed, then changed by ``mapping`` of field (or ``session:CODE``) to
    column.

    A column is named by its header, its letter or its number.  Raises ``KioskError`` for a field or column that is
    none.
    """
    columns = guess_columns(table.rows, records.programme.sessions().values())
    for meaning, named in (mapping or {}).items():
        _check_meaning(records, meaning)
        column = find_column(columns, named)
        if column is None:
            raise KioskError("roster.no_such_column", column=named, known=", ".join(filter(None, columns.labels)))
        columns = assign(columns, column, meaning)
    return columns


def plan_roster(records: Records, table: Table, columns: Columns) -> RosterImport:
    """What importing ``table`` would do; stores nothing.

    Raises ``KioskError`` when the file as a whole cannot be used.
    """
    reading = read_people(table.rows, columns, records.programme.sessions().values())
    if reading.refused is not None:
        raise KioskError(reading.refused.code, **{"row": reading.refused.row, **reading.refused.details})
    as_of = records.journal.length()
    return RosterImport(table, columns, reading, _match(records, reading), as_of)


def import_roster(
    records: Records,
    planned: RosterImport,
    *,
    leave_out_rejected: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Imported:
    """Store a planned import in one transaction: all of it or nothing.

    If anything was stored since, the plan is made anew on the roster as it is now.  Raises ``KioskError`` when a row is
    rejected, unless ``leave_out_rejected`` says that the others are wanted all the same.
    """
    require(records, Permission.IMPORT_ROSTER)
    is_fresh = planned.as_of == records.journal.length()
    plan = planned.plan if is_fresh else _match(records, planned.reading)
    rejected = len(planned.reading.rejected) + len(plan.rejected)
    if rejected and not leave_out_rejected:
        raise KioskError("roster.rows_rejected", count=rejected, faults=(*planned.reading.rejected, *plan.rejected))
    if plan.new or plan.changed:
        with records.transaction():
            operations = list(_operations(records, plan))
            for start in range(0, len(operations), _AT_ONCE):
                records.append_all(operations[start : start + _AT_ONCE])
                if progress:
                    progress(min(start + _AT_ONCE, len(operations)), len(operations))
    return Imported(len(plan.new), len(plan.changed), len(plan.unchanged), rejected)


def save_faulty_rows(out: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write rows of a file with what is wrong with them as CSV; raises ``KioskError`` when that is not possible."""
    write_csv(out, header, rows)


def _check_meaning(records: Records, meaning: str) -> None:
    """A column holds a field of a person, or the marks of a session that exists."""
    code = meaning.removeprefix("session:")
    if code != meaning:
        if code not in records.programme.sessions():
            raise KioskError("scan.unknown_session", session=code)
    elif meaning not in FIELDS:
        raise KioskError("attendee.unknown_field", field=meaning, known=", ".join(FIELDS))


def _operations(records: Records, plan: Plan) -> Iterator[Operation]:
    """What the plan adds to the log: people first, then the codes other systems gave them."""
    now = clock.now()
    tickets: list[tuple[str, dict[str, object]]] = []
    for attendee_id, person in zip(new_numbers(records, len(plan.new)), plan.new, strict=True):
        yield records.new_operation(Kind.ATTENDEE, attendee_id, _new_fields(person, attendee_id), at=now)
        if code := person.fields.get("ticket_code"):
            tickets.append((attendee_id, external_ticket(code)))
    for change in plan.changed:
        if fields := {name: value for name, value in change.changes.items() if name != "ticket_code"}:
            yield records.new_operation(Kind.ATTENDEE, change.id, fields, at=now)
        if "ticket_code" in change.changes:
            tickets.append((change.id, _new_code(records, change)))
    for attendee_id, ticket in tickets:
        yield records.new_operation(Kind.TICKET, attendee_id, ticket, at=now)


def _match(records: Records, reading: Reading) -> Plan:
    """What the rows mean for the roster; a code withdrawn by a reissue is not brought back by the file it came from."""
    plan = match(records.people.all(), reading.people)
    changed, unchanged = [], list(plan.unchanged)
    for change in plan.changed:
        changes = dict(change.changes)
        if _is_withdrawn(records, change.attendee, str(changes.get("ticket_code", ""))):
            del changes["ticket_code"]
        if changes:
            changed.append(replace(change, changes=changes))
        else:
            unchanged.append(change.attendee)
    return replace(plan, changed=tuple(changed), unchanged=tuple(unchanged))


def _is_withdrawn(records: Records, attendee: Attendee, code: str) -> bool:
    """Whether ``code`` was theirs until they got one of this event's own in its place."""
    return bool(code) and records.tickets.was_withdrawn(attendee.id, code) and not _external_code(records, attendee)


def _new_fields(person: RosterRow, attendee_id: str) -> dict[str, object]:
    attendee = new_attendee(person, attendee_id)
    fields = {name: getattr(attendee, name) for name in KEPT}
    return {name: value for name, value in fields.items() if value}


def _new_code(records: Records, change: Change) -> dict[str, object]:
    code = str(change.changes["ticket_code"])
    return external_ticket(code, replaces=_external_code(records, change.attendee))


def _external_code(records: Records, attendee: Attendee) -> str:
    """The person's code of another system, or nothing when their code is this event's own."""
    return attendee.ticket_code if records.tickets.is_external(attendee.ticket_code) else ""
