"""Safe copies while an event is open: every few minutes, on a lane of their own, tried again after trouble."""

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.actions.keeping.auto_backup import back_up_what_is_new
from kiosk.core.open_event import OpenEvent
from kiosk.errors import KioskError
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled, PapersLane, Progress

EVERY = timedelta(minutes=5)
AGAIN = timedelta(seconds=20)
"""After trouble: a drive plugged in again should be at work before anybody wonders."""


class Backups(QObject):
    """Copies the event of ``desk`` into the folder of the settings; ``changed`` tells that a copy was made or failed.

    A desk never waits for it: it reads on a connection of its own, in a thread of its own.  While nothing was recorded
    since the last copy it only looks whether the drive is still there.
    """

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.desk = desk
        self.trouble: KioskError | None = None
        self.copied_at: datetime | None = None
        self._length = 0
        self._busy = False
        self._folder = desk.settings.copies_folder
        self._lane = PapersLane(desk.path, self, "copies")
        self._lane.broken.connect(desk.broken)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.keep)
        desk.device.changed.connect(self._on_settings)
        self.keep()

    @property
    def folder(self) -> str:
        """Where the copies go; empty when nobody chose a place."""
        return self._folder

    def keep(self) -> None:
        """Make a copy now, unless one is being made."""
        if self._folder and not self._busy:
            self._busy = True
            self._lane.run(partial(_copy, self._request()), self._on_copied, self._on_failed)

    def close(self) -> None:
        """End; what was recorded since the last copy is copied before the desk lets the event go."""
        self._timer.stop()
        self._lane.close()
        if self._folder and self.trouble is None:
            request = self._request()
            self.desk.lane.run(lambda records: _copy(request, records), lambda _length: None, lambda _trouble: None)

    def _request(self) -> tuple[Path, str, datetime, int]:
        return Path(self._folder), self.desk.settings.desk_id, self.desk.now(), self._length

    def _on_settings(self) -> None:
        if self.desk.settings.copies_folder != self._folder:
            self._folder = self.desk.settings.copies_folder
            self.trouble, self.copied_at, self._length = None, None, 0
            self._timer.stop()
            self.keep()
            self.changed.emit()

    def _on_copied(self, copied: tuple[Path, int]) -> None:
        self._busy = False
        folder, length = copied
        if str(folder) != self._folder:  # another folder was chosen meanwhile
            self.keep()
            return
        self.trouble, self._length, self.copied_at = None, length, self.desk.now()
        self._timer.start(EVERY // timedelta(milliseconds=1))
        self.changed.emit()

    def _on_failed(self, trouble: KioskError) -> None:
        self._busy = False
        self.trouble = trouble
        self._timer.start(AGAIN // timedelta(milliseconds=1))
        self.changed.emit()


def _copy(
    request: tuple[Path, str, datetime, int],
    records: OpenEvent,
    _progress: Progress | None = None,
    _cancelled: Cancelled | None = None,
) -> tuple[Path, int]:
    """Copy what was recorded since the last copy; returns the folder and how much the copy holds."""
    folder, desk_id, now, copied = request
    return folder, back_up_what_is_new(records, folder, copied, desk_id=desk_id, now=now)
