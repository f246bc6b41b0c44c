"""The field that takes an invitation: read by any scanner of this laptop, out of a file, or pasted."""

import re
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from kiosk.core.codes.devices import Source
from kiosk.core.invitation import decode
from kiosk.errors import KioskError
from kiosk.ui.services.scanner_news import ScannerNews
from kiosk.ui.widgets import theme
from kiosk.ui.widgets.file_dialogs import ask_to_open
from kiosk.words.catalogue import _

_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")


class InvitationField(QPlainTextEdit):
    """While it is on the screen what scanners read comes here, wherever the focus is, and nobody is checked in.

    Left to the keys alone an invitation would never stand here: so many digits are taken for a scan, and a scan does
    not stay in the field it was typed into.  ``taken`` comes when an
    invitation was scanned or opened, ``refused`` carries the trouble with what was none.
    """

    taken = Signal()
    refused = Signal(object)

    def __init__(self, news: ScannerNews, parent: QWidget | None = None) -> None:
        super().__init__(parent, tabChangesFocus=True)
        self._news = news
        news.arrived.connect(self._on_arrived)

    def has_invitation(self) -> bool:
        """Whether a whole invitation stands here."""
        return decode(self.toPlainText()) is not None

    def ask_for_file(self, title: str, folder: Path) -> None:
        """Ask for the file that the organiser saved, or a picture of the code."""
        known = _("Invitations ({pattern})").format(pattern="*.kioskjoin *.png *.jpg *.jpeg")
        path = ask_to_open(self.window(), title, folder, ";;".join([known, _("All files (*)")]))
        if path is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Read the invitation from a file."""
        # imported late: what reads a picture takes a while to load
        from kiosk.actions.desks.invitation_files import read_invitation_file

        try:
            self._take(read_invitation_file(path))
        except KioskError as trouble:
            self.refused.emit(trouble)

    def showEvent(self, event: QShowEvent) -> None:
        """From now on codes are invitations."""
        super().showEvent(event)
        self.setFixedHeight(theme.px(150))  # not before: the style gives every field the least height of one line
        self._news.testing = True

    def hideEvent(self, event: QHideEvent) -> None:
        """From now on codes count again."""
        super().hideEvent(event)
        self._news.testing = False

    def _on_arrived(self, _source: Source, text: str) -> None:
        if self.isVisible() and self.isEnabled():
            self._take(_CONTROLS.sub("", text))

    def _take(self, text: str) -> None:
        if decode(text) is None:
            self.refused.emit(KioskError("hub.no_invitation"))
        else:
            self.setPlainText(text)
            self.taken.emit()
