"""The real check-in screen on a copy of the event, with people who arrive, mishaps and a clock.

Nothing of it reaches the event: the copy lies in a folder of its own, nobody shares or backs it up, no printer gets
anything of it, and it is gone when the window is.
"""

import time
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QWidget

from kiosk.actions.preparing.practice import (
    Guest,
    Practice,
    deeds_since,
    newest_scan,
    place_to_practise,
    prepare_practice,
)
from kiosk.core.codes.devices import Health, Source
from kiosk.core.open_event import OpenEvent
from kiosk.core.practice import LASTS, Deed, Mishap, Played, is_solved
from kiosk.errors import KioskError
from kiosk.ui.check_in.check_in_screen import CheckInScreen
from kiosk.ui.frame.event_dialogs import ask_organiser
from kiosk.ui.practice.guest_card import HANDED_OVER, GuestCard
from kiosk.ui.practice.practice_device import PracticeDevice
from kiosk.ui.practice.result_page import ResultPage
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.message_bar import MessageBar
from kiosk.ui.widgets.present import present
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.ui.widgets.scrolling import FrontStack, scrolled
from kiosk.ui.widgets.tab_order import follow_the_eye
from kiosk.words.catalogue import _

_TICKS_EVERY_MS = 500
_CARD = 430


class PracticeWindow(Retranslated, QWidget):
    """Plays one practice after the other for ``desk``, whose event is only read.

    ``ready`` comes when the first person stands at the desk, ``left`` when the window is to go, ``broken`` carries the
    report of a bug.
    """

    ready = Signal()
    left = Signal()
    broken = Signal(str)
    answer_painted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._real = desk
        self._place = ExitStack()
        self._seed = round(desk.now().timestamp())
        self._is_preparing = self._may_close = False
        self.desk: Desk | None = None
        self._check_in: CheckInScreen | None = None
        self._practice: Practice | None = None
        self.played: list[Played] = []
        self._since, self._deeds = "", frozenset[Deed]()
        self._begun = self._arrived = 0.0
        self._solved_at: float | None = None
        self._is_judging = False
        self.band, self._what, self.clock, self.stop = QFrame(), page.text(), page.text(wrap=False), page.button()
        self.messages, self.stack, self.card = MessageBar(), FrontStack(), GuestCard()
        self._waiting, self.notice, self.result = QWidget(), page.Notice(), ResultPage()
        self._door, self._doors = QWidget(), page.row(spacing=0)
        self._ticking = QTimer(self, interval=_TICKS_EVERY_MS)
        self._arrange()
        self._connect()
        self.retranslate()
        self.begin()

    # -- beginning and ending ----------------------------------------------------------------------------------------

    @property
    def check_in(self) -> CheckInScreen:
        """The check-in screen of the copy."""
        return present(self._check_in)

    @property
    def guest(self) -> Guest:
        """Who stands at the desk."""
        return present(self.card.guest)

    def begin(self) -> None:
        """Make a copy, and let people come; what was played before is thrown away."""
        self._throw_away()
        self.played = []
        self.stop.setEnabled(True)
        self.stack.setCurrentWidget(self._waiting)
        self.notice.done(_("The event is being copied…"))
        target = self._place.enter_context(place_to_practise())
        self._is_preparing = True
        settings = self._real.settings
        work = partial(_prepare, target, settings.room, settings.desk_id, self._seed)
        self._seed += 1
        self._real.reader.run(work, self._on_prepared, self._on_refused)

    def _on_prepared(self, practice: Practice) -> None:
        self._is_preparing = False
        self._practice = practice
        began, offset = self._real.now(), practice.at - self._real.now()
        device = PracticeDevice(self._real.device, practice.session, self)
        desk = self.desk = Desk(
            practice.path, device, self, now=lambda: max(began, self._real.now()) + offset, is_practice=True
        )
        desk.refused.connect(self._on_refused)
        desk.trouble.connect(self.messages.tell)
        desk.broken.connect(self.broken)
        desk.opened.connect(self._on_opened)

    def _on_opened(self) -> None:
        desk = present(self.desk)
        if desk.access.is_locked:
            desk.access.let_in(self._real.access.signed_in)
        desk.access.organiser_wanted.connect(partial(ask_organiser, desk, self))
        desk.access.changed.connect(self._on_access)
        screen = self._check_in = CheckInScreen(desk)
        screen.direction.choose_next()  # everybody comes in, whatever the session tracks
        screen.sounds.prepare()
        screen.flow.answered.connect(self._look)
        screen.flow.taken_back.connect(self._look)
        screen.answer_painted.connect(self.answer_painted)
        self._doors.insertWidget(0, screen, 1)
        follow_the_eye(screen)
        self.stack.setCurrentWidget(self._door)
        self._begun = time.monotonic()
        self._ticking.start()
        self._let_come()

    def _on_access(self) -> None:
        """Nobody touched anything for so long that the desk locked: whoever comes next has not begun this."""
        if present(self.desk).access.is_locked:
            self.left.emit()

    def _on_refused(self, trouble: KioskError) -> None:
        self._is_preparing = False
        self.notice.trouble(self._real.explain(trouble))

    def _throw_away(self) -> None:
        """Let the copy go; one that is still being made goes when it is finished."""
        self._ticking.stop()
        self.card.guest = None
        screen, self._check_in = self._check_in, None
        if screen is not None:
            self._doors.removeWidget(screen)
            screen.hide()
            screen.deleteLater()
        desk, self.desk = self.desk, None
        if desk is not None:
            desk.close()
            desk.deleteLater()
        place, self._place = self._place, ExitStack()
        if self._is_preparing:
            self._real.reader.run(lambda *_work: place.close())
        else:
            place.close()

    def end(self) -> None:
        """Let the window go, and the copy with it."""
        self._may_close = True
        self._throw_away()
        self.close()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Whoever closes this window goes back to the event."""
        if not self._may_close:
            event.ignore()
            self.left.emit()

    # -- arrivals ----------------------------------------------------------------------------------------------------

    def take_scan(self, text: str) -> None:
        """A scanner read ``text``; a scanner that is lost reads nothing."""
        if self._check_in is None or self.stack.currentWidget() is not self._door:
            return
        if self.guest.arrival.mishap is Mishap.SCANNER:
            self.messages.tell(_("The scanner counts as lost now: find the person by name with F3."))
            return
        self.check_in.take_scan(text)

    def _let_come(self) -> None:
        """The next person, or the result after the last one."""
        guests = present(self._practice).guests
        if len(self.played) == len(guests):
            self._finish()
            return
        self.messages.hide()
        guest = guests[len(self.played)]
        lost = guest.arrival.mishap is Mishap.SCANNER
        present(self.desk).device.scanners.tell_health(Source.SERIAL, Health.MISSING if lost else Health.OFF)
        present(self.desk).lane.run(newest_scan, self._on_mark)

    def _on_mark(self, newest: str) -> None:
        self._since, self._deeds = newest, frozenset()
        self._arrived, self._solved_at = time.monotonic(), None
        guests = present(self._practice).guests
        self.card.show_guest(guests[len(self.played)], len(self.played) + 1, len(guests))
        self.check_in.take_focus()
        self._is_judging = False
        if not self.played:
            self.ready.emit()

    def _hand_over(self) -> None:
        if self.card.guest is not None and self.guest.arrival.mishap in HANDED_OVER:
            self.check_in.take_scan(self.guest.code)
            self.check_in.take_focus()

    def _look(self, *_news: object) -> None:
        """Look what the log holds of the person at the desk by now."""
        if self.card.guest is not None and not self._is_judging:
            present(self.desk).lane.run(self._deeds_of_guest(), partial(self._on_deeds, self.guest))

    def _on_deeds(self, guest: Guest, deeds: frozenset[Deed]) -> None:
        if guest is not self.card.guest:
            return
        solved = is_solved(guest.arrival.mishap, deeds)
        if not solved:
            self._solved_at = None
        elif self._solved_at is None:
            self._solved_at = time.monotonic()
        if deeds != self._deeds:
            self._deeds = deeds
            self.card.tell(solved=solved)

    def _next(self) -> None:
        """The person goes: what the log holds now is what counts."""
        if self.card.guest is not None and not self._is_judging:
            self._is_judging = True
            present(self.desk).lane.run(self._deeds_of_guest(), self._on_gone)

    def _on_gone(self, deeds: frozenset[Deed]) -> None:
        guest = self.guest
        self._on_deeds(guest, deeds)
        ended = self._solved_at or time.monotonic()
        mishap = guest.arrival.mishap
        self.played.append(Played(mishap, is_solved(mishap, deeds), ended - self._arrived))
        self._let_come()

    def _deeds_of_guest(self) -> "partial[frozenset[Deed]]":
        return partial(_deeds, self.guest, present(self._practice).session.code, self._since)

    def _finish(self) -> None:
        """Tell how it went; the copy is gone by then."""
        practised = bool(self._practice) and len(self.played) == len(present(self._practice).guests)
        self._throw_away()
        if practised:
            self._real.device.change(practised=True)
        self.stop.setEnabled(False)
        self.stack.setCurrentWidget(self.result)
        self.result.show_result(self.played)

    def _on_stop(self) -> None:
        """End early: who stands there is not counted."""
        self._finish() if self.desk is not None else self.left.emit()

    def _on_tick(self) -> None:
        self._tell_time()
        self._look()
        if time.monotonic() - self._begun >= LASTS.total_seconds():
            self._finish()

    # -- look --------------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self.setWindowTitle(_("Practice"))
        self._what.setText(_("Practice on a copy: nothing here counts, nothing is printed, the event stays as it is."))
        self.stop.setText(_("End the practice"))
        self._tell_time()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Sizes follow the height of the window."""
        super().resizeEvent(event)
        theme.fit_height(event.size().height())
        self._side.setFixedWidth(min(theme.px(_CARD), event.size().width() * 2 // 5))

    def _show_keys(self) -> None:
        if self._check_in is not None:
            self.check_in.keys.click()

    def _tell_time(self) -> None:
        seconds = round(time.monotonic() - self._begun) if self._ticking.isActive() else 0
        self.clock.setText(f"{seconds // 60}:{seconds % 60:02d}")

    def _connect(self) -> None:
        self.stop.clicked.connect(self._on_stop)
        self.card.handed_over.connect(self._hand_over)
        self.card.next_wanted.connect(self._next)
        self.result.again.clicked.connect(self.begin)
        self.result.back.clicked.connect(self.left)
        self._ticking.timeout.connect(self._on_tick)
        QShortcut(QKeySequence("F1"), self).activated.connect(self._show_keys)

    def _arrange(self) -> None:
        theme.set_look(self.band, "call-bar")
        band = page.row(self._what, self.clock, self.stop, spacing=20)
        band.setStretch(0, 1)
        band.setContentsMargins(theme.px(36), theme.px(8), theme.px(24), theme.px(8))
        self.band.setLayout(band)
        self._waiting.setLayout(page.column(self.notice, None, margins=36))
        held = QWidget()
        held.setLayout(page.column(self.card))
        self._side = scrolled(held)
        side = page.column(self._side)
        side.setContentsMargins(0, theme.px(20), theme.px(20), theme.px(20))
        self._doors.addLayout(side)
        self._door.setLayout(self._doors)
        for each in (self._waiting, self._door, self.result):
            self.stack.addWidget(each)
        layout = page.column(self.band, self.messages, scrolled(self.stack), spacing=0)
        layout.setStretch(2, 1)
        self.setLayout(layout)


def _prepare(
    target: Path, room: str, desk_id: str, seed: int, records: OpenEvent, _progress: Progress, _cancelled: Cancelled
) -> Practice:
    return prepare_practice(records, target, room=room, desk_id=desk_id, seed=seed)


def _deeds(guest: Guest, session: str, since: str, records: OpenEvent) -> frozenset[Deed]:
    return deeds_since(records, guest, session, since)
