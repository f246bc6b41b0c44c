"""The programme: sessions by day, with room, who may enter, and how many people are expected, came and are inside."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from kiosk.actions.event import Records
from kiosk.core.programme import Session
from kiosk.ui.background import Cancelled, Progress
from kiosk.ui.check_in.people_index import expected
from kiosk.ui.desk import Desk
from kiosk.ui.imports.programme_import_dialog import ProgrammeImportDialog
from kiosk.ui.session_texts import admission_text, day_text, hours_text, tracking_text
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.drops import dropped_file
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.wording import N_, _, title_of

_FIGURES = {
    "expected": (N_("expected"), N_("People with a standing registration who may enter")),
    "admitted": (N_("came"), N_("People admitted at least once")),
    "inside": (N_("inside"), N_("People inside right now")),
}


@dataclass(frozen=True, slots=True)
class SessionFigures:
    """People of one session: who may enter by the roster, who was ever admitted, who is inside."""

    expected: int = 0
    admitted: int = 0
    inside: int = 0


class ProgrammeScreen(Retranslated, QWidget):
    """The timetable as a list by day and hour."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._figures: Mapping[str, SessionFigures] = {}
        self._numbers: dict[str, list[QLabel]] = {}
        self.notice = page.Notice()
        self._title, self._count = page.text("title", wrap=False), page.text("hint", wrap=False)
        self.import_file, self.first_import = page.button("primary"), page.button("primary")
        self._nothing, self._advice = page.text("heading"), page.text("hint")
        self._scroll = QScrollArea(widgetResizable=True)
        self._lay_out()
        self.setAcceptDrops(True)
        for button in (self.import_file, self.first_import):
            button.clicked.connect(lambda: self.open_import().choose_file())
        desk.programme_changed.connect(self._on_programme)
        desk.roster_changed.connect(self.reload)
        self.retranslate()

    def reload(self) -> None:
        """Count anew, when the screen is seen."""
        if self.isVisible():
            self.desk.reader.run(_read_figures, self._on_read)

    def showEvent(self, event: QEvent) -> None:
        """People came in meanwhile."""
        super().showEvent(event)
        (self.import_file if self.desk.programme else self.first_import).setFocus()
        self.reload()

    def open_import(self, path: Path | None = None) -> ProgrammeImportDialog:
        """Import a programme; ``path`` is looked at straight away."""
        dialog = ProgrammeImportDialog(self.desk, self)
        dialog.imported.connect(self._on_imported)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        if path is not None:
            dialog.open_file(path)
        return dialog

    def figures_of(self, code: str) -> list[QLabel]:
        """The numbers in a session's row: expected, came, inside."""
        return self._numbers[code]

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A programme may be dropped here."""
        if dropped_file(event, ProgrammeImportDialog.SUFFIXES):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at the programme that was dropped."""
        path = dropped_file(event, ProgrammeImportDialog.SUFFIXES)
        if path is not None:
            self.open_import(path)

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self._title.setText(_("Programme"))
        self.import_file.setText(_("Import the programme"))
        self.first_import.setText(_("Import the programme"))
        self._nothing.setText(_("There is no programme yet"))
        self._advice.setText(
            _(
                "Import it as a table (CSV, XLSX) or as a calendar (iCalendar). "
                "The desk then knows which session is open."
            )
        )
        if self.desk.overview is not None:
            self._show()

    def _on_imported(self, sentence: str) -> None:
        self.notice.done(sentence)
        self.desk.tell_programme_changed()

    def _on_programme(self) -> None:
        self._show()
        self.reload()

    def _on_read(self, figures: Mapping[str, SessionFigures]) -> None:
        self._figures = figures
        self._show_figures()

    def _show(self) -> None:
        sessions = list(self.desk.programme.values())
        self._count.setText(_("{count} sessions").format(count=len(sessions)))
        self._stack.setCurrentIndex(0 if sessions else 1)
        self.import_file.setVisible(bool(sessions))
        days = QWidget()
        layout = page.column(spacing=14)
        for day, of_day in groupby(sessions, key=lambda session: session.starts_at.astimezone(self.desk.zone).date()):
            heading = page.text("heading")
            heading.setText(day_text(day))
            layout.addWidget(heading)
            layout.addWidget(self._day_card(sorted(of_day, key=lambda session: (session.starts_at, session.room))))
        layout.addStretch(1)
        days.setLayout(layout)
        self._scroll.setWidget(days)
        self._show_figures()

    def _show_figures(self) -> None:
        for code, figures in self._figures.items():
            for number, name in zip(self._numbers.get(code, ()), _FIGURES, strict=False):
                number.setText(f"{getattr(figures, name):,}")

    def _day_card(self, sessions: list[Session]) -> QFrame:
        made = page.card()
        rows = QVBoxLayout()
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for place, session in enumerate(sessions):
            if place:
                rows.addWidget(_line())
            rows.addWidget(self._session_row(session))
        made.setLayout(rows)
        return made

    def _session_row(self, session: Session) -> QWidget:
        made = QWidget()
        grid = QGridLayout()
        grid.setContentsMargins(theme.px(28), theme.px(16), theme.px(28), theme.px(16))
        grid.setHorizontalSpacing(theme.px(24))
        hours, room = page.text("heading", wrap=False), page.text("hint", wrap=False)
        hours.setText(hours_text(session, self.desk.zone))
        room.setText(session.room)
        title, facts = page.text("heading"), page.text("hint")
        title.setText(title_of(session))
        facts.setText(_facts(session))
        grid.addWidget(hours, 0, 0)
        grid.addWidget(room, 1, 0)
        grid.addWidget(title, 0, 1)
        grid.addWidget(facts, 1, 1)
        self._numbers[session.code] = []
        for place, name in enumerate(_FIGURES):
            number, caption = _figure(name)
            self._numbers[session.code].append(number)
            grid.addWidget(number, 0, 2 + place)
            grid.addWidget(caption, 1, 2 + place)
        grid.setColumnMinimumWidth(0, theme.px(210))
        grid.setColumnStretch(1, 1)
        made.setLayout(grid)
        return made

    def _lay_out(self) -> None:
        head = page.row(self._title, self._count, None, self.import_file)
        empty = page.card()
        button = page.row(None, self.first_import, None)
        empty.setLayout(page.column(None, self._nothing, self._advice, 12, button, None, margins=48))
        for label in (self._nothing, self._advice):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(empty)
        layout = page.column(head, self.notice, self._stack, margins=32, spacing=16)
        layout.setStretchFactor(self._stack, 1)
        self.setLayout(layout)


