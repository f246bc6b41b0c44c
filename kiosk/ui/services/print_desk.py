"""What drives the print queue while an event is open: hands over, looks what became of it, and keeps count of paper.

The check-in asks and goes on; everything that waits for a printer happens on a lane of its own.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.actions.papers import print_queue
from kiosk.actions.papers.print_queue import Enqueued, Queue
from kiosk.actions.papers.printer_setup import save_setup
from kiosk.core.open_event import OpenEvent
from kiosk.core.print_job import WAITS_FOR, Occasion, Paper, PrintJob, State
from kiosk.core.printer_setup import Mode, PrintSetup
from kiosk.core.scan import Answer
from kiosk.errors import KioskError
from kiosk.ui.services.lanes import Cancelled, PapersLane, Progress, RecordsLane

if TYPE_CHECKING:
    from kiosk.actions.papers.print_out import HandedOver
    from printing.spooled import Fate, Status

LOOK_EVERY_MS = 1000
STATUS_EVERY_MS = 5000


class PrintDesk(QObject):
    """Prints what is queued on this laptop.

    ``changed`` comes when the queue, a printer or the set-up is not as it was; ``troubles`` names every printer that
    something is wrong with.
    """

    changed = Signal()
    not_kept = Signal(KioskError)  # the set-up could not be written to this laptop

    def __init__(
        self, path: Path, records: RecordsLane, desk_name: Callable[[], str], setup: PrintSetup, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._records, self._desk_name = records, desk_name
        self.setup = setup
        self.queue = Queue({})
        self.troubles: dict[str, KioskError] = {}
        self.lane = PapersLane(path, self, "printer")
        self._handed: dict[str, PrintJob] = {}
        self._pages: dict[str, int] = {}
        self._is_looking = self._is_asking = False
        self._looking, self._asking = QTimer(self, interval=LOOK_EVERY_MS), QTimer(self, interval=STATUS_EVERY_MS)
        self._looking.timeout.connect(self._look)
        self._asking.timeout.connect(self._ask_printers)

    # -- what others ask -----------------------------------------------------------------------------------------

    def start(self) -> None:
        """Take up the queue as the last run left it."""
        self._records.run(_recover, self._on_recovered)
        self._looking.start()
        self._asking.start()
        self._ask_printers()

    def close(self) -> None:
        """Let the printers go; what is in their queues is found again at the next start."""
        self._looking.stop()
        self._asking.stop()
        self.lane.close()

    @property
    def can_print(self) -> bool:
        """Whether a badge has a printer here."""
        return bool(self.setup.printer_for(self.setup.at_check_in))

    def change(self, setup: PrintSetup) -> None:
        """Take another set-up and keep it on this laptop; it holds for this run even when that fails."""
        if setup == self.setup:
            return
        self.setup = setup
        try:
            save_setup(setup)
        except KioskError as trouble:
            self.not_kept.emit(trouble)
        self.changed.emit()
        self._ask_printers()
        self.go_on()

    def print_badges(
        self,
        attendee_ids: Iterable[str],
        occasion: Occasion,
        *,
        paper: Paper | None = None,
        reason: str = "",
        then: Callable[[Enqueued], None] | None = None,
        failed: Callable[[KioskError], None] | None = None,
    ) -> None:
        """Queue badges and print them as soon as their printer is free."""
        work = partial(
            print_queue.enqueue_badges, attendee_ids=tuple(attendee_ids), paper=paper or self.setup.at_check_in,
            occasion=occasion, reason=reason, desk=self._desk_name(),
        )  # fmt: skip

        def go_on(asked: Enqueued) -> None:
            if then is not None:
                then(asked)
            self.go_on()

        self._records.run(work, go_on, failed)

    def print_after(self, answer: Answer) -> None:
        """Print the badge that a check-in owes, at a desk that is set so."""
        if self.setup.mode is Mode.ON_CHECK_IN and answer.badge_due and answer.person is not None:
            self.print_badges([answer.person.id], Occasion.CHECK_IN)

    def do(self, work: Callable[[OpenEvent], object], failed: Callable[[KioskError], None] | None = None) -> None:
        """Do something to the queue that a person asked for, then go on printing."""

        def go_on(_done: object) -> None:
            self.changed.emit()
            self.go_on()

        self._records.run(work, go_on, failed)

    def withdraw(self, job_ids: Iterable[str], then: Callable[[list[str]], None]) -> None:
        """Take jobs back from the printers; ``then`` gets the ids of those that may be moved or cancelled now."""
        self.lane.run(partial(_withdraw, tuple(job_ids)), then)

    def read_printers(self, then: Callable[[list[str]], None]) -> None:
        """Ask for the printers of this computer; without a print service there are none."""
        self.lane.run(_printers, then, lambda _trouble: then([]))

    def go_on(self) -> None:
        """Hand over what is next in line."""
        blocked = {name for name, trouble in self.troubles.items() if trouble.code in WAITS_FOR}
        self._records.run(partial(_take_next, self.setup, blocked), self._on_taken)

    # -- handing over --------------------------------------------------------------------------------------------

    def _on_recovered(self, lost: tuple[PrintJob, ...]) -> None:
        self.queue = replace(self.queue, lost=lost)
        self.go_on()

    def _on_taken(self, queue: Queue) -> None:
        before, self.queue = self.queue, replace(queue, lost=self.queue.lost)
        for job in queue.next:
            self.lane.run(partial(_hand_over, job, self.setup), self._on_handed, partial(self._on_refused, job))
        if self.queue != before:
            self.changed.emit()

    def _on_handed(self, handed: "HandedOver") -> None:
        self._handed[handed.job.id], self._pages[handed.job.id] = handed.job, handed.pages
        self._records.run(partial(_note_handed, handed))

    def _on_refused(self, job: PrintJob, trouble: KioskError) -> None:
        if trouble.code in WAITS_FOR:
            self.troubles[job.printer] = trouble
        self.do(partial(_note_refused, job, trouble))

    # -- looking -------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        """Take up what others queued, and ask what became of the jobs in the printers and of those a crash left."""
        if self.setup.assigned():
            self.go_on()
        jobs = (*self._handed.values(), *self.queue.lost)
        if jobs and not self._is_looking:
            self._is_looking = True
            self.lane.run(partial(_look, jobs), self._on_looked, self._on_cannot_look)

    def _on_looked(self, fates: "list[tuple[PrintJob, Fate]]") -> None:
        self._is_looking = False
        self.queue = replace(self.queue, lost=())
        self._records.run(partial(_note_fates, fates), self._on_fates)

    def _on_cannot_look(self, _trouble: KioskError) -> None:
        self._is_looking = False  # the light tells of a service that does not answer

    def _on_fates(self, changed: tuple[PrintJob, ...]) -> None:
        setup = self.setup
        for job in changed:
            self._handed.pop(job.id, None)
            pages = self._pages.pop(job.id, 1)
            if job.state is State.PRINTED:
                setup = setup.after_printing(job.printer, pages)
            elif job.state is State.SENT:  # found again after a crash
                self._handed[job.id], self._pages[job.id] = job, pages
        if setup != self.setup:
            self.change(setup)
        elif changed:
            self.go_on()

    def _ask_printers(self) -> None:
        names = set(self.setup.assigned().values()) | {job.printer for job in self.queue.waiting if job.printer}
        if names and not self._is_asking:
            self._is_asking = True
            self.lane.run(partial(_status_of, sorted(names)), self._on_status, self._on_no_status)
        elif not names and self.troubles:
            self._on_status([])

    def _on_status(self, found: "list[Status]") -> None:
        self._is_asking = False
        before = {name: trouble.code for name, trouble in self.troubles.items()}
        self.troubles = {
            one.printer: KioskError(one.trouble, printer=one.printer, why=one.message) for one in found if one.trouble
        }
        if before != {name: trouble.code for name, trouble in self.troubles.items()}:
            self.changed.emit()
            self.go_on()

    def _on_no_status(self, _trouble: KioskError) -> None:
        self._is_asking = False


# -- on the records lane -----------------------------------------------------------------------------------------------


def _recover(records: OpenEvent) -> tuple[PrintJob, ...]:
    """What the last run left without an end, and the printer's own queue may still know."""
    return print_queue.recover_spooled(records)


