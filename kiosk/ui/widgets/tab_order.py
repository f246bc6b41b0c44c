"""Tab follows the eye: controls are gone through as they stand, whatever was made first."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QGridLayout,
    QLayout,
    QLayoutItem,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QTableView,
    QWidget,
)

_WHOLE = (QComboBox, QAbstractSpinBox, QLineEdit, QAbstractItemView)
"""What has parts of its own that Qt goes through, or does not."""


def follow_the_eye(root: QWidget) -> None:
    """Have Tab go through what stands in ``root`` line by line, and column by column where there are columns."""
    for one, other in pairwise(_fields_in(root)):
        QWidget.setTabOrder(one, other)


def _fields_in(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    if isinstance(widget, QTableView):
        yield from _among(widget.horizontalHeader().findChildren(QComboBox))
    elif isinstance(widget, QScrollArea):
        yield from _among([widget.widget()])
    elif isinstance(widget, QStackedWidget):
        yield from _among([widget.widget(place) for place in range(widget.count())])
    elif not isinstance(widget, _WHOLE) and (layout := widget.layout()) is not None:
        yield from _laid_out(layout)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for item in _items(layout):
        if (widget := item.widget()) is not None:
            yield from _fields_in(widget)
        elif (inner := item.layout()) is not None:
            yield from _laid_out(inner)


def _items(layout: QLayout) -> list[QLayoutItem]:
    """The items as they stand: a grid knows its lines, everything else its order."""
    items = [item for place in range(layout.count()) if (item := layout.itemAt(place)) is not None]
    if not isinstance(layout, QGridLayout):
        return items
    lines = [(layout.getItemPosition(place), item) for place, item in enumerate(items)]
    return [item for _place, item in sorted(lines, key=_line_and_column)]


def _line_and_column(placed: tuple[object, QLayoutItem]) -> tuple[int, int]:
    line, column, *_spans = cast("tuple[int, int, int, int]", placed[0])
    return line, column


def _among(widgets: Iterable[QWidget | None]) -> Iterator[QWidget]:
    for widget in widgets:
        if widget is not None:
            yield from _fields_in(widget)
