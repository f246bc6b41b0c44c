"""The head of the check-in screen: which session is scanned for, chosen by room and clock or by a person."""

from collections.abc import Mapping
from datetime import datetime, timedelta, tzinfo

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from kiosk.core.agenda import opens_at
from kiosk.core.attendance import HANDOUT
from kiosk.core.programme import Session, Tracking
from kiosk.ui.check_in.door import Door, coming_after, coming_session, open_rooms, open_session, rooms
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.plain import plain_tip
from kiosk.ui.widgets.present import present
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.words import catalogue
from kiosk.words.catalogue import _
from kiosk.words.handouts import lending_text
from kiosk.words.names import name_of
from kiosk.words.sessions import hours_text

ANNOUNCED_BEFORE = timedelta(minutes=10)
"""So long before the next session opens it is announced."""
_MOST_ROWS = 14
"""Rows of an open list: as many as the lowest screen has room for below the header."""


def _scanned_here(session: Session, zone: tzinfo) -> str:
    """The hours of a session; of a hand-out, whether it comes back."""
    if session.kind != HANDOUT:
        return hours_text(session, zone)
    return lending_text(is_lent=session.tracking is Tracking.ENTRY_EXIT)


class HeaderComboBox(QComboBox):
    """Ends a choice that is too long in "…" instead of cutting through a letter, and leaves letters and digits alone:
    they are a scanner's, and must not choose another session.  The arrows and the open list choose.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Every key that types something goes on to the window."""
        if event.text().isprintable() and event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box with as much of the text as fits."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, room.width() - theme.px(10)
        )
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


