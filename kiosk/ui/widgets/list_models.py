"""Tables on screen: people, and plain lines of text.  No widget for a row, so that 100,000 people scroll smoothly."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from kiosk.core.lists.contact import masked
from kiosk.core.roster import Attendee
from kiosk.ui.widgets import theme
from kiosk.ui.widgets.plain import plain_in
from kiosk.words.catalogue import _
from kiosk.words.fields import field_name, field_text, status_text

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
WHERE = "where"
"""The column that is no field of a person."""


class PeopleModel(QAbstractTableModel):
    """People of the roster, a row each, in the order they were given or sorted by a column; ``where`` tells where
    somebody is in a few words.
    """

    COLUMNS = ("name", "affiliation", "title", "category", WHERE, "phone", "sessions", "status", "email")

    def __init__(self, where: Callable[[Attendee], str]) -> None:
        super().__init__()
        self._people: list[Attendee] = []
        self._where = where

    def show(self, people: Sequence[Attendee]) -> None:
        """Show these people instead of those before."""
        self.beginResetModel()
        self._people = list(people)
        self.endResetModel()

    def person(self, row: int) -> Attendee:
        """Who stands in ``row``."""
        return self._people[row]

    def row_of(self, attendee_id: str) -> int:
        """Where a person stands, or -1."""
        return next((row for row, person in enumerate(self._people) if person.id == attendee_id), -1)

    def tell_where(self) -> None:
        """People came or went: where they are is to be said anew."""
        if self._people:
            column = self.COLUMNS.index(WHERE)
            self.dataChanged.emit(self.index(0, column), self.index(len(self._people) - 1, column))

    def replace(self, row: int, person: Attendee) -> None:
        """Show ``person`` as they are now."""
        self._people[row] = person
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.COLUMNS) - 1))

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.COLUMNS) - 1)
        if self._people:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._people) - 1, len(self.COLUMNS) - 1))

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Number of people shown."""
        return 0 if parent.isValid() else len(self._people)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """Number of fields shown."""
        return 0 if parent.isValid() else len(self.COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Names of the fields, above."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            field = self.COLUMNS[section]
            return _("Current location") if field == WHERE else field_name(field)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A field as text; people whose registration does not stand are told by the last column and a paler ink."""
        person = self._people[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return plain_in(role, self._shown(person, self.COLUMNS[index.column()]))
        if role == Qt.ItemDataRole.ForegroundRole and not person.is_registered:
            return theme.QUIET
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; without one (-1) the order stays."""
        if not 0 <= column < len(self.COLUMNS):
            return
        field = self.COLUMNS[column]
        self.beginResetModel()
        self._people.sort(key=lambda person: self._shown(person, field), reverse=order == Qt.SortOrder.DescendingOrder)
        self.endResetModel()

    def _shown(self, person: Attendee, field: str) -> str:
        return self._where(person) if field == WHERE else _shown(person, field)


def _shown(person: Attendee, field: str) -> str:
    if field == "status":
        return status_text(person)
    if field == "phone":  # whoever stands before the desk sees the list; the whole number is in the person's dialog
        return masked(person.phone)
    return ", ".join(person.sessions) if field == "sessions" else field_text(person, field)


class LinesModel(QAbstractTableModel):
    """Lines of plain text under translated headings; ``describe`` makes the texts of a line when it is looked at."""

    def __init__(self, headings: Sequence[str], describe: Callable[[Any], Sequence[str]]) -> None:
        super().__init__()
        self._headings = headings
        self._describe = describe
        self._lines: Sequence[Any] = ()

    def show(self, lines: Sequence[Any]) -> None:
        """Show these lines instead of those before."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """Number of headings."""
        return 0 if parent.isValid() else len(self._headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The headings, above."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _(self._headings[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """One text of a line; the tool tip has it in full."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return plain_in(role, self._describe(self._lines[index.row()])[index.column()])
        return None
