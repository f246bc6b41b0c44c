"""Where the keys go while something works, and where they go afterwards: to where the work was begun.

Qt passes the focus on to the next control as soon as the one that has it is disabled or hidden: the next Space would
start something else, and whoever works by keys would have to come back from there after each job.
"""

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

if TYPE_CHECKING:
    _Button = QAbstractButton
    _Widget = QWidget
else:  # a second widget among the bases would be one too many
    _Button = object
    _Widget = object


class LeadsFocus(_Widget):
    """A widget around fields, of which ``first_field`` gets the focus that it is given.

    A focus proxy of Qt would do that, too, but Tab stops at it: what stands before the field is never come to.
    """

    first_field: QWidget

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on."""
        self.first_field.setFocus(event.reason())


class FocusKeeper:
    """Keeps the focus of ``holder`` while what has it there cannot be used, and gives it back."""

    def __init__(self, holder: QWidget) -> None:
        self._holder = holder
        self._left: QWidget | None = None

    def leave(self) -> None:
        """Call before controls are disabled or hidden: keys go nowhere until ``back``."""
        focused = self._holder.window().focusWidget()
        if self._left is None and focused is not None and self._holder.isAncestorOf(focused):
            self._left = focused
            self._holder.setFocus()

    def back(self, otherwise: QWidget | None = None) -> None:
        """Call when they can be used again; ``otherwise`` gets the focus where the one that had it is gone.

        A person who went on elsewhere meanwhile stays there.
        """
        left, self._left = self._left, None
        kept = (self._holder, self._holder.focusProxy(), getattr(self._holder, "first_field", None), None)
        if left is None or self._holder.window().focusWidget() not in kept:
            return
        target = left if self._is_there(left) else otherwise
        if target is not None:
            target.setFocus()

    def _is_there(self, widget: QWidget) -> bool:
        return shiboken6.isValid(widget) and widget.isEnabled() and widget.isVisibleTo(self._holder)


class Pressed(_Button):
    """Mix-in, named before a button class: Enter presses what has the focus ring, once, however long it is held.

    In a dialog Enter elsewhere presses the default button only where one was named, never the first that Qt finds.
    Disabled while it has the focus, the button gets it back when it can be pressed again.
    """

    _waits = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What a key does to a button that has the focus."""
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()

    def setEnabled(self, enabled: bool) -> None:
        """Let it be pressed, or not; meanwhile the focus rests on what is around it."""
        around, window = self.parentWidget(), self.window()
        if not enabled and around is not None and window.focusWidget() is self:
            self._waits = True
            around.setFocus()
        super().setEnabled(enabled)
        if enabled and self._waits:
            self._waits = False
            if window.focusWidget() in (around, None):
                self.setFocus()


class PushButton(Pressed, QPushButton):
    """A button with a word."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAutoDefault(False)


class ToolButton(Pressed, QToolButton):
    """A button with a picture."""
