"""Attendees serve themselves: the whole screen, few and large words, and no way out but the staff's PIN."""

from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QFrame, QPushButton, QWidget

from kiosk import languages
from kiosk.actions.door.at_the_door import ScanRow
from kiosk.actions.event_picture import event_picture
from kiosk.core.name_and_phone import person_called
from kiosk.core.open_event import OpenEvent
from kiosk.core.scan import Answer
from kiosk.core.staff_call import LASTS
from kiosk.ui.check_in.answer_text import Kind
from kiosk.ui.check_in.check_in_screen import CheckInScreen
from kiosk.ui.self_service import staff_pin
from kiosk.ui.self_service.aids import Aids
from kiosk.ui.self_service.badge_watch import BadgeWatch
from kiosk.ui.self_service.greeting import Badge, Greeting, greeting, lost, start
from kiosk.ui.self_service.greeting_view import GreetingView
from kiosk.ui.self_service.head import Head
from kiosk.ui.self_service.letter_size import letter_pixels, pixels_per_mm
from kiosk.ui.self_service.name_entry import NameEntry
from kiosk.ui.self_service.pin_pad import PinPad
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.sounds import Sound
from kiosk.ui.services.staff_calls import StaffCalls
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.flow import FlowBox, FoldingRow
from kiosk.ui.widgets.focus import PushButton
from kiosk.ui.widgets.present import application
from kiosk.words import catalogue
from kiosk.words.catalogue import N_, say

SHOWN_MS = {Kind.DONE: 6_000, Kind.ATTENTION: 12_000, Kind.ALARM: 20_000}
_RINGS_FOR_MS, _RINGS_EVERY_MS = 60_000, 4_000
_CALLS_FOR_MS = LASTS // timedelta(milliseconds=1)
_ONWARDS = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Plus)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Minus)
_KEY_MM = 14
"""A key of the screen is so high at the least: a finger finds it."""
_MARGIN = 28


