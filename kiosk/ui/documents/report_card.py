"""The report on the event: looked at in the window, and written in the form that is wanted."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QComboBox

from kiosk.actions.event import event_zone
from kiosk.actions.office.event_report import EventReport, report_event
from kiosk.actions.office.evidence import Evidence, make_evidence
from kiosk.core.open_event import OpenEvent
from kiosk.ui.documents.documents_card import DocumentsCard
from kiosk.ui.documents.report_dialog import ReportDialog
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.widgets import page
from kiosk.ui.widgets.dialogs import open_dialog
from kiosk.ui.widgets.file_dialogs import ask_to_save
from kiosk.words.catalogue import N_, _, language
from kiosk.words.evidence import evidence_words
from kiosk.words.report import report_lacks, report_word

_FORMS = {
    "pdf": N_("Final report (PDF)"),
    "docx": N_("Editable report (DOCX)"),
    "xlsx": N_("Figures with charts (XLSX)"),
    "zip": N_("All evidence for the funder (ZIP)"),
}


class ReportCard(DocumentsCard):
    """Writes the report for whoever paid for the event, and shows it before."""

    def __init__(self, desk: Desk) -> None:
        self.look = page.button()
        super().__init__(desk, "documents", self.look)
        self.form = QComboBox()
        for form in _FORMS:
            self.form.addItem("", form)
        self.controls.addWidget(self.form)
        self.preview: ReportDialog | None = None
        self.make.clicked.connect(self._ask_where)
        self.look.clicked.connect(self.show_preview)
        self.retranslate()

    def make_to(self, out: Path) -> None:
        """Write the report to ``out``, in the form of its ending; with all the evidence as .zip."""
        if out.suffix == ".zip":
            self.start(partial(_write_evidence, out), self._on_evidence)
        else:
            self.start(partial(_write, out), self._on_made)

    def show_preview(self) -> ReportDialog:
        """The pages as they would be written now."""
        self.preview = ReportDialog(self.desk, self)
        return open_dialog(self.preview)

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.title.setText(_("Report"))
        self.line.setText(_("Overview, attendance, certificates, method."))
        for place, text in enumerate(_FORMS.values()):
            self.form.setItemText(place, _(text))
        self.form.setAccessibleName(_("Report format"))
        self.make.setText(_("Create the report"))
        self.look.setText(_("Preview"))
        super().retranslate()

    def _ask_where(self) -> None:
        suffix = f".{self.form.currentData()}"
        out = ask_to_save(self, self.title.text(), self.suggested(self._usual_name() + suffix), f"*{suffix}")
        if out is not None:
            self.make_to(out.with_suffix(suffix))

    def _usual_name(self) -> str:
        return _("evidence") if self.form.currentData() == "zip" else _("report")

    def _on_evidence(self, made: Evidence) -> None:
        differences = len(made.comparison.differences)
        told = _("Written: {file}. {figures} {figures:figure|figures} counted twice, {differences} "
                 "{differences:difference|differences}.").format(
            file=made.out.name, figures=f"{made.comparison.figures:,}", differences=differences
        )  # fmt: skip
        self.finish(told, made.out)
        if differences:
            self.notice.attention(told)

    def _on_made(self, report: EventReport) -> None:
        self.finish(_("Saved: {file}.").format(file=report.file.name), report.file)
        lacks = report_lacks(report.unsaid, report.untranslated)
        if lacks:
            self.notice.attention("\n".join([self.notice.text(), *lacks]))


def _write_evidence(out: Path, records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> Evidence:
    return make_evidence(records, out, evidence_words(event_zone(records)))


def _write(out: Path, records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> EventReport:
    return report_event(records, out, report_word, language())
