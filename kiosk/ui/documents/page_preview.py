"""A picture of the first sheet of a document, made of the event's own people beside everything else that goes on."""

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.actions.papers.preview_documents import preview
from kiosk.core.open_event import OpenEvent
from kiosk.errors import KioskError
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.widgets import theme
from kiosk.ui.widgets.page_picture import page_image
from kiosk.ui.widgets.present import present
from printing.page_picture import PagePicture

_RENDERED = 1400  # pixels of the longer side: sharp at any size it is shown in


class PagePreview(QWidget):
    """Shows the sheet as large as there is room, on a quiet ground; ``trouble`` is why there is none to show."""

    def __init__(self, desk: Desk, width: float, height: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._units = (width, height)
        self._wanted: tuple[str, str, int] | None = None
        self._making: tuple[str, str, int] | None = None
        self.picture = QPixmap()
        self.trouble = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_sheet(self, layout: str, sheet: str, start: int = 1) -> None:
        """Show the first sheet of these; the latest wish is the one that is shown."""
        self._wanted = (layout, sheet, start)
        if self._making is None:
            self._make()

    @property
    def is_ready(self) -> bool:
        """Whether what was wished for last is what is shown."""
        return self._making is None and not self.picture.isNull()

    def sizeHint(self) -> QSize:
        """As large as was asked for, in units."""
        return QSize(*map(theme.px, self._units))

    def minimumSizeHint(self) -> QSize:
        """No smaller than that."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sheet in the middle, with a thin shadow so that its white edge is seen."""
        painter = QPainter(self)
        if self.trouble:
            painter.setPen(theme.QUIET)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.trouble)
        if self.picture.isNull():
            return
        ratio, edge = self.devicePixelRatioF(), theme.px(3)
        room = self.size() - QSize(2 * edge, 2 * edge)
        shown = self.picture.scaled(
            room * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        shown.setDevicePixelRatio(ratio)
        size = shown.deviceIndependentSize().toSize()
        left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
        painter.fillRect(left - 1, top - 1, size.width() + 2 + edge, size.height() + 2 + edge, QColor(0, 0, 0, 46))
        painter.fillRect(left, top, size.width(), size.height(), Qt.GlobalColor.white)
        painter.drawPixmap(left, top, shown)

    def _make(self) -> None:
        """One at a time: who turns the wheel over a list waits for the last of its pictures only."""
        making = self._making = present(self._wanted)
        self._desk.reader.run(partial(_made, *making), self._on_made, self._on_refused)

    def _on_made(self, page: PagePicture) -> None:
        self._show(QPixmap.fromImage(page_image(page)), "")

    def _on_refused(self, trouble: KioskError) -> None:
        self._show(QPixmap(), self._desk.explain(trouble))

    def _show(self, picture: QPixmap, trouble: str) -> None:
        made, self._making = self._making, None
        if made != self._wanted:
            self._make()
            return
        self.picture, self.trouble = picture, trouble
        self.update()


def _made(
    layout: str, sheet: str, start: int, records: OpenEvent, _progress: Progress, _cancelled: Cancelled
) -> PagePicture:
    return preview(records, layout, sheet, start, _RENDERED)
