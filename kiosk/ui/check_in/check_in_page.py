"""What stands where on the check-in screen: its parts, their texts and their places."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kiosk.ui.check_in.answer_panel import AnswerPanel
from kiosk.ui.check_in.ask_bar import AskBar
from kiosk.ui.check_in.count_card import CountCard
from kiosk.ui.check_in.device_lights import DeviceLights
from kiosk.ui.check_in.direction_chooser import DirectionChooser
from kiosk.ui.check_in.scan_list import ScanList, ScanModel
from kiosk.ui.check_in.search_box import SearchBox
from kiosk.ui.check_in.session_bar import SessionBar
from kiosk.ui.check_in.waiting_badges import WaitingBadges
from kiosk.ui.printing.print_light import PrintLight
from kiosk.ui.services.desk import Desk
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.empty_state import EmptyState
from kiosk.ui.widgets.flow import FlowBox
from kiosk.ui.widgets.key_button import KeyButton
from kiosk.ui.widgets.present import present
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.ui.widgets.scrolling import FrontStack, scrolled
from kiosk.ui.widgets.tab_order import follow_the_eye
from kiosk.words.catalogue import _

QWIDGETSIZE_MAX = 16_777_215
_NARROW = 1300
"""Under so many units of width the side column goes below the answer."""


class CheckInPage(Retranslated, QWidget):
    """Head, answer, buttons, direction, counts and last scans; what they do is said in ``CheckInScreen``."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar, self.panel, self.search, self.empty = SessionBar(desk.zone), AnswerPanel(), SearchBox(), EmptyState()
        self.asking = AskBar()
        self.scans = ScanList(ScanModel(desk.zone, self))
        self.direction, self.counts = DirectionChooser(), CountCard()
        self.stack, self.status = FrontStack(), ElidedLabel("hint")
        self.lights, self.waiting = DeviceLights(desk.device.scanners), WaitingBadges(desk)
        self.print_light = PrintLight(desk.prints)
        self.keys, self.correct, self.look_up, self.walk_in = map(KeyButton, ("F1", "F2", "F3", "F5"))
        self.badge, self.undo, self.override, self.history = map(KeyButton, ("F6", "F8", "F9", "F10"))
        self._recent_heading, self._recent = page.text("hint", wrap=False), page.card()
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons = FlowBox(
            self.correct, self.look_up, self.walk_in, self.badge, self.undo, self.override, self.history, self.keys,
            spacing=10,
        )  # fmt: skip
        self._side = page.column(self.direction, self.counts, self._recent, spacing=18)
        self._is_narrow = False
        self._arrange()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self.look_up.say(_("Find"), _("Find a person by name, affiliation or phone"))
        self.walk_in.say(_("On site"), _("Register someone who is not on the list, and check them in"))
        self.correct.say(_("Correct"), _("Correct the name of this person before the badge is made"))
        self.badge.say(_("Badge"), _("Make the badge of this person as a PDF and open it"))
        self.undo.say(_("Undo"), _("Undo the selected entry or exit, or the last one"))
        self.override.say(_("Admit anyway"), _("Overrule the last refusal with a reason"))
        self.history.say(_("History"), _("All scans of this person"))
        self.keys.say(_("Shortcuts"), _("Keyboard shortcuts"))
        self._recent_heading.setText(_("Last scans"))
        self.scans.setAccessibleName(_("Last scans"))
        self.direction.setAccessibleName(_("Direction"))
        self.bar.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand beside or below one another, as the width allows."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.layout() is not None:
            self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The answer goes on filling what is seen of it when the head or a light at the foot takes room."""
        if event.type() == QEvent.Type.Resize and self._is_narrow:
            self.stack.setMinimumHeight(self._least_height())
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        for part in (self.panel, self.search, self.empty):
            self.stack.addWidget(part)
        self._recent.setLayout(page.column(self._recent_heading, self.scans, spacing=8))
        self._side.setStretch(2, 1)
        left = page.column(self.stack, self.asking, self._buttons, spacing=22)
        left.setStretch(0, 1)
        self._body.addLayout(left, 1)
        self._body.addLayout(self._side)
        body = QWidget()
        body.setLayout(self._body)
        self.area = scrolled(body)
        self.area.viewport().installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self.area, 1)
        foot = page.row(self.status, self.waiting, self.print_light, self.lights, spacing=0)
        foot.setStretch(0, 1)
        layout.addLayout(foot)
        self._fit()

    def _fit(self) -> None:
        """Take the sizes of the present window."""
        px = theme.px
        self._body.setContentsMargins(px(36), px(28), px(36), 0)
        self._body.setSpacing(px(28))
        # The line is always there, as the lower margin: a message moves nothing.
        self.status.setFixedHeight(px(40))
        self.status.setContentsMargins(px(36), 0, px(36), 0)
        present(self.lights.layout()).setContentsMargins(0, px(3), px(36), px(5))
        present(self._recent.layout()).setContentsMargins(px(20), px(18), px(12), px(12))
        self._recent_heading.setIndent(px(8))
        self._set_narrow(theme.units(self.width()) < _NARROW)
        for part in (self.counts, self._recent, self.direction):
            part.setMinimumWidth(0 if self._is_narrow else px(470))
            part.setMaximumWidth(QWIDGETSIZE_MAX if self._is_narrow else px(470))
        self.scans.setMinimumHeight(px(400) if self._is_narrow else 0)
        self.stack.setMinimumHeight(self._least_height() if self._is_narrow else 0)

    def _set_narrow(self, narrow: bool) -> None:
        """Large letters on a small screen: the answer first, and everything else below it, by scrolling."""
        if narrow == self._is_narrow:
            return
        self._is_narrow = narrow
        way = QBoxLayout.Direction
        self._body.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        if narrow:
            self._side.insertWidget(0, self.bar.choices)
        else:
            self.bar.take_choices()
        follow_the_eye(self)

    def _least_height(self) -> int:
        """The answer fills what is seen, with the buttons where there is room for both."""
        seen = self.area.viewport().height() - theme.px(28 + 14)
        beside = seen - self._buttons.flow.heightForWidth(self.width() - theme.px(72)) - theme.px(8)
        return max(theme.px(320), beside if beside >= theme.px(420) else seen)
