"""Which row of a file has the headers, where the one that was found is another, or there is none."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox

from kiosk.core.lists.cells import Row, text
from kiosk.ui.widgets import theme
from kiosk.words.catalogue import _

NO_HEADER = 0
_ROWS_OFFERED = 30
_TEXTS_SHOWN = 4
_WIDTH = 320


class HeaderRowChoice(QComboBox):
    """Offers the first rows by what stands in them; ``chosen`` carries a row from 1, 0 for none, or None for the row
    that the program finds by itself."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setFixedWidth(theme.px(_WIDTH))
        self._rows: Sequence[Row] = ()
        self._found: tuple[int, ...] = ()
        self.activated.connect(lambda _index: self.chosen.emit(self.currentData()))

    def show_rows(self, rows: Sequence[Row], found: tuple[int, ...], said: int | None) -> None:
        """Offer the first of ``rows``; ``found`` are those taken for headers, ``said`` what a person chose."""
        self._rows = rows
        self._found = found if said is None else self._found
        with QSignalBlocker(self):
            self.clear()
            number = ", ".join(map(str, self._found))
            found_word = _("Headers: row {row} (found)").format(row=number) if number else _("Headers: not found")
            self.addItem(found_word, None)
            self.addItem(_("Headers: none"), NO_HEADER)
            for index, row in enumerate(rows[:_ROWS_OFFERED], start=1):
                written = " · ".join([word for cell in row if (word := text(cell))][:_TEXTS_SHOWN])
                if written:
                    self.addItem(_("Row {row}: {text}").format(row=index, text=written), index)
                    self.setItemData(self.count() - 1, written, Qt.ItemDataRole.ToolTipRole)
            self.setCurrentIndex(max(0, self.findData(said)))
        self.setVisible(bool(rows))

    def retranslate(self, said: int | None) -> None:
        """Say everything again in the language in use."""
        self.setAccessibleName(_("Row with the headers"))
        self.show_rows(self._rows, self._found, said)
