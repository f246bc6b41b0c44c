"""Sending tickets by SMTP: one after the other at a pace, noted before and after, never twice.

The loop talks to a server and may take an hour; it only reads.  What has to be noted is done by ``note``, which runs a
piece of work where the event may be written and returns when that is on the disk.
"""

import secrets
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

from kiosk import clock, mail_server
from kiosk.actions.access import require
from kiosk.actions.handles import takes_event
from kiosk.actions.mails.roll import Receiver, receiver_of
from kiosk.actions.mails.write_letters import Letter, LetterWriter, Papers, mail_of, with_papers
from kiosk.actions.office.access_log import Access, note_access
from kiosk.core.access import Permission
from kiosk.core.mail import MailState, Outcome, reachable_address
from kiosk.core.mail_account import Account, fault_of
from kiosk.core.mail_message import Mailbox, wire
from kiosk.core.open_event import OpenEvent
from kiosk.core.operation import Kind
from kiosk.core.roster import Attendee
from kiosk.errors import KioskError
from kiosk.mail_server import LostError, MailServer, RefusedError, UnsureError
from kiosk.store.records import Records

Note = Callable[[Callable[[OpenEvent], object]], object]
Cancelled = Callable[[], bool]

_BREATH_S = 0.1
_IDLE_S = 20.0
_HANDED = (Outcome.SENT, Outcome.UNSURE)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds: before a mail that was put off is tried again, each time; and before a lost
    connection is made again.  When the waits are used up, the mail is left for another run, or the run ends.
    """

    put_off: tuple[float, ...] = (60, 300, 900)
    lost: tuple[float, ...] = (2, 10, 30, 60)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one person's mail in this run: an outcome, and the server's words."""

    person: Attendee
    address: str
    outcome: Outcome
    server: str = ""


@dataclass(slots=True)
class Run:
    """How far a run is; ``stopped`` is why it ended early, ``left`` are those it did not come to."""

    total: int
    results: dict[str, Result] = field(default_factory=dict)
    left: list[Attendee] = field(default_factory=list)
    stopped: KioskError | None = None

    def of(self, *outcomes: Outcome) -> list[Result]:
        """The results with one of these outcomes, in their order."""
        return [result for result in self.results.values() if result.outcome in outcomes]


Tell = Callable[[Run], None]


@dataclass(slots=True)
class _Turn:
    """Somebody whose turn is to come: not before a moment of the monotonic clock."""

    receiver: Receiver
    papers: Papers
    not_before: float = 0.0
    tried: int = 0


@takes_event
def send_tickets(
    records: Records, receivers: Iterable[Receiver], account: Account, password: str, *, note: Note,
    tell: Tell = lambda _run: None, cancelled: Cancelled = lambda: False, patience: Patience | None = None,
) -> Run:  # fmt: skip
    """Send everybody of ``receivers`` their ticket and note what became of each.

    A run that ends early is gone on with by a later one: whoever got their mail is not due any more.  Raises
    ``KioskError`` when nothing could be begun: a fault of the account, a server that cannot be reached or lets nobody
    in.
    """
    require(records, Permission.SEND_MAIL)
    check_account(account)
    wanted = list(receivers)
    if not wanted:
        raise KioskError("mail.nobody_due")
    note(takes_event(_settle_begun))
    sending = _Sending(records, wanted, account, password, note, tell, cancelled, patience or Patience())
    run = sending.go()
    note_access(records, Access.MAIL, len(run.of(*_HANDED)))
    return run


