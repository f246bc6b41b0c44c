"""The badge of a person who checked themselves in: queued at once, and looked after until it is out or given up on."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.actions.papers import print_queue
from kiosk.actions.papers.print_queue import Enqueued
from kiosk.core.open_event import OpenEvent
from kiosk.core.print_job import Occasion, State
from kiosk.core.scan import Answer
from kiosk.errors import KioskError
from kiosk.ui.self_service.greeting import Badge
from kiosk.ui.services.desk import Desk
from kiosk.ui.widgets.present import present

_LOOKS_EVERY_MS, _PATIENCE = 400, 25
"""Ten seconds: a badge printer takes two to four; who stands here longer holds up the queue."""


class BadgeWatch(QObject):
    """``news`` carries the scan's id and what is known of its badge.

    Nothing here can undo or delay a check-in.  A badge that did not come out stays in the queue, where the staff desk
    sees it.
    """

    news = Signal(str, object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._scan, self._job, self._looks = "", "", 0
        self._looking = QTimer(self, interval=_LOOKS_EVERY_MS)
        self._looking.timeout.connect(self._look)

    def see_to(self, answer: Answer) -> None:
        """Queue the badge that is owed with this answer; without a printer too: then it waits at the staff desk."""
        self._looking.stop()
        self._scan = answer.scan_id
        prints = self._desk.prints
        self.news.emit(self._scan, Badge.PRINTING if prints.can_print else Badge.AT_THE_DESK)
        prints.print_badges(
            [present(answer.person).id], Occasion.SELF_SERVICE, then=partial(self._on_queued, answer.scan_id),
            failed=self._on_trouble,
        )  # fmt: skip

    def forget(self) -> None:
        """Nobody is waiting in front of the screen any more."""
        self._looking.stop()
        self._scan = ""

    def _on_queued(self, scan_id: str, queued: Enqueued) -> None:
        jobs = (*queued.jobs, *queued.waiting)
        if jobs and scan_id == self._scan and self._desk.prints.can_print:
            self._job, self._looks = jobs[0].id, 0
            self._looking.start()

    def _look(self) -> None:
        self._looks += 1
        if self._looks > _PATIENCE:
            self._end(Badge.AT_THE_DESK)
        else:
            self._desk.reader.run(partial(_state, self._job), self._on_state)

    def _on_state(self, state: State | None) -> None:
        if state is State.PRINTED:
            self._end(Badge.READY)
        elif state in (State.FAILED, State.UNKNOWN, State.CANCELLED, State.HELD, None):
            self._end(Badge.AT_THE_DESK)

    def _on_trouble(self, trouble: KioskError) -> None:
        """The person is checked in; what happened to the queue is for the staff."""
        self._desk.trouble.emit(self._desk.explain(trouble))
        self._end(Badge.AT_THE_DESK)

    def _end(self, badge: Badge) -> None:
        self._looking.stop()
        if self._scan:
            self.news.emit(self._scan, badge)


def _state(job_id: str, records: OpenEvent, *_progress_and_cancelled: object) -> State | None:
    """Work for a lane that reads."""
    return print_queue.state_of(records, job_id)
