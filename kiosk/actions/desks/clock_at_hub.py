"""The hub's clock for a desk that scans without sharing: measured beside the scans, which wait for nothing."""

import threading
from contextlib import closing, suppress

from kiosk.core.open_event import OpenEvent
from kiosk.errors import KioskError


class ClockAtHub:
    """One measurement of this laptop's clock in a thread of its own; without a hub in reach there is none.

    It corrects the whole log of this run.  Where a moment was given instead of read off this clock, it must not: then
    ``dismiss`` it.
    """

    def __init__(self, event: str, laptop: str) -> None:
        self._event, self._laptop = event, laptop
        self._measured: tuple[int, int] | None = None
        self._is_wanted = True
        self._thread = threading.Thread(target=self._measure, name="clock at hub", daemon=True)
        self._thread.start()

    def note(self, event: OpenEvent, patience_s: float = 0.0) -> None:
        """Correct the clock and this run's log by the measurement, once, as soon as there is one."""
        if self._is_wanted and patience_s:
            self._thread.join(patience_s)
        if self._is_wanted and self._measured is not None:
            from kiosk.actions.desks import sync  # imported late: the measurement has loaded it by then

            self._is_wanted = False
            sync.note_clock(event, *self._measured)

    def dismiss(self) -> None:
        """Do without the measurement, if it is not noted yet."""
        self._is_wanted = False

    def _measure(self) -> None:
        from kiosk.actions.desks import hub  # imported late: in the thread, so that no scan waits for it

        with suppress(KioskError), closing(hub.connect(self._event, self._laptop, "")) as link:
            self._measured = link.clock_offset_us()
