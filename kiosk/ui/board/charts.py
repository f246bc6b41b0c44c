"""Charts of the board, painted in the colours and letters of the window: a curve over time, and bars.

Nothing is told by colour alone: every bar has its numbers in words, who came beside the list is hatched, what is
expected is a broken line.  What a chart shows is also its description for screen readers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.core.board import Step, hours, ticks
from kiosk.ui.widgets import text_fit, theme
from kiosk.ui.widgets.theme import Weight

_LINE, _BAR, _GAP = 30, 20, 12
"""Units: a line of text, a bar, and the room to the next one."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its parts (the second beside what is expected), the whole, and its numbers in words."""

    label: str
    parts: tuple[int, ...]
    whole: int
    note: str
    over: bool = False


@dataclass(frozen=True, slots=True)
class Curve:
    """People over time against those expected: from ``begins`` to ``ends``, known until ``now``."""

    steps: tuple[Step, ...]
    expected: int
    begins: datetime
    ends: datetime
    now: datetime
    expected_text: str
    came_text: str


class Chart(QWidget):
    """What both kinds share: it can be reached by Tab, so that a screen reader says what it shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def describe(self, title: str, rows: Sequence[Sequence[str]]) -> None:
        """Say what is painted to whoever does not see it."""
        self.setAccessibleName(title)
        self.setAccessibleDescription("; ".join(", ".join(row) for row in rows))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chart, and a ring around it while it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.FOCUS, theme.px(3)))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
        painter.end()

    def paint(self, painter: QPainter) -> None:
        """Paint what the chart shows."""
        raise NotImplementedError


class BarChart(Chart):
    """Bars below one another, each under its words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these bars."""
        if tuple(bars) != self._bars:
            self._bars = tuple(bars)
            self.setMinimumHeight(self.minimumSizeHint().height())
            self.updateGeometry()
            self.update()

    def minimumSizeHint(self) -> QSize:
        """Room for every bar."""
        rows = max(1, len(self._bars))
        return QSize(theme.px(260), rows * theme.px(_LINE + _BAR + _GAP + 4))

    def sizeHint(self) -> QSize:
        """As little as is needed."""
        return self.minimumSizeHint()

    def paint(self, painter: QPainter) -> None:
        """Every bar in its row."""
        scale = max((max(bar.whole, sum(bar.parts)) for bar in self._bars), default=0)
        top = theme.px(2)
        for bar in self._bars:
            self._paint_words(painter, bar, top)
            line = QRect(theme.px(4), top + theme.px(_LINE + 4), self.width() - theme.px(8), theme.px(_BAR))
            _paint_bar(painter, bar, line, scale)
            top += theme.px(_LINE + _BAR + _GAP + 4)

    def _paint_words(self, painter: QPainter, bar: Bar, top: int) -> None:
        note, label = theme.font(23, Weight.BOLD), theme.font(23)
        box = QRect(theme.px(4), top, self.width() - theme.px(8), theme.px(_LINE))
        taken = QFontMetrics(note).horizontalAdvance(bar.note)
        painter.setPen(theme.BAD if bar.over else theme.INK)
        painter.setFont(note)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, bar.note)
        painter.setPen(theme.INK)
        painter.setFont(label)
        room = max(0, box.width() - taken - theme.px(12))
        shown = QFontMetrics(label).elidedText(bar.label, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def _paint_bar(painter: QPainter, bar: Bar, line: QRect, scale: int) -> None:
    """The whole as a frame, the first part filled, the second hatched."""
    width = round(line.width() * bar.whole / scale) if scale else 0
    painter.setPen(QPen(theme.EDGE, max(1, theme.px(2))))
    painter.setBrush(theme.PAGE)
    painter.drawRect(QRect(line.left(), line.top(), max(1, width), line.height()))
    left = line.left()
    for place, part in enumerate(bar.parts):
        colour = theme.WARN_TEXT if place else theme.BAD if bar.over else theme.GOOD
        taken = round(line.width() * part / scale) if scale else 0
        painter.setPen(QPen(colour, max(1, theme.px(2))))
        painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern if place else Qt.BrushStyle.SolidPattern))
        if taken:
            painter.drawRect(QRect(left, line.top(), taken, line.height()))
        left += taken


class CurveChart(Chart):
    """How many had come by when, and how many are expected."""

    def __init__(self, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._curve: Curve | None = None

    def show_curve(self, curve: Curve | None) -> None:
        """Show this curve, or none."""
        self._curve = curve
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Enough for a scale that can be read."""
        return QSize(theme.px(420), theme.px(250))

    def sizeHint(self) -> QSize:
        """As little as is needed."""
        return self.minimumSizeHint()

    def paint(self, painter: QPainter) -> None:
        """The scales, the line of those expected, and the curve."""
        curve = self._curve
        if curve is None:
            return
        came = curve.steps[-1].people if curve.steps else 0
        scale = ticks(max(curve.expected, came, 1))
        small = theme.font(21)
        left = QFontMetrics(small).horizontalAdvance(f"{scale[-1]:,}") + theme.px(16)
        plot = QRect(left, theme.px(14), self.width() - left - theme.px(40), self.height() - theme.px(56))
        painter.setFont(small)
        self._paint_scales(painter, plot, curve, scale)
        self._paint_curve(painter, plot, curve, scale[-1])
        self._paint_expected(painter, plot, curve, scale[-1])

    def _paint_scales(self, painter: QPainter, plot: QRect, curve: Curve, scale: Sequence[int]) -> None:
        words = QRect(0, 0, plot.left() - theme.px(8), theme.px(28))
        for value in scale:
            y = round(_y(plot, value, scale[-1]))
            painter.setPen(QPen(theme.LINE, 1))
            painter.drawLine(plot.left(), y, plot.right(), y)
            painter.setPen(theme.QUIET)
            words.moveTop(y - words.height() // 2)
            painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{value:,}")
        begins, ends = _span(curve)
        room = QFontMetrics(painter.font()).horizontalAdvance("00:00") * 2
        for at in hours(begins.astimezone(self._zone), ends.astimezone(self._zone), max(2, plot.width() // room)):
            x = round(_x(plot, at, curve))
            painter.drawLine(x, plot.bottom(), x, plot.bottom() + theme.px(6))
            under = QRect(x - theme.px(60), plot.bottom() + theme.px(8), theme.px(120), theme.px(30))
            painter.drawText(under, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, f"{at:%H:%M}")

    def _paint_curve(self, painter: QPainter, plot: QRect, curve: Curve, top: int) -> None:
        points, people = [QPointF(plot.left(), plot.bottom())], 0
        for step in curve.steps:
            x = _x(plot, step.at, curve)
            points += [QPointF(x, _y(plot, people, top)), QPointF(x, _y(plot, step.people, top))]
            people = step.people
        end = QPointF(_x(plot, curve.now, curve), _y(plot, people, top))
        points.append(end)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.PALE_TEAL)
        painter.drawPolygon(QPolygonF([*points, QPointF(end.x(), plot.bottom())]))
        painter.setPen(QPen(theme.GOOD, theme.px(5)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(theme.GOOD)
        painter.drawEllipse(end, theme.px(7), theme.px(7))
        _paint_note(painter, plot, end, curve.came_text, theme.font(25, Weight.BOLD))

    def _paint_expected(self, painter: QPainter, plot: QRect, curve: Curve, top: int) -> None:
        y = round(_y(plot, curve.expected, top))
        painter.setPen(QPen(theme.INK, theme.px(3), Qt.PenStyle.DashLine))
        painter.drawLine(plot.left(), y, plot.right(), y)
        font = theme.font(23, Weight.BOLD)
        painter.setFont(font)
        width, height = QFontMetrics(font).horizontalAdvance(curve.expected_text), text_fit.height(font)
        _paint_words(painter, QRect(plot.left() + theme.px(8), y + theme.px(5), width, height), curve.expected_text)


def _paint_note(painter: QPainter, plot: QRect, end: QPointF, words: str, font: QFont) -> None:
    """Words at the end of the curve: beside it where there is room, else before it; above the foot of the plot."""
    painter.setFont(font)
    width, height = QFontMetrics(font).horizontalAdvance(words), text_fit.height(font)
    left = end.x() + theme.px(14)
    if left + width > plot.right():
        left = end.x() - width - theme.px(14)
    top = min(max(end.y() + theme.px(8), plot.top()), plot.bottom() - height)
    _paint_words(painter, QRect(round(left), round(top), width + 2, height), words)


def _paint_words(painter: QPainter, box: QRect, words: str) -> None:
    """Words on the ground of the card: no line of the scale goes through them."""
    painter.fillRect(box, theme.CARD)
    painter.setPen(theme.INK)
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, words)


def _span(curve: Curve) -> tuple[datetime, datetime]:
    """What the scale of time shows: the day's sessions, and whatever came before and after."""
    known = [step.at for step in curve.steps]
    return min([curve.begins, *known]), max([curve.ends, *known])


def _x(plot: QRect, at: datetime, curve: Curve) -> float:
    begins, ends = _span(curve)
    share = (at - begins) / (ends - begins) if ends > begins else 0.0
    return plot.left() + plot.width() * min(max(share, 0.0), 1.0)


def _y(plot: QRect, people: int, top: int) -> float:
    return plot.bottom() - plot.height() * people / top
