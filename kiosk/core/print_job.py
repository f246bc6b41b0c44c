"""One piece of paper on its way: what may happen to it, and in which state it is then.

Printing is a state of its own beside the check-in: a person is admitted whatever becomes of the badge.  A job is noted
as sent *before* it is handed to a printer, so a program that dies in between finds it as sent when it starts again.
Then nobody can know whether the paper came out: the job is ``unknown``, and a person looks and says.  It is never
printed twice unasked, and never forgotten.
"""

import hashlib
import hmac
import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from kiosk.core.roster import ON_PAPER, Attendee

AT_ONCE = 2
"""So many jobs a printer is given ahead: it never waits for us, and little is lost in it when it jams."""


WAITS_FOR = frozenset({"printer.missing", "printer.no_service", "printer.rejects", "printer.no_commands"})
"""Troubles of a printer that is not there: its jobs wait for it instead of failing one after the other."""


class Paper(StrEnum):
    """Kinds of paper; each may have a printer of its own."""

    BADGE = "badge"
    LABEL = "label"
    CERTIFICATE = "certificate"
    REPORT = "report"


class State(StrEnum):
    """How far a job is."""

    QUEUED = "queued"
    HELD = "held"  # kept back by a person
    SENT = "sent"  # given to the printer, or about to be
    PRINTED = "printed"
    FAILED = "failed"
    UNKNOWN = "unknown"  # it was sent, and nobody knows what became of it
    CANCELLED = "cancelled"


class Step(StrEnum):
    """What can happen to a job."""

    SEND = "send"
    PUT_BACK = "put_back"  # the printer was not there: nothing was handed over
    CONFIRM = "confirm"
    FAIL = "fail"
    LOSE = "lose"
    FIND = "find"  # the printer still has what was thought lost
    HOLD = "hold"
    RELEASE = "release"
    RETRY = "retry"
    MOVE = "move"
    CANCEL = "cancel"


class Occasion(StrEnum):
    """Why something is printed."""

    CHECK_IN = "check_in"
    SELF_SERVICE = "self_service"
    BY_HAND = "by_hand"
    BATCH = "batch"
    AGAIN = "again"
    TEST = "test"


STEPS: dict[Step, dict[State, State]] = {
    Step.SEND: {State.QUEUED: State.SENT},
    Step.PUT_BACK: {State.SENT: State.QUEUED},
    Step.CONFIRM: {State.SENT: State.PRINTED, State.UNKNOWN: State.PRINTED},
    Step.FAIL: {State.SENT: State.FAILED, State.UNKNOWN: State.FAILED},
    Step.LOSE: {State.SENT: State.UNKNOWN},
    Step.FIND: {State.UNKNOWN: State.SENT},
    Step.HOLD: {State.QUEUED: State.HELD},
    Step.RELEASE: {State.HELD: State.QUEUED},
    Step.RETRY: {State.FAILED: State.QUEUED, State.UNKNOWN: State.QUEUED, State.CANCELLED: State.QUEUED},
    Step.MOVE: {
        State.QUEUED: State.QUEUED,
        State.HELD: State.HELD,
        State.SENT: State.QUEUED,  # once the first printer gave it back
        State.FAILED: State.QUEUED,
        State.UNKNOWN: State.QUEUED,
    },
    Step.CANCEL: dict.fromkeys((State.QUEUED, State.HELD, State.SENT, State.FAILED, State.UNKNOWN), State.CANCELLED),
}
"""For each step the states in which it may happen, and the state it leads to.  ``docs/printing.md`` draws it."""

OPEN = (State.QUEUED, State.HELD, State.SENT, State.FAILED, State.UNKNOWN)
"""States in which paper is still owed, or somebody has to look."""


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One thing to print.

    ``attendee_id`` says whose badge or certificate it is and ``file`` which finished PDF; one of them is empty.  What a
    badge shows is settled when it is sent, not when it is queued.  ``printer`` is empty for the one assigned to the
    ``paper`` on this laptop.  ``times`` counts how often it was handed over, ``spool_id`` is what the printer's own
    queue calls it, ``trouble`` the code of why it failed with its ``details``, ``fingerprint`` what was printed.
    """

    id: str
    paper: Paper
    occasion: Occasion
    created_at: datetime
    changed_at: datetime
    attendee_id: str = ""
    file: str = ""
    printer: str = ""
    reason: str = ""
    operator: str = ""
    desk: str = ""
    state: State = State.QUEUED
    times: int = 0
    spool_id: str = ""
    trouble: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
    fingerprint: str = ""


def may(job: PrintJob, step: Step) -> bool:
    """Whether ``step`` can happen to the job as it is."""
    return job.state in STEPS[step]


def after(job: PrintJob, step: Step, at: datetime, **changes: Any) -> PrintJob:
    """The job after ``step``; raises ``ValueError`` when that cannot happen to it."""
    if not may(job, step):
        raise ValueError(f"{step} cannot happen to a job that is {job.state}")
    fields: dict[str, Any] = {} if step is Step.FAIL else {"trouble": "", "details": {}}
    if step is Step.SEND:
        fields |= {"times": job.times + 1, "spool_id": ""}
    elif step is Step.PUT_BACK:
        fields["times"] = job.times - 1
    return replace(job, state=STEPS[step][job.state], changed_at=at, **(fields | changes))


def to_send(
    sent: Iterable[PrintJob], queued: Iterable[PrintJob], printer_of: Mapping[Paper, str], stopped: Collection[str] = ()
) -> list[PrintJob]:
    """Which of the ``queued`` jobs to hand over next: in their order, at most ``AT_ONCE`` ahead in each printer.

    A job whose printer is not chosen yet, or is ``stopped``, waits.  Each job returned names its printer.
    """
    ahead = Counter(job.printer for job in sent)
    chosen = []
    for job in queued:
        printer = job.printer or printer_of.get(job.paper, "")
        if printer and printer not in stopped and ahead[printer] < AT_ONCE:
            ahead[printer] += 1
            chosen.append(replace(job, printer=printer))
    return chosen


def badge_digest(person: Attendee, secret: bytes) -> str:
    """What a badge says of a person, as 16 hexadecimal digits: differs when anything printed on it has changed.

    Under the event's secret, so that a name cannot be found out from it by trying names.
    """
    said = [*(getattr(person, name) for name in ON_PAPER), person.ticket_code]
    return hmac.new(secret, json.dumps(said, ensure_ascii=False).encode(), hashlib.sha256).hexdigest()[:16]
