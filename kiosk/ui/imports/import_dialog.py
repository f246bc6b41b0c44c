"""Importing a file: choose it, see what it would do, and do it.  What rosters and programmes have in common."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from kiosk import paths
from kiosk.core.lists.cells import Fault
from kiosk.core.open_event import OpenEvent
from kiosk.errors import KioskError
from kiosk.tables.table import Table
from kiosk.ui.imports.faults_table import FaultsTable
from kiosk.ui.imports.import_look import Look, Planned
from kiosk.ui.services.desk import Desk
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.drops import TakesFile
from kiosk.ui.widgets.file_dialogs import ask_to_open
from kiosk.ui.widgets.flow import FoldingRow
from kiosk.ui.widgets.plain import PlainLabel, plain_tip
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.ui.widgets.storing_dialog import StoringDialog
from kiosk.ui.widgets.tab_order import follow_the_eye
from kiosk.words.catalogue import N_, _

Item = TypeVar("Item")

_WIDEST_NAME = 420  # of a file, in units
_SHEET_LETTERS = 10
EVERY = "*"
"""Chosen instead of the name of a sheet (which holds no asterisk): all that have people."""


class ImportDialog(Retranslated, TakesFile, StoringDialog, Generic[Planned]):
    """Shows what a file would do before anything is stored, and stores all of it or nothing.

    Every look at the file is numbered, and only the answer to the latest is shown.  ``imported`` tells in a sentence
    what was stored.
    """

    imported = Signal(str)
    SUFFIXES: tuple[str, ...] = (".csv", ".txt", ".tsv", ".xlsx")
    COUNTS: Mapping[str, str] = {
        "new": N_("New"),
        "changed": N_("Changed"),
        "unchanged": N_("Unchanged"),
        "rejected": N_("Rejected"),
    }

    def __init__(self, desk: Desk, preview: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.look: Look[Planned] = Look()
        self._path: Path | None = None
        self._asked = 0
        self.busy = False
        self.notice = page.Notice()
        self._title = page.text("title")
        self._file = page.text("heading", wrap=False)
        self._choose = page.button()
        self._sheet_label = PlainLabel()
        self.sheet = QComboBox()
        self.sheet.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.sheet.setMinimumContentsLength(_SHEET_LETTERS)
        self.hint = page.text("hint")
        self.figures = {name: page.text("number", wrap=False) for name in self.COUNTS}
        self._captions = {name: page.text("hint", wrap=False) for name in self.COUNTS}
        self.faults = FaultsTable()
        self._cancel = page.button()
        self.store_button = page.button("primary")
        self._lay_out(preview)
        self._connect()
        self.resize(theme.px(1560), theme.px(920))
        self.retranslate()
        self._show_look()

    # what the two kinds of import fill in

    def examine(self, records: OpenEvent, path: Path, sheet: str | None) -> Look[Planned]:
        """Read the file and say what it would do; runs in a worker.  Raises ``KioskError`` for a file of no use."""
        raise NotImplementedError

    def store(self, records: OpenEvent) -> str:
        """Import what was shown; runs in the records lane; the sentence for what was done."""
        raise NotImplementedError

    def show_preview(self) -> None:
        """Show the first rows of ``self.look``."""
        raise NotImplementedError

    def counts(self) -> Mapping[str, int]:
        """The numbers of new, changed, unchanged and rejected rows of ``self.look.planned``."""
        planned = self.look.planned
        return {name: len(getattr(planned, name)) for name in self.COUNTS}

    def warnings(self) -> Sequence[Fault]:
        """Doubts about rows that are imported all the same."""
        return ()

    def may_import(self) -> bool:
        """Whether the import as shown may be stored now."""
        counts = self.counts()
        return counts["rejected"] == 0 and counts["new"] + counts["changed"] > 0

    def concerned(self) -> int:
        """How many people or sessions the import as shown adds or changes."""
        counts = self.counts()
        return counts["new"] + counts["changed"]

    def further_sheets(self, table: Table) -> Sequence[tuple[str, str]]:
        """What may be chosen beside one sheet of ``table``, with the words for it."""
        return ()

    def forget_choices(self) -> None:
        """Another file or sheet is read: what a person chose for the one before means nothing now."""

    # what everybody may call

    def open_file(self, path: Path) -> None:
        """Look at another file."""
        self._path = path
        room = theme.px(_WIDEST_NAME)
        self._file.setText(self._file.fontMetrics().elidedText(path.name, Qt.TextElideMode.ElideMiddle, room))
        self._file.setToolTip(plain_tip(str(path)))
        self.sheet.blockSignals(True)
        self.sheet.clear()
        self.sheet.blockSignals(False)
        self.forget_choices()
        self.look_again()

    def look_again(self) -> None:
        """Examine the file anew, after a person changed what is to be read from it."""
        if self._path is None:
            return
        self._asked += 1
        number, path, sheet = self._asked, self._path, self.sheet.currentData()
        self._set_busy(True)
        self.desk.papers.run(
            lambda records, _progress, _cancelled: (number, self._examined(records, path, sheet)), self._on_look
        )

    # how it goes on

    def _examined(self, records: OpenEvent, path: Path, sheet: str | None) -> Look[Planned]:
        try:
            return self.examine(records, path, sheet)
        except KioskError as trouble:
            return Look(trouble=trouble)

    def _on_look(self, answer: tuple[int, Look[Planned]]) -> None:
        number, look = answer
        if number != self._asked:
            return
        self.look = look
        self._set_busy(False)
        self._show_look()
        follow_the_eye(self)
        # One key in the usual case; a choice of meaning keeps the focus while it is being changed.
        if self.store_button.isEnabled() and not isinstance(self.focusWidget(), QComboBox):
            self.store_button.setFocus()

    def _show_look(self) -> None:
        look = self.look
        self._show_sheets(look.table)
        self.show_preview()
        counts = self.counts() if look.planned else dict.fromkeys(self.COUNTS, 0)
        for name, figure in self.figures.items():
            figure.setText(f"{counts[name]:,}" if look.planned else "–")
        theme.set_look(self._captions["rejected"], "trouble" if counts["rejected"] else "hint")
        rejected = look.planned.rejected if look.planned else ()
        self.faults.show_faults(rejected, self.warnings() if look.planned else (), look.table)
        if look.trouble is not None:
            self.notice.trouble(self.desk.explain(look.trouble))
        else:
            self.notice.clear()
        self._enable()

    def _show_sheets(self, table: Table | None) -> None:
        if table is not None:
            self.sheet.blockSignals(True)
            chosen = self.sheet.currentData()
            self.sheet.clear()
            for name, words in (*((name, name) for name in table.sheets), *self.further_sheets(table)):
                self.sheet.addItem(words, name)
            self.sheet.setCurrentIndex(max(self.sheet.findData(table.sheet if chosen != EVERY else EVERY), 0))
            self.sheet.blockSignals(False)
        for widget in (self._sheet_label, self.sheet):
            widget.setVisible(self.sheet.count() > 1)

    def _on_sheet(self) -> None:
        self.forget_choices()
        self.look_again()

    def _on_import(self) -> None:
        self._set_busy(True)
        self.desk.lane.run(self.store, *self.telling(self.desk, self._on_stored, self._on_refused))

    def _on_stored(self, sentence: str) -> None:
        self.imported.emit(sentence)
        self.accept()

    def _on_refused(self, trouble: KioskError) -> None:
        self._set_busy(False)
        self._enable()
        self.notice.trouble(self.desk.explain(trouble))

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.store_button.setEnabled(False)
        self._choose.setEnabled(not busy)

    def _enable(self) -> None:
        ready = self.look.planned is not None and not self.busy
        self.store_button.setEnabled(ready and self.may_import())
        concerned = self.concerned() if self.look.planned else 0
        self.store_button.setText(self.import_text(concerned) if concerned else _("Nothing to import"))

    def import_text(self, count: int) -> str:
        """What the button says that stores an import of ``count`` people or sessions."""
        raise NotImplementedError

    def choose_file(self) -> None:
        """Ask which file is to be imported."""
        folder = self._path.parent if self._path else paths.documents_folder()
        pattern = " ".join(f"*{suffix}" for suffix in self.SUFFIXES)
        filters = ";;".join([_("Tables ({pattern})").format(pattern=pattern), _("All files (*)")])
        path = ask_to_open(self, self.windowTitle(), folder, filters)
        if path is not None:
            self.open_file(path)

    def take_file(self, path: Path) -> None:
        """Look at the file that was dropped."""
        self.open_file(path)

    # looks

    def _lay_out(self, preview: QWidget) -> None:
        counts = page.row(*(page.column(self.figures[name], self._captions[name], spacing=0) for name in self.COUNTS))
        counts.setSpacing(theme.px(16))
        for caption in self._captions.values():
            caption.setMinimumWidth(theme.px(84))
        framed = page.card()
        framed.setLayout(page.column(preview, margins=1, spacing=0))
        self.before_buttons = page.row()
        buttons = FoldingRow(self.before_buttons, page.row(None, self._cancel, self.store_button), shares=(0, 1))
        self.beside_sheet = page.row()
        sheets = page.row(self._sheet_label, self.sheet, self.beside_sheet, None)
        file = FoldingRow(page.row(self._file, self._choose, None), sheets, shares=(0, 1))
        head = FoldingRow(page.column(self._title, None, file), counts, shares=(1, 0))
        layout = page.column(
            head, self.notice, framed, self.hint, self.faults, buttons, margins=36, spacing=14,
        )  # fmt: skip
        layout.setStretchFactor(framed, 3)
        layout.setStretchFactor(self.faults, 3)
        self.faults.setMinimumHeight(theme.px(220))
        self.setAcceptDrops(True)
        self.setLayout(layout)

    def _connect(self) -> None:
        self._choose.clicked.connect(self.choose_file)
        self.sheet.activated.connect(self._on_sheet)
        self._cancel.clicked.connect(self.reject)
        self.store_button.clicked.connect(self._on_import)  # not the default: Enter in a choice must not import

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self._title.setText(self.windowTitle())
        if self._path is None:
            self._file.setText(_("No file chosen yet"))
        self._choose.setText(_("Choose a file"))
        self._sheet_label.setText(_("Sheet"))
        self.sheet.setAccessibleName(_("Sheet of the file"))
        self._cancel.setText(_("Cancel"))
        for name, caption in self._captions.items():
            caption.setText(_(self.COUNTS[name]))
            self.figures[name].setAccessibleName(_(self.COUNTS[name]))
        self.faults.retranslate()
        self._enable()


def marked(new: Iterable[Item], changed: Iterable[Item], unchanged: Iterable[Item]) -> list[tuple[str, Item]]:
    """What an import brings, each with the word for what becomes of it."""
    words = (_("new"), new), (_("changed"), changed), (_("unchanged"), unchanged)
    return [(word, each) for word, many in words for each in many]
