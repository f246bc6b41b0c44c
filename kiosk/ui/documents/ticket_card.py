"""Tickets: one PDF to hand out, or a picture each to mail."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QComboBox

from kiosk.actions.papers.print_documents import (
    PDFS,
    PICTURES,
    Batch,
    choose_attendees,
    print_ticket_list,
    print_tickets,
)
from kiosk.core.open_event import OpenEvent
from kiosk.ui.documents.documents_card import DocumentsCard
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.widgets.file_dialogs import ask_for_folder, ask_to_save
from kiosk.words.catalogue import N_, _

_FORMS = {
    "pdf": N_("One PDF to hand out"),
    PICTURES: N_("One picture per person, to e-mail"),
    PDFS: N_("One PDF per person, to e-mail"),
    "list": N_("A list for the desk, by name"),
}
_FOLDERS = (PICTURES, PDFS)


class TicketCard(DocumentsCard):
    """Makes tickets for everybody whose registration was not cancelled."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "ticket")
        self.form = QComboBox()
        for form in _FORMS:
            self.form.addItem("", form)
        self.controls.addWidget(self.form)
        self.make.clicked.connect(self._ask_where)
        self.retranslate()

    def make_to(self, out: Path) -> None:
        """Make them: ``out`` ending in .pdf is a file, else a folder for pictures."""
        self.start(partial(_make, out, self.form.currentData()), self._on_made)

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.title.setText(_("Tickets"))
        self.line.setText(_("A QR code for each person, on paper or on their phone."))
        for place, text in enumerate(_FORMS.values()):
            self.form.setItemText(place, _(text))
        self.form.setAccessibleName(_("Ticket format"))
        self.make.setText(_("Make tickets"))
        super().retranslate()

    def _ask_where(self) -> None:
        if self.form.currentData() in _FOLDERS:
            out = ask_for_folder(self, _("Folder for the tickets"), self.suggested(""))
        else:
            out = ask_to_save(self, self.title.text(), self.suggested(_("tickets.pdf")), "PDF (*.pdf)")
            out = out and out.with_suffix(".pdf")
        if out is not None:
            self.make_to(out)

    def _on_made(self, batch: Batch) -> None:
        made = batch.files[0] if len(batch.files) == 1 else batch.files[0].parent
        self.finish(
            _("Tickets made for {count} {count:person|people}.").format(count=f"{len(batch.attendees):,}"), made
        )


def _make(out: Path, form: str, records: OpenEvent, progress: Progress, cancelled: Cancelled) -> Batch:
    people = choose_attendees(records)
    if form == "list":
        return print_ticket_list(records, people, out, progress=progress, cancelled=cancelled)
    each = form if form in _FOLDERS else PICTURES
    return print_tickets(records, people, out, form=each, progress=progress, cancelled=cancelled)
