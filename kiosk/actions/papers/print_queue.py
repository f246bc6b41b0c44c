"""The print queue: what is to be printed, what becomes of it, and what a person does about it.

Nothing here touches a printer: ``print_out`` makes the page and hands it over.  The order is always the same.  A job is
stored as sent, then handed over, then looked after until the printer says it is done; only then is the badge noted in
the log as printed.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk import clock
from kiosk.actions.access import require
from kiosk.actions.handles import takes_event
from kiosk.core.access import Permission
from kiosk.core.operation import Kind, clean
from kiosk.core.print_job import (
    AT_ONCE,
    OPEN,
    Occasion,
    Paper,
    PrintJob,
    State,
    Step,
    after,
    badge_digest,
    may,
    to_send,
)
from kiosk.core.printer_setup import PrintSetup
from kiosk.core.roster import Attendee
from kiosk.errors import KioskError
from kiosk.store.log import new_uuid7
from kiosk.store.records import Records

_BADGES = (Paper.BADGE, Paper.LABEL)
_OWED_ONLY = (Occasion.CHECK_IN, Occasion.SELF_SERVICE)


@dataclass(frozen=True, slots=True)
class Enqueued:
    """What came of a wish to print: jobs now on their way, and people for whom one was on its way already."""

    jobs: tuple[PrintJob, ...]
    waiting: tuple[PrintJob, ...] = ()


@takes_event
def enqueue_badges(
    records: Records,
    attendee_ids: Iterable[str],
    *,
    paper: Paper = Paper.BADGE,
    occasion: Occasion = Occasion.BY_HAND,
    printer: str = "",
    reason: str = "",
    desk: str = "",
) -> Enqueued:
    """Queue a badge for each person, in this order.

    Nobody is queued twice: who has a job under way keeps it, and one that failed is tried again.  At check-in and in
    self-service only those are queued who have no badge yet.  ``printer`` is empty for the one assigned to ``paper``.
    Raises ``attendee.unknown`` for an id that nobody has and ``print.no_reason`` when a badge is to be printed
    ``AGAIN`` without saying why; nothing is queued then.
    """
    if occasion not in _OWED_ONLY:
        require(records, Permission.PRINT)
    if occasion is Occasion.AGAIN and not reason.strip():
        raise KioskError("print.no_reason")
    wanted = list(dict.fromkeys(attendee_ids))
    new = _Draft(paper, occasion, printer, reason, desk, records.caller.operator)
    jobs, waiting = [], []
    with records.transaction():
        for attendee_id in wanted:
            if records.people.get(attendee_id) is None:
                raise KioskError("attendee.unknown", id=attendee_id)
            job = _badge_under_way(records, attendee_id)
            if job is not None and job.state is not State.FAILED:
                waiting.append(job)
            elif job is not None:
                jobs.append(after(job, Step.RETRY, clock.now(), printer=printer or job.printer))
            elif occasion not in _OWED_ONLY or not records.papers.has_badge(attendee_id):
                jobs.append(new.job(attendee_id=attendee_id))
        records.print_jobs.write(jobs)
    return Enqueued(tuple(jobs), tuple(waiting))


@takes_event
def enqueue_certificates(
    records: Records, attendee_ids: Iterable[str], *, printer: str = "", reason: str = "", desk: str = ""
) -> Enqueued:
    """Queue the certificate of each person; raises ``print.no_certificate`` for one who was issued none."""
    require(records, Permission.PRINT)
    issued = _holders(records)
    wanted = list(dict.fromkeys(attendee_ids))
    for attendee_id in wanted:
        if attendee_id not in issued:
            person = records.people.get(attendee_id)
            raise KioskError("print.no_certificate", name=person.name if person else attendee_id)
    new = _Draft(Paper.CERTIFICATE, Occasion.BY_HAND, printer, reason, desk, records.caller.operator)
    return _enqueue(records, [new.job(attendee_id=attendee_id) for attendee_id in wanted])


@takes_event
def enqueue_file(
    records: Records, file: Path, *, paper: Paper = Paper.REPORT, printer: str = "",
    occasion: Occasion = Occasion.BY_HAND, reason: str = "", desk: str = "",
) -> Enqueued:  # fmt: skip
    """Queue a finished PDF; raises ``print.no_file`` when it is not there."""
    require(records, Permission.PRINT)
    if file.suffix.lower() != ".pdf" or not file.is_file():
        raise KioskError("print.no_file", file=str(file))
    return _enqueue(
        records,
        [_Draft(paper, occasion, printer, reason, desk, records.caller.operator).job(file=str(file.absolute()))],
    )


@takes_event
def print_again(records: Records, job_ids: Collection[str], reason: str, *, desk: str = "") -> Enqueued:
    """Queue the same once more for another reason; raises ``print.no_reason`` without one."""
    require(records, Permission.PRINT)
    if not reason.strip():
        raise KioskError("print.no_reason")
    jobs = [job for job_id in job_ids if (job := records.print_jobs.job(job_id)) is not None]
    again = [
        _Draft(job.paper, Occasion.AGAIN, job.printer, reason, desk, records.caller.operator).job(
            attendee_id=job.attendee_id, file=job.file
        )
        for job in jobs
        if job.state not in OPEN
    ]
    return _enqueue(records, again)


# -- what a person does to jobs ------------------------------------------------------------------------------------


@takes_event
def decide(records: Records, job_ids: Iterable[str], step: Step) -> tuple[PrintJob, ...]:
    """A person holds, releases, retries, cancels or confirms jobs; returns those to which it could still happen."""
    require(records, Permission.PRINT)
    return take_step(records, job_ids, step)


@takes_event
def move(records: Records, job_ids: Iterable[str], printer: str) -> tuple[PrintJob, ...]:
    """Give jobs to another printer; they are queued there."""
    require(records, Permission.PRINT)
    return take_step(records, job_ids, Step.MOVE, printer=printer, spool_id="")


# -- what becomes of jobs ------------------------------------------------------------------------------------------


def take_step(records: Records, job_ids: Iterable[str], step: Step, **changes: object) -> tuple[PrintJob, ...]:
    """Take jobs one step on; those to which it cannot happen any more stay as they are.

    Returns the jobs as they are now that changed.  One that is confirmed is noted as printed.
    """
    with records.transaction():
        found = [job for job_id in job_ids if (job := records.print_jobs.job(job_id)) is not None and may(job, step)]
        now = clock.now()
        changed = [after(job, step, now, **changes) for job in found]
        records.print_jobs.write(changed)
        if step is Step.CONFIRM:
            _note_badges(records, changed)
    return tuple(changed)


@takes_event
def recover(records: Records) -> tuple[PrintJob, ...]:
    """After a start: whatever was sent by a program that is no more is unknown now.  Returns those jobs."""
    sent = [job.id for job in records.print_jobs.in_state(State.SENT)]
    return take_step(records, sent, Step.LOSE) if sent else ()


def next_jobs(records: Records, setup: PrintSetup, blocked: Collection[str] = ()) -> tuple[PrintJob, ...]:
    """Take the jobs to hand over next, oldest first; they are stored as sent when this returns.

    ``blocked`` are printers that are not there at the moment: their jobs wait.
    """
    jobs = records.print_jobs
    stopped = setup.paused() | set(blocked)
    chosen = to_send(jobs.in_state(State.SENT), jobs.first_queued(AT_ONCE), setup.assigned(), stopped)
    if not chosen:
        return ()
    now = clock.now()
    sent = [after(job, Step.SEND, now) for job in chosen]
    with records.transaction():
        jobs.write(sent)
    return tuple(sent)


def note_spooled(records: Records, job: PrintJob) -> None:
    """Store what the printer's own queue calls a job handed over, and what was printed; it may be gone already."""
    with records.transaction():
        stored = records.print_jobs.job(job.id)
        if stored is not None and stored.state is State.SENT:
            records.print_jobs.write([replace(stored, spool_id=job.spool_id, fingerprint=job.fingerprint)])


