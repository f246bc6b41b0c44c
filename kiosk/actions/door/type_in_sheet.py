"""A signed paper list typed back in with its true times: looked at first, stored whole, taken back in one step."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from kiosk import clock
from kiosk.actions.access import require
from kiosk.actions.door.check_in import answer_scan, new_scan_id
from kiosk.actions.event import event_zone
from kiosk.actions.handles import takes_event
from kiosk.actions.office.figures import refuse_erased
from kiosk.core.access import Permission
from kiosk.core.attendance import Movement
from kiosk.core.lists.cells import Fault
from kiosk.core.lists.signed_sheet import SignedLine, read_sheet, signed_sheet_score
from kiosk.core.operation import Kind, Operation
from kiosk.core.programme import Tracking
from kiosk.core.scan import Asked, Scan
from kiosk.errors import KioskError
from kiosk.store.records import Records
from kiosk.tables.reading import read_table

PAPER_DESK = "종이 서명부 · typed from paper"
"""The desk of scans that were typed from paper, and the reason where a rule had to be overruled: in both languages of
the program, because logs and exports show it as it stands."""
_SAME = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class SheetConflict:
    """Somebody of whom the desks say something else: the first entry and the last exit scanned, where there is one."""

    line: SignedLine
    entry: datetime
    exit: datetime | None


@dataclass(frozen=True, slots=True)
class TypedSheet:
    """What typing a sheet in would do: ``new`` are added, ``same`` are known already, ``conflicts`` are asked about."""

    file: str
    session: str
    new: tuple[SignedLine, ...]
    same: tuple[SignedLine, ...]
    conflicts: tuple[SheetConflict, ...]
    rejected: tuple[Fault, ...]
    skipped: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TypedIn:
    """What was stored: people, scans taken back in favour of the paper, and people of whom a rule let nothing be
    stored.
    """

    people: int
    taken_back: int
    refused: tuple[SignedLine, ...]


@takes_event
def plan_typed_sheet(records: Records, path: Path, session: str, *, sheet: str | None = None) -> TypedSheet:
    """Read a filled-in sheet of a session (CSV or XLSX) and say what typing it in would do; stores nothing.

    Raises ``KioskError`` for an unknown session, after an erasure, and for a file that is no such sheet.
    """
    require(records, Permission.CORRECT_PERSON)
    refuse_erased(records)
    held = records.programme.sessions().get(session)
    if held is None:
        raise KioskError("scan.unknown_session", session=session)
    table = read_table(path, sheet, signed_sheet_score)
    found = read_sheet(table.rows, held, records.people.all(), event_zone(records))
    if found is None:
        raise KioskError("signed.no_header", file=path.name)
    known = records.scans.movements_of([line.person.id for line in found.lines])
    new, same, conflicts = [], [], []
    for line in found.lines:
        own = sorted((one for one in known.get(line.person.id, ()) if one.session == session), key=lambda one: one.at)
        scanned = _scanned(line, own)
        if scanned is None:
            new.append(line)
        elif _agree(scanned, exits=held.tracking is Tracking.ENTRY_EXIT):
            same.append(line)
        else:
            conflicts.append(scanned)
    return TypedSheet(
        path.name, session, tuple(new), tuple(same), tuple(conflicts), found.rejected, found.skipped
    )  # fmt: skip


@takes_event
def type_in_sheet(records: Records, planned: TypedSheet, *, paper_counts: bool = False) -> TypedIn:
    """Store the entries and exits of a sheet, all or nothing; with ``paper_counts`` what the desks scanned of those in
    conflict is taken back in favour of the paper, else it stays.
    """
    require(records, Permission.UNDO_OF_OTHERS)
    exits = records.programme.sessions()[planned.session].tracking is Tracking.ENTRY_EXIT
    against = [one.line for one in planned.conflicts] if paper_counts else []
    refused, taken_back = [], 0
    with records.transaction():
        for line in against:
            taken_back += _take_back(records, _scans_of(records, line.person.id, planned.session), PAPER_DESK)
        for line in (*planned.new, *against):
            if not all(answer_scan(records, scan).accepted for scan in _scans(planned.session, line, exits)):
                refused.append(line)
    return TypedIn(len(planned.new) + len(against) - len(refused), taken_back, tuple(refused))


@takes_event
def take_back_typed(records: Records, session: str, reason: str) -> int:
    """Take back in one step all that was typed from paper for a session; returns how many scans.

    Raises ``KioskError`` without a reason, and where nothing was typed in.
    """
    require(records, Permission.UNDO_OF_OTHERS)
    if not reason.strip():
        raise KioskError("undo.no_reason")
    typed = [op for op in records.scans.all() if op.session == session and op.payload["desk"] == PAPER_DESK]
    with records.transaction():
        count = _take_back(records, typed, reason.strip())
        if not count:
            raise KioskError("signed.nothing_typed", session=session)
    return count


def _scanned(line: SignedLine, own: list[Movement]) -> SheetConflict | None:
    entries = [one.at for one in own if one.direction == "in"]
    exits = [one.at for one in own if one.direction == "out"]
    return SheetConflict(line, entries[0], exits[-1] if exits else None) if entries else None


def _agree(one: SheetConflict, *, exits: bool) -> bool:
    if abs(one.entry - one.line.entry) >= _SAME:
        return False
    if not exits or one.line.exit is None:
        return True
    return one.exit is not None and abs(one.exit - one.line.exit) < _SAME


def _scans(session: str, line: SignedLine, exits: bool) -> Iterator[Scan]:
    times = [(line.entry, Asked.IN)]
    if exits and line.exit is not None:
        times.append((line.exit, Asked.OUT))
    for at, asked in times:
        yield Scan(
            new_scan_id(), line.person.ticket_code, at, PAPER_DESK, session=session, asked=asked, override=PAPER_DESK
        )


def _scans_of(records: Records, person: str, session: str) -> list[Operation]:
    return [op for op in records.scans.of(person) if op.session == session and op.payload["accepted"]]


def _take_back(records: Records, scans: list[Operation], reason: str) -> int:
    voided, now = records.scans.voided(), clock.now()
    still = [op for op in scans if op.op_id not in voided]
    for op in still:
        payload: dict[str, object] = {"reason": reason, "operator": records.caller.operator}
        records.append(Kind.VOID, op.op_id, payload, at=now)
    return len(still)
