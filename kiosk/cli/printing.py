"""``kiosk print`` and ``kiosk queue``."""

from pathlib import Path
from typing import Any

import click

from kiosk.actions.papers import print_queue
from kiosk.actions.papers.choose_badges import choose_badges
from kiosk.actions.papers.print_queue import Enqueued
from kiosk.actions.papers.printer_setup import load_setup, save_setup
from kiosk.cli.choosing import choosing
from kiosk.cli.shared import EVENT, JSON, PATH, desk_name, print_json, reading, utc_text, writing
from kiosk.core.open_event import OpenEvent
from kiosk.core.print_job import OPEN, Occasion, Paper, PrintJob, State, Step
from kiosk.errors import KioskError
from kiosk.words import error_messages, terms
from kiosk.words.catalogue import _

_MOST_SHOWN = 1000


@click.command("print", epilog="Example: kiosk print workshop.kiosk --only unprinted --category 산 --sort name")
@EVENT
@choosing(default="unprinted")
@click.option("--paper", type=click.Choice([*Paper]), default=Paper.BADGE, show_default=True, help="Kind of paper.")
@click.option("--file", type=PATH, help="Print this PDF instead of badges.")
@click.option("--printer", default="", help="The printer; default: the one set for this paper.")
@click.option("--reason", default="", help="Reason for printing a badge again.")
@click.option("--wait", type=float, default=60.0, show_default=True, help="Seconds to wait for printing to finish.")
@JSON
def print_command(event: Path, *, wait: float, as_json: bool, **wish: Any) -> None:
    """Print badges, certificates or a PDF through the queue of this laptop.

    What is not printed in time stays in the queue and is printed by the window, or the next time this is run.
    """
    # imported late: what talks to printers is needed by this verb alone
    from kiosk.actions.papers.print_out import print_waiting

    setup = load_setup()
    with writing(event) as records:
        asked = _enqueue(records, **wish)
        away = print_waiting(records, setup, seconds=wait, tell=save_setup)
        jobs = print_queue.jobs_of(records, [one.id for one in (*asked.jobs, *asked.waiting)])
        for job in jobs:
            _show(print_queue.line_of(records, job), as_json=as_json)
    if not jobs and not as_json:
        click.echo(_("There is nothing to print."))
    for trouble in away.values():
        click.echo(error_messages.explain(trouble.code, trouble.details), err=True)
    unfinished = [job for job in jobs if job.state in OPEN]
    if unfinished:
        if not setup.printer_for(Paper(wish["paper"])) and not wish["printer"]:
            raise KioskError("printer.none_chosen")
        raise KioskError("print.not_done", count=len(unfinished))


@click.command("queue", epilog="Example: kiosk queue workshop.kiosk --json")
@EVENT
@click.option("--retry", multiple=True, metavar="JOB", help="Print a failed or unclear job again.")
@click.option("--printed", multiple=True, metavar="JOB", help="Confirm that an unclear job was printed.")
@click.option("--cancel", multiple=True, metavar="JOB", help="Remove a job from the queue.")
@JSON
def queue_command(
    event: Path, retry: tuple[str, ...], printed: tuple[str, ...], cancel: tuple[str, ...], as_json: bool
) -> None:
    """Show the print queue, newest first: what is waiting, printed or failed, and why."""
    steps = {Step.RETRY: retry, Step.CONFIRM: printed, Step.CANCEL: cancel}
    if any(steps.values()):
        with writing(event) as records:
            for step, jobs in steps.items():
                _decide(records, jobs, step)
            _show_all(records, as_json=as_json)
    else:
        with reading(event) as records:
            _show_all(records, as_json=as_json)


def _decide(records: OpenEvent, jobs: tuple[str, ...], step: Step) -> None:
    done = {job.id for job in print_queue.decide(records, jobs, step)}
    if left := [job for job in jobs if job not in done]:
        raise KioskError("print.no_job", job=", ".join(left))


def _enqueue(
    records: OpenEvent, *, paper: str, file: Path | None, printer: str, reason: str, **choice: Any
) -> Enqueued:
    wish: dict[str, Any] = {"printer": printer, "reason": reason, "desk": desk_name(None)}
    if file is not None:
        return print_queue.enqueue_file(records, file, **wish)
    people = choose_badges(records, **choice)
    chosen = [person.id for person in people]
    if paper == Paper.CERTIFICATE:
        return print_queue.enqueue_certificates(records, print_queue.with_certificate(records, chosen), **wish)
    occasion = Occasion.AGAIN if reason else Occasion.BATCH
    return print_queue.enqueue_badges(records, chosen, paper=Paper(paper), occasion=occasion, **wish)


def _show_all(records: OpenEvent, *, as_json: bool) -> None:
    for line in print_queue.newest_lines(records, _MOST_SHOWN):
        _show(line, as_json=as_json)


def _show(line: print_queue.Line, *, as_json: bool) -> None:
    job, what = line.job, line.what
    if as_json:
        print_json(_job_json(job, what))
    else:
        state, paper = terms.print_word(job.state), terms.print_word(job.paper)
        click.echo("\t".join((state, paper, what, job.printer or "-", _why(job))).rstrip())


def _why(job: PrintJob) -> str:
    if job.state is State.FAILED and job.trouble:
        return error_messages.explain(job.trouble, job.details)
    if job.state is State.UNKNOWN:
        return _("Was it printed? Check, then use {printed} or {retry}.").format(printed="--printed", retry="--retry")
    return job.reason


def _job_json(job: PrintJob, what: str) -> dict[str, object]:
    return {
        "id": job.id,
        "state": job.state,
        "paper": job.paper,
        "what": what,
        "attendee_id": job.attendee_id or None,
        "printer": job.printer or None,
        "occasion": job.occasion,
        "reason": job.reason,
        "operator": job.operator,
        "desk": job.desk,
        "times": job.times,
        "created_at": utc_text(job.created_at),
        "changed_at": utc_text(job.changed_at),
        "trouble": job.trouble or None,
    }