def note_printed(records: Records, job_ids: Iterable[str]) -> tuple[PrintJob, ...]:
    """The paper came out: the badge is noted in the log."""
    return take_step(records, job_ids, Step.CONFIRM)


def note_failed(records: Records, job_id: str, trouble: KioskError) -> tuple[PrintJob, ...]:
    """The job came to nothing, and why."""
    details = {name: str(clean(str(value))) for name, value in trouble.details.items()}
    return take_step(records, [job_id], Step.FAIL, trouble=trouble.code, details=details)


def put_back(records: Records, job_id: str) -> tuple[PrintJob, ...]:
    """The printer was not there, and nothing was handed over: the job waits for it."""
    return take_step(records, [job_id], Step.PUT_BACK)


def badge_digest_of(records: Records, person: Attendee) -> str:
    """What the badge of this person says now."""
    return badge_digest(person, records.event.ticket_key().secret)


@dataclass(frozen=True, slots=True)
class _Draft:
    """What the jobs of one wish have in common."""

    paper: Paper
    occasion: Occasion
    printer: str
    reason: str
    desk: str
    operator: str

    def job(self, *, attendee_id: str = "", file: str = "") -> PrintJob:
        now = clock.now()
        return PrintJob(
            new_uuid7(), self.paper, self.occasion, now, now, attendee_id, file, self.printer,
            str(clean(self.reason.strip())), self.operator, self.desk,
        )  # fmt: skip


