"""Importing a roster: the guessed meaning above each column, changeable, and what the file would change."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QWidget

from kiosk.actions.people.added_importers import added_endings
from kiosk.actions.people.import_roster import RosterImport, guess, import_roster, open_sheets, plan_roster
from kiosk.actions.people.own_fields import save_own_field
from kiosk.core.lists.cells import Cell, Fault, text
from kiosk.core.lists.reading import Question
from kiosk.core.lists.roster_columns import Columns, assign, holds_people
from kiosk.core.open_event import OpenEvent
from kiosk.core.own_field import OwnField
from kiosk.errors import KioskError
from kiosk.tables.table import Table
from kiosk.ui.imports.header_row_choice import HeaderRowChoice
from kiosk.ui.imports.import_dialog import EVERY, ImportDialog
from kiosk.ui.imports.import_look import Look
from kiosk.ui.imports.meaning_header import NEW_FIELD, Meaning, MeaningHeader
from kiosk.ui.imports.missing_panel import MissingPanel
from kiosk.ui.imports.questions_panel import Key, QuestionsPanel, key_of
from kiosk.ui.imports.sections import Sections
from kiosk.ui.imports.summary_panel import SummaryPanel
from kiosk.ui.imports.take_back_button import TakeBackButton
from kiosk.ui.services.desk import Desk
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.list_models import NO_INDEX, Index
from kiosk.ui.widgets.plain import plain_in
from kiosk.ui.widgets.present import present
from kiosk.words import catalogue
from kiosk.words import imports as import_words
from kiosk.words.catalogue import N_, _

_ROWS_SHOWN = 100
_COLUMN_WIDTH = 250
_LEAST_TABLE = 240  # in which rows are seen below the meanings of columns, with a bar
# Someone who walks through the choices with the arrow keys wants one answer, not one a key.
_PAUSE_MS = 150


class FirstRowsModel(QAbstractTableModel):
    """The first rows below the header as the file has them, numbered as in the spreadsheet."""

    def __init__(self) -> None:
        super().__init__()
        self._look: Look[RosterImport] = Look()
        self._faulty: frozenset[int] = frozenset()
        self.width = 0

    def show(self, look: Look[RosterImport]) -> None:
        """Show the table of a look, its rejected rows in red."""
        self.beginResetModel()
        self._look = look
        self._faulty = frozenset(fault.row for fault in look.planned.rejected) if look.planned else frozenset()
        self.width = max((len(row) for row in self._first_rows()), default=0)
        self.endResetModel()

    def _first_rows(self) -> Sequence[Sequence[object]]:
        if self._look.table is None:
            return ()
        first = present(self._look.columns).header + 1
        return self._look.table.rows[max(0, first - 1) : first + _ROWS_SHOWN]

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Number of rows shown."""
        if parent.isValid() or self._look.table is None:
            return 0
        return min(_ROWS_SHOWN, max(0, len(self._look.table.rows) - present(self._look.columns).header - 1))

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """Number of columns of the file."""
        return 0 if parent.isValid() else self.width

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The file's own headings above, the spreadsheet's row numbers at the side."""
        if role != Qt.ItemDataRole.DisplayRole or self._look.columns is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(self._look.columns.header + 2 + section)
        labels = self._look.columns.labels
        return labels[section] if section < len(labels) else ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell as text."""
        number = present(self._look.columns).header + 1 + index.row()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            row = present(self._look.table).rows[number]
            return plain_in(role, _cell_text(row[index.column()])) if index.column() < len(row) else ""
        if role == Qt.ItemDataRole.ForegroundRole and number + 1 in self._faulty:
            return theme.BAD
        return None


