"""The encryption of the open event: its recovery code shown and put on paper; the file closed, written anew encrypted
or plain, and opened again.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from kiosk.actions.keeping.encrypt import (
    Encrypted,
    check_may_change,
    code_of,
    decrypt_event,
    encrypt_event,
    make_code,
    remove_copies,
    write_code,
)
from kiosk.actions.keeping.unlock import is_encrypted
from kiosk.core.open_event import OpenEvent
from kiosk.core.recovery_code import RecoveryCode
from kiosk.errors import KioskError
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Lane
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.dialog import Dialog
from kiosk.ui.widgets.file_dialogs import ask_to_save
from kiosk.ui.widgets.present import present
from kiosk.words import catalogue, error_messages
from kiosk.words.catalogue import _

T = TypeVar("T")


class _WritingLane(Lane):
    def run(self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[KioskError], None]) -> None:
        self._put(work, done, failed)


class EncryptionDialog(Dialog):
    """``closing_wanted`` comes when the event has to be let go, ``ended`` when it is to be opened again.

    A plain event is shown a new code to be encrypted with, an encrypted one the code it has.
    """

    closing_wanted = Signal()
    ended = Signal(Path)
    broken = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path = desk.path
        self._desk: Desk | None = desk
        self.was_encrypted = is_encrypted(desk.path)
        folder = desk.settings.copies_folder
        self._folder = Path(folder) if folder else None
        self.code: RecoveryCode | None = None
        self._copies: tuple[Path, ...] = ()
        self._lane = _WritingLane("encrypt", self)
        self._lane.broken.connect(self.broken)
        self._title, self._plan, self.shown = page.text("title"), page.text(), page.text("title", wrap=False)
        self._risk, self.kept, self.notice = page.text("hint"), QCheckBox(), page.Notice()
        self.save, self.back, self.encrypt = page.button(), page.button(), page.button("primary")
        self.decrypt, self.remove, self.go_on = page.button("danger"), page.button("danger"), page.button("primary")
        self._lay_out()
        self.kept.toggled.connect(self.encrypt.setEnabled)
        self.save.clicked.connect(self._ask_where)
        self.encrypt.clicked.connect(self._on_encrypt)
        self.decrypt.clicked.connect(self._on_decrypt)
        self.remove.clicked.connect(self._on_remove)
        self.go_on.clicked.connect(self.accept)
        self.back.clicked.connect(self.reject)
        self.finished.connect(self._on_finished)
        desk.lane.run(code_of if self.was_encrypted else _begin, self._on_begun, self._on_refused)

    def save_to(self, out: Path) -> None:
        """Write the page with the code."""
        language = catalogue.language()
        work = partial(write_code, code=present(self.code), out=out, language=language)
        present(self._desk).lane.run(lambda records: work(records), self._on_saved, self._on_refused)

    def _on_begun(self, code: RecoveryCode) -> None:
        self.code = code
        groups = code.text.split("-")
        self.shown.setText("\n".join("   ".join(groups[start : start + 3]) for start in (0, 3)))
        for part in (self.kept, self.save, self.decrypt):
            part.setEnabled(True)

    def _ask_where(self) -> None:
        suggested = self.path.with_name(f"{self.path.stem}-{_('Recovery code')}.pdf")
        out = ask_to_save(self, self.save.text(), suggested, "*.pdf")
        if out is not None:
            self.save_to(out.with_suffix(".pdf"))

    def _on_saved(self, out: Path) -> None:
        self.notice.done(_("The page was saved: {file}. Print it now.").format(file=out.name))

    def _on_refused(self, trouble: KioskError) -> None:
        self.notice.trouble(error_messages.explain(trouble.code, trouble.details))

    def _on_encrypt(self) -> None:
        work = partial(encrypt_event, self.path, present(self.code), folder=self._folder)
        self._write_anew(_("The event is being encrypted…"), work, self._on_encrypted)

    def _on_decrypt(self) -> None:
        self._write_anew(_("The event is being decrypted…"), partial(decrypt_event, self.path), self._on_decrypted)

    def _write_anew(self, sentence: str, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._desk = None
        for part in (self.kept, self.save, self.encrypt, self.decrypt, self.back):
            part.setEnabled(False)
        self.notice.done(sentence)
        self.closing_wanted.emit()
        self._lane.run(work, done, self._on_failed)

    def _on_encrypted(self, done: Encrypted) -> None:
        self._copies = done.plain_copies
        if self._copies:
            sentence = _("The event is encrypted. {count} {count:copy|copies} made before are not: {files}.")
            names = ", ".join(copy.name for copy in self._copies)
            self.notice.attention(sentence.format(count=len(self._copies), files=names))
            self.remove.show()
        else:
            self.notice.done(_("The event is encrypted."))
        self._offer_to_open()

    def _on_decrypted(self, _nothing: None) -> None:
        self.notice.done(_("The event is no longer encrypted. Keep the code as long as there are encrypted backups."))
        self._offer_to_open()

    def _on_failed(self, trouble: KioskError) -> None:
        self._on_refused(trouble)
        self._offer_to_open()

    def _on_remove(self) -> None:
        self.remove.setEnabled(False)
        self._lane.run(partial(remove_copies, self._copies), self._on_removed, self._on_refused)

    def _on_removed(self, _nothing: None) -> None:
        self.remove.hide()
        self.notice.done(_("The copies are deleted."))

    def _offer_to_open(self) -> None:
        for part in (self._plan, self._risk, self.kept, self.save, self.encrypt, self.decrypt, self.back):
            part.hide()
        self.go_on.show()
        self.go_on.setFocus()

    def reject(self) -> None:
        """Leave it; not while the file is being written."""
        if self._desk is not None:
            super().reject()
        elif self.go_on.isVisible():
            self.accept()

    def _on_finished(self) -> None:
        self._lane.close()
        if self._desk is None:
            self.ended.emit(self.path)

    def _lay_out(self) -> None:
        self._say()
        self.shown.setAccessibleName(_("Recovery code"))
        self.shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for part in (self.kept, self.save, self.encrypt, self.decrypt):
            part.setEnabled(False)
        for part in (self.kept, self.encrypt) if self.was_encrypted else (self.decrypt,):
            part.hide()
        self.remove.hide()
        self.go_on.hide()
        buttons = page.row(self.save, None, self.back, self.encrypt, self.decrypt, self.remove, self.go_on)
        parts = (self._title, self._plan, 8, self.shown, 8, self._risk, self.kept, self.notice, None, 12, buttons)
        self.setLayout(page.column(*parts, margins=36, spacing=14))
        self.setMinimumSize(theme.px(980), theme.px(620))

    def _say(self) -> None:
        if self.was_encrypted:
            self.setWindowTitle(_("The event is encrypted"))
            self._plan.setText(
                _("Only this code opens the file and its backups. A laptop that has saved it does not ask again.")
            )
        else:
            self.setWindowTitle(_("Encrypt the event"))
            self._plan.setText(
                _(
                    "The event is closed, encrypted and opened again. From then on only this code opens it; this "
                    "laptop saves it if the system can."
                )
            )
        self._title.setText(self.windowTitle())
        self._risk.setText(
            _("If code and laptop are lost, nobody can open the file. Print the code first, and keep it apart from the"
              " laptop.")
        )  # fmt: skip
        self.kept.setText(_("I have printed the code or written it down"))
        self.save.setText(_("Save the page"))
        self.back.setText(_("Cancel"))
        self.encrypt.setText(_("Encrypt"))
        self.decrypt.setText(_("Remove the encryption"))
        self.remove.setText(_("Delete these copies"))
        self.go_on.setText(_("Open the event"))


def _begin(records: OpenEvent) -> RecoveryCode:
    check_may_change(records, encrypt=True)
    return make_code()
