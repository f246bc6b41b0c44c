"""The evening before: a line for each thing that would spoil the day, with its mend and the way there."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QProgressBar, QPushButton, QScrollArea, QWidget

from kiosk.actions.preparing.checklist import checklist
from kiosk.actions.preparing.laptop import this_laptop
from kiosk.core.open_event import OpenEvent
from kiosk.core.readiness import Line, State, Topic
from kiosk.errors import KioskError
from kiosk.settings import Settings
from kiosk.ui.preparing.desk_dialog import DeskDialog
from kiosk.ui.preparing.scanner_trial_dialog import ScannerTrialDialog
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.widgets import page
from kiosk.ui.widgets.dialogs import open_dialog
from kiosk.ui.widgets.focus import FocusKeeper
from kiosk.ui.widgets.readiness_line import add_line, edge, line_grid
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.ui.widgets.screen_head import ScreenHead, screen_column
from kiosk.words.catalogue import _
from kiosk.words.links import DESK, SCANNER_TRIAL


class ChecklistScreen(Retranslated, QWidget):
    """Looks at everything when it is shown, and again when asked; ``wants_screen`` leads to the mend."""

    wants_screen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.lines: Sequence[Line] = ()
        self._buttons: dict[Topic, QPushButton] = {}
        self.notice = page.Notice()
        self._title, self.summary = page.text("title", wrap=False), page.text("hint", wrap=False)
        self.guide, self.again = page.button(), page.button("primary")
        self.progress, self._focus = QProgressBar(), FocusKeeper(self)
        self._scroll = QScrollArea(widgetResizable=True)
        head = ScreenHead(self._title, self.guide, self.again, line=self.summary, notice=self.notice)
        room = self.progress.sizePolicy()
        room.setRetainSizeWhenHidden(True)  # the lines stay where they are when it goes
        self.progress.setSizePolicy(room)
        self.setLayout(screen_column(head, self.progress, self._scroll, fills=self._scroll))
        self.again.clicked.connect(self.look)
        self.guide.clicked.connect(lambda: self.wants_screen.emit("guide"))
        self.retranslate()

    def look(self) -> None:
        """Look at everything, beside the desk."""
        self.again.setEnabled(False)
        self.progress.setValue(0)
        self.progress.show()
        work = partial(_looked_at, self.desk.settings, self.desk.now())
        self.desk.papers.run(work, self._on_looked, self._on_refused, self._on_progress)

    def button_of(self, topic: Topic) -> QPushButton:
        """The button that leads from a topic's first line to its mend."""
        return self._buttons[topic]

    def try_scanner(self) -> ScannerTrialDialog:
        """Wait for a code of this event."""
        dialog = ScannerTrialDialog(self.desk, self)
        dialog.tried.connect(self.look)
        return open_dialog(dialog)

    def set_up_desk(self) -> DeskDialog:
        """Ask what this desk needs."""
        dialog = DeskDialog(self.desk, self)
        dialog.stored.connect(self.look)
        return open_dialog(dialog)

    def showEvent(self, event: QShowEvent) -> None:
        """Something may have been mended meanwhile."""
        super().showEvent(event)
        self.again.setFocus()
        self.look()

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self._title.setText(_("Before the event"))
        self.again.setText(_("Check again"))
        self.guide.setText(_("Step by step"))
        self.guide.setToolTip(_("The guide from an empty event to a ready one"))
        self.progress.setAccessibleName(_("Checking everything…"))
        self._show()

    def _on_looked(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.again.setEnabled(True)
        self.notice.clear()
        self._show()

    def _on_refused(self, trouble: KioskError) -> None:
        self.again.setEnabled(True)
        self.progress.hide()
        self.notice.trouble(self.desk.explain(trouble))

    def _on_progress(self, done: int, total: int) -> None:
        self.progress.setMaximum(total)
        self.progress.setValue(done)

    def _show(self) -> None:
        if not self.lines:
            self.summary.setText(_("Checking everything…"))
            return
        self.progress.hide()
        counts = {state: sum(line.state is state for line in self.lines) for state in State}
        self.summary.setText(
            _("{trouble} not ready, {attention} to check, {ready} ready").format(
                trouble=counts[State.TROUBLE], attention=counts[State.ATTENTION], ready=counts[State.READY]
            )
        )
        focused = self.window().focusWidget()
        mended = next((topic for topic, button in self._buttons.items() if button is focused), None)
        self._focus.leave()
        self._buttons = {}
        card = page.card()
        grid = line_grid(card)
        for place, line in enumerate(self.lines):
            if place:
                grid.addWidget(edge(), 2 * place - 1, 0, 1, 5)
            if (button := add_line(grid, 2 * place, line, self._lead_to)) is not None:
                self._buttons.setdefault(line.topic, button)
        grid.setRowStretch(2 * len(self.lines), 1)
        self._scroll.setWidget(card)
        card.setAutoFillBackground(False)  # the area has just switched it on, and it would fill the round corners
        self._focus.back(self.again if mended is None else self._buttons.get(mended, self.again))

    def _lead_to(self, place: str) -> None:
        if place == SCANNER_TRIAL:
            self.try_scanner()
        elif place == DESK:
            self.set_up_desk()
        else:
            self.wants_screen.emit(place)


def _looked_at(
    settings: Settings, now: datetime, records: OpenEvent, progress: Progress, _cancelled: Cancelled
) -> list[Line]:
    return checklist(records, this_laptop(settings), now=now, progress=progress)
