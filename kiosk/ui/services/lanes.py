"""Lanes: the workers that keep files and paper away from the window's thread.

A lane has one thread and takes its work in order.  Work runs there and returns a value; ``done`` gets that value on the
window's thread through one queued signal.  Expected trouble goes to ``failed``, or to the lane's ``trouble`` when
nobody gave one.  Every other exception is a bug: it is logged without the values it speaks of, and ``broken`` carries
the report that a person can copy.

A ``done`` or ``failed`` that is a method of a widget, or a partial or lambda that holds one, is left out when that
widget is gone by then.
"""

import itertools
import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import FunctionType, MethodType
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from kiosk.actions.access import in_the_name_of
from kiosk.actions.event import close_event, damage_explained, opened, read_event
from kiosk.core.open_event import OpenEvent
from kiosk.errors import KioskError
from kiosk.log_file import report_of

T = TypeVar("T")
Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
PaperWork = Callable[[OpenEvent, Progress, Cancelled], T]
Failed = Callable[[KioskError], None]

PROGRESS_EVERY_S = 0.05
_URGENT, _ORDINARY, _LAST = range(3)
_log = logging.getLogger(__name__)


@dataclass(order=True, slots=True)
class _Job:
    rank: int
    number: int
    work: Callable[[], object] | None = field(compare=False)
    done: Callable[[Any], None] | None = field(compare=False, default=None)
    failed: Failed | None = field(compare=False, default=None)


class Lane(QObject):
    """One worker thread with a queue; owned by whoever calls ``close`` on it."""

    trouble = Signal(KioskError)
    broken = Signal(str)
    signed_in: Callable[[], str] = staticmethod(lambda: "")
    """Who is signed in when work is asked for: it is done in their name."""
    want_organiser: Callable[[Callable[[str], None], Failed, KioskError], None] | None = None
    """Takes work that was refused: how it is done again in another name, who is told that it was not, and why."""
    _delivered = Signal()

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: queue.PriorityQueue[_Job] = queue.PriorityQueue()
        self._numbers = itertools.count()
        self._answers: deque[Callable[[], None]] = deque()
        self._closed = False
        self._delivered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    @property
    def is_closed(self) -> bool:
        """Whether it takes no work any more."""
        return self._closed

    def close(self) -> None:
        """Finish the work that waits, then end the thread.  No ``done`` or ``failed`` is called any more."""
        if not self._closed:
            self._closed = True
            self._jobs.put(_Job(_LAST, next(self._numbers), None))
            self._thread.join()

    def _put_in_the_name_of(
        self,
        who: str,
        work: Callable[[str], object],
        done: Callable[[Any], None] | None,
        failed: Failed | None,
        *,
        urgent: bool = False,
    ) -> None:
        """Queue ``work(who)``; refused for want of an organiser, it is queued again in the name of one."""

        def tell(trouble: KioskError) -> None:
            _call(failed or self.trouble.emit, trouble)

        def again(organiser: str) -> None:
            if not self._closed:
                self._put_in_the_name_of(organiser, work, done, failed, urgent=urgent)

        def on_failed(trouble: KioskError) -> None:
            if self.want_organiser is None:
                tell(trouble)
            else:
                self.want_organiser(again, tell, trouble)

        self._put(lambda: work(who), done, on_failed, urgent=urgent)

    def _put(
        self,
        work: Callable[[], object],
        done: Callable[[Any], None] | None,
        failed: Failed | None,
        *,
        urgent: bool = False,
    ) -> None:
        if self._closed:
            raise RuntimeError("a closed lane was given work")
        rank = _URGENT if urgent else _ORDINARY
        self._jobs.put(_Job(rank, next(self._numbers), work, done, failed))

    def _work(self) -> None:
        """The thread: one job after the other until the last one, which has no work."""
        self._begin()
        while self._do_next():
            self._delivered.emit()
        self._end()

    def _do_next(self) -> bool:
        """Put the answer of the next job where the window takes it from.

        Nothing of a job is held here when the window is told of it: the last to let it go is the window.  A callback
        often holds a dialog, and Qt waits for ever when a dialog's connections end in one thread while another, which
        holds Python, destroys a widget.
        """
        job = self._jobs.get()
        if job.work is not None:
            self._answers.append(self._result(job, job.work))
        return job.work is not None

    def _begin(self) -> None:
        """What the thread does first."""

    def _end(self) -> None:
        """What the thread does last."""

    def _result(self, job: _Job, work: Callable[[], object]) -> Callable[[], None]:
        """Do the job; what is returned is to be called on the window's thread."""
        try:
            value = work()
        except KioskError as trouble:
            return partial(_call, job.failed or self.trouble.emit, trouble)
        except Exception as bug:  # noqa: BLE001 - the boundary at which a bug becomes a report
            report = report_of(bug)
            _log.error("a bug in the lane %s\n%s", threading.current_thread().name, report)
            return lambda: self._tell_bug(job, report)
        return lambda: _call(job.done, value)

    def _tell_bug(self, job: _Job, report: str) -> None:
        self.broken.emit(report)
        _call(job.failed, KioskError("window.bug"))

    def _deliver(self) -> None:
        answer = self._answers.popleft()
        if not self._closed:
            answer()


