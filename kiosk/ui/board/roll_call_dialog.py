"""The roll-call on the screen: who is inside now, by room; on paper with one click."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from kiosk.actions.office.roll_call import RollCall, print_roll_call, read_roll_call
from kiosk.actions.papers.print_queue import Enqueued, enqueue_file
from kiosk.core.open_event import OpenEvent
from kiosk.core.print_job import Paper
from kiosk.errors import KioskError
from kiosk.ui.board.part_card import PartModel
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.dialog import Dialog
from kiosk.ui.widgets.file_dialogs import folder_beside
from kiosk.words.board import Part
from kiosk.words.catalogue import _, language, title_of
from kiosk.words.fields import field_name
from kiosk.words.live import roll_call_word
from kiosk.words.names import category_of, name_of

_WIDTHS = (200, 230, 160, 270, 160, 205)


class RollCallDialog(Dialog):
    """Reads at once; the page is made from what is shown, so that paper and screen are one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.roll: RollCall | None = None
        self.model, self.notice = PartModel(len(_WIDTHS) + 1), page.Notice()
        self.table = page.Table(self.model, _WIDTHS)
        self._heading, self._line, self._note = page.text("title"), page.text("heading"), page.text("hint")
        self.again, self.back, self.paper = page.button(), page.button(), page.button("primary")
        self._lay_out()
        self._say()
        self.again.clicked.connect(self.read)
        self.back.clicked.connect(self.reject)
        self.paper.clicked.connect(self.make)
        self.read()

    def read(self) -> None:
        """Who is inside at this moment."""
        self.paper.setEnabled(False)
        self._desk.reader.run(partial(_read, self._desk.now()), self._on_read, self._on_trouble)

    def make(self) -> None:
        """Print it where a printer for documents is chosen, else open it as a PDF."""
        if self.roll is None:
            return
        self.paper.setEnabled(False)
        when = f"{self.roll.at.astimezone(self._desk.zone):%Y%m%d-%H%M%S}"
        out = folder_beside(self._desk.path) / _("roll-call {when}.pdf").format(when=when)
        self._desk.papers.run(partial(_make, self.roll, out), self._on_made, self._on_trouble)

    def _on_read(self, roll: RollCall) -> None:
        self.roll = roll
        self.notice.clear()
        when = f"{roll.at.astimezone(self._desk.zone):%Y-%m-%d %H:%M:%S}"
        self._line.setText(roll_call_word("when").format(when=when, count=len(roll.called)))
        self._note.setText(roll_call_word("foot").format(when=when))
        header = (_("Room"), _("Session"), *map(field_name, ("name", "affiliation", "category", "phone", "needs")))
        self.model.show(Part(self.windowTitle(), "", header, tuple(_rows(roll))))
        self.paper.setEnabled(True)
        self.paper.setFocus()

    def _on_made(self, out: Path) -> None:
        self.paper.setEnabled(True)
        if not self._desk.prints.setup.printer_for(Paper.REPORT):
            self.notice.done(_("Saved: {file}.").format(file=str(out)))
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(out)))
            return
        work = partial(_enqueue, out, self._desk.desk_name)
        self._desk.lane.run(work, self._on_queued, self._on_trouble)

    def _on_queued(self, _asked: Enqueued) -> None:
        self.notice.done(_("The roll-call is in the print queue."))
        self._desk.prints.go_on()

    def _on_trouble(self, trouble: KioskError) -> None:
        self.paper.setEnabled(self.roll is not None)
        self.notice.trouble(self._desk.explain(trouble))

    def _say(self) -> None:
        self.setWindowTitle(roll_call_word("title"))
        self._heading.setText(self.windowTitle())
        self._line.setText(_("Counting…"))
        self.table.setAccessibleName(self.windowTitle())
        self.again.setText(_("Refresh"))
        self.back.setText(_("Close"))
        self.paper.setText(_("Print (PDF)"))

    def _lay_out(self) -> None:
        framed = page.card()
        framed.setLayout(page.column(self.table, margins=1, spacing=0))
        self.paper.setDefault(True)
        layout = page.column(
            self._heading, self._line, framed, self._note, self.notice,
            page.row(self.again, None, self.back, self.paper), margins=36, spacing=14,
        )  # fmt: skip
        layout.setStretchFactor(framed, 1)
        self.setLayout(layout)
        self.resize(theme.px(1560), theme.px(900))


def _rows(roll: RollCall) -> Iterator[tuple[str, ...]]:
    for room, people in roll.rooms().items():
        called = name_of(room) or roll_call_word("no_room")
        for one in people:
            person = one.person
            yield (
                called, title_of(one.session), person.name or roll_call_word("unlisted"),
                name_of(person.affiliation), category_of(person.category), person.phone, person.needs,
            )  # fmt: skip


def _read(at: datetime, records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> RollCall:
    return read_roll_call(records, at)


def _make(roll: RollCall, out: Path, records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> Path:
    return print_roll_call(records, roll, out, roll_call_word, language())


def _enqueue(out: Path, desk: str, records: OpenEvent) -> Enqueued:
    return enqueue_file(records, out, printer="", reason="", desk=desk)
