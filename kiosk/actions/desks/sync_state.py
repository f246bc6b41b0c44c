"""How the sharing of an event stands: values that are shown from the first moment, and load nothing of the network."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.errors import KioskError


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the hub lacks of what is here; ``since`` is the moment of the oldest, by the clock of its desk."""

    count: int = 0
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class SyncState:
    """How sharing stands: ``trouble`` is None as long as the hub answers; ``waiting`` is what it lacks of ours.

    ``clock_error`` is what this laptop's clock is corrected by; ``arrived`` are the kinds of what other desks sent.
    """

    trouble: KioskError | None
    waiting: Waiting
    clock_error: timedelta = timedelta()
    arrived: frozenset[str] = frozenset()

    @property
    def is_shared(self) -> bool:
        """Whether everything of this desk is at the hub."""
        return self.trouble is None and not self.waiting.count
