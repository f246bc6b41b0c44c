"""Importing a programme: the sessions as understood, and what they would change."""

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from kiosk.actions.event import Records
from kiosk.actions.import_programme import ProgrammeImport, import_programme, plan_programme
from kiosk.actions.import_roster import open_roster
from kiosk.core.programme import Session
from kiosk.ui.desk import Desk
from kiosk.ui.imports.import_dialog import ImportDialog, marked
from kiosk.ui.imports.import_look import Look
from kiosk.ui.widgets import page
from kiosk.ui.widgets.list_models import LinesModel
from kiosk.words.sessions import admission_text, tracking_text
from kiosk.words.wording import N_, _, title_of

_HEADINGS = (
    N_("Import"), N_("Code"), N_("Title"), N_("Room"), N_("Starts"), N_("Ends"), N_("Seats"), N_("For whom"),
    N_("Scanned"),
)  # fmt: skip
_WIDTHS = (110, 105, 340, 190, 180, 110, 95, 150)  # all of them in a dialog of 1488 units


class ProgrammeImportDialog(ImportDialog):
    """Imports sessions; a row that cannot be read has to be mended in the file."""

    SUFFIXES = (*ImportDialog.SUFFIXES, ".ics", ".xml", ".json")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.sessions = LinesModel(_HEADINGS, self._described)
        self._table = page.Table(self.sessions, _WIDTHS)
        super().__init__(desk, self._table, parent)

    def examine(self, records: Records, path: Path, sheet: str | None) -> Look:
        """Read the file and plan its import."""
        return Look(table=open_roster(path, sheet=sheet), planned=plan_programme(records, path, sheet=sheet))

    def store(self, records: Records) -> str:
        """Import what was shown."""
        planned: ProgrammeImport = self.look.planned
        import_programme(records, planned)
        return _("Imported: {new} {new:session|sessions} added, {changed} changed, {unchanged} as before.").format(
            new=len(planned.new), changed=len(planned.changed), unchanged=len(planned.unchanged)
        )

    def import_text(self, count: int) -> str:
        """With the number of sessions it concerns."""
        return _("Import {count} {count:session|sessions}").format(count=count)

    def show_preview(self) -> None:
        """Show the sessions in the order of their start."""
        self.sessions.show(sorted(marked(self.look.planned), key=lambda line: (line[1].starts_at, line[1].room)))
        self.hint.setText(self._hint())

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.setWindowTitle(_("Import the programme from a file"))
        self._table.setAccessibleName(_("Sessions of the file"))
        self.show_preview()
        super().retranslate()

    def _hint(self) -> str:
        if self.look.planned is None or not self.look.planned.kept:
            return _("A table (CSV, XLSX) or a calendar (iCalendar). Nothing is stored before you import.")
        return _("Sessions that the file does not name stay: {codes}.").format(codes=", ".join(self.look.planned.kept))

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
            self._local(session.ends_at, "%H:%M"), str(session.capacity or ""), admission_text(session),
            tracking_text(session),
        )  # fmt: skip

    def _local(self, moment: datetime, form: str) -> str:
        return moment.astimezone(self.desk.zone).strftime(form)
