"""A programme file becomes the sessions of the event: looked at first, then stored all or nothing."""

from dataclasses import dataclass
from pathlib import Path

from kiosk import clock
from kiosk.actions.access import require
from kiosk.actions.event import event_zone
from kiosk.core.access import Permission
from kiosk.core.cells import Fault
from kiosk.core.operation import Kind
from kiosk.core.programme import Session
from kiosk.core.programme_file import as_known, likeness, read_programme
from kiosk.errors import KioskError
from kiosk.store.records import Records
from kiosk.store.sessions import session_fields
from kiosk.tables.reading import read_table


@dataclass(frozen=True, slots=True)
class ProgrammeImport:
    """A programme file as understood.  ``kept`` are codes of sessions the file does not name; they stay."""

    new: tuple[Session, ...]
    changed: tuple[Session, ...]
    unchanged: tuple[Session, ...]
    kept: tuple[str, ...]
    rejected: tuple[Fault, ...]


def plan_programme(records: Records, path: Path, *, sheet: str | None = None) -> ProgrammeImport:
    """Read a CSV, XLSX or iCalendar file and say what importing it would do; stores nothing.

    Raises ``KioskError`` when the file as a whole cannot be used.
    """
    zone = event_zone(records)
    reading = read_programme(read_table(path, sheet, likeness).rows, zone)
    if reading.refused is not None:
        raise KioskError(reading.refused.code, **{"row": reading.refused.row, **reading.refused.details})
    known = records.programme.sessions()
    sessions = [as_known(s, known[s.code], reading.columns) if s.code in known else s for s in reading.sessions]
    return ProgrammeImport(
        new=tuple(s for s in sessions if s.code not in known),
        changed=tuple(s for s in sessions if s.code in known and known[s.code] != s),
        unchanged=tuple(s for s in sessions if known.get(s.code) == s),
        kept=tuple(code for code in known if code not in {session.code for session in sessions}),
        rejected=reading.rejected,
    )


def import_programme(records: Records, planned: ProgrammeImport) -> None:
    """Store a planned programme in one transaction; raises ``KioskError`` when a row was rejected."""
    require(records, Permission.CHANGE_PROGRAMME)
    if planned.rejected:
        raise KioskError("programme.rows_rejected", count=len(planned.rejected), faults=planned.rejected)
    sessions, known = (*planned.new, *planned.changed), records.programme.sessions()
    if sessions:
        now = clock.now()
        with records.transaction():
            records.append_all(
                [
                    records.new_operation(Kind.SESSION, s.code, session_fields(s, known.get(s.code)), at=now)
                    for s in sessions
                ]
            )
