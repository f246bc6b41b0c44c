"""One person's badge as a PDF, opened where this computer shows PDFs."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from kiosk.actions import manage_roster
from kiosk.actions.event import Records
from kiosk.ui.background import Cancelled, Progress
from kiosk.ui.desk import Desk
from kiosk.wording import _


class BadgeMaker(QObject):
    """Makes badges one at a time on the papers lane.  ``told`` carries what is going on, as a sentence."""

    told = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    def make(self, attendee_id: str) -> None:
        """Make the badge of a person as it stands now, note that it was made, and open it."""
        self.told.emit(_("Making the badge…"))
        folder = self._desk.path.with_name(f"{self._desk.path.stem} badges")
        self._desk.papers.run(partial(_make, attendee_id, folder), self._on_made)

    def _on_made(self, batch: object) -> None:
        # imported late: the PDF library is needed for paper alone, and takes longer than a start may
        from kiosk.actions.print_documents import note_badges

        self._desk.lane.run(lambda records: note_badges(records, batch))
        path = batch.files[0]
        shown = QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        name = batch.attendees[0].name
        text = _("Badge of {name} is ready.") if shown else _("Badge of {name} is ready: {file}")
        self.told.emit(text.format(name=name, file=str(path)))


def _make(attendee_id: str, folder: Path, records: Records, _progress: Progress, cancelled: Cancelled) -> object:
    """Work for the papers lane; returns the batch of one badge."""
    # imported late: the PDF library is needed for paper alone, and takes longer than a start may
    from kiosk.actions import print_documents

    person = manage_roster.attendee(records, attendee_id)
    out = folder / f"{print_documents.file_name(person.name, person.affiliation)}.pdf"
    return print_documents.print_badges(records, [person], out, cancelled=cancelled)
