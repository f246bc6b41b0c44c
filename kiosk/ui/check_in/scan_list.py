"""The last scans, newest on top; any of them can be taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import tzinfo

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kiosk.actions.door.at_the_door import RECENT, ScanRow
from kiosk.core.roster import Attendee
from kiosk.core.scan import Answer, Verdict
from kiosk.ui.check_in.answer_text import Kind, kind_of, symbol_of, title_of
from kiosk.ui.widgets import theme
from kiosk.ui.widgets.list_models import NO_INDEX, Index
from kiosk.ui.widgets.plain import plain_tip
from kiosk.ui.widgets.present import present
from kiosk.ui.widgets.symbols import Symbol, draw_symbol
from kiosk.ui.widgets.theme import Weight, px
from kiosk.ui.widgets.whole_rows import WholeRowsList
from kiosk.words.answers import word_of
from kiosk.words.catalogue import _

_COLOURS = {
    Kind.DONE: (theme.GOOD, theme.ON_GOOD),
    Kind.ATTENTION: (theme.WARN, theme.ON_WARN),
    Kind.REFUSED: (theme.BAD, theme.ON_BAD),
}
_ROW = Qt.ItemDataRole.UserRole
_ROW_HEIGHT = 54


class ScanModel(QAbstractListModel):
    """At most ``RECENT`` rows, newest first."""

    def __init__(self, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._rows: list[ScanRow] = []

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """How many scans are listed."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row itself for the painter; a sentence for screen readers."""
        row = self._rows[index.row()]
        if role == _ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{self.time_of(row.answer)}, {title_of(row.answer)}, {state_of(row)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(_tip(row))
        return None

    def time_of(self, answer: Answer) -> str:
        """The time of day at the event."""
        return f"{answer.at.astimezone(self._zone):%H:%M}"

    def fill(self, rows: tuple[ScanRow, ...]) -> None:
        """List these scans instead of what was listed."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def add(self, row: ScanRow) -> None:
        """List one more scan on top."""
        self.beginInsertRows(QModelIndex(), 0, 0)
        self._rows.insert(0, row)
        self.endInsertRows()
        if len(self._rows) > RECENT:
            self.beginRemoveRows(QModelIndex(), RECENT, len(self._rows) - 1)
            del self._rows[RECENT:]
            self.endRemoveRows()

    def replace(self, changed: ScanRow) -> None:
        """Show the changed state of a scan that is listed."""
        for number, row in enumerate(self._rows):
            if row.answer.scan_id == changed.answer.scan_id:
                self._rows[number] = changed
                self.dataChanged.emit(self.index(number), self.index(number))

    def follow(self, people: Mapping[str, Attendee]) -> None:
        """Show everybody by the name they go by now; the record keeps the one that was known at the scan."""
        for row in self._rows:
            changed = as_known_now(row, people)
            if changed != row:
                self.replace(changed)

    @property
    def rows(self) -> Sequence[ScanRow]:
        """All rows, newest first."""
        return self._rows

    def row(self, number: int) -> ScanRow | None:
        """The scan in line ``number``, if there is one."""
        return self._rows[number] if 0 <= number < len(self._rows) else None


class ScanList(WholeRowsList):
    """The list itself.  ``undo_wanted`` is told for a row by double click, Enter or Delete."""

    undo_wanted = Signal(object)

    def __init__(self, model: ScanModel, parent: QWidget | None = None) -> None:
        super().__init__(model, _ROW_HEIGHT, parent)
        self.scans = model
        self.setItemDelegate(_ScanPainter(model, self))
        self.doubleClicked.connect(lambda index: self.undo_wanted.emit(index.data(_ROW)))

    def chosen(self) -> ScanRow | None:
        """The row a person selected."""
        index = self.currentIndex()
        return index.data(_ROW) if index.isValid() and self.selectionModel().isSelected(index) else None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes by the Tab key sees at once which scan the keys are for."""
        super().focusInEvent(event)
        by_keys = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_keys and self.chosen() is None and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Delete on a row mean: take it back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete) and self.chosen():
            self.undo_wanted.emit(self.chosen())
        else:
            super().keyPressEvent(event)


class _ScanPainter(QStyledItemDelegate):
    """Symbol, name, time; a scan taken back is struck out."""

    def __init__(self, model: ScanModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """One line."""
        return QSize(px(200), px(_ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one scan."""
        row, box = index.data(_ROW), option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.PALE_TEAL)
        size = px(34)
        symbol, shape, sign = _mark(row)
        draw_symbol(painter, symbol, QRectF(box.left() + px(8), box.center().y() - size / 2, size, size), shape, sign)
        self._paint_texts(painter, box.adjusted(size + px(24), 0, -px(10), 0), row)
        painter.restore()

    def _paint_texts(self, painter: QPainter, box: QRect, row: ScanRow) -> None:
        time, name = theme.font(23), theme.font(26, Weight.BOLD)
        name.setStrikeOut(row.taken_back)
        painter.setPen(theme.QUIET)
        painter.setFont(time)
        when = self._model.time_of(row.answer)
        if is_repeat(row):
            when = _("again {time}").format(time=when)
        painter.drawText(box, _RIGHT, when)
        room = box.width() - QFontMetrics(time).horizontalAdvance(when) - px(16)
        painter.setPen(theme.QUIET if row.taken_back else theme.INK)
        painter.setFont(name)
        text = QFontMetrics(name).elidedText(title_of(row.answer), Qt.TextElideMode.ElideRight, room)
        painter.drawText(box, _LEFT, text)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def as_known_now(row: ScanRow, people: Mapping[str, Attendee]) -> ScanRow:
    """The row with the person's name, affiliation and category as the roster has them."""
    person = row.answer.person
    known = people.get(person.id) if person is not None else None
    if known is None:
        return row
    now = present(person)._replace(name=known.name, affiliation=known.affiliation, category=known.category)
    return replace(row, answer=replace(row.answer, person=now))


def is_repeat(row: ScanRow) -> bool:
    """Whether the row is a scanner's double beep, which changed nothing."""
    return row.answer.verdict is Verdict.REPEAT


def _mark(row: ScanRow) -> tuple[Symbol, QColor, QColor]:
    """Symbol, its shape's colour and its sign's colour; quiet where nobody was let in or refused by this scan."""
    if row.taken_back:
        return Symbol.BACK, theme.EDGE, theme.CARD
    if is_repeat(row):
        return Symbol.AGAIN, theme.QUIET, theme.CARD
    return symbol_of(row.answer), *_COLOURS[kind_of(row.answer)]


def _tip(row: ScanRow) -> str:
    state = state_of(row)
    if row.taken_back or not row.answer.accepted:
        return state
    return _("{state}. Double-click to undo it.").format(state=state)


def state_of(row: ScanRow) -> str:
    """What became of the scan, in a few words."""
    if row.taken_back:
        return _("Undone")
    return word_of(row.answer)
