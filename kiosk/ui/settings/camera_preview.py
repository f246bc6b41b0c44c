"""What the camera sees, as in a mirror."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui.widgets import theme


class CameraPreview(QWidget):
    """Shows the newest picture; ``sentence`` while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture, self._sentence, self.is_mirrored = QImage(), "", False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Three by two: most cameras give something near it."""
        return QSize(theme.px(420), theme.px(270))

    def show_picture(self, picture: QImage) -> None:
        """Show ``picture`` in place of the one before; a null one leads back to the sentence."""
        self._picture = picture
        self.update()

    def say(self, sentence: str) -> None:
        """What to read while there is no picture."""
        self._sentence = sentence
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture as large as it fits, without cutting it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(self.rect()), theme.px(12), theme.px(12))
        painter.fillPath(frame, theme.NAVY)
        if self._picture.isNull():
            painter.setPen(theme.ON_NAVY)
            room = self.rect().adjusted(theme.px(20), 0, -theme.px(20), 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._sentence)
            return
        painter.setClipPath(frame)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.translate(QPointF(self.width() / 2, self.height() / 2))
        if self.is_mirrored:
            painter.scale(-1, 1)
        painter.drawImage(QRectF(-size.width() / 2, -size.height() / 2, size.width(), size.height()), self._picture)
