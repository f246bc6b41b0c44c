"""The heading of an import's preview: above each column a choice of what the column holds."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableView

from kiosk.core.lists.roster_columns import Columns
from kiosk.core.lists.roster_words import FIELDS
from kiosk.core.own_field import OwnField
from kiosk.core.programme import Session
from kiosk.ui.widgets.plain import plain_tip
from kiosk.words.catalogue import _, text_of, title_of
from kiosk.words.fields import field_name

Meaning = str | None
_MARGIN = 4
NEW_FIELD = "new field"
"""In place of a meaning: the column is to become an own field of the event."""


def meaning_of(columns: Columns, column: int) -> Meaning:
    """What a column holds: a field, ``session:CODE``, or nothing of use."""
    for name, index in columns.fields.items():
        if index == column:
            return name
    return next((f"session:{code}" for code, index in columns.sessions.items() if index == column), None)


class MeaningHeader(QHeaderView):
    """A column's choice of meaning, and below it the words the file itself has above that column."""

    chosen = Signal(int, object)  # column, meaning

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._choices: list[QComboBox] = []
        self.sectionResized.connect(self._place)
        table.horizontalScrollBar().valueChanged.connect(self._place)

    def show_columns(self, columns: Columns, width: int, sessions: Iterable[Session], own: Iterable[OwnField]) -> None:
        """Offer the fields, the event's ``own`` and ``sessions`` above ``width`` columns, and show what ``columns``
        says of each.
        """
        sessions, own = list(sessions), list(own)
        while len(self._choices) < width:
            self._choices.append(self._new_choice(len(self._choices)))
        while len(self._choices) > width:
            self._choices.pop().deleteLater()
        for column, choice in enumerate(self._choices):
            label = columns.labels[column] if column < len(columns.labels) else ""
            choice.blockSignals(True)
            _fill(choice, sessions, own)
            choice.setCurrentIndex(max(0, choice.findData(meaning_of(columns, column))))
            choice.setAccessibleName(_("Content of the column “{column}”").format(column=label or column + 1))
            choice.setToolTip(plain_tip(choice.accessibleName()))
            choice.blockSignals(False)
            choice.show()
        self._place()

    def choice(self, column: int) -> QComboBox:
        """The choice above a column."""
        return self._choices[column]

    def sizeHint(self) -> QSize:
        """As high as a choice and a line of text."""
        hint = super().sizeHint()
        return QSize(hint.width(), hint.height() + self._choice_height())

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        """The file's own words take the lower part; the choice covers the upper one."""
        super().paintSection(painter, rect.adjusted(0, self._choice_height(), 0, 0), index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the choices above their columns."""
        super().resizeEvent(event)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel must not change a meaning that happens to be under the pointer; Tab brings a choice into view."""
        if event.type() == QEvent.Type.Wheel and watched in self._choices:
            event.ignore()
            return True
        if event.type() == QEvent.Type.FocusIn and watched in self._choices:
            table = self.parent()
            if isinstance(table, QTableView):
                table.scrollTo(table.model().index(0, self._choices.index(watched)))
        return super().eventFilter(watched, event)

    def _new_choice(self, column: int) -> QComboBox:
        choice = QComboBox(self.viewport())
        choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        choice.installEventFilter(self)
        choice.currentIndexChanged.connect(lambda: self.chosen.emit(column, choice.currentData()))
        return choice

    def _choice_height(self) -> int:
        return self._choices[0].sizeHint().height() + 2 * _MARGIN if self._choices else 0

    def _place(self) -> None:
        height = self._choice_height() - 2 * _MARGIN
        for column, choice in enumerate(self._choices):
            left = self.sectionViewportPosition(column) + _MARGIN
            choice.setGeometry(left, _MARGIN, self.sectionSize(column) - 2 * _MARGIN, height)


def _fill(choice: QComboBox, sessions: Iterable[Session], own: Iterable[OwnField]) -> None:
    choice.clear()
    choice.addItem(_("Not used"), None)
    for field in FIELDS:
        choice.addItem(field_name(field), field)
    for mine in own:
        choice.addItem(text_of(mine.labels), mine.name)
    choice.addItem(_("Keep it as an own field"), NEW_FIELD)
    for session in sessions:
        choice.addItem(_("Marks for “{session}”").format(session=title_of(session)), f"session:{session.code}")
