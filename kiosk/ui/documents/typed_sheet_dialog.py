"""A signed paper list typed back in: what would be stored, what the desks say otherwise, and what cannot be used."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk.actions.door.type_in_sheet import SheetConflict, TypedIn, TypedSheet, plan_typed_sheet, type_in_sheet
from kiosk.core.lists.cells import Fault, row_in_file
from kiosk.core.lists.signed_sheet import SignedLine
from kiosk.core.open_event import OpenEvent
from kiosk.errors import KioskError
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.list_models import LinesModel
from kiosk.ui.widgets.storing_dialog import StoringDialog
from kiosk.words import error_messages
from kiosk.words.catalogue import N_, _
from kiosk.words.imports import typed_in_text

_HEADINGS = (
    (N_("Row"), 90), (N_("Name"), 240), (N_("On paper"), 200), (N_("By the scans"), 200), (N_("What happens"), 0),
)  # fmt: skip
_Line = SignedLine | SheetConflict | Fault


class TypedSheetDialog(StoringDialog):
    """Stores nothing while a row cannot be used; where the desks scanned something else a person decides.  ``stored``
    carries a sentence.
    """

    stored = Signal(str)

    def __init__(self, desk: Desk, session: str, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._planned: TypedSheet | None = None
        self.notice = page.Notice()
        self.model = LinesModel([text for text, _width in _HEADINGS], self._described)
        self.table = page.Table(self.model, [width for _text, width in _HEADINGS[:-1]])
        self.keep, self.paper, self.back = page.button("primary"), page.button(), page.button()
        self._lay_out()
        self._enable(None)
        self.keep.clicked.connect(lambda: self.store(paper_counts=False))
        self.paper.clicked.connect(lambda: self.store(paper_counts=True))
        self.back.clicked.connect(self.reject)
        desk.reader.run(partial(_plan, path, session), self._on_planned, self._on_refused)

    def store(self, *, paper_counts: bool) -> None:
        """Store the sheet; ``paper_counts`` takes back what was scanned of those in conflict."""
        if self._planned is not None:
            work = partial(_store, self._planned, paper_counts)
            self._enable(None)
            self.desk.lane.run(work, *self.telling(self.desk, self._on_stored, self._on_refused))

    def _on_planned(self, planned: TypedSheet) -> None:
        self._planned = planned
        lines: Sequence[_Line] = (*planned.rejected, *planned.conflicts, *planned.new)
        self.model.show(lines)
        told = _("{new} new, {same} as scanned, {conflicts} in conflict, {rejected} rejected, {skipped} not signed.")
        sentence = told.format(
            new=len(planned.new), same=len(planned.same), conflicts=len(planned.conflicts),
            rejected=len(planned.rejected), skipped=len(planned.skipped),
        )  # fmt: skip
        if planned.rejected:
            self.notice.trouble(f"{sentence} {_('Nothing was stored: correct these rows first.')}")
        elif planned.conflicts:
            self.notice.attention(sentence)
        else:
            self.notice.done(sentence)
        self._enable(planned)

    def _enable(self, planned: TypedSheet | None) -> None:
        usable = planned is not None and not planned.rejected
        asks = planned is not None and bool(planned.conflicts)
        self.keep.setText(_("Store, the scans stay") if asks else _("Store"))
        self.keep.setEnabled(usable and planned is not None and bool(planned.new))
        self.paper.setVisible(asks)
        self.paper.setEnabled(usable)

    def _on_stored(self, stored: TypedIn) -> None:
        self.accept()
        self.stored.emit(typed_in_text(stored))

    def _on_refused(self, trouble: KioskError) -> None:
        self.notice.trouble(self.desk.explain(trouble))
        self._enable(self._planned)

    def _described(self, line: _Line) -> tuple[str, ...]:
        if isinstance(line, Fault):
            return str(row_in_file(line.row)), str(line.details.get("name", "")), "", "", error_messages.fault(line)
        if isinstance(line, SheetConflict):
            own = line.line
            scanned = self._span(line.entry, line.exit)
            return str(row_in_file(own.row)), own.person.name, self._span(own.entry, own.exit), scanned, _("asked")
        return str(row_in_file(line.row)), line.person.name, self._span(line.entry, line.exit), "", _("new")

    def _span(self, entry: datetime, left: datetime | None) -> str:
        clocks = [f"{at.astimezone(self.desk.zone):%H:%M}" if at else "" for at in (entry, left)]
        return "–".join(clocks)

    def _lay_out(self) -> None:
        self.setWindowTitle(_("Type a signed list in"))
        title, hint = page.text("title"), page.text("hint")
        title.setText(self.windowTitle())
        hint.setText(_("The times of the paper are stored as corrections, marked as typed from paper."))
        self.table.setAccessibleName(self.windowTitle())
        self.paper.setText(_("Store, the paper counts"))
        self.back.setText(_("Cancel"))
        for button in (self.keep, self.paper, self.back):
            button.setAutoDefault(False)
        framed = page.card()
        framed.setLayout(page.column(self.table, margins=1, spacing=0))
        buttons = page.row(None, self.back, self.paper, self.keep)
        layout = page.column(title, hint, framed, self.notice, buttons, margins=36, spacing=14)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self.resize(theme.px(1200), theme.px(820))


def _plan(path: Path, session: str, records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> TypedSheet:
    return plan_typed_sheet(records, path, session)


def _store(planned: TypedSheet, paper_counts: bool, records: OpenEvent) -> TypedIn:
    return type_in_sheet(records, planned, paper_counts=paper_counts)
