"""The records of one event: what is known, and the one way of adding to it.

``Records`` owns the only connection of the process to an event file and belongs to the thread that opened it.
"""

import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk import clock
from kiosk.core.access import Caller, Role
from kiosk.core.answer_shape import answer_of
from kiosk.core.authority import is_root
from kiosk.core.open_event import OpenEvent
from kiosk.core.operation import Kind, Operation
from kiosk.core.seals import heads_of
from kiosk.errors import KioskError
from kiosk.store import log, sync_rows, trial
from kiosk.store.authority import UNSIGNED, Authority, history_of, signer_with, waiting
from kiosk.store.event_file import EventFile
from kiosk.store.log import Row
from kiosk.store.print_jobs import PrintJobs
from kiosk.store.read_model import ReadModel
from kiosk.store.seals import FIRST_OF_ALL, SEALS, UNSEALED, Name, Seals, Voucher
from kiosk.store.subjects.board import BoardRecords
from kiosk.store.subjects.event import EventRecords
from kiosk.store.subjects.exchange import ExchangeRecords
from kiosk.store.subjects.figures import FigureRecords
from kiosk.store.subjects.handouts import HandoutRecords
from kiosk.store.subjects.imports import ImportRecords
from kiosk.store.subjects.journal import JournalRecords
from kiosk.store.subjects.mails import MailRecords
from kiosk.store.subjects.operators import OperatorRecords
from kiosk.store.subjects.papers import PaperRecords
from kiosk.store.subjects.people import PeopleRecords
from kiosk.store.subjects.programme import ProgrammeRecords
from kiosk.store.subjects.scans import ScanRecords
from kiosk.store.subjects.tickets import TicketRecords
from kiosk.store.timestamps import microseconds

_ABOUT_KEYS = (Kind.GRANT, Kind.WITHDRAW, Kind.LAPTOP)
_OF_PEOPLE = (Kind.ATTENDEE, Kind.TICKET, Kind.BADGE, Kind.CERTIFICATE, Kind.REVOKE, Kind.MERGE)
_OF_EVENT = frozenset({Kind.EVENT, Kind.TRANSLATION, Kind.PURGE})
_log = logging.getLogger(__name__)


