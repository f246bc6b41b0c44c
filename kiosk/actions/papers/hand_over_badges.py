"""Badges of people who checked themselves in and still stand without one: the staff desk's list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from kiosk import clock
from kiosk.actions.access import require
from kiosk.actions.handles import takes_event
from kiosk.actions.papers.print_queue import take_step
from kiosk.core.access import Permission
from kiosk.core.print_job import Occasion, PrintJob, State, Step
from kiosk.core.roster import Attendee
from kiosk.store.records import Records

PATIENCE = timedelta(seconds=12)
"""A badge on its way is not waiting yet: a printer takes a few seconds."""
_ON_ITS_WAY = (State.QUEUED, State.SENT)
_STUCK = (State.HELD, State.FAILED, State.UNKNOWN)


@dataclass(frozen=True, slots=True)
class WaitingBadge:
    """A badge that did not come out at the self-service desk, and whose it is."""

    job: PrintJob
    person: Attendee


@takes_event
def waiting_badges(records: Records) -> tuple[WaitingBadge, ...]:
    """The badges owed from self-service, longest waiting first."""
    now = clock.now()
    jobs = [
        job
        for job in records.print_jobs.in_state(*_ON_ITS_WAY, *_STUCK)
        if job.occasion is Occasion.SELF_SERVICE and (job.state in _STUCK or now - job.created_at > PATIENCE)
    ]
    people = ((job, records.people.get(job.attendee_id)) for job in jobs)
    return tuple(WaitingBadge(job, person) for job, person in people if person is not None)


@takes_event
def print_once_more(records: Records, job_ids: Iterable[str]) -> tuple[PrintJob, ...]:
    """Give the badges to the printer again."""
    require(records, Permission.PRINT)
    job_ids = list(job_ids)
    return (*take_step(records, job_ids, Step.RELEASE), *take_step(records, job_ids, Step.RETRY))


@takes_event
def hand_over(records: Records, job_ids: Iterable[str]) -> tuple[PrintJob, ...]:
    """The people have their badges in hand, however they were made: noted as printed."""
    require(records, Permission.PRINT)
    job_ids = list(job_ids)
    for step in (Step.RELEASE, Step.RETRY, Step.SEND):
        take_step(records, job_ids, step)
    return take_step(records, job_ids, Step.CONFIRM)
