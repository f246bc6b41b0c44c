"""What every section of the settings is: a page of rows, each a name at the left and its control at the right, or below
where there is no room beside it.
"""

from collections.abc import Iterable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QLayout, QPushButton, QScrollArea, QWidget

from kiosk.ui.services.desk import Desk
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.flow import FoldingRow
from kiosk.ui.widgets.retranslated import Retranslated

T = TypeVar("T", int, str)

_NAME_WIDTH, _GAP, _BELOW, _BETWEEN = 250, 36, 10, 30
_WIDE = 760
"""From so many units on names stand beside their controls."""


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
        self._grid.setVerticalSpacing(theme.px(_BELOW))
        self._grid.setColumnStretch(1, 1)
        self.setLayout(self._grid)
        self._rows: list[tuple[QLabel, int]] = []
        self._is_wide = True
        self._fit()

    @staticmethod
    def title() -> str:
        """What the list of sections calls it, in the language in use; asked before the section is made."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        raise NotImplementedError

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names stand above their controls where the section is narrow, as it is when text is large."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """The room is known by now."""
        super().showEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """The same width is narrow when text becomes larger."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        is_wide = self._room() >= theme.px(_WIDE)
        self._grid.setHorizontalSpacing(theme.px(_GAP) if is_wide else 0)
        self._grid.setColumnMinimumWidth(0, theme.px(_NAME_WIDTH) if is_wide else 0)
        for folding in self.findChildren(FoldingRow):
            folding.fit(self._room())
        if is_wide != self._is_wide:
            self._is_wide = is_wide
            for name, row in self._rows:
                self._grid.removeWidget(name)
                self._place(name, row)

    def _room(self) -> int:
        """The width that is seen: controls that find no room would make the section wider than that."""
        holder = self.parentWidget()
        while holder is not None and not isinstance(holder, QScrollArea):
            holder = holder.parentWidget()
        return self.width() if holder is None else min(self.width(), holder.viewport().width())

    def _place(self, name: QLabel, row: int) -> None:
        if self._is_wide:
            self._grid.addWidget(name, row + 1, 0, Qt.AlignmentFlag.AlignVCenter)
        else:
            self._grid.addWidget(name, row, 0, 1, 2)

    def add_row(self, name: QLabel, control: QWidget | QLayout, *below: QWidget | QLayout) -> None:
        """A setting under the ones before it: its name, its control, and hints or more controls below the control."""
        first = self._grid.rowCount()
        if self._grid.count():
            self._grid.setRowMinimumHeight(first, theme.px(_BETWEEN))
            first += 1
        self._rows.append((name, first))
        self._place(name, first)
        for place, part in enumerate((control, *below), 1):  # the row above is the name's where it finds no room
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

    def choices(self, values: Iterable[T], setting: str, otherwise: T) -> dict[T, QPushButton]:
        """Buttons of which one is chosen: the value of a setting, or ``otherwise`` where that is none of them."""
        buttons: dict[T, QPushButton] = {}
        group = QButtonGroup(self)
        for value in values:
            button = buttons[value] = page.button("chip")
            button.setCheckable(True)
            button.clicked.connect(partial(self._choose, setting, value))
            group.addButton(button)

        def show() -> None:
            buttons.get(getattr(self.device.settings, setting), buttons[otherwise]).setChecked(True)

        self.device.changed.connect(show)
        show()
        return buttons

    def _choose(self, setting: str, value: T, _checked: bool = False) -> None:
        self.device.change(**{setting: value})