class SessionBar(Retranslated, QFrame):
    """Shows the session in force, lets a person choose room and session, and shows the clock.

    ``chosen(room, session)`` comes when a person chose; both are None for "by the clock" and "all rooms".  ``choices``
    may stand elsewhere, where the head is too narrow for it.
    """

    chosen = Signal(object, object)

    def __init__(self, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._programme: Mapping[str, Session] = {}
        self._handouts: Mapping[str, Session] = {}
        self._shown_at: datetime | None = None
        self._door, self._unclear, self._is_soon = Door(), False, False
        cut = Qt.TextElideMode.ElideRight
        self._title, self._when = ElidedLabel("session", cut=cut), ElidedLabel("on-navy-quiet", cut=cut)
        self._room, self._session = HeaderComboBox(), HeaderComboBox()
        self.choices = QWidget()
        self._clock = page.text("on-navy", wrap=False)
        self._arrange()
        self._room.activated.connect(self._tell_room)
        self._session.activated.connect(self._tell_session)

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self._room.setAccessibleName(_("Room of this desk"))
        self._say_room()
        self._session.setAccessibleName(_("Session"))
        self._session.setToolTip(_("Choose the session by room and time, or stay with one"))
        self._clock.setAccessibleName(_("Time at the event"))
        self.use(self._programme, self._door, self._handouts)

    def use(self, programme: Mapping[str, Session], door: Door, handouts: Mapping[str, Session]) -> None:
        """Offer the rooms and sessions of ``programme`` and what is handed out, with those of ``door`` chosen."""
        self._programme, self._door, self._handouts = programme, door, handouts
        with QSignalBlocker(self._room), QSignalBlocker(self._session):
            self._room.clear()
            self._room.addItem(_("All rooms"), None)
            for room in rooms(programme):
                self._room.addItem(name_of(room), room)
            self._room.setCurrentIndex(max(0, self._room.findData(door.room)))
            self._fill_sessions()
        self._fit_lists()
        if self._shown_at is not None:
            self.show_time(self._at)

    def show_time(self, at: datetime) -> Session | None:
        """Bring clock and session up to the moment ``at`` (aware); returns the session that entries go to."""
        self._shown_at = at
        self._clock.setText(f"{at.astimezone(self._zone):%H:%M}")
        session = self._handouts.get(self._door.session or "") or open_session(self._door, self._programme, at)
        self._ask_for_room(at)
        if session is not None:
            self._title.tell(catalogue.title_of(session))
            handed = session.kind == HANDOUT
            soon = "" if handed else self._soon_text()
            self._mark_soon(bool(soon))
            here = (_scanned_here(session, self._zone), name_of(session.room))
            self._tell_when(
                "  ·  ".join(filter(None, (soon,) if soon else (*here, "" if handed else self._then_text())))
            )
        else:
            self._title.tell(_("No session is open"))
            self._mark_soon(False)
            self._tell_when(self.next_text())
        return session

    def _tell_when(self, sentence: str) -> None:
        """The second line; without one the first stands in the middle."""
        self._when.tell(sentence)
        self._when.setVisible(bool(sentence))

    def _mark_soon(self, soon: bool) -> None:
        if soon != self._is_soon:
            self._is_soon = soon
            theme.set_look(self._when, "on-navy-soon" if soon else "on-navy-quiet")

    @property
    def _at(self) -> datetime:
        return present(self._shown_at)

    def _soon_text(self) -> str:
        """What opens at this door within minutes, and what comes after it; empty when nothing does."""
        coming = coming_after(self._door, self._programme, self._at)
        if not coming or opens_at(coming[0]) - self._at > ANNOUNCED_BEFORE:
            return ""
        minutes = max(1, -(-(opens_at(coming[0]) - self._at) // timedelta(minutes=1)))
        opens = _("Opens in {minutes} min: {session}").format(minutes=minutes, session=catalogue.title_of(coming[0]))
        return "  ·  ".join(filter(None, (opens, *(self._then(session) for session in coming[1:2]))))

    def _then_text(self) -> str:
        coming = coming_session(self._door, self._programme, self._at)
        return self._then(coming) if coming is not None else ""

    def _then(self, session: Session) -> str:
        return _("then {session} {opens}").format(session=catalogue.title_of(session), opens=self._opening(session))

    def _opening(self, session: Session) -> str:
        """When a session opens; with the date when that is another day."""
        opens = opens_at(session).astimezone(self._zone)
        return f"{opens:%H:%M}" if opens.date() == self._at.astimezone(self._zone).date() else f"{opens:%m-%d %H:%M}"

    def next_text(self) -> str:
        """What opens next at this door, as a sentence; empty when nothing does."""
        coming = coming_session(self._door, self._programme, self._at)
        if coming is None:
            return ""
        return _("Next: {session}, from {opens}").format(
            session=catalogue.title_of(coming), opens=self._opening(coming)
        )

    @property
    def is_room_wanted(self) -> bool:
        """Whether the clock alone cannot tell which session is meant."""
        return self._unclear

    def open_choices(self) -> None:
        """Open the list of sessions, at the room where the clock alone cannot tell; the arrows and Enter choose."""
        asked = self._room if self._unclear else self._session
        asked.setFocus()
        asked.showPopup()

    def take_choices(self) -> None:
        """Have the choices of room and session in the head, where another place had them."""
        self._row.insertWidget(1, self.choices)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _ask_for_room(self, at: datetime) -> None:
        """Mark the choice of the room while the clock alone cannot tell which session is meant."""
        unclear = self._door.session is None and self._door.room is None and len(open_rooms(self._programme, at)) > 1
        if unclear != self._unclear:
            self._unclear = unclear
            theme.set_look(self._room, "on-navy-asking" if unclear else "on-navy")
            self._say_room()

    def _say_room(self) -> None:
        if self._unclear:
            tip = _("Sessions in several rooms are open now: choose the room of this desk")
        else:
            tip = _("The room this desk is in. Room and time determine the session.")
        self._room.setToolTip(plain_tip(tip))
        self._room.setAccessibleDescription(tip)

    def _fill_sessions(self) -> None:
        self._session.clear()
        self._session.addItem(_("By room and time"), None)
        for session in self._programme.values():
            starts = session.starts_at.astimezone(self._zone)
            self._session.addItem(f"{starts:%m-%d %H:%M}  {catalogue.title_of(session)}", session.code)
        for handout in self._handouts.values():
            self._session.addItem(_("Hand out: {title}").format(title=catalogue.title_of(handout)), handout.code)
        pinned = max(0, self._session.findData(self._door.session))
        self._session.setCurrentIndex(pinned)

    def _tell_room(self) -> None:
        """Another room is watched by its own clock: a pinned session would contradict it."""
        self.chosen.emit(self._room.currentData(), None)

    def _tell_session(self) -> None:
        self.chosen.emit(self._door.room, self._session.currentData())

    def _arrange(self) -> None:
        theme.set_look(self, "header")
        theme.set_look(self._clock, "clock")
        for combo in (self._room, self._session):
            theme.set_look(combo, "on-navy")
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMaxVisibleItems(_MOST_ROWS)
            combo.view().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.choices.setLayout(page.row(self._room, self._session))
        self._row = page.row(page.column(self._title, self._when, spacing=2), self.choices, self._clock)
        self._row.setStretch(0, 1)
        self.setLayout(self._row)
        self._fit()

    def _fit_lists(self) -> None:
        """Make the open lists as wide as their longest row."""
        for combo in (self._room, self._session):
            combo.view().setMinimumWidth(max(theme.px(620), combo.view().sizeHintForColumn(0) + theme.px(40)))

    def _fit(self) -> None:
        """Take the sizes of the present window."""
        if self.layout() is None:
            return
        for combo, width in ((self._room, 250), (self._session, 330)):
            combo.setFixedWidth(theme.px(width))
        self._fit_lists()
        present(self.layout()).setContentsMargins(theme.px(36), theme.px(14), theme.px(36), theme.px(14))
