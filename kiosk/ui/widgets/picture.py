"""A picture of ours as a widget: painted in its colour as that is now, at the size the window asks for."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui.widgets import theme


class Picture(QWidget):
    """``resources/pictures/NAME.svg``, ``units`` square.  It says nothing that the words beside it do not say."""

    def __init__(self, name: str, units: float, colour: QColor = theme.MARK, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._units, self._colour = name, units, colour
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_picture(self, name: str, colour: QColor | None = None) -> None:
        """Show another picture, in the colour there was unless another is given."""
        self._name, self._colour = name, colour or self._colour
        self.update()

    def sizeHint(self) -> QSize:
        """The square."""
        return QSize(theme.px(self._units), theme.px(self._units))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it in the middle."""
        painter, side = QPainter(self), theme.px(self._units)
        where = self.rect().center() - self.rect().topLeft()
        painter.drawPixmap(where.x() - side // 2, where.y() - side // 2, theme.picture(self._name, side, self._colour))
        painter.end()
