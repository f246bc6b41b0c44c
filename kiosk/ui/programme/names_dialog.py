"""What categories, rooms and affiliations are called in other languages."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QAbstractTableModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from kiosk import languages
from kiosk.actions.preparing.translate_names import UsedName, translate_names, used_names
from kiosk.core.open_event import OpenEvent
from kiosk.errors import KioskError
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.list_models import NO_INDEX, Index
from kiosk.ui.widgets.plain import plain_in
from kiosk.ui.widgets.storing_dialog import StoringDialog
from kiosk.words import catalogue
from kiosk.words.catalogue import _
from kiosk.words.fields import use_of_name

_FIRST = 2
"""The column of the first language: before it stand what a name is used as, and the name as written."""


class NamesModel(QAbstractTableModel):
    """Names, a row each, with a cell to be filled in for each language; ``said`` is what was changed in them."""

    def __init__(self) -> None:
        super().__init__()
        self._names: Sequence[UsedName] = ()
        self._languages = languages.available()
        self.said: dict[str, dict[str, str]] = {}

    def show(self, names: Sequence[UsedName]) -> None:
        """Show these, as they are called by now."""
        self.beginResetModel()
        self._names, self.said = names, {}
        self.endResetModel()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Number of names."""
        return 0 if parent.isValid() else len(self._names)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """What it is, as it is written, and a column a language."""
        return 0 if parent.isValid() else _FIRST + len(self._languages)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The headings, above."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        if section < _FIRST:
            return (_("Used as"), _("As written"))[section]
        return languages.name_of(self._languages[section - _FIRST], catalogue.language())

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What a name is called can be typed."""
        editable = Qt.ItemFlag.ItemIsEditable if index.column() >= _FIRST else Qt.ItemFlag.NoItemFlags
        return super().flags(index) | editable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A text of a name; to a screen reader an empty cell is named by the name it belongs to."""
        one, column = self._names[index.row()], index.column()
        if role == Qt.ItemDataRole.EditRole:
            return self._called(one, column)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return plain_in(
                role, (use_of_name(one.field), one.name)[column] if column < _FIRST else self._called(one, column)
            )
        if role == Qt.ItemDataRole.AccessibleTextRole and column >= _FIRST:
            language = languages.name_of(self._languages[column - _FIRST], catalogue.language())
            return _("{language} for {name}: {text}").format(
                name=one.name, language=language, text=self._called(one, column)
            )
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Keep what was typed until all is stored."""
        if role != Qt.ItemDataRole.EditRole or index.column() < _FIRST:
            return False
        one, language = self._names[index.row()], self._languages[index.column() - _FIRST]
        self.said.setdefault(one.name, {})[language] = str(value).strip()
        self.dataChanged.emit(index, index)
        return True

    def _called(self, one: UsedName, column: int) -> str:
        language = self._languages[column - _FIRST]
        return self.said.get(one.name, {}).get(language, one.others.get(language, ""))


class NamesDialog(StoringDialog):
    """A table of all names in use; ``stored`` comes when what was typed in it is kept."""

    stored = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.model, self.notice = NamesModel(), page.Notice()
        self.table = page.Table(self.model, (160, 320, 320))
        triggers = QAbstractItemView.EditTrigger
        self.table.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed | triggers.SelectedClicked
        )
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.save, self._back = page.button("primary"), page.button()
        self._lay_out()
        self._back.clicked.connect(self.reject)
        self.save.clicked.connect(self._on_save)
        self.desk.reader.run(_read, self._on_read, self._on_refused)

    def _on_read(self, names: list[UsedName]) -> None:
        self.model.show(names)
        self.table.setCurrentIndex(self.model.index(0, _FIRST))

    def _on_save(self) -> None:
        self.save.setFocus()  # ends the editing of a cell
        self.save.setEnabled(False)
        telling = self.telling(self.desk, self._on_stored, self._on_refused)
        self.desk.lane.run(partial(_store, self.model.said), *telling)

    def _on_stored(self, _count: int) -> None:
        self.accept()
        self.stored.emit()

    def _on_refused(self, trouble: KioskError) -> None:
        self.save.setEnabled(True)
        self.notice.trouble(self.desk.explain(trouble))

    def _lay_out(self) -> None:
        self.setWindowTitle(_("Names in other languages"))
        title, hint = page.text("title"), page.text("hint")
        title.setText(self.windowTitle())
        hint.setText(_("Screens and papers in a language show these names in place of those in the roster and the "
                       "programme."))  # fmt: skip
        self.table.setAccessibleName(self.windowTitle())
        self._back.setText(_("Cancel"))
        self.save.setText(_("Save"))
        framed = page.card()
        framed.setLayout(page.column(self.table, margins=1, spacing=0))
        layout = page.column(title, hint, framed, self.notice, page.row(None, self._back, self.save), margins=36,
                             spacing=16)  # fmt: skip
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self.resize(theme.px(1200), theme.px(860))


def _read(records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> list[UsedName]:
    return used_names(records)


def _store(said: dict[str, dict[str, str]], records: OpenEvent) -> int:
    return translate_names(records, said)
