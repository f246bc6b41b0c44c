"""Who calls for the staff at a self-service desk, over whatever screen is in front, until somebody is on the way."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QWidget

from kiosk.core.staff_call import StaffCall
from kiosk.ui.services.sounds import Sound, Sounds
from kiosk.ui.services.staff_calls import StaffCalls
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.focus import PushButton
from kiosk.ui.widgets.picture import Picture
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.words.catalogue import _


class CallBar(Retranslated, QFrame):
    """The oldest call, and how many more there are; hidden while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._calls: StaffCalls | None = None
        self._sounds: Sounds | None = None
        self._sign, self.text, self.come = Picture("people", 40, theme.NAVY), page.text(), PushButton()
        theme.set_look(self, "call-bar")
        layout = page.row(self._sign, self.text, self.come, spacing=20)
        layout.setStretch(1, 1)
        layout.setContentsMargins(theme.px(36), theme.px(10), theme.px(24), theme.px(10))
        self.setLayout(layout)
        self.come.clicked.connect(self._on_come)
        self.hide()

    def follow(self, calls: StaffCalls | None, sounds: Sounds | None = None) -> None:
        """Show the calls of another event, or none."""
        self._calls, self._sounds = calls, sounds
        self._shown: list[StaffCall] = []
        if calls is not None:
            calls.changed.connect(self._on_changed)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self.come.setText(_("On my way"))
        waiting = self._calls.waiting if self._calls is not None else []
        self.setVisible(bool(waiting))
        if self._calls is None or not waiting:
            return
        zone = self._calls.desk.zone
        first = waiting[0]
        more = len(waiting) - 1
        sentence = _("Desk “{desk}” has been calling for staff since {time}.")
        sentence = sentence.format(desk=first.desk, time=f"{first.at.astimezone(zone):%H:%M}")
        if more:
            sentence += " " + _("{more} more {more:call|calls} are waiting.").format(more=more)
        self.text.setText(sentence)

    def _on_changed(self) -> None:
        calls = self._calls
        if calls is None:
            return
        self.retranslate()
        if any(call not in self._shown for call in calls.waiting):
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.text.text()))
            if self._sounds is not None:
                self._sounds.play(Sound.CALL)
        self._shown = list(calls.waiting)

    def _on_come(self) -> None:
        if self._calls is not None and self._calls.waiting:
            self._calls.answer(self._calls.waiting[0])
