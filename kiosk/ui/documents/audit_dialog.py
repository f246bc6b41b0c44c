"""Who changed what: the audit trail as a list that can be narrowed to a person."""

from collections.abc import Sequence
from datetime import tzinfo

from PySide6.QtWidgets import QWidget

from kiosk.core.audit import Entry
from kiosk.core.search import lines_with
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.dialog import Dialog
from kiosk.ui.widgets.list_models import LinesModel
from kiosk.ui.widgets.typed_line import TypedLine, with_reading
from kiosk.words.audit import columns
from kiosk.words.catalogue import N_, _

_HEADINGS = (
    (N_("Time"), 262), (N_("Operator"), 130), (N_("Desk"), 130), (N_("Action"), 180), (N_("Affected"), 170),
    (N_("Change"), 0),
)  # fmt: skip


class AuditDialog(Dialog):
    """Every change, the newest first; what is typed leaves the lines in which it stands."""

    def __init__(self, entries: Sequence[Entry], zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = [columns(entry, zone) for entry in reversed(entries)]
        self.model = LinesModel([text for text, _width in _HEADINGS], lambda line: line)
        self.table = page.Table(self.model, [width for _text, width in _HEADINGS[:-1]])
        self.search, self.count = TypedLine(may_clear=True), page.text("hint", wrap=False)
        self.search.typed_changed.connect(self._narrow)
        self._lay_out()
        self._narrow("")

    def _narrow(self, typed: str) -> None:
        found, read_as = lines_with(self._lines, typed, lambda line: line)
        self.model.show(found)
        told = _("{found} of {total} {total:change|changes}").format(found=len(found), total=len(self._lines))
        self.count.setText(with_reading(told, read_as))

    def _lay_out(self) -> None:
        self.setWindowTitle(_("Change history"))
        title, hint, close = page.text("title"), page.text("hint"), page.button()
        title.setText(self.windowTitle())
        hint.setText(_("Every change to people, rules and attendance, as logged. It cannot be edited."))
        self.search.setPlaceholderText(_("Name, operator, desk or anything else"))
        self.search.setAccessibleName(_("Find changes"))
        self.table.setAccessibleName(self.windowTitle())
        close.setText(_("Close"))
        close.clicked.connect(self.reject)
        framed = page.card()
        framed.setLayout(page.column(self.table, margins=1, spacing=0))
        head, foot = page.row(title, None), page.row(self.count, None, close)
        layout = page.column(head, hint, self.search, framed, foot, margins=36, spacing=16)
        layout.setStretch(3, 1)
        self.setLayout(layout)
        self.resize(theme.px(1500), theme.px(880))
