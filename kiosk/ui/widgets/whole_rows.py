"""A list that shows whole rows only: half a row at its lower edge looks like a mistake and cannot be read."""

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from kiosk.ui.widgets import theme


class WholeRowsList(QListView):
    """Shows ``model`` in rows that are ``row`` units high."""

    def __init__(self, model: QAbstractItemModel, row: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = row
        self.setModel(model)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        theme.set_look(self, "bare")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave free below what would be a part of a row."""
        super().resizeEvent(event)
        free = self.viewportMargins().bottom()
        rest = (self.viewport().height() + free) % theme.px(self._row)
        if rest != free:
            self.setViewportMargins(0, 0, 0, rest)
