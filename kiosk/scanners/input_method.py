"""Keeping the input method away from the check-in surface."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


class WithoutInputMethod:
    """Mix-in, named before a widget class: keys reach the widget as they are pressed, in any input mode.

    ``class CheckInSurface(WithoutInputMethod, QWidget)``.  Of the ways Qt offers, only this answer is heeded by line
    edits too; the attribute ``WA_InputMethodEnabled`` and the input hints change nothing there.
    """

    def inputMethodQuery(self: QWidget, query: Qt.InputMethodQuery, *argument: object) -> object:
        """What the input method asks; to "may I work here?" the answer is no."""
        if query == Qt.InputMethodQuery.ImEnabled:
            return False
        return super().inputMethodQuery(query, *argument)
