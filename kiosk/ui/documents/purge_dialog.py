"""Erasing the event's people: what will go, the event's name typed, and the certificate afterwards."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kiosk.actions.keeping.erase_traces import Reach, reach_of
from kiosk.actions.keeping.purge import Purged, certify, purge
from kiosk.core.open_event import OpenEvent
from kiosk.errors import KioskError
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.dialog import Dialog
from kiosk.ui.widgets.file_dialogs import ask_to_save
from kiosk.ui.widgets.present import present
from kiosk.words import catalogue, error_messages, terms
from kiosk.words.catalogue import _


class PurgeDialog(Dialog):
    """Nothing can be undone here, so the name of the event has to be typed; ``erased`` comes when it is done."""

    erased = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._done: Purged | None = None
        self._title, self._reach, self._stays = page.text("title"), page.text(), page.text("hint")
        self._also = page.text("attention")
        self._also.hide()
        self._label, self.typed, self.notice = page.text("hint"), QLineEdit(), page.Notice()
        self.erase, self.certificate, self.back = page.button("danger"), page.button("primary"), page.button()
        self._lay_out()
        self.typed.textChanged.connect(self._enable)
        self.typed.returnPressed.connect(self._on_return)
        self.erase.clicked.connect(self._on_erase)
        self.certificate.clicked.connect(self._ask_where)
        self.back.clicked.connect(self.reject)
        self._enable()
        desk.papers.run(partial(_read_reach, self._folder()), self._show_reach)

    def certify_to(self, out: Path) -> None:
        """Write the certificate of erasure."""
        purged = present(self._done)
        work = partial(certify, purged=purged, out=out, words=terms.export_word, language=catalogue.language())
        self.desk.lane.run(lambda records: work(records), self._on_certified, self._on_refused)

    def _folder(self) -> Path | None:
        chosen = self.desk.settings.copies_folder
        return Path(chosen) if chosen else None

    def _show_reach(self, reach: Reach) -> None:
        sentence = _(
            "{people} {people:person is|people are} erased from the event, and {copies} "
            "{copies:copy|copies} of it are deleted."
        )
        told = [sentence.format(people=f"{reach.people:,}", copies=len(reach.copies))]
        if reach.hub:
            told.append(_("They are erased from the hub, and from the other desks the next time these sync."))
        if reach.hub_of_another:
            told.append(error_messages.explain("purge.hub_of_another"))
        if reach.missing is not None:
            told.append(_("The drive with {folder} is not connected: plug it in first.").format(folder=reach.missing))
        self._reach.setText("\n".join(told))
        also = [error_messages.explain("purge.ahead", {"file": path.name}) for path in reach.ahead]
        also += [error_messages.explain("purge.away", {"place": place}) for place in reach.away]
        if reach.copies:
            names = "\n".join(f"·  {path.name}" for path in reach.copies)
            sentence = _("These files will be deleted too, including any work done in them:")
            also.insert(0, f"{sentence}\n{names}")
        self._also.setText("\n".join(also))
        self._also.setVisible(bool(also))

    def _enable(self) -> None:
        self.erase.setEnabled(self.typed.text().strip() in self.desk.details.names.values())

    def _on_return(self) -> None:
        """Enter in the field erases nobody and closes nothing: it leads to the button, or says what is wanted."""
        if self.erase.isEnabled():
            self.erase.setFocus()
            sentence = _("The name is correct. Press “{erase}” to erase the personal data.")
            self.notice.attention(sentence.format(erase=self.erase.text()))
        else:
            self.notice.attention(_("This is not the name of the event: nothing is erased. Type it as shown above."))

    def _on_erase(self) -> None:
        self.erase.setEnabled(False)
        self.notice.done(_("Erasing personal data…"))
        desk_id, now = self.desk.settings.desk_id, self.desk.now()
        work = partial(purge, typed=self.typed.text(), now=now, folder=self._folder(), desk_id=desk_id)
        self.desk.lane.run(lambda records: work(records), self._on_erased, self._on_refused)

    def _on_erased(self, done: Purged) -> None:
        self._done = done
        sentence = _("Erased {people} {people:person|people} and {files} {files:copy|copies}. The figures are kept.")
        self.notice.done(sentence.format(people=done.people, files=len(done.files)))
        missed = [error_messages.explain(done.hub_missed)] if done.hub_missed else []
        missed += [error_messages.explain("purge.left", {"file": path.name}) for path in done.left]
        missed += [error_messages.explain("purge.away", {"place": place}) for place in done.away]
        if missed:
            self.notice.attention("\n".join((self.notice.text(), *missed)))
        for part in (self.erase, self.typed, self._label, self._reach, self._also):
            part.hide()
        self.certificate.show()
        self.certificate.setFocus()
        self.back.setText(_("Close"))
        self.erased.emit()

    def _ask_where(self) -> None:
        name = _("certificate of erasure")
        out = ask_to_save(self, self.certificate.text(), self.desk.path.parent / f"{name}.pdf", "*.pdf")
        if out is not None:
            self.certify_to(out.with_suffix(".pdf"))

    def _on_certified(self, out: Path) -> None:
        self.notice.done(_("The certificate was saved: {file}.").format(file=out.name))

    def _on_refused(self, trouble: KioskError) -> None:
        self.notice.trouble(self.desk.explain(trouble))
        self._enable()

    def _lay_out(self) -> None:
        self.setWindowTitle(_("Erase this event's personal data"))
        self._title.setText(self.windowTitle())
        self._stays.setText(
            _("The figures of each session, the programme and a record of the erasure are kept. This cannot be undone.")
        )
        self._label.setText(
            _("Type the name of the event to confirm: {event}").format(event=catalogue.text_of(self.desk.details.names))
        )
        self.typed.setAccessibleName(self._label.text())
        self.erase.setText(_("Erase everyone"))
        self.certificate.setText(_("Save the certificate"))
        self.certificate.hide()
        self.back.setText(_("Cancel"))
        buttons = page.row(None, self.back, self.erase, self.certificate)
        parts = (
            self._title,
            self._reach,
            self._also,
            self._stays,
            8,
            self._label,
            self.typed,
            self.notice,
            None,
            12,
            buttons,
        )
        self.setLayout(page.column(*parts, margins=36, spacing=14))
        self.setMinimumSize(theme.px(980), theme.px(520))


def _read_reach(folder: Path | None, records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> Reach:
    return reach_of(records, folder)
