"""The records of one event: what is known, and the one way of adding to it.

``Records`` owns the only connection of the process to an event file and belongs to the thread that opened it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from kiosk import clock
from kiosk.core import attendance
from kiosk.core.access import Operator
from kiosk.core.attendance import Direction, Movement
from kiosk.core.checkin import DOUBLE_BEEP
from kiosk.core.keyboard import as_typed, same_key
from kiosk.core.operation import Kind, Operation
from kiosk.core.partnering import Meeting
from kiosk.core.programme import Session
from kiosk.core.roster import Attendee, Status
from kiosk.core.scan import Asked, PastScan, Verdict
from kiosk.core.ticket import issue
from kiosk.store import event_file, layouts, log, meetings, sharing
from kiosk.store.event_file import EventFile
from kiosk.store.examination import Examination, examine
from kiosk.store.found import History, Holder, IssuedCertificate
from kiosk.store.layouts import OwnLayout
from kiosk.store.log import Row
from kiosk.store.moments import microseconds, moment
from kiosk.store.print_jobs import PrintJobs
from kiosk.store.read_model import EXTERNAL, ReadModel, movement

# A number without a ticket of its own is the first ticket of the attendee with this id.
_HOLDER_OF_NUMBER = """SELECT COALESCE(t.current, 1), a.* FROM (SELECT ? AS number)
    LEFT JOIN ticket t ON t.key = number JOIN attendee a ON a.id = COALESCE(t.attendee_id, number)"""
_SCANS_OF_CODE = """SELECT at_us, session, direction, desk, verdict, overridden, code, asked FROM scan
    WHERE person = ? AND code = ? AND desk = ? AND voided = 0 AND at_us <= ?"""
_NEWEST = "ORDER BY at_us DESC, hlc DESC LIMIT 1"


class Records:
    """Reads and appends the records of one event.

    ``operator`` is who is signed in at this desk, or nothing; it stands beside everything that is appended.
    """

    def __init__(self, file: EventFile, desk_id: str = "") -> None:
        self.file = file
        self._db = file.connection
        self._model = ReadModel(self._db)
        self.print_jobs = PrintJobs(self._db, desk_id)
        self._writer = log.Writer(desk_id, log.last_hlc(self._db))
        self.operator = ""  # the name of whoever is signed in
        self._event: dict | None = None
        self._external: bool | None = None

    @property
    def desk_id(self) -> str:
        """Which laptop writes here."""
        return self._writer.desk_id

    @property
    def log_id(self) -> str:
        """The log that this process writes now."""
        return self._writer.log_id

    def begin_measured_log(self) -> None:
        """Begin a new log when the clock of this one was measured before: a log has one clock."""
        if self.log_id in self._model.clocks.offsets():
            self._writer = log.Writer(self.desk_id, self._writer.last_hlc)

    @property
    def path(self) -> Path:
        """Where the event file is."""
        return self.file.path

    def close(self) -> None:
        """Close the event file."""
        self.file.close()

    # -- writing -----------------------------------------------------------------------------------------------

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: what is appended in the block is on the disk when it ends, or not at all."""
        try:
            with self.file.transaction():
                yield
        except BaseException:
            # Numbers of an undone transaction were never seen by anybody and are not left as holes: a new log begins.
            self._writer = log.Writer(self._writer.desk_id, self._writer.last_hlc)
            self._model.forget()
            self._event = self._external = None
            raise

    def append(
        self,
        kind: Kind,
        subject: str,
        payload: dict[str, object],
        *,
        at: datetime,
        op_id: str = "",
        session: str | None = None,
        direction: str | None = None,
        correction: timedelta | None = None,
    ) -> None:
        """Add one operation about ``subject`` at the moment ``at`` (aware) inside a ``transaction``."""
        more = {"op_id": op_id, "session": session, "direction": direction, "correction": correction}
        self.append_all([self.new_operation(kind, subject, payload, at=at, **more)])

    def new_operation(
        self, kind: Kind, subject: str, payload: dict[str, object], *, at: datetime,
        correction: timedelta | None = None, **more,
    ) -> Operation:  # fmt: skip
        """An operation numbered next in this process's log, to be given to ``append_all`` in the same transaction.

        ``correction`` is what of ``at`` was added to the laptop's own clock; without it, what is added to it now.
        """
        added_us = (clock.correction() if correction is None else correction) // timedelta(microseconds=1)
        more |= {"wall_us": microseconds(at) - added_us, "offset_us": added_us, "operator": self.operator}
        return self._writer.operation(kind, subject, payload, **more)

    def append_all(self, operations: list[Operation]) -> None:
        """Add operations inside a ``transaction`` and bring what is read up to date."""
        log.append(self._db, operations)
        self._bring_up_to_date(operations)

    def _bring_up_to_date(self, operations: list[Operation]) -> None:
        self._model.apply(operations)
        kinds = {op.kind for op in operations}
        if Kind.EVENT in kinds:
            self._event = None
        if Kind.TICKET in kinds:
            self._external = None

    def take_in(self, rows: Sequence[Row]) -> list[Operation]:
        """Add rows of other desks inside a ``transaction``; returns the operations that were new and could be folded.

        Each log must go on where it ends here; what is here already is left out.  What cannot be folded is set aside.
        """
        fresh = sharing.new_rows(rows, sharing.heads(self._db))
        operations, faulty = sharing.sorted_out(fresh)
        unfoldable = {id(row) for row, _ in faulty}
        for row, reason in faulty:
            sharing.set_aside(self._db, row, reason)
        log.append_rows(self._db, (row for row in fresh if id(row) not in unfoldable))
        with sharing.folding():
            self._bring_up_to_date(operations)
        self._writer.last_hlc = max([self._writer.last_hlc, *(op.hlc for op in operations)])
        return operations

    # -- the event and its programme ----------------------------------------------------------------------------

    def event(self) -> dict:
        """The event's fields: name, timezone, tag, secret, certificate rule and so on."""
        if self._event is None:
            rows = self._db.execute("SELECT field, value FROM event")
            self._event = {field: log.from_json(value) for field, value in rows}
        return self._event

    def programme(self) -> dict[str, Session]:
        """All sessions by code, in the order of their start."""
        return self._model.programme()

    def counts(self) -> dict[str, list[int]]:
        """By session: [people ever admitted, people inside]."""
        return self._model.counts()

    def layouts(self) -> dict[str, OwnLayout]:
        """The event's own layouts by name."""
        return layouts.read(self._db)

    def meetings(self, session: str | None = None) -> list[Meeting]:
        """All one-to-one meetings, or those of one session, in the order of their start and table."""
        return meetings.read(self._db, session)

    def operators(self) -> dict[str, Operator]:
        """Everybody who works at the desks, by name; empty while the event is open to whoever sits there."""
        return self._model.operators()

    def sign_ins(self, name: str) -> list[Operation]:
        """Every time somebody of this name signed in or tried to, in the order of the logical clock."""
        return sorted(log.of_subject(self._db, Kind.SIGN_IN, name), key=lambda op: op.hlc)

    # -- people -------------------------------------------------------------------------------------------------

    def attendee(self, attendee_id: str) -> Attendee | None:
        """One person of the roster."""
        row = self._db.execute("SELECT * FROM attendee WHERE id = ?", (attendee_id,)).fetchone()
        return self._attendee(row) if row else None

    def attendees(self) -> list[Attendee]:
        """The whole roster, in the order in which people were added."""
        return [self._attendee(row) for row in self._db.execute("SELECT * FROM attendee ORDER BY rowid")]

    def attendee_count(self) -> int:
        """How many people are on the roster."""
        return self._db.execute("SELECT COUNT(*) FROM attendee").fetchone()[0]

    def holder_of_number(self, number: str) -> Holder | None:
        """Whose ticket the number of one of this event's own codes is."""
        row = self._db.execute(_HOLDER_OF_NUMBER, (number,)).fetchone()
        return Holder(self._attendee(row[1:]), number, bool(row[0])) if row else None

    def is_number_taken(self, number: str) -> bool:
        """Whether an attendee or a ticket has this number."""
        row = self._db.execute(
            "SELECT EXISTS (SELECT 1 FROM attendee WHERE id = ?1) OR EXISTS (SELECT 1 FROM ticket WHERE key = ?1)",
            (number,),
        )
        return bool(row.fetchone()[0])

    def holder_of_text(self, text: str) -> Holder | None:
        """Whose code of another system ``text`` is, as scanned or as a keyboard in another mode typed it.

        A code that two people share but for its case or keyboard mode is found only when it was scanned to the letter.
        """
        for candidate in as_typed(text):
            found = self._holders("key", EXTERNAL + candidate)
            if found:
                return found[0]
        found = self._holders("folded", same_key(text)) if text.strip() else []
        return found[0] if len({holder.key for holder in found}) == 1 else None

    def has_external_codes(self) -> bool:
        """Whether codes of another system were brought along."""
        if self._external is None:
            row = self._db.execute("SELECT 1 FROM ticket WHERE code <> '' LIMIT 1").fetchone()
            self._external = row is not None
        return self._external

    def external_codes(self) -> list[str]:
        """All codes of other systems, in force or not."""
        return [row[0] for row in self._db.execute("SELECT code FROM ticket WHERE code <> ''")]

    def is_external(self, code: str) -> bool:
        """Whether ``code`` is one that another system issued."""
        return self._db.execute("SELECT 1 FROM ticket WHERE key = ?", (EXTERNAL + code,)).fetchone() is not None

    def was_withdrawn(self, attendee_id: str, code: str) -> bool:
        """Whether ``code`` of another system was this person's and is no longer in force."""
        row = self._db.execute(
            "SELECT 1 FROM ticket WHERE key = ? AND attendee_id = ? AND current = 0", (EXTERNAL + code, attendee_id)
        )
        return row.fetchone() is not None

    def ticket_keys(self, attendee_id: str) -> list[str]:
        """Keys of the tickets of one person that are in force."""
        rows = self._db.execute("SELECT key, current FROM ticket WHERE attendee_id = ?", (attendee_id,)).fetchall()
        keys = [key for key, current in rows if current]
        return keys if any(key == attendee_id for key, _ in rows) else [attendee_id, *keys]

    def badge_times(self) -> dict[str, int]:
        """How often a badge was made, by attendee."""
        return dict(self._db.execute("SELECT attendee_id, times FROM badge").fetchall())

    def has_badge(self, attendee_id: str) -> bool:
        """Whether a badge was made for this person."""
        return self._db.execute("SELECT 1 FROM badge WHERE attendee_id = ?", (attendee_id,)).fetchone() is not None

    def badge_fingerprints(self) -> dict[str, str]:
        """What the badge made last said, by attendee; empty for one made before that was noted."""
        return dict(self._db.execute("SELECT attendee_id, fingerprint FROM badge").fetchall())

    def certificates(self) -> list[IssuedCertificate]:
        """Every certificate issued, in the order of issue."""
        rows = self._db.execute("SELECT * FROM certificate ORDER BY issued_us, rowid")
        return [IssuedCertificate(serial, who, moment(us), log.from_json(basis)) for serial, who, us, basis in rows]

    # -- scans --------------------------------------------------------------------------------------------------

    def operation(self, op_id: str) -> Operation | None:
        """An operation by its id, its moment corrected."""
        found = log.by_id(self._db, op_id)
        return found and self._corrected(found)

    def history(self, person: str, code: str, desk: str, until: datetime) -> History:
        """What one person's scans up to ``until`` mean for a scan of ``code`` at ``desk``.

        ``person`` is an attendee's id, or the ticket number of somebody not listed yet.
        """
        until_us = microseconds(until)
        movements = self._model.movements(person, until_us)
        given = (person, code, desk, until_us)
        # Only a scan of the last seconds can be the first beep of a double one; most people have none.
        earliest = until_us - DOUBLE_BEEP // timedelta(microseconds=1)
        last = self._db.execute(f"{_SCANS_OF_CODE} AND at_us >= ? {_NEWEST}", (*given, earliest)).fetchone()
        first = last
        if last and last[4] == Verdict.REPEAT:
            first = self._db.execute(f"{_SCANS_OF_CODE} AND verdict <> 'repeat' {_NEWEST}", given).fetchone()
        stays = attendance.stays(movements, self.programme())
        return History(stays, last and _past_scan(last), first and _past_scan(first))

    def newest_scans(self, limit: int) -> list[Operation]:
        """The scans that arrived last, newest first."""
        return [self._corrected(scan) for scan in log.newest(self._db, Kind.SCAN, limit)]

    def scan_operations(self) -> Iterator[Operation]:
        """Every scan, in the order of arrival."""
        return map(self._corrected, log.of_kind(self._db, Kind.SCAN))

    def _corrected(self, operation: Operation) -> Operation:
        """The operation with what is known by now of its laptop's clock."""
        offset = self._model.clocks.offset(operation)
        return operation if offset == operation.offset_us else replace(operation, offset_us=offset)

    def scans_of(self, person: str) -> list[Operation]:
        """Every scan of one person, in the order in which they were made."""
        rows = self._db.execute("SELECT scan_id FROM scan WHERE person = ? ORDER BY at_us, hlc", (person,)).fetchall()
        return [scan for (scan_id,) in rows if (scan := log.by_id(self._db, scan_id)) is not None]

    def changes_of(self, person: str) -> list[Operation]:
        """What was done about one person other than scanning, in the order in which it was done."""
        return [self._corrected(op) for op in self._model.changes_of(person)]

    def void_of(self, scan_id: str) -> Operation | None:
        """The operation that took a scan back, if one did; of several the first."""
        voids = log.of_subject(self._db, Kind.VOID, scan_id)
        return min(voids, key=lambda op: (op.hlc, op.op_id), default=None)

    def is_voided(self, scan_id: str) -> bool:
        """Whether a scan was taken back."""
        return bool(log.of_subject(self._db, Kind.VOID, scan_id))

    def voided_scans(self) -> dict[str, Operation]:
        """Scans taken back: the operation that did it, by scan id."""
        return {op.subject: op for op in log.of_kind(self._db, Kind.VOID)}

    def movements_by_person(self) -> Iterator[tuple[str, list[Movement]]]:
        """Accepted scans of everybody who has any, one person at a time."""
        rows = self._db.execute(
            "SELECT person, at_us, hlc, scan_id, session, direction, desk, verdict FROM scan"
            " WHERE accepted = 1 AND voided = 0 AND session IS NOT NULL ORDER BY person"
        )
        person, own = None, []
        for who, *fields in rows:
            if who != person:
                if own:
                    yield person, own
                person, own = who, []
            own.append(movement(*fields))
        if own:
            yield person, own

    def operations(self) -> Iterator[Operation]:
        """The whole log in the order in which things were done, whichever desk did them."""
        return log.in_order(self._db)

    def desk_names(self) -> dict[str, str]:
        """What each laptop that scanned is called, by its id."""
        return log.desk_names(self._db)

    def length(self) -> int:
        """How many operations have arrived in this file."""
        return self._db.execute("SELECT COALESCE(MAX(arrival), 0) FROM op").fetchone()[0]

    # -- safe keeping --------------------------------------------------------------------------------------------

    def copy_to(self, target: Path) -> None:
        """Write a whole, consistent copy of the event file."""
        event_file.copy_to(self.file, target)

    def examine(self) -> Examination:
        """Check the file, the log and the read model; changes nothing."""
        return examine(self.file)

    def rebuild(self) -> None:
        """Fold the whole log anew."""
        with self.transaction():
            self._model.rebuild()

    # -- rows ---------------------------------------------------------------------------------------------------

    def _holders(self, column: str, value: str) -> list[Holder]:
        rows = self._db.execute(
            f"SELECT key, attendee_id, current FROM ticket WHERE {column} = ? ORDER BY current DESC, attendee_id",
            (value,),
        ).fetchall()
        holders = [(self.attendee(attendee_id), key, bool(current)) for key, attendee_id, current in rows]
        return [Holder(attendee, key, current) for attendee, key, current in holders if attendee is not None]

    def _attendee(self, row: tuple) -> Attendee:
        (attendee_id, name, name_latin, affiliation, title, category, email, phone, notes, language, sessions, status,
         reason, external_id, mark, needs, consent, number, code) = row  # fmt: skip
        event = self.event()
        return Attendee(
            attendee_id, name, name_latin, affiliation, title, category, email, phone, notes, language,
            tuple(log.from_json(sessions)), Status(status), reason, external_id,
            code or issue(number, event["tag"], bytes.fromhex(event["secret"])), mark, needs, consent,
        )  # fmt: skip


def _past_scan(row: tuple) -> PastScan:
    at_us, session, direction, desk, verdict, overridden, code, asked = row
    return PastScan(
        moment(at_us), desk, session, Verdict(verdict), code, Asked(asked) if asked else None, bool(overridden),
        Direction(direction),
    )  # fmt: skip
