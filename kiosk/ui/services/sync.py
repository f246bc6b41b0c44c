"""Sharing with other desks while an event is open: its thread, how it stands, and the news for the screens."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYetError
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from kiosk.actions.desks.sync_setup import SharedBy, remember_place, shared_by
from kiosk.core.open_event import OpenEvent
from kiosk.core.operation import Kind
from kiosk.log_file import report_of
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import PapersLane

if TYPE_CHECKING:
    from kiosk.actions.desks.health import Printers
    from kiosk.actions.desks.sync_loop import SyncLoop
    from kiosk.actions.desks.sync_state import SyncState

T = TypeVar("T")
_log = logging.getLogger(__name__)
_OF_PEOPLE = {Kind.ATTENDEE, Kind.TICKET, Kind.MERGE, Kind.PURGE}
_OF_PROGRAMME = {Kind.EVENT, Kind.SESSION, Kind.HANDOUT, Kind.OWN_FIELD, Kind.MEETING, Kind.OPERATOR, Kind.PURGE}
NEWS_EVERY_MS = 500
"""Screens are told of what other desks did at most so often."""


class _StoppedError(Exception):
    """The event is being closed: nobody waits for the answer any more."""


class Sync(QObject):
    """Shares the event of ``desk`` from its opening to its closing, if this laptop joined or made a hub.

    ``changed`` comes when something about it is to be shown anew.  ``hub`` is the lane for what is done at the hub
    itself: it reads the event, and neither scans nor papers wait for it.
    """

    changed = Signal()
    _state_arrived = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.desk = desk
        self.by: SharedBy | None = None
        self.state: SyncState | None = None
        self.hub = PapersLane(desk.path, self, "hub")
        desk.adopt(self.hub)
        self._loop: SyncLoop | None = None
        self._thread: threading.Thread | None = None
        self._stopped = threading.Event()
        self._news: set[str] = set()
        self._telling = QTimer(self, singleShot=True, interval=NEWS_EVERY_MS)
        self._telling.timeout.connect(self._tell_screens)
        self._state_arrived.connect(self._on_state, Qt.ConnectionType.QueuedConnection)
        for news in (desk.checked_in, desk.roster_changed, desk.programme_changed):
            news.connect(self.wake)
        self.look()

    def look(self) -> None:
        """Look whether the event is shared, and begin: on opening, after the hub was made, after an invitation."""
        self.desk.lane.run(_look, self._on_looked)

    def wake(self) -> None:
        """Something was stored here: share it now."""
        if self._loop is not None:
            self._loop.wake()

    def restart(self) -> None:
        """Begin anew: the hub is another one, or is reached in another way."""
        self.end()
        self.look()

    def close(self) -> None:
        """End; what waits is shared the next time."""
        self._telling.stop()
        self.end()
        self.hub.close()

    def _on_looked(self, by: SharedBy) -> None:
        self.by = by
        if by.joined and self._thread is None:
            self._stopped.clear()
            thread = self._thread = threading.Thread(target=self._share, args=(by,), name="sharing", daemon=True)
            thread.start()
        self.changed.emit()

    def end(self) -> None:
        """Share no more until ``look``."""
        self._stopped.set()
        if self._loop is not None:
            self._loop.stop()
        if self._thread is not None:
            self._thread.join()
        self._loop, self._thread, self.state = None, None, None

    def _share(self, by: SharedBy) -> None:
        """The thread.  The laptop that made the hub serves it as long as the event is open here."""
        # imported late: the client of the database takes a while to load, and most events are not shared
        from kiosk.actions.desks.sync_loop import SyncLoop, own_hub_running

        settings = self.desk.settings
        try:
            with own_hub_running(by) as revive:
                sharer = self._loop = SyncLoop(
                    by.event,
                    settings.desk_id,
                    settings.desk,
                    self._ask,
                    self._state_arrived.emit,
                    revive,
                    self._printers,
                )
                if not self._stopped.is_set():
                    sharer.run()
        except _StoppedError:
            pass
        except Exception as bug:  # noqa: BLE001 - the boundary at which a bug becomes a report
            report = report_of(bug)
            _log.error("a bug in sharing\n%s", report)
            self.desk.broken.emit(report)

    def _ask(self, work: Callable[[OpenEvent], T]) -> T:
        """Have ``work`` done on the records lane and wait for it, unless the event is closed meanwhile."""
        answer: Future[T] = Future()
        self.desk.lane.run(partial(_answer, work, answer), None, answer.set_exception)
        while True:
            try:
                return answer.result(0.2)
            except NotYetError:
                if self._stopped.is_set():
                    raise _StoppedError from None

    def _printers(self) -> "Printers":
        """How the printers in use here are; asked from the thread, of values that the window only ever replaces."""
        # imported late: as above
        from kiosk.actions.desks.health import Printers

        prints = self.desk.prints
        used = set(prints.setup.assigned().values())
        return Printers(len(used), len(used & set(prints.troubles)))

    def _on_state(self, state: "SyncState") -> None:
        if self._thread is None:
            return
        self.state = state
        self._news |= state.arrived
        if self._news and not self._telling.isActive():
            self._telling.start()
        self.changed.emit()

    def _tell_screens(self) -> None:
        news, self._news = self._news, set()
        if news & _OF_PROGRAMME:
            self.desk.tell_programme_changed()
        if news & _OF_PEOPLE:
            self.desk.tell_roster_changed()
        if news:
            self.desk.others_worked.emit()


def _look(records: OpenEvent) -> SharedBy:
    remember_place(records)
    return shared_by(records)


def _answer(work: Callable[[OpenEvent], T], answer: Future[T], records: OpenEvent) -> None:
    try:
        answer.set_result(work(records))
    except BaseException as trouble:  # noqa: BLE001 - it is raised where it was asked for
        answer.set_exception(trouble)
