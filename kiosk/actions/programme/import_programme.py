"""A programme file becomes the sessions of the event: looked at first, then stored all or nothing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from kiosk import clock
from kiosk.actions.access import require
from kiosk.actions.event import details_of, event_zone
from kiosk.actions.handles import takes_event
from kiosk.actions.preparing.translate_names import translating
from kiosk.actions.programme.programme_effects import effects_of
from kiosk.core.access import Permission
from kiosk.core.lists.cells import Fault
from kiosk.core.lists.reading import OtherSheet, Question, ReadingSummary, Tally
from kiosk.core.operation import Kind
from kiosk.core.programme import Session
from kiosk.core.programmes import grid
from kiosk.core.programmes.programme_effects import Effect
from kiosk.core.programmes.programme_file import (
    Asked,
    ProgrammeReading,
    as_known,
    half_retitled,
    programme_score,
    read_programme,
)
from kiosk.core.programmes.programme_match import Nameless, codes_for
from kiosk.core.texts import Texts
from kiosk.errors import KioskError
from kiosk.store.records import Records
from kiosk.store.sessions import session_fields
from kiosk.tables.reading import read_table
from kiosk.tables.table import Table

_BY_TITLE = frozenset({"ics", "schedule"})
"""Formats whose rows nobody sees: their events are named by title."""


@dataclass(frozen=True, slots=True)
class ProgrammeImport:
    """A programme file as understood.  ``kept`` are codes of sessions the file does not name; they stay.

    ``rows`` tells where each session stands; ``cancelled`` are sessions of the event that the file says are off,
    ``doubts`` concern sessions taken all the same, ``effects`` what the changes would do to what was scanned.
    ``assumed`` names what the file left open (``date_order``, ``year``, ``day``) and what was taken for it,
    ``rooms`` what rooms are called in other languages.
    """

    new: tuple[Session, ...]
    changed: tuple[Session, ...]
    unchanged: tuple[Session, ...]
    kept: tuple[str, ...]
    rejected: tuple[Fault, ...]
    summary: ReadingSummary = field(default_factory=ReadingSummary)
    rows: Mapping[str, int] | None = None
    cancelled: tuple[Session, ...] = ()
    doubts: tuple[Fault, ...] = ()
    effects: tuple[Effect, ...] = ()
    rooms: Mapping[str, Texts] = field(default_factory=dict)
    assumed: tuple[tuple[str, str], ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """What only a person can answer; while one is open its row is not stored."""
        return self.summary.questions

    @property
    def tally(self) -> Tally:
        """What becomes of the file's rows, each counted once."""
        return Tally(
            new=len(self.new), changed=len(self.changed), unchanged=len(self.unchanged), rejected=len(self.rejected),
            skipped=len(self.summary.skipped), questions=len(self.questions),
        )  # fmt: skip


def open_programme(path: Path, *, sheet: str | None = None) -> Table:
    """Read the table of a programme file; raises ``KioskError`` for a file that cannot be read."""
    return read_table(path, sheet, programme_score)


@takes_event
def plan_programme(
    records: Records, path: Path, *, sheet: str | None = None, asked: Asked | None = None, table: Table | None = None
) -> ProgrammeImport:
    """Read a programme file and say what importing it would do; stores nothing.

    ``asked`` is what a person says of the columns and of what the file leaves open.  Raises ``KioskError`` when the
    file as a whole cannot be used.
    """
    zone, known, asked = event_zone(records), records.programme.sessions(), asked or Asked()
    table = table or open_programme(path, sheet=sheet)
    first_day = details_of(records).first_day
    by_event = asked.answers.first_day is None and first_day is not None
    told_day = replace(asked, answers=replace(asked.answers, first_day=first_day)) if by_event else asked
    today = clock.now().astimezone(zone).date()
    reading = read_programme(
        table.rows, zone, told_day, known=known, today=today, merged=table.merged, struck=table.struck
    )
    if reading.refused is not None:
        raise KioskError(reading.refused.code, **{"row": reading.refused.row, **reading.refused.details})
    sessions = [as_known(s, known[s.code], reading.columns) if s.code in known else s for s in reading.sessions]
    changed = tuple(s for s in sessions if s.code in known and known[s.code] != s)
    doubts = (*reading.doubts, *_half_retitled(changed, known, reading))
    cancelled = _known_ones(reading.cancelled, known, {session.code for session in sessions})
    named = {session.code for session in (*sessions, *cancelled)}
    return ProgrammeImport(
        new=tuple(s for s in sessions if s.code not in known),
        changed=changed,
        unchanged=tuple(s for s in sessions if known.get(s.code) == s),
        kept=tuple(code for code in known if code not in named),
        rejected=_named(reading.rejected, table),
        summary=_summary(reading, table),
        rows=reading.rows,
        cancelled=cancelled,
        doubts=_named(doubts, table),
        effects=effects_of(records, changed),
        assumed=reading.assumed,
        rooms=reading.rooms,
    )


