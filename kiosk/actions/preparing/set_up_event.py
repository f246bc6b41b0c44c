"""A whole new event in one step: file, programme and roster, or nothing at all."""

from dataclasses import dataclass
from pathlib import Path

from kiosk.actions.desks.sync_setup import remember_place
from kiosk.actions.event import create_records, open_records
from kiosk.actions.keeping.unlock import keep_code
from kiosk.actions.people import import_roster
from kiosk.actions.people.import_roster import Imported, RosterImport
from kiosk.actions.programme import import_programme
from kiosk.actions.programme.import_programme import ProgrammeImport
from kiosk.core.event import EventDetails
from kiosk.core.programmes.programme_file import Asked
from kiosk.core.recovery_code import RecoveryCode
from kiosk.errors import KioskError
from kiosk.store import event_file, key_ring
from kiosk.store.log import new_uuid7
from kiosk.store.records import Records


@dataclass(frozen=True, slots=True)
class NewEvent:
    """The event made, still open for writing, with what went into it."""

    records: Records
    sessions: int
    roster: Imported | None
    read_programme: ProgrammeImport | None = None
    read_roster: RosterImport | None = None


def set_up_event(
    path: Path, details: EventDetails, *, programme: Path | None = None, asked: Asked | None = None,
    roster: Path | None = None, desk_id: str = "", code: RecoveryCode | None = None,
) -> NewEvent:  # fmt: skip
    """Make an event file with its programme and roster, encrypted when there is a code, which is kept then.

    It is made under another name and gets its own when it is whole: a program killed on the way leaves no event.
    ``asked`` is what a person says of the programme file.  Rows of the roster that are asked about are left out:
    whoever calls has to tell them.  Raises ``KioskError`` when a file cannot be used, a row is rejected, or it has to
    be said first what a column holds; no event file is left then.
    """
    path = event_file.free_place(path)
    if code is not None:
        keep_code(code)
    unfinished = path.with_name(f".{path.stem}.{new_uuid7()}.part")
    records = create_records(unfinished, details, desk_id=desk_id, code=code)
    try:
        read = _read_programme(records, details, programme, asked) if programme is not None else None
        people, imported = _read_roster(records, roster) if roster is not None else (None, None)
        records.close()
        event_file.put_in_place(unfinished, path)
    except BaseException:
        records.close()
        event_file.remove(unfinished)
        if code is not None:
            key_ring.forget(code)
        raise
    made = open_records(path, desk_id=desk_id)
    remember_place(made)
    return NewEvent(made, len(read.new) if read else 0, imported, read, people)


def _read_programme(
    records: Records, details: EventDetails, programme: Path, asked: Asked | None
) -> ProgrammeImport:  # fmt: skip
    planned = import_programme.plan_programme(records, programme, asked=asked)
    import_programme.import_programme(records, planned)
    _check_rule(records, details)
    return planned


def _read_roster(records: Records, roster: Path) -> tuple[RosterImport, Imported]:
    table = import_roster.open_roster(roster)
    plan = import_roster.plan_roster(records, table, import_roster.guess(records, table))
    return plan, import_roster.import_roster(records, plan)


def _check_rule(records: Records, details: EventDetails) -> None:
    """A required session that does not exist would keep everybody from their certificate."""
    for code in details.rule.required:
        if code not in records.programme.sessions():
            raise KioskError("scan.unknown_session", session=code)
