"""Which key does what, on one page."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from kiosk.ui.services.help import show_help
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.dialog import Dialog
from kiosk.ui.widgets.flow import FoldingRow
from kiosk.words.catalogue import N_, _

KEYS = (
    ("F1", N_("This overview; on other screens, help")),
    ("F2", N_("Correct the name and make the badge")),
    ("F3", N_("Find a person")),
    ("F4", N_("Choose room and session")),
    ("F5", N_("Register someone who is not on the list")),
    ("F6", N_("Make the badge, or make it again")),
    ("F7", N_("Automatic, entry, exit")),
    ("F8", N_("Undo a scan")),
    ("F9", N_("Admit despite a refusal")),
    ("F10", N_("All scans of this person")),
    ("F11", N_("Answer what is asked of this person")),
    ("F12", N_("Roll-call: who is inside now")),
    ("Esc", N_("Back to scanning")),
    ("Enter", N_("Confirm the selection: check in, save, undo")),
    ("Tab  ↑ ↓", N_("Move between fields and rows")),
    ("Ctrl+1 … 9", N_("Switch between the screens on the left")),
    ("Ctrl+L", N_("Lock this desk")),
)


class KeyOverview(Dialog):
    """Two columns of keys, the way to the pages and to practise; Esc and Enter close it, F1 opens the pages."""

    practice_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Shortcuts"))
        heading, close = page.text("title"), page.button("primary")
        self.help, self.practise, self.notice = page.button(), page.button(), page.Notice()
        self.practise.setText(_("Practise"))
        self.practise.clicked.connect(self.accept)
        self.practise.clicked.connect(self.practice_wanted)
        self.help.setText(_("Help"))
        self.help.setShortcut("F1")
        self.help.clicked.connect(self._show_help)
        heading.setText(self.windowTitle())
        close.setText(_("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        half = -(-len(KEYS) // 2)
        columns = FoldingRow(_column(KEYS[:half]), _column(KEYS[half:]), spacing=64)
        self.setLayout(
            page.column(
                heading, columns, self.notice, page.row(self.help, self.practise, None, close), margins=36, spacing=20
            )
        )

    def _show_help(self) -> None:
        if trouble := show_help("check_in"):
            self.notice.trouble(trouble)


def _column(keys: Sequence[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(24))
    grid.setVerticalSpacing(theme.px(12))
    grid.setColumnStretch(1, 1)
    grid.setRowStretch(len(keys), 1)  # the shorter column keeps to the lines of the longer one
    for row, (key, meaning) in enumerate(keys):
        name, text = page.text("heading", wrap=False), page.text(wrap=False)
        name.setText(key)
        text.setText(_(meaning))
        grid.addWidget(name, row, 0)
        grid.addWidget(text, row, 1)
    return grid
