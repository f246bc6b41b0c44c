"""The shapes that tell answers apart without colour: disc, square, octagon, triangle."""

import math
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF


class Symbol(StrEnum):
    """What is drawn: the outline belongs to the kind of answer, the sign in it says which."""

    TICK = "tick"
    OUT = "out"
    ATTENTION = "attention"
    CROSS = "cross"
    ALARM = "alarm"
    BACK = "back"
    AGAIN = "again"
    SCAN = "scan"


def _arc(x: float, y: float, radius: float, begin: int, end: int) -> list[tuple[float, float]]:
    """Points of an arc, clockwise from ``begin`` to ``end`` degrees; 0 points to the right."""
    angles = [math.radians(degrees) for degrees in range(begin, end + 1, 10)]
    return [(x + radius * math.cos(angle), y + radius * math.sin(angle)) for angle in angles]


_SIGNS: dict[Symbol, list[list[tuple[float, float]]]] = {  # strokes in a square of 100 by 100
    Symbol.TICK: [[(27, 52), (44, 68), (74, 34)]],
    Symbol.OUT: [[(26, 50), (72, 50)], [(54, 31), (73, 50), (54, 69)]],
    Symbol.ATTENTION: [[(50, 22), (50, 56)], [(50, 75.5), (50, 76)]],
    Symbol.CROSS: [[(33, 33), (67, 67)], [(67, 33), (33, 67)]],
    Symbol.ALARM: [[(50, 38), (50, 62)], [(50, 77.5), (50, 78)]],
    Symbol.BACK: [[(70, 50), (30, 50)], [(46, 33), (29, 50), (46, 67)]],
    Symbol.AGAIN: [_arc(50, 50, 25, -40, 250), [(51, 19), (67, 34), (50, 45)]],
}
_SCAN_CORNERS = [(-1, -1), (1, -1), (1, 1), (-1, 1)]


def draw_symbol(painter: QPainter, symbol: Symbol, box: QRectF, shape: QColor, sign: QColor) -> None:
    """Draw ``symbol`` filling the square ``box``: its shape in one colour, the sign in it in another."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width() / 100, box.height() / 100)
    if symbol is Symbol.SCAN:
        _draw_scan(painter, sign)
    else:
        painter.fillPath(_outline(symbol), shape)
        painter.setPen(_pen(sign, 11))
        for stroke in _SIGNS[symbol]:
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in stroke]))
    painter.restore()


def _outline(symbol: Symbol) -> QPainterPath:
    path = QPainterPath()
    if symbol is Symbol.ATTENTION:
        path.addRoundedRect(QRectF(2, 2, 96, 96), 20, 20)
    elif symbol is Symbol.CROSS:
        corners = [math.radians(22.5 + 45 * corner) for corner in range(8)]
        path.addPolygon(QPolygonF([QPointF(50 + 52 * math.cos(a), 50 + 52 * math.sin(a)) for a in corners]))
    elif symbol is Symbol.ALARM:
        path.addPolygon(QPolygonF([QPointF(50, 4), QPointF(99, 92), QPointF(1, 92)]))
    else:
        path.addEllipse(QRectF(0, 0, 100, 100))
    path.closeSubpath()
    return path


def _draw_scan(painter: QPainter, colour: QColor) -> None:
    """The corners of a finder with the line of a beam."""
    painter.setPen(_pen(colour, 7))
    for across, down in _SCAN_CORNERS:
        x, y = 50 + 42 * across, 50 + 42 * down
        painter.drawPolyline(QPolygonF([QPointF(x - 24 * across, y), QPointF(x, y), QPointF(x, y - 24 * down)]))
    painter.drawLine(QPointF(22, 50), QPointF(78, 50))


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