def _badge_under_way(records: Records, attendee_id: str) -> PrintJob | None:
    """The badge of a person that still waits for paper or for somebody to look at it."""
    jobs = [job for job in records.print_jobs.of_person(attendee_id) if job.paper in _BADGES and job.state in OPEN]
    return jobs[-1] if jobs else None


def _enqueue(records: Records, jobs: list[PrintJob]) -> Enqueued:
    with records.transaction():
        records.print_jobs.write(jobs)
    return Enqueued(tuple(jobs))


def _note_badges(records: Records, jobs: Iterable[PrintJob]) -> None:
    now = clock.now()
    records.append_all([
        records.new_operation(Kind.BADGE, job.attendee_id, _badge_payload(job), at=now)
        for job in jobs
        if job.paper in _BADGES and job.attendee_id and job.occasion is not Occasion.TEST
    ])  # fmt: skip


def _badge_payload(job: PrintJob) -> dict[str, object]:
    return {
        "files": [], "printer": job.printer, "paper": job.paper, "occasion": job.occasion, "reason": job.reason,
        "desk": job.desk, "times": job.times, "fingerprint": job.fingerprint,
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A job and whose paper or which file it is."""

    job: PrintJob
    what: str


@dataclass(frozen=True, slots=True)
class Queue:
    """The queue as it stands: how many jobs are in each state, those to hand over now, those in the printers or first
    in line for one, and those that a crash left behind.
    """

    counts: dict[State, int]
    next: tuple[PrintJob, ...] = ()
    waiting: tuple[PrintJob, ...] = ()
    lost: tuple[PrintJob, ...] = ()


@takes_event
def newest_lines(records: Records, limit: int) -> tuple[Line, ...]:
    """The jobs that changed last, newest first."""
    return tuple(line_of(records, job) for job in records.print_jobs.newest(limit))


@takes_event
def line_of(records: Records, job: PrintJob) -> Line:
    """A job with the name of its person or file."""
    person = records.people.get(job.attendee_id) if job.attendee_id else None
    return Line(job, person.name if person else job.file.replace("\\", "/").rpartition("/")[2])


@takes_event
def take_next(records: Records, setup: PrintSetup, blocked: Collection[str] = ()) -> Queue:
    """Take the jobs to hand over next, and how the queue stands then."""
    chosen, jobs = next_jobs(records, setup, blocked), records.print_jobs
    return Queue(jobs.counts(), chosen, (*jobs.in_state(State.SENT), *jobs.first_queued(1)))


@takes_event
def recover_spooled(records: Records) -> tuple[PrintJob, ...]:
    """After a start: what the last run left without an end, and the printer's own queue may still know."""
    recover(records)
    return tuple(job for job in records.print_jobs.in_state(State.UNKNOWN) if job.spool_id)


@takes_event
def jobs_of(records: Records, job_ids: Iterable[str]) -> list[PrintJob]:
    """The jobs of these ids as they are stored by now."""
    return [job for job_id in job_ids if (job := records.print_jobs.job(job_id)) is not None]


@takes_event
def state_of(records: Records, job_id: str) -> State | None:
    """How a job stands, if there is one of this id."""
    job = records.print_jobs.job(job_id)
    return job.state if job else None


@takes_event
def has_badge(records: Records, attendee_id: str) -> bool:
    """Whether a badge was made for this person."""
    return records.papers.has_badge(attendee_id)


@takes_event
def with_certificate(records: Records, attendee_ids: Iterable[str]) -> list[str]:
    """Those of the people who were issued a certificate."""
    issued = _holders(records)
    return [attendee_id for attendee_id in attendee_ids if attendee_id in issued]


def _holders(records: Records) -> set[str]:
    return {certificate.attendee_id for certificate in records.papers.certificates() if certificate.is_valid}
