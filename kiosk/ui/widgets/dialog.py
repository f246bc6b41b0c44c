"""What every dialog of the program is: large enough for all it says, and no larger than the window it stands over."""

from PySide6.QtCore import QEvent, QMargins, QObject, QSize
from PySide6.QtWidgets import QDialog, QScrollArea, QStyle, QWidget

from kiosk.ui.widgets import page
from kiosk.ui.widgets.flow import FoldingRow
from kiosk.ui.widgets.present import present
from kiosk.ui.widgets.scrolling import scrolled
from kiosk.ui.widgets.tab_order import follow_the_eye


class Dialog(QDialog):
    """Grows with what it tells, and scrolls where there is no more room.

    Qt gives a dialog the least size of its controls, but does not count how many lines a wrapped sentence takes: a
    trouble told later would take its room from the fields, and cut them.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._area: QScrollArea | None = None
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at the room when the dialog is shown, and whenever what stands in it needs another size.

        Not in ``event``: a widget that is destroyed there would be destroyed while this thread holds Python.
        """
        if watched is self and event.type() is QEvent.Type.Show:
            follow_the_eye(self)
        if watched is self and event.type() in (QEvent.Type.Show, QEvent.Type.LayoutRequest) and self.isVisible():
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        room = _room_of(self)
        bar, margins = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent), self._margins()
        for row in self.findChildren(FoldingRow):
            row.fit(room.width() - bar - margins.left() - margins.right())
        least = self._least()
        if self._area is None and (least.width() > room.width() or least.height() > room.height()):
            area = self._let_scroll()
            least += QSize(area.verticalScrollBar().sizeHint().width(), 0)
        self.resize(self.size().expandedTo(least).boundedTo(room))
        below = self.frameGeometry().bottom() - self.screen().availableGeometry().bottom()
        if below > 0:
            self.move(self.x(), max(self.screen().availableGeometry().top(), self.y() - below))

    def _margins(self) -> QMargins:
        """Those around what is shown, whether it scrolls or not."""
        shown = self if self._area is None else present(self._area.widget())
        margins: QMargins = present(shown.layout()).contentsMargins()
        return margins

    def _least(self) -> QSize:
        """The least size in which nothing is cut, as wide as the dialog is."""
        layout = present(self.layout())
        least = layout.totalMinimumSize().expandedTo(self.minimumSize())
        if layout.hasHeightForWidth():
            width = max(self.width(), least.width())
            least.setHeight(max(least.height(), layout.totalMinimumHeightForWidth(width)))
        return least

    def _let_scroll(self) -> QScrollArea:
        focused, content = self.focusWidget(), QWidget()
        content.setLayout(present(self.layout()))  # takes the layout over, with all that stands in it
        area = self._area = scrolled(content)
        self.setMinimumSize(0, 0)
        self.setLayout(page.column(area, spacing=0))
        area.show()  # Qt would do that later, and what is hidden takes no focus
        if focused is not None:
            focused.setFocus()
        return area


def _room_of(dialog: QDialog) -> QSize:
    """The size of the main window below all dialogs, or of the screen where there is none."""
    below: QWidget = dialog
    while (parent := below.parentWidget()) is not None:
        below = parent
    return dialog.screen().availableSize() if below is dialog else below.size()
