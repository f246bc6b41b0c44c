"""Scans on their way: from the text that arrived to the answer that is on the disk, and corrections of it."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from kiosk.actions.door.at_the_door import (
    Counts,
    Outcome,
    Recent,
    ScanRow,
    answer_scan,
    answer_walk_in,
    count,
    read_recent,
    take_back,
)
from kiosk.core.right_door import is_at_hand
from kiosk.core.scan import Scan
from kiosk.errors import KioskError
from kiosk.ui.check_in.corrections import may_overrule
from kiosk.ui.check_in.door import Door, new_scan, overriding_scan, rooms, scan_for
from kiosk.ui.services.desk import Desk
from kiosk.ui.widgets.present import present


class CheckInFlow(QObject):
    """Makes scans of what arrives at ``door`` and keeps the newest answer and the counts."""

    answered = Signal(object)  # a ScanRow
    taken_back = Signal(object, str)  # the ScanRow, the reason
    lost = Signal(str)  # why a scan is not stored, as a sentence
    recent_read = Signal(object)  # ScanRows, newest first
    counted = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.door = self.door_of_settings()
        self.counts: Counts = {}
        self.last: ScanRow | None = None
        desk.lane.run(read_recent, self._on_recent)
        desk.others_worked.connect(lambda: desk.lane.run(count, self._on_counted))

    def door_of_settings(self) -> Door:
        """What was chosen before holds on, unless the programme has lost it by now."""
        room, pinned = self._desk.settings.room, self._desk.settings.pinned
        here = room if room in rooms(self._desk.programme) else None
        return Door(here, pinned if pinned in self._desk.doors else None)

    def take(self, text: str) -> None:
        """Check in whoever holds the code ``text``."""
        self._answer(new_scan(self.door, text, self._desk.now(), self._desk.desk_name))

    def register(
        self, fields: dict[str, object], done: Callable[[Outcome], None], failed: Callable[[KioskError], None]
    ) -> None:
        """Register a walk-in with ``fields`` and check them in; what the desk refuses to take is told to ``failed``."""
        scan = new_scan(self.door, "", self._desk.now(), self._desk.desk_name)

        def on_done(outcome: Outcome) -> None:
            answer = replace(outcome.row.answer, badge_due=False)  # it is made without being asked for
            outcome = replace(outcome, row=replace(outcome.row, answer=answer))
            self._on_answered(outcome)
            done(outcome)

        self._desk.lane.run(lambda records: answer_walk_in(records, fields, scan), on_done, failed)

    def can_overrule(self, row: ScanRow | None) -> bool:
        """Whether ``row`` is a refusal that a person may overrule here and now."""
        return row is not None and row.scan is not None and may_overrule(row.answer)

    def overrule(self, row: ScanRow, reason: str) -> None:
        """Admit the person of a refused scan, with the reason."""
        self._answer(overriding_scan(present(row.scan), row.answer, reason, self._desk.now()))

    def check_in_instead(self, row: ScanRow) -> bool:
        """Check the person of a refused scan in to the session that is open for them, where this desk may; whether it
        did."""
        session = self._desk.programme.get(row.instead)
        if session is None or row.scan is None or not is_at_hand(session, row.scan.room):
            return False
        self._answer(scan_for(row.scan, session.code, self._desk.now()))
        return True

    def take_back(self, row: ScanRow, reason: str) -> None:
        """Take a scan back, with the reason."""
        self._desk.lane.run(
            lambda records: take_back(records, row, reason), lambda outcome: self._on_taken_back(outcome, reason)
        )

    def _answer(self, scan: Scan) -> None:
        self._desk.lane.run(lambda records: answer_scan(records, scan), self._on_answered, self._on_lost, urgent=True)

    def _on_answered(self, outcome: Outcome) -> None:
        self.counts, self.last = outcome.counts, outcome.row
        self.answered.emit(outcome.row)
        self._desk.checked_in.emit(outcome.row.answer)

    def _on_lost(self, trouble: KioskError) -> None:
        if trouble.code == "access.organiser_needed":  # the refusal stands, and nothing was lost
            self._desk.trouble.emit(self._desk.explain(trouble))
            return
        self.lost.emit(self._desk.explain(trouble))

    def _on_taken_back(self, outcome: Outcome, reason: str) -> None:
        self.counts = outcome.counts
        if self.last is not None and self.last.answer.scan_id == outcome.row.answer.scan_id:
            self.last = outcome.row
        self.taken_back.emit(outcome.row, reason)
        self._desk.checked_in.emit(outcome.row.answer)

    def _on_counted(self, counts: Counts) -> None:
        self.counts = counts
        self.counted.emit()

    def _on_recent(self, recent: Recent) -> None:
        self.counts = recent.counts
        self.recent_read.emit(recent.rows)
        self.counted.emit()
