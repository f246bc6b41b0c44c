"""Large text on a small screen: what does not fit is scrolled, and nothing is cut off."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget


class FrontStack(QStackedWidget):
    """A stack that needs no more room than the page in front: the ones behind must not make it scroll."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(lambda _index: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        """What the page in front needs at the least."""
        front = self.currentWidget()
        return front.minimumSizeHint().expandedTo(front.minimumSize()) if front is not None else QSize()

    def heightForWidth(self, width: int) -> int:
        """What the page in front needs at the least, so wide; Qt would say what the highest of all would like."""
        front = self.currentWidget()
        layout = front.layout() if front is not None else None
        return layout.totalMinimumHeightForWidth(width) if layout is not None and layout.hasHeightForWidth() else -1


def scrolled(content: QWidget) -> QScrollArea:
    """``content`` as large as there is room; scrolled where it needs more."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area