def _take_next(setup: PrintSetup, blocked: set[str], records: OpenEvent) -> Queue:
    return print_queue.take_next(records, setup, blocked)


def _note_handed(handed: "HandedOver", records: OpenEvent) -> None:
    from kiosk.actions.papers.print_out import note_handed  # imported late: most starts print nothing

    note_handed(records, handed)


def _note_refused(job: PrintJob, trouble: KioskError, records: OpenEvent) -> None:
    from kiosk.actions.papers.print_out import note_refused  # imported late: most starts print nothing

    note_refused(records, job, trouble)


def _note_fates(fates: "list[tuple[PrintJob, Fate]]", records: OpenEvent) -> tuple[PrintJob, ...]:
    from kiosk.actions.papers.print_out import note_fates  # imported late: most starts print nothing

    return note_fates(records, fates)


# -- on the printer lane -----------------------------------------------------------------------------------------------


def _hand_over(
    job: PrintJob, setup: PrintSetup, records: OpenEvent, _progress: Progress, _stop: Cancelled
) -> "HandedOver":
    from kiosk.actions.papers.print_out import hand_over  # imported late: most starts print nothing

    return hand_over(records, job, setup)


def _look(
    jobs: tuple[PrintJob, ...], _records: OpenEvent, _progress: Progress, _stop: Cancelled
) -> "list[tuple[PrintJob, Fate]]":
    from kiosk.actions.papers.print_out import look  # imported late: most starts print nothing

    return look(jobs)


def _status_of(names: list[str], _records: OpenEvent, _progress: Progress, _stop: Cancelled) -> "list[Status]":
    from kiosk.actions.papers.print_out import status_of  # imported late: most starts print nothing

    return status_of(names)


def _printers(_records: OpenEvent, _progress: Progress, _stop: Cancelled) -> list[str]:
    from kiosk.actions.papers.print_out import printers  # imported late: most starts print nothing

    return printers()


def _withdraw(job_ids: tuple[str, ...], records: OpenEvent, _progress: Progress, _stop: Cancelled) -> list[str]:
    from kiosk.actions.papers.print_out import withdraw  # imported late: most starts print nothing

    # As they are stored by now: what the printer's queue calls a job is known only after it was handed over.
    return withdraw(print_queue.jobs_of(records, job_ids))
