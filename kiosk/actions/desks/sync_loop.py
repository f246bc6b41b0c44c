"""Sharing an event for as long as it is open: one thread that exchanges with the hub whenever there is something new.

Nobody waits for it.  It asks the records for their part where these live, and tells how things stand after each round.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext

from kiosk import clock
from kiosk.actions.desks import health, hub, sync
from kiosk.actions.desks.health import Printers
from kiosk.actions.desks.sync import Ask
from kiosk.actions.desks.sync_setup import SharedBy
from kiosk.actions.desks.sync_state import SyncState
from kiosk.core import fleet
from kiosk.errors import KioskError
from kiosk.store import hub_access
from kiosk.store.hub_link import HubLink

POLL_S = 3.0
"""A hint can be missed: so often the hub is asked anyway."""

ROUND_S, PUSH_S = 0.1, 0.5
"""The least time between two rounds, and between two pushes: a desk under load gathers what it sends.

Hints serialise the commits of the hub: each desk is to cause at most two a second.
"""

REPORT_S = 20.0
SHUT_OUT_S = 30.0
"""A desk that was shut out asks again so often: it may be let in by a new invitation."""

_log = logging.getLogger(__name__)
_SHUT_OUT = (
    "hub.revoked",
    "hub.refused",
    "hub.wrong_certificate",
    "hub.invitation_used",
    "hub.invitation_over",
    "hub.none",
    "hub.nonsense",
    "hub.newer",
    "hub.older",
)


class SyncLoop:
    """Shares one event until ``stop``; ``run`` is its thread, the other methods may be called from any.

    ``ask`` runs work where the records live and returns its result, ``tell`` is told every ``SyncState``.
    ``revive`` is called before the hub is tried again: a server of our own may have died.  ``printers`` is asked how
    the printers here are, where somebody knows.
    """

    def __init__(
        self, event: str, laptop: str, desk: str, ask: Ask, tell: Callable[[SyncState], None],
        revive: Callable[[], None] = lambda: None, printers: Callable[[], Printers | None] = lambda: None,
    ) -> None:  # fmt: skip
        self._event, self._laptop, self._desk = event, laptop, desk
        self._ask, self._tell, self._revive, self._printers = ask, tell, revive, printers
        self._stopped, self._alarm = threading.Event(), threading.Event()
        self._link: HubLink | None = None
        self._heads = hub_access.noted_heads(event)
        self._forwards = False

    def wake(self) -> None:
        """Something was stored here: share it now."""
        self._alarm.set()
        link = self._link
        if link is not None:
            link.wake()

    def stop(self) -> None:
        """End ``run`` soon; what waits is shared another time."""
        self._stopped.set()
        self.wake()

    def run(self) -> None:
        """Share until stopped, whatever the network does."""
        failures = 0
        while not self._stopped.is_set():
            try:
                if failures:
                    self._revive()
                link = self._connect()
                while not self._stopped.is_set():
                    self._round(link)
                    failures = 0
            except KioskError as trouble:
                self._hang_up()
                failures += 1
                shut_out = trouble.code in _SHUT_OUT
                self._pause(trouble, SHUT_OUT_S if shut_out else sync.next_pause(failures))
        self._hang_up()

    def _connect(self) -> HubLink:
        self._link = link = hub.connect(self._event, self._laptop, self._desk, self._ask)
        self._measure(link)
        heads = link.heads()
        if link.forwards and self._ask(lambda records: sync.has_lost_others(records, heads)):
            hub.refill_if_organiser(self._event)
        self._reported = self._pushed = 0.0
        return link

    def _measure(self, link: HubLink) -> None:
        """Before anything is taken in: what arrives is compared with the time here."""
        offset, round_trip = link.clock_offset_us()
        self._offset = offset
        self._ask(lambda records: sync.note_clock(records, offset, round_trip))

    def _round(self, link: HubLink) -> None:
        began = time.monotonic()
        self._alarm.clear()
        moved = sync.sync_all(link, self._ask)
        self._heads, self._forwards = link.heads(), link.forwards
        if moved.pushed:
            self._pushed = began
        self._tell(SyncState(None, moved.waiting, clock.correction(), moved.kinds))
        if began - self._reported >= REPORT_S:
            link.report(self._offset, moved.waiting.count, self._health())
            hub_access.keep_heads(self._event, self._heads)
            self._reported = began
        self._rest(ROUND_S if moved.pulled or moved.pushed else 0, began)
        if not self._alarm.is_set():
            link.wait(POLL_S)
        self._rest(PUSH_S if self._alarm.is_set() else 0, self._pushed)

    def _health(self) -> dict[str, object]:
        last_scan, folder = self._ask(health.last_scan_here), self._ask(health.drive_of)
        return fleet.written(health.health_of_laptop(folder, last_scan, self._printers()))

    def _rest(self, least: float, since: float) -> None:
        self._stopped.wait(max(0.0, since + least - time.monotonic()))

    def _pause(self, trouble: KioskError, seconds: float) -> None:
        """Wait for the next try; what is stored meanwhile is counted at once."""
        until = time.monotonic() + seconds
        while not self._stopped.is_set():
            self._alarm.clear()
            waiting = self._ask(lambda records: sync.waiting_here(records, self._heads, forwards=self._forwards))
            self._tell(SyncState(trouble, waiting, clock.correction()))
            left = until - time.monotonic()
            if left <= 0 or not self._alarm.wait(left):
                return

    def _hang_up(self) -> None:
        link, self._link = self._link, None
        if link is not None:
            hub_access.keep_heads(self._event, self._heads)
            link.close()


@contextmanager
def own_hub_running(by: SharedBy) -> Iterator[Callable[[], None]]:
    """Run the built-in server for a block on the laptop that made it; one that somebody else started is left running.

    A server that cannot be started is told by the sharing itself: the hub is out of reach.  What is yielded starts it
    anew when it died.
    """
    started_here = False

    def revive() -> None:
        nonlocal started_here
        if by.keeps_server and hub.revive(by.event):
            started_here = True

    revive()
    try:
        with hub.guarded(by.event) if by.keeps_server else nullcontext():
            yield revive
    finally:
        if started_here:
            hub.stop_serving(by.event)
