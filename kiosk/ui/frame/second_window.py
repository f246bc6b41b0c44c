"""The second screen, turned to the attendees: the event, its room, what is on now and next, the time, how many are in.

It shows nothing of any person, takes no key and no focus, and speaks the languages in turn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QWidget

from kiosk import languages
from kiosk.actions.office.figures import inside_now
from kiosk.core.agenda import next_session, opens_at
from kiosk.core.programme import Session, Tracking
from kiosk.core.texts import in_language
from kiosk.ui.check_in.check_in_screen import CheckInScreen
from kiosk.ui.check_in.door import open_session
from kiosk.ui.services.desk import Desk
from kiosk.ui.widgets import text_fit, theme
from kiosk.ui.widgets.stand_on import stand_on
from kiosk.ui.widgets.theme import Weight, font_of
from kiosk.words.catalogue import N_, say
from kiosk.words.names import name_of
from kiosk.words.sessions import hours_text

_TURNS_EVERY_MS, _TICKS_EVERY_MS = 8_000, 1_000
_MARGIN, _HEAD, _FOOT = 0.06, 0.17, 0.25
"""Shares of the height, as are all sizes below."""


@dataclass(frozen=True, slots=True)
class Board:
    """What is on the screen, in one language: all of it is about the event."""

    event: str
    clock: str
    now_word: str
    title: str
    place: str
    inside: str
    next_word: str = ""
    next_title: str = ""

    @property
    def texts(self) -> Sequence[str]:
        """Every text there is."""
        shown = (self.event, self.clock, self.now_word, self.title, self.place, self.inside)
        return tuple(filter(None, (*shown, self.next_word, self.next_title)))


class SecondWindow(QWidget):
    """Full screen on the screen it is given; a window of its own where there is no second one."""

    def __init__(self, desk: Desk, check_in: CheckInScreen) -> None:
        flags = Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowDoesNotAcceptFocus
        super().__init__(None, flags)
        self._desk, self._check_in = desk, check_in
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._may_close, self._turn = False, 0
        self.board = self._read()
        self._turning, self._ticking = QTimer(self, interval=_TURNS_EVERY_MS), QTimer(self, interval=_TICKS_EVERY_MS)
        self._turning.timeout.connect(self.turn)
        self._ticking.timeout.connect(self.refresh)
        check_in.flow.counted.connect(self.refresh)
        desk.checked_in.connect(self.refresh)
        self._turning.start()
        self._ticking.start()

    @property
    def language(self) -> str:
        """The language spoken now: each in its turn of those in which the whole programme is written."""
        programme = self._desk.programme.values()
        written = [code for code in languages.available() if all(code in session.titles for session in programme)]
        spoken = written if programme and len(written) > 1 else [self._desk.device.language]
        return spoken[self._turn % len(spoken)]

    def turn(self) -> None:
        """Speak the next language."""
        self._turn += 1
        self.refresh()

    def refresh(self, *_news: object) -> None:
        """Bring time, sessions and counts up to date."""
        board = self._read()
        if board != self.board:
            self.board = board
            self.setWindowTitle(board.event)
            self.setAccessibleName(". ".join(board.texts))
            self.update()

    def show_on(self, screen: QScreen, *, full: bool) -> None:
        """Stand on ``screen``: all of it, or as a window where the desk itself needs the screen."""
        stand_on(self, screen, full=full)

    def end(self) -> None:
        """Let the window go."""
        self._may_close = True
        self._turning.stop()
        self._ticking.stop()
        self.close()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Switched off in the settings, not by whoever passes."""
        event.setAccepted(self._may_close)

    def _read(self) -> Board:
        desk, language = self._desk, self.language
        at, details, door = desk.now(), desk.details, self._check_in.flow.door
        session = open_session(door, desk.programme, at)
        coming = next_session(desk.programme, door.room, at)
        name = in_language(details.names, language)
        where = (hours_text(session, desk.zone), name_of(session.room, language)) if session else ()
        next_title = _announced(coming, at, desk, language) if coming is not None else ""
        return Board(
            event=name,
            clock=f"{at.astimezone(desk.zone):%H:%M}",
            now_word=say(N_("Now"), language) if session else say(N_("Welcome"), language),
            title=in_language(session.titles, language) if session else name,
            place="  ·  ".join(filter(None, where)),
            inside=self._inside(session, language),
            next_word=say(N_("Next"), language) if coming else "",
            next_title=next_title,
        )

    def _inside(self, session: Session | None, language: str) -> str:
        """How many are inside; where only entries are scanned, how many came."""
        if session is None:
            return ""
        came, open_stays = self._check_in.flow.counts.get(session.code, (0, 0))
        if session.tracking is Tracking.ENTRY_EXIT:
            inside = inside_now(session, open_stays, self._desk.now())
            return say(N_("{count} {count:person|people} inside"), language).format(count=inside)
        return say(N_("{count} {count:person is|people are} here"), language).format(count=came)

    # -- painting --------------------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint head, session and foot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole, margin = self.rect(), round(self._base() * _MARGIN)
        painter.fillRect(whole, theme.PAGE)
        head = QRect(whole.left(), whole.top(), whole.width(), round(self._base() * _HEAD))
        foot = QRect(whole)
        foot.setTop(whole.bottom() - round(self._base() * _FOOT))
        painter.fillRect(head, theme.NAVY)
        painter.fillRect(foot, theme.CARD)
        painter.fillRect(foot.left(), foot.top(), foot.width(), 2, theme.LINE)
        self._paint_head(painter, head.adjusted(margin, 0, -margin, 0))
        middle = QRect(head.bottomLeft(), foot.topRight()).adjusted(margin, margin, -margin, -margin // 2)
        self._paint_session(painter, middle)
        self._paint_foot(painter, foot.adjusted(margin, margin // 3, -margin, -margin // 3))
        painter.end()

    def _paint_head(self, painter: QPainter, box: QRect) -> None:
        painter.setPen(theme.ON_NAVY)
        clock = self._font(0.10, Weight.EXTRA_BOLD)
        painter.setFont(clock)
        painter.drawText(box, _RIGHT, self.board.clock)
        room = box.width() - QFontMetrics(clock).horizontalAdvance(self.board.clock) - round(self._base() * 0.05)
        name = self._fitted(self.board.event, 0.055, 0.032, room)
        painter.setFont(name)
        painter.drawText(box, _LEFT, QFontMetrics(name).elidedText(self.board.event, _CUT, room))

    def _paint_session(self, painter: QPainter, box: QRect) -> None:
        board, word, place = self.board, self._font(0.045, Weight.BOLD), self._font(0.048)
        title = self._fitted_lines(board.title, box.width())
        lines = text_fit.lines(title, board.title, box.width(), 3)
        painter.setPen(theme.GOOD)
        top = text_fit.paint_lines(painter, word, [board.now_word], box.left(), box.top())
        painter.setPen(theme.INK)
        top = text_fit.paint_lines(painter, title, lines, box.left(), top + round(self._base() * 0.01))
        painter.setPen(theme.QUIET)
        text_fit.paint_lines(painter, place, [board.place], box.left(), top + round(self._base() * 0.015))

    def _paint_foot(self, painter: QPainter, box: QRect) -> None:
        board, inside = self.board, self._font(0.055, Weight.EXTRA_BOLD)
        taken = QFontMetrics(inside).horizontalAdvance(board.inside) + round(self._base() * 0.06)
        painter.setFont(inside)
        painter.setPen(theme.INK)
        painter.drawText(box, _RIGHT, board.inside)
        room = box.width() - taken
        word, title = self._font(0.036, Weight.BOLD), self._fitted(board.next_title, 0.05, 0.034, room)
        height = text_fit.height(word) + text_fit.height(title)
        top = box.top() + (box.height() - height) // 2
        painter.setPen(theme.QUIET)
        top = text_fit.paint_lines(painter, word, [board.next_word], box.left(), top)
        painter.setPen(theme.INK)
        shown = QFontMetrics(title).elidedText(board.next_title, _CUT, room)
        text_fit.paint_lines(painter, title, [shown], box.left(), top)

    def _base(self) -> int:
        """What sizes are shares of: the height, or less on a screen that stands upright."""
        return min(self.height(), round(self.width() * 0.62))

    def _font(self, share: float, weight: Weight = Weight.REGULAR) -> QFont:
        """A font of this share of the base."""
        return font_of(max(12, round(self._base() * share)), weight)

    def _fitted(self, text: str, largest: float, smallest: float, room: int) -> QFont:
        font = self._font(largest, Weight.BOLD)
        width = QFontMetrics(font).horizontalAdvance(text)
        return font if width <= room else self._font(max(smallest, largest * room / max(width, 1)), Weight.BOLD)

    def _fitted_lines(self, text: str, room: int) -> QFont:
        """The largest title that takes three lines at the most and cuts no word."""
        for share in (0.15, 0.13, 0.115, 0.10, 0.085, 0.07):
            font = self._font(share, Weight.EXTRA_BOLD)
            lines = text_fit.lines(font, text, room, 3)
            if not any(line.endswith("…") for line in lines) and len(lines) * share <= 0.34:
                return font
        return self._font(0.07, Weight.EXTRA_BOLD)


def _announced(session: Session, at: datetime, desk: Desk, language: str) -> str:
    """When a session opens, and what it is called; with the date where it is another day."""
    opens = opens_at(session).astimezone(desk.zone)
    today = opens.date() == at.astimezone(desk.zone).date()
    when = f"{opens:%H:%M}" if today else f"{opens:%m-%d %H:%M}"
    return f"{when}  {in_language(session.titles, language)}"


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CUT = Qt.TextElideMode.ElideRight
