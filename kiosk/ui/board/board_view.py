"""The board itself: the numbers of the day, the curve of arrivals, rooms, categories, desks, refusals, devices."""

from datetime import tzinfo

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from kiosk.core.board import Board, RoomLine
from kiosk.core.figures import Headcount
from kiosk.ui.board.charts import Bar, BarChart, Curve, CurveChart
from kiosk.ui.board.part_card import PartCard
from kiosk.ui.widgets import page, theme
from kiosk.words import board as words
from kiosk.words.board import Part
from kiosk.words.catalogue import _, title_of
from kiosk.words.names import category_of, name_of

_NARROW = 1330
"""Under so many units of width everything stands below one another."""
_COLUMNS = 12
_WIDE_PLACES = ((1, 0, 1, 7), (1, 7, 1, 5), (2, 0, 1, 5), (2, 5, 1, 4), (2, 9, 1, 3), (3, 0, 1, _COLUMNS))


class BoardView(QWidget):
    """Shows a board; ``devices`` are the printers and copies of this laptop, which are nobody else's business."""

    def __init__(self, zone: tzinfo, *, with_devices: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._board: Board | None = None
        self._narrow: bool | None = None
        self.numbers = [_Number() for _place in range(4)]
        self.curve, self.rooms_chart, self.categories_chart = CurveChart(zone), BarChart(), BarChart()
        self.arrivals, self.rooms = PartCard(self.curve, (200,)), PartCard(self.rooms_chart, (150, 200, 70, 110, 100))
        self.categories = PartCard(self.categories_chart, (120, 70, 110, 130, 140))
        self.desks, self.refused = PartCard(None, (130, 190)), PartCard(None, (190,))
        self.devices = PartCard(None, (200,))
        if not with_devices:  # nobody sits before it
            self.devices.hide()
            for chart in (self.curve, self.rooms_chart, self.categories_chart):
                chart.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cards = [self.arrivals, self.categories, self.rooms, self.desks, self.refused, self.devices]
        self._grid, self._heads = QGridLayout(), QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.addLayout(self._heads, 0, 0, 1, _COLUMNS)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self.setLayout(self._grid)
        self._arrange()

    @property
    def cards(self) -> list[PartCard]:
        """Every part, as they are read."""
        return [card for card in self._cards if not card.isHidden()]

    def show_board(self, board: Board) -> None:
        """Show the event as it stands."""
        self._board = board
        self._show_numbers(board.whole)
        self.arrivals.show_part(words.arrivals_part(board, self._zone))
        self.curve.show_curve(_curve(board))
        self.rooms.show_part(words.rooms_part(board.rooms))
        self.rooms_chart.show_bars([_room_bar(line) for line in board.rooms])
        self.categories.show_part(words.categories_part(board))
        self.categories_chart.show_bars([_category_bar(name, count) for name, count in board.categories.items()])
        self.desks.show_part(words.desks_part(board.desks, board.at, self._zone))
        self.refused.show_part(words.refused_part(board))

    def show_devices(self, part: Part) -> None:
        """Show how printers and copies stand."""
        self.devices.show_part(part)

    def show_as_tables(self, wanted: bool) -> None:
        """Show every chart as a table, or as a chart again."""
        for card in self._cards:
            card.show_as_table(wanted)

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        if self._board is not None:
            self.show_board(self._board)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand beside or below one another, as the width allows."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()

    def _show_numbers(self, whole: Headcount) -> None:
        came, inside, absent, beside = self.numbers
        came.show_number(whole.of_expected, _("came, of {expected} expected").format(expected=f"{whole.expected:,}"))
        inside.show_number(whole.inside, _("inside now"))
        absent.show_number(whole.absent, _("expected, not here yet"))
        beside.show_number(whole.beside, _("came beside the list"))

    def _arrange(self) -> None:
        narrow = theme.units(self.width()) < _NARROW
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for grid in (self._grid, self._heads):
            grid.setSpacing(theme.px(16))
        for place, number in enumerate(self.numbers):
            self._heads.removeWidget(number)
            self._heads.addWidget(number, *divmod(place, 2 if narrow else 4))
        for place, card in enumerate(self._cards):
            self._grid.removeWidget(card)
            self._grid.addWidget(card, *((place + 1, 0, 1, _COLUMNS) if narrow else _WIDE_PLACES[place]))
        for row in (1, 2):
            self._grid.setRowStretch(row, 0 if narrow else 1)


class _Number(QFrame):
    """A number to be read across a room, and what it counts."""

    def __init__(self) -> None:
        super().__init__()
        theme.set_look(self, "card")
        self.number, self.counts = page.text("board-number", wrap=False), page.text("hint")
        layout = page.column(self.number, self.counts, spacing=0)
        self.setLayout(layout)
        layout.setContentsMargins(theme.px(24), theme.px(8), theme.px(24), theme.px(12))

    def show_number(self, number: int, counts: str) -> None:
        """Show it."""
        self.number.setText(f"{number:,}")
        self.number.setAccessibleName(f"{number:,} {counts}")
        self.counts.setText(counts)


def _curve(board: Board) -> Curve | None:
    if board.begins is None or board.ends is None:
        return None
    return Curve(
        board.arrivals, board.whole.expected, board.begins, board.ends, min(board.at, board.ends),
        _("expected: {count}").format(count=f"{board.whole.expected:,}"),
        _("came: {count}").format(count=f"{board.whole.came:,}"),
    )  # fmt: skip


def _category_bar(name: str, count: Headcount) -> Bar:
    parts = (count.of_expected, count.beside)
    return Bar(category_of(name) or _("without a category"), parts, count.expected, words.of_text(count))


def _room_bar(line: RoomLine) -> Bar:
    whole = line.session.capacity if line.session.capacity is not None else line.expected
    over = line.session.capacity is not None and line.people > line.session.capacity
    title = title_of(line.session)
    label = f"{name_of(line.session.room)} · {title}" if line.session.room else title
    return Bar(label, (line.people,), whole, words.room_text(line), over)
