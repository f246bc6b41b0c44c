"""What a person can get at in a window: in sight, or where scrolling leads to."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollArea,
    QScrollBar,
    QWidget,
)

OPERATED = (QAbstractButton, QLineEdit, QComboBox, QAbstractSlider, QAbstractSpinBox, QAbstractScrollArea)
LEAST_PEEPHOLE = 40
"""Less height than this in pixels shows not one line of what is scrolled."""


def out_of_reach(root: QWidget) -> list[str]:
    """The controls and texts of ``root`` of which a part can be seen nowhere, however one scrolls."""
    return [called(part) for part in _parts(root) if not _is_reached(part, root)]


def peepholes(root: QWidget) -> list[str]:
    """What scrolls in so little room that nobody could read it."""
    areas = (area for area in root.findChildren(QAbstractScrollArea) if area.isVisible() and area.window() is root)
    shown = (area for area in areas if not isinstance(area, QHeaderView) and "ComboBox" not in _kind(area.window()))
    return [called(area) for area in shown if area.viewport().height() < LEAST_PEEPHOLE]


def called(part: QWidget) -> str:
    """A name to find a control by."""
    text = getattr(part, "text", str)()
    return f"{type(part).__name__} {part.accessibleName() or text} at {part.geometry().getRect()}"


def _parts(root: QWidget) -> Iterator[QWidget]:
    for part in root.findChildren(QWidget):
        inner = isinstance(part, QScrollBar | QHeaderView) or part.objectName().startswith("qt_")
        held = isinstance(part.parentWidget(), QComboBox | QAbstractSpinBox | QAbstractItemView | QLineEdit)
        left_out = inner or held or _is_in_a_header(part)
        if part.isVisible() and part.window() is root and isinstance(part, (*OPERATED, QLabel)) and not left_out:
            yield part


def _is_in_a_header(part: QWidget) -> bool:
    """The head of a table is scrolled with the table."""
    around = part.parentWidget()
    return around is not None and (isinstance(around, QHeaderView) or _is_in_a_header(around))


def _is_reached(part: QWidget, root: QWidget) -> bool:
    """Whether every widget around ``part`` has room for all of it, or scrolls over all of it."""
    place = QRect(QPoint(), part.size())
    inside = part
    while inside is not root:
        around = inside.parentWidget()
        place.translate(inside.pos())
        area = around.parentWidget()
        if isinstance(area, QScrollArea) and area.viewport() is around:
            if not _scrolls_over(area):
                return False
            place = QRect(QPoint(), area.viewport().size())  # scrolled to, as much as finds room in it
        elif not around.rect().contains(place):
            return False
        inside = around
    return True


def _scrolls_over(area: QScrollArea) -> bool:
    beyond = area.widget().size() - area.viewport().size()
    across, down = area.horizontalScrollBar().maximum(), area.verticalScrollBar().maximum()
    return beyond.width() <= across and beyond.height() <= down


def _kind(widget: QWidget) -> str:
    return widget.metaObject().className()
