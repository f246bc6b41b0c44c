"""Choosing the layout of the badges, seen with the longest texts of this event."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from kiosk.actions.papers.own_layouts import LayoutChoice
from kiosk.actions.preparing.guide import badge_choices, choose_layout, chosen_layout, longest_badge
from kiosk.core.open_event import OpenEvent
from kiosk.errors import KioskError
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.flow import FoldingRow
from kiosk.ui.widgets.page_picture import page_image
from kiosk.ui.widgets.plain import PlainLabel
from kiosk.ui.widgets.storing_dialog import StoringDialog
from kiosk.words.catalogue import _, text_of
from printing.page_picture import PagePicture

_MOST_PX = 520


class BadgeLayoutDialog(StoringDialog):
    """Lists the layouts; ``chosen`` comes when one is kept in the event."""

    chosen = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.notice = page.Notice()
        self.list, self.picture = QListWidget(), PlainLabel()
        self.save, self._back = page.button("primary"), page.button()
        self._asked = ""
        self._lay_out()
        self._back.clicked.connect(self.reject)
        self.save.clicked.connect(self._on_save)
        self.list.currentItemChanged.connect(self._on_current)
        desk.papers.run(_choices, self._on_choices)

    def name(self) -> str:
        """The layout looked at."""
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def _on_choices(self, found: tuple[list[LayoutChoice], str]) -> None:
        choices, current = found
        for choice in choices:
            label = text_of(choice.label)
            item = QListWidgetItem(label)
            item.setData(Qt.ItemDataRole.UserRole, choice.name)
            self.list.addItem(item)
            if choice.name == current:
                self.list.setCurrentItem(item)
        self.save.setEnabled(self.list.count() > 0)
        self.list.setFocus()

    def _on_current(self) -> None:
        self._asked = self.name()
        if self._asked:
            self.desk.papers.run(partial(_drawn, self._asked, theme.px(_MOST_PX)), self._on_drawn, self._on_refused)

    def _on_drawn(self, drawn: tuple[str, PagePicture]) -> None:
        name, picture = drawn
        if name == self._asked:
            self.notice.clear()
            self.picture.setPixmap(_on_paper(page_image(picture)))

    def _on_refused(self, trouble: KioskError) -> None:
        self.picture.clear()
        self.notice.trouble(self.desk.explain(trouble))

    def _on_save(self) -> None:
        self.save.setEnabled(False)
        telling = self.telling(self.desk, self._on_chosen, self._on_not_kept)
        self.desk.lane.run(partial(_chosen, self.name()), *telling)

    def _on_chosen(self, _nothing: None) -> None:
        self.accept()
        self.chosen.emit()

    def _on_not_kept(self, trouble: KioskError) -> None:
        self.save.setEnabled(True)
        self.notice.trouble(self.desk.explain(trouble))

    def _lay_out(self) -> None:
        self.setWindowTitle(_("Layout of the badges"))
        title, hint = page.text("title"), page.text("hint")
        title.setText(self.windowTitle())
        hint.setText(_("Shown with the longest name and affiliation of this event. Layouts can be changed later."))
        self.list.setAccessibleName(self.windowTitle())
        self.list.setSpacing(theme.px(5))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedWidth(theme.px(480))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setMinimumSize(theme.px(_MOST_PX + 40), theme.px(_MOST_PX + 20))
        self.picture.setAccessibleName(_("Badge"))
        self._back.setText(_("Cancel"))
        self.save.setText(_("Use this layout"))
        self.save.setDefault(True)
        self.save.setEnabled(False)
        middle = FoldingRow(self.list, self.picture, shares=(0, 1))
        buttons = page.row(None, self._back, self.save)
        self.setLayout(page.column(title, hint, middle, self.notice, buttons, margins=36, spacing=16))


def _choices(records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> tuple[list[LayoutChoice], str]:
    return badge_choices(records), chosen_layout(records)


def _drawn(
    name: str, side: int, records: OpenEvent, _progress: Progress, _cancelled: Cancelled
) -> tuple[str, PagePicture]:
    return name, longest_badge(records, name, side)


def _chosen(name: str, records: OpenEvent) -> None:
    choose_layout(records, name)


def _on_paper(picture: QImage) -> QPixmap:
    """A page on white paper with a thin edge."""
    ground = QPixmap(picture.size())
    ground.fill(Qt.GlobalColor.white)
    painter = QPainter(ground)
    painter.drawImage(0, 0, picture)
    painter.setPen(theme.EDGE)
    painter.drawRect(0, 0, ground.width() - 1, ground.height() - 1)
    painter.end()
    return ground