def _read_figures(records: Records, _progress: Progress, _cancelled: Cancelled) -> dict[str, SessionFigures]:
    programme, counts = records.programme(), records.counts()
    may_enter = expected(records.attendees(), programme.values())
    return {code: SessionFigures(may_enter[code], *counts.get(code, (0, 0))) for code in programme}


def _facts(session: Session) -> str:
    """For whom, what is scanned, how many places: facts beside each other, not one sentence."""
    facts = [session.code, admission_text(session), tracking_text(session)]
    if session.capacity is not None:
        facts.append(_("{count} places").format(count=session.capacity))
    if session.counts:
        facts.append(_("counts for the certificate"))
    return "  ·  ".join(facts)


def _figure(name: str) -> tuple[QLabel, QLabel]:
    """A number, to be set when it is known, and the word below it."""
    word, meaning = _FIGURES[name]
    number, caption = page.text("heading", wrap=False), page.text("hint", wrap=False)
    number.setText("–")
    caption.setText(_(word))
    for label in (number, caption):
        label.setAlignment(Qt.AlignmentFlag.AlignRight)
        label.setToolTip(_(meaning))
        label.setMinimumWidth(theme.px(110))
    return number, caption


def _line() -> QFrame:
    made = QFrame()
    made.setFixedHeight(1)
    made.setStyleSheet(f"background: {theme.LINE.name()};")
    return made
