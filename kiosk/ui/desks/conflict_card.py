"""The card of what has to be resolved between the desks."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from kiosk.actions.desks.conflicts import accept_conflict, join_people, keep_apart, void_admission
from kiosk.core.open_event import OpenEvent
from kiosk.errors import KioskError
from kiosk.ui.desks.conflict_rows import ConflictRow, described, read_conflict_rows
from kiosk.ui.services.desk import Desk
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.list_models import LinesModel
from kiosk.ui.widgets.present import present
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.words.catalogue import N_, _


class ConflictCard(Retranslated, QFrame):
    """Lists people admitted at two desks or entered twice, and does what a person decides of the line chosen."""

    resolved = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._matters: list[ConflictRow] = []
        theme.set_look(self, "card")
        self._title, self._line, self._none = page.text("heading"), page.text("hint"), page.text("hint")
        self.model = LinesModel((N_("Problem"), N_("Person"), N_("Details")), self._describe)
        self.table = page.Table(self.model, (330, 350))
        self.notice = page.Notice()
        self.accept, self.void = page.button(), page.button("danger")
        self.join, self.apart = page.button("primary"), page.button()
        buttons = page.row(None, self.accept, self.void, self.apart, self.join, spacing=12)
        parts = (self._title, self._line, self.table, self._none, self.notice, buttons)
        whole = page.column(*parts, margins=24, spacing=10)
        self.setLayout(whole)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._none.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.table.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.table.setMinimumHeight(theme.px(150))
        whole.setStretchFactor(self.table, 1)
        self.table.selectionModel().selectionChanged.connect(self._enable)
        self.accept.clicked.connect(lambda: self._resolve(_accept, _("Left as is: counted once.")))
        self.void.clicked.connect(lambda: self._resolve(_void, _("The later one was undone.")))
        self.join.clicked.connect(lambda: self._resolve(_join, _("Merged: both codes now belong to this person.")))
        self.apart.clicked.connect(lambda: self._resolve(_apart, _("Kept as two people.")))
        self.retranslate()

    def reload(self) -> None:
        """Read what there is to resolve."""
        self.desk.reader.run(read_conflict_rows, self._on_read)

    def chosen(self) -> ConflictRow | None:
        """The line a person chose."""
        rows = self.table.selectionModel().selectedRows()
        return self._matters[rows[0].row()] if rows and rows[0].row() < len(self._matters) else None

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self._title.setText(_("To resolve"))
        self._line.setText(
            _("What happened while desks were disconnected from one another. Nobody is counted twice in the meantime.")
        )
        self._none.setText(_("There is nothing to resolve."))
        self.accept.setText(_("Leave as is"))
        self.void.setText(_("Undo the later one"))
        self.join.setText(_("Merge into one person"))
        self.apart.setText(_("Keep as two people"))
        self.table.setAccessibleName(self._title.text())
        self.model.show(self._matters)
        self._enable()

    def _describe(self, matter: ConflictRow) -> tuple[str, ...]:
        return tuple(described(matter, self.desk.doors, self.desk.zone))

    def _on_read(self, rows: list[ConflictRow]) -> None:
        if rows != self._matters:
            self._matters = rows
            self.model.show(rows)
        self._enable()

    def _enable(self) -> None:
        self.table.setVisible(bool(self._matters))
        self._none.setVisible(not self._matters)
        chosen = self.chosen()
        conflict = chosen is not None and chosen.conflict is not None
        for button in (self.accept, self.void):
            button.setVisible(conflict)
        self.accept.setEnabled(conflict and not present(present(chosen).conflict).accepted)
        for button in (self.join, self.apart):
            button.setVisible(chosen is not None and chosen.pair is not None)

    def _resolve(self, work: Callable[[ConflictRow, OpenEvent], None], sentence: str) -> None:
        self.notice.clear()
        work_on_it = partial(work, present(self.chosen()))
        self.desk.lane.run(work_on_it, lambda _nothing: self._on_resolved(sentence), self._on_refused)

    def _on_resolved(self, sentence: str) -> None:
        self.notice.done(sentence)
        self.reload()
        self.desk.tell_roster_changed()
        self.desk.others_worked.emit()
        self.resolved.emit()

    def _on_refused(self, trouble: KioskError) -> None:
        self.notice.trouble(self.desk.explain(trouble))


def _accept(matter: ConflictRow, records: OpenEvent) -> None:
    accept_conflict(records, present(matter.conflict).later.scan_id)


def _void(matter: ConflictRow, records: OpenEvent) -> None:
    reason = _("Desk {desk} was first").format(desk=present(matter.conflict).earlier.desk)
    void_admission(records, present(matter.conflict).later.scan_id, reason)


def _join(matter: ConflictRow, records: OpenEvent) -> None:
    one, other = present(matter.pair)
    join_people(records, one.id, other.id)


def _apart(matter: ConflictRow, records: OpenEvent) -> None:
    one, other = present(matter.pair)
    keep_apart(records, one.id, other.id)
