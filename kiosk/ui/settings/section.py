"""What every section of the settings is: a page of rows, each a name at the left and its control at the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLayout, QWidget

from kiosk.ui.desk import Desk
from kiosk.ui.widgets import theme
from kiosk.ui.widgets.retranslated import Retranslated

_NAME_WIDTH, _GAP, _BELOW, _BETWEEN = 250, 36, 10, 30


class Section(Retranslated, QWidget):
    """One subject of the settings; made when it is first chosen, hidden while another is in front.

    A section makes its controls, connects them to ``desk.device``, calls ``add_row`` for each and ``retranslate`` at
    the end.  Every change holds at once: there is no button that saves.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.device = desk, desk.device
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(_GAP))
        self._grid.setVerticalSpacing(theme.px(_BELOW))
        self._grid.setColumnMinimumWidth(0, theme.px(_NAME_WIDTH))
        self._grid.setColumnStretch(1, 1)
        self.setLayout(self._grid)

    @staticmethod
    def title() -> str:
        """What the list of sections calls it, in the language in use; asked before the section is made."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        raise NotImplementedError

    def add_row(self, name: QLabel, control: QWidget | QLayout, *below: QWidget | QLayout) -> None:
        """A setting under the ones before it: its name, its control, and hints or more controls below the control."""
        first = self._grid.rowCount()
        if self._grid.count():
            self._grid.setRowMinimumHeight(first, theme.px(_BETWEEN))
            first += 1
        self._grid.addWidget(name, first, 0, Qt.AlignmentFlag.AlignVCenter)
        for place, part in enumerate((control, *below)):
            if isinstance(part, QLayout):
                self._grid.addLayout(part, first + place, 1)
            else:
                self._grid.addWidget(part, first + place, 1)

    def add_wide(self, part: QWidget | QLayout) -> None:
        """Something that takes the whole width below the rows before it."""
        row = self._grid.rowCount()
        if self._grid.count():
            self._grid.setRowMinimumHeight(row, theme.px(_BETWEEN))
            row += 1
        if isinstance(part, QLayout):
            self._grid.addLayout(part, row, 0, 1, 2)
        else:
            self._grid.addWidget(part, row, 0, 1, 2)
