"""A safe copy of the event, and the check whether its file is sound: a card each."""

from functools import partial
from pathlib import Path

from kiosk.actions.keeping.backup import backup, doctor
from kiosk.actions.keeping.unlock import is_encrypted
from kiosk.actions.office.audit import audit_trail
from kiosk.core.audit import Entry
from kiosk.core.examination import Examination
from kiosk.core.open_event import OpenEvent
from kiosk.paths import EVENT_SUFFIX
from kiosk.ui.documents.audit_dialog import AuditDialog
from kiosk.ui.documents.documents_card import DocumentsCard
from kiosk.ui.documents.privacy_dialog import PrivacyDialog
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.widgets import page
from kiosk.ui.widgets.dialogs import open_dialog
from kiosk.ui.widgets.file_dialogs import ask_to_save
from kiosk.ui.widgets.flow import FlowBox
from kiosk.words.catalogue import _
from kiosk.words.error_messages import broken_line


class BackupCard(DocumentsCard):
    """Copies the whole event while work goes on."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "copy")
        self.make.clicked.connect(self._ask_where)
        self.retranslate()

    def make_to(self, out: Path) -> None:
        """Write the copy."""
        self.start(partial(_copy, out), self._on_copied)

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.title.setText(_("Backup"))
        self.line.setText(_("Contains the whole event. Make one every evening on another drive."))
        self.make.setText(_("Back up the event"))
        super().retranslate()

    def _ask_where(self) -> None:
        now = self.desk.now().astimezone(self.desk.zone)
        suggested = self.suggested(f"{self.desk.path.stem}-{now:%Y%m%d-%H%M}.kiosk")
        out = ask_to_save(self, self.make.text(), suggested, "*.kiosk")
        if out is not None:
            self.make_to(out.with_suffix(EVENT_SUFFIX))

    def _on_copied(self, out: Path) -> None:
        self.finish(_("The backup is complete: {file}.").format(file=out.name), out)
        self.show_file.hide()


class CheckCard(DocumentsCard):
    """Examines the event file; changes nothing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "safe")
        self.trail = page.button()
        self.listing: AuditDialog | None = None
        self.privacy = page.button()
        self.encrypt = page.button()
        self.controls.addWidget(FlowBox(self.trail, self.privacy, self.encrypt, spacing=12))
        self.encrypt.clicked.connect(desk.encryption_wanted)
        self.make.clicked.connect(self.check)
        self.trail.clicked.connect(self.list_changes)
        self.privacy.clicked.connect(self.open_privacy)
        self.retranslate()

    def check(self) -> None:
        """Examine the event file."""
        self.start(_examine, self._on_examined)

    def list_changes(self) -> None:
        """Show who changed what."""
        self.start(_read_trail, self._show_trail)

    def open_privacy(self) -> PrivacyDialog:
        """What people agree to, until when they are kept, and erasing them."""
        dialog = PrivacyDialog(self.desk, self)
        dialog.erased.connect(self.desk.tell_roster_changed)
        return open_dialog(dialog)

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.privacy.setText(_("Personal data"))
        self.trail.setText(_("Change history"))
        self.encrypt.setText(_("Encryption") if is_encrypted(self.desk.path) else _("Encrypt the file"))
        self.title.setText(_("File and personal data"))
        self.line.setText(_("Is the file intact, who changed what, what is kept of people."))
        self.make.setText(_("Check the file"))
        super().retranslate()

    def _show_trail(self, entries: list[Entry]) -> None:
        self.listing = AuditDialog(entries, self.desk.zone, self)
        open_dialog(self.listing)

    def _on_examined(self, found: Examination) -> None:
        if found.sound:
            self.finish(
                _("The event file is intact; {count} {count:entry was|entries were} checked.").format(
                    count=f"{found.operations:,}"
                )
            )
            return
        wrong = ", ".join((*found.damage, *map(broken_line, found.broken[:1]), *found.differing))
        self.notice.trouble(
            _("The event file is damaged ({wrong}). Keep it, and continue with the latest backup.").format(wrong=wrong)
        )


def _read_trail(records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> list[Entry]:
    return audit_trail(records)


def _copy(out: Path, records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> Path:
    return backup(records, out)


def _examine(records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> Examination:
    return doctor(records)
