"""Which column of a programme or of a partnering plan holds what, said by a person."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from kiosk.core.lists.cells import text
from kiosk.core.lists.reading import ReadingSummary
from kiosk.tables.table import Table
from kiosk.ui.widgets import page
from kiosk.ui.widgets.dialog import Dialog
from kiosk.ui.widgets.plain import PlainLabel
from kiosk.words.catalogue import _


class ColumnsDialog(Dialog):
    """Offers the columns of ``table`` for each of ``fields`` (name to word); ``chosen`` carries the columns by field,
    as ``--map`` names them.  ``summary`` is how the file was read so far, ``mapping`` what was said before.
    """

    chosen = Signal(object)

    def __init__(
        self, table: Table, summary: ReadingSummary | None, mapping: Mapping[str, str], fields: Mapping[str, str], *,
        title: str, hint: str, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setWindowTitle(title)
        taken = {column.field: column.index for column in summary.columns} if summary else {}
        self._guessed = {name: str(taken[name] + 1) if name in taken else "" for name in fields} | dict(mapping)
        labels = _labels(table, min(summary.header_rows, default=1) if summary else 1)
        self.choices = {name: self._choice(labels, name, words) for name, words in fields.items()}
        form = page.form([(PlainLabel(_(fields[name])), choice) for name, choice in self.choices.items()], spacing=8)
        heading, below = page.text("title"), page.text("hint")
        heading.setText(title)
        below.setText(hint)
        self.take, back = page.button("primary"), page.button()
        self.take.setText(_("Use these columns"))
        back.setText(_("Cancel"))
        back.clicked.connect(self.reject)
        self.take.clicked.connect(self._on_take)
        self.take.setDefault(True)
        self.setLayout(page.column(heading, below, form, page.row(None, back, self.take), margins=36, spacing=14))

    def _choice(self, labels: Sequence[tuple[int, str]], name: str, words: str) -> QComboBox:
        choice = QComboBox()
        choice.setAccessibleName(_(words))
        choice.addItem(_("Not used"), "")
        for number, label in labels:
            choice.addItem(label, str(number))
        choice.setCurrentIndex(max(0, choice.findData(self._guessed[name])))
        return choice

    def _on_take(self) -> None:
        said = {name: choice.currentData() for name, choice in self.choices.items()}
        changed = {name: column or "-" for name, column in said.items() if column != self._guessed[name] or column}
        self.chosen.emit({name: column for name, column in changed.items() if column != "-" or self._guessed[name]})
        self.accept()


def _labels(table: Table, header: int) -> list[tuple[int, str]]:
    """Each column with its number from 1 and the first things it holds from row ``header`` on: what stands above are
    titles."""
    rows = table.rows[header - 1 : header + 59]
    width = max(map(len, rows), default=0)
    labels = []
    for column in range(width):
        held = [text(row[column]) for row in rows if column < len(row)]
        labels.append((column + 1, f"{column + 1} · " + " · ".join(list(dict.fromkeys(filter(None, held)))[:3])[:60]))
    return labels
