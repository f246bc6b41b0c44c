"""Everything that was scanned of one person and done about them, what was taken back among it, and by whom."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from operator import attrgetter

from kiosk.actions.access import require
from kiosk.actions.handles import takes_event
from kiosk.core import audit
from kiosk.core.access import Permission
from kiosk.core.answer_shape import answer_of
from kiosk.core.audit import Entry
from kiosk.core.operation import Operation
from kiosk.core.scan import Answer
from kiosk.store.records import Records


@dataclass(frozen=True, slots=True)
class TakenBack:
    """When a scan was taken back, by whom, and why.  ``at`` is aware, UTC."""

    at: datetime
    operator: str
    reason: str


@dataclass(frozen=True, slots=True)
class ScanLine:
    """One scan of a person: its answer, who was signed in, the reason of an override, and what became of it."""

    answer: Answer
    operator: str
    override: str
    taken_back: TakenBack | None

    @property
    def at(self) -> datetime:
        """When it was scanned."""
        return self.answer.at


@takes_event
def history_of(records: Records, attendee_id: str) -> list[ScanLine | Entry]:
    """Every scan of a person, refusals and what was taken back included, and every change of their entry, ticket,
    badges and certificate; the newest first.
    """
    require(records, Permission.FIND_PEOPLE)
    lines: list[ScanLine | Entry] = [*_scans(records, attendee_id), *_changes(records, attendee_id)]
    return sorted(lines, key=attrgetter("at"), reverse=True)


def _scans(records: Records, attendee_id: str) -> Iterator[ScanLine]:
    for scan in reversed(records.scans.of(attendee_id)):
        void = records.scans.void_of(scan.op_id)
        taken_back = TakenBack(void.at, _said(void, "operator"), _said(void, "reason")) if void else None
        yield ScanLine(answer_of(scan), _said(scan, "operator"), _said(scan, "override"), taken_back)


def _said(op: Operation, field: str) -> str:
    """A text of an operation that another desk may have left out."""
    return str(op.payload.get(field) or "")


def _changes(records: Records, attendee_id: str) -> Iterator[Entry]:
    """Without the id of a laptop that has no name yet: nobody at a desk could read it."""
    desks = records.journal.desk_names()
    for entry in audit.trail_of_person(records.people.changes_of(attendee_id)):
        yield replace(entry, desk=desks.get(entry.desk, ""))
