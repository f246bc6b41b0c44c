"""From the queue to the paper: make the page, hand it over, look what became of it.

Everything that talks to a printer may take its time and is done beside the desk; what it found is stored by the
functions that take a writing ``Records``.  ``print_waiting`` does all in turn, for the command line.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.actions.handles import takes_event
from kiosk.actions.office.access_log import Access, note_access
from kiosk.actions.papers import print_queue
from kiosk.actions.papers.document_fields import badge_fields
from kiosk.actions.papers.own_layouts import find_layout
from kiosk.actions.papers.print_documents import write
from kiosk.actions.papers.render_certificates import render_papers
from kiosk.actions.papers.shipped_layouts import all_fonts, printing_troubles
from kiosk.actions.people import manage_roster
from kiosk.actions.preparing.guide import chosen_layout
from kiosk.core.access import Caller
from kiosk.core.print_job import WAITS_FOR, Paper, PrintJob, State, Step
from kiosk.core.printer_setup import PrintSetup
from kiosk.errors import KioskError
from kiosk.store.records import Records
from kiosk.whole_files import scratch
from printing import calibration, printer
from printing.spooled import Fate, Status

_LOOK_EVERY = 0.5  # seconds
_A4 = (210.0, 297.0)


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A job in the printer's own queue, and how many pages of paper it takes."""

    job: PrintJob
    pages: int


def printers() -> list[str]:
    """The printers of this computer by name; raises ``printer.no_service``."""
    with printing_troubles():
        return printer.names()


def status_of(names: Iterable[str]) -> list[Status]:
    """How each of these printers is now; what cannot be asked is a trouble of it too."""
    found = []
    for name in names:
        try:
            with printing_troubles():
                found.append(printer.status(name))
        except KioskError as trouble:
            found.append(Status(name, trouble.code, str(trouble.details.get("why", ""))))
    return found


@takes_event
def hand_over(records: Records, job: PrintJob, setup: PrintSetup) -> HandedOver:
    """Make the page of a job as things stand now and give it to the printer; ``records`` are only read.

    Raises ``KioskError``: a code of ``WAITS_FOR`` when the printer is not there, any other when the job itself is at
    fault.  Nothing was printed then.
    """
    chosen = setup.of(job.printer)
    with scratch("print") as folder:
        made, said = _make(records, job, setup, folder)
        with printing_troubles():
            handed = printer.hand_over(
                made, job.printer, title_of(job), turn=chosen.turn, right=chosen.right, down=chosen.down
            )
    return HandedOver(replace(job, spool_id=handed.spool_id, fingerprint=said), handed.pages)


def title_of(job: PrintJob) -> str:
    """What the printer's own queue shows of a job: nobody's name."""
    return f"kiosk {job.id}"


def look(jobs: Iterable[PrintJob]) -> list[tuple[PrintJob, Fate]]:
    """What became of jobs handed over; raises ``printer.no_service`` when nobody can tell."""
    with printing_troubles():
        return [(job, printer.fate(job.spool_id, title_of(job))) for job in jobs]


@takes_event
def note_fates(records: Records, fates: Iterable[tuple[PrintJob, Fate]]) -> tuple[PrintJob, ...]:
    """Store what became of jobs; returns those that changed by it."""
    changed: list[PrintJob] = []
    for job, fate in fates:
        lost = job.state is State.UNKNOWN
        match fate:
            case Fate.PRINTED:
                changed += print_queue.note_printed(records, [job.id])
            case Fate.ABORTED:
                changed += print_queue.note_failed(records, job.id, KioskError("printer.aborted", printer=job.printer))
            case Fate.CANCELLED:
                changed += print_queue.take_step(records, [job.id], Step.CANCEL)
            case Fate.GONE:
                changed += print_queue.take_step(records, [job.id], Step.LOSE)
            case Fate.WAITING | Fate.STOPPED if lost:
                changed += print_queue.take_step(records, [job.id], Step.FIND)
    return tuple(changed)


def withdraw(jobs: Iterable[PrintJob]) -> list[str]:
    """Take jobs back from the printers' own queues; ids of those that may now be moved or cancelled."""
    return [job.id for job in jobs if job.state is not State.SENT or printer.cancel(job.spool_id)]


@takes_event
def note_handed(records: Records, handed: HandedOver) -> None:
    """Store where a job is now."""
    print_queue.note_spooled(records, handed.job)


@takes_event
def note_refused(records: Records, job: PrintJob, trouble: KioskError) -> None:
    """Store that a job was not handed over: it waits for a printer that is not there, or has failed."""
    if trouble.code in WAITS_FOR:
        print_queue.put_back(records, job.id)
    else:
        print_queue.note_failed(records, job.id, trouble)


