"""The report as it would be written now, page by page."""

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QPixmap, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.actions.office.event_report import preview_report
from kiosk.core.open_event import OpenEvent
from kiosk.errors import KioskError
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.dialog import Dialog
from kiosk.ui.widgets.page_picture import page_image
from kiosk.ui.widgets.plain import PlainLabel
from kiosk.words.catalogue import _, language
from kiosk.words.report import report_word
from printing.page_picture import PagePicture

_RENDERED = 1100  # pixels of the shorter side: its words are read


class ReportDialog(Dialog):
    """Shows one page at a time; the arrows and the page keys turn them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.pages: list[QPixmap] = []
        self.number = 0
        self.sheet = PlainLabel()
        self.sheet.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sheet.setWordWrap(True)
        self.sheet.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.sheet.setMinimumSize(theme.px(360), theme.px(420))
        self.back, self.forth, self.close_it = page.button(), page.button(), page.button("primary")
        self.count = page.text("hint", wrap=False)
        self.back.clicked.connect(partial(self.turn, -1))
        self.forth.clicked.connect(partial(self.turn, 1))
        self.close_it.clicked.connect(self.accept)
        for keys, step in ((QKeySequence.StandardKey.MoveToNextPage, 1),
                           (QKeySequence.StandardKey.MoveToPreviousPage, -1)):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self.turn, step))
        self._lay_out()
        desk.reader.run(_made, self._on_made, self._on_refused)

    def turn(self, step: int) -> None:
        """Show a page before or behind."""
        self.number = min(max(self.number + step, 0), max(len(self.pages) - 1, 0))
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The page as large as there is room."""
        super().resizeEvent(event)
        self._show()

    def _lay_out(self) -> None:
        self.setWindowTitle(_("Report"))
        self.sheet.setText(_("Creating the pages…"))
        self.back.setText(_("Previous page"))
        self.forth.setText(_("Next page"))
        self.close_it.setText(_("Close"))
        self.close_it.setDefault(True)
        self._enable()
        row = page.row(self.back, self.count, self.forth, None, self.close_it)
        whole = page.column(self.sheet, row, margins=24, spacing=14)
        self.setLayout(whole)
        whole.setStretchFactor(self.sheet, 1)
        self.resize(theme.px(760), theme.px(900))

    def _on_made(self, pages: list[PagePicture]) -> None:
        self.pages = [QPixmap.fromImage(page_image(one)) for one in pages]
        self._show()

    def _on_refused(self, trouble: KioskError) -> None:
        self.sheet.setText(self._desk.explain(trouble))

    def _show(self) -> None:
        self._enable()
        if not self.pages:
            return
        ratio = self.devicePixelRatioF()
        room = QSize(self.sheet.width(), self.sheet.height()) * ratio
        shown = self.pages[self.number].scaled(
            room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        shown.setDevicePixelRatio(ratio)
        self.sheet.setPixmap(shown)
        told = _("Page {number} of {count}").format(number=self.number + 1, count=len(self.pages))
        self.count.setText(told)
        self.sheet.setAccessibleName(told)

    def _enable(self) -> None:
        self.back.setEnabled(self.number > 0)
        self.forth.setEnabled(self.number + 1 < len(self.pages))


def _made(records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> list[PagePicture]:
    return preview_report(records, report_word, language(), _RENDERED)
