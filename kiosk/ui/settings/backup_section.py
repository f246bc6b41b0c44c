"""Where safe copies of the open event go."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from kiosk import paths
from kiosk.actions.keeping.auto_backup import choose_folder, is_same_drive
from kiosk.errors import KioskError
from kiosk.ui.services.desk import Desk
from kiosk.ui.settings.section import Section
from kiosk.ui.widgets import page
from kiosk.ui.widgets.file_dialogs import ask_for_folder
from kiosk.words.catalogue import _


class BackupSection(Section):
    """A folder on another drive; the event is copied there every few minutes."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._label, self.place, self._hint = page.text("heading"), page.text(), page.text("hint")
        self.choose, self.stop = page.button("primary"), page.button()
        self.notice = page.Notice()
        self.choose.clicked.connect(self._ask)
        self.stop.clicked.connect(self._on_stop)
        self.device.changed.connect(self._show_place)
        self.add_row(self._label, self.place, self._hint, page.row(self.choose, self.stop, None), self.notice)
        self.retranslate()

    @staticmethod
    def title() -> str:
        """What the list of sections calls it."""
        return _("Backups")

    def use_folder(self, folder: Path) -> None:
        """Have the copies made in ``folder`` from now on."""
        try:
            choose_folder(folder)
        except KioskError as trouble:
            self.notice.trouble(self.desk.explain(trouble))
            return
        self.device.change(copies_folder=str(folder))
        if is_same_drive(folder, self.desk.path):
            self.notice.attention(_("This folder is on the drive of the event itself: choose one on a USB stick."))
        else:
            self.notice.done(_("The event is backed up here from now on."))

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self._label.setText(_("Backups"))
        self._hint.setText(
            _("Every five minutes, and when the event is closed. Each backup is checked; the last three are kept.")
        )
        self.choose.setText(_("Choose a folder"))
        self.stop.setText(_("Turn off backups"))
        self._show_place()

    def _show_place(self) -> None:
        folder = self.device.settings.copies_folder
        self.place.setText(folder or _("No folder chosen: everything is only on this computer."))
        self.stop.setVisible(bool(folder))

    def _ask(self) -> None:
        chosen = self.device.settings.copies_folder
        folder = ask_for_folder(self, self.choose.text(), Path(chosen) if chosen else paths.documents_folder())
        if folder is not None:
            self.use_folder(folder)

    def _on_stop(self) -> None:
        self.device.change(copies_folder="")
        self.notice.clear()
