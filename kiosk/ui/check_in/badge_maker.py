"""One person's badge: printed where badges have a printer, else a PDF that is opened; and the ticket of a walk-in."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from kiosk.actions.papers.output_paths import file_name
from kiosk.actions.people import manage_roster
from kiosk.core.open_event import OpenEvent
from kiosk.core.print_job import Occasion
from kiosk.errors import KioskError
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.words.catalogue import _

if TYPE_CHECKING:
    from kiosk.actions.papers.print_documents import Batch


class BadgeMaker(QObject):
    """Makes badges one at a time on the papers lane.

    ``news`` carries what is going on as a sentence, empty when there is nothing to tell, and the badge's whole path.
    """

    news = Signal(str, str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._making: list[str] = []
        self._name, self._path = "", Path()

    def make(self, attendee_id: str, name: str, *, reason: str = "", with_ticket: bool = False) -> None:
        """Make the badge of a person as it stands now, and note that it was made and why again; told with their name,
        for the answer on the screen may be of somebody else by now, or gone.

        Where badges have a printer it goes to the print queue, else it is opened as a PDF, as a ticket always is; in
        practice neither.
        """
        if self._desk.prints.can_print:
            self._print(attendee_id, name, reason)
            if with_ticket:
                self._desk.papers.run(partial(_make_ticket, attendee_id, self._folder()), self._open, self._tell)
            return
        self._making.append(name)
        self.retranslate()
        work = partial(_make, attendee_id, self._folder(), with_ticket)
        self._desk.papers.run(work, partial(self._on_made, reason), self._on_failed)

    def forget(self) -> None:
        """The badge made last is no news any more."""
        self._name = ""
        self.retranslate()

    def retranslate(self) -> None:
        """Tell it in the language in use."""
        if self._making:
            self.news.emit(_("Making the badge for {name}…").format(name=self._making[0]), "")
        elif self._name and self._desk.is_practice:
            self.news.emit(_("Practice: the badge of {name} is made, and printed nowhere.").format(name=self._name), "")
        elif self._name:
            sentence = _("Badge of {name} is ready: {file}").format(name=self._name, file=self._path.name)
            self.news.emit(sentence, str(self._path))
        else:
            self.news.emit("", "")

    def _on_made(self, reason: str, batch: "Batch") -> None:
        # imported late: the PDF library is needed for paper alone, and takes longer than a start may
        from kiosk.actions.papers.print_documents import note_badges

        self._making.pop(0)
        self._name, self._path = batch.attendees[0].name, batch.files[0]
        self._desk.lane.run(lambda records: note_badges(records, batch, reason))
        self.retranslate()
        self._open(batch.files)

    def _on_failed(self, trouble: KioskError) -> None:
        self._making.pop(0)
        self.forget()
        self._tell(trouble)

    def _print(self, attendee_id: str, name: str, reason: str) -> None:
        occasion = Occasion.AGAIN if reason else Occasion.BY_HAND
        told = _("The badge of {name} is in the print queue.").format(name=name)
        self._desk.prints.print_badges(
            [attendee_id], occasion, reason=reason, then=lambda _asked: self.news.emit(told, ""), failed=self._tell
        )

    def _folder(self) -> Path:
        return self._desk.path.with_name(_("{event} badges").format(event=self._desk.path.stem))

    def _open(self, files: Iterable[Path]) -> None:
        for path in () if self._desk.is_practice else files:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _tell(self, trouble: KioskError) -> None:
        self._desk.trouble.emit(self._desk.explain(trouble))


def _make(
    attendee_id: str, folder: Path, with_ticket: bool, records: OpenEvent, _progress: Progress, cancelled: Cancelled
) -> object:
    """Work for the papers lane; returns the batch of one badge, with the file of the ticket behind the badge's own."""
    # imported late: the PDF library is needed for paper alone, and takes longer than a start may
    from kiosk.actions.papers import print_documents

    person = manage_roster.attendee(records, attendee_id)
    stem = file_name(person.name, person.affiliation)
    batch = print_documents.print_badges(records, [person], folder / f"{stem}.pdf", cancelled=cancelled)
    if not with_ticket:
        return batch
    return replace(batch, files=(*batch.files, *_make_ticket(attendee_id, folder, records, _progress, cancelled)))


def _make_ticket(
    attendee_id: str, folder: Path, records: OpenEvent, _progress: Progress, _cancelled: Cancelled
) -> tuple[Path, ...]:
    """Work for the papers lane; returns the file of one ticket."""
    # imported late: the PDF library is needed for paper alone, and takes longer than a start may
    from kiosk.actions.papers import print_documents

    person = manage_roster.attendee(records, attendee_id)
    name = file_name(person.name, person.affiliation, _("ticket"))
    return print_documents.print_tickets(records, [person], folder / f"{name}.pdf").files
