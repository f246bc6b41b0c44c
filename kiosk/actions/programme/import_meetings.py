"""A partnering file becomes the meetings of a session: looked at first, then stored all or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from kiosk import clock
from kiosk.actions.access import require
from kiosk.actions.event import event_zone
from kiosk.actions.handles import takes_event
from kiosk.actions.preparing.translate_names import translating
from kiosk.core.access import Permission
from kiosk.core.lists.cells import Fault
from kiosk.core.lists.reading import OtherSheet, ReadingSummary, Tally
from kiosk.core.operation import Kind
from kiosk.core.programmes import grid
from kiosk.core.programmes.partnering import KIND, Meeting
from kiosk.core.programmes.partnering_file import (
    as_known,
    doubts,
    meetings_score,
    read_meetings,
    table_faults,
)
from kiosk.core.texts import Texts
from kiosk.errors import KioskError
from kiosk.store.meetings import meeting_fields
from kiosk.store.records import Records
from kiosk.tables.reading import read_table
from kiosk.tables.table import Table


@dataclass(frozen=True, slots=True)
class MeetingsImport:
    """A partnering file as understood.  ``kept`` are ids of meetings the file does not name; they stay.

    ``warnings`` concern meetings that are taken all the same: a company at two tables at once, one nobody is from;
    ``summary`` is how the file was read, ``called`` what companies and proposals are called in English.
    """

    session: str
    new: tuple[Meeting, ...]
    changed: tuple[Meeting, ...]
    unchanged: tuple[Meeting, ...]
    kept: tuple[str, ...]
    rejected: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    summary: ReadingSummary = field(default_factory=ReadingSummary)
    called: Mapping[str, Texts] = field(default_factory=dict)

    @property
    def tally(self) -> Tally:
        """What becomes of the file's rows, each counted once."""
        return Tally(
            new=len(self.new), changed=len(self.changed), unchanged=len(self.unchanged), rejected=len(self.rejected),
            skipped=len(self.summary.skipped),
        )  # fmt: skip


def open_meetings(path: Path, *, sheet: str | None = None) -> Table:
    """Read a file: its sheet ``sheet``, or the one that looks most like a plan of meetings.  Raises ``KioskError`` for
    what is no table."""
    return read_table(path, sheet, meetings_score)


@takes_event
def plan_meetings(
    records: Records, path: Path, *, session: str | None = None, sheet: str | None = None,
    mapping: Mapping[str, str] | None = None, table: Table | None = None,
) -> MeetingsImport:  # fmt: skip
    """Read a CSV or XLSX file of one-to-one meetings and say what importing it would do; stores nothing.

    ``mapping`` of field to column goes before what the headings say.  Without ``session`` they belong to the only
    session of the kind ``partnering``.  Raises ``KioskError`` when there is none or several, or the file as a whole
    cannot be used.  ``table`` is the file where it is read already.
    """
    code = partnering_session(records, session)
    zone = event_zone(records)
    hours = records.programme.sessions()[code]
    table = table or open_meetings(path, sheet=sheet)
    reading = read_meetings(table.rows, code, zone, hours=hours, mapping=mapping)
    if reading.refused is not None:
        raise KioskError(reading.refused.code, **{"row": reading.refused.row, **reading.refused.details})
    known = {meeting.id: meeting for meeting in records.programme.meetings(code)}
    named = {one.meeting.id for one in reading.meetings}
    staying = [meeting for meeting in known.values() if meeting.id not in named]
    meetings = [as_known(one, known.get(one.meeting.id)) for one in reading.meetings]
    affiliations = [person.affiliation for person in records.people.all()]
    rejected = sorted([*reading.rejected, *table_faults(reading.meetings, staying)], key=lambda fault: fault.row)
    others = tuple(OtherSheet(s.name, s.rows) for s in table.others if s.score >= grid.SCORE)
    return MeetingsImport(
        session=code,
        new=tuple(meeting for meeting in meetings if meeting.id not in known),
        changed=tuple(m for m in meetings if m.id in known and known[m.id] != m),
        unchanged=tuple(meeting for meeting in meetings if known.get(meeting.id) == meeting),
        kept=tuple(meeting.id for meeting in staying),
        rejected=tuple(rejected),
        warnings=tuple(doubts(reading.meetings, staying, affiliations, hours, zone)),
        summary=replace(
            reading.summary, file=table.file, sheet=table.sheet, encoding=table.encoding, other_sheets=others
        ),
        called=reading.called,
    )


@takes_event
def import_meetings(records: Records, planned: MeetingsImport) -> None:
    """Store planned meetings in one transaction; raises ``KioskError`` when a row was rejected."""
    require(records, Permission.CHANGE_PROGRAMME)
    if planned.rejected:
        raise KioskError("meetings.rows_rejected", count=len(planned.rejected), faults=planned.rejected)
    now = clock.now()
    changes = [
        records.new_operation(Kind.MEETING, meeting.id, meeting_fields(meeting), at=now)
        for meeting in (*planned.new, *planned.changed)
    ]
    operations = [*changes, *translating(records, planned.called)]
    if operations:
        with records.transaction():
            records.append_all(operations)


def partnering_session(records: Records, wanted: str | None = None) -> str:
    """The session whose programme is meetings: ``wanted``, or the only one of that kind.

    Raises ``KioskError`` when there is no such session, or more than one and none is wanted.
    """
    programme = records.programme.sessions()
    if wanted is not None:
        if wanted not in programme:
            raise KioskError("scan.unknown_session", session=wanted)
        return wanted
    codes = [session.code for session in programme.values() if session.kind == KIND]
    if len(codes) != 1:
        raise KioskError("meetings.no_session" if not codes else "meetings.several_sessions", known=", ".join(codes))
    return codes[0]
