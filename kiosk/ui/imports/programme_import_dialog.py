"""Importing a programme: the sessions as understood, and what they would change."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QWidget

from kiosk.actions.programme.import_programme import ProgrammeImport, import_programme, open_programme, plan_programme
from kiosk.core.lists.cells import Fault
from kiosk.core.open_event import OpenEvent
from kiosk.core.programme import Session
from kiosk.core.programmes.programme_file import Asked
from kiosk.errors import KioskError
from kiosk.ui.imports.columns_dialog import ColumnsDialog
from kiosk.ui.imports.import_dialog import ImportDialog, marked
from kiosk.ui.imports.import_look import Look
from kiosk.ui.imports.programme_answers import ProgrammeAnswers
from kiosk.ui.imports.sections import Sections
from kiosk.ui.imports.summary_panel import SummaryPanel
from kiosk.ui.services.desk import Desk
from kiosk.ui.widgets import page
from kiosk.ui.widgets.list_models import LinesModel
from kiosk.ui.widgets.present import present
from kiosk.words import programme as programme_words
from kiosk.words.catalogue import N_, _, title_of
from kiosk.words.sessions import admission_text, tracking_text
from kiosk.words.terms import PROGRAMME_COLUMNS

_HEADINGS = (
    N_("Import"), N_("Code"), N_("Title"), N_("Room"), N_("Starts"), N_("Ends"), N_("Capacity"), N_("For whom"),
    N_("Scanned"),
)  # fmt: skip
_WIDTHS = (140, 90, 320, 180, 165, 100, 115, 140)  # all of them in a dialog of 1488 units


_MAPPED = (
    "title_ko", "title_en", "day", "time", "starts_at", "ends_at", "duration", "room", "speakers", "kind", "code",
)  # fmt: skip
_WITH_COLUMNS = frozenset({"csv", "xlsx", "xls", "ods", "html"})


class ProgrammeImportDialog(ImportDialog[ProgrammeImport]):
    """Imports sessions.  What the file leaves open is answered here; what cannot be read is left out or mended."""

    SUFFIXES: tuple[str, ...] = (*ImportDialog.SUFFIXES, ".ics", ".xml", ".json")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.sessions = LinesModel(_HEADINGS, self._described)
        self._table = page.Table(self.sessions, _WIDTHS)
        self.summary = SummaryPanel(programme_words.summary_lines)
        self.sections = Sections((self._table, self.summary))
        self.answers = ProgrammeAnswers()
        self._asked_now = Asked()
        self.leave_out, self.even_scanned = QCheckBox(), QCheckBox()
        self.columns = page.button()
        super().__init__(desk, self.sections, parent)
        self.before_buttons.addWidget(self.columns)
        self.before_buttons.addLayout(page.column(self.answers, self.leave_out, self.even_scanned, spacing=4))
        self.columns.clicked.connect(self.choose_columns)
        self.answers.changed.connect(self.look_again)
        for box in (self.leave_out, self.even_scanned):
            box.toggled.connect(self._enable)

    def forget_choices(self) -> None:
        """Nothing is said of another file."""
        self.answers.forget()
        self.leave_out.setChecked(False)
        self.even_scanned.setChecked(False)

    def look_again(self) -> None:
        """Examine the file anew by what is said now; the worker reads no widget."""
        self._asked_now = self.answers.asked()
        super().look_again()

    def examine(self, records: OpenEvent, path: Path, sheet: str | None) -> Look[ProgrammeImport]:
        """Read the file and plan its import."""
        table = open_programme(path, sheet=sheet)
        try:
            return Look(table=table, planned=plan_programme(records, path, asked=self._asked_now, table=table))
        except KioskError as trouble:
            return Look(table=table, trouble=trouble)

    def store(self, records: OpenEvent) -> str:
        """Import what was shown."""
        planned = present(self.look.planned)
        import_programme(
            records, planned, even_scanned=self.even_scanned.isChecked(), leave_out_rejected=self.leave_out.isChecked()
        )
        return _("Imported: {new} {new:session|sessions} added, {changed} changed, {unchanged} unchanged.").format(
            new=len(planned.new), changed=len(planned.changed), unchanged=len(planned.unchanged)
        )

    def may_import(self) -> bool:
        """What is rejected or asked about has to be left out on purpose, what was scanned to be changed on purpose."""
        planned = present(self.look.planned)
        whole = not (planned.rejected or planned.questions) or self.leave_out.isChecked()
        known = not planned.effects or self.even_scanned.isChecked()
        return whole and known and bool(planned.new or planned.changed)

    def warnings(self) -> Sequence[Fault]:
        """What is asked, and sessions taken with a doubt."""
        planned = present(self.look.planned)
        asked = [Fault(q.row, f"programme.{q.kind}", {"who": q.who, "file": q.file}) for q in planned.questions]
        return [*asked, *planned.doubts]

    def choose_columns(self) -> None:
        """Ask which column holds what."""
        if self.look.table is None:
            return
        dialog = ColumnsDialog(
            self.look.table, self.look.planned.summary if self.look.planned else None, self.answers.mapping,
            {name: PROGRAMME_COLUMNS[name] for name in _MAPPED},
            title=_("Columns of the programme"), hint=_("A title is needed, and a time or a start."), parent=self,
        )  # fmt: skip
        dialog.chosen.connect(self._on_columns)
        dialog.open()

    def _on_columns(self, mapping: Mapping[str, str]) -> None:
        self.answers.mapping = mapping
        self.look_again()

    def import_text(self, count: int) -> str:
        """With the number of sessions it concerns."""
        return _("Import {count} {count:session|sessions}").format(count=count)

    def show_preview(self) -> None:
        """Show the sessions in the order of their start."""
        planned = self.look.planned
        lines = marked(planned.new, planned.changed, planned.unchanged) if planned else []
        self.sessions.show(sorted(lines, key=lambda line: (line[1].starts_at, line[1].room)))
        self.answers.show_for(planned, self.look.trouble)
        left_out = len(planned.rejected) + len(planned.questions) if planned else 0
        self.leave_out.setVisible(left_out > 0)
        self.leave_out.setText(_("Skip rejected rows and open questions ({count})").format(count=left_out))
        self.even_scanned.setVisible(bool(planned and planned.effects))
        self.columns.setVisible(self.look.table is not None and self.look.table.format in _WITH_COLUMNS)
        self.hint.setText(self._hint())
        self.summary.show_reading(planned)
        self.sections.name((_("Sessions"), _("How it was read")), (True, planned is not None))

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.setWindowTitle(_("Import the programme from a file"))
        self._table.setAccessibleName(_("Sessions of the file"))
        self.columns.setText(_("Columns"))
        self.even_scanned.setText(_("Change sessions that people were scanned into"))
        self.answers.retranslate()
        self.summary.retranslate()
        self.show_preview()
        super().retranslate()

    def _hint(self) -> str:
        planned = self.look.planned
        if planned is None:
            return _("A table, a calendar (iCalendar) or a schedule (XML, JSON). Nothing is saved until you import.")
        lines = [*programme_words.effect_lines(planned), *programme_words.notes(planned)]
        if planned.kept:
            lines.append(
                _("Sessions that are not in the file are kept: {codes}.").format(codes=", ".join(planned.kept))
            )
        return "\n".join(lines)

    def _described(self, line: tuple[str, Session]) -> tuple[str, ...]:
        """The session as the file has it; what would change stands as it is now, an arrow, and as it will be."""
        word, session = line
        texts, known = self._texts(session), self.desk.programme.get(session.code)
        if known is not None:
            pairs = zip(self._texts(known), texts, strict=True)
            texts = tuple(after if before == after else f"{before or '–'} → {after or '–'}" for before, after in pairs)
        return (word, session.code, *texts)

    def _texts(self, session: Session) -> tuple[str, ...]:
        return (
            title_of(session), session.room, self._local(session.starts_at, "%m-%d %H:%M"),
            self._end(session), str(session.capacity or ""), admission_text(session),
            tracking_text(session),
        )  # fmt: skip

    def _end(self, session: Session) -> str:
        """The hour of the end, with its day where that is another."""
        start, end = (moment.astimezone(self.desk.zone) for moment in (session.starts_at, session.ends_at))
        return f"{end:%H:%M}" if start.date() == end.date() else f"{end:%m-%d %H:%M}"

    def _local(self, moment: datetime, form: str) -> str:
        return moment.astimezone(self.desk.zone).strftime(form)