class SelfServiceWindow(QWidget):
    """One event's self-service.  ``left`` comes after the right PIN; ``answer_painted`` names each answer on screen.

    Scans go the same way as at the desk, through the flow of its check-in screen; only what is said is other.
    """

    left = Signal()
    answer_painted = Signal(str)

    def __init__(self, desk: Desk, check_in: CheckInScreen, calls: StaffCalls) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self._desk, self._check_in, self._calls = desk, check_in, calls
        self.language = self._usual_language()
        self._answer: Answer | None = None
        self._badge, self._word, self._may_close = Badge.NONE, "", False
        self.view = GreetingView(self._start())
        self.head, self.foot = Head(desk.details), QFrame()
        self.at_the_start, self.by_name, self.entry = QWidget(), PushButton(), NameEntry(self)
        self.languages = {code: PushButton(languages.name_of(code)) for code in languages.available()}
        self.call, self.staff = PushButton(), page.button("plain")
        self.aids = Aids(self, desk.settings)
        self.staff.setIcon(theme.icon("lock", theme.QUIET))
        self.pad, self._badges = PinPad(self), BadgeWatch(desk, self)
        self._returning = QTimer(self, singleShot=True)
        self._calling = QTimer(self, singleShot=True, interval=_CALLS_FOR_MS)
        self._ringing, self._ticking = QTimer(self, interval=_RINGS_EVERY_MS), QTimer(self, interval=1000)
        self._silencing = QTimer(self, singleShot=True, interval=_RINGS_FOR_MS)
        self._arrange()
        self._connect()
        self.return_to_start()
        self._ticking.start()
        application().installEventFilter(self)

    # -- scans -----------------------------------------------------------------------------------------------------

    def _on_answered(self, row: ScanRow) -> None:
        """Greet the person, in the language of the roster where it names one."""
        answer = row.answer
        attendee = self._check_in.attendee_of(answer)
        if attendee is not None and attendee.language in languages.available():
            self.language = attendee.language
        same = self._answer is not None and self._answer.person == answer.person and answer.person is not None
        self._answer, self._word = answer, str(answer.verdict)
        if not same:
            self._badge = Badge.NONE
            self._badges.forget()
        if answer.badge_due and answer.person is not None and self._badge is Badge.NONE:
            self._badges.see_to(answer)
        self._say()

    def _on_lost(self, _sentence: str) -> None:
        """What went wrong is for the staff; the person is told what to do."""
        self._answer, self._word = None, "not_stored"
        self._greet(lost(self.language))

    def _on_badge(self, scan_id: str, badge: Badge) -> None:
        if self._answer is not None and self._answer.scan_id == scan_id:
            self._badge = badge
            self._say()

    def _say(self) -> None:
        """Say the answer there is, in the language there is."""
        if self._answer is None:
            self._greet(self._start())
        else:
            desk = self._desk
            self._greet(greeting(self._answer, desk.doors, desk.zone, self.language, self._badge))

    def _greet(self, shown: Greeting) -> None:
        self.view.greet(shown)
        self._say_texts()
        self.aids.speak(shown.spoken)
        self._returning.stop()
        if shown.kind in SHOWN_MS:
            self._returning.start(SHOWN_MS[shown.kind] * (2 if self._badge is Badge.PRINTING else 1))

    def return_to_start(self) -> None:
        """Nobody is there: the start, in the event's usual language."""
        self._answer, self._badge, self._word = None, Badge.NONE, ""
        self._badges.forget()
        self.language = self._usual_language()
        self.aids.begin_anew()
        self._say()

    # -- what a person does ----------------------------------------------------------------------------------------

    def choose_language(self, language: str) -> None:
        """Speak ``language`` until the start is shown again."""
        self.language = language
        self._say()
        if self._answer is None:
            self._returning.start(SHOWN_MS[Kind.ATTENTION])

    @property
    def is_calling(self) -> bool:
        """Whether somebody is asking for the staff."""
        return self._calling.isActive()

    def call_staff(self) -> None:
        """Light here and at the other desks until the staff come, a sound for a minute; pressed again it ends."""
        if self.is_calling:
            self._end_call()
            return
        self._calls.ask()
        self._calling.start()
        self._ringing.start()
        self._silencing.start()
        self._ring()
        self._say_texts()

    def _end_call(self) -> None:
        if self.is_calling:
            self._calls.take_back()
        self._calling.stop()
        self._be_silent()
        self._say_texts()

    def _on_calls(self) -> None:
        """Another desk answered: who stands here is told, and the sound ends."""
        if self._calls.is_answered:
            self._be_silent()
        self._say_texts()

    def _be_silent(self) -> None:
        self._ringing.stop()
        self._silencing.stop()

    def _ring(self) -> None:
        self._check_in.sounds.play(Sound.CALL)

    def ask_name(self) -> None:
        """Somebody has no ticket at hand: ask for the name and the end of the phone number."""
        self._returning.stop()
        self.entry.ask(self.language)

    def _on_name(self, name: str, digits: str) -> None:
        now = self._desk.now()
        person = None if self.entry.waits(now) else person_called(self._check_in.people.people.values(), name, digits)
        if person is None:
            self.entry.tell_not_found(now)
            return
        self.entry.tell_found()
        self._hide_entry()
        self._check_in.take_scan(person.ticket_code)

    def _hide_entry(self) -> None:
        self.entry.put_away()
        self.view.setFocus()

    # -- the way out -----------------------------------------------------------------------------------------------

    def _on_staff(self) -> None:
        self._end_call()
        self.pad.ask()
        self.pad.setFocus()
        wait = staff_pin.waits(self._desk.settings, self._desk.now())
        if wait:
            self.pad.tell_wait(wait)

    def _on_entered(self, pin: str) -> None:
        wait = staff_pin.waits(self._desk.settings, self._desk.now())
        if wait:
            self.pad.tell_wrong(wait)
            return
        self.pad.setEnabled(False)
        settings = self._desk.settings
        self._desk.reader.run(lambda *_work: staff_pin.opens(settings, pin), self._on_looked)

    def _on_looked(self, right: bool) -> None:
        self.pad.setEnabled(True)
        if right:
            staff_pin.note_right(self._desk.device)
            self.left.emit()
            return
        now: datetime = self._desk.now()
        staff_pin.note_wrong(self._desk.device, now)
        self.pad.tell_wrong(staff_pin.waits(self._desk.settings, now))
        self.pad.setFocus()

    def _hide_pad(self) -> None:
        self.pad.hide()
        self.view.setFocus()

    def end(self) -> None:
        """Let the window go."""
        self._may_close = True
        application().removeEventFilter(self)
        if self.is_calling:
            self._calls.take_back()
        for timer in (self._ticking, self._ringing, self._silencing, self._calling, self._returning):
            timer.stop()
        self._badges.forget()
        self.aids.end()
        self.close()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Alt+F4, a window list, a session's end: none of them ends self-service."""
        event.setAccepted(self._may_close)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A keypad moves the ring; no other key does anything, and what scanners type is taken before it comes here."""
        event.accept()
        if event.key() in _ONWARDS:
            self.focusNextChild()
        elif event.key() in _BACK:
            self.focusPreviousChild()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A dialog of the desk's window has no business in front of attendees."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QDialog):
            QTimer.singleShot(0, watched, watched.reject)
        return False

    def changeEvent(self, event: QEvent) -> None:
        """Come back to the front when another window came before it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow() and not self._may_close:
            QTimer.singleShot(0, self, self._to_front)

    def _to_front(self) -> None:
        if not self._may_close:
            self.raise_()
            self.activateWindow()

    # -- look ------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Letters follow the screen's real size."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        screen = self.screen()
        size, physical = screen.size(), screen.physicalSize()
        letter = letter_pixels(size, physical, theme.text_size())
        key = round(_KEY_MM * pixels_per_mm(size, physical))
        least, room = letter_pixels(size, physical), self.width() - 2 * theme.px(_MARGIN)
        self.view.use_letter(letter)
        for button in (*self.languages.values(), self.call, self.by_name):
            own = _fit_words(button, letter, least, room)
            button.setStyleSheet(f"font-size: {own}px; padding: 0 {own // 2}px; border-radius: {key // 4}px;")
            button.setMinimumHeight(max(key, round(own * (0.3 + 1.2 * len(button.text().split("\n"))))))
        for button in (self.staff, self.aids.contrast, self.aids.voice):
            button.setIconSize(QSize(letter, letter))
            button.setFixedSize(max(key, round(letter * 1.2)), max(key, round(letter * 1.2)))
        self._first.fit(room)
        self.head.fit(letter)
        self.entry.fit(key, letter)

    def _start(self) -> Greeting:
        return start(self._check_in.bar.show_time(self._desk.now()), self.language)

    def _usual_language(self) -> str:
        return catalogue.language()

    def _say_texts(self) -> None:
        for language, button in self.languages.items():
            theme.set_look(button, "primary" if language == self.language else "")
        self.call.setText(say(self._call_word(), self.language))
        self.call.setAccessibleName(self.call.text())
        self.by_name.setText(say(N_("No ticket? Check in by name"), self.language))
        self.by_name.setAccessibleName(self.by_name.text())
        self.by_name.setVisible(self._desk.settings.self_service_by_name)
        for part in (self.head, self.at_the_start):  # an answer has all the room
            part.setVisible(self.view.greeting.kind is Kind.IDLE)
        self.head.say_name(self.language)
        self.aids.say_names(self.language)
        self._fit()  # words of another language are longer or shorter
        theme.set_look(self.call, "calling" if self.is_calling or self.view.greeting.needs_staff else "")
        self.staff.setAccessibleName(say(N_("For the staff: end self-service"), self.language))
        theme.set_look(self.foot, "foot-calling" if self.is_calling else "foot")

    def _call_word(self) -> str:
        if not self.is_calling:
            return N_("Call staff")
        return N_("Staff are coming") if self._calls.is_answered else N_("Staff are called")

    def _on_tick(self) -> None:
        self.head.clock.setText(f"{self._desk.now().astimezone(self._desk.zone):%H:%M}")
        if self._answer is None and self.view.greeting.kind is Kind.IDLE and self.view.greeting != self._start():
            self._say()

    def _on_painted(self) -> None:
        if self._word:
            word, self._word = self._word, ""
            self.answer_painted.emit(word)

    def _connect(self) -> None:
        self._check_in.flow.answered.connect(self._on_answered)
        self._check_in.flow.lost.connect(self._on_lost)
        self._badges.news.connect(self._on_badge)
        self.view.painted.connect(self._on_painted)
        for language, button in self.languages.items():
            button.clicked.connect(lambda _checked=False, language=language: self.choose_language(language))
        self.call.clicked.connect(self.call_staff)
        self.staff.clicked.connect(self._on_staff)
        self.pad.entered.connect(self._on_entered)
        self.pad.given_up.connect(self._hide_pad)
        self.by_name.clicked.connect(self.ask_name)
        self.entry.entered.connect(self._on_name)
        self.entry.given_up.connect(self._hide_entry)
        self._returning.timeout.connect(self.return_to_start)
        self._calling.timeout.connect(self._end_call)
        self._silencing.timeout.connect(self._be_silent)
        self._calls.changed.connect(self._on_calls)
        self._ringing.timeout.connect(self._ring)
        self._ticking.timeout.connect(self._on_tick)

    def _arrange(self) -> None:
        aids = (self.aids.contrast, self.aids.voice)
        for button in (*self.languages.values(), *aids, self.by_name, self.call, self.staff):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._first = FoldingRow(self.by_name, page.row(None, *aids, spacing=20), spacing=20, shares=(1, 0))
        self.at_the_start.setLayout(self._first)
        languages_there = FlowBox(*self.languages.values(), spacing=20)
        keys = page.row(languages_there, None, FlowBox(self.staff, self.call, spacing=20), spacing=20)
        self.foot.setLayout(page.column(self.at_the_start, keys, margins=_MARGIN, spacing=16))
        layout = page.column(self.head, self.view, self.foot, spacing=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self._on_tick()
        self._desk.reader.run(_read_picture, self._on_picture)
        self.view.setFocus()

    def _on_picture(self, png: bytes) -> None:
        self.head.show_picture(png)
        self._fit()


def _fit_words(button: QPushButton, letter: int, least: int, room: int) -> int:
    """The letter in which the words of a key find room, on two lines if need be; never under the least one."""
    width = QFontMetrics(theme.font_of(letter, theme.Weight.BOLD)).horizontalAdvance
    words = button.accessibleName() or button.text()
    if (width(words) + letter) * least > room * letter:
        breaks = [place for place, character in enumerate(words) if character == " "]
        best = min(breaks, key=lambda place: max(width(words[:place]), width(words[place + 1 :])), default=len(words))
        words = f"{words[:best]}\n{words[best + 1 :]}".strip()
    button.setText(words)
    widest = max(map(width, words.split("\n"))) + letter
    return letter if widest <= room else max(least, letter * room // widest)


def _read_picture(records: OpenEvent, *_progress_and_cancelled: object) -> bytes:
    """Work for a lane that reads."""
    return event_picture(records)