@takes_event
def send_trial(records: Records, letter: Letter, account: Account, password: str, to: str) -> str:
    """Send one person's mail to somebody who wants to see it first, and return what the server said; nothing is noted
    of the person.  Raises ``KioskError`` when it could not be sent.
    """
    require(records, Permission.SEND_MAIL)
    check_account(account)
    address = reachable_address(to)
    if not address:
        raise KioskError("mail.bad_trial", email=to)
    ((_letter, papers),) = with_papers(records, [letter])
    sender = _sender(account)
    mail = mail_of(letter, papers, sender, clock.now(), secrets.token_hex(16), to=address, reply_to=account.reply_to)
    try:
        with mail_server.connected(account, password) as server:
            said = server.send(sender.address, address, wire(mail))
    except RefusedError as trouble:
        raise KioskError("mail.trial_refused", why=trouble.words) from None
    except (LostError, UnsureError):
        raise KioskError("mail.unreachable", host=account.host, port=account.port, why="SMTP") from None
    note_access(records, Access.MAIL, 1)
    return said


def check_account(account: Account) -> None:
    """Raises ``KioskError`` for an account with which nothing can be sent."""
    fault = fault_of(account)
    if fault:
        raise KioskError(fault)


def _sender(account: Account) -> Mailbox:
    box = account.mailbox
    if box is None:
        raise KioskError("mail.no_sender")
    return box


