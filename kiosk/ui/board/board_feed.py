"""Keeps the board of an event up to date while somebody looks at it."""

import time
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.actions.office.board import read_board
from kiosk.core.board import Board
from kiosk.core.board_count import BoardCount
from kiosk.core.open_event import OpenEvent
from kiosk.errors import KioskError
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled, Progress

LEAST_MS, IDLE_MS = 2_000, 20_000
"""Between two looks at least, and at most: doors open by the clock, and other programs may write to the file."""
_SHARE = 3
"""A look takes at most a quarter of the time, however large the event: the door has the rest."""


class BoardFeed(QObject):
    """Reads the board on the reader lane: soon after news, never two at once, and not while nobody watches."""

    read = Signal(object)  # a Board
    failed = Signal(KioskError)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._watchers: set[int] = set()
        self._busy = self._news = False
        self._begun, self._took = 0.0, 0.0
        self.last: Board | None = None
        self._count = BoardCount()  # the reader lane alone touches it
        self._waiting, self._idle = QTimer(self, singleShot=True), QTimer(self, interval=IDLE_MS)
        self._waiting.timeout.connect(self._look)
        self._idle.timeout.connect(self.wake)
        for news in (desk.checked_in, desk.others_worked, desk.roster_changed, desk.programme_changed):
            news.connect(self.wake)

    def watch(self, watcher: QObject, watching: bool) -> None:
        """Somebody looks at the board from now on, or does no more."""
        (self._watchers.add if watching else self._watchers.discard)(id(watcher))
        if self._watchers:
            self._idle.start()
            self.wake()
        else:
            self._idle.stop()
            self._waiting.stop()

    def wake(self, *_news: object) -> None:
        """Something changed: look soon."""
        if not self._watchers or self._waiting.isActive():
            return
        if self._busy:
            self._news = True
            return
        passed = (time.monotonic() - self._begun) * 1000
        wished = max(LEAST_MS, self._took * 1000 * (1 + _SHARE))
        self._waiting.start(max(0, round(wished - passed)) if self.last is not None else 0)

    def _look(self) -> None:
        self._busy, self._news, self._begun = True, False, time.monotonic()
        self._desk.reader.run(partial(_read, self._desk.now(), self._count), self._on_read, self._on_failed)

    def _on_read(self, board: Board) -> None:
        self.last = board
        self._rest()
        self.read.emit(board)

    def _on_failed(self, trouble: KioskError) -> None:
        self._rest()
        self.failed.emit(trouble)

    def _rest(self) -> None:
        self._busy, self._took = False, time.monotonic() - self._begun
        if self._news:
            self.wake()


def feed_of(desk: Desk) -> BoardFeed:
    """The one feed of an open event: board and second screen look at the same."""
    return desk.findChild(BoardFeed) or BoardFeed(desk)


def _read(at: datetime, count: BoardCount, records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> Board:
    return read_board(records, at, count)
