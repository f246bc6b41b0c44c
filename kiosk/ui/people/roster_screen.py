"""The people of the event: find somebody, add, correct, cancel, block, give a new code; import a list."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from kiosk.actions.door.people_index import PeopleIndex
from kiosk.actions.office.access_log import note_search
from kiosk.actions.office.roll_call import read_whereabouts
from kiosk.actions.people.manage_roster import reissue, set_status
from kiosk.core.figures import category_order
from kiosk.core.open_event import OpenEvent
from kiosk.core.roster import Attendee, Status
from kiosk.core.search import name_meant
from kiosk.core.whereabouts import Whereabouts, Whether
from kiosk.errors import KioskError
from kiosk.ui.imports.roster_import_dialog import RosterImportDialog
from kiosk.ui.people.attendee_dialog import AttendeeDialog
from kiosk.ui.people.history_dialog import HistoryDialog
from kiosk.ui.people.own_fields_dialog import OwnFieldsDialog
from kiosk.ui.people.person_dialogs import reissue_dialog, status_dialog
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.widgets import page
from kiosk.ui.widgets.choices import refill
from kiosk.ui.widgets.dialogs import open_dialog
from kiosk.ui.widgets.drops import TakesFile
from kiosk.ui.widgets.flow import FlowBox
from kiosk.ui.widgets.focus import FocusKeeper, LeadsFocus
from kiosk.ui.widgets.list_models import PeopleModel
from kiosk.ui.widgets.picture import Picture
from kiosk.ui.widgets.reason_dialog import ReasonDialog
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.ui.widgets.screen_head import ScreenHead, screen_column
from kiosk.ui.widgets.typed_line import TypedLine, with_reading
from kiosk.words.catalogue import _
from kiosk.words.live import whereabouts_text, whether_text
from kiosk.words.names import category_of

_WIDTHS = (140, 235, 150, 155, 210, 190, 130, 110)
_COUNT_EVERY_MS = 2_000


class RosterScreen(LeadsFocus, Retranslated, TakesFile, QWidget):
    """The list of people with a live search; what is done to one of them goes through ``manage_roster``."""

    SUFFIXES = RosterImportDialog.SUFFIXES

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._index = PeopleIndex()
        self._stale = True
        self._where: Mapping[str, Whereabouts] = {}
        self.model = PeopleModel(self._where_text)
        self._counting = QTimer(self, singleShot=True, interval=_COUNT_EVERY_MS)
        self.table = page.Table(self.model, _WIDTHS)
        self.search = TypedLine(may_clear=True)
        self.whether, self.category = QComboBox(), QComboBox()
        self.notice = page.Notice()
        self._title, self._count = page.text("title", wrap=False), page.text("hint", wrap=False)
        self.add, self.import_file, self.own_fields = page.button("primary"), page.button(), page.button()
        self.edit, self.cancel, self.block, self.restore, self.reissue, self.history = (
            page.button(look) for look in ("", "danger", "danger", "", "", "")
        )
        self._nobody, self._advice = page.text("heading"), page.text("hint")
        self.first_import, self.first_add = page.button("primary"), page.button()
        self._focus = FocusKeeper(self)
        self._lay_out()
        self._connect()
        self.retranslate()

    # what is shown

    def reload(self) -> None:
        """Read the roster again; at once when the screen is seen, else when it is next shown."""
        self._stale = not self.isVisible()
        if not self._stale:
            self.desk.people.want()
            self._count_anew()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another screen was shown."""
        super().showEvent(event)
        self.search.setFocus()
        self.reload() if self._stale else self._count_anew()

    def selected(self) -> Attendee | None:
        """The person chosen in the list."""
        rows = self.table.selectionModel().selectedRows()
        return self.model.person(rows[0].row()) if rows else None

    def _on_read(self, index: PeopleIndex) -> None:
        if self._stale:  # it is looked at again when this screen is shown
            return
        self._index = index
        self._fill_categories()
        self._show_found()
        self._show_empty(not index.people)

    def _show_empty(self, empty: bool) -> None:
        """Without people the screen offers what to do next, and nothing else."""
        had_focus = self.search.hasFocus()
        self._focus.leave()
        self._stack.setCurrentIndex(1 if empty else 0)
        self._focus.back(self.first_import if empty else self.search)
        self.import_file.setHidden(empty)
        self.add.setHidden(empty)
        if had_focus or empty:
            (self.first_import if empty else self.search).setFocus()

    def _show_found(self) -> None:
        chosen = self.selected()
        typed = self.search.typed().strip()
        people = list(self._index.people.values())
        found = self._index.find(typed, len(people)) if typed else people
        category, whether = self.category.currentData(), self.whether.currentData()
        if category is not None:
            found = [person for person in found if person.category == category]
        if whether is not None:
            wanted = Whether(whether)  # Qt hands back a plain text
            found = [person for person in found if self._is_there(person, wanted)]
        self.model.show(found)
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._select(chosen.id if chosen else None, only_one=bool(typed) and len(found) == 1)
        self._show_count(len(found))
        self._say_add()
        self._enable()

    @property
    def unlisted_name(self) -> str:
        """The name that was looked for and is not on the roster; empty while somebody is found."""
        typed = self.search.typed()
        return name_meant(typed) if self._index.people and not self._index.find(typed, 1) else ""

    def _say_add(self) -> None:
        name = self.unlisted_name
        self.add.setText(_("Add “{name}”").format(name=name) if name else _("Add a person"))

    def _add_unlisted(self) -> None:
        """Enter in a search that found nobody adds whoever was looked for."""
        if self.unlisted_name:
            self.open_attendee()

    def _is_there(self, person: Attendee, wanted: Whether) -> bool:
        """Whether somebody is where the filter asks for: a registration that does not stand is not waited for."""
        whether = self._where[person.id].whether if person.id in self._where else Whether.NOT_YET
        if wanted is Whether.NOT_YET:
            return whether is Whether.NOT_YET and person.is_registered
        return whether is Whether.INSIDE or (wanted is Whether.CAME and whether is Whether.CAME)

    def _where_text(self, person: Attendee) -> str:
        where = self._where.get(person.id, Whereabouts())
        waited_for = person.is_registered or where.whether is not Whether.NOT_YET
        return whereabouts_text(where, self.desk.programme) if waited_for else ""

    def _count_soon(self, *_news: object) -> None:
        if self.isVisible() and not self._counting.isActive():
            self._counting.start()

    def _count_anew(self) -> None:
        """Ask where everybody is, while somebody looks."""
        if self.isVisible():
            self.desk.reader.run(partial(_whereabouts, self.desk.now(), self._where), self._on_counted)

    def _on_counted(self, where: Mapping[str, Whereabouts] | None) -> None:
        if where is None:
            return
        self._where = where
        if self.whether.currentData() is None:
            self.model.tell_where()
        else:
            self._show_found()

    def _select(self, attendee_id: str | None, *, only_one: bool) -> None:
        row = self.model.row_of(attendee_id) if attendee_id else -1
        row = 0 if row < 0 and only_one else row
        if row >= 0:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.table.selectionModel().setCurrentIndex(self.model.index(row, 0), flags)

    def _show_count(self, found: int) -> None:
        total, typed = len(self._index.people), self.search.typed()
        if typed.strip() or found != total:
            told = _("{found} of {total} {total:person|people}").format(found=f"{found:,}", total=f"{total:,}")
            self._count.setText(with_reading(told, self._index.read_as(typed)))
        else:
            self._count.setText(_("{total} {total:person|people}").format(total=f"{total:,}"))

    def _enable(self) -> None:
        person = self.selected()
        status = person.status if person else None
        self.edit.setEnabled(person is not None)
        self.reissue.setEnabled(person is not None)
        self.history.setEnabled(person is not None)
        self.cancel.setEnabled(status in (Status.REGISTERED, Status.WAITING))
        self.block.setEnabled(status in (Status.REGISTERED, Status.WAITING, Status.CANCELLED))
        self.restore.setEnabled(status is not None and status is not Status.REGISTERED)
        self.restore.setText(_("Confirm") if status is Status.WAITING else _("Restore"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow down leads from the search to the first person found."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down:
            if self.model.rowCount():
                self._select(self.model.person(0).id, only_one=False)
                self.table.setFocus()
            return True
        return super().eventFilter(watched, event)

    # what is done

    def open_import(self, path: Path | None = None) -> RosterImportDialog:
        """Import a list of people; ``path`` is looked at straight away."""
        dialog = RosterImportDialog(self.desk, self)
        dialog.imported.connect(self._on_changed)
        open_dialog(dialog)
        if path is not None:
            dialog.open_file(path)
        return dialog

    def open_own_fields(self) -> OwnFieldsDialog:
        """What this event asks of its people beside the usual fields."""
        dialog = OwnFieldsDialog(self.desk, self)
        dialog.changed.connect(self.desk.tell_programme_changed)
        return open_dialog(dialog)

    def open_attendee(self, person: Attendee | None = None) -> AttendeeDialog:
        """Correct ``person``, or add somebody: whoever was looked for and not found."""
        if person is not None:
            self.desk.lane.run(note_search)
        known = sorted({someone.category for someone in self._index.people.values() if someone.category})
        dialog = AttendeeDialog(self.desk, person, known, self)
        if person is None and (name := self.unlisted_name):
            dialog.take_name(name)
        dialog.saved.connect(self._on_saved)
        return open_dialog(dialog)

    def change_status(self, status: Status) -> ReasonDialog | None:
        """Ask for a reason and cancel, block or restore the person chosen."""
        person = self.selected()
        if person is None:
            return None
        dialog = status_dialog(person, status, self)
        dialog.given.connect(lambda reason: self._do(lambda records: set_status(records, person.id, status, reason)))
        dialog.finished.connect(lambda _result: self.table.setFocus())  # the button pressed may be off by then
        return open_dialog(dialog)

    def give_new_code(self) -> ReasonDialog | None:
        """Ask for a reason and replace every code of the person chosen by a new one."""
        person = self.selected()
        if person is None:
            return None
        dialog = reissue_dialog(person, self)
        dialog.given.connect(lambda reason: self._do(lambda records: reissue(records, person.id, reason)))
        dialog.finished.connect(lambda _result: self.table.setFocus())
        return open_dialog(dialog)

    def show_history(self) -> HistoryDialog | None:
        """Show everything that was scanned of the person chosen."""
        person = self.selected()
        return open_dialog(HistoryDialog(self.desk, person, self, may_undo=False)) if person is not None else None

    def _do(self, work: Callable[[OpenEvent], Attendee]) -> None:
        self.desk.lane.run(work, self._on_saved, self._on_refused)

    def _on_saved(self, person: Attendee) -> None:
        self._on_changed(_("Saved: {name}.").format(name=person.name))
        self._show_saved(person)

    def _show_saved(self, person: Attendee) -> None:
        """At once, before the roster is read again; a search that hides the person would make the change look lost."""
        row = self.model.row_of(person.id)
        if row >= 0:
            self.model.replace(row, person)
            self._enable()
        elif person.id not in self._index.people:
            self.search.setText(person.name)

    def _on_changed(self, sentence: str) -> None:
        self.notice.done(sentence)
        self.desk.tell_roster_changed()

    def _on_refused(self, trouble: KioskError) -> None:
        self.notice.trouble(self.desk.explain(trouble))

    # drops

    def take_file(self, path: Path) -> None:
        """Look at the list that was dropped."""
        self.open_import(path)

    # looks

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self._title.setText(_("People"))
        self.search.setPlaceholderText(_("Name, initial consonants, affiliation or phone digits"))
        self.search.setAccessibleName(_("Find people"))
        self.table.setAccessibleName(_("People"))
        self._fill_whether()
        self._fill_categories()
        self._say_add()
        self.own_fields.setText(_("Own fields"))
        self.import_file.setText(_("Import a list"))
        self.edit.setText(_("Edit"))
        self.cancel.setText(_("Cancel registration"))
        self.block.setText(_("Block"))
        self._enable()
        self.reissue.setText(_("New ticket code"))
        self.history.setText(_("History"))
        self.history.setToolTip(_("All scans of this person"))
        self.reissue.setToolTip(_("For a lost or copied ticket: the old code is refused from then on"))
        self._nobody.setText(_("Nobody is on the list yet"))
        self._advice.setText(_("Import the list as the office keeps it (CSV or XLSX), or add people one by one."))
        self.first_import.setText(_("Import a list"))
        self.first_add.setText(_("Add a person"))
        self.model.retranslate()
        self._show_count(self.model.rowCount())

    def _fill_whether(self) -> None:
        self.whether.setAccessibleName(_("Current location"))
        choices: list[tuple[str, Whether | None]] = [(_("Whether here or not"), None)]
        choices += [(whether_text(whether), whether) for whether in Whether]
        refill(self.whether, choices)

    def _fill_categories(self) -> None:
        self.category.setAccessibleName(_("Category"))
        names = category_order({person.category for person in self._index.people.values()})
        choices: list[tuple[str, str | None]] = [(_("All categories"), None)]
        choices += [(category_of(name) or _("without a category"), name) for name in names]
        refill(self.category, choices)

    def _lay_out(self) -> None:
        head = ScreenHead(
            self._title, self.own_fields, self.import_file, self.add, beside=(self._count,), notice=self.notice
        )
        framed = page.card()
        framed.setLayout(page.column(self.table, margins=1, spacing=0))
        self.table.setSortingEnabled(True)
        acts = FlowBox(self.edit, self.reissue, self.history, self.restore, self.cancel, self.block)
        listed = QWidget()
        for box in (self.whether, self.category):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(14)
        find = page.row(self.search, self.whether, self.category)
        find.setStretch(0, 1)
        listed.setLayout(page.column(find, framed, acts))
        empty = page.card()
        buttons = page.row(None, self.first_import, self.first_add, None)
        picture = page.row(None, Picture("people", 140), None)
        empty.setLayout(page.column(None, picture, self._nobody, self._advice, 12, buttons, None, margins=48))
        for label in (self._nobody, self._advice):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(listed)
        self._stack.addWidget(empty)
        self.setLayout(screen_column(head, self._stack, fills=self._stack))
        self.first_field = self.search

    def _connect(self) -> None:
        self.setAcceptDrops(True)
        self.search.installEventFilter(self)
        self.search.typed_changed.connect(self._show_found)
        self.search.returnPressed.connect(self._add_unlisted)
        for box in (self.whether, self.category):
            box.currentIndexChanged.connect(self._show_found)
        self._counting.timeout.connect(self._count_anew)
        for news in (self.desk.checked_in, self.desk.others_worked, self.desk.programme_changed):
            news.connect(self._count_soon)
        self.table.selectionModel().selectionChanged.connect(self._enable)
        self.model.modelReset.connect(self._enable)
        self.table.doubleClicked.connect(lambda: self.open_attendee(self.selected()))
        for button in (self.add, self.first_add):
            button.clicked.connect(lambda: self.open_attendee())
        for button in (self.import_file, self.first_import):
            button.clicked.connect(lambda: self.open_import().choose_file())
        self.own_fields.clicked.connect(self.open_own_fields)
        self.edit.clicked.connect(lambda: self.open_attendee(self.selected()))
        self.reissue.clicked.connect(self.give_new_code)
        self.history.clicked.connect(self.show_history)
        for button, status in (
            (self.cancel, Status.CANCELLED), (self.block, Status.BLOCKED), (self.restore, Status.REGISTERED),
        ):  # fmt: skip
            button.clicked.connect(partial(self.change_status, status))
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shortcut = QShortcut(QKeySequence(key), self.table, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda: self.open_attendee(self.selected()))
        self.desk.roster_changed.connect(self.reload)
        self.desk.people.read.connect(self._on_read)


def _whereabouts(
    at: datetime, before: Mapping[str, Whereabouts], records: OpenEvent, _progress: Progress, _cancelled: Cancelled
) -> Mapping[str, Whereabouts] | None:
    """Where everybody is; None where nobody moved."""
    where = read_whereabouts(records, at)
    return None if where == before else where
