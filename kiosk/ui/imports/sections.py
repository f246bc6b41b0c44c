"""Parts of a dialog of which one is looked at, each with a tab; a part with nothing in it has none."""

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from kiosk.ui.widgets import page
from kiosk.words.catalogue import _


class Sections(QWidget):
    """Tabs above a stack of ``parts``."""

    def __init__(self, parts: Sequence[QWidget]) -> None:
        super().__init__()
        self.tabs, self._stack = QTabBar(), QStackedWidget()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for part in parts:
            self.tabs.addTab("")
            self._stack.addWidget(part)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        layout = page.column(self.tabs, self._stack, spacing=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def name(self, names: Sequence[str], shown: Sequence[bool]) -> None:
        """What each tab says, and whether it is there; one that is gone gives way to the first."""
        for index, (name, is_shown) in enumerate(zip(names, shown, strict=True)):
            self.tabs.setTabText(index, name)
            self.tabs.setTabVisible(index, is_shown)
        self.tabs.setAccessibleName(_("Parts of the import"))
        if not shown[self._stack.currentIndex()]:
            self.choose(0)

    def choose(self, index: int) -> None:
        """Look at another part."""
        self.tabs.setCurrentIndex(index)
        self._stack.setCurrentIndex(index)
