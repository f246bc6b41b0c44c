"""A whole new event in one step: file, programme and roster, or nothing at all."""

from dataclasses import dataclass
from pathlib import Path

from kiosk.actions.desks.sync_setup import remember_place
from kiosk.actions.event import create_records, open_records
from kiosk.actions.keeping.unlock import keep_code
from kiosk.actions.people import import_roster
from kiosk.actions.people.import_roster import Imported
from kiosk.actions.programme import import_programme
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


def set_up_event(
    path: Path, details: EventDetails, *, programme: Path | None = None, asked: Asked | None = None,
    roster: Path | None = None, desk_id: str = "", code: RecoveryCode | None = None,
) -> NewEvent:  # fmt: skip
    """Make an event file with its programme and roster, encrypted when there is a code, which is kept then.

    It is made under another name and gets its own when it is whole: a program killed on the way leaves no event.
    ``asked`` is what a person says of the programme file.  Raises ``KioskError`` when a file cannot be used or a row is
    rejected; no event file is left then.
    """
    path = event_file.free_place(path)
    if code is not None:
        keep_code(code)
    unfinished = path.with_name(f".{path.stem}.{new_uuid7()}.part")
    records = create_records(unfinished, details, desk_id=desk_id, code=code)
    try:
        sessions, imported = _fill(records, details, programme, asked, roster)
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
    return NewEvent(made, sessions, imported)


def _fill(
    records: Records,
    details: EventDetails,
    programme: Path | None,
    asked: Asked | None,
    roster: Path | None,
) -> tuple[int, Imported | None]:
    sessions, imported = 0, None
    if programme is not None:
        planned = import_programme.plan_programme(records, programme, asked=asked)
        import_programme.import_programme(records, planned)
        sessions = len(planned.new)
        _check_rule(records, details)
    if roster is not None:
        table = import_roster.open_roster(roster)
        plan = import_roster.plan_roster(records, table, import_roster.guess(records, table))
        imported = import_roster.import_roster(records, plan)
    return sessions, imported


def _check_rule(records: Records, details: EventDetails) -> None:
    """A required session that does not exist would keep everybody from their certificate."""
    for code in details.rule.required:
        if code not in records.programme.sessions():
            raise KioskError("scan.unknown_session", session=code)
