"""The attendance records as tables for the office, and the sheet to sign in on."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QComboBox

from kiosk.actions.door.type_in_sheet import take_back_typed
from kiosk.actions.office.export_records import added_forms, export_records
from kiosk.actions.papers.helper_sheet import write_helper_sheet
from kiosk.actions.papers.print_sign_in_sheet import print_sign_in_sheet
from kiosk.core.open_event import OpenEvent
from kiosk.ui.documents.documents_card import DocumentsCard
from kiosk.ui.documents.typed_sheet_dialog import TypedSheetDialog
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.widgets import page
from kiosk.ui.widgets.dialogs import open_dialog
from kiosk.ui.widgets.file_dialogs import ask_to_open, ask_to_save
from kiosk.ui.widgets.reason_dialog import ReasonDialog
from kiosk.words.catalogue import N_, _, language, title_of
from kiosk.words.terms import export_word

_FORMS = {
    "xlsx": N_("Workbook with all tables (XLSX)"),
    "csv": N_("Attendance as a table (CSV)"),
    "json": N_("Everything as data (JSON)"),
    "signin": N_("Sign-in sheet (PDF)"),
    "helper": N_("Helper sheet (PDF)"),
}
_NAMES = {"signin": N_("sign-in sheet"), "helper": N_("helper sheet")}
_USUAL_NAME = N_("attendance")


class ExportCard(DocumentsCard):
    """Writes who was at which session, and every scan; before a session, the sheet its people sign in on."""

    def __init__(self, desk: Desk) -> None:
        self.type_in, self.untype = page.button(), page.button()
        super().__init__(desk, "table", self.type_in, self.untype)
        self.form, self.session = QComboBox(), QComboBox()
        for form in (*_FORMS, *added_forms()):
            self.form.addItem("", form)
        self.controls.addWidget(self.form)
        self.controls.addWidget(self.session)
        self.form.currentIndexChanged.connect(self._offer_sessions)
        self.make.clicked.connect(self._ask_where)
        self.type_in.clicked.connect(self._ask_for_sheet)
        self.untype.clicked.connect(self.undo_typed_sheet)
        desk.programme_changed.connect(self.retranslate)
        self.retranslate()

    def make_to(self, out: Path) -> None:
        """Write the file in the form chosen."""
        form = self.form.currentData()
        work: Callable[[Path, OpenEvent, Progress, Cancelled], Path]
        if form == "signin":
            work = partial(_sign_in_sheet, self.session.currentData())
        else:
            work = _helper_sheet if form == "helper" else _export
        self.start(partial(work, out), self._on_made)

    def open_typed_sheet(self, path: Path) -> TypedSheetDialog:
        """Look at a signed list of the chosen session that was typed off."""
        dialog = TypedSheetDialog(self.desk, self.session.currentData(), path, self)
        dialog.stored.connect(self._on_typed_in)
        open_dialog(dialog)
        return dialog

    def undo_typed_sheet(self) -> ReasonDialog:
        """Ask why, then undo all that was typed in for the chosen session."""
        session = self.session.currentData()
        dialog = ReasonDialog(
            self.untype.text(),
            _("Entries and exits that were typed in from paper are undone; what the desks scanned stays."),
            _("Undo"), concerned=self.session.currentText(), needed=True, danger=True,
            usual=(_("Wrong list"), _("Wrong session")), parent=self,
        )  # fmt: skip
        dialog.given.connect(
            lambda reason: self.desk.lane.run(partial(_undo_typed, session, reason), self._on_untyped, self.refuse)
        )
        return open_dialog(dialog)

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.title.setText(_("Attendance records"))
        self.line.setText(_("Who attended which session, how long."))
        for place, text in enumerate(_FORMS.values()):
            self.form.setItemText(place, _(text))
        for place in range(len(_FORMS), self.form.count()):
            self.form.setItemText(place, _("{ending} (plug-in)").format(ending=self.form.itemData(place).upper()))
        self.form.setAccessibleName(_("File format"))
        self.session.setAccessibleName(_("Session"))
        self._fill_sessions()
        self.type_in.setText(_("Type a signed list in"))
        self.untype.setText(_("Undo a typed list"))
        self.make.setText(_("Export"))
        super().retranslate()

    def _fill_sessions(self) -> None:
        chosen = self.session.currentData()
        self.session.clear()
        for code, session in self.desk.programme.items():
            self.session.addItem(title_of(session), code)
        self.session.setCurrentIndex(max(0, self.session.findData(chosen)))
        self._offer_sessions()

    def _offer_sessions(self) -> None:
        """Only the sheet is of one session; without a programme there is none to make it for."""
        wanted = self.form.currentData() == "signin"
        self.session.setVisible(wanted)
        self.make.setEnabled(not wanted or self.session.count() > 0)
        for button in (self.type_in, self.untype):
            button.setVisible(wanted and self.session.count() > 0)

    def _ask_where(self) -> None:
        form = self.form.currentData()
        suffix = ".pdf" if form in _NAMES else f".{form}"
        name = _(_NAMES.get(form, _USUAL_NAME)) + suffix
        out = ask_to_save(self, self.title.text(), self.suggested(name), f"*{suffix}")
        if out is not None:
            self.make_to(out.with_suffix(suffix))

    def _ask_for_sheet(self) -> None:
        path = ask_to_open(self, self.type_in.text(), self.suggested("").parent, "XLSX, CSV (*.xlsx *.csv)")
        if path is not None:
            self.open_typed_sheet(path)

    def _on_typed_in(self, sentence: str) -> None:
        self.finish(sentence)
        self.desk.tell_programme_changed()

    def _on_untyped(self, count: int) -> None:
        self.finish(_("{count} {count:scan was|scans were} undone.").format(count=count))
        self.desk.tell_programme_changed()

    def _on_made(self, out: Path) -> None:
        self.finish(_("Saved: {file}.").format(file=out.name), out)


# Words are looked up in the worker; gettext catalogues are only read.


def _export(out: Path, records: OpenEvent, progress: Progress, _cancelled: Cancelled) -> Path:
    return export_records(records, out, export_word, language=language(), progress=progress)


def _undo_typed(session: str, reason: str, records: OpenEvent) -> int:
    return take_back_typed(records, session, reason)


def _sign_in_sheet(session: str, out: Path, records: OpenEvent, progress: Progress, cancelled: Cancelled) -> Path:
    made = print_sign_in_sheet(records, session, out, language=language(), progress=progress, cancelled=cancelled)
    return made.files[0]


def _helper_sheet(out: Path, records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> Path:
    write_helper_sheet(records, out, language=language())
    return out
