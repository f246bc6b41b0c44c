"""A field for a file's path: typed, chosen in a dialog, or dropped on it."""

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kiosk import paths
from kiosk.ui.widgets import page
from kiosk.ui.widgets.drops import TakesFile
from kiosk.ui.widgets.file_dialogs import ask_to_open, ask_to_save
from kiosk.ui.widgets.focus import LeadsFocus
from kiosk.words.catalogue import _


class FileField(LeadsFocus, TakesFile, QWidget):
    """The path of a file with one of ``suffixes``; with ``new`` of one that is to be made."""

    changed = Signal()

    def __init__(self, suffixes: Collection[str], *, new: bool = False) -> None:
        super().__init__()
        self._suffixes, self._new = suffixes, new
        self.SUFFIXES = () if new else suffixes
        self.edit = QLineEdit()
        self.choose = page.button()
        layout = page.row(self.edit, self.choose, spacing=12)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.first_field = self.edit
        self.setAcceptDrops(True)
        self.edit.textChanged.connect(self.changed)
        self.choose.clicked.connect(self._ask)

    def path(self) -> Path | None:
        """The path, or None while nothing is entered."""
        written = self.edit.text().strip()
        return Path(written).expanduser() if written else None

    def set_path(self, path: Path) -> None:
        """Show another path."""
        self.edit.setText(str(path))

    def say(self, name: str) -> None:
        """What the field is called."""
        self.edit.setAccessibleName(name)
        self.choose.setText(_("Choose"))
        self.choose.setAccessibleName(_("Choose a file: {field}").format(field=name))

    def take_file(self, path: Path) -> None:
        """Show the path of the file that was dropped."""
        self.set_path(path)

    def _ask(self) -> None:
        entered, title = self.path(), self.edit.accessibleName()
        filters = _("Files ({pattern})").format(pattern=" ".join(f"*{suffix}" for suffix in self._suffixes))
        if self._new and entered:
            path = ask_to_save(self, title, entered, filters)
        else:
            folder = entered.parent if entered else paths.documents_folder()
            path = ask_to_open(self, title, folder, filters)
        if path is not None:
            self.set_path(path)