class _Sending:
    """One run: its queue, its connection, and what it noted."""

    def __init__(
        self, records: Records, receivers: list[Receiver], account: Account, password: str, note: Note, tell: Tell,
        cancelled: Cancelled, patience: Patience,
    ) -> None:  # fmt: skip
        self._account, self._password = account, password
        self._note, self._tell, self._cancelled, self._patience = note, tell, cancelled, patience
        self._sender = _sender(account)
        self._of = {one.person.id: one for one in receivers}
        self._fresh = with_papers(records, [one.letter for one in receivers])
        self._again: deque[_Turn] = deque()
        self._server: MailServer | None = None
        self._next_at = self._used_at = 0.0
        self._run = Run(len(receivers))

    def go(self) -> Run:
        """Until everybody's mail has an outcome, or something stops the run."""
        try:
            self._connect(first=True)
            while not self._cancelled() and (turn := self._next_turn()) is not None:
                self._take(turn)
                self._tell(self._run)
        except KioskError as trouble:
            if not self._run.results:
                raise
            self._run.stopped = trouble
        finally:
            self._fresh.close()
            self._disconnect()
        done = self._run.results.keys()
        self._run.left = [one.person for attendee_id, one in self._of.items() if attendee_id not in done]
        return self._run

    def _next_turn(self) -> _Turn | None:
        """Whose turn is next: who was put off long enough, else somebody new, else whoever is to wait shortest."""
        now = time.monotonic()
        ready = next((turn for turn in self._again if turn.not_before <= now), None)
        if ready is None and (fresh := next(self._fresh, None)) is not None:
            letter, papers = fresh
            return _Turn(self._of[letter.person.id], papers)
        if ready is None and self._again:
            ready = min(self._again, key=lambda turn: turn.not_before)
        if ready is not None:
            self._again.remove(ready)
        return ready

    def _take(self, turn: _Turn) -> None:
        if not self._wait_until(max(turn.not_before, self._next_at)):
            return
        if self._server is not None and time.monotonic() - self._used_at > _IDLE_S and not self._server.is_there():
            self._disconnect()
        if self._server is None:
            self._connect()
        if self._server is None:  # cancelled while it waited
            return
        person, address = turn.receiver.person, turn.receiver.letter.address
        mail = self._note(partial(takes_event(_begin), receiver=turn.receiver))
        if not isinstance(mail, str):  # changed, cancelled or sent since: another run sees to it
            return
        self._next_at = time.monotonic() + 60 / self._account.pace
        outcome, said = self._hand_over(self._server, turn, mail)
        self._used_at = time.monotonic()
        self._note(partial(_answer, receiver=turn.receiver, mail=mail, outcome=outcome, said=said))
        self._run.results[person.id] = Result(person, address, outcome, said)
        if outcome is Outcome.PUT_OFF:
            self._put_off(turn, lost=not said)

    def _hand_over(self, server: MailServer, turn: _Turn, mail: str) -> tuple[Outcome, str]:
        letter = turn.receiver.letter
        mark = "".join(filter(str.isalnum, mail))
        content = wire(mail_of(
            letter, turn.papers, self._sender, clock.now(), mark, reply_to=self._account.reply_to
        ))  # fmt: skip
        try:
            return Outcome.SENT, server.send(self._sender.address, letter.address, content)
        except RefusedError as refused:
            if refused.closing:
                self._disconnect()
            if refused.of_sender and not refused.now:
                said = refused.words
                self._note(partial(_answer, receiver=turn.receiver, mail=mail, outcome=Outcome.PUT_OFF, said=said))
                raise KioskError(
                    "mail.sender_refused", email=self._sender.address, host=self._account.host, why=said
                ) from None
            return (Outcome.PUT_OFF if refused.now else Outcome.REFUSED), refused.words
        except LostError:
            self._disconnect()
            return Outcome.PUT_OFF, ""
        except UnsureError:
            self._disconnect()
            return Outcome.UNSURE, ""

    def _put_off(self, turn: _Turn, *, lost: bool) -> None:
        """Try it again, as often as there is a wait for it: at once after a lost connection, which has waits of its
        own.
        """
        waits = tuple(0.0 for _wait in self._patience.lost) if lost else self._patience.put_off
        if turn.tried < len(waits):
            turn.not_before = time.monotonic() + waits[turn.tried]
            turn.tried += 1
            self._again.append(turn)

    def _connect(self, *, first: bool = False) -> None:
        """Make the connection; a lost one is made again after a while, and what is wrong with the account is told at
        once."""
        waits = iter(() if first else self._patience.lost)
        while True:
            try:
                self._server = mail_server.connect(self._account, self._password)
                return
            except KioskError as trouble:
                wait = next(waits, None)
                if wait is None or trouble.code != "mail.unreachable":
                    raise
                if not self._wait_until(time.monotonic() + wait):
                    return

    def _disconnect(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None

    def _wait_until(self, moment: float) -> bool:
        """Wait for a moment of the monotonic clock; false when the run was cancelled meanwhile."""
        while (left := moment - time.monotonic()) > 0:
            if self._cancelled():
                return False
            time.sleep(min(left, _BREATH_S))
        return not self._cancelled()


def _begin(records: Records, receiver: Receiver) -> str | None:
    """Note that a mail is begun and return its id; None when what was to be sent does not hold any more."""
    person = records.people.get(receiver.person.id)
    if person is None:
        return None
    now = receiver_of(LetterWriter(records), person, records.mails.of(person.id))
    still_so = now.state is MailState.DUE or now.state is receiver.state
    if now.letter.content != receiver.letter.content or not still_so:
        return None
    payload: dict[str, object] = {
        "state": Outcome.BEGUN, "address": now.letter.address, "content": now.letter.content,
    }  # fmt: skip
    with records.transaction():
        begun = records.new_operation(Kind.MAIL, person.id, payload, at=clock.now())
        records.append_all([begun])
    return begun.op_id


def _settle_begun(records: Records) -> None:
    """Mails that an earlier run of this laptop began and never knew the answer of: told as unsure from now on."""
    open_ends = [
        (person, mail)
        for person, mails in records.mails.all().items()
        for mail in mails
        if mail.outcome is Outcome.BEGUN and mail.desk == records.desk_id
    ]
    for person, mail in open_ends:
        _note_answer(records, person, mail.mail, mail.address, Outcome.UNSURE)


@takes_event
def _answer(records: Records, receiver: Receiver, mail: str, outcome: Outcome, said: str) -> None:
    _note_answer(records, receiver.person.id, mail, receiver.letter.address, outcome, said)


def _note_answer(records: Records, attendee_id: str, mail: str, address: str, outcome: Outcome, said: str = "") -> None:
    with records.transaction():
        payload: dict[str, object] = {"state": outcome, "of": mail, "address": address, "server": said}
        records.append(Kind.MAIL, attendee_id, payload, at=clock.now())
