"""Who is signed in at this desk, and an organiser's word for one thing an operator may not do.

Actions ask for permission where they run, on a lane.  A lane gives every piece of work the name of whoever was signed
in when it was asked for; what is refused for want of an organiser comes back here, and is done once more in the name
of the organiser who enters a PIN.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from kiosk.actions import access
from kiosk.actions.access import Try
from kiosk.core.access import AccessRules, Operator, Role
from kiosk.core.open_event import OpenEvent
from kiosk.errors import KioskError
from kiosk.ui.widgets.present import application

_TOUCHES = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
    QEvent.Type.TouchBegin, QEvent.Type.InputMethod,
})  # fmt: skip
_LOOKS_EVERY_MS = 1000
Failed = Callable[[KioskError], None]


@dataclass(frozen=True, slots=True)
class OrganiserWanted:
    """Something only an organiser may do: ``go_on`` does it in the name of one, ``give_up`` leaves it."""

    go_on: Callable[[str], None]
    give_up: Callable[[], None]


class Guard(QObject):
    """Keeps who works at this desk.  ``changed`` comes when somebody signed in or out, or the list became another.

    ``reader`` and ``lane`` are the lanes on which a PIN is looked at and its outcome kept: a scan never waits for it.
    """

    changed = Signal()
    organiser_wanted = Signal(object)  # an OrganiserWanted
    signed_out = Signal(str)

    def __init__(self, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._touched = now()
        self.people: tuple[Operator, ...] = ()
        self.rules = AccessRules()
        self.signed_in = ""
        self._looking = QTimer(self, interval=_LOOKS_EVERY_MS)
        self._looking.timeout.connect(self.lock_when_idle)

    @property
    def is_locked(self) -> bool:
        """Whether somebody has to sign in before anything but a scan."""
        return bool(self.people) and not self.signed_in

    @property
    def organisers(self) -> tuple[Operator, ...]:
        """Those who may do everything."""
        return tuple(person for person in self.people if person.role is Role.ORGANISER)

    def use(self, people: Sequence[Operator], rules: AccessRules) -> None:
        """Take over the list as the event has it now; who was removed is signed out."""
        gone = self.signed_in not in {person.name for person in people}
        if (tuple(people), rules) == (self.people, self.rules) and not (gone and self.signed_in):
            return
        self.people, self.rules = tuple(people), rules
        if gone:
            self.signed_in = ""
        self._watch(bool(people))
        self.changed.emit()

    def let_in(self, name: str) -> None:
        """``name`` has shown to be who they are."""
        self.signed_in, self._touched = name, self._now()
        self.changed.emit()

    def lock(self) -> None:
        """Nobody is signed in any more."""
        left, self.signed_in = self.signed_in, ""
        if left:
            self.signed_out.emit(left)
        self.changed.emit()

    def lock_when_idle(self) -> None:
        """Lock when nothing was touched for as long as the organiser decided."""
        limit = timedelta(minutes=self.rules.lock_after_minutes)
        if self.signed_in and limit and self._now() - self._touched >= limit:
            self.lock()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Whatever is touched says that somebody is there; nothing is kept from anybody."""
        if event.type() in _TOUCHES:
            self._touched = self._now()
        return False

    def close(self) -> None:
        """Watch nothing any more."""
        self._watch(False)

    def _watch(self, wanted: bool) -> None:
        """Look at what is touched only where a desk can lock: every event of the program would come by here."""
        if wanted is self._looking.isActive():
            return
        if wanted:
            self._touched = self._now()
            self._looking.start()
            application().installEventFilter(self)
        else:
            self._looking.stop()
            application().removeEventFilter(self)

    def want_organiser(self, again: Callable[[str], None], refused: Failed, trouble: KioskError) -> None:
        """A piece of work was refused with ``trouble``: ask for an organiser where one could allow it."""
        if trouble.code != "access.organiser_needed":
            refused(trouble)
        else:
            self.organiser_wanted.emit(OrganiserWanted(again, partial(refused, trouble)))


def look_at_pin(name: str, pin: str, records: OpenEvent, *_progress_and_cancelled: object) -> bool:
    """Work for a lane that reads; raises ``KioskError`` while wrong PINs have to be waited for."""
    return access.is_pin_right(records, name, pin)


def keep_outcome(name: str, right: bool, records: OpenEvent) -> KioskError | None:
    """Work for the lane that writes; returns the trouble of a wrong PIN."""
    access.note_try(records, name, Try.RIGHT if right else Try.WRONG)
    return None if right else access.wrong_pin(records, name)


def keep_signing_out(name: str, records: OpenEvent) -> None:
    """Work for the lane that writes."""
    access.note_try(records, name, Try.SIGNED_OUT)
