"""The check-in screen: everything a person at the door needs, on one page without scrolling."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QWidget

from kiosk.actions.door.at_the_door import ScanRow
from kiosk.actions.door.people_index import PeopleIndex
from kiosk.actions.office.access_log import note_search
from kiosk.actions.office.figures import inside_now, people_inside
from kiosk.actions.people.own_fields import answer_own_field, asked_of
from kiosk.core.agenda import is_over
from kiosk.core.attendance import HANDOUT, Direction
from kiosk.core.codes.devices import Source
from kiosk.core.open_event import OpenEvent
from kiosk.core.own_field import OwnField
from kiosk.core.programme import Session
from kiosk.core.roster import Attendee
from kiosk.core.scan import Answer, Asked, Person, Verdict
from kiosk.errors import KioskError
from kiosk.ui.check_in.answer_text import (
    SECONDS_SHOWN,
    Kind,
    Shown,
    as_scanned,
    not_stored,
    several_codes,
    shown_answer,
    taken_back,
)
from kiosk.ui.check_in.badge_maker import BadgeMaker
from kiosk.ui.check_in.check_in_flow import CheckInFlow
from kiosk.ui.check_in.check_in_page import CheckInPage
from kiosk.ui.check_in.correction_dialogs import override_dialog, undo_dialog
from kiosk.ui.check_in.corrections import undo_target
from kiosk.ui.check_in.door import Door
from kiosk.ui.check_in.exceptions import Exceptions
from kiosk.ui.check_in.scan_list import as_known_now
from kiosk.ui.printing.print_scans import PrintScans
from kiosk.ui.printing.print_texts import news
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.services.sounds import Sound, Sounds
from kiosk.ui.widgets.reason_dialog import ReasonDialog
from kiosk.ui.widgets.symbols import Symbol
from kiosk.words.catalogue import _, title_of
from kiosk.words.links import PRACTICE


class CheckInScreen(CheckInPage):
    """Session, answer, counts and last scans.

    ``answer_painted`` tells the verdict once an answer is on the screen (``not_stored`` for a scan that was lost).
    """

    wants_screen = Signal(str)
    answer_shown = Signal(object, str)  # a Shown, the verdict's name
    answer_painted = Signal(str)
    painted = Signal()  # for the first time

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._desk = desk
        self.flow, self._badges = CheckInFlow(desk, self), BadgeMaker(desk, self)
        self.exceptions = Exceptions(desk, self.flow, self._badges, self)
        self._printed = PrintScans(desk, self)
        self.people, self._searching = PeopleIndex(), False
        self._answer_word, self._was_painted = "", False
        self._scanned_for: Session | None = None
        self._shown_row: ScanRow | None = None
        self.sounds = Sounds(desk.settings.volume, self)
        self._clearing, self._ticking = QTimer(self, singleShot=True), QTimer(self, interval=1000)
        self._connect()
        self.retranslate()
        self._on_programme()
        desk.people.want()
        self._ticking.start()

    # -- what arrives ------------------------------------------------------------------------------------------

    def take_scan(self, text: str) -> None:
        """A scanner read ``text``."""
        self._printed.take(text) if self._printed.takes_scans else self.flow.take(text)

    def ticket_codes(self) -> set[str]:
        """The codes of everybody on the roster."""
        return {person.ticket_code for person in self.people.people.values()}

    def tell_several_codes(self) -> None:
        """The camera sees two codes and took neither: nothing is stored, for nobody can say whose scan it was."""
        self._show(several_codes(), "several_codes")

    def take_focus(self) -> None:
        """Keys go to the surface that has no input method, or on into a search."""
        self.search.resume() if self._searching else self.panel.setFocus()

    def retranslate(self) -> None:
        """Set every text in the language in use; an answer on the screen is said anew."""
        super().retranslate()
        self._badges.retranslate()
        if self._shown_row is None:
            self._show_idle()
        elif not self._shown_row.taken_back:
            self.panel.show_answer(self._as_shown(self._shown_row), announce=False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first paint, once everything on the screen had its turn."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    # -- answers -----------------------------------------------------------------------------------------------

    def _on_answered(self, row: ScanRow) -> None:
        self._show(self._as_shown(row), row.answer.verdict, row)
        self.panel.repaint()  # before the list and the numbers, which take as long again
        self.scans.scans.add(row)
        self.scans.clearSelection()
        self._badges.forget()
        self._ask(row.answer)
        self._enable()
        self._show_counts()
        if self._searching:
            self._mark_inside()

    def _ask(self, answer: Answer) -> None:
        """What the event asks of people at their entry; the question of the one before gives way."""
        self.asking.forget()
        door = self._desk.doors.get(answer.session or "")
        is_entry = answer.accepted and answer.direction is Direction.IN and door is not None and door.kind != HANDOUT
        if (person := answer.person) is not None and is_entry and any(f.asked for f in self._desk.own_fields.values()):
            asked = partial(_asked, person.id)
            self._desk.reader.run(asked, lambda fields: self._on_asked(answer.scan_id, person, fields))

    def _on_asked(self, scan_id: str, person: Person, fields: tuple[OwnField, ...]) -> None:
        """Asked only while that scan is the last one."""
        if fields and self.flow.last is not None and self.flow.last.answer.scan_id == scan_id:
            self.asking.ask(person, fields)

    def _keep_answer(self, person: str, field: OwnField, value: str) -> None:
        keep = partial(_keep, person, field, value)
        self._desk.lane.run(keep, lambda _person: self._desk.tell_roster_changed(), self._on_no_answer)

    def _on_no_answer(self, trouble: KioskError) -> None:
        self._desk.trouble.emit(self._desk.explain(trouble))

    def _on_lost(self, sentence: str) -> None:
        self._show(not_stored(sentence), "not_stored")
        self._desk.trouble.emit(_("The last scan was NOT saved. {reason}").format(reason=sentence))

    def _on_taken_back(self, row: ScanRow, reason: str) -> None:
        self.scans.scans.replace(row)
        self._show(taken_back(row.answer, reason, self._desk.doors, self._desk.zone), "taken_back", row)
        self._show_counts()

    def attendee_of(self, answer: Answer) -> Attendee | None:
        """The person of an answer as the roster has them."""
        return self.people.people.get(answer.person.id) if answer.person else None

    def _as_shown(self, row: ScanRow) -> Shown:
        attendee = self.attendee_of(row.answer)
        instead = self._desk.programme.get(row.instead)
        room = row.scan.room if row.scan else None
        shown = shown_answer(
            row.answer,
            self._desk.doors,
            self._desk.zone,
            attendee,
            row.meetings,
            instead=instead,
            room=room,
            own_fields=self._desk.own_fields,
        )
        if row.answer.verdict is Verdict.UNKNOWN and row.scan is not None:
            shown = replace(shown, name=as_scanned(row.scan.text))
        return self._printed.with_badge(shown, row.answer)

    def _show(self, shown: Shown, word: str, row: ScanRow | None = None) -> None:
        """Show it now, whatever was shown before; it clears itself."""
        self._answer_word, self._shown_row = word, row
        self.panel.show_answer(shown)
        self.stack.setCurrentWidget(self.panel)
        if self.search.isAncestorOf(self.focusWidget()) or self.focusWidget() is None:
            self.panel.setFocus()
        self.sounds.play(Sound.LEFT if shown.symbol is Symbol.OUT else shown.kind)
        self._clearing.stop()
        if shown.kind in SECONDS_SHOWN:
            self._clearing.start(SECONDS_SHOWN[shown.kind] * 1000)
        self._enable()
        self.answer_shown.emit(shown, word)

    def _clear(self) -> None:
        """Back to waiting; a search that an answer interrupted goes on."""
        self._clearing.stop()
        self._show_idle()
        if self._searching:
            self.stack.setCurrentWidget(self.search)
            self.search.resume()

    def _show_idle(self) -> None:
        self._shown_row, self._answer_word = None, ""
        self.panel.show_answer(self._idle(), announce=False)
        missing = self._missing()
        if missing:
            self.empty.lead_to(missing)
        if not self._searching:
            self.stack.setCurrentWidget(self.empty if missing else self.panel)

    def _idle(self) -> Shown:
        if self._printed.takes_scans:
            return Shown(
                Kind.IDLE, Symbol.SCAN, _("Scan to print a badge"), message=_("this desk does not check anyone in")
            )
        if self.bar.show_time(self._desk.now()) is None:
            return Shown(Kind.IDLE, Symbol.SCAN, _("No session is open"), message=self.bar.next_text())
        if self.bar.is_room_wanted:
            asked = _("Sessions in several rooms are open now: choose the room of this desk with F4")
            return Shown(Kind.IDLE, Symbol.SCAN, _("Scan a ticket"), message=asked)
        return Shown(Kind.IDLE, Symbol.SCAN, _("Scan a ticket"), message=_("or find the person by name: F3"))

    def _missing(self) -> str:
        if not self._desk.programme:
            return "programme"
        if self.flow.door.session is None and is_over(self._desk.programme, self._desk.now()):
            return "guide"
        return "" if self._desk.overview.attendee_count else "people"

    def _on_scanner(self, source: Source) -> None:
        """A scanner that is lost is heard, too: the person at the desk looks at people."""
        if self._desk.device.scanners.health(source).is_trouble:
            self.sounds.play(Sound.LOST_DEVICE)

    def _on_painted(self) -> None:
        if self._answer_word:
            self.answer_painted.emit(str(self._answer_word))

    # -- what a person does ------------------------------------------------------------------------------------

    def begin_search(self) -> None:
        """Find a person by name."""
        self._searching = True
        self._mark_inside()
        self.stack.setCurrentWidget(self.search)
        self.search.begin()

    def end_search(self) -> None:
        """Back to scanning."""
        self._searching = False
        self._clear()
        self.panel.setFocus()

    def _tell_print_trouble(self) -> None:
        """A badge that failed is said where the last one was said to be on its way."""
        trouble = next((told.sentence for told in news(self._desk.prints) if told.is_trouble), "")
        if trouble:
            self.status.tell(trouble)

    def _on_escape(self) -> None:
        self.asking.forget()
        self.end_search() if self._searching else self._clear()

    def _check_in_by_hand(self, person: Attendee) -> None:
        self._searching = False
        self._desk.lane.run(note_search)
        self.flow.take(person.ticket_code)

    def _on_undo(self) -> None:
        self._ask_undo(self._meant_row())

    def _ask_undo(self, marked: ScanRow | None) -> None:
        row = undo_target(marked, self.scans.scans.rows)
        if row is not None:
            dialog = undo_dialog(row, self._desk, self.window())
            self._ask_why(dialog, lambda reason: self.flow.take_back(row, reason))

    def _on_override(self) -> None:
        row = self.flow.last
        if row is not None and self.flow.can_overrule(row):
            self._ask_why(override_dialog(row, self.window()), lambda reason: self.flow.overrule(row, reason))

    def _on_enter(self) -> None:
        """Enter takes the offer of an answer while it is shown: to check in where the person should have gone."""
        if self._shown_row is not None:
            self.flow.check_in_instead(self._shown_row)

    def _ask_why(self, dialog: ReasonDialog, then: Callable[[str], None]) -> None:
        """Ask without stopping the scans: they go on behind the dialog."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.given.connect(then)
        dialog.finished.connect(lambda _result: self.panel.setFocus())
        dialog.open()

    def _on_badge(self) -> None:
        person = self._meant_person()
        if person is not None:
            self.exceptions.make_badge(person.id, person.name)

    def _on_walk_in(self) -> None:
        """Whoever was looked for and not found goes on to be registered, by the name that was typed."""
        session = self.bar.show_time(self._desk.now())
        dialog = self.exceptions.register(self.people, session, self.search.unlisted_name if self._searching else "")
        dialog.accepted.connect(self._leave_search)

    def _leave_search(self) -> None:
        self._searching = False
        self.take_focus()

    def _on_correct(self) -> None:
        self._with_person(self.exceptions.correct)

    def _on_history(self) -> None:
        self._with_person(self.exceptions.show_history)

    def _with_person(self, act: Callable[[Attendee], object]) -> None:
        person = self._meant_person()
        if person is not None:
            act(person)

    def _undo_of_history(self, answer: Answer) -> None:
        self._ask_undo(ScanRow(answer))

    def _meant_person(self) -> Attendee | None:
        """Who is marked in the search, else the person of the marked scan, or of the newest."""
        if self.search.is_marked:
            return self.search.current()
        row = self._meant_row()
        person = row.answer.person if row is not None else None
        return self.people.people.get(person.id) if person else None

    def _meant_row(self) -> ScanRow | None:
        """The marked scan, or the newest."""
        return self.scans.chosen() or self.flow.last or self.scans.scans.row(0)

    def _enable(self) -> None:
        row = self._meant_row()
        somebody = self._meant_person() is not None
        for button in (self.badge, self.correct, self.history):
            button.setEnabled(somebody)
        self.undo.setEnabled(undo_target(row, self.scans.scans.rows) is not None)
        self.override.setEnabled(self.flow.can_overrule(self.flow.last))

    def _on_settings(self) -> None:
        """The room may have been chosen elsewhere: when the desk was set up."""
        self.sounds.set_volume(self._desk.settings.volume)
        door = self.flow.door_of_settings()
        if (door.room, door.session) != (self.flow.door.room, self.flow.door.session):
            self.flow.door = Door(door.room, door.session, self.flow.door.asked)
            self._on_programme()

    # -- session, counts, people -------------------------------------------------------------------------------

    def _on_chosen(self, room: str | None, session: str | None) -> None:
        self.flow.door = Door(room, session, self.flow.door.asked)
        self._desk.device.change(room=room or "", pinned=session or "")
        self._on_programme()
        self.panel.setFocus()

    def _on_direction(self, asked: Asked | None) -> None:
        self.flow.door = Door(self.flow.door.room, self.flow.door.session, asked)
        self.panel.setFocus()

    def _on_programme(self) -> None:
        door, doors = self.flow.door, self._desk.doors
        if door.session is not None and door.session not in doors:
            self.flow.door = door = Door(door.room, None, door.asked)
        self.bar.use(self._desk.programme, door, self._desk.overview.handouts)
        self._show_counts()
        if self._shown_row is None:
            self._show_idle()

    def _on_tick(self) -> None:
        before = self._scanned_for
        self._show_counts()
        if self._scanned_for not in (before, None):
            title = title_of(self._scanned_for)
            self.status.tell(_("From now on scans are for “{session}”").format(session=title))
        if self._shown_row is None and not self._answer_word and self._is_stale():
            self._show_idle()

    def _is_stale(self) -> bool:
        """Whether the clock has made another of what is shown while nobody comes."""
        leads_on = self.stack.currentWidget() is self.empty
        return self.panel.shown != self._idle() or (not self._searching and leads_on != bool(self._missing()))

    def _show_counts(self) -> None:
        self._scanned_for = session = self.bar.show_time(self._desk.now())
        code = session.code if session else ""
        came, open_stays = self.flow.counts.get(code, (0, 0))
        self.counts.show_counts(
            session, came=came, inside=self._inside_of(session, open_stays),
            expected=self.people.expected.get(code, 0), people=self._desk.overview.attendee_count,
        )  # fmt: skip

    def _inside_of(self, session: Session | None, open_stays: int) -> int:
        if session is None or session.kind == HANDOUT:
            return open_stays
        return inside_now(session, open_stays, self._desk.now())

    def _on_people(self, people: PeopleIndex) -> None:
        self.people = people
        self.search.use(people)
        self.scans.scans.follow(people.people)
        if self.flow.last is not None:
            self.flow.last = as_known_now(self.flow.last, people.people)
        self._show_counts()
        self._enable()

    def _mark_inside(self) -> None:
        """Let the search tell who is in the session already."""
        at = self._desk.now()
        session = self.bar.show_time(at)
        means = Verdict.ALREADY_GIVEN if session is not None and session.kind == HANDOUT else Verdict.ALREADY_IN
        mark = partial(self.search.mark_inside, means=means)
        self._desk.reader.run(lambda records, *_: people_inside(records, session, at), mark)

    def _on_roster(self) -> None:
        if self._shown_row is None:
            self._show_idle()

    # -- building ----------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        desk, flow = self._desk, self.flow
        flow.answered.connect(self._on_answered)
        flow.lost.connect(self._on_lost)
        self.asking.answered.connect(self._keep_answer)
        self.asking.left.connect(self.panel.setFocus)
        flow.taken_back.connect(self._on_taken_back)
        flow.recent_read.connect(self.scans.scans.fill)
        flow.counted.connect(self._show_counts)
        flow.counted.connect(self._enable)
        desk.programme_changed.connect(self._on_programme)
        desk.people.read.connect(self._on_people)
        desk.roster_changed.connect(self._on_roster)
        desk.device.changed.connect(self._on_settings)
        self.bar.chosen.connect(self._on_chosen)
        self.direction.chosen.connect(self._on_direction)
        self.search.chosen.connect(self._check_in_by_hand)
        self.search.unlisted.connect(self._on_walk_in)
        self.search.closed.connect(self.end_search)
        self.empty.wanted.connect(self.wants_screen)
        self.scans.undo_wanted.connect(self._ask_undo)
        self.scans.selectionModel().selectionChanged.connect(self._enable)
        self.panel.painted.connect(self._on_painted)
        desk.device.scanners.health_changed.connect(self._on_scanner)
        self._badges.news.connect(self.status.tell)
        desk.prints.changed.connect(self._tell_print_trouble)
        self.exceptions.checked_in_by_hand.connect(self._check_in_by_hand)
        self.exceptions.undo_wanted.connect(self._undo_of_history)
        self.exceptions.closed.connect(self.take_focus)
        self.exceptions.practice_wanted.connect(lambda: self.wants_screen.emit(PRACTICE))
        self.search.marked.connect(self._enable)
        self._printed.answered.connect(self._show)
        self.print_light.wanted.connect(self.wants_screen)
        flow.answered.connect(lambda row: desk.prints.print_after(row.answer))
        self._clearing.timeout.connect(self._clear)
        self._ticking.timeout.connect(self._on_tick)
        for button, act in (
            (self.keys, self.exceptions.show_keys),
            (self.correct, self._on_correct),
            (self.look_up, self.begin_search),
            (self.walk_in, self._on_walk_in),
            (self.badge, self._on_badge),
            (self.undo, self._on_undo),
            (self.override, self._on_override),
            (self.history, self._on_history),
        ):
            button.clicked.connect(act)
            if button is not self.keys:  # F1 is the window's: it helps on every screen
                QShortcut(QKeySequence(button.key), self).activated.connect(button.click)
        self.panel.entered.connect(self._on_enter)
        QShortcut(QKeySequence("F4"), self).activated.connect(self.bar.open_choices)
        QShortcut(QKeySequence("F11"), self).activated.connect(self.asking.take_focus)
        QShortcut(QKeySequence("F7"), self).activated.connect(self.direction.choose_next)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self._on_escape)


def _asked(person: str, records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> tuple[OwnField, ...]:
    return asked_of(records, person)


def _keep(person: str, field: OwnField, value: str, records: OpenEvent) -> Attendee:
    return answer_own_field(records, person, field, value)