class RosterImportDialog(ImportDialog[RosterImport]):
    """Imports people.  Choosing another meaning for a column, or an answer, plans the import anew."""

    SUFFIXES = (*ImportDialog.SUFFIXES, *added_endings())
    COUNTS: Mapping[str, str] = {
        "new": N_("New"),
        "changed": N_("Changed"),
        "unchanged": N_("Unchanged"),
        "questions": N_("To answer"),
        "rejected": N_("Rejected"),
    }

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.rows = FirstRowsModel()
        self._table = page.Table(self.rows, ())
        self.header = MeaningHeader(self._table)
        self._table.use_header(self.header)
        self._table.verticalHeader().show()
        self._table.setMinimumHeight(theme.px(_LEAST_TABLE))
        self.questions, self.missing, self.summary = (
            QuestionsPanel(),
            MissingPanel(),
            SummaryPanel(import_words.reading_lines),
        )
        self.sections = Sections((self._table, self.questions, self.missing, self.summary))
        self.leave_out = QCheckBox()
        self.take_back = TakeBackButton(desk)
        self.header_row = HeaderRowChoice()
        self._header_said: int | None = None
        self._columns: Columns | None = None
        self._seen: dict[Key, Question] = {}
        self._answers: dict[Key, str] = {}
        self._pause = QTimer(singleShot=True, interval=_PAUSE_MS)
        super().__init__(desk, self.sections, parent)
        self.beside_sheet.addWidget(self.header_row)
        self.before_buttons.addWidget(self.leave_out)
        self.before_buttons.addWidget(self.take_back)
        self.leave_out.toggled.connect(self._enable)
        self.missing.cancel.toggled.connect(self._enable)
        self.header.chosen.connect(self._on_meaning)
        self.header_row.chosen.connect(self._on_header_row)
        self.questions.answered.connect(self._on_answers)
        self.take_back.taken_back.connect(self._on_stored)
        self._pause.timeout.connect(self.look_again)
        desk.programme_changed.connect(self.show_preview)  # a programme may have been brought in just before

    def forget_choices(self) -> None:
        """Guess the columns anew."""
        self._columns, self._header_said = None, None
        self._seen, self._answers = {}, {}
        self.leave_out.setChecked(False)
        self.missing.cancel.setChecked(False)
        self.take_back.hide()
        self.sections.choose(0)

    def examine(self, records: OpenEvent, path: Path, sheet: str | None) -> Look[RosterImport]:
        """Read the file, or take it as read when only the columns changed, and plan its import."""
        chosen, table, answers, others = self._columns, self.look.table, dict(self._answers), self.look.others
        if table is None or (chosen is None and not answers):
            table, *more = open_sheets(path, [sheet] if sheet and sheet != EVERY else [], every=sheet == EVERY)
            said = self._header_said
            chosen = guess(records, table, header=said)
            others = [(one, guess(records, one, header=said)) for one in more]
        chosen = present(chosen or self.look.columns)
        try:
            planned = plan_roster(records, table, chosen, answers=answers, others=others)
            return Look(table, chosen, planned, others=others)
        except KioskError as trouble:
            return Look(table, chosen, None, trouble, others)

    def further_sheets(self, table: Table) -> Sequence[tuple[str, str]]:
        """All sheets with people together, where there are several."""
        people = sum(holds_people(sheet.score) for sheet in table.others) + 1
        if people < 2:
            return ()
        return ((EVERY, _("All {count} sheets with people").format(count=people)),)

    def store(self, records: OpenEvent) -> str:
        """Import what was shown."""
        reason = _("no longer on the list") if self.missing.cancel.isChecked() else None
        stored = import_roster(
            records, present(self.look.planned), leave_out_rejected=self.leave_out.isChecked(), cancel_missing=reason
        )
        return import_words.imported(
            stored.new, stored.changed, stored.unchanged, stored.rejected, stored.questions, stored.cancelled
        )

    def counts(self) -> Mapping[str, int]:
        """People of the plan, rows asked about, and rows rejected."""
        tally = present(self.look.planned).tally
        return {name: getattr(tally, name) for name in self.COUNTS}

    def concerned(self) -> int:
        """With those who are cancelled, for they left the list."""
        gone = len(present(self.look.planned).plan.missing) if self.missing.cancel.isChecked() else 0
        return super().concerned() + gone

    def warnings(self) -> Sequence[Fault]:
        """Odd addresses, people given twice and the like."""
        return present(self.look.planned).doubts

    def may_import(self) -> bool:
        """Rejected rows have to be left out on purpose; rows asked about wait, and everything for what columns hold."""
        if self.look.planned is None or self.look.planned.asks_of_columns:
            return False
        return self.concerned() > 0 and (not self.counts()["rejected"] or self.leave_out.isChecked())

    def import_text(self, count: int) -> str:
        """With the number of people whom it concerns."""
        return _("Import {count} {count:person|people}").format(count=f"{count:,}")

    def show_preview(self) -> None:
        """Show the first rows with the meanings above, and what is asked and told."""
        self.rows.show(self.look)
        look = self.look
        found = look.columns.header_rows if look.columns else ()
        self.header_row.show_rows(look.table.rows if look.table else (), found, self._header_said)
        if look.columns is not None:
            self.header.show_columns(
                look.columns, self.rows.width, self.desk.programme.values(), self.desk.own_fields.values()
            )
            for section in range(self.rows.width - 1):
                self._table.setColumnWidth(section, theme.px(_COLUMN_WIDTH))
        planned = look.planned
        rejected = len(planned.rejected) if planned else 0
        self.leave_out.setVisible(rejected > 0)
        self.leave_out.setText(_("Skip the rejected rows ({count}) and import the rest").format(count=rejected))
        self.hint.setText(self._hint())
        self._show_questions()
        self.missing.show_people(planned.plan.missing if planned else ())
        self.summary.show_reading(planned)
        self._name_sections()

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.setWindowTitle(_("Import people from a file"))
        self._table.setAccessibleName(_("First rows of the file"))
        self.store_button.setToolTip(_("People who are not in the file are kept as they are"))
        for part in (self.questions, self.missing, self.summary, self.take_back):
            part.retranslate()
        self.header_row.retranslate(self._header_said)
        self.show_preview()
        super().retranslate()

    def _hint(self) -> str:
        columns = self.look.columns
        if columns is not None and "sessions" in columns.fields and not self.desk.programme:
            return _("There is no programme yet: import it first, or choose “Not used” above the sessions.")
        if self.look.planned is None:
            return _("Choose what each column contains; a name is required. Nothing is saved until you import.")
        if self.look.planned.asks_of_columns:
            return _("The file needs your decision first: see the questions.")
        waiting = self.look.planned.tally.questions
        if waiting:
            return _("{count} {count:row is|rows are} waiting for an answer; the others can be imported now.").format(
                count=waiting
            )
        return _(
            "Check what each column contains, and change it if the guess is wrong. Skipped rows (blank, totals, "
            "notes): {count}."
        ).format(count=len(self.look.planned.reading.skipped))

    def _show_questions(self) -> None:
        """What was answered stays in view, so that it can be answered otherwise."""
        open_now = {key_of(question): question for question in self.look.planned.questions} if self.look.planned else {}
        answered = {key: question for key, question in self._seen.items() if key in self._answers}
        self._seen = answered | open_now
        self.questions.show_questions(self._seen.values(), self._answers)

    def _name_sections(self) -> None:
        missing = len(self.look.planned.plan.missing) if self.look.planned else 0
        names = (
            _("Columns"),
            _("Questions ({count})").format(count=len(self._seen)),
            _("No longer on the list ({count})").format(count=missing),
            _("How it was read"),
        )
        shown = (True, bool(self._seen), missing > 0, self.look.planned is not None)
        self.sections.name(names, shown)

    def _on_meaning(self, column: int, meaning: Meaning) -> None:
        if meaning == NEW_FIELD:
            self._make_field(column)
            return
        self._columns = assign(present(self._columns or self.look.columns), column, meaning)
        self._look_soon()

    def _on_header_row(self, said: int | None) -> None:
        """Other headings: what was said of columns and rows so far was said of others."""
        self.forget_choices()
        self._header_said = said
        self.look_again()

    def _make_field(self, column: int) -> None:
        """The column becomes an own field of the event, called as the file calls it."""
        labels = present(self._columns or self.look.columns).labels
        label = labels[column] if column < len(labels) else ""
        field = OwnField("", {catalogue.language(): label})
        self.desk.lane.run(
            lambda records: save_own_field(records, field), lambda made: self._on_field(column, made), self._on_no_field
        )

    def _on_field(self, column: int, made: OwnField) -> None:
        self.desk.tell_programme_changed()
        self._on_meaning(column, made.name)

    def _on_no_field(self, trouble: KioskError) -> None:
        self.show_preview()
        self.notice.trouble(self.desk.explain(trouble))

    def _on_answers(self, answers: dict[Key, str]) -> None:
        self._columns = self._columns or self.look.columns
        self._answers = {key: answer for key, answer in (self._answers | answers).items() if answer}
        self._look_soon()

    def _look_soon(self) -> None:
        self.busy = True
        self._enable()
        self._pause.start()


def _cell_text(cell: Cell) -> str:
    """A cell as shown: dates as people write them, all else as it is read."""
    return f"{cell:%Y-%m-%d %H:%M}" if isinstance(cell, datetime) else text(cell)
