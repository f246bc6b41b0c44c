"""A day of the programme as a grid: rooms from left to right, time from top to bottom, a block a session."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from kiosk.core.attendance import REGISTRATION
from kiosk.core.programme import Session
from kiosk.core.programmes.timetable import Block, Day
from kiosk.ui.programme.session_dialog import Draft
from kiosk.ui.widgets import text_fit, theme
from kiosk.ui.widgets.neighbours import neighbour
from kiosk.ui.widgets.plain import plain_tip
from kiosk.ui.widgets.theme import Weight, px
from kiosk.words.catalogue import _, title_of
from kiosk.words.names import name_of
from kiosk.words.sessions import admission_text

_HEAD, _HOURS, _GAP, _LEAST_HOUR, _LEAST_ROOM = 52, 92, 8, 96, 220
_SNAP = 10  # minutes


class SessionBlock(QAbstractButton):
    """One session on the grid; ``figures`` are people who came and are inside, as a text."""

    removal_wanted = Signal(Session)

    def __init__(self, block: Block, hours: str, clashes: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.block, self.figures = block, ""
        self._hours, self._clashes = hours, clashes
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        title = title_of(block.session)
        self.setToolTip(plain_tip(title))
        said = _("{hours} in {room}: {title}").format(hours=hours, room=name_of(block.session.room), title=title)
        self.setAccessibleName(
            _("{session}. Another session is in this room then.").format(session=said) if clashes else said
        )

    def _beside(self) -> Collection["SessionBlock"]:
        grid = self.parent()
        return grid.blocks.values() if isinstance(grid, TimetableGrid) else ()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits, Delete asks for removal; the arrows go on to the next block."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_wanted.emit(self.block.session)
        elif (ahead := neighbour(event.key(), self, self._beside())) is not None:
            ahead.setFocus()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Title, hours, for whom, figures, as far as there is room."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        session = self.block.session
        quiet = session.kind == REGISTRATION
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), px(12), px(12))
        painter.fillPath(shape, theme.PALE_AMBER if self._clashes else theme.PAGE if quiet else theme.CARD)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(
            0, 0, px(8), self.height(), theme.EDGE if quiet else theme.GOOD if session.counts else theme.MARK
        )
        painter.restore()
        edge = theme.FOCUS if self.hasFocus() else theme.AMBER if self._clashes else theme.EDGE
        painter.setPen(QPen(edge, 3 if self.hasFocus() or self._clashes else 1))
        painter.drawPath(shape)
        self._paint_words(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        session, left, width = self.block.session, px(22), self.width() - px(34)
        bold, plain = theme.font(25, Weight.BOLD), theme.font(23)
        room = self.height() - px(16)
        title = text_fit.lines(bold, title_of(session), width, 2 if room > 3 * text_fit.height(bold) else 1)
        facts = [self._hours]
        if self._clashes:
            facts.insert(0, _("⚠ another session is in this room"))
        facts.append(admission_text(session) + (f"  ·  {_places(session)}" if session.capacity else ""))
        facts.append(self.figures)
        top = text_fit.paint_lines(_inked(painter, theme.INK), bold, title, left, px(10))
        for fact in filter(None, facts):
            if top + text_fit.height(plain) > self.height() - px(4):
                break
            line = text_fit.lines(plain, fact, width, 1)
            top = text_fit.paint_lines(_inked(painter, theme.QUIET), plain, line, left, top)


class TimetableGrid(QWidget):
    """``edit_wanted`` carries a session, ``new_wanted`` a draft that was dragged, ``removal_wanted`` a session."""

    edit_wanted = Signal(Session)
    new_wanted = Signal(Draft)
    removal_wanted = Signal(Session)

    def __init__(self) -> None:
        super().__init__()
        self._day = Day(date(2000, 1, 1), (), (), 9 * 60, 18 * 60)
        self._blocks: dict[str, SessionBlock] = {}
        self._now: int | None = None
        self._dragged: tuple[QPoint, QPoint] | None = None
        self.setCursor(Qt.CursorShape.CrossCursor)

    @property
    def blocks(self) -> Mapping[str, SessionBlock]:
        """The blocks by the code of their session."""
        return self._blocks

    def show_day(self, day: Day, hours: Mapping[str, str], clashing: Sequence[str], now: int | None) -> None:
        """Draw ``day``; ``hours`` are texts by session, ``clashing`` the codes of double bookings, ``now`` minutes."""
        self._day, self._now = day, now
        focused = self.window().focusWidget()
        at_work = next((code for code, block in self._blocks.items() if block is focused), None)
        for shown in self._blocks.values():
            shown.hide()
            shown.deleteLater()
        self._blocks = {}
        for block in day.blocks:
            code = block.session.code
            made = self._blocks[code] = SessionBlock(block, hours[code], code in clashing, self)
            made.removal_wanted.connect(self.removal_wanted)
            made.clicked.connect(lambda _checked=False, session=block.session: self.edit_wanted.emit(session))
            made.show()
        self.setMinimumSize(self._least_size())
        self._place()
        self.update()
        if at_work is not None:
            (self._blocks.get(at_work) or next(iter(self._blocks.values()), self)).setFocus()

    def show_figures(self, figures: Mapping[str, str]) -> None:
        """Write the figures into the blocks."""
        for code, block in self._blocks.items():
            block.figures = figures.get(code, "")
            block.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use all the room there is."""
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Rooms above, hours at the left, the present moment, and what is being dragged."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(23, Weight.BOLD))
        for column, room in enumerate(self._day.rooms):
            box = QRect(self._left(column), 0, self._left(column + 1) - self._left(column), px(_HEAD))
            painter.setPen(theme.INK)
            name = painter.fontMetrics().elidedText(
                name_of(room) or _("no room"), Qt.TextElideMode.ElideRight, box.width() - px(16)
            )
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)
        painter.setFont(theme.font(23))
        for minute in range(self._day.begin, self._day.end + 1, 60):
            y = self._y(minute)
            painter.setPen(theme.QUIET)
            box = QRect(0, y - px(16), px(_HOURS) - px(14), px(32))
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{minute // 60:02d}:00")
            painter.setPen(QPen(theme.LINE, 1))
            painter.drawLine(px(_HOURS), y, self.width(), y)
        for column in range(len(self._day.rooms) + 1):
            painter.drawLine(
                self._left(column) - px(_GAP) // 2, px(_HEAD), self._left(column) - px(_GAP) // 2, self.height()
            )
        if self._now is not None and self._day.begin <= self._now <= self._day.end:
            painter.setPen(QPen(theme.BAD, 2))
            painter.drawLine(px(_HOURS) - px(10), self._y(self._now), self.width(), self._y(self._now))
        if (dragged := self._dragged_box()) is not None:
            painter.setPen(QPen(theme.FOCUS, 2, Qt.PenStyle.DashLine))
            painter.setBrush(theme.PALE_TEAL)
            painter.drawRoundedRect(dragged, px(12), px(12))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A session begins to be drawn where nothing is yet."""
        if event.button() == Qt.MouseButton.LeftButton and self._day.rooms and event.position().x() > px(_HOURS):
            self._dragged = (event.position().toPoint(),) * 2

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """It grows."""
        if self._dragged is not None:
            self._dragged = (self._dragged[0], event.position().toPoint())
            self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """And is wanted, if it is longer than a slip of the hand."""
        drafted, self._dragged = self._draft(), None
        self.update()
        if drafted is not None:
            self.new_wanted.emit(drafted)

    def _draft(self) -> Draft | None:
        if self._dragged is None:
            return None
        first, last = self._dragged
        begin, end = sorted((self._minute(first.y()), self._minute(last.y())))
        if end - begin < _SNAP:
            return None
        return Draft(self._day.date, self._day.rooms[self._column(first.x())], begin, end)

    def _dragged_box(self) -> QRect | None:
        draft = self._draft()
        if draft is None:
            return None
        left, right = self._sides(self._day.rooms.index(draft.room), 0, 1)
        return QRect(QPoint(left, self._y(draft.begin)), QPoint(right, self._y(draft.end)))

    def _place(self) -> None:
        for made in self._blocks.values():
            block = made.block
            left, right = self._sides(block.column, block.lane, block.lanes)
            made.setGeometry(QRect(QPoint(left, self._y(block.begin) + 1), QPoint(right, self._y(block.end) - 1)))

    def _least_size(self) -> QSize:
        hours = (self._day.end - self._day.begin) / 60
        return QSize(
            px(_HOURS) + max(1, len(self._day.rooms)) * px(_LEAST_ROOM),
            px(_HEAD) + int(hours * px(_LEAST_HOUR)) + px(20),
        )

    def _left(self, column: int) -> int:
        rooms = max(1, len(self._day.rooms))
        return px(_HOURS) + (self.width() - px(_HOURS)) * column // rooms

    def _sides(self, column: int, lane: int, lanes: int) -> tuple[int, int]:
        left, right = self._left(column), self._left(column + 1) - px(_GAP)
        width = (right - left) / lanes
        return int(left + lane * width), int(left + (lane + 1) * width) - (px(_GAP) // 2 if lane + 1 < lanes else 0)

    def _column(self, x: int) -> int:
        return next((c for c in range(len(self._day.rooms)) if x < self._left(c + 1)), len(self._day.rooms) - 1)

    def _y(self, minute: int) -> int:
        top, height = px(_HEAD), self.height() - px(_HEAD) - px(20)
        return top + height * (minute - self._day.begin) // max(1, self._day.end - self._day.begin)

    def _minute(self, y: int) -> int:
        height = max(1, self.height() - px(_HEAD) - px(20))
        minute = self._day.begin + (y - px(_HEAD)) * (self._day.end - self._day.begin) / height
        return min(self._day.end, max(self._day.begin, round(minute / _SNAP) * _SNAP))


def minutes_of(moment: datetime) -> int:
    """Minutes since midnight of a local moment."""
    return moment.hour * 60 + moment.minute


def _inked(painter: QPainter, colour: QColor) -> QPainter:
    painter.setPen(colour)
    return painter


def _places(session: Session) -> str:
    return _("{count} {count:place|places}").format(count=session.capacity)
