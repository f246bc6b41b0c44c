"""The page of a layout to work on: items are taken with the mouse or the keys, moved, and sized by their handles."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui.layouts.draft import Draft
from kiosk.ui.widgets import theme
from kiosk.ui.widgets.present import present
from printing import layout_editing, layout_snapping
from printing.items import Frame
from printing.layout import Layout
from printing.layout_snapping import MOVE, Grip, Snapped

_GRIPS = tuple(Grip(across, down) for down in (-1, 0, 1) for across in (-1, 0, 1) if (across, down) != (0, 0))
_CURSORS = {
    (1, 1): Qt.CursorShape.SizeFDiagCursor, (-1, -1): Qt.CursorShape.SizeFDiagCursor,
    (1, -1): Qt.CursorShape.SizeBDiagCursor, (-1, 1): Qt.CursorShape.SizeBDiagCursor,
    (1, 0): Qt.CursorShape.SizeHorCursor, (-1, 0): Qt.CursorShape.SizeHorCursor,
    (0, 1): Qt.CursorShape.SizeVerCursor, (0, -1): Qt.CursorShape.SizeVerCursor,
}  # fmt: skip
_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_STEP, _LONG_STEP, _FINE_STEP = 0.5, 5.0, 0.1  # millimetres an arrow key moves; long with Shift, fine with Ctrl
_REACH = 9  # pixels within which an edge comes to rest beside another
_MARGIN = 3.0  # millimetres from the page's edge that edges come to rest at too
_HAND = 4  # pixels a pressed mouse has to go before it drags


@dataclass(frozen=True, slots=True)
class _Drag:
    """What was taken hold of: the item, which of its sides follow, where it was, where the hand began."""

    item: int
    grip: Grip
    frame: Frame
    at: QPointF


class PageView(QWidget):
    """Paints the rendered page with outlines over it; ``draft`` gets every change made here."""

    removal_wanted = Signal()

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft, self._picture = draft, QImage()
        self._drag: _Drag | None = None
        self._moving = False
        self._guides = Snapped(Frame(0, 0, 0, 0))
        self._fault: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        draft.changed.connect(self.update)
        draft.selection_changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Room for a badge at a readable size."""
        return QSize(theme.px(900), theme.px(640))

    def show_picture(self, picture: QImage) -> None:
        """Paint this as the page from now on."""
        self._picture = picture
        self.update()

    def show_fault(self, item: int | None) -> None:
        """Mark the item at fault."""
        self._fault = item
        self.update()

    def picture_width(self) -> int:
        """How many pixels wide the page's picture is wanted."""
        return max(1, round(self._area().width() * self.devicePixelRatioF()))

    def frame_on_screen(self, number: int) -> QRectF:
        """Where an item stands in this widget, in pixels."""
        return self._on_screen(present(self._layout()).items[number].frame)

    # -- painting ------------------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The page, its picture, and what is in hand."""
        layout = self._layout()
        if layout is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = self._area()
        painter.fillRect(area, QColor(Qt.GlobalColor.white))  # paper is white in every theme
        if not self._picture.isNull():
            # Of a folded page the lower half is the front, and the one worked on.
            part = QRectF(self._picture.rect())
            part.setTop(part.height() * (1 - layout.height / layout.page_height))
            painter.drawImage(area, self._picture, part)
        painter.setPen(QPen(theme.EDGE, 1))
        painter.drawRect(area)
        self._paint_outlines(painter, layout)
        self._paint_guides(painter, area)

    def _paint_outlines(self, painter: QPainter, layout: Layout) -> None:
        for number, item in enumerate(layout.items):
            if number == self._draft.selected:
                continue
            colour, width = (theme.BAD, 2) if number == self._fault else (theme.EDGE, 1)
            painter.setPen(QPen(colour, width, Qt.PenStyle.DashLine))
            painter.drawRect(self._on_screen(item.frame))
        if self._draft.selected is not None:
            frame = self._on_screen(layout.items[self._draft.selected].frame)
            colour = theme.BAD if self._draft.selected == self._fault else theme.FOCUS
            painter.setPen(QPen(colour, 2))
            painter.drawRect(frame)
            painter.setBrush(QColor(Qt.GlobalColor.white))
            for grip in _GRIPS:
                painter.drawRect(self._handle(frame, grip))
            painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_guides(self, painter: QPainter, area: QRectF) -> None:
        if not self._moving:
            return
        painter.setPen(QPen(theme.FOCUS, 1))
        scale = self._scale()
        for x in self._guides.upright:
            painter.drawLine(QPointF(area.x() + x * scale, area.top()), QPointF(area.x() + x * scale, area.bottom()))
        for y in self._guides.level:
            painter.drawLine(QPointF(area.left(), area.y() + y * scale), QPointF(area.right(), area.y() + y * scale))

    # -- the mouse -----------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a handle of the item in hand, or of the uppermost item here."""
        if self._layout() is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        grip = self._grip_at(event.position())
        number = self._draft.selected if grip is not None else self._item_at(event.position())
        self._draft.select(number)
        self._drag = None
        if number is not None:
            self._drag = _Drag(number, grip or MOVE, present(self._layout()).items[number].frame, event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what dragging to here would make; without a button, what could be done here."""
        if self._drag is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._show_cursor(event.position())
            return
        way = event.position() - self._drag.at
        if not self._moving and way.manhattanLength() < _HAND:
            return
        self._moving = True
        free = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        self._draft.show(self._dragged(way.x() / self._scale(), way.y() / self._scale(), free=free))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Keep what the drag made."""
        if self._moving:
            self._moving = False
            self._draft.take(present(self._layout()))
        self._drag = None

    def _dragged(self, across: float, down: float, *, free: bool) -> Layout:
        drag, layout = self._drag, self._layout()
        frame = layout_snapping.dragged(present(drag).frame, present(drag).grip, across, down)
        if free:
            self._guides = Snapped(frame)
        else:
            others = [item.frame for number, item in enumerate(present(layout).items) if number != present(drag).item]
            page = Frame(0, 0, present(layout).width, present(layout).height)
            reach = _REACH / self._scale()
            self._guides = layout_snapping.snapped(frame, present(drag).grip, others, page, reach=reach, margin=_MARGIN)
        return layout_editing.placed(present(layout), present(drag).item, self._guides.frame)

    def _item_at(self, place: QPointF) -> int | None:
        """The uppermost item here; a click on the item in hand again reaches the one below it."""
        here = [
            number
            for number, item in enumerate(present(self._layout()).items)
            if self._on_screen(item.frame).adjusted(-3, -3, 3, 3).contains(place)
        ]
        # Small items are reached before the large ones they stand on.
        return min(here, key=lambda number: (self._size_of(number), -number), default=None)

    def _size_of(self, number: int) -> float:
        frame = present(self._layout()).items[number].frame
        return frame.width * frame.height

    def _grip_at(self, place: QPointF) -> Grip | None:
        if self._draft.selected is None:
            return None
        frame = self.frame_on_screen(self._draft.selected)
        return next((grip for grip in _GRIPS if self._handle(frame, grip).adjusted(-3, -3, 3, 3).contains(place)), None)

    def _show_cursor(self, place: QPointF) -> None:
        if self._layout() is None:
            return
        grip = self._grip_at(place)
        if grip is not None:
            self.setCursor(_CURSORS[grip.across, grip.down])
        elif self._item_at(place) is not None:
            self.setCursor(Qt.CursorShape.SizeAllCursor)
        else:
            self.unsetCursor()

    # -- the keys ------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the item in hand, page up and down go through the items, Delete takes it away."""
        layout, number = self._layout(), self._draft.selected
        if layout is None or not layout.items:
            return super().keyPressEvent(event)
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            step = 1 if key == Qt.Key.Key_PageDown else -1
            start = -1 if number is None and step > 0 else (number or 0)
            self._draft.select((start + step) % len(layout.items))
        elif number is None:
            super().keyPressEvent(event)
        elif key in _ARROWS:
            self._nudge(number, key, event.modifiers())
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_wanted.emit()
        elif key == Qt.Key.Key_Escape:
            self._let_go()
        else:
            super().keyPressEvent(event)
        return None

    def _nudge(self, number: int, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        step = _STEP
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            step = _LONG_STEP
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            step = _FINE_STEP
        across, down = (direction * step for direction in _ARROWS[key])
        self._draft.take(layout_editing.moved(present(self._layout()), number, across, down), step=f"nudge {number}")

    def _let_go(self) -> None:
        """End a drag without a change, else lay the item down."""
        if self._moving:
            self._moving, self._drag = False, None
            self._draft.drop()
        else:
            self._draft.select(None)

    # -- places --------------------------------------------------------------------------------------------------

    def _layout(self) -> Layout | None:
        return self._draft.layout

    def _scale(self) -> float:
        """Pixels in a millimetre."""
        layout, edge = self._layout(), theme.px(28)
        wide, high = max(1, self.width() - 2 * edge), max(1, self.height() - 2 * edge)
        return min(wide / present(layout).width, high / present(layout).height)

    def _area(self) -> QRectF:
        """The page in this widget."""
        layout, scale = self._layout(), self._scale()
        wide, high = present(layout).width * scale, present(layout).height * scale
        return QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high)

    def _on_screen(self, frame: Frame) -> QRectF:
        area, scale = self._area(), self._scale()
        return QRectF(area.x() + frame.x * scale, area.y() + frame.y * scale, frame.width * scale, frame.height * scale)

    def _handle(self, frame: QRectF, grip: Grip) -> QRectF:
        side = theme.px(14)
        x = frame.center().x() + grip.across * frame.width() / 2
        y = frame.center().y() + grip.down * frame.height() / 2
        return QRectF(x - side / 2, y - side / 2, side, side)