class RecordsLane(Lane):
    """Owns the only writing ``Records`` of an event; opens it itself, in its own thread.

    When the event cannot be opened, every piece of work fails with the reason.
    """

    def __init__(self, open_records: Callable[[], OpenEvent], parent: QObject | None = None) -> None:
        self._open = open_records
        self._records: OpenEvent | None = None
        self._refused: KioskError | None = None
        super().__init__("records", parent)

    def run(
        self,
        work: Callable[[OpenEvent], T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        urgent: bool = False,
    ) -> None:
        """Do ``work`` in order; ``urgent`` work (a scan) goes before everything that still waits."""
        self._put_in_the_name_of(self.signed_in(), lambda who: self._do(work, who), done, failed, urgent=urgent)

    def _begin(self) -> None:
        try:
            self._records = self._open()
        except KioskError as trouble:
            self._refused = trouble

    def _do(self, work: Callable[[OpenEvent], T], who: str) -> T:
        records = self._opened(who)
        with damage_explained(records):
            return work(records)

    def _opened(self, who: str) -> OpenEvent:
        if self._records is None:
            raise self._refused or RuntimeError("the event could not be opened")
        return in_the_name_of(self._records, who)

    def _end(self) -> None:
        if self._records is not None:
            close_event(self._records)


class PapersLane(Lane):
    """Reads an event and makes documents from it, while the desk goes on scanning.

    Each piece of work gets a read-only ``Records`` opened for it alone, so that it sees what is stored by then.
    """

    _progressed = Signal(object, int, int)

    def __init__(self, path: Path, parent: QObject | None = None, name: str = "papers") -> None:
        self._path = path
        self._cancelling: set[threading.Event] = set()
        super().__init__(name, parent)
        self._progressed.connect(self._on_progress, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: PaperWork[T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        progress: Progress | None = None,
    ) -> None:
        """Do ``work(records, progress, cancelled)`` in order; this ``progress`` is called in the window's thread."""
        cancel = threading.Event()
        self._cancelling.add(cancel)
        self._put_in_the_name_of(
            self.signed_in(), lambda who: self._read_and_make(who, work, progress, cancel), done, failed
        )

    def cancel(self) -> None:
        """Ask the work under way and all that waits to stop; what stopped early tells it as its own trouble."""
        for cancel in list(self._cancelling):
            cancel.set()

    def close(self) -> None:
        """Stop what is under way: paper is made again easily."""
        self.cancel()
        super().close()

    def _read_and_make(self, who: str, work: PaperWork[T], progress: Progress | None, cancel: threading.Event) -> T:
        try:
            with opened(read_event(self._path)) as records:
                return work(in_the_name_of(records, who), self._teller(progress), cancel.is_set)
        finally:
            self._cancelling.discard(cancel)

    def _teller(self, progress: Progress | None) -> Progress:
        """A ``progress`` for the worker: tells the window at most twenty times a second, and of the end."""
        last = 0.0

        def tell(done: int, total: int) -> None:
            nonlocal last
            now = time.monotonic()
            if progress is not None and (done >= total or now - last >= PROGRESS_EVERY_S):
                last = now
                self._progressed.emit(progress, done, total)

        return tell

    def _on_progress(self, progress: Progress, done: int, total: int) -> None:
        if not self._closed:
            _call(progress, done, total)


def _call(callback: Callable[..., None] | None, *values: object) -> None:
    """Call back, unless a widget that it would speak to is gone by now."""
    if callback is None or not all(shiboken6.isValid(held) for held in _held_by(callback) if isinstance(held, QObject)):
        return
    callback(*values)


def _held_by(callback: Callable[..., None], seen: frozenset[int] = frozenset()) -> Iterator[object]:
    """What a callback would speak to: the receiver of a method, what a partial was given, what a lambda names; and so
    on for a callback among these.
    """
    for held in _parts_of(callback):
        yield held
        if isinstance(held, partial | FunctionType | MethodType) and id(held) not in seen:
            yield from _held_by(held, seen | {id(held)})


def _parts_of(callback: Callable[..., None]) -> Iterator[object]:
    if isinstance(callback, partial):
        yield from (callback.func, *callback.args, *callback.keywords.values())
    yield getattr(callback, "__self__", None)
    with suppress(ValueError):  # a name that was never given a value
        yield from (cell.cell_contents for cell in getattr(callback, "__closure__", None) or ())
