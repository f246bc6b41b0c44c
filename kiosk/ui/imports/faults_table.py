"""The rows of a file that cannot be imported, or only with a doubt: where, why, and saved as a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from kiosk import paths
from kiosk.actions.people.import_roster import save_faulty_rows
from kiosk.core.lists.cells import Cell, Fault, row_in_file, text
from kiosk.errors import KioskError
from kiosk.tables.table import Table
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.file_dialogs import ask_to_save
from kiosk.ui.widgets.list_models import LinesModel
from kiosk.words import error_messages
from kiosk.words.catalogue import N_, _
from kiosk.words.error_messages import explain

_HEADINGS = (N_("Row"), N_("In the file"), N_("What is wrong"))


@dataclass(frozen=True, slots=True)
class FaultyRow:
    """A fault with the row it is about."""

    fault: Fault
    cells: tuple[str, ...]


class FaultsTable(QWidget):
    """Rejected rows, then doubtful ones; hidden while there are none."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[FaultyRow] = []
        self._rejected = 0
        self._heading = page.text("heading", wrap=False)
        self._save = page.button()
        self._notice, self.whole = page.Notice(), page.text()
        self.model = LinesModel(_HEADINGS, _described)
        self._table = page.Table(self.model, (90, 400))
        framed = page.card()
        framed.setLayout(page.column(self._table, margins=1, spacing=0))
        self.setLayout(
            page.column(page.row(self._heading, None, self._save), self._notice, framed, self.whole, spacing=10)
        )
        self._save.clicked.connect(self._ask_where)
        self._table.selectionModel().currentRowChanged.connect(lambda _row: self._tell_whole())
        self.model.modelReset.connect(lambda: self._table.selectRow(0))
        self.retranslate()

    def show_faults(self, rejected: Sequence[Fault], doubts: Sequence[Fault], table: Table | None) -> None:
        """Show these rows of ``table`` instead of those before."""
        self._rows = [FaultyRow(fault, _cells(table, row_in_file(fault.row))) for fault in (*rejected, *doubts)]
        self._rejected = len(rejected)
        self.model.show(self._rows)
        self._notice.clear()
        self.setVisible(bool(self._rows))
        self.retranslate()

    def save(self, path: Path) -> None:
        """Write the rows with their reasons as CSV; raises ``KioskError`` when that is not possible."""
        rows: list[tuple[Cell, ...]] = [
            (row_in_file(row.fault.row), error_messages.fault(row.fault), *row.cells) for row in self._rows
        ]
        save_faulty_rows(path, (_("Row"), _("What is wrong")), rows)

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        doubts = len(self._rows) - self._rejected
        heading = _("Rows that cannot be imported: {count}").format(count=f"{self._rejected:,}")
        if not self._rejected:
            heading = _("Rows to look at: {count}").format(count=f"{doubts:,}")
        self._heading.setText(heading)
        theme.set_look(self._heading, "heading")
        self._save.setText(_("Save this list"))
        self._save.setToolTip(_("As a CSV file, to correct the rows in a spreadsheet"))
        self._table.setAccessibleName(heading)
        self.model.show(self._rows)

    def _tell_whole(self) -> None:
        """The marked row's fault with its mend, however long: a cell has room for one line."""
        row = self._table.currentIndex().row()
        told = error_messages.fault(self._rows[row].fault) if 0 <= row < len(self._rows) else ""
        self.whole.setText(told)
        self.whole.setVisible(bool(told))

    def _ask_where(self) -> None:
        suggested = paths.documents_folder() / _("Rejected rows.csv")
        path = ask_to_save(self, _("Save this list"), suggested, "CSV (*.csv)")
        if path is None:
            return
        try:
            self.save(path)
        except KioskError as trouble:
            self._notice.trouble(explain(trouble.code, trouble.details))
        else:
            self._notice.done(_("Saved as {file}.").format(file=path))


def _cells(table: Table | None, row: int) -> tuple[str, ...]:
    return tuple(map(text, table.rows[row - 1])) if table is not None and 0 < row <= len(table.rows) else ()


def _described(row: FaultyRow) -> tuple[str, str, str]:
    return str(row_in_file(row.fault.row)), " · ".join(filter(None, row.cells)), error_messages.fault(row.fault)
