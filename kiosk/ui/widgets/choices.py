"""Filling a box to choose from, while a choice stands in it."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox


def refill(box: QComboBox, choices: Sequence[tuple[str, object]]) -> None:
    """Offer these choices (what is shown, what it stands for) and keep what was chosen; the first where it is gone.

    Nobody is told: whoever fills the box shows what belongs to it.
    """
    chosen = box.currentData()
    with QSignalBlocker(box):
        box.clear()
        for text, value in choices:
            box.addItem(text, value)
        values = [value for _text, value in choices]
        box.setCurrentIndex(values.index(chosen) if chosen in values else 0)
