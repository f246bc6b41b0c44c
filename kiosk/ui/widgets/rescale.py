"""Everything that was given in pixels, made larger or smaller while it is on the screen.

Sizes are given in units and turned into pixels where a widget is made.  When the unit changes (another window height,
another text size), what is there already is brought along: free space, margins, widths and heights that were set.
What a widget works out for itself by ``theme.px`` follows on the ``StyleChange`` that comes after.
"""

from collections.abc import Iterable

from PySide6.QtWidgets import QApplication, QFormLayout, QGridLayout, QLayout, QMainWindow, QSpacerItem, QWidget

_ANY = 16_777_215  # Qt's "no largest size"
_EXACT = "exact sizes"


def rescale(ratio: float) -> None:
    """Multiply every size that was set by ``ratio``."""
    for widget in QApplication.allWidgets():
        _rescale_widget(widget, ratio)
        if (layout := widget.layout()) is not None:
            _rescale_layout(layout, ratio)


def _scaled(holder: QLayout | QWidget, values: Iterable[int], ratio: float) -> list[int]:
    """The values made larger.  The fractions are kept with the holder, or many small steps would lose them."""
    values = list(values)
    kept = holder.property(_EXACT) or []
    same = len(kept) == len(values)
    exact = [kept[i] if same and round(kept[i]) == value else value for i, value in enumerate(values)]
    exact = [value * ratio if 0 < value < _ANY else value for value in exact]
    holder.setProperty(_EXACT, [float(value) for value in exact])
    return [max(1, round(value)) if value > 0 else int(value) for value in exact]


def _rescale_widget(widget: QWidget, ratio: float) -> None:
    if isinstance(widget, QMainWindow):
        return
    low, high = widget.minimumSize(), widget.maximumSize()
    before = [low.width(), low.height(), high.width(), high.height()]
    if before == [0, 0, _ANY, _ANY]:
        return
    after = _scaled(widget, before, ratio)
    if after != before:
        widget.setMaximumSize(_ANY, _ANY)
        widget.setMinimumSize(after[0], after[1])
        widget.setMaximumSize(after[2], after[3])


def _rescale_layout(layout: QLayout, ratio: float) -> None:
    margins = layout.contentsMargins()
    items = [item for i in range(layout.count()) if (item := layout.itemAt(i)) is not None]
    spacers = [spacer for item in items if (spacer := item.spacerItem())]
    grid = layout if isinstance(layout, QGridLayout | QFormLayout) else None
    gaps = [layout.spacing()] if grid is None else [grid.horizontalSpacing(), grid.verticalSpacing()]
    rooms = _room_of_grid(layout) if isinstance(layout, QGridLayout) else []
    sizes = [side for item in spacers for side in (item.sizeHint().width(), item.sizeHint().height())]
    before = [margins.left(), margins.top(), margins.right(), margins.bottom(), *gaps, *rooms, *sizes]
    after = _scaled(layout, before, ratio)
    if after != before:
        layout.setContentsMargins(*after[:4])
        if grid is not None:
            grid.setHorizontalSpacing(after[4])
            grid.setVerticalSpacing(after[5])
        else:
            layout.setSpacing(after[4])
        rest = after[4 + len(gaps) :]
        if isinstance(layout, QGridLayout):
            _give_room(layout, rest[: len(rooms)])
        _resize(spacers, rest[len(rooms) :])
        layout.invalidate()
    for item in items:
        if (inner := item.layout()) is not None:
            _rescale_layout(inner, ratio)


def _room_of_grid(grid: QGridLayout) -> list[int]:
    """The least widths of the columns and heights of the rows that were set."""
    widths = [grid.columnMinimumWidth(column) for column in range(grid.columnCount())]
    return widths + [grid.rowMinimumHeight(row) for row in range(grid.rowCount())]


def _give_room(grid: QGridLayout, sizes: list[int]) -> None:
    for place, size in enumerate(sizes):
        if place < grid.columnCount():
            grid.setColumnMinimumWidth(place, size)
        else:
            grid.setRowMinimumHeight(place - grid.columnCount(), size)


def _resize(spacers: list[QSpacerItem], sizes: list[int]) -> None:
    for number, item in enumerate(spacers):
        policy = item.sizePolicy()
        width, height = sizes[2 * number : 2 * number + 2]
        item.changeSize(width, height, policy.horizontalPolicy(), policy.verticalPolicy())
