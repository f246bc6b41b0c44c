"""Controls beside one another, on as many lines as the width makes necessary."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QLayoutItem, QSizePolicy, QWidget

from kiosk.ui.widgets import theme


class Flow(QLayout):
    """Places its widgets like words: at the size they like, and on the next line when this one is full."""

    def __init__(self, *widgets: QWidget, spacing: float = 16) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(theme.px(spacing))
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        """Place one more at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """One of them."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give one of them away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines at this width."""
        places = self._places(width)
        return max((place.bottom() + 1 for place in places), default=0)

    def minimumSize(self) -> QSize:
        """Room for the widest alone."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.sizeHint())
        return size

    def sizeHint(self) -> QSize:
        """All on one line."""
        items = self._shown()
        widths = sum(item.sizeHint().width() for item in items) + self.spacing() * max(0, len(items) - 1)
        return QSize(widths, max((item.sizeHint().height() for item in items), default=0))

    def setGeometry(self, rect: QRect) -> None:
        """Give each its place."""
        super().setGeometry(rect)
        for item, place in zip(self._shown(), self._places(rect.width()), strict=True):
            item.setGeometry(place.translated(rect.topLeft()))

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _places(self, width: int) -> list[QRect]:
        """The place of each that is shown, in a rectangle of this width."""
        places: list[QRect] = []
        at, line = QPoint(), list[QRect]()
        for item in self._shown():
            size = item.sizeHint()
            if at.x() and at.x() + size.width() > width:
                places += _in_the_middle(line)
                at, line = QPoint(0, at.y() + _height(line) + self.spacing()), []
            line.append(QRect(at, QSize(min(size.width(), max(width, 1)), size.height())))
            at.setX(at.x() + size.width() + self.spacing())
        return places + _in_the_middle(line)


def _height(line: list[QRect]) -> int:
    return max((place.height() for place in line), default=0)


def _in_the_middle(line: list[QRect]) -> list[QRect]:
    """What is low stands half-way up a line."""
    return [place.translated(0, (_height(line) - place.height()) // 2) for place in line]


class FoldingRow(QBoxLayout):
    """Parts beside one another, or all below one another where there is no room for that.

    Whoever knows the room says so with ``fit``: every dialog and every section of the settings does.
    """

    def __init__(self, *parts: QWidget | QLayout, spacing: float = 24, shares: Sequence[int] = ()) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(theme.px(spacing))
        for part in parts:
            self.addLayout(part) if isinstance(part, QLayout) else self.addWidget(part)
        for place, share in enumerate(shares):
            self.setStretch(place, share)

    def fit(self, room: int) -> None:
        """Stand as the width of ``room`` pixels allows."""
        shown = [item for item in map(self.itemAt, range(self.count())) if item is not None and not item.isEmpty()]
        beside = sum(item.minimumSize().width() for item in shown) + self.spacing() * max(0, len(shown) - 1)
        way = QBoxLayout.Direction
        self.setDirection(way.TopToBottom if beside > room else way.LeftToRight)


class FlowBox(QWidget):
    """A flow as one widget, which is as high as its lines; around it nothing has to ask for heights by width."""

    def __init__(self, *widgets: QWidget, spacing: float = 16) -> None:
        super().__init__()
        self.flow = Flow(*widgets, spacing=spacing)
        self.setLayout(self.flow)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def hasHeightForWidth(self) -> bool:
        """Its height is settled once its width is known."""
        return False

    def sizeHint(self) -> QSize:
        """As high as the lines are at this width."""
        return QSize(self.flow.sizeHint().width(), self.flow.heightForWidth(max(self.width(), 1)))

    def minimumSizeHint(self) -> QSize:
        """Room for the widest."""
        return QSize(self.flow.minimumSize().width(), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another number of lines."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()
