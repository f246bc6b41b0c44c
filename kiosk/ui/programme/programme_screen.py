"""The programme: the timetable drawn and edited, brought in from a file, and what the event says of itself."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from kiosk.actions.office.figures import SessionCount, session_counts
from kiosk.core.programme import Session
from kiosk.ui.imports.programme_import_dialog import ProgrammeImportDialog
from kiosk.ui.programme.event_dialog import EventDialog
from kiosk.ui.programme.handouts_dialog import HandoutsDialog
from kiosk.ui.programme.session_dialog import Draft, SessionDialog
from kiosk.ui.programme.timetable_view import TimetableView
from kiosk.ui.services.desk import Desk
from kiosk.ui.widgets import page
from kiosk.ui.widgets.dialogs import open_dialog
from kiosk.ui.widgets.drops import TakesFile
from kiosk.ui.widgets.focus import FocusKeeper
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.ui.widgets.screen_head import ScreenHead, screen_column
from kiosk.words.catalogue import _


class ProgrammeScreen(Retranslated, TakesFile, QWidget):
    """Days as tabs, rooms as columns; ``wants_screen`` leads to another screen."""

    SUFFIXES = ProgrammeImportDialog.SUFFIXES

    wants_screen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._figures: Mapping[str, SessionCount] = {}
        self.notice = page.Notice()
        self._title, self._count = page.text("title", wrap=False), page.text("hint", wrap=False)
        self.checklist, self.edit_event, self.handouts = page.button(), page.button(), page.button()
        self.import_file, self.new = page.button(), page.button("primary")
        self.first_import, self.first_new = page.button("primary"), page.button()
        self._nothing, self._advice = page.text("heading"), page.text("hint")
        self.view, self._focus = TimetableView(desk), FocusKeeper(self)
        self._lay_out()
        self._connect()
        self.retranslate()

    def reload(self) -> None:
        """Count anew, when the screen is seen."""
        if self.isVisible():
            at = self.desk.now()
            self.desk.reader.run(lambda records, *_: session_counts(records, at), self._on_read)

    def showEvent(self, event: QShowEvent) -> None:
        """People came in meanwhile."""
        super().showEvent(event)
        self.view.take_focus() if self.desk.programme else self.first_import.setFocus()
        self.reload()

    def open_import(self, path: Path | None = None) -> ProgrammeImportDialog:
        """Import a programme; ``path`` is looked at straight away."""
        dialog = ProgrammeImportDialog(self.desk, self)
        dialog.imported.connect(self._on_changed)
        open_dialog(dialog)
        if path is not None:
            dialog.open_file(path)
        return dialog

    def open_session(self, session: Session | None = None, draft: Draft | None = None) -> SessionDialog:
        """Edit a session, or make one."""
        dialog = SessionDialog(self.desk, self, session=session, draft=draft or self.view.draft())
        dialog.stored.connect(self._on_changed)
        return open_dialog(dialog)

    def open_event(self) -> EventDialog:
        """Edit what the event says of itself."""
        dialog = EventDialog(self.desk, self)
        dialog.stored.connect(lambda: self._on_changed(_("The event details were saved.")))
        return open_dialog(dialog)

    def open_handouts(self) -> HandoutsDialog:
        """What is handed out, and who was given it."""
        dialog = HandoutsDialog(self.desk, self)
        dialog.changed.connect(self.desk.tell_programme_changed)
        return open_dialog(dialog)

    def figures_of(self, code: str) -> list[QLabel]:
        """The numbers in a session's row of the list: expected, came, inside."""
        return self.view.list.figures_of(code)

    def take_file(self, path: Path) -> None:
        """Look at the programme that was dropped."""
        self.open_import(path)

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self._title.setText(_("Programme"))
        self.checklist.setText(_("Before the event"))
        self.edit_event.setText(_("Event details"))
        self.handouts.setText(_("Hand-outs"))
        self.import_file.setText(_("Import the programme"))
        self.new.setText(_("New session"))
        self.new.setToolTip(_("Or draw it on the timetable with the pointer"))
        self.first_import.setText(_("Import the programme"))
        self.first_new.setText(_("New session"))
        self._nothing.setText(_("There is no programme yet"))
        self._advice.setText(
            _(
                "Import it as a table (CSV, XLSX) or as a calendar (iCalendar). "
                "The desk then knows which session is open."
            )
        )
        if self.desk.has_opened:
            self._show()

    def _on_changed(self, sentence: str) -> None:
        self.notice.done(sentence)
        self.desk.tell_programme_changed()

    def _on_programme(self) -> None:
        self._show()
        self.reload()

    def _on_read(self, figures: Mapping[str, SessionCount]) -> None:
        self._figures = figures
        self.view.show_figures(figures)

    def _show(self) -> None:
        sessions = self.desk.programme
        self._count.setText(_("{count} {count:session|sessions}").format(count=len(sessions)))
        self._focus.leave()
        self._stack.setCurrentIndex(0 if sessions else 1)
        for button in (self.import_file, self.new):
            button.setVisible(bool(sessions))
        self._focus.back(self.new if sessions else self.first_import)
        self.view.show_programme()
        self.view.show_figures(self._figures)

    def _connect(self) -> None:
        self.setAcceptDrops(True)
        for button in (self.import_file, self.first_import):
            button.clicked.connect(lambda: self.open_import().choose_file())
        for button in (self.new, self.first_new):
            button.clicked.connect(lambda: self.open_session())
        self.edit_event.clicked.connect(self.open_event)
        self.handouts.clicked.connect(self.open_handouts)
        self.checklist.clicked.connect(lambda: self.wants_screen.emit("checklist"))
        self.view.edit_wanted.connect(self.open_session)
        self.view.removal_wanted.connect(lambda session: self.open_session(session).remove.click())
        self.view.new_wanted.connect(lambda draft: self.open_session(draft=draft))
        QShortcut(QKeySequence("Ctrl+N"), self).activated.connect(lambda: self.open_session())
        self.desk.programme_changed.connect(self._on_programme)
        self.desk.roster_changed.connect(self.reload)

    def _lay_out(self) -> None:
        acts = (self.checklist, self.edit_event, self.handouts, self.import_file, self.new)
        head = ScreenHead(self._title, *acts, beside=(self._count,), notice=self.notice)
        empty = page.card()
        buttons = page.row(None, self.first_new, self.first_import, None)
        empty.setLayout(page.column(None, self._nothing, self._advice, 12, buttons, None, margins=48))
        for label in (self._nothing, self._advice):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(empty)
        self.setLayout(screen_column(head, self._stack, fills=self._stack))
