"""The row of tools above the page: what can be put on it, and steps forth and back."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.flow import FlowBox
from kiosk.ui.widgets.focus import ToolButton
from kiosk.ui.widgets.present import present
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.words.catalogue import N_, _
from printing.kinds import offered_kinds
from printing.kinds.kind import OfferedKind
from printing.layout import Layout

# Name, what it says, picture, keys.
_STEPS = (
    ("undo", N_("Undo"), "step-back", "Ctrl+Z"),
    ("redo", N_("Redo"), "step-forth", "Ctrl+Y"),
    ("copy", N_("Duplicate"), "copy", "Ctrl+D"),
    ("above", N_("Bring forward"), "above", ""),
    ("below", N_("Send backward"), "below", ""),
    ("remove", N_("Remove"), "remove", "Del"),
)


class ToolRow(Retranslated, QWidget):
    """``wanted`` carries the kind of thing to put on the page; the steps are buttons to connect."""

    wanted = Signal(OfferedKind)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds = offered_kinds()
        self.new = {kind.name: page.button("chip") for kind in self._kinds}
        self.undo, self.redo, self.copy, self.above, self.below, self.remove = (ToolButton() for _step in _STEPS)
        for kind in self._kinds:
            self.new[kind.name].clicked.connect(lambda _checked=False, kind=kind: self.wanted.emit(kind))
        for name, _text, picture, _keys in _STEPS:
            button = getattr(self, name)
            button.setIcon(theme.icon(picture))
            button.setIconSize(QSize(theme.px(30), theme.px(30)))
        steps = [getattr(self, name) for name, *_rest in _STEPS]
        self.setLayout(page.column(FlowBox(*self.new.values(), *steps, spacing=8)))
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        for kind in self._kinds:
            self.new[kind.name].setText(f"+ {_(kind.label)}")
            self.new[kind.name].setToolTip(_("Add to the page"))
        for name, text, _picture, keys in _STEPS:
            button = getattr(self, name)
            button.setAccessibleName(_(text))
            button.setToolTip(f"{_(text)} ({keys})" if keys else _(text))

    def enable(self, layout: Layout | None, selected: int | None, *, undo: bool, redo: bool) -> None:
        """Only what can be done can be pressed."""
        for button in self.new.values():
            button.setEnabled(layout is not None)
        self.undo.setEnabled(undo)
        self.redo.setEnabled(redo)
        self.copy.setEnabled(selected is not None)
        self.remove.setEnabled(selected is not None)
        self.above.setEnabled(selected is not None and selected < len(present(layout).items) - 1)
        self.below.setEnabled(bool(selected))
