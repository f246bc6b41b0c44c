"""A person's whole history: scans, and what was changed, printed and issued; what was taken back is struck through."""

from datetime import tzinfo
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from kiosk.actions.people.person_history import ScanLine, history_of
from kiosk.core.attendance import HANDOUT, Direction
from kiosk.core.audit import Action, Entry
from kiosk.core.open_event import OpenEvent
from kiosk.core.roster import Attendee
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.dialog import Dialog
from kiosk.ui.widgets.list_models import NO_INDEX, Index, LinesModel
from kiosk.words import catalogue
from kiosk.words.answers import word_of
from kiosk.words.audit import action_text, change_text
from kiosk.words.catalogue import N_, _

_HEADINGS = ((N_("Time"), 190), (N_("Session"), 330), (N_("Action"), 300), (N_("Desk"), 110), (N_("Operator"), 160))
_LAST_HEADING = N_("Details")
_SAID_BY_ITS_WORD = (Action.ADDED, Action.NEW_CODE, Action.BADGE)
"""Nobody at a desk reads the fields of a new entry, or the digits of a code: only why, where somebody said so."""


Line = ScanLine | Entry


class HistoryDialog(Dialog):
    """The newest on top.  ``undo_wanted`` carries the answer of the scan to be taken back."""

    undo_wanted = Signal(object)

    def __init__(self, desk: Desk, person: Attendee, parent: QWidget | None = None, *, may_undo: bool = True) -> None:
        super().__init__(parent)
        self._desk, self._person = desk, person
        self.setWindowTitle(_("History of {name}").format(name=person.name))
        heading, self._hint = page.text("title"), page.text("hint")
        heading.setText(self.windowTitle())
        self.model = _HistoryModel(desk, desk.zone)
        self.table = page.Table(self.model, [width for _text, width in _HEADINGS])
        self.table.setAccessibleName(self.windowTitle())
        framed = page.card()
        framed.setLayout(page.column(self.table, margins=1, spacing=0))
        self.undo, back = page.button("danger"), page.button()
        self.undo.setText(_("Undo"))
        self.undo.setVisible(may_undo)
        back.setText(_("Close"))
        self.setLayout(
            page.column(heading, self._hint, framed, page.row(None, self.undo, back), margins=36, spacing=16)
        )
        self.resize(theme.px(1640), theme.px(820))
        self.table.selectionModel().selectionChanged.connect(self._enable)
        self.undo.clicked.connect(self._on_undo)
        back.clicked.connect(self.reject)
        self._enable()
        self.reload()

    def reload(self) -> None:
        """Read it anew: something was scanned or taken back."""
        self._desk.reader.run(partial(_read, self._person.id), self._on_read)

    def chosen(self) -> Line | None:
        """The marked line."""
        rows = self.table.selectionModel().selectedRows()
        return self.model.line(rows[0].row()) if rows else None

    def _on_read(self, lines: list[Line]) -> None:
        self.model.show(lines)
        scans = sum(isinstance(line, ScanLine) for line in lines)
        sentence = _("{count} {count:scan|scans}, and what was changed; the newest first")
        self._hint.setText(sentence.format(count=scans) if scans else _("Nothing was scanned yet."))
        if lines:
            self.table.selectRow(0)
        self.table.setFocus()
        self._enable()

    def _enable(self) -> None:
        line = self.chosen()
        self.undo.setEnabled(isinstance(line, ScanLine) and line.answer.accepted and line.taken_back is None)

    def _on_undo(self) -> None:
        line = self.chosen()
        if isinstance(line, ScanLine):
            self.undo_wanted.emit(line.answer)


class _HistoryModel(LinesModel):
    """Scans that were taken back are struck through and pale."""

    def __init__(self, desk: Desk, zone: tzinfo) -> None:
        headings = [*(text for text, _width in _HEADINGS), _LAST_HEADING]
        super().__init__(headings, lambda line: _described(line, desk, zone))

    def line(self, row: int) -> Line:
        """What stands in ``row``."""
        line: Line = self._lines[row]
        return line

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """How many lines there are."""
        return super().rowCount(parent)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text, and how a line looks that no longer counts; its last column is the reason and stays plain."""
        line = self._lines[index.row()]
        taken_back = isinstance(line, ScanLine) and line.taken_back is not None
        if taken_back and role == Qt.ItemDataRole.ForegroundRole:
            return theme.QUIET
        if taken_back and role == Qt.ItemDataRole.FontRole and index.column() < len(_HEADINGS):
            font = QFont(theme.font(23))
            font.setStrikeOut(True)
            return font
        return super().data(index, role)


def _described(line: Line, desk: Desk, zone: tzinfo) -> tuple[str, ...]:
    return _scan(line, desk, zone) if isinstance(line, ScanLine) else _change(line, zone)


def _change(entry: Entry, zone: tzinfo) -> tuple[str, ...]:
    word, said = action_text(entry), entry.action in _SAID_BY_ITS_WORD
    return (
        f"{entry.at.astimezone(zone):%m-%d %H:%M:%S}", "", word[:1].upper() + word[1:], entry.desk,
        entry.operator or "–", entry.reason if said else change_text(entry, zone),
    )  # fmt: skip


def _scan(line: ScanLine, desk: Desk, zone: tzinfo) -> tuple[str, ...]:
    answer = line.answer
    session = desk.doors.get(answer.session or "")
    title = catalogue.title_of(session) if session else answer.session or "–"
    way = _("Exit") if answer.direction is Direction.OUT else _("Entry")
    word = word_of(answer)
    done = word if session is not None and session.kind == HANDOUT else f"{way}  ·  {word}"
    return (
        f"{answer.at.astimezone(zone):%m-%d %H:%M:%S}", title, done, answer.desk, line.operator or "–",
        _because(line, zone),
    )  # fmt: skip


def _because(line: ScanLine, zone: tzinfo) -> str:
    if line.taken_back is None:
        return line.override if line.answer.overridden else ""
    back = line.taken_back
    when = f"{back.at.astimezone(zone):%m-%d %H:%M}"
    return "  ·  ".join(filter(None, (_("Undone"), when, back.operator, back.reason)))


def _read(attendee_id: str, records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> list[Line]:
    return history_of(records, attendee_id)
