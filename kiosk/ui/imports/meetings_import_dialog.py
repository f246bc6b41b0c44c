"""Importing one-to-one meetings: as understood, what they would change, and which companies clash."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from kiosk.actions.programme.import_meetings import MeetingsImport, import_meetings, open_meetings, plan_meetings
from kiosk.core.lists.cells import Fault
from kiosk.core.open_event import OpenEvent
from kiosk.core.programmes.partnering import Meeting
from kiosk.core.programmes.partnering_file import FIELDS
from kiosk.errors import KioskError
from kiosk.ui.imports.columns_dialog import ColumnsDialog
from kiosk.ui.imports.import_dialog import ImportDialog, marked
from kiosk.ui.imports.import_look import Look
from kiosk.ui.imports.sections import Sections
from kiosk.ui.imports.summary_panel import SummaryPanel
from kiosk.ui.services.desk import Desk
from kiosk.ui.widgets import page
from kiosk.ui.widgets.list_models import LinesModel
from kiosk.ui.widgets.present import present
from kiosk.words.catalogue import N_, _, title_of
from kiosk.words.programme import meetings_summary
from kiosk.words.terms import MEETING_COLUMNS, MEETING_RESULTS, PROGRAMME_COLUMNS

_HEADINGS = (
    N_("Import"), N_("Table"), N_("Starts"), N_("Ends"), N_("Company"), N_("Partner"), N_("Result"), N_("Proposal"),
)  # fmt: skip
_WIDTHS = (140, 100, 160, 95, 280, 280, 130)


class MeetingsImportDialog(ImportDialog[MeetingsImport]):
    """Imports meetings of one session; a row that cannot be taken has to be mended in the file."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, session: str = "") -> None:
        self._session = session or None
        self.meetings = LinesModel(_HEADINGS, self._described)
        self._table = page.Table(self.meetings, _WIDTHS)
        self.summary = SummaryPanel(meetings_summary)
        self.sections = Sections((self._table, self.summary))
        self.mapping: Mapping[str, str] = {}
        self.columns = page.button()
        super().__init__(desk, self.sections, parent)
        self.before_buttons.addWidget(self.columns)
        self.columns.clicked.connect(self.choose_columns)

    def forget_choices(self) -> None:
        """Nothing is said of another file."""
        self.mapping = {}

    def examine(self, records: OpenEvent, path: Path, sheet: str | None) -> Look[MeetingsImport]:
        """Read the file and plan its import."""
        table = open_meetings(path, sheet=sheet)
        try:
            planned = plan_meetings(records, path, session=self._session, mapping=self.mapping, table=table)
        except KioskError as trouble:
            return Look(table=table, trouble=trouble)
        return Look(table=table, planned=planned)

    def store(self, records: OpenEvent) -> str:
        """Import what was shown."""
        planned = present(self.look.planned)
        import_meetings(records, planned)
        return _("Imported: {new} {new:meeting|meetings} added, {changed} changed, {unchanged} unchanged.").format(
            new=len(planned.new), changed=len(planned.changed), unchanged=len(planned.unchanged)
        )

    def choose_columns(self) -> None:
        """Ask which column holds what."""
        if self.look.table is None:
            return
        dialog = ColumnsDialog(
            self.look.table, self.look.planned.summary if self.look.planned else None, self.mapping,
            {name: (PROGRAMME_COLUMNS | MEETING_COLUMNS)[name] for name in FIELDS},
            title=_("Columns of the partnering plan"),
            hint=_("Table, company and partner are needed, and a time or a start."), parent=self,
        )  # fmt: skip
        dialog.chosen.connect(self._on_columns)
        dialog.open()

    def _on_columns(self, mapping: Mapping[str, str]) -> None:
        self.mapping = mapping
        self.look_again()

    def import_text(self, count: int) -> str:
        """With the number of meetings it concerns."""
        return _("Import {count} {count:meeting|meetings}").format(count=count)

    def warnings(self) -> Sequence[Fault]:
        """Companies at two tables at once, and what else is taken with a doubt."""
        return present(self.look.planned).warnings

    def show_preview(self) -> None:
        """Show the meetings in the order of their start."""
        planned = self.look.planned
        lines = marked(planned.new, planned.changed, planned.unchanged) if planned else []
        self.meetings.show(sorted(lines, key=lambda line: (line[1].starts_at, line[1].table)))
        self.hint.setText(self._hint())
        self.summary.show_reading(planned)
        self.columns.setVisible(self.look.table is not None)
        self.sections.name((_("Meetings"), _("How it was read")), (True, planned is not None))

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.setWindowTitle(_("Import meetings from a file"))
        self._table.setAccessibleName(_("Meetings of the file"))
        self.columns.setText(_("Columns"))
        self.summary.retranslate()
        self.show_preview()
        super().retranslate()

    def _hint(self) -> str:
        planned = self.look.planned
        if planned is None:
            return _("A table (CSV, XLSX). Nothing is saved until you import.")
        session = title_of(self.desk.programme[planned.session])
        if planned.kept:
            return _("Meetings of “{session}” that are not in the file are kept: {count}.").format(
                session=session, count=len(planned.kept)
            )
        return _("All of them belong to “{session}”.").format(session=session)

    def _described(self, line: tuple[str, Meeting]) -> tuple[str, ...]:
        word, meeting = line
        return (
            word, meeting.table, self._local(meeting.starts_at, "%m-%d %H:%M"), self._local(meeting.ends_at, "%H:%M"),
            meeting.company, meeting.partner, _(MEETING_RESULTS[meeting.result]), meeting.proposal,
        )  # fmt: skip

    def _local(self, moment: datetime, form: str) -> str:
        return moment.astimezone(self.desk.zone).strftime(form)
