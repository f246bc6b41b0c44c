"""Calls for the staff while an event is open: those of other desks that nobody answered, and how the own one stands."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.actions.door import call_staff
from kiosk.core.open_event import OpenEvent
from kiosk.core.staff_call import CallState, StaffCall
from kiosk.ui.services.desk import Desk

_LOOKS_EVERY_MS = 60_000
"""A call that nobody answered ends by its age, without news from anybody."""


class StaffCalls(QObject):
    """``changed`` comes when ``waiting``, the calls of other desks, or ``own``, this laptop's, is another."""

    changed = Signal()
    stored = Signal()  # something that other desks have to hear

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent or desk)
        self.desk = desk
        self.waiting: list[StaffCall] = []
        self.own: StaffCall | None = None
        self._looking = QTimer(self, interval=_LOOKS_EVERY_MS)
        self._looking.timeout.connect(self.look)
        self._looking.start()
        desk.others_worked.connect(self.look)
        self.look()

    @property
    def is_answered(self) -> bool:
        """Whether somebody is on the way to this desk."""
        return self.own is not None and self.own.state is CallState.ANSWERED

    def look(self) -> None:
        """Read how the calls stand, beside the scans and never before one."""
        if not self.desk.reader.is_closed:
            self.desk.reader.run(partial(_read, self.desk.now()), self._on_read)

    def ask(self) -> None:
        """Call the staff to this desk; an answer to an earlier call is none to this one."""
        self.own = None
        self.desk.lane.run(partial(call_staff.call_staff, desk=self.desk.desk_name), self._on_stored)

    def take_back(self) -> None:
        """Nobody need come any more."""
        self.desk.lane.run(call_staff.end_call, self._on_stored)

    def answer(self, call: StaffCall) -> None:
        """Tell the desk that called that somebody is on the way."""
        self.desk.lane.run(partial(call_staff.answer_call, call=call), self._on_stored)

    def _on_stored(self, _nothing: None) -> None:
        self.stored.emit()
        self.look()

    def _on_read(self, read: tuple[list[StaffCall], StaffCall | None]) -> None:
        if read != (self.waiting, self.own):
            self.waiting, self.own = read
            self.changed.emit()


def _read(
    now: datetime, records: OpenEvent, *_progress_and_cancelled: object
) -> tuple[list[StaffCall], StaffCall | None]:
    """Work for a reader."""
    return call_staff.open_calls(records, now), call_staff.own_call(records)
