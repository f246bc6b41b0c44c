"""The clock of this process: the wall clock is read once, then only time that passed is added.

A laptop whose clock is set during the event would otherwise tear stays apart; the constant offset that remains is
measured at the hub and corrected from then on.
"""

import time
from datetime import UTC, datetime, timedelta


def _elapsed() -> float:
    # On Linux the monotonic clock stands still while the laptop sleeps; the boot clock does not.
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


_started_at, _started = datetime.now(UTC), _elapsed()
_correction = timedelta()


def now() -> datetime:
    """The present moment, aware, in UTC; corrected as far as is known."""
    return uncorrected() + _correction


def correction() -> timedelta:
    """What is added to this laptop's own clock."""
    return _correction


def correct(offset: timedelta) -> None:
    """Add ``offset`` to this laptop's own clock from now on."""
    global _correction
    _correction = offset


def uncorrected() -> datetime:
    """The present moment as this laptop's own clock tells it."""
    return _started_at + timedelta(seconds=_elapsed() - _started)
