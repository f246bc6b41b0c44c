"""The layout under work: every step taken can be gone back."""

from PySide6.QtCore import QObject, Signal

from kiosk.ui.widgets.present import present
from printing.layout import Layout


class Draft(QObject):
    """Holds the layout as it is now and as it was before each step; ``selected`` is the place of the item in hand."""

    changed = Signal()
    selection_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now: Layout | None = None
        self._shown: Layout | None = None
        self._saved: Layout | None = None
        self._past: list[Layout] = []
        self._future: list[Layout] = []
        self._step = ""
        self._selected: int | None = None

    @property
    def layout(self) -> Layout | None:
        """The layout as it is to be seen: while something is dragged, as it would become."""
        return self._shown if self._shown is not None else self._now

    @property
    def selected(self) -> int | None:
        """The place of the item in hand, or None."""
        return self._selected

    @property
    def is_changed(self) -> bool:
        """Whether there is something to save."""
        return self._now is not self._saved

    @property
    def can_undo(self) -> bool:
        """Whether a step can be gone back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether a step gone back can be taken again."""
        return bool(self._future)

    def begin(self, layout: Layout, *, saved: bool = True) -> None:
        """Work on another layout; ``saved`` if it is kept as it stands."""
        self._now, self._shown, self._saved = layout, None, layout if saved else None
        self._past, self._future, self._step, self._selected = [], [], "", None
        self._tell(selection=True)

    def mark_saved(self, layout: Layout) -> None:
        """The layout was kept as ``layout``, perhaps under a name of its own; going back further goes on working."""
        self._now = self._saved = layout
        self._step = ""
        self.changed.emit()

    def show(self, layout: Layout) -> None:
        """Show what a step would make, without taking it."""
        self._shown = layout
        self.changed.emit()

    def drop(self) -> None:
        """Forget what was only shown."""
        if self._shown is not None:
            self._shown = None
            self.changed.emit()

    def take(self, layout: Layout, *, step: str = "", select: int | None = -1) -> None:
        """Take a step; steps that follow one another under the same name ``step`` are gone back as one.

        ``select`` takes another item in hand, None lays it down, -1 leaves that as it is.
        """
        self._shown = None
        if not (step and step == self._step and self._past):
            self._past.append(present(self._now))
        self._now, self._future, self._step = layout, [], step
        selection = select != -1 and select != self._selected
        if select != -1:
            self._selected = select
        self._tell(selection)

    def undo(self) -> None:
        """Go back one step."""
        self._go(self._past, self._future)

    def redo(self) -> None:
        """Take the step again that was gone back."""
        self._go(self._future, self._past)

    def select(self, number: int | None) -> None:
        """Take an item in hand, or lay it down."""
        if number != self._selected:
            self._selected, self._step = number, ""
            self.selection_changed.emit()

    def _go(self, source: list[Layout], target: list[Layout]) -> None:
        if not source:
            return
        target.append(present(self._now))
        self._now, self._shown, self._step = source.pop(), None, ""
        lost = self._selected is not None and self._selected >= len(self._now.items)
        if lost:
            self._selected = None
        self._tell(selection=lost)

    def _tell(self, selection: bool) -> None:
        if selection:
            self.selection_changed.emit()
        self.changed.emit()
