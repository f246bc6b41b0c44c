"""The timetable: days as tabs, the grid of a day, and all sessions as a list on the last tab."""

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QTabBar, QWidget

from kiosk.actions.office.figures import SessionCount
from kiosk.core.programme import Session
from kiosk.core.programmes.timetable import day_of, days_of, double_bookings
from kiosk.ui.programme.session_dialog import Draft
from kiosk.ui.programme.session_figures import figures_text
from kiosk.ui.programme.session_list import SessionList
from kiosk.ui.programme.timetable_grid import TimetableGrid, minutes_of
from kiosk.ui.services.desk import Desk
from kiosk.ui.widgets import page
from kiosk.words.catalogue import _
from kiosk.words.sessions import day_text, hours_text


class TimetableView(QWidget):
    """``edit_wanted`` and ``removal_wanted`` carry a session, ``new_wanted`` a draft."""

    edit_wanted = Signal(Session)
    removal_wanted = Signal(Session)
    new_wanted = Signal(Draft)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._days: list[date] = []
        self._figures: Mapping[str, SessionCount] = {}
        self.tabs, self.grid, self.list = QTabBar(), TimetableGrid(), SessionList()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.currentChanged.connect(lambda _tab: self._show_tab())
        for signal, own in (
            (self.grid.edit_wanted, self.edit_wanted),
            (self.grid.removal_wanted, self.removal_wanted),
            (self.grid.new_wanted, self.new_wanted),
        ):
            signal.connect(own)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setWidget(self.grid)
        self._stack = QStackedWidget()
        self._stack.addWidget(scroll)
        self._stack.addWidget(self.list)
        layout = page.column(self.tabs, self._stack, spacing=10)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def draft(self) -> Draft:
        """What a new session begins with: on the day looked at, in its first room, after its last session."""
        day, sessions = self._day(), list(self._desk.programme.values())
        if day is None:
            day = self._days[-1] if self._days else self._desk.now().astimezone(self._desk.zone).date()
        shown = day_of(day, sessions, self._desk.zone)
        begin = min(max((block.end for block in shown.blocks), default=9 * 60), 22 * 60)
        return Draft(day, shown.rooms[0] if shown.rooms else "", begin, begin + 60)

    def show_programme(self) -> None:
        """Draw the programme anew, on the day that was looked at, else on today's or the first."""
        looked_at, last = self._day(), self.tabs.currentIndex() == self.tabs.count() - 1 and self.tabs.count() > 0
        sessions = list(self._desk.programme.values())
        self._days = days_of(sessions, self._desk.zone)
        today = self._desk.now().astimezone(self._desk.zone).date()
        wanted = next((day for day in (looked_at, today, *self._days[:1]) if day in self._days), None)
        with QSignalBlocker(self.tabs):
            while self.tabs.count():
                self.tabs.removeTab(0)
            for day in self._days:
                self.tabs.addTab(day_text(day))
            self.tabs.addTab(_("All as a list"))
            self.tabs.setAccessibleName(_("Days"))
            self.tabs.setCurrentIndex(len(self._days) if last or wanted is None else self._days.index(wanted))
        self.list.show_sessions(sessions, self._desk.zone)
        self._show_tab()

    def show_figures(self, figures: Mapping[str, SessionCount]) -> None:
        """Write into list and grid how many people came."""
        self._figures = figures
        self.list.show_figures(figures)
        self.grid.show_figures({code: figures_text(counted) for code, counted in figures.items()})

    def take_focus(self) -> None:
        """Keys go to the first session of the day."""
        block = next(iter(self.grid.blocks.values()), None)
        (block if block is not None and block.isVisible() else self.tabs).setFocus()

    def _day(self) -> date | None:
        place = self.tabs.currentIndex()
        return self._days[place] if 0 <= place < len(self._days) else None

    def _show_tab(self) -> None:
        day = self._day()
        self._stack.setCurrentIndex(0 if day is not None else 1)
        if day is None:
            return
        sessions, zone = list(self._desk.programme.values()), self._desk.zone
        clashing = {session.code for pair in double_bookings(sessions) for session in pair}
        hours = {session.code: hours_text(session, zone) for session in sessions}
        now = self._desk.now().astimezone(zone)
        is_today = timedelta() <= now.replace(tzinfo=None).date() - day < timedelta(days=1)
        self.grid.show_day(day_of(day, sessions, zone), hours, sorted(clashing), minutes_of(now) if is_today else None)
        self.show_figures(self._figures)
