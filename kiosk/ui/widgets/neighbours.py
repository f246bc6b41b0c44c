"""Going from one part to the next with the arrow keys, where parts stand on a plane."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

ARROWS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip


def neighbour(key: int, here: QWidget, others: Iterable[QWidget]) -> QWidget | None:
    """The widget an arrow key leads to: the nearest in its direction, straight ahead before aside.

    All have one parent; None for another key, or where nothing lies ahead.
    """
    if key not in ARROWS:
        return None
    across, down = ARROWS[Qt.Key(key)]
    best, least = None, float("inf")
    for other in others:
        step = other.geometry().center() - here.geometry().center()
        ahead = step.x() * across + step.y() * down
        aside = abs(step.x() * down) + abs(step.y() * across)
        if other is not here and ahead > 0 and ahead + 2 * aside < least:
            best, least = other, ahead + 2 * aside
    return best