@takes_event
def import_programme(records: Records, planned: ProgrammeImport, *, even_scanned: bool = False,
                     leave_out_rejected: bool = False) -> None:  # fmt: skip
    """Store a planned programme in one transaction.

    Raises ``KioskError`` when a row was rejected or is asked about, unless those are left out, and when sessions that
    people were scanned into would change, unless ``even_scanned`` says that this is known.
    """
    require(records, Permission.CHANGE_PROGRAMME)
    open_ = tuple(Fault(q.row, f"programme.{q.kind}", {"who": q.who, "file": q.file}) for q in planned.questions)
    if planned.rejected and not leave_out_rejected:
        faults = (*planned.rejected, *open_)
        raise KioskError("programme.rows_rejected", count=len(planned.rejected), faults=faults)
    if open_ and not leave_out_rejected:
        raise KioskError("programme.questions_open", count=len(open_), faults=open_)
    if planned.effects and not even_scanned:
        raise KioskError("programme.changes_scanned", count=len(planned.effects))
    sessions, known = (*planned.new, *planned.changed), records.programme.sessions()
    now = clock.now()
    with records.transaction():
        changes = [
            records.new_operation(Kind.SESSION, s.code, session_fields(s, known.get(s.code)), at=now) for s in sessions
        ]
        records.append_all([*changes, *translating(records, planned.rooms)])


def _known_ones(off: Iterable[Session], known: Mapping[str, Session], taken: Iterable[str]) -> tuple[Session, ...]:
    """The sessions of the event that the file says are off, by code or by agreement."""
    listed = list(off)
    codes = codes_for([Nameless(session, session.code) for session in listed], known, taken)
    return tuple(known[code] for code in codes if code in known)


def _half_retitled(
    changed: Iterable[Session], known: Mapping[str, Session], reading: ProgrammeReading
) -> Iterator[Fault]:
    """Sessions whose new title the file has in one language, while papers in another go on printing the old one."""
    for session in changed:
        if details := half_retitled(session, known[session.code], reading.columns):
            yield Fault(reading.rows.get(session.code, 0), "programme.title_kept", details)


def _named(faults: Iterable[Fault], table: Table) -> tuple[Fault, ...]:
    """Faults of a calendar are told by the title of the event: nobody sees its rows."""
    if table.format not in _BY_TITLE:
        return tuple(faults)
    return tuple(replace(fault, details={**fault.details, "named": _name_of(fault.row, table)}) for fault in faults)


def _name_of(row: int, table: Table) -> str:
    """The title of an event, or else when it starts."""
    cells = dict(zip(table.rows[0], table.rows[row - 1], strict=False))
    return str(next((cells[name] for name in ("title_ko", "title_en", "starts_at", "code") if cells.get(name)), row))


def _summary(reading: ProgrammeReading, table: Table) -> ReadingSummary:
    skipped = _named(reading.skipped, table)
    by_title = table.format in _BY_TITLE
    return ReadingSummary(
        file=table.file,
        sheet=table.sheet,
        encoding=table.encoding,
        header_rows=() if by_title else reading.header_rows,
        columns=() if by_title else reading.read_columns,
        unused=reading.unused,
        skipped=skipped,
        questions=reading.questions,
        other_sheets=tuple(OtherSheet(s.name, s.rows) for s in table.others if s.score >= grid.SCORE),
        rows=len(reading.sessions) + len(reading.rejected) + len(skipped) + len(reading.questions),
    )
