"""The board of a partnering session: tables from left to right, time slots from top to bottom, a card a meeting."""

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QLabel, QSizePolicy, QWidget

from kiosk.core.programmes.partnering import Meeting, slots_of, tables_of
from kiosk.ui.meetings.result_look import LOOKS
from kiosk.ui.widgets import page, text_fit, theme
from kiosk.ui.widgets.neighbours import ARROWS, neighbour
from kiosk.ui.widgets.plain import plain_tip
from kiosk.ui.widgets.present import present
from kiosk.ui.widgets.theme import Weight, px
from kiosk.words.catalogue import _
from kiosk.words.names import name_of
from kiosk.words.terms import MEETING_RESULTS

_STRIPE, _PAD, _RADIUS, _HEIGHT = 10, 18, 14, 142


class MeetingCard(QAbstractButton):
    """One meeting on the board; checked while it is the one looked at."""

    def __init__(self, meeting: Meeting, zone: tzinfo) -> None:
        super().__init__()
        self.meeting = meeting
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(
            _("{when}, table {table}: {company} and {partner}, {result}").format(
                when=f"{meeting.starts_at.astimezone(zone):%H:%M}", table=meeting.table,
                company=name_of(meeting.company), partner=name_of(meeting.partner),
                result=_(MEETING_RESULTS[meeting.result]),
            )
        )  # fmt: skip
        self.setToolTip(plain_tip(name_of(meeting.proposal)))

    def sizeHint(self) -> QSize:
        """Four lines high."""
        return QSize(px(250), px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Narrower cards would say too little."""
        return QSize(px(190), px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Partner, company, proposal, result."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = LOOKS[self.meeting.result]
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), px(_RADIUS), px(_RADIUS))
        painter.fillPath(shape, look.ground)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(0, 0, px(_STRIPE), self.height(), look.ink)
        painter.restore()
        edge = theme.FOCUS if self.hasFocus() else theme.ACTION if self.isChecked() else theme.LINE
        painter.setPen(QPen(edge, 3 if self.isChecked() or self.hasFocus() else 1))
        painter.drawPath(shape)
        self._paint_words(painter)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes here by the keyboard looks at this meeting."""
        super().focusInEvent(event)
        self.setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go on to the next meeting; they only look, where a button group would click."""
        if event.key() in ARROWS:
            ahead = neighbour(event.key(), self, present(self.parent()).findChildren(MeetingCard))
            if ahead is not None:
                ahead.setFocus()
        else:
            super().keyPressEvent(event)

    def _paint_words(self, painter: QPainter) -> None:
        meeting, look = self.meeting, LOOKS[self.meeting.result]
        left, width = px(_STRIPE + _PAD), self.width() - px(_STRIPE + 2 * _PAD)
        bold, plain = theme.font(26, Weight.BOLD), theme.font(23)
        top = px(12)
        result = f"{look.sign} {_(MEETING_RESULTS[meeting.result])}"
        lines = (
            (bold, theme.INK, name_of(meeting.partner)),
            (plain, theme.INK, name_of(meeting.company)),
            (plain, theme.QUIET, name_of(meeting.proposal)),
            (theme.font(23, Weight.BOLD), look.ink, result),
        )
        for font, colour, text in lines:
            painter.setPen(colour)
            top = text_fit.paint_lines(painter, font, text_fit.lines(font, text, width, 1) or [""], left, top)


class Board(QWidget):
    """``chosen`` carries a meeting that is looked at, ``entered`` one that somebody wants to mark now."""

    chosen = Signal(object)
    entered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._cards: dict[str, MeetingCard] = {}
        self._group = QButtonGroup(self)
        self._group.buttonToggled.connect(self._on_toggled)
        self._group.buttonClicked.connect(lambda card: self.entered.emit(card.meeting))

    @property
    def cards(self) -> Mapping[str, MeetingCard]:
        """The cards by the id of their meeting."""
        return self._cards

    def show_meetings(self, meetings: Sequence[Meeting], zone: tzinfo, chosen: str = "") -> None:
        """Show these meetings in place of those before; the one of the id ``chosen`` is looked at."""
        tables, slots = tables_of(meetings), slots_of(meetings)
        for card in self._cards.values():
            self._group.removeButton(card)
        self._cards = {}
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, px(8), 0)
        grid.setSpacing(px(10))
        for column, table in enumerate(tables, start=1):
            grid.addWidget(_heading(table, Qt.AlignmentFlag.AlignHCenter), 0, column)
            grid.setColumnStretch(column, 1)
        for row, slot in enumerate(slots, start=1):
            grid.addWidget(_heading(_hours(slot, zone), Qt.AlignmentFlag.AlignTop), row, 0)
        for meeting in meetings:
            card = self._cards[meeting.id] = MeetingCard(meeting, zone)
            self._group.addButton(card)
            row = slots.index((meeting.starts_at, meeting.ends_at)) + 1
            grid.addWidget(card, row, tables.index(meeting.table) + 1)
        grid.setRowStretch(len(slots) + 1, 1)
        self._replace(body)
        if chosen in self._cards:
            self._cards[chosen].setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the marks."""
        card = self._group.checkedButton()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(card, MeetingCard):
            self.entered.emit(card.meeting)
        else:
            super().keyPressEvent(event)

    def _replace(self, body: QWidget) -> None:
        if self.layout() is None:
            self.setLayout(page.column(spacing=0))
        while (item := present(self.layout()).takeAt(0)) is not None:
            present(item.widget()).hide()
            present(item.widget()).deleteLater()
        present(self.layout()).addWidget(body)

    def _on_toggled(self, card: MeetingCard, checked: bool) -> None:
        if checked:
            self.chosen.emit(card.meeting)

    def changeEvent(self, event: QEvent) -> None:
        """Sizes are those of the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            for card in self._cards.values():
                card.updateGeometry()


def _heading(text: str, alignment: Qt.AlignmentFlag) -> QLabel:
    made = page.text("heading", wrap=False)
    made.setText(text)
    made.setAlignment(alignment)
    return made


def _hours(slot: tuple[datetime, datetime], zone: tzinfo) -> str:
    start, end = (moment.astimezone(zone) for moment in slot)
    return f"{start:%H:%M}\n–{end:%H:%M}"