@takes_event
def print_waiting(
    records: Records, setup: PrintSetup, *, seconds: float, tell: Callable[[PrintSetup], None]
) -> dict[str, KioskError]:
    """Print what waits and see it through, at most so many ``seconds`` long; returns printers that were not there.

    ``tell`` gets the set-up each time paper was used up.
    """
    blocked: dict[str, KioskError] = {}
    pages: dict[str, int] = {}
    end = time.monotonic() + seconds
    while True:
        for job in print_queue.next_jobs(records, setup, blocked):
            pages[job.id] = _hand_over_or_note(records, job, setup, blocked)
        sent = [job for job in records.print_jobs.in_state(State.SENT) if job.id in pages]
        for job in note_fates(records, look(sent)):
            if job.state is State.PRINTED:
                setup = setup.after_printing(job.printer, pages[job.id])
                tell(setup)
        is_done = not records.print_jobs.in_state(State.SENT) and not _may_go_on(records, setup, blocked)
        if is_done or time.monotonic() >= end:
            return blocked
        time.sleep(_LOOK_EVERY)


def _hand_over_or_note(records: Records, job: PrintJob, setup: PrintSetup, blocked: dict[str, KioskError]) -> int:
    """The pages handed over; what hindered that is stored, and a printer that is not there is ``blocked``."""
    try:
        handed = hand_over(records, job, setup)
    except KioskError as trouble:
        note_refused(records, job, trouble)
        if trouble.code in WAITS_FOR:
            blocked[job.printer] = trouble
        return 0
    note_handed(records, handed)
    return handed.pages


def calibration_page(records: Records, setup: PrintSetup, paper: Paper, lines: Iterable[str], out: Path) -> Path:
    """Write the calibration page for a kind of paper, as large as what is printed on it."""
    width, height = _size(records, setup, paper)
    with printing_troubles():
        return calibration.write_page(out, width, height, list(lines), all_fonts())


@takes_event
def print_calibration(records: Records, setup: PrintSetup, paper: Paper, lines: Iterable[str]) -> None:
    """Print the calibration page of a paper on its printer, as both are set up.

    It is no job of the queue: that is the event's.  Raises ``KioskError`` when the printer does not take it.
    """
    name = setup.printer_for(paper)
    if not name:
        raise KioskError("printer.none_chosen")
    chosen = setup.of(name)
    with scratch("print") as folder:
        page = calibration_page(records, setup, paper, lines, folder / "calibration.pdf")
        with printing_troubles():
            printer.hand_over(page, name, "kiosk", turn=chosen.turn, right=chosen.right, down=chosen.down)


def _may_go_on(records: Records, setup: PrintSetup, blocked: Iterable[str]) -> bool:
    stopped = setup.paused() | set(blocked)
    printers_of = (job.printer or setup.printer_for(job.paper) for job in records.print_jobs.first_queued(1))
    return any(name and name not in stopped for name in printers_of)


def _make(records: Records, job: PrintJob, setup: PrintSetup, folder: Path) -> tuple[Path, str]:
    """The PDF of a job, and the fingerprint of a badge."""
    if job.file:
        if not Path(job.file).is_file():
            raise KioskError("print.no_file", file=job.file)
        return Path(job.file), ""
    # Whether somebody may print was asked when it was queued.
    return _of_person(records.by(Caller(job.operator)), job, setup, folder)


def _of_person(records: Records, job: PrintJob, setup: PrintSetup, folder: Path) -> tuple[Path, str]:
    if job.paper is Paper.CERTIFICATE:
        return _certificate(records, job.attendee_id, folder), ""
    person, out = manage_roster.attendee(records, job.attendee_id), folder / "badge.pdf"
    chosen = find_layout(records, setup.layout_for(job.paper) or chosen_layout(records))
    with printing_troubles():
        write(records, chosen, badge_fields(records, [person], chosen), out, 1)
    note_access(records, Access.PRINT, 1)
    return out, print_queue.badge_digest_of(records, person)


def _certificate(records: Records, attendee_id: str, folder: Path) -> Path:
    """The last that was issued to somebody and is in force, as it was issued."""
    held = [one for one in records.papers.certificates() if one.attendee_id == attendee_id and one.is_valid]
    if not held:
        raise KioskError("print.no_certificate", name=manage_roster.attendee(records, attendee_id).name)
    rendered = render_papers(records, held[-1:], folder / "certificate.pdf")
    for _certificate, trouble in rendered.left_out:
        raise trouble
    (file, *_) = rendered.files
    note_access(records, Access.PRINT, 1)
    return file


def _size(records: Records, setup: PrintSetup, paper: Paper) -> tuple[float, float]:
    if paper not in (Paper.BADGE, Paper.LABEL):
        return _A4
    chosen = find_layout(records, setup.layout_for(paper) or chosen_layout(records))
    return chosen.width, chosen.height