class Records(OpenEvent):
    """Appends to the records of one event; its parts, each named by what it holds, answer what is asked of them.

    ``caller`` is in whose name; it stands beside everything that is appended.
    """

    def __init__(self, file: EventFile, desk_id: str = "") -> None:
        self.file = file
        self._db = file.connection
        self._model = ReadModel(self._db)
        self.print_jobs = PrintJobs(self._db, desk_id)
        self._writer = log.Writer(desk_id, log.last_hlc(self._db, trial.furthest_clock(), desk_id))
        self._sealer = log.Writer(desk_id, begins=FIRST_OF_ALL)
        self._sealer.begin_anew()
        self._caller = Caller()
        self.event = EventRecords(self._db, file.path.name)
        self.programme = ProgrammeRecords(self._db, self._model)
        self.handouts = HandoutRecords(self._model)
        self.people = PeopleRecords(self._db, self._model, self.event)
        self.imports = ImportRecords(self._db, self._model, self.people)
        self.tickets = TicketRecords(self._db, self.people)
        self.scans = ScanRecords(self._db, self._model)
        self.papers = PaperRecords(self._db, self._model.purge)
        self.mails = MailRecords(self._db, self._model)
        self.operators = OperatorRecords(self._db, self._model)
        self.exchange = ExchangeRecords(self._db)
        self.authority = Authority(self._db, desk_id)
        self.seals = Seals(self._db, self.authority, desk_id)
        self.journal = JournalRecords(self._db, self._model)
        self.figures = FigureRecords(self._db, self._model)
        self.board = BoardRecords(self._db)
        if file.writable and self._model.presences.are_missing():
            with self.transaction():
                self._model.rebuild()

    @property
    def caller(self) -> Caller:
        """In whose name these records are asked and appended to."""
        return self._caller

    def by(self, caller: Caller) -> "Records":
        """The same records, asked and appended to in the name of ``caller``; whoever holds these goes on as before."""
        theirs = copy(self)
        theirs._caller = caller
        return theirs

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
            self._writer.begin_anew()

    @property
    def path(self) -> Path:
        """Where the event file is."""
        return self.file.path

    def close(self) -> None:
        """Close the event file."""
        self.file.close()

    def read_ahead(self) -> None:
        """Read now what the first scan would have to count: who is inside, whom two desks let in, what was erased."""
        self._model.read_ahead()

    # -- writing -----------------------------------------------------------------------------------------------

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: what is appended in the block is on the disk when it ends, or not at all."""
        try:
            with self.file.transaction():
                yield
        except BaseException:
            # Numbers of an undone transaction were never seen by anybody and are not left as holes: a new log begins.
            self._writer.begin_anew()
            self._sealer.begin_anew()
            self._forget()
            raise

    def _forget(self) -> None:
        """Read everything again when next asked: something of what was read is undone."""
        self._model.forget()
        self.event.forget()
        self.tickets.forget()
        self.authority.forget()
        self.seals.forget()

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
        operation = self.new_operation(
            kind, subject, payload, at=at, op_id=op_id, session=session, direction=direction, correction=correction
        )
        self.append_all([operation])

    def new_operation(
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
    ) -> Operation:
        """An operation numbered next in this process's log, to be given to ``append_all`` in the same transaction.

        ``correction`` is what of ``at`` was added to the laptop's own clock; without it, what is added to it now.
        Raises ``KioskError`` for what would count nowhere: it needs an organiser's signature that cannot be given here.
        """
        sign = self._signer() if self.authority.is_needed(kind, subject, payload) else None
        added_us = (clock.correction() if correction is None else correction) // timedelta(microseconds=1)
        return self._writer.operation(
            kind, subject, payload, wall_us=microseconds(at) - added_us, offset_us=added_us,
            operator=self._caller.operator, op_id=op_id, session=session, direction=direction, sign=sign,
        )  # fmt: skip

    def grant(self, key: str, by: bytes, payload: dict[str, object], *, at: datetime) -> None:
        """Make a public key an organiser's inside a ``transaction``, in the name of the private key ``by``."""
        self._say_of_key(Kind.GRANT, key, by, payload, at)

    def withdraw(self, key: str, by: bytes, *, at: datetime) -> None:
        """Let a public key be an organiser's no more from here on, inside a ``transaction``: what it signed and is here
        stands, what nobody here has heard of does not.
        """
        self._say_of_key(Kind.WITHDRAW, key, by, {"history": history_of(self._db)}, at)

    def _say_of_key(self, kind: Kind, key: str, by: bytes, payload: dict[str, object], at: datetime) -> None:
        self.append_all([self._writer.operation(kind, key, payload, wall_us=microseconds(at), sign=signer_with(by))])

    def signing_key(self) -> bytes | None:
        """The private key with which an organiser's word is signed here, in the name of the caller."""
        person = self.operators.all().get(self._caller.operator)
        return self.authority.signing_key(person.key.public if person and person.key else "")

    def _signer(self) -> log.Sign:
        """Raises ``KioskError`` where nobody here can sign."""
        if (private := self.signing_key()) is not None:
            return signer_with(private)
        people = self.operators.all()
        person = people.get(self._caller.operator)
        if people and (person is None or person.role is not Role.ORGANISER):
            raise KioskError("access.organiser_needed", operator=self._caller.operator)
        raise KioskError("access.organisers_laptop")

    def append_all(self, operations: list[Operation]) -> None:
        """Add operations inside a ``transaction`` and bring what is read up to date."""
        log.append(self._db, operations)
        self._bring_up_to_date(operations)

    def _bring_up_to_date(self, operations: list[Operation]) -> None:
        self._model.apply(operations)
        kinds = {op.kind for op in operations}
        if kinds & _OF_EVENT:
            self.event.forget()
        if Kind.TICKET in kinds:
            self.tickets.forget()
        if kinds & {Kind.GRANT, Kind.WITHDRAW}:
            self.authority.forget()

    def seal(self, rows: Sequence[Row], voucher: Callable[[], Voucher | None]) -> str:
        """Sign that ``rows``, about to be sent, were written here; the log of seals that is to be sent with them, or
        nothing.  ``voucher`` is asked for what this laptop was invited with, once.
        """

        def append(kind: Kind, subject: str, payload: dict[str, object], sign: log.Sign) -> None:
            self._sealer.last_hlc = self._writer.last_hlc
            told = self._sealer.operation(kind, subject, payload, wall_us=microseconds(clock.now()), sign=sign)
            self._writer.last_hlc = self._sealer.last_hlc
            self.append_all([told])
            self.seals.learn(told)

        if not self.authority.root():
            return ""
        with self.transaction():
            return self._sealer.log_id if self.seals.seal(rows, voucher, append) else ""

    def early_words(self) -> list[Row]:
        """Words that people are erased which came while the event still ran, once it is over."""
        early = waiting(self._db, reason=trial.NOT_OVER)
        ends = max((session.ends_at for session in self.programme.sessions().values()), default=None) if early else None
        return [row for row in early if not trial.is_early(log.operation_from(row), ends)]

    def heed_early_words(self) -> list[Operation]:
        """Judge anew what came too early and is due now, inside a ``transaction``; returns what counts."""
        return self._judged(self._brought_back(self.early_words()), ())

    def take_in(
        self, rows: Sequence[Row], trusted: Sequence[str] = (), unsealed: Collection[Name] | None = None
    ) -> list[Operation]:
        """Add rows of other desks inside a ``transaction``; returns the operations that were new and count.

        Each log must go on where it ends here; what is here already is left out.  What cannot be folded, read
        afterwards, or needs a signature that it has not, is set aside with the reason (``kiosk.store.trial``).
        ``trusted`` are marks of the organiser's keys that this laptop was told of (``Authority.accepted``);
        ``unsealed`` names the rows that have to wait for a seal, where ``Seals.unsealed`` was asked already.
        """
        fresh = sync_rows.new_rows(rows, sync_rows.heads(self._db))
        unsealed = self.seals.unsealed(fresh) if unsealed is None else unsealed
        sound, faulty = trial.sorted_out(self._db, fresh)
        for row, reason in faulty:
            sync_rows.set_aside(self._db, row, reason)
        taken = self._judged(sound, trusted, unsealed)
        scans = [op.op_id for op in taken if op.kind == Kind.SCAN]
        if any(op.kind in _ABOUT_KEYS for op in taken):
            self._judge_again(taken, trusted)
        elif held := [*waiting(self._db, scans), *self._sealed_now(fresh, taken)]:
            taken += self._judged(self._brought_back(held), trusted)
        furthest = trial.furthest_clock()  # a clock that is ahead carries nobody along
        self._writer.last_hlc = max([self._writer.last_hlc, *(op.hlc for op in taken if op.hlc <= furthest)])
        return taken

    def _sealed_now(self, fresh: Sequence[Row], taken: Sequence[Operation]) -> list[Row]:
        """Lines that waited for a seal, of logs that went on now or were sealed now."""
        logs = {sync_rows.log_of(row) for row in fresh}
        logs.update(name for op in taken if op.kind == Kind.SEAL for name in heads_of(op))
        return self.seals.sealed_now(logs)

    def _judged(
        self, sound: Sequence[tuple[Row, Operation]], trusted: Sequence[str], unsealed: Collection[Name] = ()
    ) -> list[Operation]:
        """Of lines that are in order those that count: seals, authority, the time, and the trial."""
        ends = max((session.ends_at for session in self.programme.sessions().values()), default=None)
        grants = self.authority.accepted([op for _, op in sound if op.kind == Kind.GRANT], trusted)
        granted = {op.op_id for op in grants}
        unheeded = {
            op.op_id: UNSIGNED if kind == Kind.LAPTOP else UNSEALED
            for kind in SEALS for _, op in sound if op.kind == kind and not self.seals.learn(op, grants)
        }  # fmt: skip
        taken: list[Operation] = []
        # Whether a scan may be taken back is decided by who made it: so scans come first.
        for takes_back in (False, True):
            counts = []
            for row, op in sound:
                if (op.kind == Kind.VOID) is not takes_back:
                    continue
                fault = unheeded.get(op.op_id, "") if op.kind in SEALS else ""
                fault = fault or (UNSEALED if (op.log_id, op.seq) in unsealed else "")
                fault = fault or (UNSIGNED if op.kind == Kind.GRANT and op.op_id not in granted else "")
                fault = fault or self.authority.fault(op, grants)
                fault = fault or (trial.NOT_OVER if trial.is_early(op, ends) else "")
                if fault:
                    sync_rows.set_aside(self._db, row, fault)
                else:
                    counts.append((row, op))
            taken += self._tried(counts)
        return taken

    def _judge_again(self, told: Sequence[Operation], trusted: Sequence[str]) -> None:
        """There are new keys: what was set aside for want of one may count, what came before them may not."""
        is_other, has_root = False, any(op.kind == Kind.GRANT and is_root(op) for op in told)
        laptops = None if has_root else {op.desk_id for op in told if op.kind == Kind.LAPTOP}
        while unheeded := [(row, UNSIGNED) for row in self.authority.unheeded()] or [
            (row, UNSEALED) for row in self.seals.unsealed_here(laptops)
        ]:
            is_other = True
            for row, reason in unheeded:
                self._db.execute("DELETE FROM op WHERE log_id = ? AND seq = ?", row[:2])
                sync_rows.set_aside(self._db, row, reason)
            self._forget()
        if is_other:
            self._model.rebuild()
        found = self._judged(self._brought_back(self._worth_another_try()), trusted)
        if any(op.kind in _ABOUT_KEYS for op in found):
            self._judge_again(found, trusted)

    def _worth_another_try(self) -> list[Row]:
        """Lines set aside for want of a signature, and those whose seal is here by now."""
        unsigned, seals = waiting(self._db), waiting(self._db, kinds=SEALS, reason=UNSEALED)
        self.seals.learn_all([*unsigned, *seals])
        return [*unsigned, *seals, *self.seals.sealed_now(self.seals.logs_waiting())]

    def _brought_back(self, rows: Sequence[Row]) -> list[tuple[Row, Operation]]:
        """Rows that were set aside, taken out from there to be judged anew."""
        self._db.executemany("DELETE FROM set_aside WHERE log_id = ? AND seq = ?", [row[:2] for row in rows])
        return [(row, log.operation_from(row)) for row in rows]

    def _tried(self, tried: Sequence[tuple[Row, Operation]]) -> list[Operation]:
        """The operations that count: all together if they can, else by halves, down to the one that cannot."""
        operations = [op for _, op in tried]
        if not operations:
            return []
        try:
            with trial.savepoint(self._db), trial.folding():
                log.append_rows(self._db, (row for row, _ in tried))
                self._bring_up_to_date(operations)
                self._read_what_was_made(operations)
            return operations
        except trial.UnfoldableError as broken:
            self._forget()
            if len(tried) == 1:
                _log.warning("an operation could not be folded: %s", broken)
                sync_rows.set_aside(self._db, tried[0][0], f"fold.{broken}")
                return []
        half = len(tried) // 2
        return self._tried(tried[:half]) + self._tried(tried[half:])

    def _read_what_was_made(self, operations: Sequence[Operation]) -> None:
        """Read back what operations of other desks made, as screens and commands would."""
        kinds = {op.kind for op in operations}
        if Kind.EVENT in kinds and self.event.is_whole():
            ZoneInfo(self.event.details().timezone)
            self.event.ticket_key()
        if Kind.TRANSLATION in kinds:
            self.event.translations()
        if kinds & {Kind.SESSION, Kind.MEETING, Kind.HANDOUT, Kind.OWN_FIELD}:
            self.programme.sessions(), self.programme.meetings(), self.handouts.all(), self.people.own_fields()
        if Kind.OPERATOR in kinds:
            self.operators.all()
        if Kind.LAYOUT in kinds:
            self.papers.layouts()
        people = {op.subject for op in operations if op.kind in _OF_PEOPLE}
        if self.event.has_key():
            for person in people:
                self.people.get(person)
        self.scans.movements_of([*people, *(op.subject for op in operations if op.kind == Kind.SCAN)])
        for op in operations:
            if op.kind == Kind.SCAN:
                answer_of(op)

    def rebuild(self, added: Sequence[Operation] = ()) -> None:
        """Fold the whole log anew, with operations ``added`` to it first that were written in another file."""
        with self.transaction():
            log.append(self._db, added)
            self._model.rebuild()
