"""Trying the scanner out: a code of this event has to arrive, from the screen, a phone or paper."""

import re
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from kiosk.actions.door.try_scanner import Arrived, note_trial, trial_modules
from kiosk.core.codes.devices import Source
from kiosk.core.open_event import OpenEvent
from kiosk.errors import KioskError
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.code_picture import code_picture
from kiosk.ui.widgets.dialog import Dialog
from kiosk.ui.widgets.plain import PlainLabel
from kiosk.words.catalogue import _
from kiosk.words.scanners import name_of

_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")


class ScannerTrialDialog(Dialog):
    """Waits for a code; while it is open nobody is checked in.  ``tried`` comes when one of this event arrived."""

    tried = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self._news = desk, desk.device.scanners
        self.notice = page.Notice()
        self.code = PlainLabel()
        self.close_button = page.button()
        self._lay_out()
        self.close_button.clicked.connect(self.accept)
        self._news.arrived.connect(self._on_arrived)
        desk.papers.run(_read, self._on_read)

    def showEvent(self, event: QShowEvent) -> None:
        """From now on codes are only tried out."""
        super().showEvent(event)
        self._news.testing = True
        self.setFocus()  # no button: the Enter that ends a code must not press it

    def hideEvent(self, event: QHideEvent) -> None:
        """From now on codes count again."""
        super().hideEvent(event)
        self._news.testing = False

    def _on_arrived(self, source: Source, text: str) -> None:
        if not self.isVisible():
            return
        parts = [part for part in _CONTROLS.split(text) if part]
        code = next((read for part in parts if (read := self._news.recognise(part))), "".join(parts))
        work = partial(_noted, code, self.desk.now(), self.desk.desk_name)
        self.desk.lane.run(work, partial(self._on_noted, source), self._on_refused)

    def _on_noted(self, source: Source, arrived: Arrived) -> None:
        if arrived.name:
            sentence = _("It works: {scanner} read the ticket of {name}. Nobody was checked in.")
        else:
            sentence = _("It works: {scanner} read the test code.")
        self.notice.done(sentence.format(scanner=name_of(source), name=arrived.name))
        self.tried.emit()

    def _on_refused(self, trouble: KioskError) -> None:
        self.notice.attention(self.desk.explain(trouble))

    def _on_read(self, modules: Sequence[Sequence[bool]]) -> None:
        self.code.setPixmap(code_picture(modules, theme.px(420)))

    def _lay_out(self) -> None:
        self.setWindowTitle(_("Try the scanner"))
        title, hint = page.text("title"), page.text()
        title.setText(self.windowTitle())
        hint.setText(_("Scan this test code off the screen, or any ticket of the event. Nobody is checked in."))
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.code.setFixedHeight(theme.px(440))
        self.code.setAccessibleName(_("Test code"))
        self.close_button.setText(_("Close"))
        self.setLayout(
            page.column(title, hint, self.code, self.notice, page.row(None, self.close_button), margins=36, spacing=16)
        )
        self.setMinimumWidth(theme.px(860))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def _read(records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> Sequence[Sequence[bool]]:
    return trial_modules(records)


def _noted(code: str, at: datetime, desk: str, records: OpenEvent) -> Arrived:
    return note_trial(records, code, at=at, desk=desk)
