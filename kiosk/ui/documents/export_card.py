"""The attendance records as tables for the office."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QComboBox

from kiosk.actions.event import Records
from kiosk.actions.event_report import report_event
from kiosk.actions.export_records import export_records
from kiosk.report_words import report_word
from kiosk.ui.background import Cancelled, Progress
from kiosk.ui.desk import Desk
from kiosk.ui.documents.documents_card import DocumentsCard
from kiosk.ui.widgets.file_dialogs import ask_to_save
from kiosk.wording import N_, _, export_word, language

_FORMS = {
    ".xlsx": N_("Workbook with all tables (XLSX)"),
    ".csv": N_("Attendance as a table (CSV)"),
    ".json": N_("Everything as data (JSON)"),
    ".pdf": N_("Report with charts (PDF)"),
}


class ExportCard(DocumentsCard):
    """Writes who was at which session, and every scan."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "table")
        self.form = QComboBox()
        for suffix in _FORMS:
            self.form.addItem("", suffix)
        self.controls.addWidget(self.form)
        self.make.clicked.connect(self._ask_where)
        self.retranslate()

    def make_to(self, out: Path) -> None:
        """Write the file; its ending says in which form."""
        self.start(partial(_export, out), self._on_made)

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.title.setText(_("Attendance records"))
        self.line.setText(_("Who was at which session and for how long, for the office."))
        for place, text in enumerate(_FORMS.values()):
            self.form.setItemText(place, _(text))
        self.form.setAccessibleName(_("Form of the records"))
        self.make.setText(_("Export"))
        super().retranslate()

    def _ask_where(self) -> None:
        suffix = self.form.currentData()
        out = ask_to_save(
            self,
            self.title.text(),
            self.suggested((_("report") if suffix == ".pdf" else _("attendance")) + suffix),
            f"*{suffix}",
        )
        if out is not None:
            self.make_to(out.with_suffix(suffix))

    def _on_made(self, out: Path) -> None:
        self.finish(_("Written: {file}.").format(file=out.name), out)


def _export(out: Path, records: Records, progress: Progress, _cancelled: Cancelled) -> Path:
    # Words are looked up in the worker; gettext catalogues are only read.
    if out.suffix.lower() == ".pdf":
        return report_event(records, out, report_word, language())
    return export_records(records, out, export_word, progress)
