"""What importing a roster file would do to the event's roster: new, changed and unchanged people, and rows left out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kiosk.core.cells import Fault
from kiosk.core.roster import Attendee, Status
from kiosk.core.roster_file import RosterRow
from kiosk.core.roster_identity import Entry, entry_of_attendee, entry_of_row, pair

# An empty cell of these says nothing: it takes no code away and lifts no block.
_EMPTY_SAYS_NOTHING = ("external_id", "ticket_code", "status")


@dataclass(frozen=True, slots=True)
class Change:
    """An attendee whom row ``row`` of the file changes; ``changes`` are the new values of the fields that differ."""

    attendee: Attendee
    row: int
    changes: Mapping[str, object]

    @property
    def id(self) -> str:
        """The attendee's id."""
        return self.attendee.id


@dataclass(frozen=True, slots=True)
class Plan:
    """What importing the file would do.  Attendees whom the file does not name stay as they are."""

    new: tuple[RosterRow, ...] = ()
    changed: tuple[Change, ...] = ()
    unchanged: tuple[Attendee, ...] = ()
    rejected: tuple[Fault, ...] = ()


def match(existing: Iterable[Attendee], people: Sequence[RosterRow]) -> Plan:
    """What ``people`` (from ``read_people``) mean for the ``existing`` roster; the time grows with their number."""
    known = [entry_of_attendee(attendee) for attendee in existing]
    asked = [entry_of_row(person) for person in people]
    pairs = pair(known, asked)
    tickets = {entry.ticket: entry for entry in known if entry.ticket}
    new, changed, unchanged, rejected = [], [], [], list(pairs.rejected)
    for entry in asked:
        if entry.row in pairs.left_out:
            continue
        of = pairs.found.get(entry.row)
        owner = tickets.setdefault(entry.ticket, entry) if entry.ticket else entry
        if owner is not entry and owner is not of:
            rejected.append(_double_ticket(entry, owner))
        elif of is None:
            new.append(entry.person)
        elif changes := changes_of(of.attendee, entry.person):
            changed.append(Change(of.attendee, entry.row, changes))
        else:
            unchanged.append(of.attendee)
    rejected.sort(key=lambda fault: fault.row)
    return Plan(tuple(new), tuple(changed), tuple(unchanged), tuple(rejected))


def changes_of(attendee: Attendee, person: RosterRow) -> dict[str, object]:
    """The values by which ``person`` differs from ``attendee``, by field; ``status`` is a Status, ``sessions`` a tuple.

    A block is lifted by an organiser, never by a file that has not heard of it.
    """
    changes: dict[str, object] = {
        name: value
        for name, value in person.fields.items()
        if value != getattr(attendee, name) and (value or name not in _EMPTY_SAYS_NOTHING)
    }
    if "status" in changes:
        changes["status"] = Status(changes["status"])
        if attendee.status is Status.BLOCKED:
            del changes["status"]
    if person.sessions is not None:
        sessions = sessions_after(attendee.sessions, person)
        if set(sessions) != set(attendee.sessions):
            changes["sessions"] = sessions
    return changes


def sessions_after(before: Iterable[str], person: RosterRow) -> tuple[str, ...]:
    """The sessions of somebody who had ``before`` when the file is imported: those it says nothing of stay."""
    if person.sessions is None:
        return tuple(before)
    kept = () if person.session_columns is None else set(before) - person.session_columns
    return tuple(sorted({*kept, *person.sessions}))


def new_attendee(person: RosterRow, attendee_id: str) -> Attendee:
    """The attendee a new row becomes; the caller makes the id."""
    fields: dict[str, object] = {name: value for name, value in person.fields.items() if value}
    fields["status"] = Status(fields.get("status", Status.REGISTERED))
    return Attendee(id=attendee_id, sessions=sessions_after((), person), **fields)


def _double_ticket(entry: Entry, owner: Entry) -> Fault:
    if owner.row:
        return Fault(entry.row, "roster.double_ticket_in_file", {"row": entry.row, "other": owner.row})
    return Fault(entry.row, "roster.double_ticket", {"name": owner.attendee.name})
