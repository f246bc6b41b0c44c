"""The head of every screen: its title, what stands beside it, its buttons, and one line that says how things are.

Titles, margins and what stands below are at the same place on every screen, and a sentence about what was just done
takes the place of that line: nothing moves under the pointer.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLayout, QVBoxLayout, QWidget

from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.flow import FlowBox

_SIDE, _TOP, _FOOT = 32, 28, 20
"""What stays free around every screen, in units."""
_GAP, _LINE = 16, 32


class ScreenHead(QWidget):
    """``line`` says how things are and gives way to ``notice`` while that tells something; ``buttons`` stand at the
    right, or below the title where there is no room beside it.
    """

    def __init__(
        self,
        title: QLabel,
        *buttons: QWidget,
        beside: Sequence[QWidget] = (),
        line: QLabel | None = None,
        notice: page.Notice | None = None,
    ) -> None:
        super().__init__()
        self._names, self._buttons = FlowBox(title, *beside, spacing=_GAP), FlowBox(*buttons, spacing=_GAP)
        self._line, self._notice = line, notice
        self._is_wide: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(_GAP))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(self._names, 0, 0)
        self._grid.setRowMinimumHeight(0, theme.px(64))
        for part in filter(None, (line, notice)):
            self._grid.setRowMinimumHeight(2, theme.px(_LINE))
            self._grid.addWidget(part, 2, 0, 1, 2)
        if notice is not None:
            notice.installEventFilter(self)
        self._place(wide=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The line gives way to the notice, and comes back after it."""
        if self._line is not None and event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._line.setVisible(event.type() is QEvent.Type.HideToParent and bool(self._line.text()))
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Buttons stand below the title where the width is too little for both."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """The same width is too little when letters become larger, or words longer."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.LanguageChange) and self.layout() is not None:
            self._fit()

    def _fit(self) -> None:
        wanted = self._names.sizeHint().width() + theme.px(_GAP) + self._buttons.sizeHint().width()
        self._place(wide=wanted <= self.width())

    def _place(self, *, wide: bool) -> None:
        if wide == self._is_wide:
            return
        self._is_wide = wide
        self._grid.removeWidget(self._buttons)
        if wide:
            self._grid.addWidget(self._buttons, 0, 1)
        else:
            self._grid.addWidget(self._buttons, 1, 0, 1, 2)


def screen_column(head: ScreenHead, *parts: QWidget | QLayout, fills: QWidget | QLayout | None = None) -> QVBoxLayout:
    """A screen: the head, and below it its parts, of which ``fills`` takes all height that is left."""
    layout = page.column(head, *parts, spacing=10)
    layout.setContentsMargins(theme.px(_SIDE), theme.px(_TOP), theme.px(_SIDE), theme.px(_FOOT))
    if fills is not None:
        layout.setStretch(1 + parts.index(fills), 1)
    return layout
