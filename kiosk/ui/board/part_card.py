"""A part of the board: what it is called, what it counts, its chart, and the same figures as a table."""

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import QFrame, QWidget

from kiosk.ui.board.charts import Chart
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.list_models import NO_INDEX, Index
from kiosk.ui.widgets.plain import plain_in
from kiosk.ui.widgets.scrolling import FrontStack
from kiosk.words.board import Part
from kiosk.words.catalogue import _


class PartModel(QAbstractTableModel):
    """The figures of a part as rows; the number of ``columns`` never changes, so that a table keeps their widths."""

    def __init__(self, columns: int) -> None:
        super().__init__()
        self._part = Part("", "", ("",) * columns, ())

    def show(self, part: Part) -> None:
        """Show these figures."""
        if part == self._part:
            return
        if len(part.rows) == len(self._part.rows) and part.header == self._part.header and part.rows:
            self._part = part  # whoever reads in the table stays at their place
            self.dataChanged.emit(self.index(0, 0), self.index(len(part.rows) - 1, len(part.header) - 1))
            return
        self.beginResetModel()
        self._part = part
        self.endResetModel()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Number of rows."""
        return 0 if parent.isValid() else len(self._part.rows)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """Number of columns."""
        return 0 if parent.isValid() else len(self._part.header)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The headings, above."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and self._part.rows:
            return self.data(self.index(0, section), role)
        return self._part.header[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """One cell; numbers stand at the right."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return plain_in(role, self._part.rows[index.row()][index.column()])
        if role == Qt.ItemDataRole.TextAlignmentRole and self._is_number(index.column()):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _is_number(self, column: int) -> bool:
        return all(row[column].replace(",", "").replace("–", "0").isdigit() for row in self._part.rows)


class PartCard(QFrame):
    """Shows a chart, or the table in its place; a part without a chart is always a table.

    ``widths`` are those of all columns of the table but the last, in units.
    """

    def __init__(self, chart: Chart | None, widths: tuple[float, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_look(self, "card")
        self.chart, self.model = chart, PartModel(len(widths) + 1)
        self.table = page.Table(self.model, widths)
        self._title, self._counts, self._nothing = page.text("heading"), page.text("hint"), page.text("hint")
        self._stack, self._as_table = FrontStack(), chart is None
        for part in filter(None, (chart, self.table, self._nothing)):
            self._stack.addWidget(part)
        self.table.setMinimumHeight(theme.px(150))  # it is scrolled in itself
        layout = page.column(self._title, self._counts, self._stack, margins=20, spacing=6)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def show_part(self, part: Part) -> None:
        """Show these figures; the chart is told its own by whoever knows them."""
        self._title.setText(part.title)
        self._counts.setText(part.counts)
        self._nothing.setText(_("Nothing yet"))
        self.model.show(part)
        self.table.setAccessibleName(part.title)
        self.table.setAccessibleDescription(part.counts)
        if self.chart is not None:
            self.chart.describe(f"{part.title}. {part.counts}", part.rows)
        self._choose()

    def show_as_table(self, wanted: bool) -> None:
        """Show the table in place of the chart."""
        self._as_table = wanted or self.chart is None
        self._choose()

    def _choose(self) -> None:
        if self.model.rowCount() == 0:
            self._stack.setCurrentWidget(self._nothing)
        elif self._as_table or self.chart is None:
            self._stack.setCurrentWidget(self.table)
        else:
            self._stack.setCurrentWidget(self.chart)
