"""One-to-one meetings: the board, the meeting looked at, and how many matched."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QScrollArea, QStackedWidget, QWidget

from kiosk.actions.office.figures import people_inside
from kiosk.actions.programme.hold_meetings import mark_meeting, meetings_of, people_at
from kiosk.core.open_event import OpenEvent
from kiosk.core.programme import Session
from kiosk.core.programmes.partnering import KIND, Meeting, Result, count_results, is_of
from kiosk.core.roster import Attendee
from kiosk.errors import KioskError
from kiosk.ui.imports.meetings_import_dialog import MeetingsImportDialog
from kiosk.ui.meetings.board import Board
from kiosk.ui.meetings.meeting_panel import MeetingPanel, Side
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.widgets import page
from kiosk.ui.widgets.dialogs import open_dialog
from kiosk.ui.widgets.drops import TakesFile
from kiosk.ui.widgets.focus import FocusKeeper
from kiosk.ui.widgets.picture import Picture
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.ui.widgets.screen_head import ScreenHead, screen_column
from kiosk.ui.widgets.tab_order import follow_the_eye
from kiosk.words.catalogue import _, title_of

_LOOK_EVERY_MS = 10_000


@dataclass(frozen=True, slots=True)
class BoardLook:
    """What the screen needs of a session: its meetings, the people of the companies at them, and who is inside."""

    meetings: tuple[Meeting, ...]
    people: tuple[Attendee, ...]
    inside: frozenset[str]


class MeetingsScreen(Retranslated, TakesFile, QWidget):
    """Shows the meetings of one partnering session."""

    SUFFIXES = MeetingsImportDialog.SUFFIXES

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._look = BoardLook((), (), frozenset())
        self._chosen = ""
        self.notice = page.Notice()
        self._title, self.count = page.text("title", wrap=False), page.text("hint", wrap=False)
        self.session = QComboBox()
        self.import_file, self.first_import = page.button(), page.button("primary")
        self._nothing, self._advice = page.text("heading"), page.text("hint")
        self.board, self.panel = Board(), MeetingPanel()
        self._focus = FocusKeeper(self)
        self._lay_out()
        self.setAcceptDrops(True)
        # Other desks mark meetings too, and nobody here does anything meanwhile.
        self._ticking = QTimer(self, interval=_LOOK_EVERY_MS)
        self._ticking.timeout.connect(self.reload)
        self._ticking.start()
        for button in (self.import_file, self.first_import):
            button.clicked.connect(lambda: self.open_import().choose_file())
        self.session.activated.connect(self._on_session)
        self.board.chosen.connect(self._on_chosen)
        self.board.entered.connect(lambda _meeting: self.panel.take_focus())
        self.panel.marked.connect(self._mark)
        self.panel.left.connect(self._take_focus)
        desk.programme_changed.connect(self._on_programme)
        desk.checked_in.connect(self.reload)
        self._on_programme()
        self.retranslate()

    @property
    def code(self) -> str:
        """The session shown; "" while the programme has none."""
        return self.session.currentData() or ""

    def reload(self) -> None:
        """Read meetings and people anew, when the screen is seen."""
        session = self.desk.programme.get(self.code)
        if self.isVisible() and session is not None:
            self.desk.reader.run(partial(_read_board, session, self.desk.now()), self._on_read)

    def showEvent(self, event: QShowEvent) -> None:
        """Other desks and people went on meanwhile."""
        super().showEvent(event)
        self.reload()
        self._take_focus()

    def open_import(self, path: Path | None = None) -> MeetingsImportDialog:
        """Import meetings; ``path`` is looked at straight away."""
        dialog = MeetingsImportDialog(self.desk, self, session=self.code)
        dialog.imported.connect(self._on_imported)
        open_dialog(dialog)
        if path is not None:
            dialog.open_file(path)
        return dialog

    def take_file(self, path: Path) -> None:
        """Look at the list that was dropped."""
        self.open_import(path)

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self._title.setText(_("Partnering"))
        self.session.setAccessibleName(_("Session"))
        for place in range(self.session.count()):
            self.session.setItemText(place, title_of(self.desk.programme[self.session.itemData(place)]))
        self.import_file.setText(_("Import meetings"))
        self.first_import.setText(_("Import meetings"))
        self._nothing.setText(_("There are no meetings yet"))
        self._advice.setText(
            _("Import them as a table: number, table, start, end, the two companies, what is proposed.")
        )
        self._show()

    def _on_programme(self) -> None:
        """Sessions of the kind are offered; without one, all."""
        programme, before = self.desk.programme.values(), self.code
        offered = [session for session in programme if session.kind == KIND] or list(programme)
        self.session.clear()
        for session in offered:
            self.session.addItem(title_of(session), session.code)
        self.session.setCurrentIndex(max(0, self.session.findData(before)))
        self.session.setVisible(len(offered) > 1)
        self.reload()

    def _on_session(self) -> None:
        self._chosen = ""
        self.reload()

    def _on_imported(self, sentence: str) -> None:
        self.notice.done(sentence)
        self.desk.tell_programme_changed()

    def _on_read(self, look: BoardLook) -> None:
        if look == self._look:
            return
        has_focus = self.board.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._look = look
        self._show()
        if has_focus:
            self._take_focus()

    def _on_chosen(self, meeting: Meeting) -> None:
        self._chosen = meeting.id
        self.panel.show_meeting(meeting, [self._side(company) for company in meeting.companies], self.desk.zone)

    def _mark(self, meeting_id: str, result: Result) -> None:
        self.desk.lane.run(partial(_marked, meeting_id, result), self._on_marked, self._on_refused)

    def _on_marked(self, _meeting: Meeting) -> None:
        self.notice.clear()
        self.reload()
        self._take_focus()

    def _on_refused(self, trouble: KioskError) -> None:
        self.notice.trouble(self.desk.explain(trouble))

    def _take_focus(self) -> None:
        """Keys go to the meeting looked at, else to the first."""
        cards = self.board.cards
        card = cards.get(self._chosen) or next(iter(cards.values()), None)
        (card or self.first_import).setFocus()

    def _side(self, company: str) -> Side:
        people = [person for person in self._look.people if is_of(person.affiliation, company)]
        inside = frozenset(person.name for person in people if person.id in self._look.inside)
        return Side(company, tuple(person.name for person in people), inside)

    def _show(self) -> None:
        meetings = self._look.meetings
        self.board.show_meetings(meetings, self.desk.zone, self._chosen)
        follow_the_eye(self)
        if self._chosen not in self.board.cards:
            self._chosen = ""
            self.panel.show_meeting(None, (), None)
        self._focus.leave()
        self._stack.setCurrentIndex(0 if meetings else 1)
        self._focus.back(next(iter(self.board.cards.values()), self.first_import))
        self.import_file.setVisible(bool(meetings))
        self.count.setText(_count_text(meetings) if meetings else "")

    def _lay_out(self) -> None:
        head = ScreenHead(self._title, self.import_file, beside=(self.session, self.count), notice=self.notice)
        empty = page.card()
        button = page.row(None, self.first_import, None)
        picture = page.row(None, Picture("meetings", 140), None)
        empty.setLayout(page.column(None, picture, self._nothing, self._advice, 12, button, None, margins=48))
        for label in (self._nothing, self._advice):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setWidget(self.board)
        work = QWidget()
        layout = page.row(scroll, self.panel, spacing=20)
        layout.setStretch(0, 1)
        work.setLayout(layout)
        self._stack = QStackedWidget()
        self._stack.addWidget(work)
        self._stack.addWidget(empty)
        self.setLayout(screen_column(head, self._stack, fills=self._stack))


def _count_text(meetings: tuple[Meeting, ...]) -> str:
    """The tasks matched, and how many meetings are still open."""
    counts = count_results(meetings)
    open_still = counts[Result.PLANNED] + counts[Result.HELD]
    return _("{matched} of {total} {total:meeting|meetings} matched, {open} still open").format(
        matched=counts[Result.MATCHED], total=len(meetings), open=open_still
    )


def _marked(meeting_id: str, result: Result, records: OpenEvent) -> Meeting:
    return mark_meeting(records, meeting_id, result)


def _read_board(
    session: Session, at: datetime, records: OpenEvent, _progress: Progress, _cancelled: Cancelled
) -> BoardLook:
    meetings = tuple(meetings_of(records, session.code))
    inside = people_inside(records, session, at) if meetings else frozenset()
    return BoardLook(meetings, people_at(records, meetings), inside)
